#include "base/slice.h"
#include "mime/mailbox.h"
#include "support/store.h"
#include "support/suite.h"
#include <errno.h>

static struct mime_maildir *
opened(const char *dir, bool subfolders)
{
	struct mime_maildir_opts opts = { .size = sizeof opts,
					  .subfolders = subfolders };
	struct mime_maildir *m;

	ck_assert_int_eq(mime_maildir_open(&m, dir, &opts, NULL), 0);
	return m;
}

/* "path flags letters" of each, separated by "|"; paths below dir. */
static void
check(struct mime_maildir *m, const char *dir, const char *want)
{
	struct mime_maildir_message e;
	char got[1000];
	size_t n = 0;

	while (mime_maildir_next(&e, m, NULL) == 1) {
		ck_assert_int_eq(strncmp(e.path, dir, strlen(dir)), 0);
		ck_assert_ptr_nonnull(strstr(e.path, e.unique.ptr));
		n += (size_t)snprintf(
			got + n, sizeof got - n, "%s %.*s %.*s %x %.*s%s|",
			e.path + strlen(dir) + 1, (int)e.folder.len,
			e.folder.ptr, (int)e.unique.len, e.unique.ptr, e.flags,
			(int)e.letters.len,
			e.letters.ptr != NULL ? e.letters.ptr : "-",
			e.in_new ? " new" : "");
		ck_assert_uint_lt(n, sizeof got);
	}
	got[n] = '\0';
	ck_assert_str_eq(got, want);
	ck_assert_ptr_null(e.path);
	mime_maildir_close(m);
}

START_TEST(gives_messages_with_flags)
{
	const char *dir = store_make();
	struct mime_maildir *m;

	STORE(dir, "cur/", "new/", "tmp/", "cur/2.b.host:2,S",
	      "cur/1.a.host:2,DFPRSTxyz", "cur/4.d.host:2,", "cur/5.e.host",
	      "cur/6.f.host:1,S", "new/3.c.host");
	/* none of these is a message */
	STORE(dir, "tmp/0.z.host", "cur/.hidden", "cur/0.folder/");
	store_fifo(dir, "new/0.fifo");
	store_link(dir, "new/0.link", "3.c.host");
	store_link(dir, "new/0.loop", "0.loop");
	STORE(dir, ".Sent/", ".Sent/cur/", ".Sent/cur/7.g.host:2,S");
	m = opened(dir, false);
	ck_assert_uint_eq(mime_maildir_left(m), 6);
	mime_maildir_close(m);
	check(opened(dir, false), dir,
	      "cur/1.a.host:2,DFPRSTxyz  1.a.host 3f DFPRSTxyz|"
	      "cur/2.b.host:2,S  2.b.host 10 S|"
	      "new/3.c.host  3.c.host 0  new|"
	      "cur/4.d.host:2,  4.d.host 0 |"
	      "cur/5.e.host  5.e.host 0 |"
	      "cur/6.f.host:1,S  6.f.host 0 |");
	store_remove(dir);
}
END_TEST

START_TEST(gives_subfolders)
{
	const char *dir = store_make();

	store_dir(dir, "new"); /* cur may be missing */
	STORE(dir, "new/1", ".b/", ".b/cur/", ".b/cur/2:2,R", ".a.below/",
	      ".a.below/cur/", ".a.below/new/", ".a.below/new/9");
	store_dir(dir, ".git"); /* no Maildir */
	store_dir(dir, "c");	/* not named as a subfolder */
	STORE(dir, "c/cur/", "c/cur/3", ".file");
	check(opened(dir, true), dir,
	      "new/1  1 0  new|"
	      ".a.below/new/9 .a.below 9 0  new|"
	      ".b/cur/2:2,R .b 2 8 R|");
	store_remove(dir);
}
END_TEST

/* Read in new, then moved to cur before that was read. */
START_TEST(what_moves_meanwhile_comes_once)
{
	const char *dir = store_make();
	struct mime_maildir *m;

	STORE(dir, "cur/", "new/", "new/1", "cur/1:2,S", "cur/1:2,");
	m = opened(dir, false);
	store_remove_file(dir, "new/1");
	store_remove_file(dir, "cur/1:2,");
	check(m, dir, "cur/1:2,S  1 10 S|");
	/* two that are there are two messages */
	store_file(dir, "new/1", "");
	check(opened(dir, false), dir, "cur/1:2,S  1 10 S|new/1  1 0  new|");
	/* a lone one that is gone is told by who opens it */
	store_remove_file(dir, "new/1");
	m = opened(dir, false);
	store_remove_file(dir, "cur/1:2,S");
	check(m, dir, "cur/1:2,S  1 10 S|");
	store_remove(dir);
}
END_TEST

START_TEST(says_what_is_no_maildir)
{
	struct mime_maildir_opts opts = { .size = 1 };
	const char *dir = store_make();
	struct mime_maildir *m;
	mime_error err;

	ck_assert_int_eq(mime_maildir_open(&m, dir, NULL, &err), MIME_EIO);
	ck_assert_ptr_null(m);
	ck_assert_int_eq(err.sys, ENOENT);
	store_file(dir, "cur", "");
	ck_assert_int_eq(mime_maildir_open(&m, dir, NULL, &err), MIME_EIO);
	ck_assert_int_eq(err.sys, ENOTDIR);
	ck_assert_int_eq(mime_maildir_open(&m, dir, &opts, NULL), MIME_EINVAL);
	mime_maildir_close(NULL);
	store_remove(dir);
}
END_TEST

/* Reading goes on behind a subfolder that cannot be read. */
START_TEST(tells_of_a_bad_subfolder)
{
	const char *dir = store_make();
	struct mime_maildir_message e;
	struct mime_maildir *m;
	mime_error err;

	store_dir(dir, "cur");
	store_dir(dir, ".a");
	store_file(dir, ".a/cur", "no folder");
	STORE(dir, ".b/", ".b/cur/", ".b/cur/1");
	m = opened(dir, true);
	ck_assert_int_eq(mime_maildir_next(&e, m, &err), MIME_EIO);
	ck_assert_int_eq(err.sys, ENOTDIR);
	ck_assert_int_eq(mime_maildir_next(&e, m, &err), 1);
	ck_assert_int_eq(err.code, MIME_OK);
	ck_assert_int_eq(mime_maildir_next(&e, m, &err), 0);
	mime_maildir_close(m);
	store_remove(dir);
}
END_TEST

/* The lowest free descriptor is the same after all of it. */
START_TEST(leaves_no_descriptor)
{
	const char *dir = store_make();
	int before = dup(0), after;

	close(before);
	STORE(dir, "cur/", ".a/", ".a/cur/");
	for (int i = 0; i < 20; i++)
		check(opened(dir, true), dir, "");
	after = dup(0);
	close(after);
	ck_assert_int_eq(before, after);
	store_remove(dir);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_test(c, gives_messages_with_flags);
	tcase_add_test(c, gives_subfolders);
	tcase_add_test(c, what_moves_meanwhile_comes_once);
	tcase_add_test(c, says_what_is_no_maildir);
	tcase_add_test(c, tells_of_a_bad_subfolder);
	tcase_add_test(c, leaves_no_descriptor);
}

SUITE_MAIN("maildir", add_tests)
