#include "text/msgid.h"
#include "base/slice.h"
#include "text/lex.h"

/* Where the id that begins at s.ptr[at], behind its "<", ends: at its ">", or
 * s.len.  A quoted left side (RFC 5322 4.5.4) may hold a ">". */
static size_t
id_end(mime_slice s, size_t at)
{
	mime_slice left = mime_slice_part(s, at, s.len);
	const char *end;

	if (left.len > 0 && left.ptr[0] == '"') {
		struct mime_lex l;
		struct mime_token t;

		mime_lex_init(&l, left, MIME_LEX_WORDS, NULL);
		mime_lex_next(&t, &l);
		if (!t.open)
			left = mime_slice_part(left, t.raw.len, left.len);
	}
	end = left.len > 0 ? memchr(left.ptr, '>', left.len) : NULL;
	return end != NULL ? (size_t)(end - s.ptr) : s.len;
}

/* Without what stands before a further "<": "<cut off <whole@id>". */
static mime_slice
after_last_open(mime_slice id)
{
	for (size_t i = id.len; i > 0 && id.ptr[0] != '"'; i--)
		if (id.ptr[i - 1] == '<')
			return mime_slice_part(id, i, id.len);
	return id;
}

bool
mime_msgid_next(mime_slice *id, mime_slice *rest)
{
	const char *junk = NULL;
	struct mime_lex l;
	struct mime_token t;

	mime_lex_init(&l, *rest, MIME_LEX_ID, NULL);
	for (;;) {
		size_t end;

		mime_lex_next_plain(&t, &l);
		if (t.kind == MIME_TOKEN_END)
			break;
		if (junk == NULL)
			junk = t.raw.ptr;
		if (t.kind != MIME_TOKEN_SPECIAL || t.raw.ptr[0] != '<')
			continue;
		end = id_end(l.text, l.at);
		if (end == l.text.len)
			break;
		*id = mime_slice_part(l.text, l.at, end);
		*id = mime_slice_trim(after_last_open(*id));
		l.at = end + 1;
		if (id->len == 0)
			continue;
		*rest = mime_slice_part(l.text, l.at, l.text.len);
		return true;
	}
	*id = MIME_ABSENT;
	if (junk == NULL)
		junk = t.raw.ptr;
	*rest = mime_slice_part(l.text, (size_t)(junk - l.text.ptr),
				l.text.len);
	return false;
}

bool
mime_msgid_list_valid(mime_slice body, bool one)
{
	mime_slice rest = body, id;
	size_t n = 0;

	for (; mime_msgid_next(&id, &rest); n++) {
		if (memchr(id.ptr, '@', id.len) == NULL)
			return false;
		for (size_t i = 0; i < id.len; i++)
			if (mime_ascii_is_space(id.ptr[i]))
				return false;
	}
	return mime_slice_trim(rest).len == 0 && n > 0 && (!one || n == 1);
}
