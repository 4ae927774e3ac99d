#include "base/slice.h"
#include "base/strbuf.h"
#include "codec/utf8.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/lex.h"
#include "text/param.h"
#include "text/word.h"
#include "text/word_encode.h"

/* A reader takes 256 parameters by default (R06) and others stand beside. */
enum { SECTIONS_MAX = 200, WHOLE_MAX = 990 };

struct writer {
	struct mime_fold *f;
	mime_slice name, value;
	struct mime_strbuf token; /* the one being put together */
	unsigned sections;
};

static void
fail(struct writer *w, int error, size_t bad)
{
	if (w->f->error != MIME_OK)
		return;
	w->f->error = error;
	w->f->bad = bad;
}

static void
put(struct writer *w)
{
	if (w->token.error != MIME_OK)
		fail(w, w->token.error, SIZE_MAX);
	else
		mime_fold_token(w->f, mime_strbuf_slice(&w->token));
}

/* Begins a token with the name; number, if it is not the only section, and
 * "*" if it is an extended one. */
static void
begin(struct writer *w, bool numbered, bool extended)
{
	mime_strbuf_clear(&w->token);
	mime_strbuf_add(&w->token, w->name);
	if (numbered) {
		mime_strbuf_add_char(&w->token, '*');
		mime_strbuf_add_decimal(&w->token, w->sections);
	}
	mime_strbuf_add_text(&w->token, extended ? "*=" : "=");
	w->sections++;
}

/* Ends a section when another one follows. */
static void
end_section(struct writer *w)
{
	put(w);
	mime_fold_glue(w->f, MIME_LITERAL(";"));
	if (w->sections == SECTIONS_MAX)
		fail(w, MIME_EINVAL, SIZE_MAX);
}

/* A token that no reader takes for RFC 2231. */
static bool
is_bare(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!mime_ascii_is(s.ptr[i], MIME_ASCII_TOKEN) ||
		    s.ptr[i] == '%' || s.ptr[i] == '\'' || s.ptr[i] == '*')
			return false;
	return s.len > 0;
}

static bool
needs_escape(char c)
{
	return c == '"' || c == '\\';
}

static void
add_quoted_byte(struct mime_strbuf *out, char c)
{
	if (needs_escape(c))
		mime_strbuf_add_char(out, '\\');
	mime_strbuf_add_char(out, c);
}

static void
write_whole(struct writer *w)
{
	begin(w, false, false);
	if (is_bare(w->value)) {
		mime_strbuf_add(&w->token, w->value);
		return;
	}
	mime_strbuf_add_char(&w->token, '"');
	for (size_t i = 0; i < w->value.len; i++)
		add_quoted_byte(&w->token, w->value.ptr[i]);
	mime_strbuf_add_char(&w->token, '"');
}

/* What stands in the line beside a section: blank, closing quote, ";". */
static bool
is_full(const struct writer *w, size_t more)
{
	return w->token.len + more + 3 > MIME_FOLD_LINE;
}

/* RFC 2231 3: name*0="..."; name*1="..." */
static void
write_continued(struct writer *w)
{
	size_t i = 0;

	while (i < w->value.len && w->f->error == MIME_OK) {
		size_t from = i;

		if (i > 0)
			end_section(w);
		begin(w, true, false);
		mime_strbuf_add_char(&w->token, '"');
		while (i < w->value.len &&
		       (i == from ||
			!is_full(w, needs_escape(w->value.ptr[i]) ? 2 : 1)))
			add_quoted_byte(&w->token, w->value.ptr[i++]);
		mime_strbuf_add_char(&w->token, '"');
	}
	put(w);
}

static void
add_extended_byte(struct mime_strbuf *out, char c)
{
	static const char digits[] = "0123456789ABCDEF";

	if (is_bare(mime_slice_of(&c, 1))) {
		mime_strbuf_add_char(out, c);
		return;
	}
	mime_strbuf_add_char(out, '%');
	mime_strbuf_add_char(out, digits[(uint8_t)c >> 4]);
	mime_strbuf_add_char(out, digits[(uint8_t)c & 15]);
}

/* The bytes that must stay in one section: a character of UTF-8. */
static size_t
unit(mime_slice bytes, size_t at)
{
	uint32_t code;
	int n = mime_utf8_next(&code, bytes.ptr + at, bytes.len - at);

	return n > 0 ? (size_t)n : 1;
}

/* RFC 2231 4: one section if it goes into a line, else as many as it takes.
 * Returns false, with nothing written, if it must be continued. */
static bool
write_sections(struct writer *w, mime_slice label, mime_slice bytes,
	       bool continued)
{
	size_t i = 0;

	w->sections = 0;
	do {
		size_t from = i, n;

		if (i > 0)
			end_section(w);
		begin(w, continued, true);
		if (i == 0) {
			mime_strbuf_add(&w->token, label);
			mime_strbuf_add_text(&w->token, "''");
		}
		for (; i < bytes.len; i += n) {
			n = unit(bytes, i);
			if (i > from && is_full(w, 3 * n)) {
				if (!continued)
					return false;
				break;
			}
			for (size_t k = i; k < i + n; k++)
				add_extended_byte(&w->token, bytes.ptr[k]);
		}
	} while (i < bytes.len && w->f->error == MIME_OK);
	put(w);
	return true;
}

static void
write_extended(struct writer *w)
{
	mime_slice label = w->f->charset, bytes = w->value;
	struct mime_strbuf converted;
	size_t bad = SIZE_MAX;
	int rc = MIME_OK;

	if (label.ptr == NULL)
		label = MIME_LITERAL("UTF-8");
	mime_strbuf_init(&converted, SIZE_MAX);
	if (!is_bare(label))
		rc = MIME_ECHARSET;
	else if (!mime_slice_is(label, "UTF-8"))
		rc = mime_charset_encode(&converted, &bad, w->f->converters,
					 label, w->value);
	if (rc != MIME_OK)
		fail(w, rc, bad);
	if (converted.len > 0)
		bytes = mime_strbuf_slice(&converted);
	/* Python decodes section by section: they are cut between characters,
	 * which only UTF-8 shows */
	if (rc == MIME_OK && !write_sections(w, label, bytes, false))
		(void)write_sections(w, MIME_LITERAL("UTF-8"), w->value, true);
	mime_strbuf_free(&converted);
}

/* A quoted string of encoded-words.  RFC 2047 5(3) forbids it; Outlook and
 * most of the mailers of China write it and read nothing else. */
static void
write_words(struct writer *w)
{
	struct mime_word_coding coding;
	mime_slice rest = w->value;
	size_t bad;
	int rc = mime_word_coding_init(&coding, &bad, w->f->converters,
				       w->f->charset, rest);

	if (rc != MIME_OK) {
		fail(w, rc, bad);
		return;
	}
	begin(w, false, false);
	mime_strbuf_add_char(&w->token, '"');
	while (rest.len > 0 && w->f->error == MIME_OK) {
		size_t used = w->token.len + 3, taken, n = 0;
		char word[MIME_WORD_MAX];

		if (used < MIME_FOLD_WORD_LINE)
			n = mime_word_encode(word, &taken, &coding, rest,
					     MIME_FOLD_WORD_LINE - used);
		if (n == 0) /* a name that leaves no room: a longer line */
			n = mime_word_encode(word, &taken, &coding, rest,
					     MIME_WORD_MAX);
		if (n == 0)
			fail(w, MIME_ENOMEM, SIZE_MAX);
		mime_strbuf_add(&w->token, mime_slice_of(word, n));
		rest = mime_slice_part(rest, taken, rest.len);
		if (rest.len == 0)
			mime_strbuf_add_char(&w->token, '"');
		put(w);
		mime_strbuf_clear(&w->token);
	}
	mime_word_coding_free(&coding);
}

void
mime_param_write(struct mime_fold *f, const char *name, mime_slice value,
		 enum mime_param_style style)
{
	struct writer w = { .f = f,
			    .name = mime_slice_text(name),
			    .value = value };
	bool control = mime_lex_control(value) != NULL;
	bool plain = !control && mime_ascii_only(value.ptr, value.len) &&
		     !mime_word_present(value);
	bool words =
		style == MIME_PARAM_RFC2047 ||
		(style == MIME_PARAM_COMPAT && mime_slice_is(w.name, "name"));

	if (f->error != MIME_OK)
		return;
	mime_strbuf_init(&w.token, SIZE_MAX);
	mime_fold_glue(f, MIME_LITERAL(";"));
	write_whole(&w);
	if (plain && (w.token.len + 2 <= MIME_FOLD_LINE ||
		      (words && w.token.len <= WHOLE_MAX)))
		put(&w);
	else {
		mime_fold_line(f);
		w.sections = 0;
		if (words && !control)
			write_words(&w);
		else if (plain)
			write_continued(&w);
		else
			write_extended(&w);
	}
	mime_strbuf_free(&w.token);
}
