#include "text/report_field.h"
#include "base/slice.h"
#include "text/lex.h"

size_t
mime_field_plain(char *out, mime_slice value)
{
	bool quoted = value.len >= 2 && value.ptr[0] == '"' &&
		      value.ptr[value.len - 1] == '"';
	size_t n = 0;

	if (quoted)
		value = mime_slice_part(value, 1, value.len - 1);
	for (size_t i = 0; i < value.len; i++) {
		char c = value.ptr[i];

		if (c == '\n' || (c == '\r' && i + 1 < value.len &&
				  value.ptr[i + 1] == '\n'))
			continue;
		if (quoted && c == '\\' && i + 1 < value.len)
			c = value.ptr[++i];
		out[n++] = c;
	}
	return n;
}

static mime_slice
behind(mime_slice s, mime_slice front)
{
	return mime_slice_part(s, front.len, s.len);
}

bool
mime_report_group_next(mime_slice *group, mime_slice *rest)
{
	mime_slice line;

	for (line = mime_slice_line(*rest);
	     line.len > 0 && mime_slice_trim(line).len == 0;
	     line = mime_slice_line(*rest))
		*rest = behind(*rest, line);
	*group = mime_slice_part(*rest, 0, 0);
	while (line.len > 0 && mime_slice_trim(line).len > 0) {
		group->len += line.len;
		*rest = behind(*rest, line);
		line = mime_slice_line(*rest);
	}
	if (group->len == 0)
		*group = MIME_ABSENT;
	return group->ptr != NULL;
}

/* The fields that have a type before their value (RFC 3464 2.1.2, 2.2, 2.3;
 * RFC 8098 3.2). */
static bool
has_type(mime_slice name)
{
	static const char *const names[] = {
		"diagnostic-code", "dsn-gateway",	 "final-recipient",
		"mdn-gateway",	   "original-recipient", "received-from-mta",
		"remote-mta",	   "reporting-mta",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (mime_slice_is(name, names[i]))
			return true;
	return false;
}

static void
split(struct mime_report_field *f)
{
	const char *semicolon =
		f->body.len > 0 ? memchr(f->body.ptr, ';', f->body.len) : NULL;
	size_t n;

	f->type = MIME_ABSENT;
	f->value = mime_slice_trim(f->body);
	if (semicolon == NULL || !has_type(f->name))
		return;
	n = (size_t)(semicolon - f->body.ptr);
	f->type = mime_slice_trim(mime_slice_part(f->body, 0, n));
	f->value =
		mime_slice_trim(mime_slice_part(f->body, n + 1, f->body.len));
}

bool
mime_report_field_next(struct mime_report_field *out, mime_slice *group)
{
	while (group->len > 0) {
		mime_slice field = mime_slice_line(*group), next;
		const char *colon = memchr(field.ptr, ':', field.len);

		for (next = mime_slice_line(behind(*group, field));
		     next.len > 0 && mime_ascii_is_blank(next.ptr[0]);
		     next = mime_slice_line(behind(*group, field)))
			field.len += next.len;
		*group = behind(*group, field);
		if (colon == NULL || mime_ascii_is_blank(field.ptr[0]))
			continue;
		out->name = mime_slice_trim(
			mime_slice_of(field.ptr, (size_t)(colon - field.ptr)));
		out->body = mime_slice_part(
			field, (size_t)(colon - field.ptr) + 1, field.len);
		if (out->name.len == 0)
			continue;
		split(out);
		return true;
	}
	*out = (struct mime_report_field){ 0 };
	return false;
}

bool
mime_report_field_find(struct mime_report_field *out, mime_slice group,
		       const char *name)
{
	while (mime_report_field_next(out, &group))
		if (mime_slice_is(out->name, name))
			return true;
	return false;
}

/* One to three digits at *p; false if there are none. */
static bool
number(unsigned *out, mime_slice *s)
{
	size_t n = 0;

	*out = 0;
	while (n < s->len && n < 3 && s->ptr[n] >= '0' && s->ptr[n] <= '9')
		*out = *out * 10 + (unsigned)(s->ptr[n++] - '0');
	*s = mime_slice_part(*s, n, s->len);
	return n > 0;
}

static bool
dot(mime_slice *s)
{
	bool is = s->len > 0 && s->ptr[0] == '.';

	*s = mime_slice_part(*s, is ? 1 : 0, s->len);
	return is;
}

bool
mime_report_status(struct mime_report_status *out, mime_slice value)
{
	struct mime_lex l;
	struct mime_token t;
	mime_slice s;

	mime_lex_init(&l, value, MIME_LEX_PARAM, NULL);
	mime_lex_next_plain(&t, &l);
	s = t.raw;
	if (number(&out->major, &s) && dot(&s) && number(&out->subject, &s) &&
	    dot(&s) && number(&out->detail, &s) && s.len == 0 &&
	    out->major <= 9)
		return true;
	*out = (struct mime_report_status){ 0 };
	return false;
}

/* What stands before and behind the first byte c of s; without one all of it
 * is before, and the rest absent. */
static void
part_at(mime_slice *before, mime_slice *after, mime_slice s, char c)
{
	const char *at = s.len > 0 ? memchr(s.ptr, c, s.len) : NULL;
	size_t n = at != NULL ? (size_t)(at - s.ptr) : s.len;

	*before = mime_slice_trim(mime_slice_part(s, 0, n));
	*after = at != NULL ? mime_slice_trim(mime_slice_part(s, n + 1, s.len))
			    : MIME_ABSENT;
}

bool
mime_report_disposition(struct mime_report_disposition *out, mime_slice value)
{
	mime_slice mode, type;

	part_at(&mode, &type, value, ';');
	*out = (struct mime_report_disposition){ 0 };
	if (type.len == 0)
		return false;
	part_at(&out->action, &out->sending, mode, '/');
	part_at(&out->type, &out->modifier, type, '/');
	return out->type.len > 0;
}
