#include "base/slice.h"
#include "codec/lzfu.h"
#include "view/tnef.h"

/* The charset of a string that stands in a stream of that code page. */
static mime_slice
charset_of(const struct mime_tnef *t, bool wide, mime_slice codepage)
{
	if (wide)
		return MIME_LITERAL("utf-16le");
	return t->override.ptr != NULL ? t->override : codepage;
}

static void
add_string(struct mime_strbuf *out, const struct mime_tnef *t,
	   const struct mime_tnef_string *s, mime_slice codepage)
{
	int rc;

	if (s->bytes.len == 0)
		return;
	rc = mime_tnef_text_add(out, s->bytes, charset_of(t, s->wide, codepage),
				&t->context);
	if (out->error == MIME_OK)
		out->error = rc;
}

/* The strings of a file are made; it is given. */
static int
give(struct mime_embedded *out, struct mime_tnef *t)
{
	if (t->name.error != MIME_OK || t->type.error != MIME_OK)
		return MIME_ENOMEM;
	out->name = t->name.len > 0 ? mime_strbuf_slice(&t->name) : MIME_ABSENT;
	out->type = t->type.len > 0 ? mime_strbuf_slice(&t->type) : MIME_ABSENT;
	out->private_context = &t->context;
	t->damage |= out->damage;
	return 1;
}

/* A file that was attached; suffix of its name, or "". */
int
mime_tnef_give_attached(struct mime_embedded *out, struct mime_tnef *t,
			const struct mime_tnef_level *l, mime_slice data,
			const char *suffix)
{
	const struct mime_tnef_attachment *a = &l->attachment;

	mime_strbuf_clear(&t->name);
	mime_strbuf_clear(&t->type);
	add_string(&t->name, t, &a->name, l->charset);
	if (t->name.len > 0)
		mime_strbuf_add_text(&t->name, suffix);
	add_string(&t->type, t, &a->type, l->charset);
	out->kind = MIME_EMBEDDED_PLAIN;
	out->data = data;
	out->damage |= a->damage;
	return give(out, t);
}

/* A form of the text of the message, of that kind and type. */
static int
give_form(struct mime_embedded *out, struct mime_tnef *t,
	  const struct mime_tnef_level *l, const char *extension,
	  const char *type)
{
	mime_strbuf_clear(&t->name);
	mime_strbuf_clear(&t->type);
	add_string(&t->name, t, &l->title, l->title_charset);
	if (t->name.len == 0)
		mime_strbuf_add_text(&t->name, "body");
	mime_strbuf_add_text(&t->name, extension);
	mime_strbuf_add_text(&t->type, type);
	return give(out, t);
}

int
mime_tnef_give_text(struct mime_embedded *out, struct mime_tnef *t,
		    const struct mime_tnef_level *l, mime_slice value,
		    bool wide)
{
	out->kind = MIME_EMBEDDED_TEXT;
	out->data = mime_tnef_string_of(value, wide).bytes;
	out->charset = charset_of(t, wide, l->charset);
	return out->data.len > 0 ? give_form(out, t, l, ".txt", "text/plain")
				 : 0;
}

/* HTML in a code page says so itself, or is in that of the message: only what
 * is in UTF-16 is converted. */
static int
give_html(struct mime_embedded *out, struct mime_tnef *t,
	  const struct mime_tnef_level *l, const struct mime_property *p)
{
	bool wide = p->type == MIME_PROPERTY_UNICODE;

	out->kind = wide ? MIME_EMBEDDED_TEXT : MIME_EMBEDDED_PLAIN;
	out->charset = wide ? MIME_LITERAL("utf-16le") : MIME_ABSENT;
	out->data = p->type == MIME_PROPERTY_BINARY
			    ? p->value
			    : mime_tnef_string_of(p->value, wide).bytes;
	return out->data.len > 0 ? give_form(out, t, l, ".html", "text/html")
				 : 0;
}

static int
give_rtf(struct mime_embedded *out, struct mime_tnef *t,
	 const struct mime_tnef_level *l, mime_slice value)
{
	struct mime_lzfu_content content;

	if (value.len == 0)
		return 0;
	mime_lzfu_read(&content, value);
	out->kind = content.form == MIME_LZFU_COMPRESSED ? MIME_EMBEDDED_RTF
							 : MIME_EMBEDDED_PLAIN;
	out->data = content.data;
	if (content.cut)
		out->damage |= MIME_EMBEDDED_CUT;
	if (content.bad_sum)
		out->damage |= MIME_EMBEDDED_SUM;
	if (content.form == MIME_LZFU_NONE && out->damage == 0)
		out->damage |= MIME_EMBEDDED_JUNK;
	return give_form(out, t, l, ".rtf", "application/rtf");
}

int
mime_tnef_give_property(struct mime_embedded *out, struct mime_tnef *t,
			const struct mime_tnef_level *l,
			const struct mime_property *p)
{
	bool wide = p->type == MIME_PROPERTY_UNICODE;

	if (p->type != MIME_PROPERTY_BINARY &&
	    p->type != MIME_PROPERTY_STRING8 && !wide)
		return 0;
	switch (p->id) {
	case MIME_PROPERTY_BODY:
		return mime_tnef_give_text(out, t, l, p->value, wide);
	case MIME_PROPERTY_HTML:
		return give_html(out, t, l, p);
	case MIME_PROPERTY_RTF:
		return give_rtf(out, t, l, p->value);
	default:
		return 0;
	}
}
