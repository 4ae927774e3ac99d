#include "support/failalloc.h"

void *__real_malloc(size_t n);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t n);
void __real_free(void *block);
void *__wrap_malloc(size_t n);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t n);
void __wrap_free(void *block);

enum { MOST = 1 << 16 };

static struct {
	bool counting, failed;
	size_t calls, fails;
	void *live[MOST]; /* blocks allocated while counting */
	size_t n;
} state;

void
failalloc_begin(size_t n)
{
	state.counting = true;
	state.failed = false;
	state.calls = 0;
	state.fails = n;
	state.n = 0;
}

bool
failalloc_end(void)
{
	state.counting = false;
	return state.failed;
}

size_t
failalloc_live(void)
{
	return state.n;
}

static bool
fails(void)
{
	if (!state.counting)
		return false;
	state.calls++;
	if (state.calls != state.fails)
		return false;
	state.failed = true;
	return true;
}

/* What is freed after counting ended was still allocated within. */
static void
forget(const void *block)
{
	for (size_t i = state.n; block != NULL && i > 0; i--)
		if (state.live[i - 1] == block) {
			state.live[i - 1] = state.live[--state.n];
			return;
		}
}

static void *
remember(void *block)
{
	if (state.counting && block != NULL && state.n < MOST)
		state.live[state.n++] = block;
	return block;
}

void *
__wrap_malloc(size_t n)
{
	return fails() ? NULL : remember(__real_malloc(n));
}

void *
__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : remember(__real_calloc(count, size));
}

void *
__wrap_realloc(void *block, size_t n)
{
	void *grown;

	if (fails())
		return NULL;
	forget(block);
	grown = __real_realloc(block, n);
	return remember(grown != NULL ? grown : block) != NULL ? grown : NULL;
}

void
__wrap_free(void *block)
{
	forget(block);
	__real_free(block);
}
