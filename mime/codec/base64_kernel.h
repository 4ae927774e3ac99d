/* codec/base64_kernel.h - the conversion itself, without any policy. */
#ifndef MIME_CODEC_BASE64_KERNEL_H
#define MIME_CODEC_BASE64_KERNEL_H
#include <stddef.h>
#include <stdint.h>

/* One way to convert whole clean blocks.  Both return the bytes of `in' that
 * were converted; `out' does not overlap it. */
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
};

extern const struct mime_base64_kernel mime_base64_scalar;
/* The value of a character plus 1; 0 outside the alphabet. */
extern const uint8_t mime_base64_sextets[256];

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_base64_kernel *const *mime_base64_kernels(void);
/* The one to use, chosen at the first call. */
const struct mime_base64_kernel *mime_base64_kernel(void);
#endif
