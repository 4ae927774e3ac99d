#include "../tools/cli.h"
#include "../tools/temporary.h"
#include "support/suite.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "temporaryXXXXXX";
static int dir = -1;

static void
set_up(void)
{
	memcpy(path + sizeof path - 7, "XXXXXX", 6);
	ck_assert_ptr_nonnull(mkdtemp(path));
	dir = open(path, O_RDONLY | O_DIRECTORY);
	ck_assert_int_ge(dir, 0);
}

/* How many entries the directory has. */
static int
entries(void)
{
	DIR *d = opendir(path);
	int n = -2; /* "." and ".." */

	ck_assert_ptr_nonnull(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

static void
tear_down(void)
{
	unlinkat(dir, "a", 0);
	unlinkat(dir, "victim", 0);
	close(dir);
	rmdir(path);
}

static void
make(struct temporary *t, const char *text)
{
	ssize_t n = (ssize_t)strlen(text);

	ck_assert_int_eq(temporary_open(t, dir, 0666), 0);
	ck_assert_int_eq(write(t->fd, text, strlen(text)), n);
	close(t->fd);
	t->fd = -1;
}

static void
holds(const char *name, const char *text)
{
	char got[64] = "";
	int fd = openat(dir, name, O_RDONLY);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_ge(read(fd, got, sizeof got - 1), 0);
	close(fd);
	ck_assert_str_eq(got, text);
}

/* As a process that ends; this one goes on. */
static void
abandon(void)
{
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		temporary_abandon();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, NULL, 0), pid);
}

START_TEST(gets_its_name)
{
	struct temporary t;

	make(&t, "new");
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), 0);
	holds("a", "new");
	ck_assert_int_eq(entries(), 1);
	abandon();
	ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(replaces_only_when_told)
{
	struct temporary t;

	make(&t, "old");
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), 0);
	make(&t, "new");
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), EEXIST);
	holds("a", "old");
	ck_assert_int_eq(temporary_place(&t, dir, "a", true), 0);
	holds("a", "new");
	ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(follows_no_link)
{
	struct temporary t;

	make(&t, "victim");
	ck_assert_int_eq(temporary_place(&t, dir, "victim", false), 0);
	ck_assert_int_eq(symlinkat("victim", dir, "a"), 0);
	make(&t, "new");
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), EEXIST);
	ck_assert_int_eq(temporary_place(&t, dir, "a", true), 0);
	holds("victim", "victim");
	holds("a", "new");
}
END_TEST

START_TEST(is_dropped)
{
	struct temporary t;

	ck_assert_int_eq(temporary_open(&t, dir, 0600), 0);
	ck_assert_int_eq(entries(), 1);
	temporary_drop(&t);
	ck_assert_int_eq(entries(), 0);
	make(&t, "x"); /* also when it is closed already */
	temporary_drop(&t);
	ck_assert_int_eq(entries(), 0);
}
END_TEST

START_TEST(several_at_a_time)
{
	struct temporary t[TEMPORARY_MAX], more;

	for (int i = 0; i < TEMPORARY_MAX; i++)
		ck_assert_int_eq(temporary_open(&t[i], dir, 0600), 0);
	ck_assert_int_eq(temporary_open(&more, dir, 0600), EMFILE);
	ck_assert_int_eq(entries(), TEMPORARY_MAX);
	temporary_drop(&t[1]);
	ck_assert_int_eq(temporary_open(&more, dir, 0600), 0);
	abandon();
	ck_assert_int_eq(entries(), 0);
	temporary_drop(&more);
	temporary_drop(&t[0]);
	for (int i = 2; i < TEMPORARY_MAX; i++)
		temporary_drop(&t[i]);
}
END_TEST

START_TEST(cannot_be_made)
{
	struct temporary t;

	ck_assert_int_eq(temporary_open(&t, -1, 0600), EBADF);
	temporary_drop(&t);
	ck_assert_int_eq(entries(), 0);
}
END_TEST

START_TEST(needs_no_name)
{
	struct temporary t;
	struct stat st;
	mode_t mask;

	if (!temporary_can_be_nameless(dir)) {
		puts("skipped: this file system has no nameless files");
		return;
	}
	ck_assert_int_eq(entries(), 0);
	mask = umask(0277);
	ck_assert_int_eq(temporary_open_nameless(&t, dir, 0600), 0);
	umask(mask);
	ck_assert_int_eq(write(t.fd, "new", 3), 3);
	ck_assert_int_eq(entries(), 0);
	abandon();
	/* never in the place of another file, nor through a link */
	ck_assert_int_eq(symlinkat("victim", dir, "a"), 0);
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), EEXIST);
	ck_assert_int_eq(temporary_place(&t, dir, "a", true), EINVAL);
	ck_assert_int_eq(entries(), 1);
	ck_assert_int_eq(unlinkat(dir, "a", 0), 0);
	ck_assert_int_eq(temporary_place(&t, dir, "a", false), 0);
	ck_assert_int_eq(t.fd, -1);
	ck_assert_int_eq(fstatat(dir, "a", &st, AT_SYMLINK_NOFOLLOW), 0);
	ck_assert_uint_eq(st.st_mode, S_IFREG | 0400);
	ck_assert_uint_eq(st.st_nlink, 1);
	holds("a", "new");
	temporary_drop(&t);
	ck_assert_int_eq(entries(), 1);
}
END_TEST

START_TEST(nameless_is_dropped)
{
	struct temporary t;

	if (!temporary_can_be_nameless(dir))
		return;
	ck_assert_int_eq(temporary_open_nameless(&t, dir, 0600), 0);
	temporary_drop(&t);
	ck_assert_int_eq(t.fd, -1);
	ck_assert_int_eq(entries(), 0);
	ck_assert_int_eq(temporary_open_nameless(&t, -1, 0600), EBADF);
	temporary_drop(&t);
	ck_assert(!temporary_can_be_nameless(-1));
}
END_TEST

START_TEST(few_descriptors_leave_none_to_keep_open)
{
	struct rlimit files, few;

	ck_assert_int_eq(getrlimit(RLIMIT_NOFILE, &files), 0);
	few = files;
	few.rlim_cur = 100;
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
	ck_assert(!temporary_can_be_nameless(dir));
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &files), 0);
}
END_TEST

static const int signals[] = { SIGHUP, SIGINT, SIGTERM, SIGXCPU };

START_TEST(goes_with_a_signal)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct temporary t[2];

		signal(signals[_i], SIG_DFL);
		if (temporary_open(&t[0], dir, 0600) != 0 ||
		    temporary_open(&t[1], dir, 0600) != 0)
			_exit(1);
		raise(signals[_i]);
		_exit(2);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	/* the signal still tells how the program ended */
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == signals[_i]);
	ck_assert_int_eq(entries(), 0);
}
END_TEST

static void *
make_many(void *arg)
{
	struct temporary t;

	(void)arg;
	for (;;)
		if (temporary_open(&t, dir, 0600) == 0)
			temporary_drop(&t);
	return NULL;
}

START_TEST(goes_while_others_are_made)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct timespec some = { 0, (_i + 1) * 1000000 };
		pthread_t thread;

		signal(SIGTERM, SIG_DFL);
		for (int i = 0; i < 3; i++)
			if (pthread_create(&thread, NULL, make_many, NULL) != 0)
				_exit(1);
		nanosleep(&some, NULL);
		kill(getpid(), SIGTERM);
		for (;;)
			pause();
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
	ck_assert_int_eq(entries(), 0);
}
END_TEST

START_TEST(ignored_signal_stays_ignored)
{
	int status;
	pid_t pid = fork();

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		struct temporary t;

		signal(SIGHUP, SIG_IGN);
		if (temporary_open(&t, dir, 0600) != 0)
			_exit(1);
		raise(SIGHUP);
		temporary_drop(&t);
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	/* first those that fork: a process installs its handlers once */
	tcase_add_loop_test(cases, goes_with_a_signal, 0, COUNT(signals));
	tcase_add_loop_test(cases, goes_while_others_are_made, 0, 20);
	tcase_add_test(cases, ignored_signal_stays_ignored);
	tcase_add_test(cases, gets_its_name);
	tcase_add_test(cases, replaces_only_when_told);
	tcase_add_test(cases, follows_no_link);
	tcase_add_test(cases, is_dropped);
	tcase_add_test(cases, several_at_a_time);
	tcase_add_test(cases, cannot_be_made);
	tcase_add_test(cases, needs_no_name);
	tcase_add_test(cases, nameless_is_dropped);
	tcase_add_test(cases, few_descriptors_leave_none_to_keep_open);
}

SUITE_MAIN("temporary", add_tests)
