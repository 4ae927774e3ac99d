#include "base/ascii.h"
#include <string.h>

#define B MIME_ASCII_BLANK
#define E MIME_ASCII_EOL
#define F MIME_ASCII_FTEXT
#define T (MIME_ASCII_TOKEN | F)
#define S (MIME_ASCII_ATEXT | T) /* a symbol of atext that token has too */
#define A (MIME_ASCII_ATEXT | F) /* atext, but a tspecial (RFC 2045 5.1) */
#define D (MIME_ASCII_DIGIT | MIME_ASCII_HEX | S)
#define X (MIME_ASCII_ALPHA | MIME_ASCII_HEX | S)
#define L (MIME_ASCII_ALPHA | S)

const uint8_t mime_ascii_classes[256] = {
	/* clang-format off */
	0, 0, 0, 0, 0, 0, 0, 0, 0, B, E, 0, 0, E, 0, 0,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	/*   !  "  #  $  %  &  '  (  )  *  +  ,  -  .  / */
	B, S, F, S, S, S, S, S, F, F, S, S, F, S, T, A,
	/* 0-9, : ; < = > ? */
	D, D, D, D, D, D, D, D, D, D, 0, F, F, A, F, A,
	/* @ A-O */
	F, X, X, X, X, X, X, L, L, L, L, L, L, L, L, L,
	/* P-Z [ \ ] ^ _ */
	L, L, L, L, L, L, L, L, L, L, L, F, F, F, S, S,
	/* ` a-o */
	S, X, X, X, X, X, X, L, L, L, L, L, L, L, L, L,
	/* p-z { | } ~ */
	L, L, L, L, L, L, L, L, L, L, L, S, S, S, S, 0,
	/* clang-format on */
};

static inline uint64_t
load(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

/* Eight bytes, the letters among them in lower case.  The sums set the high bit
 * of a byte that is at least "A", or beyond "Z"; no carry leaves its byte. */
static inline uint64_t
lower(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
	uint64_t low = word & ~high;
	uint64_t letters = (low + (0x80 - 'A') * ones) &
			   ~(low + (0x7f - 'Z') * ones) & ~word & high;

	return word | letters >> 2; /* 0x80 becomes 0x20 */
}

/* All of s[0..n-1] in one word, 0 < n < 8; bytes may be there twice. */
static inline uint64_t
load_few(const char *s, size_t n)
{
	uint32_t first, last;

	if (n < sizeof first)
		return (uint64_t)(uint8_t)s[0] |
		       (uint64_t)(uint8_t)s[n / 2] << 8 |
		       (uint64_t)(uint8_t)s[n - 1] << 16;
	memcpy(&first, s, sizeof first);
	memcpy(&last, s + n - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

static inline bool
same(uint64_t x, uint64_t y)
{
	return x == y || lower(x) == lower(y);
}

bool
mime_ascii_same(const char *a, const char *b, size_t n)
{
	enum { WORD = sizeof(uint64_t) };

	if (n < WORD)
		return n == 0 || same(load_few(a, n), load_few(b, n));
	for (size_t i = 0; n - i >= WORD; i += WORD)
		if (!same(load(a + i), load(b + i)))
			return false;
	/* the rest, with bytes that were looked at */
	return same(load(a + n - WORD), load(b + n - WORD));
}

bool
mime_ascii_only(const char *s, size_t n)
{
	uint64_t high = 0;
	size_t i = 0;

	for (; n - i >= 4 * sizeof high; i += 4 * sizeof high)
		high |= load(s + i) | load(s + i + 8) | load(s + i + 16) |
			load(s + i + 24);
	for (; n - i >= sizeof high; i += sizeof high)
		high |= load(s + i);
	for (; i < n; i++)
		high |= (uint8_t)s[i];
	return (high & 0x8080808080808080u) == 0;
}

size_t
mime_ascii_decimal(uint64_t *value, const char *s, size_t n, uint64_t max)
{
	uint64_t v = 0;
	size_t i;

	*value = 0;
	for (i = 0; i < n && s[i] >= '0' && s[i] <= '9'; i++) {
		unsigned digit = (unsigned)(s[i] - '0');

		if (digit > max || v > (max - digit) / 10)
			return 0;
		v = v * 10 + digit;
	}
	*value = v;
	return i;
}
