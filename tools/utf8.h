/* utf8.h - UTF-8, one character after another. */
#ifndef TOOLS_UTF8_H
#define TOOLS_UTF8_H
#include "buffer.h"

#define UTF8_REPLACEMENT "\xef\xbf\xbd"

/* Decodes the sequence at p[0..n-1], n > 0.  Returns its bytes and its code;
 * of an ill-formed one -(bytes to replace by U+FFFD); 0 when n cuts it off. */
int utf8_next(uint32_t *code, const uint8_t *p, size_t n);
/* Writes the character; returns its bytes. */
size_t utf8_put(char out[4], uint32_t code);
/* Adds s with U+FFFD for each maximal ill-formed sequence. */
void utf8_add_valid(struct buffer *out, mime_slice s);
#endif
