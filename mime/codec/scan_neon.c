/* Searching for two bytes in a row: load the text twice, the second time one
 * byte further on, compare with one byte each, and both.  A load at i and one
 * at i + 1 read 17 bytes, so 16 places need 17 bytes to be there. */
#include "codec/neon.h"
#include "codec/scan.h"
#ifdef MIME_NEON

/* All ones at each of the 16 places at p where a and b stand. */
static inline uint8x16_t
pairs(const uint8_t *p, uint8x16_t a, uint8x16_t b)
{
	return vandq_u8(vceqq_u8(vld1q_u8(p), a), vceqq_u8(vld1q_u8(p + 1), b));
}

static size_t
pair(const char *text, size_t n, size_t from, char a, char b)
{
	const uint8x16_t va = vdupq_n_u8((uint8_t)a),
			 vb = vdupq_n_u8((uint8_t)b);
	const uint8_t *p = (const uint8_t *)text;
	size_t i = from, hit;

	if (n - from < 17)
		return mime_scan_scalar.pair(text, n, from, a, b);
	/* 64 places, which 65 bytes are needed for */
	for (; n - i >= 65; i += 64) {
		uint8x16_t v0 = pairs(p + i, va, vb);
		uint8x16_t v1 = pairs(p + i + 16, va, vb);
		uint8x16_t v2 = pairs(p + i + 32, va, vb);
		uint8x16_t v3 = pairs(p + i + 48, va, vb);

		if (vmaxvq_u8(vorrq_u8(vorrq_u8(v0, v1), vorrq_u8(v2, v3))) !=
		    0)
			break;
	}
	/* the 16 with the hit are here, or less than 65 bytes are left */
	for (; n - i >= 17; i += 16) {
		hit = mime_neon_first(pairs(p + i, va, vb));
		if (hit < 16)
			return i + hit;
	}
	/* The last 16 places: they begin at or after from, and what was looked
	 * at before has no pair. */
	hit = mime_neon_first(pairs(p + n - 17, va, vb));
	return hit < 16 ? n - 17 + hit : n;
}

/* Where the first of the 16 bytes at p is that is no character of a field name:
 * less than "!", a colon, or at least DEL; or 16. */
static inline size_t
first_stop(const uint8_t *p)
{
	uint8x16_t v = vld1q_u8(p);
	uint8x16_t odd = vorrq_u8(vcltq_u8(v, vdupq_n_u8('!')),
				  vcgeq_u8(v, vdupq_n_u8(0x7f)));

	return mime_neon_first(vorrq_u8(odd, vceqq_u8(v, vdupq_n_u8(':'))));
}

static size_t
line(const char *text, size_t n, size_t from, size_t *stop)
{
	const uint8x16_t lf = vdupq_n_u8('\n');
	const uint8_t *p = (const uint8_t *)text;
	size_t i = from, hit = 16, ignored;

	for (; n - i >= 16 && hit == 16; i += hit)
		hit = first_stop(p + i);
	if (hit == 16)
		return mime_scan_scalar.line(text, n, i, stop);
	*stop = i;
	for (; n - i >= 16; i += 16) {
		hit = mime_neon_first(vceqq_u8(vld1q_u8(p + i), lf));
		if (hit < 16)
			return i + hit + 1;
	}
	return mime_scan_scalar.line(text, n, i, &ignored);
}

static size_t
odd(const char *text, size_t n, size_t from)
{
	const uint8_t *p = (const uint8_t *)text;

	for (; n - from >= 17; from += 16) {
		uint8x16_t v = vld1q_u8(p + from);
		uint8x16_t word =
			pairs(p + from, vdupq_n_u8('='), vdupq_n_u8('?'));
		uint8x16_t lf = vceqq_u8(v, vdupq_n_u8('\n'));
		uint8x16_t high = vcgeq_u8(v, vdupq_n_u8(0x80));
		size_t hit =
			mime_neon_first(vorrq_u8(word, vorrq_u8(lf, high)));

		if (hit < 16)
			return from + hit;
	}
	return mime_scan_scalar.odd(text, n, from);
}

const struct mime_scan_kernel mime_scan_vector = {
	.name = "neon",
	.pair = pair,
	.line = line,
	.odd = odd,
};
#endif
