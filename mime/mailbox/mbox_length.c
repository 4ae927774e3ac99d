#include "mailbox/mbox_length.h"
#include "base/slice.h"

bool
mime_mbox_header_ends(size_t *at, mime_slice text)
{
	const char *lf;

	while (*at < text.len) {
		mime_slice rest;

		lf = memchr(text.ptr + *at, '\n', text.len - *at);
		*at = lf != NULL ? (size_t)(lf - text.ptr) : text.len;
		rest = mime_slice_part(text, *at + (lf != NULL), text.len);
		if (mime_slice_begins(rest, MIME_LITERAL("\n")) ||
		    mime_slice_begins(rest, MIME_LITERAL("\r\n")))
			return true;
		if (rest.len < 2)
			return false;
		++*at;
	}
	return false;
}

bool
mime_mbox_length(size_t *body, size_t *length, mime_slice text, size_t i)
{
	mime_slice name = MIME_LITERAL("Content-Length:"), line, value;
	size_t start = i, next = i;
	bool found = false;
	uint64_t n = 0, more;

	if (text.len - i > MIME_MBOX_HEADER_MAX + 1)
		text.len = i + MIME_MBOX_HEADER_MAX + 1;
	while (next < text.len) {
		i = next;
		line = mime_mbox_line_at(text, i, &next);
		/* A header ends before the next message at the latest, so
		 * that no byte is looked at for two of them. */
		if (next - start > MIME_MBOX_HEADER_MAX ||
		    mime_slice_begins(line, MIME_LITERAL("From ")))
			return false;
		if (line.len == 0)
			break;
		if (line.len < name.len ||
		    !mime_slice_same(mime_slice_part(line, 0, name.len), name))
			continue;
		value = mime_slice_trim(
			mime_slice_part(line, name.len, line.len));
		if (value.len == 0 ||
		    mime_ascii_decimal(&more, value.ptr, value.len,
				       SIZE_MAX / 4) != value.len ||
		    (found && more != n))
			return false;
		n = more;
		found = true;
	}
	*body = next;
	*length = (size_t)n;
	return found;
}

bool
mime_mbox_ends_at(size_t *next, mime_slice text, size_t i)
{
	mime_slice rest = mime_slice_part(text, i, text.len);

	if (mime_slice_begins(rest, MIME_LITERAL("\n")))
		i += 1;
	else if (mime_slice_begins(rest, MIME_LITERAL("\r\n")))
		i += 2;
	*next = i;
	return i >= text.len || mime_mbox_begins(text, i);
}
