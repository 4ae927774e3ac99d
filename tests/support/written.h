/* support/written.h - a message as the bytes it is written as. */
#ifndef MIME_TESTS_WRITTEN_H
#define MIME_TESTS_WRITTEN_H
#include "base/slice.h"
#include "mime/compose.h"
#include "support/suite.h"
#include "support/tree_text.h"

/* How a test writes: parsed bytes as they are, boundaries of one seed. */
#define WRITTEN_OPTS(line_ends, widest)                                        \
	{                                                                      \
		.size = sizeof(struct mime_write_opts), .eol = (line_ends),    \
		.carry = (widest), .seed = 1                                   \
	}

/* Reads r to its end, which it must come to, and frees it; the bytes are
 * malloc'd. */
static inline mime_slice
written_reader(struct mime_reader *r)
{
	char *bytes = malloc(1), *grown;
	size_t n = 0;
	mime_slice run;
	int rc;

	while ((rc = mime_reader_next(&run, r)) > 0) {
		ck_assert_uint_gt(run.len, 0);
		grown = realloc(bytes, n + run.len + 1);
		ck_assert_ptr_nonnull(grown);
		bytes = grown;
		memcpy(bytes + n, run.ptr, run.len);
		n += run.len;
	}
	ck_assert_int_eq(rc, 0);
	mime_reader_free(r);
	return mime_slice_of(bytes, n);
}

static inline mime_slice
written_with(struct mime_message *m, const struct mime_write_opts *opts)
{
	struct mime_reader *r;

	ck_assert_int_eq(mime_write_open(&r, m, opts), MIME_OK);
	return written_reader(r);
}

/* As an editor of a file writes: nothing parsed is encoded anew. */
static inline mime_slice
written(struct mime_message *m)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_BINARY);

	return written_with(m, &opts);
}

static inline void
written_free(mime_slice s)
{
	free((void *)(uintptr_t)s.ptr);
}

/* The line in which got and want first differ shows in the failure. */
static inline void
same_bytes(mime_slice got, mime_slice want, const char *why)
{
	size_t at = 0;

	while (at < got.len && at < want.len && got.ptr[at] == want.ptr[at])
		at++;
	ck_assert_msg(
		at == got.len && at == want.len,
		"%s: differs at %zu:\n--- got\n%.*s\n--- wanted\n%.*s\n---",
		why, at, (int)got.len, got.ptr, (int)want.len, want.ptr);
}

/* What m is written as is want. */
static inline void
check_written(struct mime_message *m, mime_slice want, const char *why)
{
	mime_slice got = written(m);

	same_bytes(got, want, why);
	written_free(got);
}

static inline struct mime_message *
parsed(mime_slice bytes)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, bytes, NULL, NULL), MIME_OK);
	return m;
}

/* A text with LF line ends as it is, or with CRLF; malloc'd. */
static inline mime_slice
lines(const char *text, bool crlf)
{
	size_t n;
	char *bytes = with_line_ends(&n, text, strlen(text), crlf);

	return mime_slice_of(bytes, n);
}

static inline struct mime_message *
made(void)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_message_new(&m), MIME_OK);
	return m;
}
#endif
