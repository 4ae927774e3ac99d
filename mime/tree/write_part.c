#include "base/reader.h"
#include "tree/write.h"

static bool
is_new(const struct mime_part *p)
{
	return (p->flags & MIME_PART_NEW) != 0;
}

static bool
stands_in_multipart(const struct mime_part *p)
{
	do
		p = p->parent;
	while (p != NULL && p->kind != MIME_PART_MULTIPART);
	return p != NULL;
}

static void
put(struct mime_writer *w, mime_slice piece, bool raw)
{
	w->piece = piece;
	w->raw = raw;
	if (piece.len == 0)
		return;
	w->last = piece.ptr[piece.len - 1];
	w->raw_end = raw ? piece.ptr + piece.len : NULL;
	w->after_blank = false;
}

void
mime_write_lend(struct mime_writer *w, const struct mime_part *p, size_t from,
		size_t to)
{
	if (from < to)
		put(w, mime_part_bytes(p, from, to), true);
}

int
mime_write_give(struct mime_writer *w)
{
	put(w, mime_strbuf_slice(&w->line), false);
	return w->line.error;
}

void
mime_write_line_begin(struct mime_writer *w)
{
	mime_strbuf_clear(&w->line);
	if (w->last != '\n')
		mime_write_line_end(w);
}

void
mime_write_line_end(struct mime_writer *w)
{
	mime_strbuf_add_text(&w->line, w->lf ? "\n" : "\r\n");
}

int
mime_write_boundary(struct mime_writer *w, struct mime_part *p)
{
	mime_slice boundary;
	int rc;

	if (is_new(p)) {
		mime_boundary_add_new(&w->line, p, w->plan.token);
		return MIME_OK;
	}
	rc = mime_part_boundary(&boundary, p);
	mime_strbuf_add(&w->line, boundary);
	return rc;
}

/* The line break before a delimiter belongs to it (RFC 2046 5.1.1); right
 * behind the header of its multipart none is needed. */
static void
break_line(struct mime_writer *w)
{
	mime_strbuf_clear(&w->line);
	if (!w->after_blank)
		mime_write_line_end(w);
}

/* Can a delimiter of the buffer stand here as it is? */
static bool
fits(const struct mime_writer *w, mime_slice delimiter)
{
	return w->after_blank || delimiter.ptr == w->raw_end ||
	       delimiter.ptr[0] == '\r' || delimiter.ptr[0] == '\n';
}

static int
write_delimiter(struct mime_writer *w)
{
	struct mime_part *p = w->part, *parent = p->parent;
	mime_slice delimiter;
	int rc;

	w->stage = MIME_WRITE_HEADER;
	if (parent == NULL || parent->kind != MIME_PART_MULTIPART)
		return MIME_OK;
	if (is_new(p) || (p->flags & MIME_PART_MOVED) != 0) {
		break_line(w);
		mime_strbuf_add_text(&w->line, "--");
		rc = mime_write_boundary(w, parent);
		mime_write_line_end(w);
		return rc == MIME_OK ? mime_write_give(w) : rc;
	}
	delimiter = mime_part_bytes(p, p->start, mime_part_header_at(p));
	if (fits(w, delimiter)) {
		mime_write_lend(w, p, p->start, mime_part_header_at(p));
		return MIME_OK;
	}
	break_line(w);
	mime_strbuf_add(&w->line, delimiter);
	return mime_write_give(w);
}

static int
write_close(struct mime_writer *w)
{
	struct mime_part *p = w->part;
	bool edited = p->more != NULL && p->more->children_edited;
	int rc;

	w->stage = is_new(p) ? MIME_WRITE_AFTER : MIME_WRITE_EPILOGUE;
	if (!is_new(p) && p->close_len > 0) {
		if (fits(w, mime_part_bytes(p, p->close, p->end)))
			return MIME_OK;
		break_line(w);
		return mime_write_give(w);
	}
	if (!is_new(p) && !edited)
		return MIME_OK;
	break_line(w);
	mime_strbuf_add_text(&w->line, "--");
	rc = mime_write_boundary(w, p);
	mime_strbuf_add_text(&w->line, "--");
	if (!stands_in_multipart(p))
		mime_write_line_end(w);
	return rc == MIME_OK ? mime_write_give(w) : rc;
}

static int
write_body(struct mime_writer *w, mime_error *err)
{
	struct mime_part *p = w->part;
	bool edited = p->more != NULL && p->more->children_edited;
	size_t preamble_end;

	w->stage = MIME_WRITE_AFTER;
	if (p->kind == MIME_PART_LEAF) {
		w->after_blank = false; /* its body stands there, if empty */
		if (w->entry->transfer != MIME_TRANSFER_NONE) {
			w->stage = MIME_WRITE_STREAM;
			return mime_transfer_open(
				&w->body, p,
				(enum mime_transfer)w->entry->transfer, w->lf,
				stands_in_multipart(p), err);
		}
		if (!is_new(p))
			mime_write_lend(w, p, p->body, p->end);
		return MIME_OK;
	}
	if (p->kind == MIME_PART_MULTIPART && !is_new(p)) {
		preamble_end = edited		  ? p->more->preamble_end
			       : p->child != NULL ? p->child->start
						  : p->close;
		mime_write_lend(w, p, p->body, preamble_end);
	}
	w->stage = p->child != NULL ? MIME_WRITE_DELIMITER : MIME_WRITE_CLOSE;
	if (p->child != NULL)
		w->part = p->child;
	return MIME_OK;
}

static int
write_stream(struct mime_writer *w, mime_error *err)
{
	mime_slice run;
	int rc = mime_reader_next(&run, w->body);

	if (rc > 0) {
		put(w, run, false);
		return MIME_OK;
	}
	if (rc < 0)
		*err = *mime_reader_error(w->body);
	mime_reader_free(w->body);
	w->body = NULL;
	w->stage = MIME_WRITE_AFTER;
	return rc;
}

static void
go_on(struct mime_writer *w)
{
	const struct mime_part *p = w->part;

	if (p->next != NULL) {
		w->part = p->next;
		w->stage = MIME_WRITE_DELIMITER;
	} else if (p->parent == NULL) {
		w->stage = MIME_WRITE_END;
	} else {
		w->part = p->parent;
		w->stage = p->parent->kind == MIME_PART_MULTIPART
				   ? MIME_WRITE_CLOSE
				   : MIME_WRITE_AFTER;
	}
}

int
mime_write_step(struct mime_writer *w, mime_error *err)
{
	const struct mime_part *p = w->part;
	int rc = MIME_OK;

	w->piece = MIME_ABSENT;
	switch (w->stage) {
	case MIME_WRITE_DELIMITER:
		rc = write_delimiter(w);
		break;
	case MIME_WRITE_HEADER:
		w->entry = &w->plan.entries[w->entries++];
		mime_write_header_begin(w);
		break;
	case MIME_WRITE_FIELDS:
		rc = mime_write_header_field(w);
		break;
	case MIME_WRITE_BLANK:
		rc = mime_write_header_blank(w);
		break;
	case MIME_WRITE_BODY:
		rc = write_body(w, err);
		break;
	case MIME_WRITE_STREAM:
		rc = write_stream(w, err);
		break;
	case MIME_WRITE_AFTER:
		go_on(w);
		break;
	case MIME_WRITE_CLOSE:
		rc = write_close(w);
		break;
	case MIME_WRITE_EPILOGUE:
		mime_write_lend(w, p, p->close, p->end);
		w->stage = MIME_WRITE_AFTER;
		break;
	case MIME_WRITE_END:
		return 0;
	}
	if (rc < 0 && err->code == MIME_OK)
		mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	return rc == MIME_OK ? 1 : rc;
}
