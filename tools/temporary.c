#include "temporary.h"
#include "cli.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

/* Those that a signal must remove; threads take them from FREE.  One that is
 * MAKING may be there already: a signal can come between the call that makes
 * it and the next. */
enum { FREE, TAKEN, MAKING, MADE };
static struct {
	atomic_int state;
	int dir;
	char name[64];
} pending[TEMPORARY_MAX];
static atomic_bool over; /* none is made any more */

static void
remove_slot(int slot)
{
	if (atomic_load(&pending[slot].state) >= MAKING)
		unlinkat(pending[slot].dir, pending[slot].name, 0);
	atomic_store(&pending[slot].state, FREE);
}

static bool
some_are_made(void)
{
	for (int slot = 0; slot < TEMPORARY_MAX; slot++)
		if (atomic_load(&pending[slot].state) == MAKING)
			return true;
	return false;
}

/* Other threads run on: those that are about to make a file are waited for, but
 * not for ever, one of them may be the one that the signal has stopped. */
void
temporary_abandon(void)
{
	static const struct timespec a_little = { 0, 1000000 };

	atomic_store(&over, true);
	for (int i = 0; i < 100 && some_are_made(); i++)
		nanosleep(&a_little, NULL);
	for (int slot = 0; slot < TEMPORARY_MAX; slot++)
		remove_slot(slot);
}

static void
on_signal(int number)
{
	temporary_abandon();
	signal(number, SIG_DFL);
	raise(number);
}

/* What the caller ignores (nohup) stays ignored. */
static void
guard(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGTERM, SIGXCPU };
	static atomic_flag done = ATOMIC_FLAG_INIT;

	if (atomic_flag_test_and_set(&done))
		return;
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct sigaction old, act;

		memset(&act, 0, sizeof act);
		act.sa_handler = on_signal;
		sigemptyset(&act.sa_mask);
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler == SIG_DFL)
			sigaction(numbers[i], &act, NULL);
	}
}

static bool
take_slot(struct temporary *t)
{
	for (t->slot = 0; t->slot < TEMPORARY_MAX; t->slot++) {
		int was = FREE;

		if (atomic_compare_exchange_strong(&pending[t->slot].state,
						   &was, TAKEN))
			return true;
	}
	return false;
}

static void
set_name(struct temporary *t, int try)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	snprintf(t->name, sizeof t->name, ".%s-%ld-%08lx%02d.tmp",
		 cli_program(), (long)getpid(), (unsigned long)now.tv_nsec,
		 try);
}

/* From now on a signal removes it. */
static void
publish(const struct temporary *t)
{
	atomic_store(&pending[t->slot].state, TAKEN);
	pending[t->slot].dir = t->dir;
	memcpy(pending[t->slot].name, t->name, sizeof t->name);
	atomic_store(&pending[t->slot].state, MAKING);
	if (!atomic_load(&over))
		return;
	atomic_store(&pending[t->slot].state, FREE);
	for (;;) /* until the thread that abandoned all has ended us */
		pause();
}

static void
begin(struct temporary *t, int dir)
{
	t->dir = dir;
	t->fd = -1;
	t->slot = TEMPORARY_MAX;
	t->name[0] = '\0';
}

int
temporary_open(struct temporary *t, int dir, mode_t mode)
{
	int sys = EEXIST;

	guard();
	begin(t, dir);
	if (!take_slot(t))
		return EMFILE;
	for (int try = 0; try < 100 && sys == EEXIST; try++) {
		set_name(t, try);
		publish(t);
		t->fd = openat(dir, t->name,
			       O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW |
				       O_CLOEXEC,
			       mode);
		sys = t->fd >= 0 ? 0 : errno;
	}
	atomic_store(&pending[t->slot].state, sys == 0 ? MADE : FREE);
	if (sys != 0)
		t->slot = TEMPORARY_MAX;
	return sys;
}

#ifdef O_TMPFILE
int
temporary_open_nameless(struct temporary *t, int dir, mode_t mode)
{
	begin(t, dir);
	t->fd = openat(dir, ".", O_RDWR | O_TMPFILE | O_CLOEXEC, mode);
	return t->fd >= 0 ? 0 : errno;
}

/* The first way is that of Linux 6.10 or of root, the second needs /proc. */
static int
link_nameless(const struct temporary *t, int dir, const char *name)
{
	char path[40];

	if (linkat(t->fd, "", dir, name, AT_EMPTY_PATH) == 0)
		return 0;
	if (errno != ENOENT)
		return errno;
	snprintf(path, sizeof path, "/proc/self/fd/%d", t->fd);
	return linkat(AT_FDCWD, path, dir, name, AT_SYMLINK_FOLLOW) == 0
		       ? 0
		       : errno;
}

bool
temporary_can_be_nameless(int dir)
{
	struct rlimit files;
	struct temporary t;
	bool can;

	/* each is open as long as it has no name */
	if (getrlimit(RLIMIT_NOFILE, &files) != 0 ||
	    files.rlim_cur < (rlim_t)2 * TEMPORARY_MAX)
		return false;
	guard();
	if (temporary_open_nameless(&t, dir, 0600) != 0)
		return false;
	can = take_slot(&t);
	if (can) {
		set_name(&t, 0);
		publish(&t);
		can = link_nameless(&t, dir, t.name) == 0;
		atomic_store(&pending[t.slot].state, can ? MADE : TAKEN);
	}
	temporary_drop(&t);
	return can;
}
#else
int
temporary_open_nameless(struct temporary *t, int dir, mode_t mode)
{
	(void)mode;
	begin(t, dir);
	return EOPNOTSUPP;
}

static int
link_nameless(const struct temporary *t, int dir, const char *name)
{
	(void)t, (void)dir, (void)name;
	return EOPNOTSUPP;
}

bool
temporary_can_be_nameless(int dir)
{
	(void)dir;
	return false;
}
#endif

/* Only one of these exists on every file system: FAT has no links, and some
 * C libraries have no renameat2. */
static int
link_new(struct temporary *t, int dir, const char *name)
{
	if (linkat(t->dir, t->name, dir, name, 0) == 0) {
		unlinkat(t->dir, t->name, 0);
		return 0;
	}
	if (errno == EEXIST)
		return EEXIST;
#ifdef RENAME_NOREPLACE
	if (errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS ||
	    errno == EMLINK)
		return renameat2(t->dir, t->name, dir, name,
				 RENAME_NOREPLACE) == 0
			       ? 0
			       : errno;
#endif
	return errno;
}

int
temporary_place(struct temporary *t, int dir, const char *name, bool replace)
{
	int sys = 0;

	if (t->name[0] == '\0')
		sys = replace ? EINVAL : link_nameless(t, dir, name);
	else if (!replace)
		sys = link_new(t, dir, name);
	else if (renameat(t->dir, t->name, dir, name) != 0)
		sys = errno;
	if (sys == 0 && t->slot < TEMPORARY_MAX) {
		/* it has another name now */
		atomic_store(&pending[t->slot].state, FREE);
		t->slot = TEMPORARY_MAX;
	}
	if (sys == 0)
		temporary_drop(t);
	return sys;
}

void
temporary_drop(struct temporary *t)
{
	if (t->fd >= 0)
		close(t->fd);
	t->fd = -1;
	if (t->slot < TEMPORARY_MAX)
		remove_slot(t->slot);
	t->slot = TEMPORARY_MAX;
}
