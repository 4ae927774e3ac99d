/* text/text.h - texts that are given to a caller. */
#ifndef MIME_TEXT_TEXT_H
#define MIME_TEXT_TEXT_H
#include "base/strbuf.h"
#include "mime/text.h"

/* Makes what b holds a text that the caller frees; b is empty then, in every
 * case.  b must not begin in room that was lent.
 * Error that of b, or MIME_ENOMEM. */
int mime_text_take(struct mime_text **out, struct mime_strbuf *b);
#endif
