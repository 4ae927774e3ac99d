#include "tree/uuencode.h"
#include "base/slice.h"

void
mime_uuencode_init(struct mime_uuencode *u)
{
	*u = (struct mime_uuencode){ 0 };
}

/* "begin 644 name" */
static bool
is_begin(mime_slice line)
{
	size_t i = 6;

	if (!mime_slice_begins(line, MIME_LITERAL("begin ")))
		return false;
	while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '7')
		i++;
	return i >= 9 && i <= 10 && i + 1 < line.len && line.ptr[i] == ' ';
}

/* The first character says how many bytes the line holds; the line has four
 * characters for three of them, all between blank and "`". */
static bool
is_data(mime_slice line, size_t n)
{
	size_t bytes, characters;

	if (line.len == 0 || line.ptr[0] <= ' ' || line.ptr[0] > '`')
		return false;
	bytes = (size_t)(line.ptr[0] - ' ') & 63;
	characters = (bytes + 2) / 3 * 4;
	for (size_t i = 0; i < line.len; i++)
		if (line.ptr[i] < ' ' || line.ptr[i] > '`')
			return false;
	/* blanks at the end may be lost, a checksum may be there */
	return n >= 1 && n <= characters + 2 && n + 4 > characters;
}

static bool
take_line(struct mime_uuencode *u)
{
	size_t n = u->n < sizeof u->line ? u->n : sizeof u->line;
	mime_slice line = mime_slice_of(u->line, n);
	size_t start = u->at - u->n;

	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	if (mime_slice_begins(line, MIME_LITERAL("=ybegin "))) {
		u->begin = start;
		return true;
	}
	if (u->begun && is_data(line, line.len))
		return true;
	u->begun = is_begin(line);
	if (u->begun)
		u->begin = start;
	return false;
}

bool
mime_uuencode_find(struct mime_uuencode *u, mime_slice piece)
{
	for (size_t i = 0; i < piece.len; i++) {
		char c = piece.ptr[i];

		if (c == '\n') {
			if (take_line(u))
				return true;
			u->n = 0;
		} else {
			if (u->n < sizeof u->line)
				u->line[u->n] = c;
			u->n++;
		}
		u->at++;
	}
	return false;
}
