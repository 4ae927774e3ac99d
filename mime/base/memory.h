/* base/memory.h - the only place that calls malloc: one spot to fail on
 * purpose, one spot to check a product for overflow. */
#ifndef MIME_BASE_MEMORY_H
#define MIME_BASE_MEMORY_H
#include <stddef.h>

/* n bytes, not cleared; NULL when there are none to be had.  n may be 0. */
void *mime_alloc(size_t n);
/* count elements of size bytes, cleared; NULL also when the product
 * overflows. */
void *mime_alloc_array(size_t count, size_t size);
/* realloc(3); on NULL the old block is still there. */
void *mime_resize(void *block, size_t n);
void mime_free(void *block); /* NULL is allowed */
/* Overwrites n bytes so that the compiler cannot leave it out, then frees. */
void mime_free_secret(void *block, size_t n);
#endif
