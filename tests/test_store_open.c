#include "mime/mailbox.h"
#include "support/store.h"
#include "support/suite.h"
#include <errno.h>

START_TEST(opens_files_only)
{
	static const struct {
		const char *name;
		int sys;
	} bad[] = { { "missing", ENOENT },
		    { "folder", EINVAL },
		    { "fifo", EINVAL },
		    { "link", ELOOP },
		    { "loop", ELOOP } };
	const char *dir = store_make();
	char text[3] = "";
	int fd;

	store_file(dir, "file", "x");
	store_dir(dir, "folder");
	store_fifo(dir, "fifo");
	store_link(dir, "link", "file");
	store_link(dir, "loop", "loop");
	fd = mime_store_open(store_path(dir, "file").text);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(fcntl(fd, F_GETFD), FD_CLOEXEC);
	ck_assert_int_eq(read(fd, text, 2), 1);
	ck_assert_str_eq(text, "x");
	close(fd);
	for (int i = 0; i < COUNT(bad); i++) {
		errno = 0;
		fd = mime_store_open(store_path(dir, bad[i].name).text);
		ck_assert_int_eq(errno, bad[i].sys);
		ck_assert_int_eq(fd, -1);
	}
	errno = 0;
	ck_assert_int_eq(mime_store_open("/dev/null"), -1);
	ck_assert_int_eq(errno, EINVAL);
	store_remove(dir);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_test(c, opens_files_only);
}

SUITE_MAIN("store_open", add_tests)
