/* Quoted-printable: text is copied 32 bytes at a time, stored before it is
 * looked at; escapes are made ten at a time, spread over 30 bytes.  Decoding
 * has a file of its own, qp_run_avx2.c. */
#include "codec/cpu.h"
#include "codec/qp_kernel.h"
#ifdef MIME_AVX2
#include <immintrin.h>
#include <stdint.h>

/* So many escapes are done at once. */
enum { TEN = 10 };

static inline __m256i
load(const char *p)
{
	return _mm256_loadu_si256((const __m256i_u *)p);
}

static inline void
store(char *p, __m256i v)
{
	_mm256_storeu_si256((__m256i_u *)p, v);
}

static inline __m256i
equal(__m256i v, char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c));
}

/* All ones where low <= v <= high, as unsigned numbers. */
static inline __m256i
between(__m256i v, char low, char high)
{
	__m256i above = _mm256_sub_epi8(v, _mm256_set1_epi8(low));
	__m256i most = _mm256_set1_epi8((char)(high - low));

	return _mm256_cmpeq_epi8(_mm256_min_epu8(above, most), above);
}

static inline unsigned
bits(__m256i v)
{
	return (unsigned)_mm256_movemask_epi8(v);
}

static size_t
copy_text(const char *in, size_t n, char *out)
{
	size_t i;

	for (i = 0; n - i >= 32; i += 32) {
		__m256i v = load(in + i);
		unsigned stop;

		store(out + i, v);
		stop = bits(_mm256_or_si256(equal(v, '='), equal(v, '\n')));
		if (stop != 0)
			return i + (size_t)__builtin_ctz(stop);
	}
	return i + mime_qp_scalar.copy_text(in + i, n - i, out + i);
}

static size_t
copy_literals(const char *in, size_t n, size_t most, char *out)
{
	size_t i;

	for (i = 0; i < most && n - i >= 32; i += 32) {
		__m256i v = load(in + i);
		unsigned go;

		store(out + i, v);
		go = bits(_mm256_andnot_si256(equal(v, '='),
					      between(v, ' ', '~')));
		if (go != UINT32_MAX) {
			i += (size_t)__builtin_ctz(~go);
			return i < most ? i : most;
		}
	}
	if (i >= most)
		return most;
	return i +
	       mime_qp_scalar.copy_literals(in + i, n - i, most - i, out + i);
}

/* The escapes of the first ten of 16 bytes, and two characters that mean
 * nothing. */
static inline __m256i
scatter(__m128i in)
{
	const __m256i spread = _mm256_setr_epi8(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3,
						3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 7,
						7, 7, 8, 8, 8, 9, 9, 9, 10, 10);
	const __m256i upper = _mm256_setr_epi8(
		0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0,
		-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1);
	const __m256i equals = _mm256_setr_epi8(
		-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1,
		0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0);
	const __m256i hex = _mm256_broadcastsi128_si256(
		_mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
			      'A', 'B', 'C', 'D', 'E', 'F'));
	__m256i v = _mm256_broadcastsi128_si256(in);

	v = _mm256_shuffle_epi8(v, spread);
	v = _mm256_blendv_epi8(v, _mm256_srli_epi16(v, 4), upper);
	v = _mm256_and_si256(v, _mm256_set1_epi8(0x0f));
	return _mm256_blendv_epi8(_mm256_shuffle_epi8(hex, v),
				  _mm256_set1_epi8('='), equals);
}

/* 16 bytes are read and 32 stored, for which 16 bytes have room. */
static size_t
escape(const char *in, size_t n, size_t most, char *out)
{
	size_t i;

	for (i = 0; i < most && n - i >= 16; i += TEN) {
		__m128i half = _mm_loadu_si128((const __m128i_u *)(in + i));
		__m256i v = _mm256_castsi128_si256(half);
		__m256i keep = _mm256_andnot_si256(equal(v, '='),
						   between(v, ' ', '~'));
		unsigned stop;

		store(out + 3 * i, scatter(half));
		keep = _mm256_or_si256(keep, equal(v, '\t'));
		keep = _mm256_or_si256(keep, equal(v, '\r'));
		keep = _mm256_or_si256(keep, equal(v, '\n'));
		stop = bits(keep) & ((1u << TEN) - 1);
		if (stop != 0) {
			i += (size_t)__builtin_ctz(stop);
			return i < most ? i : most;
		}
	}
	if (i >= most)
		return most;
	return i + mime_qp_scalar.escape(in + i, n - i, most - i, out + 3 * i);
}

const struct mime_qp_kernel mime_qp_vector = {
	.name = "avx2",
	.copy_text = copy_text,
	.run = mime_qp_run_avx2,
	.copy_literals = copy_literals,
	.escape = escape,
};
#endif
