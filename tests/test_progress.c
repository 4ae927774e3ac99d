#include "../tools/progress.h"
#include "../tools/series.h"
#include "support/tool.h"
#include <fcntl.h>
#include <time.h>

static struct series *
open_series(const char *path)
{
	static char name[64];
	static char *operands[] = { name };
	static struct series_opts opts = { .operands = operands, .n = 1 };
	struct series *s;

	snprintf(name, sizeof name, "%s", path);
	ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
	return s;
}

static void
rest(long milliseconds)
{
	struct timespec t = { milliseconds / 1000,
			      milliseconds % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* Without a terminal there is none, unless it is asked for. */
START_TEST(is_there)
{
	struct series *s = open_series("/dev/null");
	struct caught caught;
	struct progress *p;
	struct buffer got;

	caught_begin(&caught);
	ck_assert_ptr_null(progress_new(PROGRESS_AUTO, s, false));
	ck_assert_ptr_null(progress_new(PROGRESS_AUTO, s, true));
	ck_assert_ptr_null(progress_new(PROGRESS_NEVER, s, false));
	progress_step(NULL, NULL);
	progress_free(NULL);
	p = progress_new(PROGRESS_ALWAYS, s, true);
	ck_assert_ptr_nonnull(p);
	progress_step(p, &(struct tally){ .done = 5 });
	progress_free(p);
	caught_end(&got, &caught);
	ck_assert_str_eq(buffer_string(&got), ""); /* too early for a line */
	buffer_free(&got);
	series_free(s);
}
END_TEST

/* A line each five seconds. */
START_TEST(writes_a_line)
{
	struct series *s = open_series("/dev/null");
	const struct tally t = { .done = 1234, .done_octets = 0 };
	struct caught caught;
	struct progress *p;
	struct buffer got;

	cli_init("test");
	caught_begin(&caught);
	p = progress_new(PROGRESS_ALWAYS, s, true);
	rest(4500);
	progress_step(p, &t);
	rest(700);
	progress_step(p, &t);
	progress_step(p, &t);
	cli_line((mime_slice){ "between", 7 });
	progress_free(p);
	caught_end(&got, &caught);
	ck_assert_str_eq(buffer_string(&got), "test: 1,234  0 B/s\nbetween\n");
	buffer_free(&got);
	series_free(s);
}
END_TEST

/* Stderr as a terminal: what it was given until now is read from it. */
static int
make_terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave;

	ck_assert_int_ge(master, 0);
	ck_assert_int_eq(grantpt(master), 0);
	ck_assert_int_eq(unlockpt(master), 0);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ck_assert_int_ge(slave, 0);
	fflush(stderr);
	dup2(slave, STDERR_FILENO);
	close(slave);
	return master;
}

static void
read_terminal(char got[500], int master)
{
	ssize_t n;

	fflush(stderr);
	n = read(master, got, 499);
	ck_assert_int_gt(n, 0);
	got[n] = '\0';
}

START_TEST(draws_a_bar)
{
	char path[] = "/tmp/progressXXXXXX", got[500];
	int fd = mkstemp(path), kept = dup(STDERR_FILENO), master;
	struct tally t = { .done = 2 };
	struct progress *p;
	struct series *s;
	struct item item;

	ck_assert_int_eq(write(fd, "From a\n\nx\n\nFrom b\n\nx", 20), 20);
	close(fd);
	s = open_series(path);
	ck_assert(series_next(&item, s));
	item_free(&item);
	master = make_terminal();
	ck_assert_ptr_null(progress_new(PROGRESS_AUTO, s, true));
	p = progress_new(PROGRESS_AUTO, s, false);
	ck_assert_ptr_nonnull(p);
	progress_step(p, &t); /* not before half a second */
	rest(600);
	t.done_octets = 10;
	progress_step(p, &t);
	progress_step(p, &t); /* ten times a second at most */
	read_terminal(got, master);
	ck_assert_int_eq(strncmp(got, "\r[##########----------] 2  ", 27), 0);
	ck_assert_ptr_nonnull(strstr(got, " B/s  ETA 0:0"));
	ck_assert_ptr_eq(strrchr(got, '\r'), got);
	ck_assert_str_eq(got + strlen(got) - 3, "\033[K");
	/* a line takes its place */
	cli_print("x\n", 2);
	read_terminal(got, master);
	ck_assert_str_eq(got, "\r\033[Kx\r\n");
	rest(150);
	t.done_octets = 1000; /* more than there was: a pipe, a packed file */
	progress_step(p, &t);
	read_terminal(got, master);
	ck_assert_int_eq(strncmp(got, "\r[####################] 2  ", 27), 0);
	ck_assert_ptr_nonnull(strstr(got, "ETA 0:00"));
	progress_free(p);
	read_terminal(got, master);
	ck_assert_str_eq(got, "\r\033[K");
	dup2(kept, STDERR_FILENO);
	close(kept);
	close(master);
	series_free(s);
	unlink(path);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, is_there);
	tcase_add_test(cases, draws_a_bar);
	tcase_add_test(cases, writes_a_line);
}

SUITE_MAIN("progress", add_tests)
