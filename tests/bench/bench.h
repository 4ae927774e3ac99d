/* bench/bench.h - timing one thing and saying so: a line of item, who, seconds
 * and units, separated by tabs. */
#ifndef MIME_TESTS_BENCH_H
#define MIME_TESTS_BENCH_H
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BENCH_BLOCK = 65536 }; /* bytes that a stage is given at once */

struct bench_input {
	char *ptr;
	size_t len;
};

static inline void
bench_fail(const char *what)
{
	perror(what);
	exit(1);
}

/* The file in memory of its own, so that no page is fetched while timing. */
static inline struct bench_input
bench_load(const char *dir, const char *name)
{
	struct bench_input in = { NULL, 0 };
	struct stat st;
	char path[4096];
	int fd;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st) != 0)
		bench_fail(path);
	in.ptr = malloc((size_t)st.st_size + 1);
	while (in.ptr != NULL && in.len < (size_t)st.st_size) {
		ssize_t got =
			read(fd, in.ptr + in.len, (size_t)st.st_size - in.len);

		if (got <= 0)
			bench_fail(path);
		in.len += (size_t)got;
	}
	close(fd);
	return in;
}

/* The file as the kernel has it: every page is fetched while timing. */
static inline struct bench_input
bench_map(const char *path)
{
	struct bench_input in = { NULL, 0 };
	struct stat st;
	int fd = open(path, O_RDONLY);

	if (fd < 0 || fstat(fd, &st) != 0)
		bench_fail(path);
	in.len = (size_t)st.st_size;
	in.ptr = mmap(NULL, in.len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (in.ptr == MAP_FAILED)
		bench_fail(path);
	close(fd);
	return in;
}

static inline void
bench_unmap(struct bench_input *in)
{
	munmap(in->ptr, in->len);
	in->ptr = NULL;
}

/* Seconds of CPU, which others on the machine disturb least; with wall, where
 * waiting for a file counts. */
static inline double
bench_now(bool wall)
{
	struct timespec t;

	clock_gettime(wall ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static inline int
bench_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* One thing that is timed. */
struct bench_item {
	const char *item, *who;
	size_t units; /* what seconds are to be divided by: bytes, messages */
	bool wall;    /* the clock on the wall, not that of the CPU */
	void (*run)(void *ctx);
	void (*reset)(void *ctx); /* after each run, untimed; may be NULL */
	void *ctx;
};

/* Runs it once for the caches and three times for the clock; says the
 * median. */
static inline void
bench_run(const struct bench_item *b)
{
	double seconds[4];

	for (int i = 0; i < 4; i++) {
		double start = bench_now(b->wall);

		b->run(b->ctx);
		seconds[i] = bench_now(b->wall) - start;
		if (b->reset != NULL)
			b->reset(b->ctx);
	}
	qsort(seconds + 1, 3, sizeof *seconds, bench_order);
	printf("%s\t%s\t%.9f\t%zu\n", b->item, b->who, seconds[2], b->units);
	fflush(stdout);
}
#endif
