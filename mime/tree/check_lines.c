#include "tree/check.h"

enum { LONGEST_LINE = 998 }; /* RFC 5322 2.1.1 */

static void
note_line_end(struct mime_check *c, size_t line, bool crlf)
{
	bool *seen = crlf ? &c->crlf : &c->lf;
	bool other = crlf ? c->lf : c->crlf;

	if (!*seen && other)
		c->mixed_at = line;
	*seen = true;
}

/* H05, H06 and S04 in one line of a header, without its line end. */
static void
check_header_bytes(struct mime_check *c, size_t from, size_t to)
{
	const char *bytes = c->message->source.bytes.ptr;

	for (size_t i = from; i < to; i++) {
		char b = bytes[i];

		if (!mime_ascii_is_control(b) || b == '\t')
			continue;
		mime_check_defect(c,
				  b == '\r'   ? MIME_DEFECT_BARE_CR
				  : b == '\0' ? MIME_DEFECT_NUL_IN_HEADER
					      : MIME_DEFECT_CONTROL_IN_HEADER,
				  i, i + 1);
	}
}

/* S04 in one line of a body, without its line end. */
static void
check_body_bytes(struct mime_check *c, size_t from, size_t to)
{
	const char *bytes = c->message->source.bytes.ptr, *cr;

	while (from < to &&
	       (cr = memchr(bytes + from, '\r', to - from)) != NULL) {
		from = (size_t)(cr - bytes) + 1;
		mime_check_defect(c, MIME_DEFECT_BARE_CR, from - 1, from);
	}
}

void
mime_check_lines(struct mime_check *c, size_t from, size_t to, bool header)
{
	const char *bytes = c->message->source.bytes.ptr;

	while (from < to) {
		const char *lf = memchr(bytes + from, '\n', to - from);
		size_t end = lf != NULL ? (size_t)(lf - bytes) : to;
		size_t next = lf != NULL ? end + 1 : to;

		if (lf != NULL) {
			bool crlf = end > from && bytes[end - 1] == '\r';

			note_line_end(c, from, crlf);
			end -= crlf ? 1 : 0;
		}
		if (end - from > LONGEST_LINE)
			mime_check_defect(c,
					  header ? MIME_DEFECT_LONG_HEADER_LINE
						 : MIME_DEFECT_LONG_BODY_LINE,
					  from, end);
		if (header)
			check_header_bytes(c, from, end);
		else
			check_body_bytes(c, from, end);
		from = next;
	}
}
