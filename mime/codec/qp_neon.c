/* Quoted-printable: text is copied 16 bytes at a time, stored before it is
 * looked at; 16 escapes are 48 characters, which loads and stores of this CPU
 * deal out to a register of "=", one of first and one of second digits. */
#include "codec/neon.h"
#include "codec/qp_kernel.h"
#ifdef MIME_NEON

static inline uint8x16_t
load(const char *p)
{
	return vld1q_u8((const uint8_t *)p);
}

static inline uint8x16_t
equal(uint8x16_t v, char c)
{
	return vceqq_u8(v, vdupq_n_u8((uint8_t)c));
}

/* All ones where low <= v <= high. */
static inline uint8x16_t
between(uint8x16_t v, char low, char high)
{
	return vandq_u8(vcgeq_u8(v, vdupq_n_u8((uint8_t)low)),
			vcleq_u8(v, vdupq_n_u8((uint8_t)high)));
}

static size_t
copy_text(const char *in, size_t n, char *out)
{
	size_t i;

	for (i = 0; n - i >= 16; i += 16) {
		uint8x16_t v = load(in + i);
		size_t stop;

		vst1q_u8((uint8_t *)out + i, v);
		stop = mime_neon_first(vorrq_u8(equal(v, '='), equal(v, '\n')));
		if (stop < 16)
			return i + stop;
	}
	return i + mime_qp_scalar.copy_text(in + i, n - i, out + i);
}

/* The value of each digit 0-9 A-F; *bad is all ones where there is another
 * character. */
static inline uint8x16_t
digit_values(uint8x16_t v, uint8x16_t *bad)
{
	uint8x16_t letter = between(v, 'A', 'F');
	uint8x16_t good = vorrq_u8(letter, between(v, '0', '9'));

	*bad = vornq_u8(*bad, good);
	/* "A" is 0x41 */
	return vaddq_u8(vandq_u8(v, vdupq_n_u8(0x0f)),
			vandq_u8(letter, vdupq_n_u8(9)));
}

static size_t
unescape(const char *in, size_t n, char *out)
{
	size_t i;

	for (i = 0; n - i >= 48; i += 48, out += 16) {
		uint8x16x3_t v = vld3q_u8((const uint8_t *)in + i);
		uint8x16_t bad = vmvnq_u8(equal(v.val[0], '='));
		uint8x16_t high = digit_values(v.val[1], &bad);
		uint8x16_t low = digit_values(v.val[2], &bad);
		size_t good = mime_neon_first(bad);

		vst1q_u8((uint8_t *)out, vorrq_u8(vshlq_n_u8(high, 4), low));
		if (good < 16)
			return i + 3 * good;
	}
	return i;
}

static size_t
copy_literals(const char *in, size_t n, size_t most, char *out)
{
	size_t i;

	for (i = 0; i < most && n - i >= 16; i += 16) {
		uint8x16_t v = load(in + i);
		uint8x16_t go = vbicq_u8(between(v, ' ', '~'), equal(v, '='));
		size_t stop = mime_neon_first(vmvnq_u8(go));

		vst1q_u8((uint8_t *)out + i, v);
		if (stop < 16) {
			i += stop;
			return i < most ? i : most;
		}
	}
	if (i >= most)
		return most;
	return i +
	       mime_qp_scalar.copy_literals(in + i, n - i, most - i, out + i);
}

static size_t
escape(const char *in, size_t n, size_t most, char *out)
{
	const uint8x16_t hex = vld1q_u8((const uint8_t *)"0123456789ABCDEF");
	size_t i;

	for (i = 0; i < most && n - i >= 16; i += 16) {
		uint8x16_t v = load(in + i);
		uint8x16_t keep = vbicq_u8(between(v, ' ', '~'), equal(v, '='));
		uint8x16x3_t chars;
		size_t stop;

		chars.val[0] = vdupq_n_u8('=');
		chars.val[1] = vqtbl1q_u8(hex, vshrq_n_u8(v, 4));
		chars.val[2] = vqtbl1q_u8(hex, vandq_u8(v, vdupq_n_u8(0x0f)));
		vst3q_u8((uint8_t *)out + 3 * i, chars);
		keep = vorrq_u8(keep, equal(v, '\t'));
		keep = vorrq_u8(keep, equal(v, '\r'));
		stop = mime_neon_first(vorrq_u8(keep, equal(v, '\n')));
		if (stop < 16) {
			i += stop;
			return i < most ? i : most;
		}
	}
	if (i >= most)
		return most;
	return i + mime_qp_scalar.escape(in + i, n - i, most - i, out + 3 * i);
}

const struct mime_qp_kernel mime_qp_vector = {
	.name = "neon",
	.copy_text = copy_text,
	.unescape = unescape,
	.copy_literals = copy_literals,
	.escape = escape,
};
#endif
