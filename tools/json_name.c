#include "json_name.h"
#include "ascii.h"
#include <string.h>

/* How a parameter is written in a field. */
struct form {
	bool plain, extended; /* name=, name*= or name*0= */
	bool quoted, word, eight_bit;
};

/* The end of a parameter that begins at i: the ";" or the end. */
static size_t
parameter_end(mime_slice s, size_t i, bool *quoted)
{
	bool inside = false;

	*quoted = false;
	for (; i < s.len; i++) {
		if (inside && s.ptr[i] == '\\')
			i++;
		else if (s.ptr[i] == '"')
			*quoted = true, inside = !inside;
		else if (s.ptr[i] == ';' && !inside)
			break;
	}
	return i < s.len ? i : s.len;
}

static void
look(struct form *out, mime_slice s, const char *name, bool quoted)
{
	size_t n = 0;

	while (s.len > 0 && (s.ptr[0] == ' ' || s.ptr[0] == '\t' ||
			     s.ptr[0] == '\r' || s.ptr[0] == '\n'))
		s.ptr++, s.len--;
	while (n < s.len && memchr("=* \t\r\n", s.ptr[n], 6) == NULL)
		n++;
	if (!ascii_same((mime_slice){ s.ptr, n }, name))
		return;
	if (n < s.len && s.ptr[n] == '*') {
		out->extended = true;
		return;
	}
	if (out->plain)
		return; /* the first counts */
	out->plain = true;
	out->quoted = quoted;
	for (; n < s.len; n++) {
		out->eight_bit |= (s.ptr[n] & 0x80) != 0;
		out->word |=
			s.ptr[n] == '=' && n + 1 < s.len && s.ptr[n + 1] == '?';
	}
}

static struct form
find(const struct mime_part *p, const char *field, const char *name)
{
	const struct mime_field *f = mime_field_find(p, field, NULL);
	struct form form = { .plain = false };
	mime_slice s;
	size_t start, end;
	bool quoted;

	if (f == NULL)
		return form;
	s = mime_field_body(f);
	for (start = 0; start < s.len; start = end + 1) {
		end = parameter_end(s, start, &quoted);
		if (start > 0)
			look(&form, (mime_slice){ s.ptr + start, end - start },
			     name, quoted);
	}
	return form;
}

void
json_name_source(struct json *j, const struct mime_part *p)
{
	static const char *const places[][2] = {
		{ "Content-Disposition", "filename" },
		{ "Content-Type", "name" },
	};
	char text[80];

	for (size_t i = 0; i < 2; i++) {
		struct form form = find(p, places[i][0], places[i][1]);
		const char *how =
			form.extended		       ? "* (RFC 2231)"
			: !form.word && form.eight_bit ? " (raw 8-bit)"
			: !form.word		       ? ""
			: form.quoted ? " (RFC 2047 in a quoted string)"
				      : " (RFC 2047)";

		if (!form.plain && !form.extended)
			continue;
		snprintf(text, sizeof text, "%s %s%s", places[i][0],
			 places[i][1], how);
		json_put(j, "nameFrom", json_string(text));
		return;
	}
}
