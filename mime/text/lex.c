#include "text/lex.h"
#include "base/slice.h"
#include <limits.h>
#include <string.h>

#define E (1u << 7) /* ends an atom, whatever the specials are */
#define W (1u << 6) /* may begin an encoded-word */
#define A MIME_LEX_ADDRESS
#define P MIME_LEX_PARAM
#define D MIME_LEX_DATE
#define I MIME_LEX_ID

static const uint8_t classes[256] = {
	['\t'] = E, ['\n'] = E, ['\r'] = E,	   [' '] = E,
	['"'] = E,  ['('] = E,	['<'] = A | I,	   ['>'] = A | I,
	['['] = A,  [']'] = A,	[':'] = A | D,	   [';'] = A | P,
	['@'] = A,  ['\\'] = A, [','] = A | P | D, ['='] = P | W,
};

void
mime_lex_init(struct mime_lex *l, mime_slice text,
	      enum mime_lex_specials specials,
	      const struct mime_text_context *context)
{
	*l = (struct mime_lex){ .text = text,
				.specials = specials,
				.context = context };
	if (text.ptr == NULL)
		l->text = MIME_LITERAL("");
}

/* A CR that no LF follows is data. */
static bool
is_line_end(mime_slice s, size_t i)
{
	return s.ptr[i] == '\n' ||
	       (s.ptr[i] == '\r' && i + 1 < s.len && s.ptr[i + 1] == '\n');
}

static bool
is_gap(mime_slice s, size_t i)
{
	return mime_ascii_is_blank(s.ptr[i]) || is_line_end(s, i);
}

static bool
is_special(const struct mime_lex *l, char c)
{
	return (classes[(uint8_t)c] & l->specials) != 0;
}

/* One past the encoded-word at s.ptr[at], or 0 if there is none without
 * blanks (RFC 2047 2). */
static size_t
word_end(mime_slice s, size_t at)
{
	size_t i = at + 2;

	if (s.len - at < 2 || s.ptr[at + 1] != '?')
		return 0;
	while (i < s.len && mime_ascii_is(s.ptr[i], MIME_ASCII_TOKEN))
		i++;
	if (s.len - i < 3 || s.ptr[i] != '?' || s.ptr[i + 2] != '?' ||
	    memchr("bBqQ", s.ptr[i + 1], 4) == NULL)
		return 0;
	for (i += 3; i < s.len && s.ptr[i] != '?'; i++)
		if (is_gap(s, i))
			return 0;
	return s.len - i >= 2 && s.ptr[i + 1] == '=' ? i + 2 : 0;
}

/* An encoded-word is one atom, whatever specials its text holds: senders leave
 * them as they are, and a bracket would swallow the addresses behind it. */
static size_t
atom_end(const struct mime_lex *l)
{
	bool words = (l->specials & MIME_LEX_ADDRESS) != 0;
	unsigned ends = E | l->specials | (words ? W : 0);
	mime_slice s = l->text;
	size_t i = l->at, end;

	for (;;) {
		while (i < s.len && ((classes[(uint8_t)s.ptr[i]] & ends) == 0 ||
				     (s.ptr[i] == '\r' && !is_line_end(s, i))))
			i++;
		if (!words || i == s.len || s.ptr[i] != '=')
			return i;
		end = word_end(s, i);
		i = end > 0 ? end : i + 1;
	}
}

/* Where the run that begins at s.ptr[at] with an opening delimiter ends: one
 * past its closing one, or s.len when that is missing (*open).  Only a
 * parenthesis nests; *deepest is how deep. */
static size_t
closing(mime_slice s, size_t at, size_t max_depth, size_t *too_deep_at,
	bool *open)
{
	char first = s.ptr[at];
	char last = first == '(' ? ')' : first == '[' ? ']' : '"';
	size_t depth = 1, i;

	for (i = at + 1; i < s.len; i++) {
		if (s.ptr[i] == '\\') {
			i++;
		} else if (s.ptr[i] == last) {
			if (--depth == 0) {
				*open = false;
				return i + 1;
			}
		} else if (first == '(' && s.ptr[i] == '(') {
			if (depth++ == max_depth && *too_deep_at == SIZE_MAX)
				*too_deep_at = i;
		}
	}
	*open = true;
	return s.len;
}

static void
delimited(struct mime_token *out, struct mime_lex *l)
{
	size_t limit = l->context != NULL && l->context->max_comments < UINT_MAX
			       ? l->context->max_comments
			       : SIZE_MAX;
	size_t too_deep_at = SIZE_MAX;

	l->at = closing(l->text, l->at, limit, &too_deep_at, &out->open);
	if (too_deep_at == SIZE_MAX || l->too_deep)
		return;
	l->too_deep = true;
	mime_defect_add(l->context->defects, MIME_DEFECT_COMMENT_LIMIT,
			l->context->offset + too_deep_at, 1);
}

void
mime_lex_next(struct mime_token *out, struct mime_lex *l)
{
	size_t from = l->at;
	char c;

	while (l->at < l->text.len && is_gap(l->text, l->at))
		l->at++;
	*out = (struct mime_token){ .kind = MIME_TOKEN_END };
	out->blank_before = l->at > from || l->after_comment;
	l->after_comment = false;
	from = l->at;
	if (from < l->text.len) {
		c = l->text.ptr[from];
		if (c == '"') {
			out->kind = MIME_TOKEN_QUOTED;
			delimited(out, l);
		} else if (c == '(') {
			out->kind = MIME_TOKEN_COMMENT;
			delimited(out, l);
			l->after_comment = true;
		} else if (c == '[' && is_special(l, c)) {
			out->kind = MIME_TOKEN_DOMAIN;
			delimited(out, l);
		} else if (is_special(l, c)) {
			out->kind = MIME_TOKEN_SPECIAL;
			l->at++;
		} else {
			out->kind = MIME_TOKEN_ATOM;
			l->at = atom_end(l);
		}
	}
	out->raw = mime_slice_part(l->text, from, l->at);
}

void
mime_lex_next_plain(struct mime_token *out, struct mime_lex *l)
{
	do
		mime_lex_next(out, l);
	while (out->kind == MIME_TOKEN_COMMENT);
}

void
mime_lex_unquote(struct mime_strbuf *out, mime_slice raw)
{
	size_t unused = SIZE_MAX, end, from, i;
	bool open;

	if (raw.len == 0)
		return;
	end = closing(raw, 0, SIZE_MAX, &unused, &open);
	if (!open)
		end--;
	for (from = i = 1; i < end; i++) {
		bool pair = raw.ptr[i] == '\\' && i + 1 < end;

		if (!pair && !is_line_end(raw, i))
			continue;
		mime_strbuf_add(out, mime_slice_part(raw, from, i));
		from = i + 1;
		/* the second byte of a pair stands for itself, unless it
		 * begins a line end */
		if (pair && !is_line_end(raw, from))
			i++;
	}
	mime_strbuf_add(out, mime_slice_part(raw, from, end));
}

void
mime_lex_unfold(struct mime_strbuf *out, mime_slice raw)
{
	size_t from = 0;

	for (size_t i = 0; i < raw.len; i++) {
		if (!is_line_end(raw, i))
			continue;
		mime_strbuf_add(out, mime_slice_part(raw, from, i));
		from = i + 1;
	}
	mime_strbuf_add(out, mime_slice_part(raw, from, raw.len));
}

const char *
mime_lex_control(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (mime_ascii_is_control(s.ptr[i]) ||
		    (s.ptr[i] == '\xc2' && i + 1 < s.len &&
		     (uint8_t)s.ptr[i + 1] < 0xa0))
			return s.ptr + i;
	return NULL;
}
