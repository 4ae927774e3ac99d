/* support/failalloc.h - memory that runs out on purpose.  A program that links
 * failalloc.c is linked with --wrap for malloc, calloc, realloc and free. */
#ifndef MIME_TESTS_FAILALLOC_H
#define MIME_TESTS_FAILALLOC_H
#include <stdbool.h>
#include <stddef.h>

/* Count from here on; the n-th allocation fails, and none if n is 0. */
void failalloc_begin(size_t n);
/* Stop counting; true if an allocation failed. */
bool failalloc_end(void);
/* Blocks that were allocated since failalloc_begin and not freed. */
size_t failalloc_live(void);
#endif
