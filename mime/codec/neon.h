/* codec/neon.h - what the kernels for 64-bit Arm have in common. */
#ifndef MIME_CODEC_NEON_H
#define MIME_CODEC_NEON_H
#include "codec/cpu.h"
#ifdef MIME_NEON
#include <arm_neon.h>

/* Where the first byte is that is all ones, or 16: narrowing leaves four bits
 * of each byte. */
static inline size_t
mime_neon_first(uint8x16_t hits)
{
	uint8x8_t narrow = vshrn_n_u16(vreinterpretq_u16_u8(hits), 4);
	uint64_t bits = vget_lane_u64(vreinterpret_u64_u8(narrow), 0);

	return bits != 0 ? (size_t)__builtin_ctzll(bits) / 4 : 16;
}
#endif
#endif
