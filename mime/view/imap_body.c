#include "base/memory.h"
#include "mime/view.h"
#include "text/lex.h"
#include "tree/media_type.h"
#include "view/imap_envelope.h"
#include "view/imap_size.h"

/* Of a body that is not there: a multipart must have a part, and a message a
 * body, in the grammar of RFC 9051 9. */
static const char no_body[] =
	"(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0";

struct writer {
	struct mime_imap imap;
	bool extended; /* BODYSTRUCTURE, not BODY */
	const struct mime_imap_size *sizes;
	size_t above; /* index of the part around the next one */
};

static void
add_number(struct mime_imap *w, uint64_t n)
{
	mime_imap_add(w, " ");
	mime_strbuf_add_decimal(&w->out, n);
}

static bool
is_attribute_char(char c)
{
	return mime_ascii_is(c, MIME_ASCII_TOKEN) && c != '*' && c != '\'' &&
	       c != '%';
}

/* charset'language'value, in one piece again: servers put continuations
 * together and leave the rest to the client (RFC 2231 6). */
static void
add_extended(struct mime_imap *w, const struct mime_param *p)
{
	static const char digits[] = "0123456789ABCDEF";
	struct mime_strbuf *s = &w->scratch;

	mime_strbuf_add(s, p->name);
	mime_strbuf_add_char(s, '*');
	mime_imap_scratch(w);
	mime_imap_add(w, " ");
	if (p->charset.ptr != NULL) {
		mime_strbuf_add(s, p->charset);
		mime_strbuf_add_char(s, '\'');
		mime_strbuf_add(s, p->language);
		mime_strbuf_add_char(s, '\'');
	}
	for (size_t i = 0; i < p->literal.len; i++) {
		char c = p->literal.ptr[i];

		if (is_attribute_char(c)) {
			mime_strbuf_add_char(s, c);
			continue;
		}
		mime_strbuf_add_char(s, '%');
		mime_strbuf_add_char(s, digits[(uint8_t)c >> 4]);
		mime_strbuf_add_char(s, digits[(uint8_t)c & 15]);
	}
	mime_imap_scratch(w);
}

/* charset: the default is said where there is no parameter of that name. */
static void
add_params(struct mime_imap *w, const struct mime_params *params, bool charset)
{
	const char *before = "(";

	for (size_t i = 0; i < params->n; i++) {
		const struct mime_param *p = &params->list[i];

		mime_imap_add(w, before);
		before = " ";
		if ((p->flags & MIME_PARAM_EXTENDED) != 0) {
			add_extended(w, p);
			continue;
		}
		mime_imap_string(w, p->name);
		mime_imap_add(w, " ");
		mime_imap_string(w, p->literal);
	}
	charset = charset && mime_param_find(params, "charset") == NULL;
	if (charset) {
		mime_imap_add(w, before);
		mime_imap_add(w, "\"charset\" \"us-ascii\"");
	}
	mime_imap_add(w, charset || params->n > 0 ? ")" : "NIL");
}

static int
add_disposition(struct mime_imap *w, struct mime_part *p)
{
	struct mime_params *params;
	mime_slice value;
	int rc = mime_part_disposition_params(&params, p);

	if (rc != MIME_OK)
		return rc;
	value = mime_part_disposition(p);
	if (value.len == 0) {
		/* absent, or a field without a value */
		mime_imap_add(w, "NIL");
		return params->value.len == 0 ? MIME_OK : MIME_ENOMEM;
	}
	mime_imap_add(w, "(");
	mime_imap_string(w, value);
	mime_imap_add(w, " ");
	add_params(w, params, false);
	mime_imap_add(w, ")");
	return MIME_OK;
}

/* The tags of Content-Language (RFC 3282): one is a string, more are a
 * list. */
static void
add_languages(struct mime_imap *w, const struct mime_part *p)
{
	const struct mime_field *f =
		mime_field_by_id(p, MIME_FIELD_CONTENT_LANGUAGE);
	mime_slice first = MIME_ABSENT;
	struct mime_token t;
	struct mime_lex lex;
	size_t n = 0;

	if (f != NULL) {
		mime_lex_init(&lex, mime_field_body(f), MIME_LEX_PARAM, NULL);
		for (mime_lex_next_plain(&t, &lex); t.kind != MIME_TOKEN_END;
		     mime_lex_next_plain(&t, &lex)) {
			if (t.kind != MIME_TOKEN_ATOM)
				continue;
			if (n == 0)
				first = t.raw;
			if (n == 1) {
				mime_imap_add(w, "(");
				mime_imap_string(w, first);
			}
			if (n++ > 0) {
				mime_imap_add(w, " ");
				mime_imap_string(w, t.raw);
			}
		}
	}
	if (n < 2)
		mime_imap_string(w, first);
	else
		mime_imap_add(w, ")");
}

static int
add_extension(struct mime_imap *w, struct mime_part *p)
{
	int rc = add_disposition(w, p);

	mime_imap_add(w, " ");
	add_languages(w, p);
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_CONTENT_LOCATION);
	return rc;
}

static void
add_type(struct mime_imap *w, mime_slice type)
{
	const char *slash = memchr(type.ptr, '/', type.len);
	size_t n = slash != NULL ? (size_t)(slash - type.ptr) : type.len;

	mime_imap_string(w, mime_slice_part(type, 0, n));
	mime_imap_add(w, " ");
	mime_imap_string(w,
			 mime_slice_part(type, n + (slash != NULL), type.len));
}

/* What a body that is no multipart begins with, up to its octets. */
static int
add_fields(struct mime_imap *w, struct mime_part *p, uint64_t octets)
{
	mime_slice type = mime_part_type(p), encoding = mime_part_encoding(p);
	struct mime_params *params;
	int rc = mime_part_type_params(&params, p);

	if (rc != MIME_OK)
		return rc;
	mime_imap_add(w, "(");
	add_type(w, type);
	mime_imap_add(w, " ");
	add_params(w, params, mime_media_type_is_text(type));
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_CONTENT_ID);
	mime_imap_add(w, " ");
	mime_imap_field(w, p, MIME_FIELD_CONTENT_DESCRIPTION);
	mime_imap_add(w, " ");
	/* of a field without a value the body is read as it is, too */
	mime_imap_string(w, encoding.len > 0 ? encoding : MIME_LITERAL("7bit"));
	add_number(w, octets);
	return MIME_OK;
}

/* The extension data and the end: of a multipart they begin with its
 * parameters, of a part (NULL) with its MD5. */
static int
end_body(struct writer *w, struct mime_part *p,
	 const struct mime_params *multipart)
{
	struct mime_imap *imap = &w->imap;
	int rc = MIME_OK;

	if (w->extended) {
		mime_imap_add(imap, " ");
		if (multipart != NULL)
			add_params(imap, multipart, false);
		else
			mime_imap_field(imap, p, MIME_FIELD_CONTENT_MD5);
		mime_imap_add(imap, " ");
		rc = add_extension(imap, p);
	}
	mime_imap_add(imap, ")");
	return rc;
}

static int
end_multipart(struct writer *w, struct mime_part *p)
{
	struct mime_params *params;
	mime_slice type = mime_part_type(p);
	int rc = mime_part_type_params(&params, p);

	if (rc != MIME_OK)
		return rc;
	mime_imap_add(&w->imap, " ");
	mime_imap_string(&w->imap,
			 mime_slice_part(type, strlen("multipart/"), type.len));
	return end_body(w, p, params);
}

/* The types whose description holds that of a message. */
static bool
is_message(const struct mime_part *p)
{
	return p->type == MIME_TYPE_MESSAGE_RFC822 ||
	       p->type == MIME_TYPE_MESSAGE_GLOBAL;
}

static int
end(struct writer *w, struct mime_part *p, const struct mime_imap_size *size)
{
	if (p->kind == MIME_PART_MULTIPART)
		return end_multipart(w, p);
	if (is_message(p) || mime_media_type_is_text(mime_part_type(p)))
		add_number(&w->imap, size->lines);
	return end_body(w, p, NULL);
}

static void
add_no_body(struct writer *w)
{
	mime_imap_add(&w->imap, no_body);
	mime_imap_add(&w->imap, w->extended ? " NIL NIL NIL NIL)" : ")");
}

static int
begin(struct writer *w, struct mime_part *p, const struct mime_imap_size *size,
      struct mime_part *child)
{
	int rc = MIME_OK;

	if (p->kind == MIME_PART_MULTIPART)
		mime_imap_add(&w->imap, "(");
	else
		rc = add_fields(&w->imap, p, size->octets);
	if (rc == MIME_OK && is_message(p)) {
		mime_imap_add(&w->imap, " ");
		rc = mime_imap_envelope_add(&w->imap, child);
		mime_imap_add(&w->imap, " ");
	}
	/* a multipart without a part; a message past a limit, or under an
	 * encoding that is not known */
	if (child == NULL && (p->kind == MIME_PART_MULTIPART || is_message(p)))
		add_no_body(w);
	return rc;
}

static int
add_part(struct writer *w, const struct mime_imap_walk *walk)
{
	const struct mime_imap_size *size;
	struct mime_part *child;
	int rc;

	if (walk->leaving) {
		size = &w->sizes[w->above];
		w->above = size->above;
		return end(w, walk->part, size);
	}
	size = &w->sizes[walk->index];
	rc = mime_imap_child(&child, walk->part);
	if (rc == MIME_OK)
		rc = begin(w, walk->part, size, child);
	if (child != NULL)
		w->above = walk->index;
	else if (rc == MIME_OK)
		rc = end(w, walk->part, size);
	return rc;
}

static int
describe(struct mime_text **out, struct mime_part *root, bool extended,
	 enum mime_imap_strings how)
{
	struct writer w = { .extended = extended };
	struct mime_imap_size *sizes;
	struct mime_imap_walk walk;
	int rc;

	*out = NULL;
	if (root == NULL)
		return MIME_EINVAL;
	rc = mime_imap_sizes(&sizes, root);
	if (rc != MIME_OK)
		return rc;
	w.sizes = sizes;
	mime_imap_init(&w.imap, how);
	for (mime_imap_walk_init(&walk, root); rc == MIME_OK && walk.part;) {
		rc = add_part(&w, &walk);
		if (rc == MIME_OK)
			rc = mime_imap_walk_next(&walk);
	}
	mime_free(sizes);
	return mime_imap_end(out, &w.imap, rc);
}

int
mime_imap_bodystructure(struct mime_text **out, struct mime_part *root,
			enum mime_imap_strings how)
{
	return describe(out, root, true, how);
}

int
mime_imap_body(struct mime_text **out, struct mime_part *root,
	       enum mime_imap_strings how)
{
	return describe(out, root, false, how);
}
