#include "base/arena.h"
#include "base/ascii.h"
#include "base/memory.h"
#include <stdalign.h>
#include <string.h>

/* A small message fits the first block; later ones double up to the largest,
 * so that a million parts cost few calls and little is left over. */
enum { SMALLEST_BLOCK = 512, FIRST_BLOCK = 4096, LARGEST_BLOCK = 64 * 1024 };

struct mime_arena_block {
	struct mime_arena_block *older;
	size_t size; /* of bytes */
	alignas(max_align_t) char bytes[];
};

static size_t
aligned(size_t n)
{
	size_t unit = alignof(max_align_t);

	return (n + unit - 1) & ~(unit - 1);
}

void
mime_arena_init(struct mime_arena *a)
{
	a->blocks = NULL;
	a->next = a->end = NULL;
	a->first = FIRST_BLOCK;
}

void
mime_arena_expect(struct mime_arena *a, size_t n)
{
	if (n < FIRST_BLOCK)
		a->first = n > SMALLEST_BLOCK ? aligned(n) : SMALLEST_BLOCK;
}

static bool
add_block(struct mime_arena *a, size_t n)
{
	size_t size = a->first - sizeof(struct mime_arena_block);
	struct mime_arena_block *b;

	if (a->blocks != NULL)
		size = a->blocks->size < LARGEST_BLOCK ? a->blocks->size * 2
						       : LARGEST_BLOCK;
	if (size < n)
		size = n;
	if (size > SIZE_MAX - sizeof *b)
		return false;
	b = mime_alloc(sizeof *b + size);
	if (b == NULL)
		return false;
	b->older = a->blocks;
	b->size = size;
	a->blocks = b;
	a->next = b->bytes;
	a->end = b->bytes + size;
	return true;
}

void *
mime_arena_alloc(struct mime_arena *a, size_t n)
{
	char *p;

	if (n > SIZE_MAX / 2)
		return NULL;
	n = aligned(n > 0 ? n : 1);
	if (n > (size_t)(a->end - a->next) && !add_block(a, n))
		return NULL;
	p = a->next;
	a->next += n;
	return p;
}

void *
mime_arena_array(struct mime_arena *a, size_t count, size_t size)
{
	void *p;

	if (size > 0 && count > SIZE_MAX / size)
		return NULL;
	p = mime_arena_alloc(a, count * size);
	if (p != NULL)
		memset(p, 0, count * size);
	return p;
}

bool
mime_arena_extend(struct mime_arena *a, void *p, size_t old_size,
		  size_t new_size)
{
	char *from = p;

	if (new_size > SIZE_MAX / 2 || from == NULL ||
	    from + aligned(old_size) != a->next ||
	    aligned(new_size) > (size_t)(a->end - from))
		return false;
	a->next = from + aligned(new_size);
	return true;
}

void *
mime_arena_grow(struct mime_arena *a, void *old, size_t old_size,
		size_t new_size)
{
	char *p = old;

	if (mime_arena_extend(a, old, old_size, new_size))
		return old;
	p = mime_arena_alloc(a, new_size);
	if (p != NULL && old != NULL)
		memcpy(p, old, old_size < new_size ? old_size : new_size);
	return p;
}

void
mime_arena_trim(struct mime_arena *a, void *newest, size_t old_size,
		size_t new_size)
{
	char *p = newest;

	if (p != NULL && p + aligned(old_size) == a->next)
		a->next = p + aligned(new_size);
}

int
mime_arena_copy(mime_slice *out, struct mime_arena *a, mime_slice s)
{
	char *p;

	*out = s;
	if (s.ptr == NULL)
		return MIME_OK;
	p = mime_arena_alloc(a, s.len);
	out->ptr = p;
	if (p == NULL) {
		out->len = 0;
		return MIME_ENOMEM;
	}
	if (s.len > 0)
		memcpy(p, s.ptr, s.len);
	return MIME_OK;
}

int
mime_arena_copy_lower(mime_slice *out, struct mime_arena *a, mime_slice s)
{
	char *p = s.ptr != NULL ? mime_arena_alloc(a, s.len) : NULL;

	*out = (mime_slice){ p, p != NULL ? s.len : 0 };
	if (p == NULL)
		return s.ptr == NULL ? MIME_OK : MIME_ENOMEM;
	for (size_t i = 0; i < s.len; i++)
		p[i] = mime_ascii_lower(s.ptr[i]);
	return MIME_OK;
}

void
mime_arena_free(struct mime_arena *a)
{
	while (a->blocks != NULL) {
		struct mime_arena_block *older = a->blocks->older;

		mime_free(a->blocks);
		a->blocks = older;
	}
	mime_arena_init(a);
}
