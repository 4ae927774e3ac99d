#include "date_text.h"
#include <stdio.h>
#include <time.h>

bool
date_of(struct mime_date *out, const struct input *in)
{
	struct mime_field *f =
		mime_field_find(mime_message_root(in->message), "Date", NULL);

	return f != NULL && mime_date_parse(out, mime_field_body(f));
}

int
date_day_of_year(const struct mime_date_fields *at)
{
	static const int before[] = { 0,   31,	59,  90,  120, 151,
				      181, 212, 243, 273, 304, 334 };
	bool leap = (at->year % 4 == 0 && at->year % 100 != 0) ||
		    at->year % 400 == 0;

	return before[at->month - 1] + at->day - 1 + (leap && at->month > 2);
}

struct mime_date
date_in(const struct mime_date *date, enum date_zone zone)
{
	struct mime_date out = *date;
	time_t seconds = (time_t)date->seconds;
	struct tm local;

	if (zone == DATE_SENDER)
		return out;
	out.zone = 0;
	out.zone_known = true;
	if (zone == DATE_LOCAL && localtime_r(&seconds, &local) != NULL)
		out.zone = (int)(local.tm_gmtoff / 60);
	return out;
}

void
date_add(struct buffer *out, const struct mime_date *date, enum date_form form,
	 enum date_zone in)
{
	struct mime_date shown = date_in(date, in);
	struct mime_date_fields at;
	char sign = shown.zone < 0 || !shown.zone_known ? '-' : '+';
	int zone = shown.zone < 0 ? -shown.zone : shown.zone;
	char text[64];

	mime_date_split(&at, &shown);
	snprintf(text, sizeof text, "%04d-%02d-%02d%c%02d:%02d", at.year,
		 at.month, at.day, form == DATE_EXACT ? 'T' : ' ', at.hour,
		 at.minute);
	buffer_add_text(out, text);
	if (form == DATE_MINUTES)
		return;
	snprintf(text, sizeof text, ":%02d%s%c%02d%s%02d", at.second,
		 form == DATE_EXACT ? "" : " ", sign, zone / 60,
		 form == DATE_EXACT ? ":" : "", zone % 60);
	buffer_add_text(out, text);
}
