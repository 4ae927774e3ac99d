#include "text/invisible.h"

static const struct {
	uint32_t first, last;
	enum mime_invisible kind;
} ranges[] = {
	/* clang-format off */
	{ 0x0000, 0x001f, MIME_CONTROL },
	{ 0x007f, 0x009f, MIME_CONTROL },
	{ 0x00ad, 0x00ad, MIME_IGNORABLE },
	{ 0x034f, 0x034f, MIME_IGNORABLE },
	{ 0x061c, 0x061c, MIME_BIDI },
	{ 0x115f, 0x1160, MIME_IGNORABLE },
	{ 0x17b4, 0x17b5, MIME_IGNORABLE },
	{ 0x180b, 0x180d, MIME_JOINER },
	{ 0x180e, 0x180e, MIME_IGNORABLE },
	{ 0x180f, 0x180f, MIME_JOINER },
	{ 0x200b, 0x200b, MIME_IGNORABLE },
	{ 0x200c, 0x200d, MIME_JOINER },
	{ 0x200e, 0x200f, MIME_BIDI },
	{ 0x2028, 0x2029, MIME_IGNORABLE },
	{ 0x202a, 0x202e, MIME_BIDI },
	{ 0x2060, 0x2065, MIME_IGNORABLE },
	{ 0x2066, 0x2069, MIME_BIDI },
	{ 0x206a, 0x206f, MIME_IGNORABLE },
	{ 0x3164, 0x3164, MIME_IGNORABLE },
	{ 0xfe00, 0xfe0f, MIME_JOINER },
	{ 0xfeff, 0xfeff, MIME_IGNORABLE },
	{ 0xffa0, 0xffa0, MIME_IGNORABLE },
	{ 0xfff0, 0xfffb, MIME_IGNORABLE },
	{ 0x1bca0, 0x1bca3, MIME_IGNORABLE },
	{ 0x1d173, 0x1d17a, MIME_IGNORABLE },
	{ 0xe0000, 0xe00ff, MIME_IGNORABLE },
	{ 0xe0100, 0xe01ef, MIME_JOINER },
	{ 0xe01f0, 0xe0fff, MIME_IGNORABLE },
	/* clang-format on */
};

enum mime_invisible
mime_invisible_kind(uint32_t code)
{
	if (code >= 0x20 && code < 0x7f)
		return MIME_VISIBLE;
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (code <= ranges[i].last)
			return code >= ranges[i].first ? ranges[i].kind
						       : MIME_VISIBLE;
	return MIME_VISIBLE;
}

bool
mime_invisible_blank(uint32_t code)
{
	return code == ' ' || code == 0xa0 || code == 0x1680 ||
	       (code >= 0x2000 && code <= 0x200a) || code == 0x202f ||
	       code == 0x205f || code == 0x3000;
}
