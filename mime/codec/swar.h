/* codec/swar.h - eight bytes at once in an ordinary register. */
#ifndef MIME_CODEC_SWAR_H
#define MIME_CODEC_SWAR_H
#include <stdbool.h>
#include <stdint.h>

#define MIME_SWAR_ONES	UINT64_C(0x0101010101010101)
#define MIME_SWAR_HIGHS UINT64_C(0x8080808080808080)

/* One of the eight bytes is c.  A borrow starts at a byte that is, so there
 * is no false answer; which byte it is cannot be told. */
static inline bool
mime_swar_has(uint64_t word, uint8_t c)
{
	uint64_t v = word ^ (MIME_SWAR_ONES * c);

	return ((v - MIME_SWAR_ONES) & ~v & MIME_SWAR_HIGHS) != 0;
}

/* All eight are printable ASCII or space: 0x20 to 0x7e.  A borrow or carry
 * between bytes starts at one that is not. */
static inline bool
mime_swar_printable(uint64_t word)
{
	return (((word - MIME_SWAR_ONES * 0x20) | (word + MIME_SWAR_ONES) |
		 word) &
		MIME_SWAR_HIGHS) == 0;
}
#endif
