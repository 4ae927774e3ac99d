/* date_text.h - dates as the user wants to see them. */
#ifndef TOOLS_DATE_TEXT_H
#define TOOLS_DATE_TEXT_H
#include "buffer.h"
#include "input.h"

enum date_zone { DATE_SENDER, DATE_UTC, DATE_LOCAL };
enum date_form {
	DATE_MINUTES, /* 2026-11-18 09:30 */
	DATE_SECONDS, /* 2026-11-18 09:30:11 +0800 */
	DATE_EXACT    /* 2026-11-18T09:30:11+08:00 */
};

/* The date of a message: its Date field; false if there is none that is one. */
bool date_of(struct mime_date *out, const struct input *in);
int date_day_of_year(const struct mime_date_fields *at); /* 0-365 */
/* The same date in that zone. */
struct mime_date date_in(const struct mime_date *date, enum date_zone zone);
void date_add(struct buffer *out, const struct mime_date *date,
	      enum date_form form, enum date_zone zone);
/* As the user wrote it: %Y %m %d %H %M %S %F %T %R %z %s %a %b %y %e %j %u as in
 * strftime, in English; all else stays as it is. */
void date_convert(struct buffer *out, const struct mime_date *date,
		  const char *conversions, enum date_zone zone);
/* Whether all conversions in it are known. */
bool date_can_convert(const char *conversions);
#endif
