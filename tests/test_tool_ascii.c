/* tools/ascii.c; test_ascii.c is that of the library. */
#include "../tools/ascii.h"
#include "support/tool.h"

#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

static const struct {
	mime_slice s;
	const char *part;
	bool same, contains;
} vec[] = {
	{ S(""), "", true, true },
	{ { NULL, 0 }, "", true, true },
	{ { NULL, 0 }, "a", false, false },
	{ S("a"), "", false, true },
	{ S(""), "a", false, false },
	{ S("abc"), "ABC", true, true },
	{ S("ABC"), "abc", true, true },
	{ S("azAZ"), "AZaz", true, true },
	{ S("@[`{"), "`{@[", false, false },
	{ S("@"), "`", false, false },
	{ S("["), "{", false, false },
	{ S("xabc"), "ABC", false, true },
	{ S("abcx"), "ABC", false, true },
	{ S("ab"), "abc", false, false },
	{ S("aab"), "ab", false, true },
	{ S("ababac"), "abac", false, true },
	{ S("a\0b"), "b", false, true },
	{ S("a\0"), "a", false, true },
	{ S("\xc3\xa4"), "\xc3\x84", false, false },
	{ S("\xff\xfe"), "\xfe", false, true },
};

START_TEST(compares)
{
	ck_assert_int_eq(ascii_same(vec[_i].s, vec[_i].part), vec[_i].same);
	ck_assert_int_eq(ascii_contains(vec[_i].s, vec[_i].part),
			 vec[_i].contains);
}
END_TEST

START_TEST(only_ascii)
{
	char all[256];

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	ck_assert(ascii_only((mime_slice){ NULL, 0 }));
	ck_assert(ascii_only((mime_slice){ all, 128 }));
	for (int i = 128; i < 256; i++)
		ck_assert(!ascii_only((mime_slice){ all + i, 1 }));
	ck_assert(!ascii_only((mime_slice){ all, 129 }));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, compares, 0, COUNT(vec));
	tcase_add_test(cases, only_ascii);
}

SUITE_MAIN("tool_ascii", add_tests)
