#include "mailbox/mbox_line.h"
#include "base/slice.h"

/* A date is in the last so many bytes of a line: the longest we know has 50,
 * and a line of many words is not tried at each of them. */
enum { TAIL = 100 };

/* A line as words. */
struct words {
	mime_slice rest;
};

static mime_slice
take(struct words *w)
{
	mime_slice s = mime_slice_trim(w->rest), word = s;
	size_t n = 0;

	while (n < s.len && !mime_ascii_is_space(s.ptr[n]))
		n++;
	word.len = n;
	w->rest = mime_slice_part(s, n, s.len);
	return word;
}

/* All of s is min to max digits. */
static bool
digits(mime_slice s, size_t min, size_t max)
{
	for (size_t i = 0; i < s.len; i++)
		if (!mime_ascii_is(s.ptr[i], MIME_ASCII_DIGIT))
			return false;
	return s.len >= min && s.len <= max;
}

/* s is one of the three-letter names in list. */
static bool
name_in(mime_slice s, const char *list)
{
	if (s.len != 3)
		return false;
	for (; *list != '\0'; list += 3)
		if (mime_slice_same(s, mime_slice_of(list, 3)))
			return true;
	return false;
}

static bool
weekday(mime_slice s)
{
	if (s.len > 0 && s.ptr[s.len - 1] == ',')
		s.len--;
	return name_in(s, "SunMonTueWedThuFriSat");
}

static bool
month(mime_slice s)
{
	return name_in(s, "JanFebMarAprMayJunJulAugSepOctNovDec");
}

/* h:mm, hh:mm or hh:mm:ss. */
static bool
time_of_day(mime_slice s)
{
	const char *colon = s.len > 0 ? memchr(s.ptr, ':', s.len) : NULL;
	size_t h = colon != NULL ? (size_t)(colon - s.ptr) : s.len;
	mime_slice rest = mime_slice_part(s, h, s.len);

	if (!digits(mime_slice_of(s.ptr, h), 1, 2))
		return false;
	return (rest.len == 3 || (rest.len == 6 && rest.ptr[3] == ':' &&
				  digits(mime_slice_part(rest, 4, 6), 2, 2))) &&
	       digits(mime_slice_part(rest, 1, 3), 2, 2);
}

/* +0200, or a name such as CEST. */
static bool
zone(mime_slice s)
{
	if (s.len == 5 && (s.ptr[0] == '+' || s.ptr[0] == '-'))
		return digits(mime_slice_part(s, 1, 5), 4, 4);
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < 'A' || s.ptr[i] > 'Z')
			return false;
	return s.len >= 1 && s.len <= 5;
}

/* Puts what was read in the order of RFC 5322, which knows the zones and the
 * calendar.  A weekday that is wrong does not matter. */
static bool
resolve(struct mime_date *out, mime_slice part[5])
{
	char text[64];
	size_t n = 0;

	if (part[4].len == 0)
		part[4] = MIME_LITERAL("-0000");
	for (size_t i = 0; i < 5; i++) {
		if (part[i].len > sizeof text - 2 - n)
			return false;
		if (part[i].len > 0)
			memcpy(text + n, part[i].ptr, part[i].len);
		n += part[i].len;
		text[n++] = ' ';
	}
	return mime_date_parse(out, mime_slice_of(text, n));
}

/* "Nov 29 23:33:09 1973 +0200": after a weekday, with zones on either side of
 * the year, of which numbers say more than names. */
static bool
asctime_date(struct mime_mbox_line *out, mime_slice text)
{
	struct words w = { text };
	mime_slice part[5] = { 0 }, word;

	part[1] = take(&w);
	part[0] = take(&w);
	part[3] = take(&w);
	if (!month(part[1]) || !digits(part[0], 1, 2) || !time_of_day(part[3]))
		return false;
	for (int i = 0; i < 4 && (word = take(&w)).len > 0; i++) {
		if (part[2].len == 0 && digits(word, 4, 4))
			part[2] = word;
		else if (!zone(word))
			return false;
		else if (part[4].len == 0 || word.len == 5)
			part[4] = word;
	}
	if (part[2].len == 0 || take(&w).len > 0)
		return false;
	out->has_date = resolve(&out->date, part);
	return true;
}

/* "29 Nov 1973 23:33:09 +0200" (RFC 5322 3.3). */
static bool
field_date(struct mime_mbox_line *out, mime_slice text)
{
	struct words w = { text };
	mime_slice part[5] = { 0 };

	for (size_t i = 0; i < 5; i++)
		part[i] = take(&w);
	if (!digits(part[0], 1, 2) || !month(part[1]) ||
	    !(digits(part[2], 2, 2) || digits(part[2], 4, 4)) ||
	    !time_of_day(part[3]) || (part[4].len > 0 && !zone(part[4])) ||
	    take(&w).len > 0)
		return false;
	out->has_date = resolve(&out->date, part);
	return true;
}

/* A date at the first word of text, to its end. */
static bool
date_at(struct mime_mbox_line *out, mime_slice text)
{
	struct words w = { text };

	if (weekday(take(&w)))
		return asctime_date(out, w.rest) || field_date(out, w.rest);
	return digits(mime_slice_of(text.ptr, 1), 1, 1) &&
	       field_date(out, text);
}

/* Without "remote from host", which UUCP puts behind the date. */
static mime_slice
without_remote(mime_slice s)
{
	mime_slice mark = MIME_LITERAL(" remote from ");

	for (size_t i = s.len > TAIL ? s.len - TAIL : 0; i + mark.len <= s.len;
	     i++)
		if (mime_slice_begins(mime_slice_part(s, i, s.len), mark))
			return mime_slice_part(s, 0, i);
	return s;
}

void
mime_mbox_line_parse(struct mime_mbox_line *out, mime_slice line)
{
	mime_slice s = mime_slice_part(line, 5, line.len), text;

	*out = (struct mime_mbox_line){ .sender = mime_slice_trim(s) };
	text = without_remote(s);
	for (size_t i = text.len > TAIL ? text.len - TAIL : 0; i < text.len;
	     i++) {
		if (mime_ascii_is_space(text.ptr[i]) ||
		    (i > 0 && !mime_ascii_is_space(text.ptr[i - 1])))
			continue;
		out->dated = date_at(out, mime_slice_part(text, i, text.len));
		if (out->dated) {
			out->sender = mime_slice_trim(mime_slice_part(s, 0, i));
			return;
		}
	}
}
