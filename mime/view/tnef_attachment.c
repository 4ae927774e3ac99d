#include "view/tnef_attachment.h"
#include "base/slice.h"

/* Which name is taken of several: the long one, which Windows shows; what it
 * was cut down to stands last. */
enum { NO_NAME, TRANSPORT_NAME, DISPLAY_NAME, SHORT_NAME, TITLE, LONG_NAME };

/* An object begins with the GUID of its interface. */
enum { INTERFACE = 16 };

struct mime_tnef_string
mime_tnef_string_of(mime_slice value, bool wide)
{
	struct mime_tnef_string s = { value, wide };
	size_t unit = wide ? 2 : 1, n = value.len;

	while (n >= unit && value.ptr[n - 1] == '\0' &&
	       value.ptr[n - unit] == '\0')
		n -= unit;
	s.bytes.len = n;
	return s;
}

unsigned
mime_tnef_attribute_damage(const struct mime_tnef_attribute *a)
{
	if (a->cut)
		return MIME_EMBEDDED_CUT;
	return mime_tnef_attribute_sound(a) ? 0 : MIME_EMBEDDED_SUM;
}

unsigned
mime_properties_damage(const struct mime_properties *p)
{
	return (p->cut ? (unsigned)MIME_EMBEDDED_CUT : 0) |
	       (p->unknown ? (unsigned)MIME_EMBEDDED_JUNK : 0);
}

static void
note_name(struct mime_tnef_attachment *t, mime_slice value, bool wide,
	  uint8_t rank)
{
	struct mime_tnef_string s = mime_tnef_string_of(value, wide);

	if (s.bytes.len == 0 || t->rank >= rank)
		return;
	t->name = s;
	t->rank = rank;
}

static void
note_object(struct mime_tnef_attachment *t, const struct mime_property *p)
{
	mime_slice inside;

	if (t->object.ptr != NULL || p->value.ptr == NULL)
		return;
	t->object = p->value;
	if (p->type != MIME_PROPERTY_OBJECT || p->value.len < INTERFACE)
		return;
	t->object = mime_slice_part(p->value, INTERFACE, p->value.len);
	inside = t->object;
	t->is_message = mime_tnef_begin(&inside);
}

static void
note_property(struct mime_tnef_attachment *t, const struct mime_property *p)
{
	bool wide = p->type == MIME_PROPERTY_UNICODE;
	bool text = wide || p->type == MIME_PROPERTY_STRING8;

	if (p->id == MIME_PROPERTY_ATTACH_DATA)
		note_object(t, p);
	if (!text)
		return;
	switch (p->id) {
	case MIME_PROPERTY_ATTACH_LONG_NAME:
		note_name(t, p->value, wide, LONG_NAME);
		break;
	case MIME_PROPERTY_ATTACH_NAME:
		note_name(t, p->value, wide, SHORT_NAME);
		break;
	case MIME_PROPERTY_DISPLAY_NAME:
		note_name(t, p->value, wide, DISPLAY_NAME);
		break;
	case MIME_PROPERTY_ATTACH_TRANSPORT_NAME:
		note_name(t, p->value, wide, TRANSPORT_NAME);
		break;
	case MIME_PROPERTY_ATTACH_TYPE:
		t->type = mime_tnef_string_of(p->value, wide);
		break;
	default:
		break;
	}
}

static void
note_properties(struct mime_tnef_attachment *t,
		const struct mime_tnef_attribute *a)
{
	struct mime_properties list;
	struct mime_property p;

	mime_properties_begin(&list, a->data);
	while (mime_properties_next(&p, &list))
		note_property(t, &p);
	t->listed = true;
	t->damage |= mime_properties_damage(&list);
	/* a message in it has sums of its own: if all that are around it were
	 * checked too, depth would multiply the cost */
	t->damage |= t->is_message ? (a->cut ? (unsigned)MIME_EMBEDDED_CUT : 0)
				   : mime_tnef_attribute_damage(a);
}

bool
mime_tnef_attachment_ends(const struct mime_tnef_attachment *t,
			  const struct mime_tnef_attribute *a)
{
	if (!t->begun)
		return false;
	return a->id == MIME_TNEF_ATTACH_BEGIN ||
	       (a->id == MIME_TNEF_ATTACH_DATA && t->data.ptr != NULL) ||
	       (a->id == MIME_TNEF_ATTACH_PROPERTIES && t->listed);
}

bool
mime_tnef_attachment_note(struct mime_tnef_attachment *t,
			  const struct mime_tnef_attribute *a)
{
	switch (a->id) {
	case MIME_TNEF_ATTACH_BEGIN:
		break;
	case MIME_TNEF_ATTACH_DATA:
		t->data = a->data;
		t->damage |= mime_tnef_attribute_damage(a);
		break;
	case MIME_TNEF_ATTACH_TITLE:
		note_name(t, a->data, false, TITLE);
		t->damage |= mime_tnef_attribute_damage(a);
		break;
	case MIME_TNEF_ATTACH_TRANSPORT_NAME:
		note_name(t, a->data, false, TRANSPORT_NAME);
		break;
	case MIME_TNEF_ATTACH_PROPERTIES:
		note_properties(t, a);
		break;
	default:
		return false;
	}
	t->begun = true;
	return true;
}
