/* Base64 64 characters and 48 bytes at a time.  Loads and stores of this CPU
 * deal out every fourth character and every third byte to registers of their
 * own, and a table look-up takes 64 entries, the alphabet.
 *
 * A line of 76 characters is two steps, at 0 and 12: the second overlaps the
 * first and does most of it again, which costs less than doing 12 characters
 * by other means.  Each step reads and stores exactly what it converts. */
#include "codec/base64.h"
#include "codec/base64_kernel.h"
#include "codec/cpu.h"
#ifdef MIME_NEON
#include <arm_neon.h>
#include <string.h>

static const uint8_t alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				  "abcdefghijklmnopqrstuvwxyz0123456789+/";

/* 64 entries of a table. */
static inline uint8x16x4_t
quarter(const uint8_t *table)
{
	return vld1q_u8_x4(table);
}

/* The values of 16 characters; *bad gets bit 7 where one is none.  A look-up
 * past its 64 entries gives 0, or leaves what was there, so that bytes of 0x80
 * and more end as what is outside the alphabet: 0 minus 1. */
static inline uint8x16_t
sextets(uint8x16_t chars, uint8x16_t *bad)
{
	uint8x16_t second = veorq_u8(chars, vdupq_n_u8(0x40));
	uint8x16_t v = vqtbl4q_u8(quarter(mime_base64_sextets), chars);

	v = vqtbx4q_u8(v, quarter(mime_base64_sextets + 64), second);
	v = vsubq_u8(v, vdupq_n_u8(1));
	*bad = vorrq_u8(*bad, v);
	return v;
}

/* 64 characters to 48 bytes. */
static inline void
put_bytes(uint8_t *out, const uint8_t *in, uint8x16_t *bad)
{
	uint8x16x4_t chars = vld4q_u8(in);
	uint8x16_t a = sextets(chars.val[0], bad);
	uint8x16_t b = sextets(chars.val[1], bad);
	uint8x16_t c = sextets(chars.val[2], bad);
	uint8x16_t d = sextets(chars.val[3], bad);
	uint8x16x3_t bytes;

	bytes.val[0] = vorrq_u8(vshlq_n_u8(a, 2), vshrq_n_u8(b, 4));
	bytes.val[1] = vorrq_u8(vshlq_n_u8(b, 4), vshrq_n_u8(c, 2));
	bytes.val[2] = vorrq_u8(vshlq_n_u8(c, 6), d);
	vst3q_u8(out, bytes);
}

static size_t
decode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i = 0, o = 0;

	for (; n - i >= 64; i += 64, o += 48) {
		uint8x16_t bad = vdupq_n_u8(0);

		put_bytes(out + o, in + i, &bad);
		if (vmaxvq_u8(bad) >= 0x80)
			break;
	}
	return i + mime_base64_scalar.decode(in + i, n - i, out + o);
}

/* Lines of width >= 64 characters. */
static size_t
decode_lines(const uint8_t *in, size_t n, size_t width, uint8_t **out)
{
	size_t i = 0, last, end;
	uint8_t *o = *out;

	if (width < 64 || n <= width)
		return 0;
	last = width - 64;
	end = in[width] == '\n' ? 1 : 2;
	for (; n - i >= width + end; i += width + end, o += width / 4 * 3) {
		const uint8_t *line = in + i;
		uint8x16_t bad = vdupq_n_u8(0);

		for (size_t v = 0; v < last; v += 64)
			put_bytes(o + v / 4 * 3, line + v, &bad);
		put_bytes(o + last / 4 * 3, line + last, &bad);
		if (vmaxvq_u8(bad) >= 0x80 ||
		    memcmp(line + width, &"\r\n"[2 - end], end) != 0)
			break;
	}
	*out = o;
	return i;
}

/* 48 bytes to 64 characters. */
static inline void
put_characters(uint8_t *out, const uint8_t *in)
{
	const uint8x16_t six = vdupq_n_u8(0x3f);
	uint8x16x3_t bytes = vld3q_u8(in);
	uint8x16x4_t v;

	v.val[0] = vshrq_n_u8(bytes.val[0], 2);
	v.val[1] = vorrq_u8(vshlq_n_u8(bytes.val[0], 4),
			    vshrq_n_u8(bytes.val[1], 4));
	v.val[2] = vorrq_u8(vshlq_n_u8(bytes.val[1], 2),
			    vshrq_n_u8(bytes.val[2], 6));
	v.val[3] = bytes.val[2];
	for (int k = 0; k < 4; k++)
		v.val[k] =
			vqtbl4q_u8(quarter(alphabet), vandq_u8(v.val[k], six));
	vst4q_u8(out, v);
}

static size_t
encode(const uint8_t *in, size_t n, uint8_t *out)
{
	size_t i = 0, o = 0;

	for (; n - i >= 48; i += 48, o += 64)
		put_characters(out + o, in + i);
	return i + mime_base64_scalar.encode(in + i, n - i, out + o);
}

static size_t
encode_lines(const uint8_t *in, size_t n, bool crlf, uint8_t **out)
{
	enum { BYTES = MIME_BASE64_COLUMNS / 4 * 3 };
	enum { LAST = BYTES - 48 };
	size_t end = crlf ? 2 : 1, i = 0;
	uint8_t *o = *out;

	for (; n - i >= BYTES; i += BYTES) {
		put_characters(o, in + i);
		put_characters(o + LAST / 3 * 4, in + i + LAST);
		o += MIME_BASE64_COLUMNS;
		memcpy(o, &"\r\n"[2 - end], end);
		o += end;
	}
	*out = o;
	return i;
}

const struct mime_base64_kernel mime_base64_vector = {
	.name = "neon",
	.decode = decode,
	.encode = encode,
	.decode_lines = decode_lines,
	.encode_lines = encode_lines,
};
#endif
