/* text/word_encode.h - text to encoded-words (RFC 2047). */
#ifndef MIME_TEXT_WORD_ENCODE_H
#define MIME_TEXT_WORD_ENCODE_H
#include "base/strbuf.h"
#include "mime/text.h"

enum { MIME_WORD_MAX = 75 }; /* bytes in an encoded-word, RFC 2047 2 */

/* How a run of text is encoded. */
struct mime_word_coding {
	struct mime_converters *converters;
	mime_slice charset;	  /* as it is written; not absent */
	bool base64;		  /* else "Q" */
	int error;		  /* MIME_ENOMEM once memory ran out */
	struct mime_strbuf bytes; /* a word's text in the charset */
};

/* Choose "Q" or "B", whichever makes utf8 shorter, and check that charset
 * holds it.
 * converters may be NULL when charset is UTF-8.
 * charset    a label, kept by reference; absent: UTF-8.
 * Error MIME_ECHARSET with *bad the offset of the first character that charset
 * cannot hold, or SIZE_MAX if it has no converter or its label cannot stand in
 * an encoded-word; MIME_ENOMEM. */
int mime_word_coding_init(struct mime_word_coding *c, size_t *bad,
			  struct mime_converters *converters,
			  mime_slice charset, mime_slice utf8);
void mime_word_coding_free(struct mime_word_coding *c);

/* Write one encoded-word of at most room bytes with as many characters from
 * the start of utf8 as go in; room above MIME_WORD_MAX counts as that.
 * Returns its length; *taken is the bytes of utf8 in it.  0 if not even one
 * character goes in, or memory ran out (c->error).  With room for
 * MIME_WORD_MAX one always goes in. */
size_t mime_word_encode(char out[MIME_WORD_MAX], size_t *taken,
			struct mime_word_coding *c, mime_slice utf8,
			size_t room);
#endif
