/* support/torn_gzip.h - a gzip file that lacks its end: what is in it can be
 * read, but a reader must say that it is damaged. */
#ifndef MIME_TESTS_TORN_GZIP_H
#define MIME_TESTS_TORN_GZIP_H
#include "../tools/buffer.h"
#include "../tools/gunzip.h"
#include "support/store.h"

/* One stored block (RFC 1951 3.2.4), text of less than 64 KiB, without the
 * trailer. */
static inline void
torn_gzip(const char *dir, const char *name, const char *text)
{
	size_t n = strlen(text);
	const char head[] = { 0x1f,
			      (char)0x8b,
			      8,
			      0,
			      0,
			      0,
			      0,
			      0,
			      0,
			      3,
			      1,
			      (char)(n & 0xff),
			      (char)(n >> 8),
			      (char)(~n & 0xff),
			      (char)(~n >> 8) };
	FILE *f = fopen(store_path(dir, name).text, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(head, 1, sizeof head, f), sizeof head);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

/* Whether it can be read at all. */
static inline bool
torn_gzip_known(void)
{
	return gunzip_knows((mime_slice){ "\x1f\x8b\x08                ", 19 });
}
#endif
