/* codec/utf8_kernel.h - passing over well-formed UTF-8. */
#ifndef MIME_CODEC_UTF8_KERNEL_H
#define MIME_CODEC_UTF8_KERNEL_H
#include <stddef.h>
#include <stdint.h>

/* One way to do it. */
struct mime_utf8_kernel {
	const char *name;
	/* The length of a well-formed start of p[0..n-1] which ends between
	 * two characters: at least of the ASCII it begins with, at best all
	 * but some bytes of the longest. */
	size_t (*skip)(const uint8_t *p, size_t n);
};

extern const struct mime_utf8_kernel mime_utf8_scalar;
extern const struct mime_utf8_kernel mime_utf8_vector; /* codec/cpu.h */

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_utf8_kernel *const *mime_utf8_kernels(void);
#endif
