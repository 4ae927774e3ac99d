#include "codec/base64_kernel.h"
#include <string.h>

/* The alphabet of RFC 4648 4, each character with its value. */
/* clang-format off */
#define EACH(X) \
	X('A', 0) X('B', 1) X('C', 2) X('D', 3) X('E', 4) X('F', 5) \
	X('G', 6) X('H', 7) X('I', 8) X('J', 9) X('K', 10) X('L', 11) \
	X('M', 12) X('N', 13) X('O', 14) X('P', 15) X('Q', 16) X('R', 17) \
	X('S', 18) X('T', 19) X('U', 20) X('V', 21) X('W', 22) X('X', 23) \
	X('Y', 24) X('Z', 25) X('a', 26) X('b', 27) X('c', 28) X('d', 29) \
	X('e', 30) X('f', 31) X('g', 32) X('h', 33) X('i', 34) X('j', 35) \
	X('k', 36) X('l', 37) X('m', 38) X('n', 39) X('o', 40) X('p', 41) \
	X('q', 42) X('r', 43) X('s', 44) X('t', 45) X('u', 46) X('v', 47) \
	X('w', 48) X('x', 49) X('y', 50) X('z', 51) X('0', 52) X('1', 53) \
	X('2', 54) X('3', 55) X('4', 56) X('5', 57) X('6', 58) X('7', 59) \
	X('8', 60) X('9', 61) X('+', 62) X('/', 63)
/* Each pair of characters that begins with a: the text of 12 bits. */
#define PAIRS(a, value) \
	{ a, 'A' }, { a, 'B' }, { a, 'C' }, { a, 'D' }, { a, 'E' }, { a, 'F' }, \
	{ a, 'G' }, { a, 'H' }, { a, 'I' }, { a, 'J' }, { a, 'K' }, { a, 'L' }, \
	{ a, 'M' }, { a, 'N' }, { a, 'O' }, { a, 'P' }, { a, 'Q' }, { a, 'R' }, \
	{ a, 'S' }, { a, 'T' }, { a, 'U' }, { a, 'V' }, { a, 'W' }, { a, 'X' }, \
	{ a, 'Y' }, { a, 'Z' }, { a, 'a' }, { a, 'b' }, { a, 'c' }, { a, 'd' }, \
	{ a, 'e' }, { a, 'f' }, { a, 'g' }, { a, 'h' }, { a, 'i' }, { a, 'j' }, \
	{ a, 'k' }, { a, 'l' }, { a, 'm' }, { a, 'n' }, { a, 'o' }, { a, 'p' }, \
	{ a, 'q' }, { a, 'r' }, { a, 's' }, { a, 't' }, { a, 'u' }, { a, 'v' }, \
	{ a, 'w' }, { a, 'x' }, { a, 'y' }, { a, 'z' }, { a, '0' }, { a, '1' }, \
	{ a, '2' }, { a, '3' }, { a, '4' }, { a, '5' }, { a, '6' }, { a, '7' }, \
	{ a, '8' }, { a, '9' }, { a, '+' }, { a, '/' },
/* clang-format on */

/* An entry of the alphabet carries this mark.  Entries are added, not or'ed:
 * only four good characters add their marks up to ALL. */
#define GOOD (UINT32_C(1) << 24)
#define ALL  (4 * GOOD)

#define SEXTET(c, value) [c] = (value) + 1,
#define FIRST(c, value)	 [c] = GOOD + ((uint32_t)(value) << 18),
#define SECOND(c, value) [c] = GOOD + ((uint32_t)(value) << 12),
#define THIRD(c, value)	 [c] = GOOD + ((uint32_t)(value) << 6),
#define FOURTH(c, value) [c] = GOOD + (uint32_t)(value),

const uint8_t mime_base64_sextets[256] = { EACH(SEXTET) };
static const uint32_t first[256] = { EACH(FIRST) };
static const uint32_t second[256] = { EACH(SECOND) };
static const uint32_t third[256] = { EACH(THIRD) };
static const uint32_t fourth[256] = { EACH(FOURTH) };
static const char pairs[4096][2] = { EACH(PAIRS) };

static inline uint32_t
block(const uint8_t *in)
{
	return first[in[0]] + second[in[1]] + third[in[2]] + fourth[in[3]];
}

/* Compilers make one store of the eight. */
static inline void
put_big_endian(uint8_t *out, uint64_t v)
{
	out[0] = (uint8_t)(v >> 56);
	out[1] = (uint8_t)(v >> 48);
	out[2] = (uint8_t)(v >> 40);
	out[3] = (uint8_t)(v >> 32);
	out[4] = (uint8_t)(v >> 24);
	out[5] = (uint8_t)(v >> 16);
	out[6] = (uint8_t)(v >> 8);
	out[7] = (uint8_t)v;
}

static size_t
decode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i = 0, o = 0;

	/* Two blocks give 6 bytes but store 8: three blocks must be there, so
	 * that the 2 too many lie within the 9 that out has room for. */
	for (; n - i >= 12; i += 8, o += 6) {
		uint32_t a = block(in + i), b = block(in + i + 4);

		if ((a & b & ALL) == 0)
			break;
		put_big_endian(out + o, (uint64_t)a << 40 | (uint64_t)(b - ALL)
								    << 16);
	}
	for (; n - i >= 4; i += 4, o += 3) {
		uint32_t a = block(in + i);

		if ((a & ALL) == 0)
			break;
		out[o] = (uint8_t)(a >> 16);
		out[o + 1] = (uint8_t)(a >> 8);
		out[o + 2] = (uint8_t)a;
	}
	return i;
}

static size_t
encode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i, o = 0;

	for (i = 0; n - i >= 3; i += 3, o += 4) {
		uint32_t v = (uint32_t)in[i] << 16 | (uint32_t)in[i + 1] << 8 |
			     in[i + 2];

		memcpy(out + o, pairs[v >> 12], 2);
		memcpy(out + o + 2, pairs[v & 0xfff], 2);
	}
	return i;
}

const struct mime_base64_kernel mime_base64_scalar = {
	.name = "scalar",
	.decode = decode,
	.encode = encode,
};
