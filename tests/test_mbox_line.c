#include "base/slice.h"
#include "mailbox/mbox_line.h"
#include "support/suite.h"

/* 1973-11-29 21:33:09 UTC */
#define T INT64_C(123456789)

static const struct {
	const char *line;
	bool dated, has_date;
	const char *sender;
	int64_t seconds;
	int zone;
	bool zone_known;
} vec[] = {
	/* asctime, as RFC 4155 has it: no zone, which is UTC */
	{ "From a@b.c Thu Nov 29 21:33:09 1973", 1, 1, "a@b.c", T, 0, 0 },
	{ "From a@b.c  Thu Nov 29 21:33:09 1973  ", 1, 1, "a@b.c", T, 0, 0 },
	{ "From a@b.c Thu Nov 29 21:33 1973", 1, 1, "a@b.c", T - 9, 0, 0 },
	{ "From - Thu Nov 29 21:33:09 1973", 1, 1, "-", T, 0, 0 },
	/* zones: before the year, behind it, both, a name of two words */
	{ "From a Thu Nov 29 23:33:09 1973 +0200", 1, 1, "a", T, 120, 1 },
	{ "From a Thu Nov 29 19:33:09 -0200 1973", 1, 1, "a", T, -120, 1 },
	{ "From a Thu Nov 29 16:33:09 EST 1973", 1, 1, "a", T, -300, 1 },
	{ "From a Thu Nov 29 21:33:09 UTC 1973 +0000", 1, 1, "a", T, 0, 1 },
	{ "From a Thu Nov 29 23:33:09 MET DST 1973", 1, 1, "a", T + 7200, 0,
	  0 },
	/* as in a Date field */
	{ "From a Thu, 29 Nov 1973 23:33:09 +0200", 1, 1, "a", T, 120, 1 },
	{ "From a 29 Nov 1973 21:33:09 +0000", 1, 1, "a", T, 0, 1 },
	{ "From a 29 Nov 73 21:33:09 GMT", 1, 1, "a", T, 0, 1 },
	/* UUCP */
	{ "From a Thu Nov 29 21:33:09 1973 remote from host", 1, 1, "a", T, 0,
	  0 },
	/* senders with blanks, and without anything */
	{ "From \"a b\"@c Thu Nov 29 21:33:09 1973", 1, 1, "\"a b\"@c", T, 0,
	  0 },
	{ "From Thu Nov 29 21:33:09 1973", 1, 1, "", T, 0, 0 },
	{ "From  Thu Nov 29 21:33:09 1973", 1, 1, "", T, 0, 0 },
	/* the look of a date is enough to part messages */
	{ "From a Fri Feb 30 10:00:00 2001", 1, 0, "a", 0, 0, 0 },
	{ "From a Mon Jan 1 25:00:00 2001", 1, 0, "a", 0, 0, 0 },
	/* a wrong weekday is not worth a word */
	{ "From a Mon Nov 29 21:33:09 1973", 1, 1, "a", T, 0, 0 },
	/* no date */
	{ "From ", 0, 0, "", 0, 0, 0 },
	{ "From -", 0, 0, "-", 0, 0, 0 },
	{ "From here on it rains", 0, 0, "here on it rains", 0, 0, 0 },
	{ "From a Thu Nov 29 21:33:09", 0, 0, "a Thu Nov 29 21:33:09", 0, 0,
	  0 },
	{ "From a Thu Nov x 21:33:09 1973", 0, 0, "a Thu Nov x 21:33:09 1973",
	  0, 0, 0 },
	{ "From a Thu Nov 29 xx:33 1973", 0, 0, "a Thu Nov 29 xx:33 1973", 0, 0,
	  0 },
	{ "From a Thu Nov 29 21: 1973", 0, 0, "a Thu Nov 29 21: 1973", 0, 0,
	  0 },
	{ "From a Thu Nov 29 21:33:09 1973 we met", 0, 0,
	  "a Thu Nov 29 21:33:09 1973 we met", 0, 0, 0 },
	{ "From a Thu Nov 29 21:33:09 1973 1974", 0, 0,
	  "a Thu Nov 29 21:33:09 1973 1974", 0, 0, 0 },
	{ "From Monday to Sunday", 0, 0, "Monday to Sunday", 0, 0, 0 },
	{ "From 9 to 5", 0, 0, "9 to 5", 0, 0, 0 },
};

START_TEST(reads_a_line)
{
	struct mime_mbox_line out;

	mime_mbox_line_parse(&out, mime_slice_text(vec[_i].line));
	ck_assert_msg(out.dated == vec[_i].dated &&
			      out.has_date == vec[_i].has_date,
		      "%s: dated %d, has_date %d", vec[_i].line, out.dated,
		      out.has_date);
	ck_assert_msg(
		mime_slice_equal(out.sender, mime_slice_text(vec[_i].sender)),
		"%s: sender %.*s", vec[_i].line, (int)out.sender.len,
		out.sender.ptr);
	ck_assert_int_eq(out.date.seconds, vec[_i].seconds);
	ck_assert_int_eq(out.date.zone, vec[_i].zone);
	ck_assert_int_eq(out.date.zone_known, vec[_i].zone_known);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, reads_a_line, 0, COUNT(vec));
}

SUITE_MAIN("mbox_line", add_tests)
