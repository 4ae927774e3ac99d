#include "codec/cpu.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef MIME_VECTOR
/* The compiler's own test also asks whether the system keeps the registers. */
static bool
has_vectors(void)
{
#ifdef MIME_AVX2
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx2") != 0;
#else
	return true;
#endif
}

static size_t
look(void)
{
	const char *wish = secure_getenv("MIME_CPU");
	bool scalar = wish != NULL && strcmp(wish, "scalar") == 0;

	return scalar || !has_vectors() ? 1 : 0;
}
#else
static size_t
look(void)
{
	return 0;
}
#endif

/* Threads that race here store the same number, so that no order between them
 * is needed. */
size_t
mime_cpu_skip(void)
{
	enum { UNKNOWN, KNOWN };
	static _Atomic(size_t) answer; /* KNOWN + the number */
	size_t a = atomic_load_explicit(&answer, memory_order_relaxed);

	if (a == UNKNOWN) {
		a = KNOWN + look();
		atomic_store_explicit(&answer, a, memory_order_relaxed);
	}
	return a - KNOWN;
}
