#include "base/reader.h"
#include "text/charset.h"
#include "tree/boundary_new.h"
#include "tree/classify.h"
#include "tree/edit.h"
#include "tree/media_type.h"

int
mime_message_new(struct mime_message **out)
{
	struct mime_message *m;
	int rc = mime_parse(&m, MIME_ABSENT, NULL, NULL);

	*out = NULL;
	if (rc != MIME_OK)
		return rc;
	m->source.bytes = MIME_ABSENT;
	m->root->flags = MIME_PART_NEW;
	mime_defects_init(&m->defects,
			  &m->arena); /* of the empty text just parsed */
	*out = m;
	return MIME_OK;
}

int
mime_message_set_charset(struct mime_message *m, const char *label)
{
	mime_slice name = mime_slice_text(label);
	struct mime_text_context context;
	struct mime_strbuf probe;
	size_t bad;
	int rc;

	if (label == NULL) {
		m->charset = MIME_ABSENT;
		return MIME_OK;
	}
	rc = mime_part_context(&context, m->root, 0, NULL);
	if (rc != MIME_OK)
		return rc;
	mime_strbuf_init(&probe, SIZE_MAX);
	rc = mime_charset_encode(&probe, &bad, context.converters, name,
				 MIME_LITERAL("a"));
	/* mail's syntax is ASCII: a charset must hold it byte for byte */
	if (rc == MIME_OK &&
	    !mime_slice_equal(mime_strbuf_slice(&probe), MIME_LITERAL("a")))
		rc = MIME_ECHARSET;
	mime_strbuf_free(&probe);
	return rc == MIME_OK ? mime_arena_copy(&m->charset, &m->arena, name)
			     : rc;
}

unsigned
mime_part_default_type(const struct mime_part *parent)
{
	return parent != NULL && parent->type == MIME_TYPE_MULTIPART_DIGEST
		       ? MIME_TYPE_MESSAGE_RFC822
		       : MIME_TYPE_TEXT_PLAIN;
}

int
mime_part_new(struct mime_part **out, struct mime_message *m, const char *type)
{
	mime_slice text = mime_slice_text(type), found;
	struct mime_part *p;
	enum mime_media_type number;

	*out = NULL;
	number = mime_media_type_scan(&found, text);
	if (found.ptr == NULL || found.len != text.len)
		return MIME_EINVAL;
	p = mime_part_alloc(m);
	if (p == NULL || mime_part_need_more(p) == NULL ||
	    mime_arena_copy_lower(&p->more->type, &m->arena, text) != MIME_OK)
		return MIME_ENOMEM;
	p->type = (uint8_t)number;
	p->flags = MIME_PART_NEW | MIME_PART_DETACHED;
	if (mime_media_type_is_multipart(p->more->type)) {
		p->kind = MIME_PART_MULTIPART;
		p->number = ++m->multiparts;
	}
	*out = p;
	return MIME_OK;
}

int
mime_part_open_children(struct mime_part *parent)
{
	struct mime_part_more *more = mime_part_need_more(parent);
	mime_slice boundary;
	int rc;

	if (more == NULL)
		return MIME_ENOMEM;
	if ((parent->flags & MIME_PART_NEW) != 0 || more->children_edited ||
	    parent->kind != MIME_PART_MULTIPART)
		return MIME_OK;
	rc = mime_part_boundary(&boundary, parent);
	/* its Content-Type was dropped, or names what no line can hold */
	if (rc == MIME_OK && (boundary.len == 0 ||
			      memchr(boundary.ptr, '\r', boundary.len) != NULL))
		rc = MIME_EINVAL;
	if (rc != MIME_OK)
		return rc;
	more->boundary = boundary;
	more->preamble_end =
		parent->child != NULL ? parent->child->start : parent->close;
	more->children_edited = true;
	return MIME_OK;
}

static struct mime_part *
last_child(struct mime_part *parent)
{
	struct mime_part_more *more = parent->more;
	struct mime_part *p;

	if (more->has_last_child)
		return more->last_child;
	p = parent->child;
	while (p != NULL && p->next != NULL)
		p = p->next;
	more->last_child = p;
	more->has_last_child = true;
	return p;
}

/* Where parent points to its child p. */
static struct mime_part **
link_to(struct mime_part *parent, const struct mime_part *p)
{
	struct mime_part **at = &parent->child;

	while (*at != p)
		at = &(*at)->next;
	return at;
}

/* Is p, or something it stands in, `above'? */
static bool
stands_in(const struct mime_part *p, const struct mime_part *above)
{
	while (p != NULL && p != above)
		p = p->parent;
	return p != NULL;
}

static bool
is_default(unsigned type)
{
	return type == MIME_TYPE_TEXT_PLAIN || type == MIME_TYPE_MESSAGE_RFC822;
}

int
mime_part_name_type(struct mime_field_edit *e, bool *needed,
		    struct mime_part *p, struct mime_part *parent)
{
	struct mime_parameter_edit edit = { .id = MIME_FIELD_CONTENT_TYPE,
					    .value = mime_part_type(p) };
	struct mime_part there = *p; /* as it would be read there */
	int rc;

	*needed = false;
	if ((p->flags & MIME_PART_NEW) != 0)
		return MIME_OK;
	there.parent = parent;
	rc = mime_part_classify(
		&there, mime_field_by_id(p, MIME_FIELD_CONTENT_TYPE), NULL);
	if (rc != MIME_OK)
		return rc;
	*needed = there.type != p->type && is_default(there.type) &&
		  is_default(p->type);
	return *needed ? mime_parameter_edit_init(e, p, &edit, NULL) : MIME_OK;
}

void
mime_part_set_parent(struct mime_part *p, struct mime_part *parent)
{
	p->parent = parent;
	p->flags &= (uint8_t)~MIME_PART_DETACHED;
	p->flags |= MIME_PART_MOVED;
	p->message->mime = true;
	mime_part_mark_below(parent);
}

int
mime_part_insert(struct mime_part *parent, struct mime_part *p,
		 struct mime_part *before)
{
	struct mime_field_edit e;
	bool needed;
	int rc;

	if (parent->kind != MIME_PART_MULTIPART ||
	    p->message != parent->message ||
	    (p->flags & MIME_PART_DETACHED) == 0 || stands_in(parent, p) ||
	    (before != NULL && before->parent != parent))
		return MIME_EINVAL;
	rc = mime_part_open_children(parent);
	if (rc == MIME_OK)
		rc = mime_part_name_type(&e, &needed, p, parent);
	if (rc != MIME_OK)
		return rc;
	if (needed)
		mime_field_edit_commit(&e);
	p->next = before;
	if (before != NULL) {
		*link_to(parent, before) = p;
	} else {
		struct mime_part *last = last_child(parent);

		if (last != NULL)
			last->next = p;
		else
			parent->child = p;
		parent->more->last_child = p;
	}
	mime_part_set_parent(p, parent);
	return MIME_OK;
}

int
mime_part_detach(struct mime_part *p)
{
	struct mime_part *parent = p->parent;
	int rc;

	if (parent == NULL || parent->kind != MIME_PART_MULTIPART)
		return MIME_EINVAL;
	rc = mime_part_open_children(parent);
	if (rc != MIME_OK)
		return rc;
	*link_to(parent, p) = p->next;
	parent->more->has_last_child = false;
	mime_part_mark_below(parent);
	p->parent = p->next = NULL;
	p->flags |= MIME_PART_DETACHED;
	return MIME_OK;
}
