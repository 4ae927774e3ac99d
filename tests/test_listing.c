#include "base/slice.h"
#include "mailbox/listing.h"
#include "support/store.h"
#include "support/suite.h"
#include <errno.h>

static bool
but_x(struct mime_listing_entry *e)
{
	if (e->name.len > 1 && e->name.ptr[0] == 'n')
		e->key.len = 1;
	if (e->name.ptr[0] == '1')
		e->number = 1;
	return e->name.ptr[0] != 'x';
}

START_TEST(lists_files_in_order)
{
	static const char *const want[] = { ".dot", "B",  "a",	"a\xFF",
					    "n2",   "n1", "n3", "10" };
	struct mime_listing l;
	const char *dir = store_make();

	STORE(dir, "a", "a\xFF", "B", ".dot", "x", "n2", "10", "folder/");
	store_fifo(dir, "fifo");
	store_link(dir, "link", "a");
	mime_listing_init(&l);
	ck_assert_int_eq(mime_listing_add(&l, dir, false, 0, but_x, NULL), 0);
	store_file(dir, "n1", "");
	store_file(dir, "n3", "");
	store_remove_file(dir, "a");
	store_remove_file(dir, "a\xFF");
	store_remove_file(dir, "B");
	store_remove_file(dir, ".dot");
	store_remove_file(dir, "10");
	store_remove_file(dir, "n2");
	/* equal keys: by tag, then by name */
	ck_assert_int_eq(mime_listing_add(&l, dir, false, 1, but_x, NULL), 0);
	mime_listing_sort(&l);
	ck_assert_uint_eq(l.count, 8);
	for (size_t i = 0; i < l.count; i++)
		ck_assert_str_eq(l.entries[i].name.ptr, want[i]);
	mime_listing_free(&l);
	store_remove(dir);
}
END_TEST

START_TEST(lists_folders)
{
	struct mime_listing l;
	const char *dir = store_make();

	STORE(dir, "b/", ".a/", "file");
	store_link(dir, "link", "b");
	mime_listing_init(&l);
	ck_assert_int_eq(mime_listing_add(&l, dir, true, 0, but_x, NULL), 0);
	mime_listing_sort(&l);
	ck_assert_uint_eq(l.count, 2);
	ck_assert_str_eq(l.entries[0].name.ptr, ".a");
	ck_assert_str_eq(l.entries[1].name.ptr, "b");
	mime_listing_free(&l);
	store_remove(dir);
}
END_TEST

START_TEST(says_why_it_cannot)
{
	struct mime_listing l;
	mime_error err;

	mime_listing_init(&l);
	ck_assert_int_eq(
		mime_listing_add(&l, "/nowhere/at/all", false, 0, but_x, &err),
		MIME_EIO);
	ck_assert_int_eq(err.code, MIME_EIO);
	ck_assert_int_eq(err.sys, ENOENT);
	ck_assert_int_eq(
		mime_listing_add(&l, "/dev/null", false, 0, but_x, NULL),
		MIME_EIO);
	mime_listing_free(&l);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_test(c, lists_files_in_order);
	tcase_add_test(c, lists_folders);
	tcase_add_test(c, says_why_it_cannot);
}

SUITE_MAIN("listing", add_tests)
