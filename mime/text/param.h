/* text/param.h - a value with parameters: Content-Type and
 * Content-Disposition (RFC 2045 5.1, RFC 2183, RFC 2231). */
#ifndef MIME_TEXT_PARAM_H
#define MIME_TEXT_PARAM_H
#include "base/arena.h"
#include "text/context.h"

enum mime_param_flags {
	MIME_PARAM_EXTENDED = 1u << 0,	/* name*=: charset and language */
	MIME_PARAM_CONTINUED = 1u << 1, /* name*0=, name*1=, ... */
	MIME_PARAM_QUOTED = 1u << 2,
	MIME_PARAM_FOLDED = 1u << 3, /* a line end inside the quotes */
	MIME_PARAM_OPEN = 1u << 4    /* the closing quote is missing */
};
/* One parameter; its parts joined when it was continued. */
struct mime_param {
	mime_slice name;       /* as written, without "*" and number */
	mime_slice literal;    /* unquoted, percent-decoded bytes */
	mime_slice charset;    /* label from name*=; absent otherwise */
	mime_slice language;   /* likewise */
	size_t offset, length; /* of its first part, in the parsed buffer */
	size_t literal_at;     /* offset there of that part's value */
	unsigned flags;
};
struct mime_params {
	mime_slice value; /* before the first ";": raw, blanks and comments at
			   * both ends taken off */
	struct mime_param *list; /* in order of first appearance, also those
				  * with a name that came before */
	size_t n;
};

/* Parse a field body (after the colon).  Everything lives in arena or in
 * text.  A bad parameter is skipped up to the next ";" (P17); gaps and repeats
 * end a continuation (P04); P06, P13, P16 (boundary, charset, protocol), S06
 * (repeated boundary), R06, R08 are recorded too.  Past max_params one boundary
 * is still taken.  Takes O(n log n).
 * Error MIME_ENOMEM. */
int mime_params_parse(struct mime_params *out, struct mime_arena *arena,
		      mime_slice text, const struct mime_text_context *context);
/* The first parameter of that name (ASCII case ignored), or NULL.  An
 * extended or continued one (name*, name*0) goes before a plain one. */
const struct mime_param *mime_param_find(const struct mime_params *p,
					 const char *name);
/* The parameter of that name that is not extended and not continued, or
 * NULL. */
const struct mime_param *mime_param_find_plain(const struct mime_params *p,
					       const char *name);
/* The parameter as UTF-8: converted from its charset; of a plain one the
 * encoded-words are decoded (P05) and raw 8-bit is converted.  Controls stay.
 * Lives in arena.  Error MIME_ENOMEM. */
int mime_param_text(mime_slice *out, struct mime_arena *arena,
		    const struct mime_param *p,
		    const struct mime_text_context *context);

/* How a parameter that is not ASCII, or a file name, is written. */
enum mime_param_style {
	MIME_PARAM_COMPAT = 0, /* name="=?UTF-8?B?...?=", filename*=UTF-8'' */
	MIME_PARAM_RFC2231 = 1,
	MIME_PARAM_RFC2047 = 2
};
struct mime_fold;
/* Append "; name=value" to a field: token or quoted string when it is ASCII
 * and short enough, else by style (RFC2231: extended, continued where a line
 * would pass the limit; RFC2047: encoded-words in a quoted string; COMPAT:
 * RFC2047 for the parameter "name", RFC2231 for any other).  Under RFC2047 an
 * ASCII value of up to 990 bytes stays whole.  What an encoded-word cannot
 * bring back (controls) is written by RFC2231 in each style.  value is UTF-8
 * that passed text/guard.h.
 * Errors are left in f->error: MIME_EINVAL if value needs more than 200
 * continuations. */
void mime_param_write(struct mime_fold *f, const char *name, mime_slice value,
		      enum mime_param_style style);
#endif
