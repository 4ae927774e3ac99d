#include "view/tnef_property.h"
#include "base/little_endian.h"
#include "base/slice.h"

enum { SEVERAL = 0x1000, NAMED = 0x8000, SET = 16, PADDING = 4 };

/* Bytes of a value of that type with its padding; -1 if each says its own
 * length, -2 if that is not known. */
static int
fixed_size(unsigned type)
{
	switch (type) {
	case 0x0001: /* PtypNull */
		return 0;
	case 0x0002: /* PtypInteger16 */
	case 0x0003: /* PtypInteger32 */
	case 0x0004: /* PtypFloating32 */
	case 0x000a: /* PtypErrorCode */
	case 0x000b: /* PtypBoolean */
		return 4;
	case 0x0005: /* PtypFloating64 */
	case 0x0006: /* PtypCurrency */
	case 0x0007: /* PtypFloatingTime */
	case 0x0014: /* PtypInteger64 */
	case 0x0040: /* PtypTime */
		return 8;
	case 0x0048: /* PtypGuid */
		return 16;
	case MIME_PROPERTY_OBJECT:
	case MIME_PROPERTY_STRING8:
	case MIME_PROPERTY_UNICODE:
	case MIME_PROPERTY_BINARY:
		return -1;
	default:
		return -2;
	}
}

/* Takes n bytes off the front, and the padding after them if it is there; as
 * many as there are if they are fewer. */
static mime_slice
take(struct mime_properties *p, size_t n)
{
	mime_slice s = p->rest;
	size_t padding = (PADDING - n % PADDING) % PADDING;

	if (n > s.len) {
		p->cut = true;
		p->rest = mime_slice_part(s, s.len, s.len);
		return s;
	}
	p->rest = mime_slice_part(s, s.len - n < padding ? s.len : n + padding,
				  s.len);
	return mime_slice_part(s, 0, n);
}

static uint32_t
take_number(struct mime_properties *p)
{
	mime_slice s = take(p, 4);

	return s.len == 4 ? mime_le32(s.ptr) : 0;
}

/* A property of a set: its name is a number, or a text. */
static void
skip_name(struct mime_properties *p)
{
	enum { BY_TEXT = 1 };

	take(p, SET);
	if (take_number(p) == BY_TEXT)
		take(p, take_number(p));
	else
		take_number(p);
}

/* Takes the values; each of them has at least its length, 4 bytes, so that no
 * count makes more steps than there are bytes. */
static void
take_values(struct mime_property *out, struct mime_properties *p, int size,
	    uint32_t count)
{
	uint64_t all = (uint64_t)(size > 0 ? size : 0) * count;

	if (size >= 0) {
		out->value =
			take(p, all < p->rest.len ? (size_t)all : p->rest.len);
		p->cut |= out->value.len < all;
		return;
	}
	for (uint32_t i = 0; i < count && !p->cut; i++) {
		mime_slice value = take(p, take_number(p));

		if (i == 0 && (value.len > 0 || !p->cut))
			out->value = value;
	}
}

void
mime_properties_begin(struct mime_properties *p, mime_slice list)
{
	*p = (struct mime_properties){ .rest = list };
	p->left = take_number(p);
}

bool
mime_properties_next(struct mime_property *out, struct mime_properties *p)
{
	uint32_t tag, count;
	int size;

	*out = (struct mime_property){ 0 };
	if (p->left == 0 || p->cut || p->unknown)
		return false;
	p->left--;
	tag = take_number(p);
	out->id = tag >> 16;
	out->type = tag & 0xffff & ~(unsigned)SEVERAL;
	size = fixed_size(out->type);
	if (!p->cut && size < -1) {
		p->unknown = true;
		return false;
	}
	if (out->id >= NAMED) {
		skip_name(p);
		out->id = 0;
	}
	/* what can have any length is counted, though it be one */
	count = size < 0 || (tag & SEVERAL) != 0 ? take_number(p) : 1;
	if (p->cut)
		return false;
	take_values(out, p, size, count);
	out->cut = p->cut;
	return true;
}
