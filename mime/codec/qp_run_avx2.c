/* Decoding quoted-printable without asking where it ends: of 31 bytes, every
 * "=XX" is replaced by its byte and two that go, every soft break by two or
 * three that go, and what stays is pushed together.  Text with an escape here
 * and there would otherwise cost a wrong guess of the CPU at each.
 *
 * Each step goes on by 31 bytes, whatever it found; what an escape or a soft
 * break has in the bytes of the next step is carried there as bits.  So no
 * step waits for the one before, and the CPU has several under way. */
#include "base/ascii.h"
#include "codec/cpu.h"
#include "codec/qp_kernel.h"
#ifdef MIME_AVX2
#include <immintrin.h>

/* So many places are looked at in each step.  The bytes are loaded a second time
 * one further on: of "=XX" at the last place, the last digit stands in place 31
 * of those. */
enum { PLACES = 31 };
#define ALL_PLACES ((UINT32_C(1) << PLACES) - 1)

/* Which of eight bytes stay: byte k of row m is the place of the k-th bit that
 * is set in m, counted from the lowest; 0 past the last. */
#define PLACE(m, k)                                                            \
	((uint64_t)((m) >> (k)&1) * (k)                                        \
	 << 8 * __builtin_popcount((m) & ((1u << (k)) - 1)))
#define ROW(m)                                                                 \
	(PLACE(m, 1) + PLACE(m, 2) + PLACE(m, 3) + PLACE(m, 4) + PLACE(m, 5) + \
	 PLACE(m, 6) + PLACE(m, 7))
#define FOUR(m)	   ROW(m), ROW((m) + 1), ROW((m) + 2), ROW((m) + 3)
#define SIXTEEN(m) FOUR(m), FOUR((m) + 4), FOUR((m) + 8), FOUR((m) + 12)
#define MANY(m)                                                                \
	SIXTEEN(m), SIXTEEN((m) + 16), SIXTEEN((m) + 32), SIXTEEN((m) + 48)

static const uint64_t rows[256] = { MANY(0u), MANY(64u), MANY(128u),
				    MANY(192u) };

/* What begins at each place: a bit for each. */
struct marks {
	uint32_t equals;   /* "=" */
	uint32_t crlf, lf; /* of these, soft breaks that end so */
	uint32_t odd; /* "=" of neither break nor escape, and blanks that a line
		       * end follows */
};

static inline __m256i
load(const char *p)
{
	return _mm256_loadu_si256((const __m256i_u *)p);
}

static inline __m256i
equal(__m256i v, char c)
{
	return _mm256_cmpeq_epi8(v, _mm256_set1_epi8(c));
}

static inline uint32_t
bits(__m256i v)
{
	return (uint32_t)_mm256_movemask_epi8(v);
}

/* 0x80 and the value of each digit 0-9 A-F, 0 for all else.  Of a saturated
 * number of 0x80 and more a shuffle makes 0, of less it sees the lower half. */
static inline __m256i
digits(__m256i v)
{
	const __m256i values = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(-128, -127, -126, -125, -124, -123, -122, -121,
			      -120, -119, 0, 0, 0, 0, 0, 0));
	const __m256i more = _mm256_broadcastsi128_si256(
		_mm_setr_epi8(-118, -117, -116, -115, -114, -113, 0, 0, 0, 0, 0,
			      0, 0, 0, 0, 0));
	const __m256i most = _mm256_set1_epi8(0x70);
	__m256i number = _mm256_sub_epi8(v, _mm256_set1_epi8('0'));
	__m256i letter = _mm256_sub_epi8(v, _mm256_set1_epi8('A'));

	number = _mm256_shuffle_epi8(values, _mm256_adds_epu8(number, most));
	letter = _mm256_shuffle_epi8(more, _mm256_adds_epu8(letter, most));
	return _mm256_or_si256(number, letter);
}

/* The bytes at in, of which 34 are read, with its byte at the place of each
 * "=" that begins an escape. */
static inline __m256i
decoded(const char *in, struct marks *m)
{
	/* a byte is blank if it is what stands at the place of its lower half */
	const __m256i blanks = _mm256_broadcastsi128_si256(_mm_setr_epi8(
		' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, 0, 0, 0));
	__m256i v = load(in), next = load(in + 1), equals = equal(v, '=');
	__m256i first = digits(next), second, byte, good, odd;
	__m256i lf = equal(next, '\n'), cr = equal(next, '\r');
	__m256i blank = _mm256_cmpeq_epi8(v, _mm256_shuffle_epi8(blanks, v));
	__m256i crlf = _mm256_and_si256(cr, equal(load(in + 2), '\n'));

	/* one byte further on; nothing is known of the last place */
	second = _mm256_alignr_epi8(
		_mm256_permute2x128_si256(first, first, 0x81), first, 1);
	good = _mm256_or_si256(_mm256_and_si256(first, second),
			       _mm256_or_si256(crlf, lf));
	odd = _mm256_or_si256(_mm256_andnot_si256(good, equals),
			      _mm256_and_si256(blank, _mm256_or_si256(cr, lf)));
	m->odd = bits(odd) & ALL_PLACES;
	m->equals = bits(equals) & ALL_PLACES;
	m->crlf = bits(crlf) & m->equals;
	m->lf = bits(lf) & m->equals;
	/* What stands before the first digit is "=", for which digits() has 0:
	 * nothing of it is shifted in. */
	second = _mm256_and_si256(second, _mm256_set1_epi8(0x0f));
	byte = _mm256_or_si256(_mm256_slli_epi16(first, 4), second);
	return _mm256_blendv_epi8(v, byte, equals);
}

/* Stores the bytes of v whose bit in keep is set, eight and eight, the upper of
 * which is good as far as there are such bits; at most 32 are stored. */
static inline char *
squeeze(char *out, __m256i v, uint32_t keep)
{
	/* in each half of a vector the upper eight places begin at 8 */
	const __m256i upper = _mm256_setr_epi64x(0, 0x0808080808080808, 0,
						 0x0808080808080808);
	__m128i low = _mm_insert_epi64(_mm_loadu_si64(rows + (keep & 255)),
				       (long long)rows[keep >> 8 & 255], 1);
	__m128i high =
		_mm_insert_epi64(_mm_loadu_si64(rows + (keep >> 16 & 255)),
				 (long long)rows[keep >> 24], 1);
	__m256i order = _mm256_set_m128i(high, low);

	v = _mm256_shuffle_epi8(v, _mm256_add_epi8(order, upper));
	low = _mm256_castsi256_si128(v);
	high = _mm256_extracti128_si256(v, 1);
	_mm_storeu_si64(out, low);
	_mm_storeh_pi((__m64 *)(void *)(out + __builtin_popcount(keep & 0xff)),
		      _mm_castsi128_ps(low));
	_mm_storeu_si64(out + __builtin_popcount(keep & 0xffff), high);
	_mm_storeh_pi(
		(__m64 *)(void *)(out + __builtin_popcount(keep & 0xffffff)),
		_mm_castsi128_ps(high));
	return out + __builtin_popcount(keep);
}

size_t
mime_qp_run_avx2(const char *in, size_t n, char **out)
{
	char *o = *out;
	uint64_t gone = 0; /* bits for the places, from in[i] on, that go */
	size_t i = 0;

	/* Each step reads 34 bytes and stores 32, which as many bytes of input
	 * have room for.  What it carries ends among the bytes it has read: of
	 * three that begin at the last place, two. */
	for (; n - i >= 34; i += PLACES) {
		struct marks m;
		__m256i v = decoded(in + i, &m);

		gone |= (uint64_t)m.equals << 1 | m.crlf | m.lf |
			(uint64_t)(m.equals & ~m.lf) << 2;
		if (m.odd != 0) {
			/* What stands before it is as it should be.  Digits and
			 * line ends are not odd, so nothing carried is lost. */
			uint32_t before = (m.odd & -m.odd) - 1;

			o = squeeze(o, v, ~(uint32_t)gone & before);
			i += (size_t)__builtin_ctz(m.odd);
			gone = 0;
			break;
		}
		o = squeeze(o, v, ~(uint32_t)gone & ALL_PLACES);
		gone >>= PLACES;
	}
	i += (size_t)__builtin_popcountll(gone);
	/* A line end that is not in sight would drop the blanks before it. */
	while (i > 0 && mime_ascii_is_blank(in[i - 1])) {
		i--;
		o--;
	}
	*out = o;
	return i;
}
#endif
