/* bench/bench.h - timing one thing and saying so: a line of item, who, seconds
 * and units, separated by tabs. */
#ifndef MIME_TESTS_BENCH_H
#define MIME_TESTS_BENCH_H
#include <fcntl.h>
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

/* Seconds of CPU, which others on the machine disturb least; with wall, where
 * waiting for a file counts. */
static inline double
bench_now(int wall)
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

/* Runs it once for the caches and three times for the clock; says the median.
 * units is what seconds are to be divided by: bytes, or messages. */
static inline void
bench_item(const char *item, const char *who, size_t units, int wall,
	   void (*run)(void *ctx), void *ctx)
{
	double seconds[3];

	run(ctx);
	for (int i = 0; i < 3; i++) {
		double start = bench_now(wall);

		run(ctx);
		seconds[i] = bench_now(wall) - start;
	}
	qsort(seconds, 3, sizeof *seconds, bench_order);
	printf("%s\t%s\t%.9f\t%zu\n", item, who, seconds[1], units);
	fflush(stdout);
}
#endif
