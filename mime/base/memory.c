#include "base/memory.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *
mime_alloc(size_t n)
{
	return malloc(n > 0 ? n : 1);
}

void *
mime_alloc_array(size_t count, size_t size)
{
	return calloc(count > 0 ? count : 1, size > 0 ? size : 1);
}

void *
mime_resize(void *block, size_t n)
{
	return realloc(block, n > 0 ? n : 1);
}

void
mime_free(void *block)
{
	free(block);
}

void
mime_free_secret(void *block, size_t n)
{
	if (block == NULL)
		return;
	explicit_bzero(block, n);
	free(block);
}
