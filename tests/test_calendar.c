#include "support/suite.h"
#include "text/calendar.h"

static bool
leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30,
				    31, 31, 30, 31, 30, 31 };

	return days[month - 1] + (month == 2 && leap(year));
}

/* Counts day by day, without arithmetic, and compares. */
static void
walk(int64_t day, int year, int last, int weekday)
{
	for (; year < last; year++) {
		for (int month = 1; month <= 12; month++) {
			for (int d = 1; d <= month_days(year, month); d++) {
				struct mime_date date = { day * 86400 + 86399,
							  0, true };
				struct mime_date_fields f;

				mime_date_split(&f, &date);
				ck_assert_int_eq(f.year, year);
				ck_assert_int_eq(f.month, month);
				ck_assert_int_eq(f.day, d);
				ck_assert_int_eq(f.weekday, weekday);
				ck_assert_int_eq(f.hour, 23);
				ck_assert_int_eq(f.minute, 59);
				ck_assert_int_eq(f.second, 59);
				day++;
				weekday = (weekday + 1) % 7;
			}
		}
	}
}

START_TEST(every_day_of_many_years)
{
	/* 1600-01-01 was a Saturday, 135140 days before 1970 */
	walk(-135140, 1600, 2410, 6);
	/* a cycle of 400 years begins on a weekday of its own: Saturday */
	walk(-719528, 0, 410, 6);
	walk(-719528 - 146097, -400, 10, 6);
}
END_TEST

static const struct {
	struct mime_calendar when;
	int64_t seconds;
} known[] = {
	{ { 1970, 1, 1, 0, 0, 0, 0, true }, 0 },
	{ { 2000, 2, 29, 12, 34, 56, 0, true }, 951827696 },
	{ { 2026, 11, 18, 9, 30, 11, 480, true }, 1794965411 },
	{ { 1900, 1, 1, 0, 0, 0, 0, true }, -2208988800 },
	{ { 9999, 12, 31, 23, 59, 59, 0, true }, 253402300799 },
	{ { 2016, 12, 31, 23, 59, 60, 0, true }, 1483228800 },
	{ { 1970, 1, 1, 0, 0, 0, 1439, true }, -86340 },
};

START_TEST(known_dates)
{
	struct mime_date date;

	ck_assert(mime_calendar_date(&date, &known[_i].when));
	ck_assert_int_eq(date.seconds, known[_i].seconds);
	ck_assert_int_eq(date.zone, known[_i].when.zone);
	ck_assert(date.zone_known);
}
END_TEST

static const struct mime_calendar refused[] = {
	{ 1899, 12, 31, 0, 0, 0, 0, true }, { 10000, 1, 1, 0, 0, 0, 0, true },
	{ 2026, 0, 1, 0, 0, 0, 0, true },   { 2026, 13, 1, 0, 0, 0, 0, true },
	{ 2026, 1, 0, 0, 0, 0, 0, true },   { 2026, 1, 32, 0, 0, 0, 0, true },
	{ 2026, 2, 29, 0, 0, 0, 0, true },  { 2100, 2, 29, 0, 0, 0, 0, true },
	{ 2026, 9, 31, 0, 0, 0, 0, true },  { 2026, 1, 1, 24, 0, 0, 0, true },
	{ 2026, 1, 1, 23, 60, 0, 0, true }, { 2026, 1, 1, 23, 59, 61, 0, true },
};

START_TEST(what_is_in_no_calendar)
{
	struct mime_date date = { 1, 2, true };

	ck_assert(!mime_calendar_date(&date, &refused[_i]));
	ck_assert_int_eq(date.seconds, 1);
	ck_assert_int_eq(date.zone, 2);
}
END_TEST

START_TEST(a_zone_counts_if_it_is_one)
{
	struct mime_date date = { 0, 480, true };

	ck_assert_int_eq(mime_calendar_zone(&date), 480);
	date.zone_known = false;
	ck_assert_int_eq(mime_calendar_zone(&date), 0);
	date = (struct mime_date){ 0, 1440, true };
	ck_assert_int_eq(mime_calendar_zone(&date), 0);
	date.zone = -1440;
	ck_assert_int_eq(mime_calendar_zone(&date), 0);
	date.zone = -1439;
	ck_assert_int_eq(mime_calendar_zone(&date), -1439);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, every_day_of_many_years);
	tcase_add_loop_test(cases, known_dates, 0, COUNT(known));
	tcase_add_loop_test(cases, what_is_in_no_calendar, 0, COUNT(refused));
	tcase_add_test(cases, a_zone_counts_if_it_is_one);
}

SUITE_MAIN("calendar", add_tests)
