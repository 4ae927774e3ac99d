#include "view/imap_string.h"
#include "codec/utf8.h"
#include "text/lex.h"
#include "text/text.h"
#include <stdlib.h>

void
mime_imap_init(struct mime_imap *w, enum mime_imap_strings how)
{
	mime_strbuf_init(&w->out, SIZE_MAX);
	mime_strbuf_init(&w->scratch, SIZE_MAX);
	w->how = how;
}

int
mime_imap_end(struct mime_text **out, struct mime_imap *w, int rc)
{
	*out = NULL;
	if (rc == MIME_OK)
		rc = w->scratch.error;
	mime_strbuf_free(&w->scratch);
	if (rc == MIME_OK)
		return mime_text_take(out, &w->out);
	mime_strbuf_free(&w->out);
	return rc;
}

void
mime_imap_add(struct mime_imap *w, const char *word)
{
	mime_strbuf_add_text(&w->out, word);
}

static bool
is_quoted_special(char c)
{
	return c == '"' || c == '\\';
}

/* Whether s can stand between quotes as it is, but for a backslash before its
 * quotes and backslashes. */
static bool
may_be_quoted(mime_slice s, bool utf8)
{
	bool ascii = true;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '\0' || s.ptr[i] == '\r' || s.ptr[i] == '\n')
			return false;
		ascii = ascii && (uint8_t)s.ptr[i] < 0x80;
	}
	return ascii || (utf8 && mime_utf8_valid(s.ptr, s.len) == s.len);
}

static void
add_quoted(struct mime_strbuf *out, mime_slice s)
{
	size_t from = 0;

	mime_strbuf_add_char(out, '"');
	for (size_t i = 0; i < s.len; i++) {
		if (!is_quoted_special(s.ptr[i]))
			continue;
		mime_strbuf_add(out, mime_slice_part(s, from, i));
		mime_strbuf_add_char(out, '\\');
		from = i;
	}
	mime_strbuf_add(out, mime_slice_part(s, from, s.len));
	mime_strbuf_add_char(out, '"');
}

/* Between quotes, whatever it holds: what cannot stand there is replaced. */
static void
add_replaced(struct mime_strbuf *out, mime_slice s)
{
	mime_strbuf_add_char(out, '"');
	for (size_t i = 0; i < s.len;) {
		uint32_t code;
		int n = mime_utf8_next(&code, s.ptr + i, s.len - i);
		mime_slice one = mime_slice_of(s.ptr + i, (size_t)abs(n));

		if (is_quoted_special(one.ptr[0]))
			mime_strbuf_add_char(out, '\\');
		if (n < 0 || code == 0 || code == '\r' || code == '\n')
			one = MIME_LITERAL(MIME_UTF8_REPLACEMENT_BYTES);
		mime_strbuf_add(out, one);
		i += (size_t)abs(n);
	}
	mime_strbuf_add_char(out, '"');
}

static void
add_literal(struct mime_strbuf *out, mime_slice s)
{
	size_t nuls = 0, from = 0;

	for (size_t i = 0; i < s.len; i++)
		nuls += s.ptr[i] == '\0';
	mime_strbuf_add_char(out, '{');
	mime_strbuf_add_decimal(
		out, s.len + nuls * (sizeof MIME_UTF8_REPLACEMENT_BYTES - 2));
	mime_strbuf_add_text(out, "}\r\n");
	for (size_t i = 0; nuls > 0 && i < s.len; i++) {
		if (s.ptr[i] != '\0')
			continue;
		mime_strbuf_add(out, mime_slice_part(s, from, i));
		mime_strbuf_add_text(out, MIME_UTF8_REPLACEMENT_BYTES);
		from = i + 1;
	}
	mime_strbuf_add(out, mime_slice_part(s, from, s.len));
}

void
mime_imap_string(struct mime_imap *w, mime_slice s)
{
	if (s.ptr == NULL)
		mime_imap_add(w, "NIL");
	else if (may_be_quoted(s, w->how != MIME_IMAP_7BIT))
		add_quoted(&w->out, s);
	else if (w->how == MIME_IMAP_LINE)
		add_replaced(&w->out, s);
	else
		add_literal(&w->out, s);
}

void
mime_imap_scratch(struct mime_imap *w)
{
	mime_imap_string(w, mime_strbuf_slice(&w->scratch));
	mime_strbuf_clear(&w->scratch);
}

void
mime_imap_field(struct mime_imap *w, const struct mime_part *p,
		enum mime_field_id id)
{
	const struct mime_field *f = mime_field_by_id(p, id);
	mime_slice body;

	if (f == NULL) {
		mime_imap_add(w, "NIL");
		return;
	}
	body = mime_slice_trim(mime_field_body(f));
	if (body.len > 0 && memchr(body.ptr, '\n', body.len) != NULL) {
		mime_lex_unfold(&w->scratch, body);
		mime_imap_scratch(w);
	} else {
		mime_imap_string(w, body);
	}
}
