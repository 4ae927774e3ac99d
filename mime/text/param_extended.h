/* text/param_extended.h - parameter values with a charset, a language and
 * continuations (RFC 2231). */
#ifndef MIME_TEXT_PARAM_EXTENDED_H
#define MIME_TEXT_PARAM_EXTENDED_H
#include "text/param.h"

/* One "name=value" as it was read. */
struct mime_param_part {
	struct mime_param param; /* literal: unquoted, not yet decoded */
	int number;		 /* of a continuation; -1 if it is none */
	bool gone;		 /* joined to another one, or of no use */
};
/* Takes "*", "*3" or "*3*" off the name of part and notes what it says.  False
 * if the name ends in none of these (P04): numbers are 0-999, without a zero
 * in front. */
bool mime_param_part_name(struct mime_param_part *part, mime_slice name);
/* Decode and join n parts into out->list; P04 where a continuation ends early.
 * Takes O(n log n).
 * Error MIME_ENOMEM. */
int mime_param_parts_join(struct mime_params *out, struct mime_arena *arena,
			  struct mime_param_part *parts, size_t n,
			  const struct mime_text_context *context);
#endif
