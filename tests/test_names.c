#include "../tools/names.h"
#include "support/tool.h"
#include <stdio.h>

/* Pairs of names, and whether a file system without case takes them for one;
 * full: only where libunistring is built in. */
static const struct {
	const char *why, *a, *b;
	bool same, full;
} pairs[] = {
	{ "equal", "a.txt", "a.txt", true, false },
	{ "case", "a.TXT", "A.txt", true, false },
	{ "all letters", "abcdefghijklmnopqrstuvwxyz",
	  "ABCDEFGHIJKLMNOPQRSTUVWXYZ", true, false },
	{ "beside the letters", "@[`{", "`{@[", false, false },
	{ "@ is no `", "@", "`", false, false },
	{ "[ is no {", "[", "{", false, false },
	{ "a prefix", "a", "ab", false, false },
	{ "a blank", "a", "a ", false, false },
	{ "empty", "", "", true, false },
	{ "empty and not", "", "a", false, false },
	{ "umlaut", "\xc3\xa4", "\xc3\x84", true, true },
	{ "sharp s",
	  "stra\xc3\x9f"
	  "e",
	  "STRASSE", true, true },
	{ "Cyrillic", "\xd0\xb6", "\xd0\x96", true, true },
	{ "Greek sigmas", "\xcf\x83", "\xcf\x82", true, true },
	{ "composed and not", "\xc3\xa4", "a\xcc\x88", true, true },
	{ "fullwidth", "\xef\xbd\x81", "\xef\xbc\xa1", true, true },
	{ "Chinese", "\xe4\xb8\xad", "\xe6\x96\x87", false, false },
	{ "no UTF-8, case of ASCII",
	  "\xff"
	  "A",
	  "\xff"
	  "a",
	  true, false },
	{ "no UTF-8, other bytes", "\xff", "\xfe", false, false },
	{ "a cut character", "\xe4\xb8", "\xe4\xb8\xad", false, false },
	{ "controls", "a\n", "A\n", true, false },
};

START_TEST(compared)
{
	struct names *n = names_new();
	struct folder_name *first = names_add(n, pairs[_i].a, true), *second;
	bool same;

	ck_assert_str_eq(first->name, pairs[_i].a);
	ck_assert(first->made && first->numbers == 0);
	same = names_find(n, pairs[_i].b) == first;
	ck_assert_msg(same == pairs[_i].same || pairs[_i].full, "%s",
		      pairs[_i].why);
	second = names_add(n, pairs[_i].b, false);
	ck_assert_msg((second == first) == same, "%s", pairs[_i].why);
	/* adding it again changes nothing of it */
	ck_assert(first->made);
	ck_assert_str_eq(first->name, pairs[_i].a);
	ck_assert_str_eq(second->name, same ? pairs[_i].a : pairs[_i].b);
	ck_assert_int_eq(second->made, same);
	/* and in the other order */
	names_free(n);
	n = names_new();
	first = names_add(n, pairs[_i].b, false);
	ck_assert(names_find(n, pairs[_i].b) == first);
	ck_assert((names_find(n, pairs[_i].a) == first) == same);
	names_free(n);
}
END_TEST

START_TEST(none)
{
	struct names *n = names_new();

	ck_assert_ptr_null(names_find(n, ""));
	ck_assert_ptr_null(names_find(n, "a"));
	names_free(n);
}
END_TEST

/* Entries do not move while the table grows and chunks are filled. */
START_TEST(stay_where_they_are)
{
	enum { N = 20000 };
	static struct folder_name *at[N];
	struct names *n = names_new();
	char name[32];

	for (unsigned i = 0; i < N; i++) {
		snprintf(name, sizeof name, "%s%u.eml", i % 3 ? "x" : "X", i);
		ck_assert_ptr_null(names_find(n, name));
		at[i] = names_add(n, name, false);
		at[i]->numbers = i;
	}
	for (unsigned i = 0; i < N; i++) {
		snprintf(name, sizeof name, "%s%u.EML", i % 2 ? "x" : "X", i);
		ck_assert_ptr_eq(names_find(n, name), at[i]);
		ck_assert_ptr_eq(names_add(n, name, true), at[i]);
		ck_assert_uint_eq(at[i]->numbers, i);
		ck_assert(!at[i]->made);
	}
	snprintf(name, sizeof name, "x%u.eml", N);
	ck_assert_ptr_null(names_find(n, name));
	names_free(n);
}
END_TEST

/* Of the length a file system allows, and of more, next to each other. */
START_TEST(long_names)
{
	enum { N = 3000, MOST = 1000 };
	static char text[N][MOST + 1];
	static struct folder_name *at[N];
	struct names *n = names_new();

	for (int i = 0; i < N; i++) {
		size_t len = (size_t)i % MOST + 8;

		memset(text[i], i % 2 ? 'Q' : 'q', MOST);
		text[i][len < MOST ? len : MOST] = '\0';
		for (int k = 5, rest = i; k >= 0; k--, rest /= 10)
			text[i][k] = (char)('0' + rest % 10);
		text[i][6] = '-';
		at[i] = names_add(n, text[i], i % 5 == 0);
	}
	for (int i = 0; i < N; i++) {
		ck_assert_ptr_eq(names_find(n, text[i]), at[i]);
		ck_assert_str_eq(at[i]->name, text[i]);
		ck_assert_int_eq(at[i]->made, i % 5 == 0);
	}
	names_free(n);
}
END_TEST

static void
add_huge(void *ctx)
{
	size_t len = *(size_t *)ctx;
	char *name = cli_alloc(len + 1);

	memset(name, 'n', len);
	names_add(names_new(), name, false);
	free(name);
}

/* Above a chunk: refused, not written behind it. */
START_TEST(huge_name)
{
	size_t fits = 60000, not = 1 << 16, folds = 1 << 20;

	ck_assert_int_eq(ends_with(add_huge, &fits), 0);
	ck_assert_int_eq(ends_with(add_huge, &not ), CLI_SOFTWARE);
	ck_assert_int_eq(ends_with(add_huge, &folds), CLI_SOFTWARE);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, compared, 0, COUNT(pairs));
	tcase_add_test(cases, none);
	tcase_add_test(cases, stay_where_they_are);
	tcase_add_test(cases, long_names);
	tcase_add_test(cases, huge_name);
}

SUITE_MAIN("names", add_tests)
