#include "mime/mailbox.h"
#include "support/store.h"
#include "support/suite.h"
#include <errno.h>

START_TEST(gives_messages_by_number)
{
	static const struct {
		const char *name;
		uint64_t number;
	} want[] = { { "01", 1 },
		     { "1", 1 },
		     { "2", 2 },
		     { "10", 10 },
		     { "999999999999999999", 999999999999999999 } };
	const char *dir = store_make();
	struct mime_mh_message e;
	struct mime_mh *mh;

	for (int i = COUNT(want) - 1; i >= 0; i--)
		store_file(dir, want[i].name, "");
	/* none of these is a message */
	STORE(dir, ".mh_sequences", ",3", "3x", "-3", "1999999999999999999",
	      "4/");
	store_fifo(dir, "5");
	store_link(dir, "6", "1");
	ck_assert_int_eq(mime_mh_open(&mh, dir, NULL), 0);
	for (int i = 0; i < COUNT(want); i++) {
		ck_assert_int_eq((int)mime_mh_left(mh), COUNT(want) - i);
		ck_assert_int_eq(mime_mh_next(&e, mh), 1);
		ck_assert_str_eq(e.path, store_path(dir, want[i].name).text);
		ck_assert_uint_eq(e.number, want[i].number);
	}
	ck_assert_int_eq(mime_mh_next(&e, mh), 0);
	ck_assert_ptr_null(e.path);
	mime_mh_close(mh);
	mime_mh_close(NULL);
	store_remove(dir);
}
END_TEST

START_TEST(says_why_it_cannot)
{
	struct mime_mh *mh;
	mime_error err;

	ck_assert_int_eq(mime_mh_open(&mh, "/nowhere/at/all", &err), MIME_EIO);
	ck_assert_ptr_null(mh);
	ck_assert_int_eq(err.sys, ENOENT);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_test(c, gives_messages_by_number);
	tcase_add_test(c, says_why_it_cannot);
}

SUITE_MAIN("mh", add_tests)
