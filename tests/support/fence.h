/* support/fence.h - memory that ends at a page which cannot be touched, and
 * begins after one: a byte too many is a crash, also in code that was built
 * without a sanitizer. */
#ifndef MIME_TESTS_FENCE_H
#define MIME_TESTS_FENCE_H
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

struct fence {
	char *begin, *end; /* both at the border of a page */
};

/* At least room bytes. */
static inline struct fence
fence_new(size_t room)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	size_t inner = (room / page + 1) * page;
	char *p = mmap(NULL, inner + 2 * page, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED ||
	    mprotect(p + page, inner, PROT_READ | PROT_WRITE) != 0)
		abort();
	return (struct fence){ p + page, p + page + inner };
}

static inline void
fence_free(struct fence *f)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);

	munmap(f->begin - page, (size_t)(f->end - f->begin) + 2 * page);
}
#endif
