#include "tree/content.h"
#include "tree/edit.h"
#include "tree/write.h"
#include <limits.h>

static bool
is_new(const struct mime_part *p)
{
	return (p->flags & MIME_PART_NEW) != 0;
}

/* Where the indexed fields of a parsed header end: the blank line, or what
 * else the header ends with. */
static size_t
fields_end(const struct mime_part *p)
{
	size_t at = mime_part_header_at(p), end = at;

	for (const struct mime_fields *b = p->fields; b != NULL; b = b->next) {
		const struct mime_field *f = &b->list[b->n > 0 ? b->n - 1 : 0];

		if (b->n > 0 && b->part == p &&
		    (f->flags & MIME_FIELD_ADDED) == 0)
			end = at + f->start + f->len;
	}
	return end;
}

static bool
has_body(const struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	return is_new(p) || p->child != NULL || p->end > p->body ||
	       w->entry->transfer != MIME_TRANSFER_NONE;
}

/* What begins the body of a part that has parts is not as it was. */
static bool
begins_anew(const struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	if (p->kind == MIME_PART_MESSAGE)
		return w->entry->encoded ||
		       (p->flags & MIME_PART_EDITED_BELOW) != 0;
	return p->more != NULL && p->more->children_edited;
}

static bool
lacks_blank(const struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	return fields_end(p) == p->body && has_body(w);
}

static bool
is_clean(const struct mime_writer *w)
{
	const struct mime_part *p = w->part;
	bool root = p->parent == NULL;

	if ((p->flags & (MIME_PART_EDITED | MIME_PART_NEW)) != 0 ||
	    w->entry->label != MIME_TRANSFER_NONE || (root && w->plan.version))
		return false;
	/* a header without an end gets one */
	return !begins_anew(w) || !lacks_blank(w);
}

/* A part that was not parsed says its type, but a message that is no more
 * than a header and an empty text. */
static bool
needs_type(const struct mime_part *p)
{
	if (!is_new(p) || mime_field_by_id(p, MIME_FIELD_CONTENT_TYPE) != NULL)
		return false;
	return p->parent != NULL || p->kind != MIME_PART_LEAF ||
	       mime_part_content(p) != NULL ||
	       !mime_slice_is(mime_part_type(p), "text/plain");
}

static bool
needs_version(const struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	if (p->parent == NULL)
		return w->plan.version;
	return is_new(p) && p->parent->kind == MIME_PART_MESSAGE &&
	       mime_field_by_id(p, MIME_FIELD_MIME_VERSION) == NULL;
}

void
mime_write_header_begin(struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	if (mime_plan_whole(&w->plan, p)) {
		mime_write_lend(w, p, mime_part_header_at(p), p->end);
		w->stage = MIME_WRITE_AFTER;
		return;
	}
	if (is_clean(w)) {
		mime_write_lend(w, p, mime_part_header_at(p), p->body);
		w->after_blank = w->last == '\n';
		w->stage = MIME_WRITE_BODY;
		return;
	}
	w->fields = p->fields;
	w->field = 0;
	w->lines = 0;
	if (needs_version(w))
		w->lines |= MIME_WRITE_VERSION;
	if (needs_type(p))
		w->lines |= MIME_WRITE_TYPE;
	if (w->entry->label != MIME_TRANSFER_NONE)
		w->lines |= MIME_WRITE_ENCODING;
	mime_write_junk_begin(w);
	w->stage = MIME_WRITE_FIELDS;
}

/* A line of the tree, which ends in CRLF, with the line ends wanted; `cut'
 * bytes of its end are left out. */
static void
add_written(struct mime_writer *w, mime_slice written, size_t cut)
{
	mime_slice rest = mime_slice_part(written, 0, written.len - cut);

	while (rest.len > 0) {
		const char *cr = memchr(rest.ptr, '\r', rest.len);
		size_t n = cr != NULL ? (size_t)(cr - rest.ptr) : rest.len;

		mime_strbuf_add(&w->line, mime_slice_of(rest.ptr, n));
		if (cr != NULL)
			mime_write_line_end(w);
		n = cr != NULL ? n + 2 : n;
		rest = mime_slice_part(rest, n, rest.len);
	}
}

static int
add_boundary(struct mime_writer *w)
{
	int rc;

	mime_strbuf_add_char(&w->line, ';');
	mime_write_line_end(w);
	mime_strbuf_add_text(&w->line, " boundary=\"");
	rc = mime_write_boundary(w, w->part);
	mime_strbuf_add_char(&w->line, '"');
	return rc;
}

static int
add_type(struct mime_writer *w)
{
	mime_strbuf_add_text(&w->line, "Content-Type: ");
	mime_strbuf_add(&w->line, mime_part_type(w->part));
	return w->part->kind == MIME_PART_MULTIPART ? add_boundary(w) : MIME_OK;
}

static int
write_line(struct mime_writer *w, enum mime_write_line line)
{
	int rc = MIME_OK;

	w->lines &= ~(unsigned)line;
	mime_write_line_begin(w);
	if (line == MIME_WRITE_VERSION) {
		mime_strbuf_add_text(&w->line, "MIME-Version: 1.0");
	} else if (line == MIME_WRITE_TYPE) {
		rc = add_type(w);
	} else {
		mime_strbuf_add_text(&w->line, "Content-Transfer-Encoding: ");
		mime_strbuf_add(&w->line,
				mime_transfer_name(
					(enum mime_transfer)w->entry->label));
	}
	mime_write_line_end(w);
	return rc == MIME_OK ? mime_write_give(w) : rc;
}

/* Writes the first line still to come whose place is before `rank'; false if
 * there is none. */
static bool
write_line_before(struct mime_writer *w, unsigned rank, int *rc)
{
	static const struct {
		enum mime_write_line line;
		unsigned rank; /* mime_field_rank of such a field */
	} order[] = { { MIME_WRITE_VERSION, 1 },
		      { MIME_WRITE_TYPE, 2 },
		      { MIME_WRITE_ENCODING, 4 } };

	*rc = MIME_OK;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		if ((w->lines & order[i].line) == 0 || order[i].rank >= rank)
			continue;
		*rc = write_line(w, order[i].line);
		return true;
	}
	return false;
}

static int
write_field(struct mime_writer *w, const struct mime_field *f)
{
	const struct mime_part *p = w->part;
	mime_slice raw = mime_field_raw(f);
	bool ours = f->more != NULL && f->more->written.ptr != NULL;
	int rc = MIME_OK;

	if (f->id == MIME_FIELD_CONTENT_TRANSFER_ENCODING &&
	    w->entry->label != MIME_TRANSFER_NONE) {
		/* in its place once; what else has that name is left out */
		return (w->lines & MIME_WRITE_ENCODING) != 0
			       ? write_line(w, MIME_WRITE_ENCODING)
			       : MIME_OK;
	}
	if (!ours) {
		size_t at = (size_t)(raw.ptr - p->message->source.bytes.ptr);

		mime_write_lend(w, p, at, at + raw.len);
		/* a byte-order mark has a record, and no line of its own */
		if (mime_write_junk_is_mark(f))
			w->last = '\n';
		return MIME_OK;
	}
	mime_write_line_begin(w);
	add_written(w, raw, 2);
	if (f->id == MIME_FIELD_CONTENT_TYPE && is_new(p) &&
	    p->kind == MIME_PART_MULTIPART)
		rc = add_boundary(w);
	mime_write_line_end(w);
	return rc == MIME_OK ? mime_write_give(w) : rc;
}

int
mime_write_header_field(struct mime_writer *w)
{
	const struct mime_field *f;
	int rc;

	while (w->fields != NULL && w->field == w->fields->n) {
		w->fields = w->fields->next;
		w->field = 0;
	}
	if (w->fields == NULL) {
		if (!write_line_before(w, UINT_MAX, &rc))
			w->stage = MIME_WRITE_BLANK;
		return rc;
	}
	f = &w->fields->list[w->field];
	if ((f->flags & MIME_FIELD_ADDED) != 0 && is_new(w->part) &&
	    write_line_before(w, mime_field_rank(f), &rc))
		return rc;
	w->field++;
	if (f == w->last_field)
		w->last_field = NULL;
	if ((f->flags & MIME_FIELD_DROPPED) != 0 ||
	    !mime_write_junk_stands(w, f))
		return MIME_OK;
	return write_field(w, f);
}

int
mime_write_header_blank(struct mime_writer *w)
{
	const struct mime_part *p = w->part;
	int rc = MIME_OK;

	w->stage = MIME_WRITE_BODY;
	if (!is_new(p) && fields_end(p) < p->body) {
		mime_write_lend(w, p, fields_end(p), p->body);
	} else if (has_body(w)) {
		mime_write_line_begin(w);
		mime_write_line_end(w);
		rc = mime_write_give(w);
	}
	w->after_blank = w->last == '\n';
	return rc;
}
