#include "base/ascii.h"
#include "codec/qp.h"
#include "codec/qp_kernel.h"
#include <string.h>

/* No byte needs to know more than the four after it: "From " is five. */
enum { AHEAD = 4 };

/* Bound: of the n new bytes and the AHEAD held ones each is written as three
 * or less (a line end as two).  A soft break is three more; the first can come
 * at once, and between two of them lies a line of at least 73 columns, which
 * 25 bytes are needed for.  So m bytes bring at most m / 25, rounded up,
 * breaks.  Reached by bytes that are all escaped, after a full line. */
_Static_assert(MIME_QP_ENCODE_MAX(46) == 50 * 3 + 2 * 3 &&
		       sizeof(((struct mime_qp *)NULL)->held) == AHEAD,
	       "MIME_QP_ENCODE_MAX is exact");

/* The input as far as it is known, and who writes it. */
struct text {
	const char *ptr;
	size_t len;
	bool last; /* nothing follows */
	const struct mime_qp_kernel *kernel;
};

/* The length of the line end at i: CRLF 2, LF 1, none 0. */
static size_t
line_end(const struct mime_qp *s, const struct text *t, size_t i)
{
	if ((s->flags & MIME_QP_BINARY) != 0 || i >= t->len)
		return 0;
	if (t->ptr[i] == '\n')
		return 1;
	return t->ptr[i] == '\r' && i + 1 < t->len && t->ptr[i + 1] == '\n' ? 2
									    : 0;
}

static char *
put_line_end(struct mime_qp *s, char *o)
{
	if ((s->flags & MIME_QP_LF) == 0)
		*o++ = '\r';
	*o++ = '\n';
	s->column = 0;
	return o;
}

/* One byte that is no line end.  The last column is for "=", unless the line
 * ends there. */
static char *
put_byte(struct mime_qp *s, const struct text *t, size_t i, char *o)
{
	char c = t->ptr[i];
	bool ends = line_end(s, t, i + 1) > 0 || (t->last && i + 1 == t->len);
	bool literal =
		mime_qp_is_literal(c) || (mime_ascii_is_blank(c) && !ends);
	size_t limit = ends ? MIME_QP_COLUMNS : MIME_QP_COLUMNS - 1;

	if (s->column + (literal ? 1 : 3) > limit) {
		*o++ = '=';
		o = put_line_end(s, o);
	}
	/* writers of an mbox put ">" before it */
	if (s->column == 0 && t->len - i >= 5 &&
	    memcmp(t->ptr + i, "From ", 5) == 0)
		literal = false;
	s->column += literal ? 1 : 3;
	if (!literal)
		return mime_qp_put_escape(c, o);
	*o++ = c;
	return o;
}

/* Writes literal bytes up to stop that need no thought: no "F" that begins a
 * line, no blank that may prove to be the last.  Returns how many; there is
 * room for three times what follows i. */
static size_t
put_literals(struct mime_qp *s, const struct text *t, size_t i, size_t stop,
	     char *o)
{
	size_t room = MIME_QP_COLUMNS - 1, run;
	const char *p = t->ptr + i;

	if (s->column >= room || (s->column == 0 && *p == 'F') ||
	    !(mime_qp_is_literal(*p) || *p == ' '))
		return 0;
	room -= s->column;
	if (room > stop - i)
		room = stop - i;
	run = t->kernel->copy_literals(p, t->len - i, room, o);
	if (run > 0 && p[run - 1] == ' ')
		run--;
	s->column += run;
	return run;
}

/* No literal, in whatever place. */
static bool
is_escaped(char c)
{
	return !mime_qp_is_literal(c) && !mime_ascii_is_space(c);
}

/* Writes escapes as long as each has room before the last column.  Two are
 * worth the kernel. */
static size_t
put_escapes(struct mime_qp *s, const struct text *t, size_t i, size_t stop,
	    char *o)
{
	size_t room = MIME_QP_COLUMNS - 1, run = 1;
	const char *p = t->ptr + i;

	room = s->column < room ? (room - s->column) / 3 : 0;
	if (room > stop - i)
		room = stop - i;
	if (room == 0 || !is_escaped(*p))
		return 0;
	if (room > 1 && is_escaped(p[1]))
		run = t->kernel->escape(p, t->len - i, room, o);
	else
		mime_qp_put_escape(*p, o);
	s->column += run * 3;
	return run;
}

/* Encodes from i up to stop, or one byte further where that is inside a CRLF;
 * what lies between stop and the end of the text is only looked at.  Returns
 * where it came to; *out goes on. */
static size_t
encode(struct mime_qp *s, const struct text *t, size_t i, size_t stop,
       char **out)
{
	char *o = *out;

	while (i < stop) {
		size_t run = put_literals(s, t, i, stop, o);

		i += run;
		o += run;
		if (run > 0)
			continue;
		run = put_escapes(s, t, i, stop, o);
		i += run;
		o += run * 3;
		if (run > 0)
			continue;
		run = line_end(s, t, i);
		if (run > 0) {
			o = put_line_end(s, o);
			i += run;
		} else {
			o = put_byte(s, t, i++, o);
		}
	}
	*out = o;
	return i;
}

static void
hold(struct mime_qp *s, const char *p, size_t n)
{
	memcpy(s->held, p, n);
	s->n_held = (uint8_t)n;
}

size_t
mime_qp_encode(struct mime_qp *s, const void *in, size_t n, void *out,
	       bool last)
{
	struct text t = { in, n, last, mime_qp_kernel() };
	char window[2 * AHEAD], *o = out;
	size_t i = 0, stop;

	/* held bytes meet the start of the piece in a window */
	if (s->n_held > 0 || n <= AHEAD) {
		size_t taken = n < AHEAD ? n : AHEAD, held = s->n_held;
		struct text w = { window, held + taken, last && taken == n,
				  t.kernel };

		memcpy(window, s->held, held);
		if (taken > 0)
			memcpy(window + held, in, taken);
		stop = held;
		if (w.last)
			stop = w.len;
		else if (taken == n)
			stop = w.len > AHEAD ? w.len - AHEAD : 0;
		i = encode(s, &w, 0, stop, &o);
		if (taken == n) {
			hold(s, window + i, w.len - i);
			return (size_t)(o - (char *)out);
		}
		i -= held;
	}
	stop = last ? n : n - AHEAD;
	i = encode(s, &t, i, stop, &o);
	hold(s, t.ptr + i, n - i);
	return (size_t)(o - (char *)out);
}
