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

bool
mime_ascii_same(const char *a, const char *b, size_t n)
{
	enum { WORD = sizeof(uint64_t) };
	size_t i = 0;

	for (; n - i >= WORD; i += WORD)
		if (lower(load(a + i)) != lower(load(b + i)))
			return false;
	if (i > 0 && i < n) /* the rest, with bytes that were looked at */
		return lower(load(a + n - WORD)) == lower(load(b + n - WORD));
	for (; i < n; i++)
		if (mime_ascii_lower(a[i]) != mime_ascii_lower(b[i]))
			return false;
	return true;
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
