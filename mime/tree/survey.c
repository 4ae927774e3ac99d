#include "tree/survey.h"
#include "base/slice.h"

static const char from_line[] = "From ";
enum { FROM = sizeof from_line - 1 };

void
mime_survey_init(struct mime_survey *s)
{
	*s = (struct mime_survey){ 0 };
}

/* Goes on comparing the start of a line, whatever pieces it comes in.  After
 * a mismatch from_seen stays above FROM until the line ends. */
static void
look_for_from(struct mime_survey *s, mime_slice line)
{
	for (size_t i = 0; i < line.len && s->from_seen < FROM; i++)
		s->from_seen = line.ptr[i] == from_line[s->from_seen]
				       ? (uint8_t)(s->from_seen + 1)
				       : (uint8_t)(FROM + 1);
	s->from = s->from || s->from_seen == FROM;
}

static void
add_to_line(struct mime_survey *s, mime_slice in)
{
	if (in.len == 0)
		return;
	if (s->cr) { /* what follows it is no LF */
		s->bare_cr = true;
		s->last = '\r';
		s->line++;
		s->from_seen = s->from_seen < FROM ? FROM + 1 : s->from_seen;
	}
	s->cr = in.ptr[in.len - 1] == '\r';
	if (s->cr)
		in.len--;
	if (in.len == 0)
		return;
	look_for_from(s, in);
	s->line += in.len;
	s->last = in.ptr[in.len - 1];
	if (!s->bare_cr && memchr(in.ptr, '\r', in.len) != NULL)
		s->bare_cr = true;
}

static void
end_line(struct mime_survey *s)
{
	if (s->line > s->max_line)
		s->max_line = s->line;
	if (s->line > 0 && mime_ascii_is_blank(s->last))
		s->blanks = true;
	s->line = 0;
	s->cr = false;
	s->from_seen = 0;
}

void
mime_survey_add(struct mime_survey *s, mime_slice in)
{
	size_t at = 0;

	s->octets += in.len;
	if (in.len == 0)
		return;
	if (!s->high)
		s->high = !mime_ascii_only(in.ptr, in.len);
	if (!s->nul)
		s->nul = memchr(in.ptr, '\0', in.len) != NULL;
	while (at < in.len) {
		const char *lf = memchr(in.ptr + at, '\n', in.len - at);
		size_t end = lf != NULL ? (size_t)(lf - in.ptr) : in.len;

		add_to_line(s, mime_slice_part(in, at, end));
		if (lf != NULL) {
			if (!s->cr)
				s->bare_lf++;
			end_line(s);
			end++;
		}
		at = end;
	}
}

void
mime_survey_end(struct mime_survey *s)
{
	if (s->cr) {
		s->bare_cr = true;
		s->line++;
		s->last = '\r';
	}
	end_line(s);
}

enum mime_carry
mime_survey_carry(const struct mime_survey *s, bool lines)
{
	if (s->nul || (lines && (s->bare_cr || s->max_line > MIME_LINE_MAX)))
		return MIME_CARRY_BINARY;
	return s->high ? MIME_CARRY_8BIT : MIME_CARRY_7BIT;
}
