#include "base/options.h"
#include "base/reader.h"
#include "base/slice.h"
#include "mime/build.h"

/* What every step needs. */
struct build {
	struct mime_message *m;
	struct mime_outgoing o;
	struct mime_outgoing_error err;
};

static int
fail(struct build *b, int rc, enum mime_outgoing_place place, size_t index)
{
	b->err.place = place;
	b->err.index = index;
	if (b->err.error.code != rc)
		mime_error_set(&b->err.error, rc, 0, SIZE_MAX, NULL);
	return rc;
}

static int
begin(struct build *b, struct mime_message *m, const struct mime_outgoing *o)
{
	*b = (struct build){ .m = m };
	mime_error_set(&b->err.error, MIME_OK, 0, SIZE_MAX, NULL);
	return mime_options_copy(&b->o, sizeof b->o, o);
}

static int
set_content_id(struct mime_part *p, const char *cid, mime_error *err)
{
	char text[256];
	size_t len = strlen(cid);

	if (len > sizeof text - 2)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "the Content-ID is too long");
	text[0] = '<';
	memcpy(text + 1, cid, len);
	text[len + 1] = '>';
	return mime_field_set(p, "Content-ID", mime_slice_of(text, len + 2),
			      err);
}

/* Base64 whatever the type: a text in a file keeps its own line ends, byte
 * for byte, which no other encoding promises. */
static int
fill(struct build *b, struct mime_part *p, const struct mime_file *f)
{
	const char *type =
		f->type != NULL ? f->type : "application/octet-stream";
	mime_error *err = &b->err.error;
	int rc = mime_field_set(p, "Content-Type", mime_slice_text(type), err);

	if (rc == MIME_OK)
		rc = mime_part_set_disposition(
			p, f->displayed ? "inline" : "attachment", f->name,
			b->o.name_style, err);
	if (rc == MIME_OK && f->cid != NULL)
		rc = set_content_id(p, f->cid, err);
	if (rc == MIME_OK && f->description.ptr != NULL)
		rc = mime_field_set(p, "Content-Description", f->description,
				    err);
	if (rc == MIME_OK && f->path != NULL)
		rc = mime_body_set_file(p, f->path, MIME_ENCODING_BASE64, err);
	else if (rc == MIME_OK)
		rc = mime_body_set(p, f->bytes, MIME_ENCODING_BASE64);
	return rc;
}

/* A new last child of parent. */
static int
append(struct mime_part **out, struct build *b, struct mime_part *parent,
       const char *type)
{
	int rc = mime_part_new(out, b->m, type);

	return rc == MIME_OK ? mime_part_insert(parent, *out, NULL) : rc;
}

/* Element i of a list whose elements may be those of an older header. */
static int
file_at(struct mime_file *out, const struct mime_file *list, size_t i)
{
	const char *at = (const char *)list;

	return mime_options_copy(out, sizeof *out, at + i * list->size);
}

/* The elements from `first' on as children of parent. */
static int
add_files(struct build *b, struct mime_part *parent,
	  enum mime_outgoing_place place, size_t first)
{
	bool inlines = place == MIME_OUTGOING_INLINE;
	const struct mime_file *list =
		inlines ? b->o.inlines : b->o.attachments;
	size_t n = inlines ? b->o.n_inlines : b->o.n_attachments;

	for (size_t i = first; i < n; i++) {
		struct mime_part *p = NULL;
		struct mime_file f;
		int rc = file_at(&f, list, i);

		if (rc == MIME_OK)
			rc = append(&p, b, parent, "application/octet-stream");
		if (rc == MIME_OK)
			rc = fill(b, p, &f);
		if (rc != MIME_OK)
			return fail(b, rc, place, i);
	}
	return MIME_OK;
}

static int
set_text(struct build *b, struct mime_part *p, const char *type,
	 mime_slice text, enum mime_outgoing_place place)
{
	mime_error *err = &b->err.error;
	int rc = mime_field_set(p, "Content-Type", mime_slice_text(type), err);

	if (rc == MIME_OK)
		rc = mime_body_set_text(p, text, b->o.encoding, err);
	return rc == MIME_OK ? rc : fail(b, rc, place, 0);
}

/* The HTML as p, and what it shows in a multipart/related around it. */
static int
set_html(struct build *b, struct mime_part *p)
{
	struct mime_part *related;
	int rc = set_text(b, p, "text/html", b->o.html, MIME_OUTGOING_HTML);

	if (rc != MIME_OK || b->o.n_inlines == 0)
		return rc;
	rc = mime_part_wrap(&related, p, "multipart/related");
	if (rc == MIME_OK) /* RFC 2387 3.1 */
		rc = mime_part_set_param(related, "type",
					 MIME_LITERAL("text/html"),
					 &b->err.error);
	if (rc != MIME_OK)
		return fail(b, rc, MIME_OUTGOING_HTML, 0);
	return add_files(b, related, MIME_OUTGOING_INLINE, 0);
}

static int
set_alternative(struct build *b, struct mime_part *text)
{
	struct mime_part *alternative, *html;
	int rc = mime_part_wrap(&alternative, text, "multipart/alternative");

	if (rc == MIME_OK)
		rc = append(&html, b, alternative, "text/html");
	if (rc != MIME_OK)
		return fail(b, rc, MIME_OUTGOING_HTML, 0);
	return set_html(b, html);
}

/* The attachments from `first' on, beside what is there. */
static int
attach(struct build *b, size_t first)
{
	struct mime_part *root = mime_message_root(b->m);
	int rc = MIME_OK;

	if (first >= b->o.n_attachments)
		return MIME_OK;
	if (mime_part_kind(root) != MIME_PART_MULTIPART ||
	    !mime_slice_is(mime_part_type(root), "multipart/mixed"))
		rc = mime_part_wrap(&root, root, "multipart/mixed");
	if (rc != MIME_OK)
		return fail(b, rc, MIME_OUTGOING_ATTACHMENT, first);
	return add_files(b, root, MIME_OUTGOING_ATTACHMENT, first);
}

static int
build(struct build *b)
{
	struct mime_part *root = mime_message_root(b->m);
	bool has_text = b->o.text.ptr != NULL, has_html = b->o.html.ptr != NULL;
	struct mime_file f;
	int rc;

	if (b->o.n_inlines > 0 && !has_html)
		return fail(b, MIME_EINVAL, MIME_OUTGOING_INLINE, 0);
	rc = mime_message_set_charset(b->m, b->o.charset);
	if (rc != MIME_OK)
		return fail(b, rc, MIME_OUTGOING_NONE, 0);
	if (!has_text && !has_html && b->o.n_attachments > 0) {
		rc = file_at(&f, b->o.attachments, 0);
		if (rc == MIME_OK)
			rc = fill(b, root, &f);
		return rc == MIME_OK ? attach(b, 1)
				     : fail(b, rc, MIME_OUTGOING_ATTACHMENT, 0);
	}
	if (has_html && !has_text)
		rc = set_html(b, root);
	else
		rc = set_text(b, root, "text/plain",
			      has_text ? b->o.text : MIME_LITERAL(""),
			      MIME_OUTGOING_TEXT);
	if (rc == MIME_OK && has_html && has_text)
		rc = set_alternative(b, root);
	return rc == MIME_OK ? attach(b, 0) : rc;
}

int
mime_outgoing_build(struct mime_message **out, const struct mime_outgoing *o,
		    struct mime_outgoing_error *err)
{
	struct mime_message *m;
	struct build b;
	int rc;

	*out = NULL;
	rc = mime_message_new(&m);
	if (rc == MIME_OK) {
		rc = begin(&b, m, o);
		rc = rc == MIME_OK ? build(&b)
				   : fail(&b, rc, MIME_OUTGOING_NONE, 0);
	} else {
		begin(&b, NULL, NULL);
		fail(&b, rc, MIME_OUTGOING_NONE, 0);
	}
	if (err != NULL)
		*err = b.err;
	if (rc != MIME_OK) {
		mime_message_free(m);
		return rc;
	}
	*out = m;
	return MIME_OK;
}

int
mime_outgoing_attach(struct mime_message *m, const struct mime_outgoing *o,
		     struct mime_outgoing_error *err)
{
	struct mime_part *root;
	struct build b;
	int rc = begin(&b, m, o);

	if (rc != MIME_OK)
		fail(&b, rc, MIME_OUTGOING_NONE, 0);
	else
		rc = attach(&b, 0);
	/* without it the new structure would not be one to every reader */
	root = mime_message_root(m);
	if (rc == MIME_OK && b.o.n_attachments > 0 &&
	    mime_field_find(root, "MIME-Version", NULL) == NULL) {
		rc = mime_field_set(root, "MIME-Version", MIME_LITERAL("1.0"),
				    &b.err.error);
		if (rc != MIME_OK)
			fail(&b, rc, MIME_OUTGOING_NONE, 0);
	}
	if (err != NULL)
		*err = b.err;
	return rc;
}
