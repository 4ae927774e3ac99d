/* view/imap_envelope.h - ENVELOPE (RFC 9051 7.5.2). */
#ifndef MIME_VIEW_IMAP_ENVELOPE_H
#define MIME_VIEW_IMAP_ENVELOPE_H
#include "view/imap_string.h"

/* Append the envelope of the message whose root is p; p NULL: one of which
 * nothing is known.  Error MIME_ENOMEM. */
int mime_imap_envelope_add(struct mime_imap *w, struct mime_part *p);
#endif
