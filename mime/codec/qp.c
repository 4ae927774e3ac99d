#include "codec/qp.h"
#include "base/ascii.h"
#include "codec/fault.h"
#include "codec/qp_kernel.h"
#include <string.h>

/* What was read and not yet written. */
enum {
	TEXT,	       /* nothing */
	BLANKS,	       /* blanks: dropped if a line end follows */
	BLANKS_CR,     /* the same, and CR */
	LONG,	       /* nothing; in a run of blanks too long to hold */
	EQUALS,	       /* "=" */
	EQUALS_DIGIT,  /* "=" and one digit */
	EQUALS_BLANKS, /* "=" and blanks */
	EQUALS_CR      /* "=", perhaps blanks, and CR */
};

/* A hexadecimal digit has DIGIT, its value, and LOWER if it is a-f.  A table
 * of its own, because text other than Latin is made of nothing but escapes. */
enum { DIGIT = 0x40, LOWER = 0x20 };

static const uint8_t digits[256] = {
	['0'] = DIGIT | 0,	    ['1'] = DIGIT | 1,
	['2'] = DIGIT | 2,	    ['3'] = DIGIT | 3,
	['4'] = DIGIT | 4,	    ['5'] = DIGIT | 5,
	['6'] = DIGIT | 6,	    ['7'] = DIGIT | 7,
	['8'] = DIGIT | 8,	    ['9'] = DIGIT | 9,
	['A'] = DIGIT | 10,	    ['B'] = DIGIT | 11,
	['C'] = DIGIT | 12,	    ['D'] = DIGIT | 13,
	['E'] = DIGIT | 14,	    ['F'] = DIGIT | 15,
	['a'] = DIGIT | LOWER | 10, ['b'] = DIGIT | LOWER | 11,
	['c'] = DIGIT | LOWER | 12, ['d'] = DIGIT | LOWER | 13,
	['e'] = DIGIT | LOWER | 14, ['f'] = DIGIT | LOWER | 15,
};

/* Bound: every byte comes out at most once, as itself, as part of an escape
 * or not at all, so n bytes give at most what was held and n.  The most that
 * can be held is "=", all the blanks there is room for, and CR. */
_Static_assert(MIME_QP_DECODE_MAX(0) ==
		       sizeof(((struct mime_qp *)NULL)->blanks) + 2,
	       "MIME_QP_DECODE_MAX is exact");

void
mime_qp_init(struct mime_qp *s, unsigned flags)
{
	memset(s, 0, sizeof *s);
	s->flags = flags;
}

static char *
put_blanks(struct mime_qp *s, char *o)
{
	memcpy(o, s->blanks, s->n_blanks);
	o += s->n_blanks;
	s->n_blanks = 0;
	return o;
}

/* What began with "=" is neither escape nor soft break: it stays. */
static char *
put_literal(struct mime_qp *s, char *o)
{
	mime_fault_add(&s->faults[MIME_QP_ESCAPE], s->equals_at);
	*o++ = '=';
	return put_blanks(s, o);
}

/* Holds one more blank, or finds that the run passes what can be held: then
 * it is data, which depends on its length alone, not on the pieces. */
static char *
take_blank(struct mime_qp *s, char c, char *o)
{
	if (s->n_blanks < sizeof s->blanks) {
		s->blanks[s->n_blanks++] = c;
		return o;
	}
	o = s->state == BLANKS ? put_blanks(s, o) : put_literal(s, o);
	*o++ = c;
	s->state = LONG;
	return o;
}

static void
soft_break(struct mime_qp *s)
{
	if (s->n_blanks > 0)
		mime_fault_add(&s->faults[MIME_QP_BLANKS], s->equals_at);
	s->n_blanks = 0;
	s->state = TEXT;
}

static char *
take_text(struct mime_qp *s, char c, size_t at, char *o)
{
	if (c == '=') {
		s->equals_at = at;
		s->state = EQUALS;
	} else if (mime_ascii_is_blank(c)) {
		s->state = BLANKS;
		o = take_blank(s, c, o);
	} else {
		*o++ = c;
	}
	return o;
}

/* After blanks. */
static char *
take_held(struct mime_qp *s, char c, size_t at, char *o)
{
	bool cr = s->state == BLANKS_CR;

	if (!cr && mime_ascii_is_blank(c))
		return take_blank(s, c, o);
	if (!cr && c == '\r') {
		s->state = BLANKS_CR;
		return o;
	}
	if (c == '\n')
		s->n_blanks = 0;
	o = put_blanks(s, o);
	if (cr)
		*o++ = '\r';
	s->state = TEXT;
	return take_text(s, c, at, o);
}

/* After "=". */
static char *
take_escape(struct mime_qp *s, char c, size_t at, char *o)
{
	uint8_t digit = digits[(uint8_t)c];

	if (s->state == EQUALS_DIGIT && (digit & DIGIT) != 0) {
		if (((s->digit | digit) & LOWER) != 0)
			mime_fault_add(&s->faults[MIME_QP_ESCAPE],
				       s->equals_at);
		*o++ = (char)(uint8_t)((s->digit & 15) << 4 | (digit & 15));
		s->state = TEXT;
		return o;
	}
	if (s->state == EQUALS && (digit & DIGIT) != 0) {
		s->held[0] = c;
		s->digit = digit;
		s->state = EQUALS_DIGIT;
		return o;
	}
	if (s->state != EQUALS_DIGIT && c == '\n') {
		soft_break(s);
		return o;
	}
	if (s->state == EQUALS || s->state == EQUALS_BLANKS) {
		if (mime_ascii_is_blank(c)) {
			s->state = EQUALS_BLANKS;
			return take_blank(s, c, o);
		}
		if (c == '\r') {
			s->state = EQUALS_CR;
			return o;
		}
	}
	o = put_literal(s, o);
	if (s->state == EQUALS_DIGIT)
		*o++ = s->held[0];
	if (s->state == EQUALS_CR)
		*o++ = '\r';
	s->state = TEXT;
	return take_text(s, c, at, o);
}

static char *
take(struct mime_qp *s, char c, size_t at, char *o)
{
	switch (s->state) {
	case BLANKS:
	case BLANKS_CR:
		return take_held(s, c, at, o);
	case LONG:
		if (mime_ascii_is_blank(c)) {
			*o++ = c;
			return o;
		}
		s->state = TEXT;
		return take_text(s, c, at, o);
	case TEXT:
		return take_text(s, c, at, o);
	default:
		return take_escape(s, c, at, o);
	}
}

static char *
finish(struct mime_qp *s, char *o)
{
	switch (s->state) {
	case BLANKS_CR: /* a bare CR, so the blanks end no line */
		o = put_blanks(s, o);
		*o++ = '\r';
		break;
	case EQUALS: /* a soft break, its line end cut off with the body's */
	case EQUALS_BLANKS:
		soft_break(s);
		break;
	case EQUALS_DIGIT:
		o = put_literal(s, o);
		*o++ = s->held[0];
		break;
	case EQUALS_CR:
		o = put_literal(s, o);
		*o++ = '\r';
		break;
	default:
		break;
	}
	s->state = TEXT;
	return o;
}

/* The escapes at the start of in; *out goes on.  The kernel is for three or
 * more in a row, as in text other than Latin. */
static size_t
take_escapes(struct mime_qp *s, const char *in, size_t n, size_t at, char **out)
{
	const struct mime_qp_kernel *kernel = mime_qp_kernel();
	char *o = *out;
	size_t i = 0;

	if (kernel->unescape != NULL && n > 6 && in[3] == '=' && in[6] == '=') {
		i = kernel->unescape(in, n, o);
		o += i / 3;
	}
	for (; n - i >= 3 && in[i] == '='; i += 3) {
		uint8_t high = digits[(uint8_t)in[i + 1]];
		uint8_t low = digits[(uint8_t)in[i + 2]];

		if ((high & low & DIGIT) == 0)
			break;
		if (((high | low) & LOWER) != 0)
			mime_fault_add(&s->faults[MIME_QP_ESCAPE], at + i);
		*o++ = (char)(uint8_t)((high & 15) << 4 | (low & 15));
	}
	*out = o;
	return i;
}

/* The length of the soft break at the start of in, which is "=" and a line end
 * at once; 0 if there is none. */
static size_t
soft_break_length(const char *in, size_t n)
{
	if (n >= 3 && in[1] == '\r' && in[2] == '\n')
		return 3;
	return n >= 2 && in[1] == '\n' ? 2 : 0;
}

/* The escapes and soft breaks at the start of in; *out goes on. */
static size_t
take_equals(struct mime_qp *s, const char *in, size_t n, size_t at, char **out)
{
	size_t i = 0, used = 1;

	while (used > 0 && i < n && in[i] == '=') {
		used = soft_break_length(in + i, n - i);
		if (used == 0)
			used = take_escapes(s, in + i, n - i, at + i, out);
		i += used;
	}
	return i;
}

/* How many bytes before in[end], back to in[start], are blanks. */
static size_t
blanks_before(const char *in, size_t start, size_t end)
{
	size_t i = end;

	while (i > start && mime_ascii_is_blank(in[i - 1]))
		i--;
	return end - i;
}

/* Decodes with nothing held, `at' bytes into the whole input, and returns the
 * bytes used; the others, which may need what follows the piece, are left to
 * take(). */
static size_t
take_run(struct mime_qp *s, const char *in, size_t n, size_t at, char **out)
{
	const struct mime_qp_kernel *kernel = mime_qp_kernel();
	char *o = *out;
	size_t i = 0;

	for (;;) {
		size_t start, text, blanks, used;

		if (kernel->run != NULL)
			i += kernel->run(in + i, n - i, &o);
		start = i;
		used = kernel->copy_text(in + i, n - i, o);
		i += used;
		o += used;
		if (i < n && in[i] == '=') {
			used = take_equals(s, in + i, n - i, at + i, &o);
			i += used;
			if (used > 0)
				continue;
			break;
		}
		text = i > start && in[i - 1] == '\r' ? i - 1 : i;
		blanks = blanks_before(in, start, text);
		if (i == n) {
			used = blanks > 0 ? blanks + (i - text) : 0;
			i -= used;
			o -= used;
			break;
		}
		if (blanks > 0 && blanks <= sizeof s->blanks) {
			o -= blanks + (i - text);
			if (text < i)
				*o++ = '\r';
		}
		*o++ = '\n';
		i++;
	}
	*out = o;
	return i;
}

size_t
mime_qp_decode(struct mime_qp *s, const void *in, size_t n, void *out,
	       bool last)
{
	const char *p = in;
	char *o = out;
	size_t i = 0;

	while (i < n) {
		if (s->state == TEXT)
			i += take_run(s, p + i, n - i, s->offset + i, &o);
		if (i < n) {
			o = take(s, p[i], s->offset + i, o);
			i++;
		}
	}
	s->offset += n;
	if (last)
		o = finish(s, o);
	return (size_t)(o - (char *)out);
}
