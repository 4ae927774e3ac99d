#include "view/tnef_stream.h"
#include "base/little_endian.h"
#include "base/slice.h"

/* The signature and the key; level, number and length; the checksum. */
enum { STREAM_HEAD = 6, HEAD = 9, SUM = 2 };
enum { LEVEL_MESSAGE = 1, LEVEL_ATTACHMENT = 2 };

bool
mime_tnef_begin(mime_slice *rest)
{
	if (rest->len < STREAM_HEAD ||
	    !mime_slice_begins(*rest, MIME_LITERAL("\x78\x9f\x3e\x22")))
		return false;
	*rest = mime_slice_part(*rest, STREAM_HEAD, rest->len);
	return true;
}

static bool
is_filler(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '\0' && !mime_ascii_is_space(s.ptr[i]))
			return false;
	return true;
}

int
mime_tnef_attribute_next(struct mime_tnef_attribute *out, mime_slice *rest)
{
	mime_slice s = *rest;
	size_t n;

	*out = (struct mime_tnef_attribute){ 0 };
	*rest = mime_slice_part(s, s.len, s.len);
	if (s.len == 0)
		return 0;
	if (s.ptr[0] != LEVEL_MESSAGE && s.ptr[0] != LEVEL_ATTACHMENT)
		return is_filler(s) ? 0 : -1;
	if (s.len < HEAD) {
		out->data = mime_slice_part(s, 0, 0);
		out->cut = true;
		return 1;
	}
	out->id = mime_le16(s.ptr + 1);
	n = mime_le32(s.ptr + 5);
	s = mime_slice_part(s, HEAD, s.len);
	out->cut = n > s.len || s.len - n < SUM;
	out->data = mime_slice_part(s, 0, n < s.len ? n : s.len);
	if (!out->cut) {
		out->sum = (uint16_t)mime_le16(s.ptr + n);
		*rest = mime_slice_part(s, n + SUM, s.len);
	}
	return 1;
}

bool
mime_tnef_attribute_sound(const struct mime_tnef_attribute *a)
{
	uint32_t sum = 0; /* only its lower half counts */

	for (size_t i = 0; i < a->data.len; i++)
		sum += (uint8_t)a->data.ptr[i];
	return (uint16_t)sum == a->sum;
}
