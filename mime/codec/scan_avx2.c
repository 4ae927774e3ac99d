/* Searching for two bytes in a row: first for the second byte alone, 128 places
 * at a time, since it is rare where most of the bytes are (there is no "-" in
 * base64, and no "?"); where it is, for both: load the text twice, once one byte
 * further on, compare with one byte each, and both.  A load at i and one at
 * i + 1 read 33 bytes, so 32 places need 33 bytes to be there. */
#include "codec/cpu.h"
#include "codec/scan.h"
#ifdef MIME_AVX2
#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline __m256i
load(const char *p)
{
	return _mm256_loadu_si256((const __m256i_u *)p);
}

/* All ones at each of the 32 places at p where a and b stand. */
static inline __m256i
pairs(const char *p, __m256i a, __m256i b)
{
	return _mm256_and_si256(_mm256_cmpeq_epi8(load(p), a),
				_mm256_cmpeq_epi8(load(p + 1), b));
}

static inline unsigned
bits(__m256i v)
{
	return (unsigned)_mm256_movemask_epi8(v);
}

/* One of the 128 bytes at p is b. */
static inline bool
has(const char *p, __m256i b)
{
	__m256i v0 = _mm256_cmpeq_epi8(load(p), b);
	__m256i v1 = _mm256_cmpeq_epi8(load(p + 32), b);
	__m256i v2 = _mm256_cmpeq_epi8(load(p + 64), b);
	__m256i v3 = _mm256_cmpeq_epi8(load(p + 96), b);
	__m256i any = _mm256_or_si256(_mm256_or_si256(v0, v1),
				      _mm256_or_si256(v2, v3));

	return _mm256_testz_si256(any, any) == 0;
}

enum { AHEAD = 2048 };

static size_t
pair(const char *p, size_t n, size_t from, char a, char b)
{
	const __m256i va = _mm256_set1_epi8(a), vb = _mm256_set1_epi8(b);
	size_t i = from;
	unsigned hits;

	if (n - from < 33)
		return mime_scan_scalar.pair(p, n, from, a, b);
	while (n - i >= 33) {
		size_t stop;

		/* what the processor fetches ahead ends with the page */
		_mm_prefetch(p + i + AHEAD, _MM_HINT_T0);
		_mm_prefetch(p + i + AHEAD + 64, _MM_HINT_T0);
		if (n - i >= 129 && !has(p + i + 1, vb)) {
			i += 128;
			continue;
		}
		stop = n - i >= 129 ? i + 128 : n - 32;
		for (; i < stop; i += 32) {
			hits = bits(pairs(p + i, va, vb));
			if (hits != 0)
				return i + (size_t)__builtin_ctz(hits);
		}
	}
	/* Less than 33 bytes are left: the last 33 there are.  They begin at or
	 * after from, and what was looked at before has no pair. */
	hits = bits(pairs(p + n - 33, va, vb));
	return hits != 0 ? n - 33 + (size_t)__builtin_ctz(hits) : n;
}

/* The 32 places at p where no character of a field name stands.  Bytes above
 * 0x7f are negative, and so less than "!". */
static inline unsigned
stops(const char *p)
{
	__m256i v = load(p);
	__m256i low = _mm256_cmpgt_epi8(_mm256_set1_epi8('!'), v);
	__m256i del = _mm256_cmpeq_epi8(v, _mm256_set1_epi8(0x7f));
	__m256i colon = _mm256_cmpeq_epi8(v, _mm256_set1_epi8(':'));

	return bits(_mm256_or_si256(low, _mm256_or_si256(del, colon)));
}

/* The 64 places at p where a line ends. */
static inline uint64_t
line_ends(const char *p)
{
	const __m256i lf = _mm256_set1_epi8('\n');
	uint64_t high = bits(_mm256_cmpeq_epi8(load(p + 32), lf));

	return high << 32 | bits(_mm256_cmpeq_epi8(load(p), lf));
}

/* Most lines of a header are shorter than 64 bytes, and names than 32. */
static size_t
line(const char *p, size_t n, size_t from, size_t *stop)
{
	size_t i = from, ignored;
	unsigned hits = n - from >= 64 ? stops(p + from) : 0;

	if (hits == 0)
		return mime_scan_scalar.line(p, n, from, stop);
	*stop = from + (size_t)__builtin_ctz(hits);
	for (; n - i >= 64; i += 64) {
		uint64_t ends = line_ends(p + i);

		if (ends != 0)
			return i + (size_t)__builtin_ctzll(ends) + 1;
	}
	return mime_scan_scalar.line(p, n, i, &ignored);
}

/* The 32 places at p of an LF, a byte above 0x7f, or "=?"; p[32] is read. */
static inline unsigned
odds(const char *p)
{
	__m256i v = load(p);
	__m256i lf = _mm256_cmpeq_epi8(v, _mm256_set1_epi8('\n'));
	__m256i word = pairs(p, _mm256_set1_epi8('='), _mm256_set1_epi8('?'));

	return bits(_mm256_or_si256(v, _mm256_or_si256(lf, word)));
}

static size_t
odd(const char *p, size_t n, size_t from)
{
	char tail[33] = { 0 }; /* what lies behind the end is not odd */
	unsigned hits;

	for (; n - from >= 33; from += 32) {
		hits = odds(p + from);
		if (hits != 0)
			return from + (size_t)__builtin_ctz(hits);
	}
	memcpy(tail, p + from, n - from);
	hits = odds(tail);
	return hits != 0 ? from + (size_t)__builtin_ctz(hits) : n;
}

const struct mime_scan_kernel mime_scan_vector = {
	.name = "avx2",
	.pair = pair,
	.line = line,
	.odd = odd,
};
#endif
