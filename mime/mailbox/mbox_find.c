#include "base/slice.h"
#include "codec/scan.h"
#include "mailbox/mbox_line.h"

static const mime_slice from_word = MIME_LITERAL("From ");

size_t
mime_mbox_mark(mime_slice text)
{
	return mime_slice_begins(text, MIME_LITERAL("\xEF\xBB\xBF")) ? 3 : 0;
}

mime_slice
mime_mbox_line_at(mime_slice text, size_t i, size_t *next)
{
	const char *lf =
		i < text.len ? memchr(text.ptr + i, '\n', text.len - i) : NULL;
	size_t end = lf != NULL ? (size_t)(lf - text.ptr) : text.len;

	*next = lf != NULL ? end + 1 : end;
	if (lf != NULL && end > i && text.ptr[end - 1] == '\r')
		end--;
	return mime_slice_part(text, i, end);
}

/* The line that ends right before i is empty. */
static bool
after_empty_line(const char *p, size_t i)
{
	i--; /* the line end, LF */
	if (i > 0 && p[i - 1] == '\r')
		i--;
	return i == 0 || p[i - 1] == '\n';
}

/* What begins s is a header field, or the envelope line of a message that was
 * in an mbox before; last: the file ends with s, perhaps inside a name. */
static bool
field_begins(mime_slice s, bool last)
{
	size_t n = 0;

	if (mime_slice_begins(s, MIME_LITERAL(">From ")))
		return true;
	while (n < s.len && mime_ascii_is(s.ptr[n], MIME_ASCII_FTEXT))
		n++;
	return n < s.len ? n > 0 && s.ptr[n] == ':' : last;
}

/* A word with an "@": what programs write that know no date. */
static bool
lone_address(mime_slice s)
{
	bool at = false;

	for (size_t i = 0; i < s.len; i++) {
		if (mime_ascii_is_space(s.ptr[i]))
			return false;
		at = at || s.ptr[i] == '@';
	}
	return at;
}

/* The file ends inside this line, which could have become a separator: it ends
 * within "From ", the sender, or the weekday; or a weekday is the second
 * word. */
static bool
torn(mime_slice line)
{
	static const char days[7][4] = { "Sun", "Mon", "Tue", "Wed",
					 "Thu", "Fri", "Sat" };
	size_t i = from_word.len, n;

	if (line.len <= from_word.len)
		return mime_slice_begins(from_word, line);
	while (i < line.len && !mime_ascii_is_space(line.ptr[i]))
		i++;
	line = mime_slice_trim(mime_slice_part(line, i, line.len));
	n = line.len < 3 ? line.len : 3;
	for (i = 0; i < 7; i++)
		if (n == 0 || memcmp(line.ptr, days[i], n) == 0)
			return true;
	return false;
}

/* A message begins at i, where a line does; 0 < i < text.len.  ended: the file
 * ends with text; else only what no more bytes can change is true. */
static bool
begins_at(mime_slice text, size_t i, bool ended)
{
	size_t most = MIME_MBOX_LINE_MAX + 2, next, end;
	bool apart = after_empty_line(text.ptr, i), field;
	struct mime_mbox_line parts;
	mime_slice near = text, line;

	if (text.len - i > most)
		near.len = i + most;
	line = mime_mbox_line_at(near, i, &next);
	if (text.ptr[next - 1] != '\n')
		return ended && next == text.len && apart &&
		       line.len <= MIME_MBOX_LINE_MAX && torn(line);
	if (!mime_slice_begins(line, from_word))
		return false;
	mime_mbox_line_parse(&parts, line);
	if (parts.dated && apart)
		return true;
	end = text.len - next > MIME_MBOX_FIELD_MAX ? next + MIME_MBOX_FIELD_MAX
						    : text.len;
	field = field_begins(mime_slice_part(text, next, end),
			     ended && end == text.len);
	return field && (parts.dated || mime_slice_is(parts.sender, "-") ||
			 (apart && lone_address(parts.sender)));
}

/* The file begins with a "From " line, whatever is in it; ended as above. */
static bool
begins_file(mime_slice text, bool ended)
{
	size_t mark = mime_mbox_mark(text), next;
	size_t most = mark + MIME_MBOX_LINE_MAX + 2;
	mime_slice near = text, line;

	if (text.len > most)
		near.len = most;
	line = mime_mbox_line_at(near, mark, &next);
	return mime_slice_begins(line, from_word) &&
	       line.len <= MIME_MBOX_LINE_MAX &&
	       ((ended && next == text.len) || text.ptr[next - 1] == '\n');
}

static bool
begins(mime_slice text, size_t i, bool ended)
{
	if (i == 0)
		return begins_file(text, ended);
	return i < text.len && text.ptr[i - 1] == '\n' && text.ptr[i] == 'F' &&
	       begins_at(text, i, ended);
}

bool
mime_mbox_begins(mime_slice text, size_t i)
{
	return begins(text, i, true);
}

bool
mime_mbox_begins_surely(mime_slice text, size_t i)
{
	return begins(text, i, false);
}

size_t
mime_mbox_find(mime_slice text, size_t from)
{
	size_t i = from > 0 ? from - 1 : 0;

	while (i < text.len) {
		i = mime_scan_line(text.ptr, text.len, i, 'F');
		if (i < text.len && begins_at(text, ++i, true))
			return i;
	}
	return text.len;
}
