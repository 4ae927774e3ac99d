#include "../tools/ranges.h"
#include "support/tool.h"

static const struct {
	const char *why, *text;
	uint64_t count;	  /* given if they need it */
	const char *have; /* of 1 to 9 */
	uint64_t last;
	bool need, one;
} good[] = {
	{ "one", "3", 0, "3", 3, false, true },
	{ "two", "2-5", 0, "2345", 5, false, false },
	{ "one, as two ends", "4-4", 0, "4", 4, false, true },
	{ "to the end", "7-", 0, "789", UINT64_MAX, false, false },
	{ "all", "1-", 0, "123456789", UINT64_MAX, false, false },
	{ "a list in any order", "8,1,3-4", 0, "1348", 8, false, false },
	{ "one named twice is a list", "3,3", 0, "3", 3, false, false },
	{ "overlapping", "1-3,2-4", 0, "1234", 4, false, false },
	{ "the open end is not the last", "7-,2", 0, "2789", UINT64_MAX, false,
	  false },
	{ "the last", "-1", 5, "5", 5, true, true },
	{ "the first, from the end", "-5", 5, "1", 1, true, true },
	{ "before the first", "-6", 5, "", 0, true, true },
	{ "the last of none", "-1", 0, "", 0, true, true },
	{ "the last three", "-3-", 5, "3456789", UINT64_MAX, true, false },
	{ "both ends from the end", "-3--2", 5, "34", 4, true, false },
	{ "one, as two ends from the end", "-2--2", 5, "4", 4, true, true },
	{ "backwards, as the count has it", "4--3", 5, "", 3, true, false },
	{ "one end from the end", "2--2", 5, "234", 4, true, false },
	{ "the other end from the end", "-2-9", 5, "456789", 9, true, false },
	{ "more than there are, to the end", "-9-", 5, "123456789", UINT64_MAX,
	  true, false },
	{ "more than there are, up to one", "-9-2", 5, "12", 2, true, false },
	{ "n and -n may differ", "2--2", 3, "2", 2, true, false },
	{ "mixed list", "1,-1", 4, "14", 4, true, false },
	{ "leading zeros", "0003", 0, "3", 3, false, true },
	{ "the largest", "18446744073709551615", 0, "", UINT64_MAX, false,
	  true },
	{ "the largest from the end", "-18446744073709551615", 5, "", 0, true,
	  true },
	{ "from the end of the largest", "-18446744073709551615", UINT64_MAX,
	  "1", 1, true, true },
	{ "the last of the largest", "-1", UINT64_MAX, "", UINT64_MAX, true,
	  true },
};

START_TEST(means)
{
	struct ranges *r;
	char have[10];
	size_t n = 0;

	ck_assert_int_eq(ranges_new(&r, good[_i].text), CLI_OK);
	ck_assert_msg(ranges_need_count(r) == good[_i].need, "%s",
		      good[_i].why);
	ck_assert_msg(ranges_are_one(r) == good[_i].one, "%s", good[_i].why);
	if (good[_i].need)
		ranges_count(r, good[_i].count);
	ck_assert(!ranges_need_count(r));
	for (unsigned i = 1; i <= 9; i++)
		if (ranges_have(r, i))
			have[n++] = (char)('0' + i);
	have[n] = '\0';
	ck_assert_msg(strcmp(have, good[_i].have) == 0, "%s: %s", good[_i].why,
		      have);
	ck_assert_msg(ranges_last(r) == good[_i].last, "%s", good[_i].why);
	ranges_free(r);
}
END_TEST

static const char *const bad[] = {
	"",
	"0",
	"-0",
	"0-3",
	"3-0",
	"-",
	"--",
	"---",
	"--3",
	"3---1",
	"1,",
	",1",
	"1,,2",
	",",
	"1-2-3",
	" 1",
	"1 ",
	"+1",
	"1.5",
	"0x1",
	"a",
	"1a",
	"1-a",
	"-a",
	"1;2",
	"1-2,a",
	"all",
	"\xef\xbc\x91",
	"1\xff",
	"18446744073709551616",
	"-18446744073709551616",
	"1-18446744073709551616",
	"99999999999999999999999999999999999",
	"3-1",
	"2-1",
	"-1--3",
	"-2--3",
	"1,7-5",
	"7-5,1",
};

START_TEST(is_refused)
{
	struct ranges *r = (struct ranges *)(void *)&r;
	struct said said;

	said_begin(&said);
	ck_assert_msg(ranges_new(&r, bad[_i]) == CLI_USAGE, "\"%s\"", bad[_i]);
	ck_assert_ptr_null(r);
	said_something(&said, true);
	ranges_free(r);
}
END_TEST

START_TEST(ten_thousand)
{
	struct buffer text = { NULL, 0, 0 };
	char one[16];
	struct ranges *r;

	for (int i = 1; i <= 10000; i++) {
		snprintf(one, sizeof one, "%s%d", i > 1 ? "," : "", 2 * i);
		buffer_add_text(&text, one);
	}
	ck_assert_int_eq(ranges_new(&r, buffer_string(&text)), CLI_OK);
	ck_assert(ranges_have(r, 2) && ranges_have(r, 20000));
	ck_assert(!ranges_have(r, 1) && !ranges_have(r, 20001));
	ck_assert_uint_eq(ranges_last(r), 20000);
	ranges_free(r);
	buffer_free(&text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, means, 0, COUNT(good));
	tcase_add_loop_test(cases, is_refused, 0, COUNT(bad));
	tcase_add_test(cases, ten_thousand);
}

SUITE_MAIN("ranges", add_tests)
