#include "view/tnef.h"
#include "base/little_endian.h"
#include "base/memory.h"
#include "base/slice.h"
#include "tree/tree.h"
#include <limits.h>

/* What the text of an attached message is called after.  So much of it makes
 * more than a file name can hold; the whole of it could be made again and
 * again. */
static void
set_title(struct mime_tnef_level *l, struct mime_tnef_string title)
{
	enum { TITLE_MAX = 400 };

	if (title.bytes.len > TITLE_MAX)
		title.bytes.len = TITLE_MAX;
	l->title = title;
}

static void
note_subject(const struct mime_tnef *t, struct mime_tnef_level *l,
	     mime_slice subject, bool wide)
{
	if (t->n < 2 || l->title.bytes.len > 0)
		return;
	set_title(l, mime_tnef_string_of(subject, wide));
	l->title_charset = l->charset;
}

static bool
is_tnef(struct mime_part *p)
{
	mime_slice type = mime_part_type(p);

	if (mime_slice_is(type, "application/ms-tnef") ||
	    mime_slice_is(type, "application/vnd.ms-tnef"))
		return true;
	return mime_slice_is(type, "application/octet-stream") &&
	       mime_slice_is(mime_part_filename(p), "winmail.dat");
}

/* A stream of which *rest is left; false when out of memory. */
static bool
push(struct mime_tnef *t, mime_slice rest)
{
	if (t->n == t->room) {
		size_t room = t->room > 0 ? t->room * 2 : 2;
		struct mime_tnef_level *grown =
			mime_resize(t->levels, room * sizeof *grown);

		if (grown == NULL)
			return false;
		t->levels = grown;
		t->room = room;
	}
	t->levels[t->n++] = (struct mime_tnef_level){ .rest = rest };
	return true;
}

int
mime_tnef_open_stream(struct mime_tnef **out, mime_slice rest,
		      const struct mime_text_context *context,
		      mime_slice charset, size_t most)
{
	struct mime_tnef *t = mime_alloc_array(1, sizeof *t);

	*out = NULL;
	if (t == NULL)
		return MIME_ENOMEM;
	t->context = *context;
	t->override = charset;
	t->most = most;
	mime_strbuf_init(&t->name, SIZE_MAX);
	mime_strbuf_init(&t->type, SIZE_MAX);
	if (!push(t, rest)) {
		mime_tnef_free(t);
		return MIME_ENOMEM;
	}
	*out = t;
	return MIME_OK;
}

/* Streams in one another that the limit for messages leaves. */
static size_t
streams_left(const struct mime_message *m)
{
	if ((m->limits.flags & MIME_PARSE_NO_DESCEND) != 0 ||
	    m->limits.max_nested <= m->nested)
		return 1;
	if (m->limits.max_nested == UINT_MAX)
		return SIZE_MAX;
	return (size_t)(m->limits.max_nested - m->nested) + 1;
}

int
mime_tnef_open(struct mime_tnef **out, struct mime_part *p)
{
	struct mime_text_context context;
	mime_slice stream;
	int rc;

	*out = NULL;
	if (p == NULL)
		return MIME_EINVAL;
	if (p->kind != MIME_PART_LEAF || !is_tnef(p))
		return MIME_OK;
	rc = mime_body_bytes(&stream, p);
	if (rc != MIME_OK || !mime_tnef_begin(&stream))
		return rc;
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc != MIME_OK)
		return rc;
	return mime_tnef_open_stream(
		out, stream, &context,
		mime_slice_text(p->message->limits.charset),
		streams_left(p->message));
}

void
mime_tnef_free(struct mime_tnef *t)
{
	if (t == NULL)
		return;
	mime_strbuf_free(&t->name);
	mime_strbuf_free(&t->type);
	mime_free(t->levels);
	mime_free(t);
}

unsigned
mime_tnef_damage(const struct mime_tnef *t)
{
	return t->damage;
}

/* Opens the message attached to l, which may move. */
static int
descend(struct mime_embedded *out, struct mime_tnef *t,
	const struct mime_tnef_level *l)
{
	struct mime_tnef_attachment a = l->attachment;
	mime_slice charset = l->charset;
	struct mime_tnef_level *inner;

	if (t->n >= t->most) {
		out->damage |= MIME_EMBEDDED_DEEP;
		return mime_tnef_give_attached(out, t, l, a.object, ".tnef");
	}
	t->damage |= a.damage;
	mime_tnef_begin(&a.object);
	if (!push(t, a.object))
		return MIME_ENOMEM;
	inner = &t->levels[t->n - 1];
	inner->charset = inner->title_charset = charset;
	set_title(inner, a.name);
	return 0;
}

/* All is known of the attachment: gives what it holds, one after the other,
 * and then forgets it. */
static int
end_attachment(struct mime_embedded *out, struct mime_tnef *t,
	       struct mime_tnef_level *l)
{
	struct mime_tnef_attachment *a = &l->attachment;
	struct mime_tnef_level said = *l;

	if (a->data.ptr != NULL) {
		a->data = MIME_ABSENT;
		/* the properties may hold the same again */
		if (mime_slice_equal(said.attachment.data, a->object))
			a->object = MIME_ABSENT;
		return mime_tnef_give_attached(out, t, l, said.attachment.data,
					       "");
	}
	t->damage |= a->damage;
	*a = (struct mime_tnef_attachment){ 0 };
	l->ended = false;
	if (said.attachment.is_message)
		return descend(out, t, &said);
	if (said.attachment.object.ptr != NULL)
		return mime_tnef_give_attached(out, t, &said,
					       said.attachment.object, "");
	return 0;
}

static int
take_property(struct mime_embedded *out, struct mime_tnef *t,
	      struct mime_tnef_level *l, const struct mime_property *p)
{
	bool wide = p->type == MIME_PROPERTY_UNICODE;

	if (p->id == MIME_PROPERTY_SUBJECT &&
	    (wide || p->type == MIME_PROPERTY_STRING8))
		note_subject(t, l, p->value, wide);
	out->damage = l->damage | (p->cut ? (unsigned)MIME_EMBEDDED_CUT : 0);
	return mime_tnef_give_property(out, t, l, p);
}

/* An attribute of the message itself. */
static int
take_own(struct mime_embedded *out, struct mime_tnef *t,
	 struct mime_tnef_level *l, const struct mime_tnef_attribute *a)
{
	unsigned damage;

	switch (a->id) {
	case MIME_TNEF_CODEPAGE:
		if (a->data.len >= 4)
			l->charset =
				mime_codepage_label(mime_le32(a->data.ptr));
		return 0;
	case MIME_TNEF_SUBJECT:
		note_subject(t, l, a->data, false);
		return 0;
	case MIME_TNEF_BODY:
		out->damage = mime_tnef_attribute_damage(a);
		return mime_tnef_give_text(out, t, l, a->data, false);
	case MIME_TNEF_PROPERTIES:
		damage = mime_tnef_attribute_damage(a);
		t->damage |= damage;
		/* of what is cut off only one can be incomplete */
		l->damage = damage & ~(unsigned)MIME_EMBEDDED_CUT;
		mime_properties_begin(&l->properties, a->data);
		return 0;
	default:
		return 0;
	}
}

static int
take_attribute(struct mime_embedded *out, struct mime_tnef *t,
	       struct mime_tnef_level *l)
{
	struct mime_tnef_attribute a;
	mime_slice before = l->rest;
	int rc = mime_tnef_attribute_next(&a, &l->rest);

	t->damage |= mime_properties_damage(&l->properties);
	if (rc <= 0) {
		if (rc < 0)
			t->damage |= MIME_EMBEDDED_JUNK;
		l->ended = l->attachment.begun;
		t->n -= !l->ended;
		return 0;
	}
	if (mime_tnef_attachment_ends(&l->attachment, &a)) {
		l->rest = before;
		l->ended = true;
		return 0;
	}
	if (a.cut)
		t->damage |= MIME_EMBEDDED_CUT;
	if (mime_tnef_attachment_note(&l->attachment, &a))
		return 0;
	return take_own(out, t, l, &a);
}

int
mime_tnef_next(struct mime_embedded *out, struct mime_tnef *t)
{
	int rc = 0;

	while (rc == 0 && t->n > 0) {
		struct mime_tnef_level *l = &t->levels[t->n - 1];
		struct mime_property p;

		*out = (struct mime_embedded){ 0 };
		if (mime_properties_next(&p, &l->properties))
			rc = take_property(out, t, l, &p);
		else if (l->ended)
			rc = end_attachment(out, t, l);
		else
			rc = take_attribute(out, t, l);
	}
	if (rc <= 0)
		*out = (struct mime_embedded){ 0 };
	if (rc < 0)
		t->n = 0;
	return rc;
}
