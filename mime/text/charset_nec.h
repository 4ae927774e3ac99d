/* text/charset_nec.h - the characters of IBM that NEC put into JIS X 0208. */
#ifndef MIME_TEXT_CHARSET_NEC_H
#define MIME_TEXT_CHARSET_NEC_H
#include <stdint.h>

/* The character of a pair of 7-bit bytes in rows 89 to 92; 0 for any other. */
uint32_t mime_nec_code(char row, char cell);
#endif
