/* codec/base64_kernel.h - the conversion itself, without any policy. */
#ifndef MIME_CODEC_BASE64_KERNEL_H
#define MIME_CODEC_BASE64_KERNEL_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One way to convert whole clean blocks, and whole clean lines.  All return
 * the bytes of `in' that were converted; `out' does not overlap it. */
struct mime_base64_kernel {
	const char *name;
	/* Four characters to three bytes.  Stops before the first block that
	 * is not whole or not all of the alphabet; padding is not of it.
	 * Writes nothing past out[n / 4 * 3 - 1], but may write up to there
	 * when it stops early. */
	size_t (*decode)(const uint8_t *in, size_t n, uint8_t *out);
	/* Three bytes to four characters, without line ends and padding:
	 * n / 3 * 3 bytes are converted.  Writes nothing past
	 * out[n / 3 * 4 - 1]. */
	size_t (*encode)(const uint8_t *in, size_t n, uint8_t *out);

	/* The same for lines, as far as that is fast: what they leave, even
	 * all, is for the other two.  NULL if this kernel has none.  *out goes
	 * on; nothing is written past what the other two could. */

	/* Lines of width characters, a multiple of 4, each ended by CRLF, or
	 * each by LF. */
	size_t (*decode_lines)(const uint8_t *in, size_t n, size_t width,
			       uint8_t **out);
	/* Lines of MIME_BASE64_COLUMNS characters. */
	size_t (*encode_lines)(const uint8_t *in, size_t n, bool crlf,
			       uint8_t **out);
};

extern const struct mime_base64_kernel mime_base64_scalar;
extern const struct mime_base64_kernel mime_base64_vector; /* codec/cpu.h */
/* The value of a character plus 1; 0 outside the alphabet. */
extern const uint8_t mime_base64_sextets[256];

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_base64_kernel *const *mime_base64_kernels(void);
/* The one to use. */
const struct mime_base64_kernel *mime_base64_kernel(void);
#endif
