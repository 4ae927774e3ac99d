#include "mime/address.h"
#include "support/reading.h"

/* What mime_date_format makes of it; NULL: it is not a date. */
static const struct {
	const char *why, *text, *date;
} vectors[] = {
	{ "RFC 5322", "Wed, 18 Nov 2026 09:30:11 +0800",
	  "Wed, 18 Nov 2026 09:30:11 +0800" },
	{ "no weekday, no seconds", "1 Jan 2026 00:00 -0130",
	  "Thu, 1 Jan 2026 00:00:00 -0130" },
	{ "comments anywhere",
	  "(a) Wed (b), 18 (c) Nov 2026 09(d):(e)30 : 11 +0800 (CST)",
	  "Wed, 18 Nov 2026 09:30:11 +0800" },
	{ "folded", " Wed,\r\n 18\r\n\tNov\r\n 2026\r\n 09:30:11\r\n +0800",
	  "Wed, 18 Nov 2026 09:30:11 +0800" },
	{ "no blank behind the comma, no comma", "Wed,18 Nov 2026 09:30 GMT",
	  "Wed, 18 Nov 2026 09:30:00 +0000" },
	{ "no comma", "Wed 18 Nov 2026 09:30 GMT",
	  "Wed, 18 Nov 2026 09:30:00 +0000" },
	{ "case of names", "wed, 18 NOV 2026 09:30 gmt",
	  "Wed, 18 Nov 2026 09:30:00 +0000" },
	{ "a weekday that is not that of the date counts for nothing",
	  "Mon, 18 Nov 2026 09:30:11 +0800",
	  "Wed, 18 Nov 2026 09:30:11 +0800" },
	{ "one digit", "Wed, 1 Nov 2026 9:5:3 +0800",
	  "Sun, 1 Nov 2026 09:05:03 +0800" },
	{ "two digits of a year: 49", "18 Nov 49 00:00 +0000",
	  "Thu, 18 Nov 2049 00:00:00 +0000" },
	{ "50", "18 Nov 50 00:00 +0000", "Sat, 18 Nov 1950 00:00:00 +0000" },
	{ "00", "18 Nov 00 00:00 +0000", "Sat, 18 Nov 2000 00:00:00 +0000" },
	{ "three digits: 99 and 126", "18 Nov 126 00:00 +0000",
	  "Wed, 18 Nov 2026 00:00:00 +0000" },
	{ "EDT", "18 Nov 2026 00:00 EDT", "Wed, 18 Nov 2026 00:00:00 -0400" },
	{ "PST", "18 Nov 2026 00:00 PST", "Wed, 18 Nov 2026 00:00:00 -0800" },
	{ "UT", "18 Nov 2026 00:00 UT", "Wed, 18 Nov 2026 00:00:00 +0000" },
	{ "a military zone is not known", "18 Nov 2026 12:00 A",
	  "Wed, 18 Nov 2026 12:00:00 -0000" },
	{ "not even Z", "18 Nov 2026 12:00 Z",
	  "Wed, 18 Nov 2026 12:00:00 -0000" },
	{ "other names are not known", "18 Nov 2026 12:00 CEST",
	  "Wed, 18 Nov 2026 12:00:00 -0000" },
	{ "-0000", "18 Nov 2026 12:00 -0000",
	  "Wed, 18 Nov 2026 12:00:00 -0000" },
	{ "the widest zones", "18 Nov 2026 12:00 +2359",
	  "Wed, 18 Nov 2026 12:00:00 +2359" },
	{ "to the west", "18 Nov 2026 12:00 -2359",
	  "Wed, 18 Nov 2026 12:00:00 -2359" },
	{ "a leap second is the next minute", "31 Dec 2016 23:59:60 +0000",
	  "Sun, 1 Jan 2017 00:00:00 +0000" },
	{ "a leap day", "29 Feb 2000 00:00 +0000",
	  "Tue, 29 Feb 2000 00:00:00 +0000" },
	{ "the first year", "1 Jan 1900 00:00:00 +0000",
	  "Mon, 1 Jan 1900 00:00:00 +0000" },
	{ "the last year", "31 Dec 9999 23:59:59 +0000",
	  "Fri, 31 Dec 9999 23:59:59 +0000" },
	{ "before 1900", "31 Dec 1899 23:59:59 +0000", NULL },
	{ "five digits", "1 Jan 10000 00:00:00 +0000", NULL },
	{ "four digits from nowhere", "1 Jan 0026 00:00:00 +0000", NULL },
	{ "one digit of a year", "1 Jan 6 00:00:00 +0000", NULL },
	{ "1900 was no leap year", "29 Feb 1900 00:00 +0000", NULL },
	{ "nor is 2026", "29 Feb 2026 00:00 +0000", NULL },
	{ "31 April", "31 Apr 2026 00:00 +0000", NULL },
	{ "day 0", "0 Apr 2026 00:00 +0000", NULL },
	{ "day 32", "32 Jan 2026 00:00 +0000", NULL },
	{ "three digits of a day", "018 Nov 2026 00:00 +0000", NULL },
	{ "hour 24", "1 Apr 2026 24:00 +0000", NULL },
	{ "minute 60", "1 Apr 2026 23:60 +0000", NULL },
	{ "a leap second into the year 10000", "31 Dec 9999 23:59:60 +0000",
	  NULL },
	{ "also where it is that year", "31 Dec 9999 23:59:60 +0800", NULL },
	{ "a zone into it", "31 Dec 9999 23:59:59 -0001", NULL },
	{ "second 61", "1 Apr 2026 23:59:61 +0000", NULL },
	{ "no zone", "1 Apr 2026 23:59:59", NULL },
	{ "a zone in a comment", "1 Apr 2026 23:59:59 (UTC)", NULL },
	{ "zone of three digits", "1 Apr 2026 23:59 -600", NULL },
	{ "zone of 24 hours", "1 Apr 2026 23:59 +2400", NULL },
	{ "zone of 60 minutes", "1 Apr 2026 23:59 +0060", NULL },
	{ "zone without sign", "1 Apr 2026 23:59 0800", NULL },
	{ "zone in quotes", "1 Apr 2026 23:59 \"GMT\"", NULL },
	{ "more behind it", "1 Apr 2026 23:59 GMT x", NULL },
	{ "a fraction", "1 Apr 2026 23:59:59.5 +0000", NULL },
	{ "no month", "1 xyz 2026 23:59:59 +0000", NULL },
	{ "the whole name of a month", "1 April 2026 23:59 GMT", NULL },
	{ "asctime(3)", "Wed Nov 18 09:30:11 2026", NULL },
	{ "RFC 850", "Wednesday, 18-Nov-26 09:30:11 GMT", NULL },
	{ "an open comment", "1 Apr 2026 23:59 (GMT", NULL },
	{ "junk", "\xd5\xc5 \xff", NULL },
	{ "nothing", "", NULL },
	{ "a colon", ":", NULL },
};

static void
check(mime_slice text, const char *want, const char *why,
      bool (*parse)(struct mime_date *out, mime_slice text))
{
	struct mime_date date = { 7, 7, true };
	char out[MIME_DATE_MAX];
	bool ok = parse(&date, text);

	ck_assert_msg(ok == (want != NULL), "%s: \"%.*s\"", why, (int)text.len,
		      text.ptr);
	if (!ok) {
		ck_assert_int_eq(date.seconds, 0);
		ck_assert_int_eq(date.zone, 0);
		ck_assert(!date.zone_known);
		return;
	}
	ck_assert_uint_eq(mime_date_format(out, &date), strlen(want));
	ck_assert_msg(strcmp(out, want) == 0, "%s: %s, wanted %s", why, out,
		      want);
}

START_TEST(dates_of_messages)
{
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(vectors[_i].text));
	size_t n;
	char *lf = reading_with_lf(&n, text);

	check(text, vectors[_i].date, vectors[_i].why, mime_date_parse);
	check(mime_slice_of(lf, n), vectors[_i].date, vectors[_i].why,
	      mime_date_parse);
	/* a user may type any of them */
	if (vectors[_i].date != NULL)
		check(text, vectors[_i].date, vectors[_i].why,
		      mime_date_parse_user);
	free(lf);
	reading_end(&r);
}
END_TEST

static const struct {
	const char *text, *date;
} typed[] = {
	{ "2026-11-21", "Sat, 21 Nov 2026 00:00:00 +0000" },
	{ " 2026-11-21 ", "Sat, 21 Nov 2026 00:00:00 +0000" },
	{ "2026-11-21T09:30", "Sat, 21 Nov 2026 09:30:00 +0000" },
	{ "2026-11-21 09:30", "Sat, 21 Nov 2026 09:30:00 +0000" },
	{ "2026-11-21t09:30:11z", "Sat, 21 Nov 2026 09:30:11 +0000" },
	{ "2026-11-21T09:30:11.987Z", "Sat, 21 Nov 2026 09:30:11 +0000" },
	{ "2026-11-21T09:30:11,5+08:00", "Sat, 21 Nov 2026 09:30:11 +0800" },
	{ "2026-11-21T09:30:00+08:00", "Sat, 21 Nov 2026 09:30:00 +0800" },
	{ "2026-11-21T09:30-0330", "Sat, 21 Nov 2026 09:30:00 -0330" },
	{ "2026-11-21 09:30 +08", "Sat, 21 Nov 2026 09:30:00 +0800" },
	{ "2026-11-21 09:30 -00:00", "Sat, 21 Nov 2026 09:30:00 -0000" },
	{ "2026-11-21T23:59:60Z", "Sun, 22 Nov 2026 00:00:00 +0000" },
	{ "2026-02-29", NULL },
	{ "2026-13-01", NULL },
	{ "2026-1-1", NULL },
	{ "1899-12-31", NULL },
	{ "2026/11/21", NULL },
	{ "20261121", NULL },
	{ "2026-11-21T", NULL },
	{ "2026-11-21T9:30", NULL },
	{ "2026-11-21T09", NULL },
	{ "2026-11-21T24:00", NULL },
	{ "2026-11-21T09:30:", NULL },
	{ "2026-11-21T09:30:1", NULL },
	{ "2026-11-21T09:30:11.", NULL },
	{ "2026-11-21T09:30+8", NULL },
	{ "2026-11-21T09:30+08:0", NULL },
	{ "2026-11-21T09:30+08-00", NULL },
	{ "2026-11-21T09:30 CST", NULL },
	{ "2026-11-21+08:00", NULL },
	{ "2026-11-21 x", NULL },
	{ "tomorrow", NULL },
	{ "", NULL },
};

START_TEST(dates_that_users_type)
{
	check(mime_slice_text(typed[_i].text), typed[_i].date, "typed",
	      mime_date_parse_user);
}
END_TEST

START_TEST(every_prefix_is_read_safely)
{
	mime_slice a = mime_slice_text(vectors[_i].text);

	for (size_t n = 0; n <= a.len; n++) {
		struct reading r;
		struct mime_date date;
		mime_slice text = reading_begin(&r, mime_slice_part(a, 0, n));

		(void)mime_date_parse(&date, text);
		(void)mime_date_parse_user(&date, text);
		reading_end(&r);
	}
}
END_TEST

/* Days, hours and zones that no rule treats alike. */
START_TEST(what_is_written_is_read_back)
{
	for (int64_t s = -2208988800; s < 253402300799; s += 86399999) {
		int zones[] = { -1439, -90, 0, 345, 1439 };

		for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
			struct mime_date in = { s, zones[i], true }, out;
			char text[MIME_DATE_MAX];
			size_t n = mime_date_format(text, &in);

			if (s + zones[i] * 60 < -2208988800)
				continue; /* in its zone it is 1899 */
			ck_assert_msg(
				mime_date_parse(&out, mime_slice_of(text, n)),
				"%s", text);
			ck_assert_int_eq(out.seconds, s);
			ck_assert_int_eq(out.zone, zones[i]);
			ck_assert(out.zone_known);
		}
	}
}
END_TEST

static const struct {
	struct mime_date date;
	const char *text;
} extremes[] = {
	{ { 0, 0, true }, "Thu, 1 Jan 1970 00:00:00 +0000" },
	{ { 0, 90, false }, "Thu, 1 Jan 1970 00:00:00 -0000" },
	{ { 0, 90, true }, "Thu, 1 Jan 1970 01:30:00 +0130" },
	{ { -1, 0, true }, "Wed, 31 Dec 1969 23:59:59 +0000" },
	/* a zone that is none counts as UTC */
	{ { 0, 1440, true }, "Thu, 1 Jan 1970 00:00:00 +0000" },
	{ { 0, -100000, true }, "Thu, 1 Jan 1970 00:00:00 +0000" },
	{ { -62167219200, 0, true }, "Sat, 1 Jan 0000 00:00:00 +0000" },
	{ { -62167219201, 0, true }, "Fri, 31 Dec -0001 23:59:59 +0000" },
	{ { 253402300800, 0, true }, "Sat, 1 Jan 10000 00:00:00 +0000" },
};

START_TEST(any_date_is_written)
{
	char out[MIME_DATE_MAX];

	mime_date_format(out, &extremes[_i].date);
	ck_assert_str_eq(out, extremes[_i].text);
}
END_TEST

/* Past what an int holds a date is the last one: no overflow, no overrun. */
START_TEST(the_furthest_dates_fit)
{
	int64_t seconds[] = { INT64_MIN, INT64_MAX, INT64_MIN + 1 };

	for (int i = 0; i < COUNT(seconds); i++) {
		struct mime_date date = { seconds[i], -1439, true };
		char *out = malloc(MIME_DATE_MAX);

		ck_assert_ptr_nonnull(out);
		ck_assert_uint_lt(mime_date_format(out, &date), MIME_DATE_MAX);
		free(out);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, dates_of_messages, 0, COUNT(vectors));
	tcase_add_loop_test(cases, dates_that_users_type, 0, COUNT(typed));
	tcase_add_loop_test(cases, every_prefix_is_read_safely, 0,
			    COUNT(vectors));
	tcase_add_test(cases, what_is_written_is_read_back);
	tcase_add_loop_test(cases, any_date_is_written, 0, COUNT(extremes));
	tcase_add_test(cases, the_furthest_dates_fit);
}

SUITE_MAIN("date", add_tests)
