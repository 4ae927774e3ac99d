/* codec/scan.h - the searches that reading a message is made of. */
#ifndef MIME_CODEC_SCAN_H
#define MIME_CODEC_SCAN_H
#include <stddef.h>

/* One way to search. */
struct mime_scan_kernel {
	const char *name;
	/* The offset of the first a at or after from that b directly follows,
	 * or n; from <= n, a and b differ.  Linear in n. */
	size_t (*pair)(const char *p, size_t n, size_t from, char a, char b);
	/* The offset of the byte after the first LF at or after from, or n if
	 * there is none; from <= n.  *stop is the offset of the first byte at or
	 * after from that is no character of a field name (RFC 5322 3.6.8), or
	 * n: at most that of the LF. */
	size_t (*line)(const char *p, size_t n, size_t from, size_t *stop);
	/* The offset of the first byte at or after from that makes a value more
	 * than plain text on one line, or n; from <= n.  That is an LF, a byte
	 * above 0x7f, or a "=" with a "?" behind it. */
	size_t (*odd)(const char *p, size_t n, size_t from);
};

extern const struct mime_scan_kernel mime_scan_scalar;
extern const struct mime_scan_kernel mime_scan_vector; /* see codec/cpu.h */

/* All that this machine can run, the fastest first, then NULL. */
const struct mime_scan_kernel *const *mime_scan_kernels(void);

/* The offset of the first LF at or after from that `first' directly follows,
 * or n; from <= n. */
size_t mime_scan_line(const char *p, size_t n, size_t from, char first);
/* The same with "-": the only places where a delimiter line can begin. */
size_t mime_scan_delimiter(const char *p, size_t n, size_t from);
/* The offset of the first LF, byte above 0x7f, or "=?" at or after from, or n;
 * from <= n. */
size_t mime_scan_odd(const char *p, size_t n, size_t from);
/* The offset of the first "=?", which begins an encoded-word, or n. */
size_t mime_scan_word(const char *p, size_t n);
#endif
