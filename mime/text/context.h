/* text/context.h - what decoding a header needs beside its bytes. */
#ifndef MIME_TEXT_CONTEXT_H
#define MIME_TEXT_CONTEXT_H
#include "base/defect.h"
#include "mime/text.h"

struct mime_text_context {
	struct mime_converters *converters; /* never NULL */
	mime_slice fallback; /* label for raw 8-bit that is not UTF-8: that of
			      * the message's first text part, or absent */
	struct mime_defects *defects; /* NULL: nothing is recorded */
	size_t offset;		      /* of the text, in the parsed buffer */
	unsigned max_comments;	      /* UINT_MAX: no limit */
	unsigned max_params;
};
#endif
