/* codec/qp_kernel.h - the plain stretches of quoted-printable, without any
 * policy: where lines end and what blanks mean is not known here. */
#ifndef MIME_CODEC_QP_KERNEL_H
#define MIME_CODEC_QP_KERNEL_H
#include <stddef.h>

/* One way to convert.  All work at the start of `in', return how many bytes of
 * it they converted, and may store more than the result, within the room that
 * is stated.  `out' does not overlap `in'. */
struct mime_qp_kernel {
	const char *name;
	/* Copies up to the first "=" or LF.  Stores at most n bytes. */
	size_t (*copy_text)(const char *in, size_t n, char *out);
	/* Decodes escapes with the digits 0-9 A-F, three bytes each, and may
	 * leave some.  Stores at most n bytes.  NULL if this kernel has none. */
	size_t (*unescape)(const char *in, size_t n, char *out);
	/* Decodes as far as that is fast: text, escapes with the digits 0-9
	 * A-F, soft breaks.  Stops before whatever else begins with "=", and
	 * before blanks that end a line, or may.  *out goes on; stores at most
	 * n bytes.  NULL if this kernel has none. */
	size_t (*run)(const char *in, size_t n, char **out);
	/* Copies printable ASCII and spaces up to the first "=", and not more
	 * than most.  Stores at most n bytes. */
	size_t (*copy_literals)(const char *in, size_t n, size_t most,
				char *out);
	/* Writes escapes up to the first byte that can be literal (printable
	 * and no "=", or one of SP HTAB CR LF), and not more than most.
	 * Stores at most 3 * n bytes. */
	size_t (*escape)(const char *in, size_t n, size_t most, char *out);
};

extern const struct mime_qp_kernel mime_qp_scalar;
extern const struct mime_qp_kernel mime_qp_vector; /* see codec/cpu.h */

size_t mime_qp_run_avx2(const char *in, size_t n, char **out);

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_qp_kernel *const *mime_qp_kernels(void);
/* The one to use. */
const struct mime_qp_kernel *mime_qp_kernel(void);
#endif
