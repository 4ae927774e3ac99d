/* text/fold.h - writes one header field, folded at 78 (76 with an
 * encoded-word) and never above 998 (RFC 5322 2.1.1, RFC 2047 2). */
#ifndef MIME_TEXT_FOLD_H
#define MIME_TEXT_FOLD_H
#include "base/strbuf.h"
#include "mime/text.h"

enum { MIME_FOLD_LINE = 78, MIME_FOLD_WORD_LINE = 76, MIME_FOLD_MAX = 998 };

struct mime_fold {
	struct mime_strbuf *out; /* lines end in CRLF */
	struct mime_converters *converters;
	mime_slice charset; /* of encoded-words; absent: UTF-8 */
	size_t column;	    /* bytes in the present line */
	bool has_word;	    /* the present line holds an encoded-word */
	int error;	    /* first failure: MIME_ECHARSET, ... */
	size_t bad;	    /* MIME_ECHARSET: offset in the text, SIZE_MAX if
			     * the charset has no converter */
	/* the rest is private */
	size_t place; /* of the last blank in out where the present line can
		       * be folded; SIZE_MAX if there is none */
	bool last_is_word;
};

/* Begins with "Name:"; the caller checked both (text/guard.h).
 * converters may be NULL when charset is UTF-8. */
void mime_fold_begin(struct mime_fold *f, struct mime_strbuf *out,
		     mime_slice name, struct mime_converters *converters,
		     mime_slice charset);
/* Adds a blank and token, which is not split; the line is folded before it
 * if it would pass the limit.  A line that then passes 998 bytes is the error
 * MIME_EINVAL. */
void mime_fold_token(struct mime_fold *f, mime_slice token);
/* The next token stands in a line of its own. */
void mime_fold_line(struct mime_fold *f);
/* Adds token directly behind what is there, without a place to fold: a comma
 * or a semicolon.  If the line passes the limit with it, what is there is
 * moved to the next line. */
void mime_fold_glue(struct mime_fold *f, mime_slice token);
/* Adds unstructured UTF-8 text: words as they are, runs that need it as
 * encoded-words (text/word_encode.h).  Runs of blanks are kept, at both ends
 * too; so is what looks like an encoded-word. */
void mime_fold_text(struct mime_fold *f, mime_slice utf8);
/* Adds a phrase (a display name): as atoms, as a quoted string, or as
 * encoded-words, whichever can carry it; an empty one as "". */
void mime_fold_phrase(struct mime_fold *f, mime_slice utf8);
/* Ends the line; returns the first failure, or out->error. */
int mime_fold_end(struct mime_fold *f);
#endif
