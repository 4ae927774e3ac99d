#include "tree/uuencode.h"
#include "base/slice.h"
#include "codec/uu.h"

void
mime_uuencode_init(struct mime_uuencode *u)
{
	*u = (struct mime_uuencode){ 0 };
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
	if (u->begun && mime_uu_is_data(line))
		return true;
	u->begun = mime_uu_is_begin(line);
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
