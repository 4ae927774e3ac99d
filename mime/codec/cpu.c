#include "codec/cpu.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#ifdef MIME_SHANI
#include <cpuid.h>
#endif

/* KNOWN, and which kernels cannot be used. */
enum { UNKNOWN, KNOWN = 1, NO_VECTORS = 2, NO_SHA = 4 };

#if defined(MIME_VECTOR) || defined(MIME_SHANI)
/* The compiler's own test also asks whether the system keeps the registers. */
static bool
has_vectors(void)
{
#if defined(MIME_AVX2)
	__builtin_cpu_init();
	return __builtin_cpu_supports("avx2") != 0;
#else
	return true;
#endif
}

/* The registers are those that every x86-64 has.  Not every compiler that knows
 * the instructions can ask for them. */
static bool
has_sha(void)
{
#if defined(MIME_SHANI)
	enum { LEAF = 7, SHA = 1 << 29 };
	unsigned a, b, c, d;

	__builtin_cpu_init();
	return __builtin_cpu_supports("ssse3") != 0 &&
	       __builtin_cpu_supports("sse4.1") != 0 &&
	       __get_cpuid_count(LEAF, 0, &a, &b, &c, &d) != 0 &&
	       (b & SHA) != 0;
#else
	return true;
#endif
}

static unsigned
look(void)
{
	const char *wish = secure_getenv("MIME_CPU");

	if (wish != NULL && strcmp(wish, "scalar") == 0)
		return KNOWN | NO_VECTORS | NO_SHA;
	return KNOWN | (has_vectors() ? 0u : NO_VECTORS) |
	       (has_sha() ? 0u : NO_SHA);
}

/* Threads that race here store the same number, so that no order between them
 * is needed. */
static size_t
skip(unsigned what)
{
	static _Atomic(unsigned) answer;
	unsigned a = atomic_load_explicit(&answer, memory_order_relaxed);

	if (a == UNKNOWN) {
		a = look();
		atomic_store_explicit(&answer, a, memory_order_relaxed);
	}
	return (a & what) != 0 ? 1 : 0;
}
#endif

size_t
mime_cpu_skip(void)
{
#ifdef MIME_VECTOR
	return skip(NO_VECTORS);
#else
	return 0;
#endif
}

size_t
mime_cpu_skip_sha(void)
{
#ifdef MIME_SHANI
	return skip(NO_SHA);
#else
	return 0;
#endif
}
