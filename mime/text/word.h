/* text/word.h - encoded-words to text (RFC 2047). */
#ifndef MIME_TEXT_WORD_H
#define MIME_TEXT_WORD_H
#include "base/arena.h"
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
/* The same, into arena; where nothing has to go away or change, *out is text
 * itself.  Error MIME_ENOMEM. */
int mime_word_text(mime_slice *out, struct mime_arena *arena, mime_slice text,
		   enum mime_word_place place,
		   const struct mime_text_context *context);
/* True if decoding text takes out line ends and changes nothing else. */
bool mime_word_plain(mime_slice text);
/* Append raw bytes that are not UTF-8 for certain (no encoded-words) as
 * UTF-8, by the rule for raw 8-bit text; H11 is recorded. */
void mime_word_raw(struct mime_strbuf *out, mime_slice bytes,
		   const struct mime_text_context *context);
/* True if text holds something of the form of an encoded-word. */
bool mime_word_present(mime_slice text);
#endif
