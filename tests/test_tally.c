#include "../tools/tally.h"
#include "support/tool.h"

static const struct {
	uint64_t octets;
	const char *text;
} sizes[] = {
	{ 0, "0 B" },
	{ 1, "1 B" },
	{ 999, "999 B" },
	{ 1000, "1,000 B" },
	{ 2004, "2,004 B" },
	{ 999999, "999,999 B" },
	{ 1000000, "1.0 MB" },
	{ 1099999, "1.0 MB" },
	{ 1100000, "1.1 MB" },
	{ 21600000, "21.6 MB" },
	{ 999999999, "999.9 MB" },
	{ 1000000000, "1.0 GB" },
	{ 999999999999, "999.9 GB" },
	{ 1000000000000, "1.0 TB" },
	{ 1000000000000000, "1.0 PB" },
	{ 999999999999999999, "999.9 PB" },
	{ 1000000000000000000, "1.0 EB" },
	{ UINT64_MAX, "18.4 EB" },
};

START_TEST(octets)
{
	struct buffer b = { NULL, 0, 0 };

	tally_add_octets(&b, sizes[_i].octets);
	ck_assert_str_eq(buffer_string(&b), sizes[_i].text);
	buffer_free(&b);
}
END_TEST

static const struct {
	struct tally tally;
	double seconds;
	const char *line, *files;
} lines[] = {
	{ { .messages = 0 },
	  0,
	  "0 messages, 0 B",
	  "0 messages, 0 files, 0 B in 0.0 s" },
	{ { .messages = 1, .octets = 1, .files = 1, .file_octets = 5 },
	  1.26,
	  "1 message, 1 B",
	  "1 message, 1 file, 5 B in 1.3 s" },
	{ { .messages = 1234567,
	    .octets = UINT64_MAX,
	    .files = 38,
	    .file_octets = 21600000,
	    .failed = 1 },
	  11.4,
	  "1,234,567 messages, 18,446,744,073,709,551,615 B; 1 message "
	  "with errors",
	  "1,234,567 messages, 38 files, 21.6 MB in 11 s; 1 message with "
	  "errors" },
	{ { .messages = 2, .failed = 1000 },
	  10,
	  "2 messages, 0 B; 1,000 "
	  "messages with errors",
	  "2 messages, 0 files, 0 B in 10 s; 1,000 messages with errors" },
};

START_TEST(describes)
{
	struct buffer b = { NULL, 0, 0 };

	tally_describe(&b, &lines[_i].tally);
	ck_assert_str_eq(buffer_string(&b), lines[_i].line);
	buffer_clear(&b);
	tally_describe_files(&b, &lines[_i].tally, lines[_i].seconds);
	ck_assert_str_eq(buffer_string(&b), lines[_i].files);
	buffer_free(&b);
}
END_TEST

START_TEST(adds)
{
	const struct tally one = { 65, 66, 1, 2, 3, 4, 5, 6, 7, true };
	const struct tally two = { 1, 74, 10, 20, 30, 40, 50, 60, 70, false };
	struct tally all = { 0 };

	tally_add(&all, &one);
	tally_add(&all, &two);
	/* the worse of each code, never a mix of both kinds */
	ck_assert_int_eq(all.code, 65);
	ck_assert_int_eq(all.failed_code, 74);
	ck_assert_uint_eq(all.messages, 11);
	ck_assert_uint_eq(all.octets, 22);
	ck_assert_uint_eq(all.failed, 33);
	ck_assert_uint_eq(all.files, 44);
	ck_assert_uint_eq(all.file_octets, 55);
	ck_assert_uint_eq(all.done, 66);
	ck_assert_uint_eq(all.done_octets, 77);
	ck_assert(all.cut);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, octets, 0, COUNT(sizes));
	tcase_add_loop_test(cases, describes, 0, COUNT(lines));
	tcase_add_test(cases, adds);
}

SUITE_MAIN("tally", add_tests)
