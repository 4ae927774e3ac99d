#include "../tools/cli.h"
#include "../tools/folder.h"
#include "support/suite.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
	const char *name;
	unsigned number;
	const char *numbered;
} vec[] = {
	{ "a.txt", 0, "a.txt" },
	{ "a.txt", 1, "a-1.txt" },
	{ "a.tar.gz", 12, "a.tar-12.gz" },
	{ "a", 3, "a-3" },
	{ ".a", 1, ".a-1" },
	{ "a.", 1, "a-1." },
	{ "", 1, "-1" },
};

/* A name of 200 bytes, Chinese or not, with an extension or as one. */
START_TEST(numbers_are_within_the_length)
{
	static const struct {
		const char *unit, *extension;
		size_t len; /* of the name with number 12 */
	} names[] = {
		{ "a", ".txt", 200 },
		{ "a", "", 200 },
		{ "\xe4\xb8\xad", ".txt", 199 },
	};
	size_t unit = strlen(names[_i].unit);
	size_t tail = strlen(names[_i].extension), n = 0;
	char name[256], *numbered;

	while (n + unit + tail <= 200) {
		memcpy(name + n, names[_i].unit, unit);
		n += unit;
	}
	memcpy(name + n, names[_i].extension, tail + 1);
	numbered = folder_numbered(name, 12);
	ck_assert_uint_eq(strlen(numbered), names[_i].len);
	ck_assert_ptr_nonnull(strstr(numbered, "-12"));
	n = strlen(numbered) - tail;
	ck_assert_str_eq(numbered + n, names[_i].extension);
	ck_assert_int_eq(memcmp(numbered, name, n - 3), 0);
	/* no character is cut in two */
	ck_assert_int_ne(name[n - 3] & 0xc0, 0x80);
	free(numbered);
}
END_TEST

START_TEST(numbers_a_name_that_is_all_extension)
{
	char name[201], *numbered;

	memset(name, 'a', 200);
	name[1] = '.';
	name[200] = '\0';
	numbered = folder_numbered(name, 3);
	ck_assert_uint_eq(strlen(numbered), 200);
	ck_assert_str_eq(numbered + 196, "aa-3");
	free(numbered);
}
END_TEST

START_TEST(numbers)
{
	char *name = folder_numbered(vec[_i].name, vec[_i].number);

	ck_assert_str_eq(name, vec[_i].numbered);
	free(name);
}
END_TEST

START_TEST(knows_names_without_case)
{
	char path[] = "folderXXXXXX";
	struct folder *f;
	int dir, fd;

	ck_assert_ptr_nonnull(mkdtemp(path));
	dir = open(path, O_RDONLY | O_DIRECTORY);
	fd = openat(dir, "There.txt", O_WRONLY | O_CREAT, 0600);
	ck_assert_int_ge(fd, 0);
	close(fd);
	ck_assert_int_eq(folder_open(&f, path, false), CLI_OK);
	ck_assert_int_ge(folder_descriptor(f), 0);
	ck_assert_ptr_null(folder_find(f, "none"));
	ck_assert_ptr_nonnull(folder_find(f, "THERE.TXT"));
	ck_assert_str_eq(folder_find(f, "there.txt")->name, "There.txt");
	ck_assert(!folder_find(f, "there.txt")->made);
	folder_add(f, "new", true);
	ck_assert(folder_find(f, "NEW")->made);
	/* what is there stays as it is spelled */
	ck_assert_str_eq(folder_add(f, "New", false)->name, "new");
	folder_free(f);
	unlinkat(dir, "There.txt", 0);
	close(dir);
	rmdir(path);
}
END_TEST

START_TEST(makes_what_is_missing)
{
	char path[] = "folderXXXXXX/x", deep[] = "folderXXXXXX/y/z";
	struct folder *f, *in;

	path[12] = '\0';
	ck_assert_ptr_nonnull(mkdtemp(path));
	memcpy(deep, path, 12);
	path[12] = '/';
	ck_assert_int_eq(folder_open(&f, path, true), CLI_OK);
	ck_assert_int_eq(folder_descriptor(f), -1); /* a dry run */
	folder_free(f);
	ck_assert_int_ne(rmdir(path), 0);
	ck_assert_int_eq(folder_open(&f, path, false), CLI_OK);
	folder_free(f);
	ck_assert_int_eq(folder_open(&f, deep, false), CLI_OK);
	ck_assert_int_eq(folder_open_in(&in, f, "sub", false), CLI_OK);
	folder_free(in);
	ck_assert_int_eq(unlinkat(folder_descriptor(f), "sub", AT_REMOVEDIR),
			 0);
	/* not through a link, were it to the folder itself */
	ck_assert_int_eq(symlinkat(".", folder_descriptor(f), "link"), 0);
	ck_assert_int_eq(folder_open_in(&in, f, "link", false), CLI_CANTCREAT);
	ck_assert_ptr_null(in);
	unlinkat(folder_descriptor(f), "link", 0);
	folder_free(f);
	ck_assert_int_eq(rmdir(deep), 0);
	*strrchr(deep, '/') = '\0';
	ck_assert_int_eq(rmdir(deep), 0);
	ck_assert_int_eq(rmdir(path), 0);
	path[12] = '\0';
	rmdir(path);
}
END_TEST

/* Names chosen to be equal under a weak hash, or sorted, cost no more. */
START_TEST(many_names)
{
	char name[32];
	struct folder *f;

	ck_assert_int_eq(folder_open(&f, "none.such", true), CLI_OK);
	for (int i = 0; i < 100000; i++) {
		snprintf(name, sizeof name, "%08d", i);
		folder_add(f, name, true);
	}
	ck_assert_ptr_nonnull(folder_find(f, "00099999"));
	ck_assert_ptr_null(folder_find(f, "00100000"));
	folder_free(f);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, numbers_are_within_the_length, 0, 3);
	tcase_add_test(cases, numbers_a_name_that_is_all_extension);
	tcase_add_loop_test(cases, numbers, 0, COUNT(vec));
	tcase_add_test(cases, knows_names_without_case);
	tcase_add_test(cases, makes_what_is_missing);
	tcase_add_test(cases, many_names);
}

SUITE_MAIN("folder", add_tests)
