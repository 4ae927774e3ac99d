#include "codec/scan.h"
#include "text/word.h"
#include "tree/tree.h"

struct mime_field_more *
mime_field_need_more(struct mime_field *f)
{
	struct mime_part *p = mime_field_block(f)->part;

	if (f->more == NULL)
		f->more = mime_arena_array(&p->message->arena, 1,
					   sizeof *f->more);
	return f->more;
}

/* The first live field behind after, or of p, that has the number id, and if
 * wanted is not absent that name; any field if id is MIME_FIELD_IDS. */
static struct mime_field *
find(const struct mime_part *p, const struct mime_field *after,
     enum mime_field_id id, mime_slice wanted)
{
	struct mime_fields *b =
		after != NULL ? mime_field_block(after) : p->fields;
	uint32_t i = after != NULL ? after->index + 1 : 0;

	for (; b != NULL; b = b->next, i = 0)
		for (; i < b->n; i++) {
			struct mime_field *f = &b->list[i];

			if (id != MIME_FIELD_IDS ? f->id != id
						 : f->id == MIME_FIELD_NONE)
				continue;
			if ((f->flags & MIME_FIELD_DROPPED) == 0 &&
			    (wanted.ptr == NULL ||
			     mime_slice_same(mime_field_name(f), wanted)))
				return f;
		}
	return NULL;
}

struct mime_field *
mime_field_by_id(const struct mime_part *p, enum mime_field_id id)
{
	return find(p, NULL, id, MIME_ABSENT);
}

struct mime_field *
mime_field_find(const struct mime_part *p, const char *name,
		const struct mime_field *after)
{
	mime_slice wanted = mime_slice_text(name);
	enum mime_field_id id;

	if (p == NULL)
		return NULL;
	if (name == NULL)
		return find(p, after, MIME_FIELD_IDS, MIME_ABSENT);
	id = mime_field_id_find(wanted);
	return find(p, after, id,
		    id == MIME_FIELD_OTHER ? wanted : MIME_ABSENT);
}

static inline bool
as_parsed(const struct mime_field *f)
{
	return (f->flags & MIME_FIELD_ADDED) == 0 &&
	       (f->more == NULL || f->more->written.ptr == NULL);
}

mime_slice
mime_field_raw(const struct mime_field *f)
{
	const struct mime_part *p = mime_field_block(f)->part;
	size_t at = mime_part_header_at(p) + f->start;

	if (as_parsed(f))
		return mime_part_bytes(p, at, at + f->len);
	return f->more != NULL ? f->more->written : MIME_ABSENT;
}

static inline mime_slice
name_in(const struct mime_field *f, mime_slice raw)
{
	size_t at = 0;

	if (f->more != NULL && f->more->name.ptr != NULL)
		return f->more->name;
	/* a first field may begin with a blank (H08) */
	while (at < raw.len && mime_ascii_is_blank(raw.ptr[at]))
		at++;
	return mime_slice_part(raw, at, at + f->name_len);
}

mime_slice
mime_field_name(const struct mime_field *f)
{
	return name_in(f, mime_field_raw(f));
}

mime_slice
mime_field_body(const struct mime_field *f)
{
	mime_slice raw = mime_field_raw(f);
	mime_slice name = name_in(f, raw);
	size_t at = name.len;

	if (as_parsed(f))
		at += (size_t)(name.ptr - raw.ptr);
	while (at < raw.len && raw.ptr[at] != ':')
		at++;
	if (at < raw.len)
		at++;
	if (raw.len > at && raw.ptr[raw.len - 1] == '\n')
		raw.len--;
	if (raw.len > at && raw.ptr[raw.len - 1] == '\r')
		raw.len--;
	return mime_slice_part(raw, at, raw.len);
}

size_t
mime_field_body_at(const struct mime_field *f)
{
	const struct mime_part *p = mime_field_block(f)->part;

	if (!as_parsed(f))
		return SIZE_MAX;
	return (size_t)(mime_field_body(f).ptr - p->message->source.bytes.ptr);
}

int
mime_field_text(mime_slice *out, struct mime_field *f)
{
	struct mime_part *p = mime_field_block(f)->part;
	mime_slice body = mime_slice_trim(mime_field_body(f));
	struct mime_text_context context;
	struct mime_field_more *more;
	int rc;

	*out = body;
	if (f->more != NULL && f->more->text.ptr != NULL)
		*out = f->more->text;
	else if (mime_scan_odd(body.ptr, body.len, 0) < body.len)
		*out = MIME_ABSENT;
	if (out->ptr != NULL)
		return MIME_OK;
	more = mime_field_need_more(f);
	if (more == NULL)
		return MIME_ENOMEM;
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc == MIME_OK)
		rc = mime_word_text(&more->text, &p->message->arena, body,
				    MIME_WORD_TEXT, &context);
	*out = more->text;
	return rc;
}

int
mime_field_addresses(const struct mime_mailbox **list, size_t *n,
		     struct mime_field *f)
{
	struct mime_part *p = mime_field_block(f)->part;
	struct mime_message *m = p->message;
	struct mime_field_more *more = mime_field_need_more(f);
	struct mime_text_context context;
	int rc;

	*list = NULL;
	*n = 0;
	if (more == NULL)
		return MIME_ENOMEM;
	if (!more->has_addresses) {
		rc = mime_part_context(&context, p, 0, NULL);
		if (rc == MIME_OK)
			rc = mime_address_list_parse(
				&more->addresses, &m->arena, mime_field_body(f),
				m->limits.max_addresses - m->addresses,
				&context);
		if (rc != MIME_OK)
			return rc;
		m->addresses += more->addresses.n;
		more->has_addresses = true;
	}
	*list = more->addresses.list;
	*n = more->addresses.n;
	return MIME_OK;
}

bool
mime_message_author(struct mime_mailbox *out, struct mime_message *m)
{
	struct mime_field *f = mime_field_by_id(m->root, MIME_FIELD_FROM);
	const struct mime_mailbox *list;
	size_t n;

	*out = (struct mime_mailbox){ 0 };
	if (f == NULL || mime_field_find(m->root, "From", f) != NULL)
		return false;
	if (mime_field_addresses(&list, &n, f) != MIME_OK || n != 1 ||
	    list[0].address.ptr == NULL)
		return false;
	*out = list[0];
	return true;
}
