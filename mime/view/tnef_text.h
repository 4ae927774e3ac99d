/* view/tnef_text.h - names and texts inside a TNEF stream, as UTF-8. */
#ifndef MIME_VIEW_TNEF_TEXT_H
#define MIME_VIEW_TNEF_TEXT_H
#include "base/strbuf.h"
#include "text/charset.h"
#include "text/context.h"

/* The label for the number of a Windows code page, "cp936"; absent if it has
 * none.  A constant. */
mime_slice mime_codepage_label(uint32_t number);

/* Append bytes as UTF-8: from the charset of the label, or, if that has no
 * converter or is ASCII, from what they look like.
 * Error MIME_ENOMEM, also that of out. */
int mime_tnef_text_add(struct mime_strbuf *out, mime_slice bytes,
		       mime_slice label,
		       const struct mime_text_context *context);
/* Read bytes as UTF-8, converted as the reader is pulled; they and context
 * must outlive it.  Error MIME_ENOMEM. */
int mime_tnef_text_open(struct mime_reader **out, mime_slice bytes,
			mime_slice label,
			const struct mime_text_context *context);
#endif
