/* support/stage.h - drives a stage of mime/codec.h piece by piece.  Every piece
 * and every output lies in a block of exactly its size, so that a sanitizer
 * sees one byte too many. */
#ifndef MIME_TESTS_STAGE_H
#define MIME_TESTS_STAGE_H
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct stage {
	size_t (*run)(void *state, const void *in, size_t n, void *out,
		      bool last);
	size_t (*max)(size_t n); /* the stage's MAX macro */
};

/* Defines a stage of that name: call is the function of it, which may take a
 * state of its own type, and bound its MAX macro. */
#define STAGE(name, call, bound)                                               \
	static size_t name##_step(void *s, const void *in, size_t n,           \
				  void *out, bool last)                        \
	{                                                                      \
		return call(s, in, n, out, last);                              \
	}                                                                      \
	static size_t name##_max(size_t n)                                     \
	{                                                                      \
		return bound(n);                                               \
	}                                                                      \
	static const struct stage name = { name##_step, name##_max }

struct bytes {
	char *ptr; /* freed by the caller */
	size_t len;
};

static inline void *
stage_alloc(size_t n)
{
	void *p = malloc(n > 0 ? n : 1);

	if (p == NULL)
		abort();
	return p;
}

static inline void
bytes_add(struct bytes *b, const char *p, size_t n)
{
	char *grown = realloc(b->ptr, b->len + n + 1);

	if (grown == NULL)
		abort();
	if (n > 0)
		memcpy(grown + b->len, p, n);
	b->ptr = grown;
	b->len += n;
}

static inline bool
bytes_are(const struct bytes *b, const char *p, size_t n)
{
	return b->len == n && (n == 0 || memcmp(b->ptr, p, n) == 0);
}

/* Runs one piece and adds what comes out.  More than max says is fatal. */
static inline void
stage_feed(const struct stage *st, void *state, struct bytes *out,
	   const char *in, size_t n, bool last)
{
	char *piece = malloc(n), *room = malloc(st->max(n));
	size_t got;

	if (n > 0)
		memcpy(piece, in, n);
	got = st->run(state, piece, n, room, last);
	if (got > st->max(n))
		abort();
	bytes_add(out, room, got);
	free(room);
	free(piece);
}

/* Runs the whole input in three pieces; a <= b <= n. */
static inline struct bytes
stage_run(const struct stage *st, void *state, const char *in, size_t n,
	  size_t a, size_t b)
{
	struct bytes out = { NULL, 0 };

	stage_feed(st, state, &out, in, a, false);
	stage_feed(st, state, &out, in + a, b - a, false);
	stage_feed(st, state, &out, in + b, n - b, true);
	return out;
}

/* Runs it byte by byte, with an empty last piece. */
static inline struct bytes
stage_run_bytes(const struct stage *st, void *state, const char *in, size_t n)
{
	struct bytes out = { NULL, 0 };

	for (size_t i = 0; i < n; i++)
		stage_feed(st, state, &out, in + i, 1, false);
	stage_feed(st, state, &out, in + n, 0, true);
	return out;
}

/* The same numbers in every run (xorshift); *seed is not 0. */
static inline unsigned
test_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

/* Runs it in pieces of 0 to 96 bytes, most of them short, with an empty last
 * piece. */
static inline struct bytes
stage_run_cut(const struct stage *st, void *state, const char *in, size_t n,
	      uint32_t seed)
{
	struct bytes out = { NULL, 0 };
	size_t i = 0;

	while (i < n) {
		size_t k = test_random(&seed) % 97;

		if (test_random(&seed) % 4 > 0)
			k %= 5;
		if (k > n - i)
			k = n - i;
		stage_feed(st, state, &out, in + i, k, false);
		i += k;
	}
	stage_feed(st, state, &out, in + n, 0, true);
	return out;
}
#endif
