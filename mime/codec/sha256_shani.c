/* SHA-256 by the instructions that x86 has for it.  One of them does two rounds
 * on the eight words of the sum, which it has in two registers as (from the
 * lowest) f e b a and h g d c; two more make the next four words of the message
 * schedule of the sixteen before. */
#include "codec/cpu.h"
#include "codec/sha256_kernel.h"
#ifdef MIME_SHANI
#include <immintrin.h>

struct sum {
	__m128i abef, cdgh;
};

static inline __m128i
load(const void *p)
{
	return _mm_loadu_si128((const __m128i_u *)p);
}

/* Four rounds, from number t on, with four words of the schedule. */
static inline void
rounds(struct sum *s, __m128i words, int t)
{
	__m128i k = _mm_add_epi32(words, load(mime_sha256_constants + t));

	s->cdgh = _mm_sha256rnds2_epu32(s->cdgh, s->abef, k);
	k = _mm_shuffle_epi32(k, 0x0e);
	s->abef = _mm_sha256rnds2_epu32(s->abef, s->cdgh, k);
}

/* The four words after a, b, c and d. */
static inline __m128i
next(__m128i a, __m128i b, __m128i c, __m128i d)
{
	__m128i w = _mm_sha256msg1_epu32(a, b);

	w = _mm_add_epi32(w, _mm_alignr_epi8(d, c, 4));
	return _mm_sha256msg2_epu32(w, d);
}

static inline __m128i
big_endian(const uint8_t *p)
{
	const __m128i order = _mm_setr_epi8(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9,
					    8, 15, 14, 13, 12);

	return _mm_shuffle_epi8(load(p), order);
}

static inline void
add_block(struct sum *s, const uint8_t *p)
{
	__m128i a = big_endian(p), b = big_endian(p + 16);
	__m128i c = big_endian(p + 32), d = big_endian(p + 48);
	struct sum before = *s;

	for (int t = 0; t < 48; t += 16) {
		rounds(s, a, t);
		a = next(a, b, c, d);
		rounds(s, b, t + 4);
		b = next(b, c, d, a);
		rounds(s, c, t + 8);
		c = next(c, d, a, b);
		rounds(s, d, t + 12);
		d = next(d, a, b, c);
	}
	rounds(s, a, 48);
	rounds(s, b, 52);
	rounds(s, c, 56);
	rounds(s, d, 60);
	s->abef = _mm_add_epi32(s->abef, before.abef);
	s->cdgh = _mm_add_epi32(s->cdgh, before.cdgh);
}

static void
add(uint32_t sum[8], const uint8_t *p, size_t blocks)
{
	__m128i badc = _mm_shuffle_epi32(load(sum), 0xb1);
	__m128i hgfe = _mm_shuffle_epi32(load(sum + 4), 0x1b);
	struct sum s = { _mm_alignr_epi8(badc, hgfe, 8),
			 _mm_blend_epi16(hgfe, badc, 0xf0) };
	__m128i abef, ghcd;

	for (; blocks > 0; blocks--, p += MIME_SHA256_BLOCK)
		add_block(&s, p);
	abef = _mm_shuffle_epi32(s.abef, 0x1b);
	ghcd = _mm_shuffle_epi32(s.cdgh, 0xb1);
	_mm_storeu_si128((__m128i_u *)(void *)sum,
			 _mm_blend_epi16(abef, ghcd, 0xf0));
	_mm_storeu_si128((__m128i_u *)(void *)(sum + 4),
			 _mm_alignr_epi8(ghcd, abef, 8));
}

const struct mime_sha256_kernel mime_sha256_shani = {
	.name = "shani",
	.add = add,
};
#endif
