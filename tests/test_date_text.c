#include "../tools/date_text.h"
#include "support/tool.h"

/* 2026-11-18 01:30:11 UTC */
#define AT 1794965411

static const struct {
	int64_t seconds;
	int zone;
	bool known;
	const char *minutes, *precise, *exact, *utc;
} dates[] = {
	{ AT, 480, true, "2026-11-18 09:30", "2026-11-18 09:30:11 +0800",
	  "2026-11-18T09:30:11+08:00", "2026-11-18T01:30:11+00:00" },
	{ AT, -210, true, "2026-11-17 22:00", "2026-11-17 22:00:11 -0330",
	  "2026-11-17T22:00:11-03:30", "2026-11-18T01:30:11+00:00" },
	{ AT, 0, true, "2026-11-18 01:30", "2026-11-18 01:30:11 +0000",
	  "2026-11-18T01:30:11+00:00", "2026-11-18T01:30:11+00:00" },
	/* -0000: a zone that is not told (RFC 5322 3.3) */
	{ AT, 0, false, "2026-11-18 01:30", "2026-11-18 01:30:11 -0000",
	  "2026-11-18T01:30:11-00:00", "2026-11-18T01:30:11+00:00" },
	{ 0, 0, true, "1970-01-01 00:00", "1970-01-01 00:00:00 +0000",
	  "1970-01-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00" },
	{ -1, 1439, true, "1970-01-01 23:58", "1970-01-01 23:58:59 +2359",
	  "1970-01-01T23:58:59+23:59", "1969-12-31T23:59:59+00:00" },
	{ 951782400, -1439, true, "2000-02-28 00:01",
	  "2000-02-28 00:01:00 -2359", "2000-02-28T00:01:00-23:59",
	  "2000-02-29T00:00:00+00:00" },
};

START_TEST(forms)
{
	const struct mime_date date = { dates[_i].seconds, dates[_i].zone,
					dates[_i].known };
	struct buffer b = { NULL, 0, 0 };

	date_add(&b, &date, DATE_MINUTES, DATE_SENDER);
	ck_assert_str_eq(buffer_string(&b), dates[_i].minutes);
	buffer_clear(&b);
	date_add(&b, &date, DATE_SECONDS, DATE_SENDER);
	ck_assert_str_eq(buffer_string(&b), dates[_i].precise);
	buffer_clear(&b);
	date_add(&b, &date, DATE_EXACT, DATE_SENDER);
	ck_assert_str_eq(buffer_string(&b), dates[_i].exact);
	buffer_clear(&b);
	date_add(&b, &date, DATE_EXACT, DATE_UTC);
	ck_assert_str_eq(buffer_string(&b), dates[_i].utc);
	buffer_free(&b);
}
END_TEST

static const struct {
	const char *conversions, *text;
} vec[] = {
	{ "", "" },
	{ "plain", "plain" },
	{ "%Y-%m-%d", "2026-03-05" },
	{ "%F %T %R", "2026-03-05 07:08:09 07:08" },
	{ "%H%M%S", "070809" },
	{ "%e|%y|%j|%u", " 5|26|064|4" },
	{ "%a %b", "Thu Mar" },
	{ "%s %z", "1772690889 +0100" },
	{ "%%", "%" },
	{ "%%F", "%F" },
	{ "100%% %Y", "100% 2026" },
	{ "\xff\xe4%d", "\xff\xe4"
			"05" },
};

START_TEST(converts)
{
	const struct mime_date date = { 1772690889, 60, true };
	struct buffer b = { NULL, 0, 0 };

	ck_assert(date_can_convert(vec[_i].conversions));
	date_convert(&b, &date, vec[_i].conversions, DATE_SENDER);
	ck_assert_str_eq(buffer_string(&b), vec[_i].text);
	buffer_free(&b);
}
END_TEST

static const char *const unknown[] = { "%",    "%Q",  "%F %", "a%",
				       "%%%",  "%-d", "%5d",  "%\xff",
				       "%Y%n", "% ",  "%p",   "%F%c" };

START_TEST(unknown_conversion)
{
	ck_assert_msg(!date_can_convert(unknown[_i]), "%s", unknown[_i]);
}
END_TEST

/* The days of two years, and the names of weekdays and months. */
START_TEST(every_day)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };
	static const int years[] = { 1900, 2000, 2023, 2024, 2100 };
	bool leap = _i == 1 || _i == 3;
	int number = 0;

	for (int month = 1; month <= 12; month++) {
		int n = days[month - 1] + (leap && month == 2);

		for (int day = 1; day <= n; day++) {
			struct mime_date_fields at = { .year = years[_i],
						       .month = month,
						       .day = day };

			ck_assert_int_eq(date_day_of_year(&at), number);
			number++;
		}
	}
	ck_assert_int_eq(number, leap ? 366 : 365);
}
END_TEST

START_TEST(names)
{
	static const char *const days[] = { "Thu 4", "Fri 5", "Sat 6", "Sun 7",
					    "Mon 1", "Tue 2", "Wed 3" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };

	for (int i = 0; i < 7; i++) {
		struct mime_date date = { 86400 * i, 0, true };
		struct buffer b = { NULL, 0, 0 };

		date_convert(&b, &date, "%a %u", DATE_SENDER);
		ck_assert_str_eq(buffer_string(&b), days[i]);
		buffer_free(&b);
	}
	for (int i = 0; i < 12; i++) {
		struct mime_date date = { 86400 * (15 + i * 30), 0, true };
		struct buffer b = { NULL, 0, 0 };

		date_convert(&b, &date, "%b", DATE_SENDER);
		ck_assert_str_eq(buffer_string(&b), months[i]);
		buffer_free(&b);
	}
}
END_TEST

START_TEST(zones)
{
	static const struct {
		struct mime_date date;
		const char *text;
	} zone[] = {
		{ { AT, -210, true }, "-0330" }, { { AT, -1, true }, "-0001" },
		{ { AT, 0, true }, "+0000" },	 { { AT, 0, false }, "-0000" },
		{ { AT, 1439, true }, "+2359" },
	};

	for (int i = 0; i < COUNT(zone); i++) {
		struct buffer b = { NULL, 0, 0 };

		date_convert(&b, &zone[i].date, "%z", DATE_SENDER);
		ck_assert_str_eq(buffer_string(&b), zone[i].text);
		buffer_free(&b);
	}
}
END_TEST

START_TEST(local_zone)
{
	const struct mime_date date = { AT, -300, true };
	struct buffer b = { NULL, 0, 0 };
	struct mime_date shown;

	setenv("TZ", "XYZ-05:45", 1);
	shown = date_in(&date, DATE_LOCAL);
	ck_assert(shown.zone == 345 && shown.zone_known);
	date_convert(&b, &date, "%F %R %z %s", DATE_LOCAL);
	ck_assert_str_eq(buffer_string(&b),
			 "2026-11-18 07:15 +0545 1794965411");
	shown = date_in(&date, DATE_UTC);
	ck_assert(shown.zone == 0 && shown.zone_known);
	shown = date_in(&date, DATE_SENDER);
	ck_assert(shown.zone == -300);
	buffer_free(&b);
}
END_TEST

/* Whatever a date that can be read is, what is shown of it is whole. */
START_TEST(any_time)
{
	static const int64_t times[] = { INT64_MAX / 2, -62135596800,
					 253402300799, 253402300800,
					 -99999999999 };
	const struct mime_date date = { times[_i], 0, true };
	struct buffer b = { NULL, 0, 0 };

	date_add(&b, &date, DATE_EXACT, DATE_SENDER);
	date_add(&b, &date, DATE_EXACT, DATE_LOCAL);
	date_convert(&b, &date, "%F %T %j %y %a %b %u %z", DATE_UTC);
	ck_assert_uint_gt(b.len, 50);
	buffer_free(&b);
}
END_TEST

static const struct {
	const char *text;
	bool there;
} fields[] = {
	{ "Date: Wed, 18 Nov 2026 09:30:11 +0800\n\n", true },
	{ "Date: tomorrow\n\n", false },
	{ "Subject: x\n\n", false },
	{ "Date: tomorrow\nDate: Wed, 18 Nov 2026 09:30:11 +0800\n\n", false },
};

START_TEST(of_a_message)
{
	struct mime_date date;
	struct mail m;

	mail_open(&m, fields[_i].text, strlen(fields[_i].text));
	ck_assert_int_eq(date_of(&date, &m.in), fields[_i].there);
	if (fields[_i].there)
		ck_assert(date.seconds == AT && date.zone == 480);
	mail_close(&m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, forms, 0, COUNT(dates));
	tcase_add_loop_test(cases, converts, 0, COUNT(vec));
	tcase_add_loop_test(cases, unknown_conversion, 0, COUNT(unknown));
	tcase_add_loop_test(cases, every_day, 0, 5);
	tcase_add_test(cases, names);
	tcase_add_test(cases, zones);
	tcase_add_test(cases, local_zone);
	tcase_add_loop_test(cases, any_time, 0, 5);
	tcase_add_loop_test(cases, of_a_message, 0, COUNT(fields));
}

SUITE_MAIN("date_text", add_tests)
