#include "select.h"
#include "ascii.h"
#include "cli.h"
#include <stdlib.h>
#include <string.h>

enum kind { SECTION, ATTACHMENTS, ALL, TYPE, NAME, CONTENT_ID };

struct wish {
	enum kind kind;
	mime_slice text;
};
struct select {
	size_t n, room;
	struct wish *wishes;
};

static bool
is_section(mime_slice s)
{
	bool digit = false;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '.' && !digit)
			return false;
		if (s.ptr[i] != '.' && (s.ptr[i] < '0' || s.ptr[i] > '9'))
			return false;
		digit = s.ptr[i] != '.';
	}
	return digit;
}

static bool
begins(mime_slice s, const char *prefix)
{
	size_t n = strlen(prefix);

	return s.len >= n && ascii_same((mime_slice){ s.ptr, n }, prefix);
}

static bool
read_wish(struct wish *out, mime_slice s)
{
	static const struct {
		const char *prefix;
		enum kind kind;
	} prefixes[] = { { "type:", TYPE },
			 { "name:", NAME },
			 { "cid:", CONTENT_ID } };

	*out = (struct wish){ SECTION, s };
	if (is_section(s))
		return true;
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
		size_t n = strlen(prefixes[i].prefix);

		if (!begins(s, prefixes[i].prefix))
			continue;
		*out = (struct wish){ prefixes[i].kind,
				      { s.ptr + n, s.len - n } };
		return s.len > n;
	}
	out->kind = ascii_same(s, "all") ? ALL : ATTACHMENTS;
	return out->kind == ALL || ascii_same(s, "attachments");
}

int
select_new(struct select **out, const char *text)
{
	struct select *s = cli_alloc(sizeof *s);
	const char *at = text;

	*out = NULL;
	for (;;) {
		size_t n = strcspn(at, ",");

		s->wishes =
			cli_grow(s->wishes, s->n, &s->room, sizeof *s->wishes);
		if (!read_wish(&s->wishes[s->n++], (mime_slice){ at, n })) {
			select_free(s);
			return cli_usage(
				"\"%.*s\" selects no part: wanted is a "
				"section such as 1.2, attachments, "
				"all, type:, name: or cid:",
				(int)n, at);
		}
		if (at[n] == '\0')
			break;
		at += n + 1;
	}
	*out = s;
	return CLI_OK;
}

void
select_free(struct select *s)
{
	if (s != NULL)
		free(s->wishes);
	free(s);
}

/* The bytes of the character at s.ptr[at]. */
static size_t
character(mime_slice s, size_t at)
{
	size_t n = 1;

	while (at + n < s.len && (s.ptr[at + n] & 0xc0) == 0x80)
		n++;
	return n;
}

/* Only the last "*" is ever gone back to, so the time is at most the product
 * of both lengths, and the pattern is the user's. */
static bool
glob(mime_slice pattern, mime_slice s)
{
	size_t p = 0, i = 0, star = SIZE_MAX, back = 0;

	while (i < s.len) {
		char c = p < pattern.len ? pattern.ptr[p] : '\0';
		mime_slice one = { s.ptr + i, 1 };
		char text[2] = { c, '\0' };

		if (p < pattern.len && c == '*') {
			star = p++;
			back = i;
		} else if (p < pattern.len && c == '?') {
			i += character(s, i);
			p++;
		} else if (p < pattern.len && ascii_same(one, text)) {
			i++;
			p++;
		} else if (star != SIZE_MAX) {
			p = star + 1;
			i = ++back;
		} else {
			return false;
		}
	}
	while (p < pattern.len && pattern.ptr[p] == '*')
		p++;
	return p == pattern.len;
}

static bool
same(mime_slice a, mime_slice b)
{
	return a.ptr != NULL && a.len == b.len &&
	       memcmp(a.ptr, b.ptr, a.len) == 0;
}

static bool
matches(const struct select *s, const struct mime_body_part *part)
{
	struct mime_part *p = part->part;

	for (size_t i = 0; i < s->n; i++) {
		const struct wish *t = &s->wishes[i];
		bool found = false;

		switch (t->kind) {
		case SECTION:
			break;
		case ATTACHMENTS:
			found = parts_is_attachment(part);
			break;
		case ALL:
			found = true;
			break;
		case TYPE:
			found = glob(t->text, mime_part_type(p));
			break;
		case NAME:
			found = mime_part_filename(p).ptr != NULL &&
				glob(t->text, mime_part_filename(p));
			break;
		case CONTENT_ID:
			found = same(mime_part_content_id(p), t->text);
			break;
		}
		if (found)
			return true;
	}
	return false;
}

/* A section names one part, of any kind. */
static bool
is_named(const struct mime_part *p, struct mime_part *const *named, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (named[i] == p)
			return true;
	return false;
}

static size_t
find_named(struct mime_part **named, const struct select *s,
	   struct mime_message *m)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++) {
		char *text;

		if (s->wishes[i].kind != SECTION)
			continue;
		text = cli_copy(s->wishes[i].text.ptr, s->wishes[i].text.len);
		named[n] = mime_message_find(m, text);
		n += named[n] != NULL;
		free(text);
	}
	return n;
}

void
select_parts(struct parts *out, const struct select *s, struct mime_message *m)
{
	struct mime_part **named = cli_alloc(s->n * sizeof(*named));
	size_t n_named = find_named(named, s, m), next = 0;
	struct mime_part *p;
	struct parts all;

	*out = (struct parts){ NULL, 0, 0 };
	parts_find(&all, m);
	for (p = mime_message_root(m); p != NULL; p = parts_after(p)) {
		struct mime_body_part part = { p, 0 };
		bool found = is_named(p, named, n_named);

		if (next < all.n && all.list[next].part == p) {
			part = all.list[next++];
			found = found || matches(s, &part);
		}
		if (!found)
			continue;
		out->list = cli_grow(out->list, out->n, &out->room,
				     sizeof *out->list);
		out->list[out->n++] = part;
	}
	parts_free(&all);
	free(named);
}
