/* text/calendar.h - the Gregorian calendar, without time_t and locale. */
#ifndef MIME_TEXT_CALENDAR_H
#define MIME_TEXT_CALENDAR_H
#include "mime/address.h"

/* A date and a time of day as written, before it is known to exist. */
struct mime_calendar {
	int year, month, day; /* month 1-12, day 1-31 */
	int hour, minute, second;
	int zone; /* minutes east of UTC */
	bool zone_known;
};
/* The point in time; false, and *out is left alone, if there is none: a year
 * outside 1900-9999, a 30th of February, hour 24, second 61. */
bool mime_calendar_date(struct mime_date *out, const struct mime_calendar *c);
/* The zone in minutes; 0 if it is not known or out of range. */
int mime_calendar_zone(const struct mime_date *date);
#endif
