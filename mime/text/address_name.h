/* text/address_name.h - display names (RFC 5322 3.2.5, 3.4). */
#ifndef MIME_TEXT_ADDRESS_NAME_H
#define MIME_TEXT_ADDRESS_NAME_H
#include "base/strbuf.h"
#include "text/context.h"

/* Append a phrase as UTF-8: words without quotes and comments, encoded-words
 * decoded, a blank or a fold between words as one space.  W02 and W11 are
 * recorded; context->offset is that of raw. */
void mime_address_phrase(struct mime_strbuf *out, mime_slice raw,
			 const struct mime_text_context *context);
/* Append a comment as UTF-8 without its parentheses. */
void mime_address_comment(struct mime_strbuf *out, mime_slice raw,
			  const struct mime_text_context *context);
/* Append a phrase as bytes: words without quotes and comments, a blank or a
 * fold between words as one space, nothing decoded. */
void mime_address_words(struct mime_strbuf *out, mime_slice raw);
/* Append raw as UTF-8, unfolded, nothing decoded: what could not be read. */
void mime_address_unread(struct mime_strbuf *out, mime_slice raw,
			 const struct mime_text_context *context);
/* True if name holds something like local@host.domain other than address
 * (A02), also with a full-width or small "@". */
bool mime_address_misleads(mime_slice name, mime_slice address);
#endif
