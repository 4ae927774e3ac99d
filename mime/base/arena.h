/* base/arena.h - memory that lives and dies with one message. */
#ifndef MIME_BASE_ARENA_H
#define MIME_BASE_ARENA_H
#include "mime/types.h"

struct mime_arena_block;

struct mime_arena {
	struct mime_arena_block *blocks; /* newest first */
	char *next, *end;		 /* free room in the newest block */
	size_t first;			 /* the size of the first block */
};

void mime_arena_init(struct mime_arena *a);
/* Makes the first block small if few bytes, about n, are going to be wanted;
 * before the first allocation. */
void mime_arena_expect(struct mime_arena *a, size_t n);
/* n bytes, aligned for any object, not cleared; NULL when out of memory. */
void *mime_arena_alloc(struct mime_arena *a, size_t n);
/* count elements of size bytes, cleared; NULL also on overflow. */
void *mime_arena_array(struct mime_arena *a, size_t count, size_t size);
/* Makes old, an allocation of old_size bytes, new_size bytes long: in place
 * when it is the newest one and there is room, else by a copy (the old bytes
 * stay where they are).  NULL when out of memory, then old is unchanged. */
void *mime_arena_grow(struct mime_arena *a, void *old, size_t old_size,
		      size_t new_size);
/* Makes p, the newest allocation, new_size bytes long where it is; false, and
 * nothing done, if it is not the newest or there is no room. */
bool mime_arena_extend(struct mime_arena *a, void *p, size_t old_size,
		       size_t new_size);
/* Gives back the tail of the newest allocation; others are left alone. */
void mime_arena_trim(struct mime_arena *a, void *newest, size_t old_size,
		     size_t new_size);
/* A copy of s; absent stays absent.  Error MIME_ENOMEM. */
int mime_arena_copy(mime_slice *out, struct mime_arena *a, mime_slice s);
/* The same with ASCII letters in lower case. */
int mime_arena_copy_lower(mime_slice *out, struct mime_arena *a, mime_slice s);
void mime_arena_free(struct mime_arena *a);
#endif
