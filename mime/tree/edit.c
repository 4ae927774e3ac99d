#include "tree/edit.h"
#include "base/reader.h"
#include "tree/media_type.h"

static int
fail(mime_error *err, int code, size_t offset, const char *what)
{
	return mime_error_set(err, code, 0, offset, what);
}

void
mime_part_mark_below(struct mime_part *p)
{
	for (; p != NULL; p = p->parent)
		p->flags |= MIME_PART_EDITED_BELOW;
}

void
mime_part_mark_edited(struct mime_part *p)
{
	p->flags |= MIME_PART_EDITED;
	mime_part_mark_below(p->parent);
}

static bool
begins_content(mime_slice name)
{
	return name.len > 8 && mime_slice_same(mime_slice_of(name.ptr, 8),
					       MIME_LITERAL("Content-"));
}

bool
mime_field_is_content(const struct mime_field *f)
{
	return f->id == MIME_FIELD_OTHER
		       ? begins_content(mime_field_name(f))
		       : mime_field_id_mime((enum mime_field_id)f->id);
}

unsigned
mime_field_rank(const struct mime_field *f)
{
	static const uint8_t order[] = {
		MIME_FIELD_MIME_VERSION,
		MIME_FIELD_CONTENT_TYPE,
		MIME_FIELD_CONTENT_DISPOSITION,
		MIME_FIELD_CONTENT_TRANSFER_ENCODING,
		MIME_FIELD_CONTENT_ID,
		MIME_FIELD_CONTENT_DESCRIPTION,
	};
	unsigned i = 0;

	if (!mime_field_is_content(f))
		return 0;
	while (i < sizeof order && order[i] != f->id)
		i++;
	return i + 1;
}

int
mime_field_write_begin(struct mime_fold *f, struct mime_strbuf *line,
		       struct mime_part *p, const char *name)
{
	struct mime_text_context context;
	int rc = mime_part_context(&context, p, 0, NULL);

	mime_strbuf_init(line, SIZE_MAX);
	if (rc == MIME_OK)
		mime_fold_begin(f, line, mime_slice_text(name),
				context.converters, p->message->charset);
	return rc;
}

static bool
has_long_line(mime_slice s)
{
	size_t at = 0;

	while (at < s.len) {
		const char *lf = memchr(s.ptr + at, '\n', s.len - at);
		size_t end = lf != NULL ? (size_t)(lf - s.ptr) + 1 : s.len;

		if (end - at > MIME_FOLD_MAX + 2)
			return true;
		at = end;
	}
	return false;
}

int
mime_field_write_end(struct mime_fold *f, mime_error *err)
{
	int rc = mime_fold_end(f);

	if (rc == MIME_ECHARSET)
		return fail(err, rc, f->bad,
			    f->bad == SIZE_MAX
				    ? "no converter for the charset"
				    : "the charset cannot hold a character");
	if (rc != MIME_OK)
		return fail(err, rc, SIZE_MAX, NULL);
	if (has_long_line(mime_strbuf_slice(f->out)))
		return fail(err, MIME_EINVAL, SIZE_MAX,
			    "a header line above 998 bytes");
	return MIME_OK;
}

/* The type that a Content-Type of ours gives; it was looked at before. */
static int
take_type(struct mime_field_edit *e, mime_slice body)
{
	mime_slice type;

	e->type = (uint8_t)mime_media_type_scan(&type, body);
	e->has_type = type.ptr != NULL;
	if (!e->has_type)
		return MIME_OK;
	if (mime_part_need_more(e->part) == NULL)
		return MIME_ENOMEM;
	return mime_arena_copy_lower(&e->type_name, &e->part->message->arena,
				     type);
}

static int
make_block(struct mime_field_edit *e)
{
	struct mime_fields *b = mime_arena_array(&e->part->message->arena, 1,
						 sizeof *b + sizeof b->list[0]);

	if (b == NULL)
		return MIME_ENOMEM;
	b->part = e->part;
	b->n = b->room = 1;
	b->list[0].flags = MIME_FIELD_ADDED;
	e->block = b;
	e->field = &b->list[0];
	return MIME_OK;
}

int
mime_field_edit_init(struct mime_field_edit *e, struct mime_part *p,
		     const char *name, mime_slice line, bool alone)
{
	size_t name_len = strlen(name);
	int rc = MIME_OK;

	*e = (struct mime_field_edit){ .part = p, .alone = alone };
	e->id = mime_field_id_find(mime_slice_of(line.ptr, name_len));
	if (alone)
		e->field = mime_field_find(p, name, NULL);
	if (e->field == NULL)
		rc = make_block(e);
	if (rc == MIME_OK && mime_field_need_more(e->field) == NULL)
		rc = MIME_ENOMEM;
	if (rc == MIME_OK)
		rc = mime_arena_copy(&e->written, &p->message->arena, line);
	if (rc == MIME_OK && e->id == MIME_FIELD_CONTENT_TYPE)
		rc = take_type(e,
			       mime_slice_part(line, name_len + 1, line.len));
	return rc;
}

/* Behind what comes before it in a header of ours, at the end of a parsed
 * one. */
static void
link_block(struct mime_part *p, struct mime_fields *block)
{
	unsigned rank = mime_field_rank(&block->list[0]);
	struct mime_fields **at = &p->fields, **place = at;

	for (; *at != NULL; at = &(*at)->next) {
		const struct mime_fields *b = *at;
		bool ours = (p->flags & MIME_PART_NEW) != 0 && b->n > 0 &&
			    (b->list[0].flags & MIME_FIELD_ADDED) != 0;

		if (!ours || mime_field_rank(&b->list[0]) <= rank)
			place = &(*at)->next;
	}
	block->next = *place;
	*place = block;
}

void
mime_field_drop_after(struct mime_part *p, mime_slice name,
		      struct mime_field *after)
{
	struct mime_field *f = mime_field_find(p, NULL, after);

	for (; f != NULL; f = mime_field_find(p, NULL, f))
		if (mime_slice_same(mime_field_name(f), name))
			f->flags |= MIME_FIELD_DROPPED;
}

/* What was computed from a field that is not there any more. */
void
mime_part_forget(struct mime_part *p, enum mime_field_id id)
{
	struct mime_part_more *more = p->more;

	if (more == NULL)
		return;
	if (id == MIME_FIELD_CONTENT_TYPE)
		more->has_type_params = false;
	else if (id == MIME_FIELD_CONTENT_DISPOSITION)
		more->has_disposition = false;
	if (id == MIME_FIELD_CONTENT_DISPOSITION)
		more->disposition = MIME_ABSENT;
	more->has_filename = false;
}

void
mime_field_edit_commit(struct mime_field_edit *e)
{
	struct mime_part *p = e->part;
	struct mime_field *f = e->field;
	struct mime_field_more *more = f->more;
	const char *colon = memchr(e->written.ptr, ':', e->written.len);

	more->written = e->written;
	more->name =
		mime_slice_of(e->written.ptr, (size_t)(colon - e->written.ptr));
	more->text = MIME_ABSENT;
	more->has_addresses = false;
	f->id = (uint8_t)e->id;
	f->name_len = (uint16_t)more->name.len;
	if (e->block != NULL)
		link_block(p, e->block);
	if (e->alone)
		mime_field_drop_after(p, more->name, f);
	mime_part_forget(p, e->id);
	if (e->has_type) {
		p->type = e->type;
		p->more->type = e->type_name;
	}
	p->message->mime = p->message->mime || mime_field_is_content(f);
	mime_part_mark_edited(p);
}
