/* mime/text.h - charsets and encoded-words (layer 2). */
#ifndef MIME_TEXT_H
#define MIME_TEXT_H
#include "mime/types.h"
MIME_BEGIN_DECLS

/* Open charset descriptors, kept by the caller across messages; used by one
 * thread at a time. */
struct mime_converters;
MIME_API int mime_converters_new(struct mime_converters **out);
MIME_API void mime_converters_free(struct mime_converters *c); /* NULL is
								 * allowed */
/* Under the label gb2312 take GB 2312 alone: what extends it becomes U+FFFD.
 * Without it GB18030, its superset, is read, as the mail of the world needs.
 * Call it before c converts anything. */
MIME_API void mime_converters_set_strict(struct mime_converters *c,
					 bool strict);

/* What a charset label of a sender stands for. */
struct mime_charset {
	const char *name; /* the converter used, a constant such as "GB18030";
			   * NULL if the label has none */
	int defect; /* 0, or why not: enum mime_defect_kind W04, W05, W10 */
};
/* Look a label up in the one table of labels (RFC 2978 names, the WHATWG
 * Encoding Standard and mail's own), ASCII case ignored.  Never fails: an
 * unknown or refused label gives name NULL. */
MIME_API void mime_charset_find(struct mime_charset *out, mime_slice label);

/* A decoded text that the caller frees. */
struct mime_text;
MIME_API mime_slice mime_text_slice(const struct mime_text *t);
MIME_API void mime_text_free(struct mime_text *t); /* NULL is allowed */

/* Decode the body of an unstructured field: unfolded, encoded-words decoded
 * (RFC 2047), valid UTF-8.
 * raw	      the bytes after the colon; not kept.
 * converters NULL: opened for this call.
 * Error MIME_ENOMEM. */
MIME_API int mime_text_decode(struct mime_text **out, mime_slice raw,
			      struct mime_converters *converters);
/* Encode UTF-8 for an unstructured field: as it is where it is ASCII, else as
 * encoded-words of at most 75 characters in charset, folded by CRLF SP.
 * charset    a label; NULL: UTF-8.
 * column     where the text begins in its line.
 * Error MIME_EINVAL if text holds CR, LF or NUL or is not UTF-8;
 *	 MIME_ECHARSET if charset is unknown or cannot hold the text;
 *	 MIME_ENOMEM. */
MIME_API int mime_text_encode(struct mime_text **out, mime_slice text,
			      const char *charset, size_t column);

MIME_END_DECLS
#endif
