/* support/store.h - folders and files of a test, below one that it makes. */
#ifndef MIME_TESTS_STORE_H
#define MIME_TESTS_STORE_H
#include "support/suite.h"
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct store_path {
	char text[600];
};

static inline struct store_path
store_path(const char *dir, const char *name)
{
	struct store_path p;

	ck_assert_int_lt(snprintf(p.text, sizeof p.text, "%s/%s", dir, name),
			 sizeof p.text);
	return p;
}

/* A new folder; its name is good until the next call. */
static inline const char *
store_make(void)
{
	static char name[200];
	const char *tmp = getenv("TMPDIR");

	snprintf(name, sizeof name, "%s/mime-store-XXXXXX",
		 tmp != NULL ? tmp : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(name));
	return name;
}

static inline void
store_dir(const char *dir, const char *name)
{
	ck_assert_int_eq(mkdir(store_path(dir, name).text, 0700), 0);
}

static inline void
store_file(const char *dir, const char *name, const char *text)
{
	int fd = open(store_path(dir, name).text, O_WRONLY | O_CREAT | O_TRUNC,
		      0600);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, text, strlen(text)), (int)strlen(text));
	close(fd);
}

/* Several: empty files, and folders, whose names end in "/"; up to NULL. */
static inline void
store_names(const char *dir, const char *const *names)
{
	for (; *names != NULL; names++) {
		if ((*names)[strlen(*names) - 1] == '/')
			store_dir(dir, *names);
		else
			store_file(dir, *names, "");
	}
}
#define STORE(dir, ...)                                                        \
	store_names(dir, (const char *const[]){ __VA_ARGS__, NULL })

static inline void
store_fifo(const char *dir, const char *name)
{
	ck_assert_int_eq(mkfifo(store_path(dir, name).text, 0600), 0);
}

static inline void
store_link(const char *dir, const char *name, const char *target)
{
	ck_assert_int_eq(symlink(target, store_path(dir, name).text), 0);
}

static inline void
store_remove_file(const char *dir, const char *name)
{
	ck_assert_int_eq(remove(store_path(dir, name).text), 0);
}

/* The folder with all that is in it, three levels deep. */
static inline void
store_remove(const char *dir)
{
	char command[300];

	ck_assert_ptr_nonnull(strstr(dir, "/mime-store-"));
	snprintf(command, sizeof command, "rm -rf '%s'", dir);
	ck_assert_int_eq(system(command), 0);
}
#endif
