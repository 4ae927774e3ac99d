/* support/kernel_check.h - every kernel of a table against the scalar one, or
 * against the obvious. */
#ifndef MIME_TESTS_KERNEL_CHECK_H
#define MIME_TESTS_KERNEL_CHECK_H
#include "support/fence.h"
#include <stdint.h>

enum { KERNEL_CHECK_MOST = 4096 }; /* bytes of input */

/* Where inputs and outputs lie. */
struct kernel_check {
	struct fence in, out;
	char *want;
};

void kernel_check_begin(struct kernel_check *c);
void kernel_check_end(struct kernel_check *c);

/* Each takes p[0..n-1], n <= KERNEL_CHECK_MOST, once so that it ends and once
 * so that it begins at an unmapped page, with just the room for output that is
 * needed, and returns NULL, or the name of a kernel and what it did wrong.  seed
 * chooses what else is given. */
typedef const char *kernel_check_fn(struct kernel_check *c, const void *p,
				    size_t n, uint32_t seed);
kernel_check_fn kernel_check_base64, kernel_check_qp, kernel_check_scan,
	kernel_check_sha256, kernel_check_utf8;

/* Inputs of the kinds that these kernels are for, with here and there a byte
 * that is none. */
enum kernel_input {
	KERNEL_BYTES,
	KERNEL_BASE64,	/* lines of a few widths */
	KERNEL_ESCAPES, /* quoted-printable, most of it escapes */
	KERNEL_QUOTED,	/* all that quoted-printable can hold */
	KERNEL_TEXT,	/* ASCII and short lines */
	KERNEL_UTF8,
	KERNEL_INPUTS
};
void kernel_input(char *p, size_t n, enum kernel_input kind, uint32_t *seed);
#endif
