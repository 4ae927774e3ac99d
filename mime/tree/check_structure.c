#include "tree/check.h"
#include "tree/media_type.h"

/* A line that would make a part, for a program that divides otherwise. */
static bool
looks_like_part(const struct mime_check *c, mime_slice line)
{
	struct mime_delimiter d;

	if (mime_slice_begins(line, MIME_LITERAL("--"))) {
		mime_slice rest = mime_slice_part(line, 2, line.len);

		return c->boundaries.n > 0 &&
		       (mime_boundaries_match(&d, &c->boundaries, rest) ||
			d.near_miss);
	}
	if (line.len >= 8 && mime_slice_same(mime_slice_of(line.ptr, 8),
					     MIME_LITERAL("Content-")))
		return memchr(line.ptr, ':', line.len) != NULL;
	return line.len >= 13 && mime_slice_same(mime_slice_of(line.ptr, 13),
						 MIME_LITERAL("MIME-Version:"));
}

/* Text before the first or behind the last part: one record a place. */
static void
check_around(struct mime_check *c, int kind, size_t from, size_t to)
{
	const char *bytes = c->message->source.bytes.ptr;
	size_t at = from;

	while (at < to) {
		const char *lf = memchr(bytes + at, '\n', to - at);
		size_t next = lf != NULL ? (size_t)(lf - bytes) + 1 : to;

		if (looks_like_part(c, mime_slice_of(bytes + at, next - at))) {
			mime_check_defect(c, kind, at, next);
			break;
		}
		at = next;
	}
	if (c->bodies)
		mime_check_lines(c, from, to, false);
}

static bool
is_encrypted(const struct mime_part *p)
{
	mime_slice type = mime_part_type(p);

	return p->type == MIME_TYPE_MULTIPART_ENCRYPTED ||
	       mime_slice_is(type, "application/pkcs7-mime") ||
	       mime_slice_is(type, "application/x-pkcs7-mime");
}

/* HTML as far as it was read: in a tag, in the value of an attribute. */
struct html {
	bool tag;
	char quote;
};

static void
read_html(struct html *h, mime_slice piece)
{
	for (size_t i = 0; i < piece.len; i++) {
		char b = piece.ptr[i];

		if (h->quote != 0)
			h->quote = b == h->quote ? 0 : h->quote;
		else if (h->tag && (b == '"' || b == '\''))
			h->quote = b;
		else if (b == '<')
			h->tag = true;
		else if (b == '>')
			h->tag = false;
	}
}

/* An attribute that is still open where the HTML ends: what follows it in
 * another program's rendering becomes part of a URL. */
static int
leaves_open(bool *open, struct mime_part *p)
{
	struct html html = { false, 0 };
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open(&r, p, MIME_BODY_BYTES);

	*open = false;
	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&piece, r)) > 0)
		read_html(&html, piece);
	mime_reader_free(r);
	*open = html.quote != 0;
	return rc;
}

static bool
any_encrypted(const struct mime_part *p)
{
	while (p != NULL && !is_encrypted(p))
		p = mime_part_after(p);
	return p != NULL;
}

int
mime_check_encrypted(struct mime_check *c, struct mime_part *p)
{
	const struct mime_part *html = c->html, *parent = p->parent;
	bool open;
	int rc;

	if (parent == NULL) /* HTML is read in few messages */
		c->encrypted = any_encrypted(p);
	if (!c->encrypted)
		return MIME_OK;
	if (p->kind == MIME_PART_LEAF && p->type == MIME_TYPE_TEXT_HTML) {
		rc = leaves_open(&open, p);
		c->html = rc == MIME_OK && open ? p : html;
		return rc;
	}
	if (html == NULL || parent == NULL || !is_encrypted(p) ||
	    html->start < parent->body)
		return MIME_OK;
	c->defects->part = parent;
	mime_check_defect(c, MIME_DEFECT_HTML_NEXT_TO_ENCRYPTED, html->body,
			  html->end);
	c->defects->part = p;
	c->html = NULL; /* one record for it */
	return MIME_OK;
}

void
mime_check_structure(struct mime_check *c, struct mime_part *p)
{
	size_t epilogue = p->close + p->close_len;

	if (p->kind != MIME_PART_MULTIPART)
		return;
	check_around(c, MIME_DEFECT_PARTS_IN_PREAMBLE, p->body,
		     p->child != NULL ? p->child->start : p->close);
	if (c->bodies)
		mime_check_lines(c, p->close, epilogue, false);
	check_around(c, MIME_DEFECT_PARTS_IN_EPILOGUE, epilogue, p->end);
}
