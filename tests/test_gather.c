#include "../tools/gather.h"
#include "support/suite.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 3 << 20, BLOCK = 256 * 1024, LARGE = 128 * 1024 };

static char *bytes, *got;

static void
set_up(void)
{
	bytes = malloc(ROOM);
	got = malloc(ROOM);
	ck_assert(bytes != NULL && got != NULL);
	for (size_t i = 0; i < ROOM; i++)
		bytes[i] = (char)(i * 2654435761u >> 24);
}

static void
tear_down(void)
{
	free(bytes);
	free(got);
}

/* Pieces around the sizes where something changes. */
static const size_t pieces[] = { 1,	    4095,      4096,	     LARGE - 1,
				 LARGE,	    LARGE + 1, BLOCK - 1,    BLOCK,
				 BLOCK + 1, BLOCK / 3, 2 * BLOCK + 7 };

START_TEST(nothing_is_lost)
{
	struct gather g = { .block = NULL };
	size_t piece = pieces[_i], n = piece == 1 ? BLOCK + 9 : ROOM;

	/* the memory serves a second file as it did the first */
	for (int file = 0; file < 2; file++) {
		FILE *f = tmpfile();
		size_t at = 0;

		ck_assert_ptr_nonnull(f);
		gather_begin(&g, fileno(f));
		while (at < n) {
			/* a small one between, so that blocks do not begin
			 * where the file does */
			size_t some = at % 2 == 0 ? 3 : piece;

			some = some < n - at ? some : n - at;
			ck_assert_int_eq(gather_add(&g, bytes + at, some), 0);
			at += some;
		}
		ck_assert_int_eq(gather_end(&g), 0);
		ck_assert_int_eq(lseek(fileno(f), 0, SEEK_END), (off_t)n);
		ck_assert_int_eq(pread(fileno(f), got, n, 0), (ssize_t)n);
		ck_assert_int_eq(memcmp(got, bytes, n), 0);
		fclose(f);
	}
	gather_free(&g);
	ck_assert_ptr_null(g.block);
}
END_TEST

START_TEST(small_ones_are_one_write)
{
	struct gather g = { .block = NULL };
	FILE *f = tmpfile();

	ck_assert_ptr_nonnull(f);
	gather_begin(&g, fileno(f));
	for (int i = 0; i < 1000; i++)
		ck_assert_int_eq(gather_add(&g, bytes, 100), 0);
	ck_assert_int_eq(lseek(fileno(f), 0, SEEK_END), 0);
	ck_assert_int_eq(gather_end(&g), 0);
	ck_assert_int_eq(lseek(fileno(f), 0, SEEK_END), 100000);
	ck_assert_int_eq(gather_end(&g), 0);
	ck_assert_int_eq(lseek(fileno(f), 0, SEEK_END), 100000);
	gather_free(&g);
	fclose(f);
}
END_TEST

START_TEST(failures_are_told)
{
	struct gather g = { .block = NULL };
	int ends[2];

	gather_begin(&g, -1);
	ck_assert_int_eq(gather_add(&g, bytes, 10), 0);
	ck_assert_int_eq(gather_end(&g), EBADF);
	/* and what was not written does not go to the next file */
	ck_assert_int_eq(pipe(ends), 0);
	gather_begin(&g, ends[1]);
	ck_assert_int_eq(gather_add(&g, bytes + 10, 1), 0);
	ck_assert_int_eq(gather_end(&g), 0);
	ck_assert_int_eq(read(ends[0], got, ROOM), 1);
	ck_assert_int_eq(got[0], bytes[10]);
	close(ends[0]);
	signal(SIGPIPE, SIG_IGN);
	ck_assert_int_eq(gather_add(&g, bytes, LARGE), EPIPE);
	ck_assert_int_eq(gather_write(ends[1], bytes, 1), EPIPE);
	close(ends[1]);
	gather_begin(&g, -1);
	ck_assert_int_eq(gather_add(&g, bytes, LARGE - 1), 0);
	ck_assert_int_eq(gather_add(&g, bytes, LARGE - 1), 0);
	ck_assert_int_eq(gather_add(&g, bytes, LARGE - 1), EBADF);
	gather_free(&g);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, nothing_is_lost, 0, COUNT(pieces));
	tcase_add_test(cases, small_ones_are_one_write);
	tcase_add_test(cases, failures_are_told);
}

SUITE_MAIN("gather", add_tests)
