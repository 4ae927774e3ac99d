#include "text/address_name.h"
#include "base/slice.h"
#include "text/lex.h"
#include "text/word.h"

struct phrase {
	struct mime_strbuf *out;
	size_t start; /* of the phrase in out */
	mime_slice text;
	const struct mime_text_context *context;
	mime_slice run;	 /* tokens that are decoded as one */
	mime_slice last; /* of them */
	bool blank;	 /* stands before the run */
};

/* Decode in, which lies in the phrase or is a changed copy of what stands
 * there. */
static void
decode(struct phrase *p, mime_slice in, const char *at,
       enum mime_word_place place)
{
	struct mime_text_context here = *p->context;

	here.offset += (size_t)(at - p->text.ptr);
	mime_word_decode(p->out, in, place, &here);
}

static void
part(struct phrase *p, bool blank)
{
	if (blank && p->out->len > p->start)
		mime_strbuf_add_char(p->out, ' ');
}

static void
flush(struct phrase *p)
{
	if (p->run.len == 0)
		return;
	part(p, p->blank);
	decode(p, p->run, p->run.ptr, MIME_WORD_PHRASE);
	p->run.len = 0;
}

static void
add_quoted(struct phrase *p, const struct mime_token *t)
{
	mime_slice inner =
		mime_slice_part(t->raw, 1, t->raw.len - (t->open ? 0 : 1));
	struct mime_strbuf plain;

	flush(p);
	part(p, t->blank_before);
	if (inner.len == 0)
		return;
	if (memchr(inner.ptr, '\\', inner.len) == NULL) {
		decode(p, inner, inner.ptr, MIME_WORD_QUOTED);
		return;
	}
	mime_strbuf_init(&plain, SIZE_MAX);
	mime_lex_unquote(&plain, t->raw);
	decode(p, mime_strbuf_slice(&plain), inner.ptr, MIME_WORD_QUOTED);
	if (plain.error != MIME_OK)
		p->out->error = plain.error;
	mime_strbuf_free(&plain);
}

static bool
is_word(mime_slice s)
{
	return s.len > 4 && s.ptr[0] == '=' && s.ptr[1] == '?' &&
	       s.ptr[s.len - 2] == '?' && s.ptr[s.len - 1] == '=';
}

/* Encoded-words on both sides of a fold must be decoded together; between
 * other words a fold is one space. */
static bool
continues_run(const struct phrase *p, const struct mime_token *t)
{
	const char *end;

	if (p->run.len == 0)
		return false;
	end = p->run.ptr + p->run.len;
	if (t->raw.ptr == end || (t->raw.ptr == end + 1 && *end == ' '))
		return true;
	for (const char *c = end; c < t->raw.ptr; c++)
		if (!mime_ascii_is_space(*c))
			return false;
	return is_word(p->last) && is_word(t->raw);
}

/* Atoms with one blank between each two and no encoded-word. */
static bool
is_plain(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((!mime_ascii_is(s.ptr[i], MIME_ASCII_ATEXT) &&
		     s.ptr[i] != '.' &&
		     (s.ptr[i] != ' ' || i == 0 || s.ptr[i - 1] == ' ')) ||
		    s.ptr[i] == '?')
			return false;
	return s.len > 0 && s.ptr[s.len - 1] != ' ';
}

void
mime_address_phrase(struct mime_strbuf *out, mime_slice raw,
		    const struct mime_text_context *context)
{
	struct phrase p = {
		.out = out, .start = out->len, .text = raw, .context = context
	};
	struct mime_lex lex;
	struct mime_token t;

	if (is_plain(raw)) {
		mime_strbuf_add(out, raw);
		return;
	}
	mime_lex_init(&lex, raw, MIME_LEX_ADDRESS, NULL);
	for (mime_lex_next_plain(&t, &lex); t.kind != MIME_TOKEN_END;
	     mime_lex_next_plain(&t, &lex)) {
		if (t.kind == MIME_TOKEN_QUOTED) {
			add_quoted(&p, &t);
			continue;
		}
		if (!continues_run(&p, &t)) {
			flush(&p);
			p.run.ptr = t.raw.ptr;
			p.blank = t.blank_before;
		}
		p.run.len = (size_t)(t.raw.ptr + t.raw.len - p.run.ptr);
		p.last = t.raw;
	}
	flush(&p);
}

void
mime_address_words(struct mime_strbuf *out, mime_slice raw)
{
	size_t start = out->len;
	struct mime_lex lex;
	struct mime_token t;

	mime_lex_init(&lex, raw, MIME_LEX_ADDRESS, NULL);
	for (mime_lex_next_plain(&t, &lex); t.kind != MIME_TOKEN_END;
	     mime_lex_next_plain(&t, &lex)) {
		if (t.blank_before && out->len > start)
			mime_strbuf_add_char(out, ' ');
		if (t.kind == MIME_TOKEN_QUOTED)
			mime_lex_unquote(out, t.raw);
		else
			mime_strbuf_add(out, t.raw);
	}
}

void
mime_address_comment(struct mime_strbuf *out, mime_slice raw,
		     const struct mime_text_context *context)
{
	struct mime_text_context here = *context;
	struct mime_strbuf plain;

	here.offset++;
	mime_strbuf_init(&plain, SIZE_MAX);
	mime_lex_unquote(&plain, raw);
	mime_word_decode(out, mime_slice_trim(mime_strbuf_slice(&plain)),
			 MIME_WORD_TEXT, &here);
	if (plain.error != MIME_OK)
		out->error = plain.error;
	mime_strbuf_free(&plain);
}

void
mime_address_unread(struct mime_strbuf *out, mime_slice raw,
		    const struct mime_text_context *context)
{
	struct mime_strbuf plain;

	mime_strbuf_init(&plain, SIZE_MAX);
	mime_lex_unfold(&plain, raw);
	mime_word_raw(out, mime_strbuf_slice(&plain), context);
	if (plain.error != MIME_OK)
		out->error = plain.error;
	mime_strbuf_free(&plain);
}

/* The bytes of an "@" at s.ptr[i] (U+0040, U+FE6B, U+FF20), or 0. */
static size_t
at_sign(mime_slice s, size_t i)
{
	if (s.ptr[i] == '@')
		return 1;
	if (s.len - i >= 3 && (memcmp(s.ptr + i, "\xef\xb9\xab", 3) == 0 ||
			       memcmp(s.ptr + i, "\xef\xbc\xa0", 3) == 0))
		return 3;
	return 0;
}

static bool
in_local(char c)
{
	return (uint8_t)c >= 0x80 || c == '.' ||
	       mime_ascii_is(c, MIME_ASCII_ATEXT);
}

/* Where the host name that begins at i ends; *dot tells that it has a dot
 * inside. */
static size_t
host_end(mime_slice s, size_t i, bool *dot)
{
	size_t from = i;

	*dot = false;
	for (; i < s.len && at_sign(s, i) == 0; i++) {
		if (s.ptr[i] == '.') {
			*dot = *dot || i > from;
		} else if ((uint8_t)s.ptr[i] < 0x80 && s.ptr[i] != '-' &&
			   !mime_ascii_is(s.ptr[i], MIME_ASCII_ALPHA |
							    MIME_ASCII_DIGIT)) {
			break;
		}
	}
	while (i > from && s.ptr[i - 1] == '.')
		i--;
	*dot = *dot && memchr(s.ptr + from, '.', i - from) != NULL;
	return i;
}

/* found is address, perhaps with a word of a script without blanks before
 * it. */
static bool
is_same(mime_slice found, mime_slice address)
{
	size_t before;

	if (found.len < address.len)
		return false;
	before = found.len - address.len;
	return mime_slice_same(mime_slice_part(found, before, found.len),
			       address) &&
	       (before == 0 || (uint8_t)found.ptr[before - 1] >= 0x80);
}

bool
mime_address_misleads(mime_slice name, mime_slice address)
{
	size_t local = 0, i = 0; /* local: where the present run began */

	/* no at_sign() begins with anything else */
	if (name.len == 0 || (memchr(name.ptr, '@', name.len) == NULL &&
			      memchr(name.ptr, '\xef', name.len) == NULL))
		return false;
	while (i < name.len) {
		size_t sign = at_sign(name, i), end;
		bool dot;

		if (sign == 0) {
			if (!in_local(name.ptr[i++]))
				local = i;
			continue;
		}
		end = host_end(name, i + sign, &dot);
		if (i > local && dot &&
		    !is_same(mime_slice_part(name, local, end), address))
			return true;
		i += sign;
		local = i;
	}
	return false;
}
