#include "tree/write.h"

/* A record that is no field, but a run of fields that a limit left
 * unindexed. */
static bool
is_run(const struct mime_field *f)
{
	return f->id == MIME_FIELD_NONE && f->name_len > 0;
}

static const mime_slice byte_order_mark = { "\xef\xbb\xbf", 3 };

static bool
is_byte_order_mark(mime_slice raw)
{
	return mime_slice_equal(raw, byte_order_mark);
}

static bool
begins_header(const struct mime_field *f, mime_slice raw)
{
	return f->start <= 3 &&
	       (is_byte_order_mark(raw) ||
		mime_slice_begins(raw, MIME_LITERAL("From ")) ||
		mime_slice_begins(raw, MIME_LITERAL(">From ")));
}

/* "token=": behind a line that ends in ";" it is read as a continuation whose
 * blank was lost (H12). */
static bool
could_continue(mime_slice raw)
{
	size_t at = 0;

	while (at < raw.len && mime_ascii_is(raw.ptr[at], MIME_ASCII_TOKEN))
		at++;
	return at > 0 && at < raw.len && raw.ptr[at] == '=';
}

void
mime_write_junk_begin(struct mime_writer *w)
{
	bool label = w->entry->label != MIME_TRANSFER_NONE;

	bool in_place = false;

	w->last_field = NULL;
	for (struct mime_fields *b = w->fields; b != NULL; b = b->next)
		for (uint32_t i = 0; i < b->n; i++) {
			const struct mime_field *f = &b->list[i];
			bool encoding =
				f->id == MIME_FIELD_CONTENT_TRANSFER_ENCODING;

			if ((f->flags & MIME_FIELD_DROPPED) != 0 ||
			    (f->id == MIME_FIELD_NONE && !is_run(f)))
				continue;
			if (encoding && label) {
				/* written in the place of the first */
				if (!in_place)
					w->last_field = f;
				in_place = true;
				continue;
			}
			w->last_field = f;
		}
	w->lines_at_end = (w->lines & ~(unsigned)MIME_WRITE_ENCODING) != 0 ||
			  (label && !in_place);
}

bool
mime_write_junk_stands(const struct mime_writer *w, const struct mime_field *f)
{
	mime_slice raw = mime_field_raw(f);

	if (f->id != MIME_FIELD_NONE || is_run(f) || begins_header(f, raw))
		return true;
	/* without a field behind it the header would end before it */
	if (w->last_field == NULL && !w->lines_at_end)
		return false;
	/* behind a byte-order mark at the start a field is read */
	return raw.ptr == w->raw_end ||
	       !(could_continue(raw) ||
		 mime_slice_begins(raw, byte_order_mark));
}

bool
mime_write_junk_is_mark(const struct mime_field *f)
{
	return f->id == MIME_FIELD_NONE &&
	       is_byte_order_mark(mime_field_raw(f));
}
