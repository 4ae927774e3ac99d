#include "text/list_field.h"
#include "base/slice.h"
#include "text/lex.h"

/* The next token that is a "<", with l behind it; false if there is none. */
static bool
find_open(struct mime_lex *l)
{
	struct mime_token t;

	do
		mime_lex_next_plain(&t, l);
	while (t.kind != MIME_TOKEN_END &&
	       (t.kind != MIME_TOKEN_SPECIAL || t.raw.ptr[0] != '<'));
	return t.kind != MIME_TOKEN_END;
}

/* What follows to the next ">"; false if that is missing. */
static bool
take_bracketed(mime_slice *out, struct mime_lex *l)
{
	mime_slice left = mime_slice_part(l->text, l->at, l->text.len);
	const char *end = left.len > 0 ? memchr(left.ptr, '>', left.len) : NULL;

	if (end == NULL)
		return false;
	*out = mime_slice_trim(
		mime_slice_of(left.ptr, (size_t)(end - left.ptr)));
	l->at += (size_t)(end - left.ptr) + 1;
	return true;
}

bool
mime_list_url_next(mime_slice *url, mime_slice *rest)
{
	struct mime_lex l;

	*url = MIME_ABSENT;
	mime_lex_init(&l, *rest, MIME_LEX_ID, NULL);
	while (find_open(&l) && take_bracketed(url, &l)) {
		*rest = mime_slice_part(l.text, l.at, l.text.len);
		if (url->len > 0)
			return true;
	}
	*url = MIME_ABSENT;
	*rest = mime_slice_part(l.text, l.text.len, l.text.len);
	return false;
}

bool
mime_list_id(mime_slice *id, mime_slice *phrase, mime_slice body)
{
	struct mime_lex l;
	mime_slice found;

	*id = *phrase = MIME_ABSENT;
	mime_lex_init(&l, body, MIME_LEX_ID, NULL);
	while (find_open(&l)) {
		size_t open = l.at - 1;

		if (!take_bracketed(&found, &l))
			break;
		if (found.len == 0)
			continue;
		*id = found;
		*phrase = mime_slice_trim(mime_slice_part(body, 0, open));
	}
	if (phrase->len == 0)
		*phrase = MIME_ABSENT;
	return id->ptr != NULL;
}

bool
mime_list_is_one_click(mime_slice body)
{
	return mime_slice_is(mime_slice_trim(body),
			     "List-Unsubscribe=One-Click");
}
