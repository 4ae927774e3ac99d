#include "codec/dot.h"
#include "codec/scan.h"
#include <string.h>

void
mime_dot_init(struct mime_dot *s)
{
	s->in_line = false;
}

/* A line begins after any LF, as a server may see it that reads a bare one as
 * a line end.  So every second byte can be a dot that begins a line, which is
 * the bound; the end is CRLF, dot, CRLF. */
size_t
mime_dot_stuff(struct mime_dot *s, const char *in, size_t n, char *out,
	       bool last)
{
	char *o = out;
	size_t i = 0;

	if (n > 0 && !s->in_line && in[0] == '.')
		*o++ = '.';
	while (i < n) {
		size_t lf = mime_scan_line(in, n, i, '.');
		size_t end = lf < n ? lf + 1 : n;

		memcpy(o, in + i, end - i);
		o += end - i;
		i = end;
		if (lf < n)
			*o++ = '.';
	}
	if (n > 0)
		s->in_line = in[n - 1] != '\n';
	if (last && s->in_line) {
		*o++ = '\r';
		*o++ = '\n';
	}
	if (last) {
		*o++ = '.';
		*o++ = '\r';
		*o++ = '\n';
	}
	return (size_t)(o - out);
}
