/* text/word.h - encoded-words to text (RFC 2047). */
#ifndef MIME_TEXT_WORD_H
#define MIME_TEXT_WORD_H
#include "base/strbuf.h"
#include "text/context.h"

/* Where the text stands; it decides the defect recorded. */
enum mime_word_place {
	MIME_WORD_TEXT,	  /* unstructured, or a comment */
	MIME_WORD_PHRASE, /* W02 when it decodes to specials */
	MIME_WORD_QUOTED, /* inside a quoted string: W11 */
	MIME_WORD_NAME	  /* a parameter of a file name: P05 */
};
/* Append text as UTF-8: encoded-words decoded, neighbours of one charset
 * joined as bytes, raw 8-bit converted (H11), controls that come out of a word
 * replaced by U+FFFD (W01).  Line ends are taken out and the blanks after them
 * stay (unfolding, RFC 5322 2.2.3).  Errors are in out->error. */
void mime_word_decode(struct mime_strbuf *out, mime_slice text,
		      enum mime_word_place place,
		      const struct mime_text_context *context);
/* Append raw bytes that are not UTF-8 for certain (no encoded-words) as
 * UTF-8, by the rule for raw 8-bit text; H11 is recorded. */
void mime_word_raw(struct mime_strbuf *out, mime_slice bytes,
		   const struct mime_text_context *context);
/* True if text holds something of the form of an encoded-word. */
bool mime_word_present(mime_slice text);
#endif
