/* codec/sha256_kernel.h - hashing whole blocks. */
#ifndef MIME_CODEC_SHA256_KERNEL_H
#define MIME_CODEC_SHA256_KERNEL_H
#include <stddef.h>
#include <stdint.h>

enum { MIME_SHA256_BLOCK = 64 };

/* One way to do it. */
struct mime_sha256_kernel {
	const char *name;
	/* Takes so many blocks of MIME_SHA256_BLOCK bytes into the sum (FIPS
	 * 180-4 6.2.2). */
	void (*add)(uint32_t sum[8], const uint8_t *p, size_t blocks);
};

extern const struct mime_sha256_kernel mime_sha256_scalar;
extern const struct mime_sha256_kernel mime_sha256_shani; /* codec/cpu.h */
extern const uint32_t mime_sha256_constants[64];	  /* FIPS 180-4 4.2.2 */

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_sha256_kernel *const *mime_sha256_kernels(void);
#endif
