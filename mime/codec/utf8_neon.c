/* Passing over UTF-8 16 bytes at a time: ASCII by its high bits, the rest by
 * asking of every byte whether it can follow the one before (utf8_pairs.h). */
#include "codec/cpu.h"
#include "codec/utf8_kernel.h"
#include "codec/utf8_pairs.h"
#ifdef MIME_NEON
#include <arm_neon.h>
#include <stdbool.h>

static inline uint8x16_t
look_up(const uint8_t table[16], uint8x16_t halves)
{
	return vqtbl1q_u8(vld1q_u8(table), halves);
}

static inline uint8x16_t
lower(uint8x16_t v)
{
	return vandq_u8(v, vdupq_n_u8(0x0f));
}

static inline uint8x16_t
upper(uint8x16_t v)
{
	return vshrq_n_u8(v, 4);
}

/* Not zero where v, which comes after before, has a mistake. */
static inline uint8x16_t
mistakes(uint8x16_t v, uint8x16_t before)
{
	/* the bytes one, two and three places before each of v */
	uint8x16_t one = vextq_u8(before, v, 15);
	uint8x16_t two = vextq_u8(before, v, 14);
	uint8x16_t three = vextq_u8(before, v, 13);
	uint8x16_t pairs = look_up(mime_utf8_first_upper, upper(one));
	uint8x16_t third, fourth, more;

	pairs = vandq_u8(pairs, look_up(mime_utf8_first_lower, lower(one)));
	pairs = vandq_u8(pairs, look_up(mime_utf8_second_upper, upper(v)));
	third = vcgeq_u8(two, vdupq_n_u8(0xe0));
	fourth = vcgeq_u8(three, vdupq_n_u8(0xf0));
	more = vandq_u8(vorrq_u8(third, fourth), vdupq_n_u8(MIME_UTF8_TWICE));
	return veorq_u8(pairs, more);
}

/* v ends inside a character. */
static inline bool
is_cut(uint8x16_t v)
{
	static const uint8_t most[16] = {
		0xff, 0xff, 0xff, 0xff, 0xff, 0xff,	0xff,	  0xff,
		0xff, 0xff, 0xff, 0xff, 0xff, 0xf0 - 1, 0xe0 - 1, 0xc0 - 1,
	};

	return vmaxvq_u8(vcgtq_u8(v, vld1q_u8(most))) != 0;
}

static size_t
skip(const uint8_t *p, size_t n)
{
	uint8x16_t before = vdupq_n_u8(0);
	size_t i;

	if (n < 16)
		return mime_utf8_scalar.skip(p, n);
	for (i = 0; n - i >= 16; i += 16) {
		uint8x16_t v = vld1q_u8(p + i);

		if (vmaxvq_u8(v) < 0x80) {
			if (is_cut(before))
				break;
		} else if (vmaxvq_u8(mistakes(v, before)) != 0) {
			break;
		}
		before = v;
	}
	i = mime_utf8_whole(p, i);
	return i + mime_utf8_scalar.skip(p + i, n - i);
}

const struct mime_utf8_kernel mime_utf8_vector = {
	.name = "neon",
	.skip = skip,
};
#endif
