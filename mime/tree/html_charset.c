#include "tree/html_charset.h"
#include "base/slice.h"
#include "mime/text.h"

static bool
same_at(mime_slice s, size_t at, mime_slice word)
{
	return s.len - at >= word.len &&
	       mime_slice_same(mime_slice_of(s.ptr + at, word.len), word);
}

/* The value behind "charset" at `at': blanks, "=", an opening quote. */
static bool
read_value(mime_slice *label, mime_slice tag, size_t at)
{
	size_t end;

	while (at < tag.len && mime_ascii_is_space(tag.ptr[at]))
		at++;
	if (at == tag.len || tag.ptr[at] != '=')
		return false;
	at++;
	while (at < tag.len && (mime_ascii_is_space(tag.ptr[at]) ||
				tag.ptr[at] == '"' || tag.ptr[at] == '\''))
		at++;
	end = at;
	while (end < tag.len && mime_ascii_is(tag.ptr[end], MIME_ASCII_TOKEN) &&
	       tag.ptr[end] != '\'')
		end++;
	*label = mime_slice_part(tag, at, end);
	return end > at;
}

bool
mime_html_charset(mime_slice *label, mime_slice head)
{
	*label = MIME_ABSENT;
	for (size_t at = 0; at < head.len; at++) {
		const char *close;
		mime_slice tag;

		if (!same_at(head, at, MIME_LITERAL("<meta")))
			continue;
		close = memchr(head.ptr + at, '>', head.len - at);
		if (close == NULL)
			return false;
		tag = mime_slice_of(head.ptr + at,
				    (size_t)(close - head.ptr) - at);
		for (size_t i = 0; i < tag.len; i++)
			if (same_at(tag, i, MIME_LITERAL("charset")) &&
			    read_value(label, tag, i + 7))
				return true;
		at += tag.len;
	}
	return false;
}

bool
mime_html_charset_agrees(mime_slice a, mime_slice b)
{
	struct mime_charset first, second;

	if (mime_slice_same(a, b))
		return true;
	mime_charset_find(&first, a);
	mime_charset_find(&second, b);
	return first.name != NULL && second.name != NULL &&
	       strcmp(first.name, second.name) == 0;
}
