#include "date_text.h"
#include <stdio.h>
#include <string.h>

static const char known[] = "YmdHMSFTRzsabyeju%";

bool
date_can_convert(const char *conversions)
{
	const char *at = conversions;

	while ((at = strchr(at, '%')) != NULL) {
		if (at[1] == '\0' || strchr(known, at[1]) == NULL)
			return false;
		at += 2;
	}
	return true;
}

/* The number that a letter stands for, and its digits; -1: it is no number. */
static int
number_of(int *digits, char letter, const struct mime_date_fields *at)
{
	*digits = 2;
	switch (letter) {
	case 'Y':
		*digits = 4;
		return at->year;
	case 'j':
		*digits = 3;
		return date_day_of_year(at) + 1;
	case 'u':
		*digits = 1;
		return at->weekday == 0 ? 7 : at->weekday;
	case 'y':
		return at->year % 100;
	case 'm':
		return at->month;
	case 'd':
	case 'e':
		return at->day;
	case 'H':
		return at->hour;
	case 'M':
		return at->minute;
	case 'S':
		return at->second;
	default:
		return -1;
	}
}

static void
add_conversion(struct buffer *out, char letter, const struct mime_date *date,
	       const struct mime_date_fields *at)
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int zone = date->zone < 0 ? -date->zone : date->zone;
	int digits, number = number_of(&digits, letter, at);
	char text[64];

	if (number >= 0 && letter == 'e')
		snprintf(text, sizeof text, "%2d", number);
	else if (number >= 0)
		snprintf(text, sizeof text, "%0*d", digits, number);
	else if (letter == 'z')
		snprintf(text, sizeof text, "%c%02d%02d",
			 date->zone < 0 || !date->zone_known ? '-' : '+',
			 zone / 60, zone % 60);
	else if (letter == 's')
		snprintf(text, sizeof text, "%lld", (long long)date->seconds);
	else if (letter == 'a')
		snprintf(text, sizeof text, "%.3s", days + 3 * at->weekday);
	else if (letter == 'b')
		snprintf(text, sizeof text, "%.3s",
			 months + 3 * (at->month - 1));
	else /* - and : inside F, T and R, and %% */
		snprintf(text, sizeof text, "%c", letter);
	buffer_add_text(out, text);
}

void
date_convert(struct buffer *out, const struct mime_date *date,
	     const char *conversions, enum date_zone zone)
{
	struct mime_date shown = date_in(date, zone);
	struct mime_date_fields at;

	mime_date_split(&at, &shown);
	for (const char *c = conversions; *c != '\0'; c++) {
		char letter[] = { c[1], '\0' };
		const char *letters = letter;

		if (*c != '%' || c[1] == '\0') {
			buffer_add_char(out, *c);
			continue;
		}
		c++;
		if (*c == 'F')
			letters = "Y-m-d";
		else if (*c == 'T')
			letters = "H:M:S";
		else if (*c == 'R')
			letters = "H:M";
		for (; *letters != '\0'; letters++)
			add_conversion(out, *letters, &shown, &at);
	}
}
