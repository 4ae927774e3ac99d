/* Decoding quoted-printable without asking where it ends: of 31 bytes, every
 * "=XX" is replaced by its byte and two that go, every soft break by two or
 * three that go, and what stays is pushed together.  Text with an escape here and there
 * would otherwise cost a wrong guess of the CPU at each. */
#include "base/ascii.h"
#include "codec/cpu.h"
#include "codec/qp_kernel.h"
#ifdef MIME_AVX2
#include "codec/qp_places.h"
#include <immintrin.h>

/* So many places are looked at in each step.  What begins at the last one ends
 * two bytes later, and the bytes are loaded a second time one further on: the
 * third of "=XX" stands in place 31 of those. */
enum { PLACES = 31 };
#define ALL_PLACES ((UINT32_C(1) << PLACES) - 1)

/* What begins at each place: a bit for each. */
struct marks {
	uint32_t equals;   /* "=" */
	uint32_t crlf, lf; /* of these, soft breaks that end so */
	/* "=" of neither break nor escape, blanks that a line end follows, and
	 * a soft break at the last two places that ends in LF: it would end
	 * elsewhere than all others */
	uint32_t odd;
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

/* The bytes at in, of which 33 are read, with its byte at the place of each
 * "=" that begins an escape. */
static inline __m256i
decoded(const char *in, struct marks *m)
{
	__m256i v = load(in), next = load(in + 1), equals = equal(v, '=');
	__m256i first = digits(next), second, byte;
	uint32_t cr = bits(equal(next, '\r')), lf = bits(equal(next, '\n'));
	uint32_t blank, escape;

	blank = bits(_mm256_or_si256(equal(v, ' '), equal(v, '\t')));
	/* one byte further on; nothing is known of the last place */
	second = _mm256_alignr_epi8(
		_mm256_permute2x128_si256(first, first, 0x81), first, 1);
	escape = bits(_mm256_and_si256(first, second));
	m->equals = bits(equals) & ALL_PLACES;
	m->crlf = m->equals & cr & lf >> 1;
	m->lf = m->equals & lf;
	m->odd = m->equals & ~(escape | m->crlf | m->lf);
	m->odd |= blank & (cr | lf) & ALL_PLACES;
	m->odd |= m->lf >> (PLACES - 2) << (PLACES - 2);
	byte = _mm256_and_si256(_mm256_slli_epi16(first, 4),
				_mm256_set1_epi8((char)0xf0));
	second = _mm256_and_si256(second, _mm256_set1_epi8(0x0f));
	byte = _mm256_or_si256(byte, second);
	return _mm256_blendv_epi8(v, byte, equals);
}

/* Stores the eight bytes in the lower half of v, of which those are good that
 * keep has a bit for, and returns where the good ones end. */
static inline char *
put_eight(char *out, __m128i v, uint32_t keep)
{
	_mm_storeu_si64(out, v);
	return out + __builtin_popcount(keep & 255);
}

/* Stores the bytes of v whose bit in keep is set; at most 32 are stored. */
static inline char *
squeeze(char *out, __m256i v, uint32_t keep)
{
	const uint64_t upper = UINT64_C(0x0808080808080808);
	__m256i order = _mm256_setr_epi64x(
		(long long)mime_qp_places[keep & 255],
		(long long)(mime_qp_places[keep >> 8 & 255] + upper),
		(long long)mime_qp_places[keep >> 16 & 255],
		(long long)(mime_qp_places[keep >> 24] + upper));
	__m128i low, high;

	v = _mm256_shuffle_epi8(v, order);
	low = _mm256_castsi256_si128(v);
	high = _mm256_extracti128_si256(v, 1);
	out = put_eight(out, low, keep);
	out = put_eight(out, _mm_unpackhi_epi64(low, low), keep >> 8);
	out = put_eight(out, high, keep >> 16);
	return put_eight(out, _mm_unpackhi_epi64(high, high), keep >> 24);
}

size_t
mime_qp_run_avx2(const char *in, size_t n, char **out)
{
	char *o = *out;
	size_t i = 0;

	/* Each step reads 33 bytes and stores 32, which as many bytes of input
	 * have room for, and takes up to 33. */
	while (n - i >= 33) {
		struct marks m;
		__m256i v = decoded(in + i, &m);
		uint32_t more = m.equals & ~m.lf; /* have a third byte */
		uint32_t keep = m.equals << 1 | more << 2 | m.crlf | m.lf;

		keep = ~keep & ALL_PLACES;
		if (m.odd != 0) {
			/* what stands before it is as it should be */
			keep &= (m.odd & -m.odd) - 1;
			o = squeeze(o, v, keep);
			i += (size_t)__builtin_ctz(m.odd);
			break;
		}
		o = squeeze(o, v, keep);
		/* One that begins at the last two places ends after them.  The
		 * "=" are known soonest, and the next step waits for this. */
		i += PLACES + (m.equals >> (PLACES - 2));
	}
	/* A line end that is not in sight would drop the blanks before it. */
	while (i > 0 && mime_ascii_is_blank(in[i - 1])) {
		i--;
		o--;
	}
	*out = o;
	return i;
}
#endif
