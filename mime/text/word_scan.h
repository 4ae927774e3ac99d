/* text/word_scan.h - finds encoded-words in a text (RFC 2047 2). */
#ifndef MIME_TEXT_WORD_SCAN_H
#define MIME_TEXT_WORD_SCAN_H
#include "mime/types.h"

struct mime_word {
	size_t start, end;  /* in the text */
	mime_slice charset; /* without the language of RFC 2231 5 */
	mime_slice text;    /* may hold blanks and line ends; of "Q" a bare
			     * question mark as well */
	bool base64;
};
/* The first encoded-word that starts at `from' or later; false if there is
 * none.  All words of a text are found in time linear in its length. */
bool mime_word_scan(struct mime_word *out, mime_slice text, size_t from);
#endif
