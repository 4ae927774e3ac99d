/* Passing over UTF-8 32 bytes at a time: ASCII by its high bits, the rest by
 * asking of every byte whether it can follow the one before (utf8_pairs.h). */
#include "codec/cpu.h"
#include "codec/utf8_kernel.h"
#include "codec/utf8_pairs.h"
#ifdef MIME_AVX2
#include <immintrin.h>
#include <stdbool.h>

static inline __m256i
look_up(const uint8_t table[16], __m256i halves)
{
	__m128i row = _mm_loadu_si128((const __m128i_u *)table);

	return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(row), halves);
}

static inline __m256i
lower(__m256i v)
{
	return _mm256_and_si256(v, _mm256_set1_epi8(0x0f));
}

static inline __m256i
upper(__m256i v)
{
	return lower(_mm256_srli_epi16(v, 4));
}

/* Not zero where v, which comes after before, has a mistake. */
static inline __m256i
mistakes(__m256i v, __m256i before)
{
	/* the bytes one, two and three places before each of v */
	__m256i joint = _mm256_permute2x128_si256(before, v, 0x21);
	__m256i one = _mm256_alignr_epi8(v, joint, 15);
	__m256i two = _mm256_alignr_epi8(v, joint, 14);
	__m256i three = _mm256_alignr_epi8(v, joint, 13);
	__m256i pairs = look_up(mime_utf8_first_upper, upper(one));
	__m256i third, fourth, more;

	pairs = _mm256_and_si256(pairs,
				 look_up(mime_utf8_first_lower, lower(one)));
	pairs = _mm256_and_si256(pairs,
				 look_up(mime_utf8_second_upper, upper(v)));
	/* 0x80 and more after E0..FF two places and F0..FF three before */
	third = _mm256_subs_epu8(two, _mm256_set1_epi8(0xe0 - 0x80));
	fourth = _mm256_subs_epu8(three, _mm256_set1_epi8(0xf0 - 0x80));
	more = _mm256_and_si256(_mm256_or_si256(third, fourth),
				_mm256_set1_epi8((char)MIME_UTF8_TWICE));
	return _mm256_xor_si256(pairs, more);
}

/* v ends inside a character. */
static inline bool
is_cut(__m256i v)
{
	const __m256i most = _mm256_setr_epi8(
		-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
		-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
		(char)(0xf0 - 1), (char)(0xe0 - 1), (char)(0xc0 - 1));
	__m256i above = _mm256_subs_epu8(v, most);

	return _mm256_testz_si256(above, above) == 0;
}

static size_t
skip(const uint8_t *p, size_t n)
{
	__m256i before = _mm256_setzero_si256();
	size_t i;

	if (n < 32)
		return mime_utf8_scalar.skip(p, n);
	for (i = 0; n - i >= 32; i += 32) {
		__m256i v = _mm256_loadu_si256((const __m256i_u *)(p + i));

		if (_mm256_movemask_epi8(v) == 0) {
			if (is_cut(before))
				break;
		} else {
			__m256i bad = mistakes(v, before);

			if (_mm256_testz_si256(bad, bad) == 0)
				break;
		}
		before = v;
	}
	i = mime_utf8_whole(p, i);
	return i + mime_utf8_scalar.skip(p + i, n - i);
}

const struct mime_utf8_kernel mime_utf8_vector = {
	.name = "avx2",
	.skip = skip,
};
#endif
