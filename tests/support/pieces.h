/* support/pieces.h - a reader that lends bytes in pieces of one size, each in
 * a block of its own, and may end in an error. */
#ifndef MIME_TESTS_PIECES_H
#define MIME_TESTS_PIECES_H
#include "base/slice.h"
#include "support/suite.h"

struct pieces {
	mime_slice rest;
	size_t size; /* of a piece */
	int end;     /* 0, or the error after the last piece */
	char *piece;
	bool freed;
};

static inline int
pieces_pull(mime_slice *out, void *ctx)
{
	struct pieces *p = ctx;
	size_t n = p->rest.len < p->size ? p->rest.len : p->size;

	free(p->piece);
	p->piece = NULL;
	if (n == 0)
		return p->end;
	p->piece = malloc(n);
	ck_assert_ptr_nonnull(p->piece);
	memcpy(p->piece, p->rest.ptr, n);
	p->rest = mime_slice_part(p->rest, n, p->rest.len);
	*out = mime_slice_of(p->piece, n);
	return 1;
}

static inline void
pieces_done(void *ctx)
{
	struct pieces *p = ctx;

	free(p->piece);
	p->piece = NULL;
	p->freed = true;
}

static inline struct mime_reader *
pieces_open(struct pieces *p, mime_slice bytes, size_t size, int end)
{
	struct mime_reader *r;

	*p = (struct pieces){ .rest = bytes, .size = size, .end = end };
	ck_assert_int_eq(mime_reader_new(&r, pieces_pull, pieces_done, p),
			 MIME_OK);
	return r;
}
#endif
