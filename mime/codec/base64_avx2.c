/* Base64 in vectors of 32 characters and 24 bytes (W. Mula and D. Lemire,
 * "Faster Base64 Encoding and Decoding using AVX2 Instructions", 2018).
 *
 * A line of 76 characters is three vectors, at 0, 32 and 44: the last one
 * overlaps its neighbour and does 20 characters again, which costs less than
 * doing 12 by other means.  Whatever else is odd, the end of the input and the
 * block that has a strange byte, is left to the scalar kernel. */
#include "codec/base64.h"
#include "codec/base64_kernel.h"
#include "codec/cpu.h"
#ifdef MIME_AVX2
#include <immintrin.h>
#include <string.h>

/* Each line asks for the bytes so far ahead.  The CPU fetches ahead by itself,
 * but stops at every page: from memory, not cache, lines take half as long
 * again without.  (In a function of its own gcc 12 drops it, as one that does
 * nothing.) */
enum { AHEAD = 2048, CACHED = 64 };

/* The same 16 bytes in both halves. */
#define TABLE(...) _mm256_broadcastsi128_si256(_mm_setr_epi8(__VA_ARGS__))

static inline __m256i
load(const uint8_t *p)
{
	return _mm256_loadu_si256((const __m256i_u *)p);
}

/* The values of 32 characters.  *bad gets a bit where one is not of the
 * alphabet: each upper half of a byte has a bit of its own (range), each lower
 * half has the bits of the upper halves that it makes no character with
 * (misfit). */
static inline __m256i
sextets(__m256i chars, __m256i *bad)
{
	enum { PLUS = 1, DIGIT = 2, HEAD = 4, TAIL = 8, NEVER = 16 };
	const __m256i range =
		TABLE(NEVER, NEVER, PLUS, DIGIT, HEAD, TAIL, HEAD, TAIL, NEVER,
		      NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER);
	enum { NOT_PLUS = PLUS | NEVER, ZERO = NOT_PLUS | HEAD };
	enum { COLON = NOT_PLUS | DIGIT, BRACKET = COLON | TAIL };
	enum { PLUS_OR_SLASH = DIGIT | TAIL | NEVER };
	const __m256i misfit =
		TABLE(ZERO, NOT_PLUS, NOT_PLUS, NOT_PLUS, NOT_PLUS, NOT_PLUS,
		      NOT_PLUS, NOT_PLUS, NOT_PLUS, NOT_PLUS, COLON,
		      PLUS_OR_SLASH, BRACKET, BRACKET, BRACKET, PLUS_OR_SLASH);
	/* what is to be added, by the upper half; "/" borrows row 1 */
	const __m256i shift = TABLE(0, 63 - '/', 62 - '+', 52 - '0', -'A', -'A',
				    26 - 'a', 26 - 'a', 0, 0, 0, 0, 0, 0, 0, 0);
	const __m256i half = _mm256_set1_epi8(0x0f);
	__m256i low = _mm256_and_si256(chars, half);
	__m256i high = _mm256_and_si256(_mm256_srli_epi32(chars, 4), half);
	__m256i slash = _mm256_cmpeq_epi8(chars, _mm256_set1_epi8('/'));
	__m256i wrong = _mm256_and_si256(_mm256_shuffle_epi8(range, high),
					 _mm256_shuffle_epi8(misfit, low));

	*bad = _mm256_or_si256(*bad, wrong);
	high = _mm256_add_epi8(high, slash); /* minus 1 */
	return _mm256_add_epi8(chars, _mm256_shuffle_epi8(shift, high));
}

/* Writes the 24 bytes of 32 values, and four bytes after them that mean
 * nothing. */
static inline void
put_bytes(uint8_t *out, __m256i values)
{
	const __m256i order =
		TABLE(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
	/* a * 64 + b, then ab * 4096 + cd: 24 bits in each 32 */
	__m256i pairs =
		_mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
	__m256i blocks =
		_mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));

	blocks = _mm256_shuffle_epi8(blocks, order);
	_mm_storeu_si128((__m128i_u *)out, _mm256_castsi256_si128(blocks));
	_mm_storeu_si128((__m128i_u *)(out + 12),
			 _mm256_extracti128_si256(blocks, 1));
}

static size_t
decode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i = 0, o = 0;

	/* 28 bytes are stored; 40 characters give 30 */
	for (; n - i >= 40; i += 32, o += 24) {
		__m256i bad = _mm256_setzero_si256();
		__m256i values = sextets(load(in + i), &bad);

		if (_mm256_testz_si256(bad, bad) == 0)
			break;
		put_bytes(out + o, values);
	}
	return i + mime_base64_scalar.decode(in + i, n - i, out + o);
}

/* Lines of width >= 32 characters and end >= 1 bytes.  A vector stores four
 * bytes too many, over what the next one writes, or past the last one of the
 * line: the eight characters that must follow the line pay for six. */
static inline size_t
lines(const uint8_t *in, size_t n, size_t width, size_t end, uint8_t **out)
{
	size_t i = 0, last = width - 32;
	uint8_t *o = *out;

	for (; n - i >= width + end + 8; i += width + end, o += width / 4 * 3) {
		const uint8_t *line = in + i;
		__m256i bad = _mm256_setzero_si256();

		if (n - i >= AHEAD + width + end)
			for (size_t k = 0; k < width + end; k += CACHED)
				_mm_prefetch((const char *)line + AHEAD + k,
					     _MM_HINT_T0);
		for (size_t v = 0; v < last; v += 32)
			put_bytes(o + v / 4 * 3, sextets(load(line + v), &bad));
		put_bytes(o + last / 4 * 3, sextets(load(line + last), &bad));
		if (_mm256_testz_si256(bad, bad) == 0 ||
		    memcmp(line + width, &"\r\n"[2 - end], end) != 0)
			break;
	}
	*out = o;
	return i;
}

static size_t
decode_lines(const uint8_t *in, size_t n, size_t width, uint8_t **out)
{
	size_t end;

	if (width < 32 || n <= width)
		return 0;
	end = in[width] == '\n' ? 1 : 2;
	if (width != MIME_BASE64_COLUMNS)
		return lines(in, n, width, end, out);
	if (end == 1)
		return lines(in, n, MIME_BASE64_COLUMNS, 1, out);
	return lines(in, n, MIME_BASE64_COLUMNS, 2, out);
}

/* The 32 characters of the 24 bytes at in, of which 28 are read. */
static inline __m256i
characters(const uint8_t *in)
{
	const __m256i order =
		TABLE(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
	/* what is to be added: row 0 from "a" on, rows 1 to 12 the values from
	 * 52 on, row 13 up to "Z" */
	const __m256i shift =
		TABLE('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
		      '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
		      '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
	__m128i low = _mm_loadu_si128((const __m128i_u *)in);
	__m128i high = _mm_loadu_si128((const __m128i_u *)(in + 12));
	/* a block abc lies as bacb: as numbers of 16 bits ab and bc */
	__m256i v = _mm256_shuffle_epi8(_mm256_set_m128i(high, low), order);
	__m256i first_third = _mm256_mulhi_epu16(
		_mm256_and_si256(v, _mm256_set1_epi32(0x0fc0fc00)),
		_mm256_set1_epi32(0x04000040));
	__m256i second_fourth = _mm256_mullo_epi16(
		_mm256_and_si256(v, _mm256_set1_epi32(0x003f03f0)),
		_mm256_set1_epi32(0x01000010));
	__m256i values = _mm256_or_si256(first_third, second_fourth);
	__m256i row = _mm256_subs_epu8(values, _mm256_set1_epi8(51));
	__m256i upper = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), values);

	row = _mm256_or_si256(row,
			      _mm256_and_si256(upper, _mm256_set1_epi8(13)));
	return _mm256_add_epi8(values, _mm256_shuffle_epi8(shift, row));
}

static inline void
put_characters(uint8_t *out, const uint8_t *in)
{
	_mm256_storeu_si256((__m256i_u *)out, characters(in));
}

static size_t
encode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i = 0, o = 0;

	for (; n - i >= 28; i += 24, o += 32)
		put_characters(out + o, in + i);
	return i + mime_base64_scalar.encode(in + i, n - i, out + o);
}

/* Stores exactly the line; the last load reads four bytes past its 57. */
static inline size_t
make_lines(const uint8_t *in, size_t n, size_t end, uint8_t **out)
{
	enum { BYTES = MIME_BASE64_COLUMNS / 4 * 3 };
	enum { LAST = BYTES - 24 };
	uint8_t *o = *out;
	size_t i = 0;

	for (; n - i >= BYTES + 4; i += BYTES) {
		if (n - i >= AHEAD + BYTES)
			_mm_prefetch((const char *)in + i + AHEAD, _MM_HINT_T0);
		put_characters(o, in + i);
		put_characters(o + 32, in + i + 24);
		put_characters(o + LAST / 3 * 4, in + i + LAST);
		o += MIME_BASE64_COLUMNS;
		memcpy(o, &"\r\n"[2 - end], end);
		o += end;
	}
	*out = o;
	return i;
}

static size_t
encode_lines(const uint8_t *in, size_t n, bool crlf, uint8_t **out)
{
	return crlf ? make_lines(in, n, 2, out) : make_lines(in, n, 1, out);
}

const struct mime_base64_kernel mime_base64_vector = {
	.name = "avx2",
	.decode = decode,
	.encode = encode,
	.decode_lines = decode_lines,
	.encode_lines = encode_lines,
};
#endif
