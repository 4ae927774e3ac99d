#include "text/calendar.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };
/* from 0000-03-01, where the cycle of 400 years begins, to 1970-01-01 */
enum { EPOCH = 719468, CYCLE_DAYS = 146097 };
/* Year 1,900,000,000: what lies beyond would not fit an int. */
#define SECONDS_MAX INT64_C(60000000000000000)
/* 9999-12-31 23:59:59 */
#define LAST INT64_C(253402300799)

/* Days since 1970-01-01.  A year is counted from 1 March, so that the leap day
 * is its last; its month m then begins after (153 m + 2) / 5 days. */
static int64_t
days_from_date(int64_t year, int month, int day)
{
	int64_t y = month > 2 ? year : year - 1;
	int64_t cycle = (y >= 0 ? y : y - 399) / 400;
	int64_t y400 = y - cycle * 400;
	int64_t m = month > 2 ? month - 3 : month + 9;

	return cycle * CYCLE_DAYS + y400 * 365 + y400 / 4 - y400 / 100 +
	       (153 * m + 2) / 5 + day - 1 - EPOCH;
}

static void
date_from_days(struct mime_date_fields *out, int64_t n)
{
	int64_t cycle, day, y400, m;

	n += EPOCH;
	cycle = (n >= 0 ? n : n - (CYCLE_DAYS - 1)) / CYCLE_DAYS;
	day = n - cycle * CYCLE_DAYS;
	/* without the leap days of 4, 100 and 400 years before it, every
	 * year has 365 days */
	y400 = (day - day / 1460 + day / 36524 - day / 146096) / 365;
	day -= y400 * 365 + y400 / 4 - y400 / 100;
	m = (5 * day + 2) / 153;
	out->day = (int)(day - (153 * m + 2) / 5) + 1;
	out->month = (int)(m < 10 ? m + 3 : m - 9);
	out->year = (int)(y400 + cycle * 400 + (m < 10 ? 0 : 1));
}

static int
days_of_month(int year, int month)
{
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	if (month == 2)
		return leap ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool
mime_calendar_date(struct mime_date *out, const struct mime_calendar *c)
{
	int64_t seconds;

	if (c->year < 1900 || c->year > 9999 || c->month < 1 || c->month > 12 ||
	    c->day < 1 || c->day > days_of_month(c->year, c->month) ||
	    c->hour > 23 || c->minute > 59 || c->second > 60)
		return false;
	seconds = days_from_date(c->year, c->month, c->day) * DAY +
		  c->hour * HOUR + (c->minute - c->zone) * MINUTE + c->second;
	/* A zone or a leap second leads to the year 10000, which neither
	 * RFC 3339 nor most readers of RFC 5322 know. */
	if (seconds > LAST || seconds + c->zone * MINUTE > LAST)
		return false;
	out->seconds = seconds;
	out->zone = c->zone;
	out->zone_known = c->zone_known;
	return true;
}

int
mime_calendar_zone(const struct mime_date *date)
{
	if (!date->zone_known || date->zone <= -24 * 60 ||
	    date->zone >= 24 * 60)
		return 0;
	return date->zone;
}

void
mime_date_split(struct mime_date_fields *out, const struct mime_date *date)
{
	int64_t s = date->seconds, n, rest;

	if (s > SECONDS_MAX)
		s = SECONDS_MAX;
	if (s < -SECONDS_MAX)
		s = -SECONDS_MAX;
	s += mime_calendar_zone(date) * MINUTE;
	n = (s >= 0 ? s : s - (DAY - 1)) / DAY;
	rest = s - n * DAY;
	date_from_days(out, n);
	out->hour = (int)(rest / HOUR);
	out->minute = (int)(rest % HOUR / MINUTE);
	out->second = (int)(rest % MINUTE);
	out->weekday = (int)(((n + 4) % 7 + 7) % 7); /* 1970 began Thursday */
}
