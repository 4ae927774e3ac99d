/* What the machine can do at most: bench_machine DIRECTORY. */
#include "bench/bench.h"

enum { READ = 256 * 1024, WRITE = 128 * 1024 };

struct job {
	struct bench_input in; /* 92 MB */
	char *whole;	       /* as much */
	char big[4096], new[4096];
	volatile size_t sum;
};
static void
run_memcpy(void *ctx)
{
	struct job *j = ctx;

	memcpy(j->whole, j->in.ptr, j->in.len);
	j->sum += (size_t)(unsigned char)j->whole[j->sum % j->in.len];
}

static void
run_memchr(void *ctx)
{
	struct job *j = ctx;
	const char *p = j->in.ptr, *end = p + j->in.len;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		j->sum++;
	}
}

static void
run_memmem(void *ctx)
{
	struct job *j = ctx;

	j->sum += memmem(j->in.ptr, j->in.len, "\n--~", 4) != NULL;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* One load and one comparison for each 32 bytes, and nothing else. */
__attribute__((target("avx2"))) static size_t
avx2(const char *p, size_t n)
{
	__m256i lf = _mm256_set1_epi8('\x01'), any = _mm256_setzero_si256();

	for (size_t i = 0; i + 128 <= n; i += 128) {
		for (size_t k = 0; k < 128; k += 32) {
			__m256i v = _mm256_loadu_si256(
				(const __m256i_u *)(p + i + k));

			any = _mm256_or_si256(any, _mm256_cmpeq_epi8(v, lf));
		}
	}
	return (size_t)(unsigned)_mm256_movemask_epi8(any);
}

static void
run_avx2(void *ctx)
{
	struct job *j = ctx;

	j->sum += avx2(j->in.ptr, j->in.len);
}

static void
run_mapped_avx2(void *ctx)
{
	struct job *j = ctx;
	struct bench_input in = bench_map(j->big);

	j->sum += avx2(in.ptr, in.len);
	bench_unmap(&in);
}

static void
run_read_avx2(void *ctx)
{
	struct job *j = ctx;
	int fd = open(j->big, O_RDONLY);
	ssize_t n;

	while ((n = read(fd, j->whole, READ)) > 0)
		j->sum += avx2(j->whole, (size_t)n);
	close(fd);
}
#endif

/* To a new file, in blocks that begin at whole pages. */
static void
run_write(void *ctx)
{
	struct job *j = ctx;
	int fd = open(j->new, O_WRONLY | O_CREAT | O_EXCL, 0600);

	for (size_t i = 0; i < j->in.len; i += WRITE) {
		size_t n = j->in.len - i < WRITE ? j->in.len - i : WRITE;

		if (write(fd, j->whole, n) != (ssize_t)n)
			bench_fail(j->new);
	}
	close(fd);
}

static void
remove_new(void *ctx)
{
	const struct job *j = ctx;

	unlink(j->new);
}

static void
limit(struct job *j, const char *name, void (*run)(void *ctx))
{
	struct bench_item b = {
		name, "machine", j->in.len, false, run, NULL, j
	};

	bench_run(&b);
}

int
main(int argc, char **argv)
{
	struct job j = { .sum = 0 };
	struct bench_item new = { "write",   "machine",	 0, true,
				  run_write, remove_new, &j };

	if (argc != 2)
		return 64;
	snprintf(j.big, sizeof j.big, "%s/big.eml", argv[1]);
	snprintf(j.new, sizeof j.new, "%s/new.machine.eml", argv[1]);
	j.in = bench_load(argv[1], "big.eml");
	j.whole = aligned_alloc(4096, (j.in.len | 4095) + 1);
	if (j.whole == NULL)
		bench_fail("memory");
	limit(&j, "memcpy", run_memcpy);
	limit(&j, "memchr", run_memchr);
	limit(&j, "memmem", run_memmem);
#if defined(__x86_64__)
	if (__builtin_cpu_supports("avx2")) {
		limit(&j, "avx2", run_avx2);
		limit(&j, "mapped avx2", run_mapped_avx2);
		limit(&j, "read avx2", run_read_avx2);
	}
#endif
	new.units = j.in.len;
	bench_run(&new);
	free(j.whole);
	free(j.in.ptr);
	return 0;
}
