/* codec/utf8_pairs.h - which two bytes cannot follow one another in UTF-8, as
 * the vector kernels ask it (J. Keiser and D. Lemire, "Validating UTF-8 In Less
 * Than One Instruction Per Byte", 2021).
 *
 * A kind of mistake shows in three halves of a byte: the upper and the lower
 * half of the first byte, and the upper half of the second.  Each table gives
 * the kinds that its half allows; what all three allow was made.  Only where a
 * third or fourth byte belongs, which two bytes cannot show, the vector code
 * counts back: there a continuation after a continuation is no mistake. */
#ifndef MIME_CODEC_UTF8_PAIRS_H
#define MIME_CODEC_UTF8_PAIRS_H
#include <stdint.h>

enum {
	MIME_UTF8_SHORT = 1 << 0,     /* lead, then no continuation */
	MIME_UTF8_LONG = 1 << 1,      /* ASCII, then a continuation */
	MIME_UTF8_OVER3 = 1 << 2,     /* E0 80..9F: fits in two bytes */
	MIME_UTF8_HIGH = 1 << 3,      /* F4 90..BF, F5..FF 90..BF */
	MIME_UTF8_SURROGATE = 1 << 4, /* ED A0..BF */
	MIME_UTF8_OVER2 = 1 << 5,     /* C0, C1: ASCII */
	/* F0 80..8F: fits in three; F5..FF 80..8F: past U+10FFFF */
	MIME_UTF8_OVER4 = 1 << 6,
	MIME_UTF8_TWICE = 1 << 7, /* a continuation after another */
	/* seen without the lower half */
	MIME_UTF8_ANY = MIME_UTF8_SHORT | MIME_UTF8_LONG | MIME_UTF8_TWICE,
	MIME_UTF8_PAST = MIME_UTF8_ANY | MIME_UTF8_HIGH | MIME_UTF8_OVER4,
	/* with a continuation as the second byte */
	MIME_UTF8_CONT = MIME_UTF8_LONG | MIME_UTF8_OVER2 | MIME_UTF8_TWICE
};

/* clang-format off */
static const uint8_t mime_utf8_first_upper[16] = {
	MIME_UTF8_LONG, MIME_UTF8_LONG, MIME_UTF8_LONG, MIME_UTF8_LONG,
	MIME_UTF8_LONG, MIME_UTF8_LONG, MIME_UTF8_LONG, MIME_UTF8_LONG,
	MIME_UTF8_TWICE, MIME_UTF8_TWICE, MIME_UTF8_TWICE, MIME_UTF8_TWICE,
	MIME_UTF8_SHORT | MIME_UTF8_OVER2,
	MIME_UTF8_SHORT,
	MIME_UTF8_SHORT | MIME_UTF8_OVER3 | MIME_UTF8_SURROGATE,
	MIME_UTF8_SHORT | MIME_UTF8_HIGH | MIME_UTF8_OVER4,
};
static const uint8_t mime_utf8_first_lower[16] = {
	MIME_UTF8_ANY | MIME_UTF8_OVER2 | MIME_UTF8_OVER3 | MIME_UTF8_OVER4,
	MIME_UTF8_ANY | MIME_UTF8_OVER2,
	MIME_UTF8_ANY, MIME_UTF8_ANY,
	MIME_UTF8_ANY | MIME_UTF8_HIGH,
	MIME_UTF8_PAST, MIME_UTF8_PAST, MIME_UTF8_PAST, MIME_UTF8_PAST,
	MIME_UTF8_PAST, MIME_UTF8_PAST, MIME_UTF8_PAST, MIME_UTF8_PAST,
	MIME_UTF8_PAST | MIME_UTF8_SURROGATE,
	MIME_UTF8_PAST, MIME_UTF8_PAST,
};
static const uint8_t mime_utf8_second_upper[16] = {
	MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT,
	MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT,
	MIME_UTF8_CONT | MIME_UTF8_OVER3 | MIME_UTF8_OVER4,
	MIME_UTF8_CONT | MIME_UTF8_OVER3 | MIME_UTF8_HIGH,
	MIME_UTF8_CONT | MIME_UTF8_SURROGATE | MIME_UTF8_HIGH,
	MIME_UTF8_CONT | MIME_UTF8_SURROGATE | MIME_UTF8_HIGH,
	MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT, MIME_UTF8_SHORT,
};
/* clang-format on */

/* Where the character ends that i lies in or after: p[0..i-1] has no mistake
 * but may end inside one. */
static inline size_t
mime_utf8_whole(const uint8_t *p, size_t i)
{
	if (i >= 1 && p[i - 1] >= 0xc0)
		return i - 1;
	if (i >= 2 && p[i - 2] >= 0xe0)
		return i - 2;
	if (i >= 3 && p[i - 3] >= 0xf0)
		return i - 3;
	return i;
}
#endif
