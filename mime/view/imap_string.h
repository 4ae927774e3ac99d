/* view/imap_string.h - strings, numbers and lists as IMAP writes them (RFC 9051
 * 4, 9). */
#ifndef MIME_VIEW_IMAP_STRING_H
#define MIME_VIEW_IMAP_STRING_H
#include "base/strbuf.h"
#include "mime/view.h"
#include "tree/tree.h"

struct mime_imap {
	struct mime_strbuf out;
	struct mime_strbuf scratch; /* one string being put together */
	enum mime_imap_strings how;
};

void mime_imap_init(struct mime_imap *w, enum mime_imap_strings how);
/* Gives the text to the caller, or frees it and returns why there is none: rc,
 * or the first error of w. */
int mime_imap_end(struct mime_text **out, struct mime_imap *w, int rc);
/* A word of the protocol: "NIL", ")". */
void mime_imap_add(struct mime_imap *w, const char *word);
/* nstring: absent is NIL.  NUL, which IMAP cannot carry, becomes U+FFFD. */
void mime_imap_string(struct mime_imap *w, mime_slice s);
/* The scratch as a string, which is cleared. */
void mime_imap_scratch(struct mime_imap *w);
/* The body of p's first field with that id, unfolded, without blanks at both
 * ends and as written otherwise; NIL if there is no such field. */
void mime_imap_field(struct mime_imap *w, const struct mime_part *p,
		     enum mime_field_id id);
#endif
