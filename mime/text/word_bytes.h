/* text/word_bytes.h - what the text of an encoded-word stands for (RFC 2047
 * 4). */
#ifndef MIME_TEXT_WORD_BYTES_H
#define MIME_TEXT_WORD_BYTES_H
#include "base/strbuf.h"
#include "text/context.h"
#include "text/word_scan.h"

/* Append the bytes, in the charset of w.  W12 is recorded for blanks, and what
 * departs from "B" or "Q" by its kind, each with the place of the word; errors
 * are in out->error. */
void mime_word_bytes(struct mime_strbuf *out, const struct mime_word *w,
		     const struct mime_text_context *context);
#endif
