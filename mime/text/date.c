#include "base/slice.h"
#include "mime/address.h"
#include "text/calendar.h"
#include "text/lex.h"

static const char days[7][4] = {
	"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"
};
static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
				    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

/* All of s is min to max digits. */
static bool
number(int *value, mime_slice s, size_t min, size_t max)
{
	uint64_t v;

	if (s.len < min || s.len > max ||
	    mime_ascii_decimal(&v, s.ptr, s.len, 9999) != s.len)
		return false;
	*value = (int)v;
	return true;
}

/* hours and minutes as "0800", to minutes. */
static bool
zone_offset(struct mime_calendar *r, char sign, mime_slice digits)
{
	int v;

	if ((sign != '+' && sign != '-') || !number(&v, digits, 4, 4) ||
	    v / 100 > 23 || v % 100 > 59)
		return false;
	r->zone = v / 100 * 60 + v % 100;
	r->zone_known = sign == '+' || v != 0;
	if (sign == '-')
		r->zone = -r->zone;
	return true;
}

/* RFC 5322 4.3; military letters and other names tell nothing certain. */
static bool
zone_name(struct mime_calendar *r, mime_slice s)
{
	static const struct {
		char name[4];
		int hours;
	} zones[] = { { "UT", 0 },   { "UTC", 0 },  { "GMT", 0 },
		      { "EDT", -4 }, { "EST", -5 }, { "CDT", -5 },
		      { "CST", -6 }, { "MDT", -6 }, { "MST", -7 },
		      { "PDT", -7 }, { "PST", -8 } };

	for (size_t i = 0; i < s.len; i++)
		if (!mime_ascii_is(s.ptr[i], MIME_ASCII_ALPHA))
			return false;
	r->zone = 0;
	r->zone_known = false;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		if (mime_slice_is(s, zones[i].name)) {
			r->zone = zones[i].hours * 60;
			r->zone_known = true;
		}
	}
	return true;
}

/* Reads tokens one by one; once one does not fit, ok stays false. */
struct cursor {
	struct mime_lex lex;
	struct mime_token token; /* the next one */
	bool ok;
};

static void
step(struct cursor *c)
{
	mime_lex_next_plain(&c->token, &c->lex);
}

static bool
at_special(const struct cursor *c, char special)
{
	return c->token.kind == MIME_TOKEN_SPECIAL &&
	       c->token.raw.ptr[0] == special;
}

static bool
take_special(struct cursor *c, char special)
{
	if (!at_special(c, special))
		return false;
	step(c);
	return true;
}

static int
take_number(struct cursor *c, size_t min, size_t max)
{
	int v = 0;

	if (!number(&v, c->token.raw, min, max))
		c->ok = false;
	step(c);
	return v;
}

/* 0 for names[0]; -1 and nothing is taken if it is none of them. */
static int
take_name(struct cursor *c, const char names[][4], int n)
{
	for (int i = 0; i < n; i++) {
		if (mime_slice_is(c->token.raw, names[i])) {
			step(c);
			return i;
		}
	}
	return -1;
}

/* RFC 5322 4.3: of two digits 00-49 mean 2000-2049, others and three digits
 * count from 1900. */
static int
take_year(struct cursor *c)
{
	size_t digits = c->token.raw.len;
	int v = take_number(c, 2, 4);

	if (digits == 4)
		return v;
	return digits == 2 && v < 50 ? 2000 + v : 1900 + v;
}

static void
take_zone(struct cursor *c, struct mime_calendar *r)
{
	mime_slice s = c->token.raw;

	if (c->token.kind != MIME_TOKEN_ATOM ||
	    (!zone_name(r, s) &&
	     !zone_offset(r, s.ptr[0], mime_slice_part(s, 1, s.len))))
		c->ok = false;
	step(c);
}

bool
mime_date_parse(struct mime_date *out, mime_slice text)
{
	struct mime_calendar r = { 0 };
	struct cursor c = { .ok = true };

	*out = (struct mime_date){ 0 };
	mime_lex_init(&c.lex, text, MIME_LEX_DATE, NULL);
	step(&c);
	if (take_name(&c, days, 7) >= 0)
		take_special(&c, ',');
	r.day = take_number(&c, 1, 2);
	r.month = take_name(&c, months, 12) + 1;
	r.year = take_year(&c);
	r.hour = take_number(&c, 1, 2);
	if (!take_special(&c, ':'))
		return false;
	r.minute = take_number(&c, 1, 2);
	if (take_special(&c, ':'))
		r.second = take_number(&c, 1, 2);
	take_zone(&c, &r);
	return c.ok && c.token.kind == MIME_TOKEN_END &&
	       mime_calendar_date(out, &r);
}

/* The date of ISO 8601 at the start of s; the bytes it takes, 0 if there is
 * none. */
static size_t
iso_day(struct mime_calendar *r, mime_slice s)
{
	if (s.len < 10 || s.ptr[4] != '-' || s.ptr[7] != '-' ||
	    !number(&r->year, mime_slice_part(s, 0, 4), 4, 4) ||
	    !number(&r->month, mime_slice_part(s, 5, 7), 2, 2) ||
	    !number(&r->day, mime_slice_part(s, 8, 10), 2, 2))
		return 0;
	return 10;
}

/* hh:mm, hh:mm:ss or hh:mm:ss.f at the start of s; a fraction is cut off. */
static size_t
iso_time(struct mime_calendar *r, mime_slice s)
{
	size_t n = 5;

	if (s.len < 5 || s.ptr[2] != ':' ||
	    !number(&r->hour, mime_slice_part(s, 0, 2), 2, 2) ||
	    !number(&r->minute, mime_slice_part(s, 3, 5), 2, 2))
		return 0;
	if (s.len < 8 || s.ptr[5] != ':')
		return n;
	if (!number(&r->second, mime_slice_part(s, 6, 8), 2, 2))
		return 0;
	n = 8;
	if (s.len > 9 && (s.ptr[8] == '.' || s.ptr[8] == ','))
		for (n = 9;
		     n < s.len && mime_ascii_is(s.ptr[n], MIME_ASCII_DIGIT);)
			n++;
	return n != 9 ? n : 0;
}

/* Nothing (UTC), Z, +08:00, +0800 or +08. */
static bool
iso_zone(struct mime_calendar *r, mime_slice s)
{
	char digits[4] = "0000";

	r->zone_known = true;
	if (s.len == 0 || mime_slice_is(s, "Z"))
		return true;
	if (s.len != 3 && s.len != 5 && (s.len != 6 || s.ptr[3] != ':'))
		return false;
	memcpy(digits, s.ptr + 1, 2);
	if (s.len > 3)
		memcpy(digits + 2, s.ptr + s.len - 2, 2);
	return zone_offset(r, s.ptr[0], mime_slice_of(digits, 4));
}

bool
mime_date_parse_user(struct mime_date *out, mime_slice text)
{
	struct mime_calendar r = { 0 };
	mime_slice s = mime_slice_trim(text);
	size_t n;

	if (mime_date_parse(out, s))
		return true;
	n = iso_day(&r, s);
	if (n == 0)
		return false;
	s = mime_slice_part(s, n, s.len);
	if (s.len > 0) {
		if (mime_ascii_lower(s.ptr[0]) != 't' && s.ptr[0] != ' ')
			return false;
		s = mime_slice_trim(mime_slice_part(s, 1, s.len));
		n = iso_time(&r, s);
		if (n == 0)
			return false;
		s = mime_slice_trim(mime_slice_part(s, n, s.len));
	}
	return iso_zone(&r, s) && mime_calendar_date(out, &r);
}

static char *
put_name(char *p, const char *name)
{
	memcpy(p, name, 3);
	return p + 3;
}

/* value >= 0 in at least min digits; at most ten. */
static char *
put_number(char *p, int value, int min)
{
	char digits[10];
	int n = 0;

	for (; value > 0 || n < min; value /= 10)
		digits[n++] = (char)('0' + value % 10);
	while (n > 0)
		*p++ = digits[--n];
	return p;
}

static char *
put_year(char *p, int year)
{
	if (year < 0)
		*p++ = '-';
	return put_number(p, year < 0 ? -year : year, 4);
}

size_t
mime_date_format(char out[MIME_DATE_MAX], const struct mime_date *date)
{
	struct mime_date_fields f;
	int zone;
	char *p = out;

	mime_date_split(&f, date);
	zone = mime_calendar_zone(date);
	p = put_name(p, days[f.weekday]);
	*p++ = ',';
	*p++ = ' ';
	p = put_number(p, f.day, 1);
	*p++ = ' ';
	p = put_name(p, months[f.month - 1]);
	*p++ = ' ';
	p = put_year(p, f.year);
	*p++ = ' ';
	p = put_number(p, f.hour, 2);
	*p++ = ':';
	p = put_number(p, f.minute, 2);
	*p++ = ':';
	p = put_number(p, f.second, 2);
	*p++ = ' ';
	*p++ = zone < 0 || !date->zone_known ? '-' : '+';
	zone = zone < 0 ? -zone : zone;
	p = put_number(p, zone / 60 * 100 + zone % 60, 4);
	*p = '\0';
	return (size_t)(p - out);
}
