#include "codec/eol.h"
#include <string.h>

void
mime_eol_init(struct mime_eol *s, enum mime_line_end line_end)
{
	s->line_end = line_end;
	s->after_cr = false;
}

static size_t
find(const char *p, size_t from, size_t to, char c)
{
	const char *hit = from < to ? memchr(p + from, c, to - from) : NULL;

	return hit != NULL ? (size_t)(hit - p) : to;
}

static char *
put_line_end(const struct mime_eol *s, char *o)
{
	if (s->line_end == MIME_LINE_CRLF)
		*o++ = '\r';
	*o++ = '\n';
	return o;
}

/* A CR is written as a line end at once, so nothing is ever held; the LF that
 * may follow is then passed over.  Bound: a line end of two bytes comes from
 * one byte or two.  Each byte is searched once for LF and once for CR: the
 * next LF is kept while CRs before it are found. */
size_t
mime_eol_convert(struct mime_eol *s, const void *in, size_t n, void *out,
		 bool last)
{
	const char *p = in;
	char *o = out;
	size_t i = 0, lf = 0;

	(void)last;
	if (n == 0)
		return 0;
	if (s->after_cr && p[0] == '\n')
		i = lf = 1;
	s->after_cr = false;
	while (i < n) {
		size_t end;

		if (lf <= i)
			lf = find(p, i, n, '\n');
		end = find(p, i, lf, '\r');
		memcpy(o, p + i, end - i);
		o += end - i;
		i = end;
		if (i == n)
			break;
		o = put_line_end(s, o);
		if (p[i] == '\r') {
			s->after_cr = i + 1 == n;
			if (i + 1 == lf && lf < n)
				i++;
		}
		i++;
	}
	return (size_t)(o - (char *)out);
}
