#include "codec/uu.h"
#include "base/slice.h"
#include "codec/fault.h"

enum { BEFORE, INSIDE, AFTER };

bool
mime_uu_is_begin(mime_slice line)
{
	size_t i = 6;

	if (!mime_slice_begins(line, MIME_LITERAL("begin ")))
		return false;
	while (i < line.len && line.ptr[i] >= '0' && line.ptr[i] <= '7')
		i++;
	return i >= 9 && i <= 10 && i + 1 < line.len && line.ptr[i] == ' ';
}

static bool
is_digit(char c)
{
	return c >= ' ' && c <= '`';
}

/* Characters after the first of a line that holds so many bytes. */
static size_t
characters(size_t bytes)
{
	return (bytes + 2) / 3 * 4;
}

bool
mime_uu_is_data(mime_slice line)
{
	size_t most;

	if (line.len == 0 || line.ptr[0] <= ' ' || line.ptr[0] > '`')
		return false;
	most = characters((size_t)(line.ptr[0] - ' ') & 63);
	for (size_t i = 0; i < line.len; i++)
		if (!is_digit(line.ptr[i]))
			return false;
	/* blanks at the end may be lost, a checksum may be there */
	return line.len <= most + 2 && line.len + 4 > most;
}

void
mime_uu_init(struct mime_uu *s)
{
	*s = (struct mime_uu){ 0 };
}

/* Four characters are three bytes; a blank that was lost at the end is 0. */
static size_t
decode_line(struct mime_uu *s, mime_slice line, char *out)
{
	size_t bytes = (size_t)(line.ptr[0] - ' ') & 63;
	size_t n = characters(bytes), made = 0;
	uint32_t bits = 0;

	if (line.len - 1 < n)
		mime_fault_add(&s->faults[MIME_UU_SHORT], s->line_at);
	for (size_t i = 0; i < n; i++) {
		char c = i + 1 < line.len ? line.ptr[i + 1] : ' ';

		if (!is_digit(c))
			mime_fault_add(&s->faults[MIME_UU_JUNK],
				       s->line_at + i + 1);
		bits = bits << 6 | ((uint32_t)(c - ' ') & 63);
		if (i % 4 != 3)
			continue;
		for (int shift = 16; shift >= 0 && made < bytes; shift -= 8)
			out[made++] = (char)(uint8_t)(bits >> shift);
	}
	if (s->n > n + 2) /* one more is a checksum */
		mime_fault_add(&s->faults[MIME_UU_JUNK], s->line_at + n + 2);
	return made;
}

/* The line that was collected, without its end; returns the bytes written. */
static size_t
take_line(struct mime_uu *s, char *out)
{
	mime_slice line = mime_slice_of(
		s->line, s->n < sizeof s->line ? s->n : sizeof s->line);
	mime_slice bare;

	if (line.len > 0 && s->n == line.len &&
	    line.ptr[line.len - 1] == '\r') {
		line.len--;
		s->n--;
	}
	bare = mime_slice_trim(line);
	if (mime_uu_is_begin(line)) {
		if (s->state != BEFORE)
			mime_fault_add(&s->faults[MIME_UU_OUTSIDE], s->line_at);
		s->state = INSIDE;
		return 0;
	}
	if (bare.len == 0) /* no data, or "`" as a blank */
		return 0;
	if (s->state != INSIDE) {
		mime_fault_add(&s->faults[MIME_UU_OUTSIDE], s->line_at);
		return 0;
	}
	if (bare.len == 3 && memcmp(bare.ptr, "end", 3) == 0) {
		s->state = AFTER;
		return 0;
	}
	if (!is_digit(line.ptr[0])) {
		mime_fault_add(&s->faults[MIME_UU_JUNK], s->line_at);
		return 0;
	}
	return decode_line(s, line, out);
}

size_t
mime_uu_decode(struct mime_uu *s, const void *in, size_t n, void *out,
	       bool last)
{
	mime_slice rest = mime_slice_of(in, n);
	char *to = out;

	while (rest.len > 0) {
		const char *lf = memchr(rest.ptr, '\n', rest.len);
		size_t run = lf != NULL ? (size_t)(lf - rest.ptr) : rest.len;
		size_t room = s->n < sizeof s->line ? sizeof s->line - s->n : 0;

		if (room > 0)
			memcpy(s->line + s->n, rest.ptr,
			       run < room ? run : room);
		s->n += run;
		s->offset += run;
		rest = mime_slice_part(rest, run, rest.len);
		if (lf == NULL)
			break;
		to += take_line(s, to);
		rest = mime_slice_part(rest, 1, rest.len);
		s->line_at = ++s->offset;
		s->n = 0;
	}
	if (!last)
		return (size_t)(to - (char *)out);
	to += take_line(s, to);
	if (s->state != AFTER)
		mime_fault_add(&s->faults[MIME_UU_UNENDED], s->offset);
	return (size_t)(to - (char *)out);
}
