#include "text/charset_area.h"
#include <stdint.h>

/* Trail bytes from..to of one lead byte. */
struct run {
	uint8_t lead, from, to;
};

/* The rows of GB 2312-80 that are not full; rows 0xb0-0xf7 but for the end of
 * 0xd7 are. */
static const struct run gb2312[] = {
	{ 0xa1, 0xa1, 0xfe }, { 0xa2, 0xb1, 0xe2 }, { 0xa2, 0xe5, 0xee },
	{ 0xa2, 0xf1, 0xfc }, { 0xa3, 0xa1, 0xfe }, { 0xa4, 0xa1, 0xf3 },
	{ 0xa5, 0xa1, 0xf6 }, { 0xa6, 0xa1, 0xb8 }, { 0xa6, 0xc1, 0xd8 },
	{ 0xa7, 0xa1, 0xc1 }, { 0xa7, 0xd1, 0xf1 }, { 0xa8, 0xa1, 0xba },
	{ 0xa8, 0xc5, 0xe9 }, { 0xa9, 0xa4, 0xef }, { 0xd7, 0xa1, 0xf9 },
};

/* What GBK has in its rows of symbols beyond GB 2312. */
static const struct run gbk[] = {
	{ 0xa2, 0xa1, 0xaa }, { 0xa6, 0xe0, 0xeb }, { 0xa6, 0xee, 0xf2 },
	{ 0xa6, 0xf4, 0xf5 }, { 0xa8, 0x40, 0x95 }, { 0xa8, 0xbb, 0xbb },
	{ 0xa8, 0xbd, 0xbe }, { 0xa8, 0xc0, 0xc0 }, { 0xa9, 0x40, 0x57 },
	{ 0xa9, 0x59, 0x5a }, { 0xa9, 0x5c, 0x5c }, { 0xa9, 0x60, 0x88 },
	{ 0xa9, 0x96, 0x96 },
};

static bool
in_runs(const struct run *runs, size_t n, uint8_t lead, uint8_t trail)
{
	for (size_t i = 0; i < n; i++)
		if (runs[i].lead == lead && trail >= runs[i].from &&
		    trail <= runs[i].to)
			return true;
	return false;
}

bool
mime_gb2312_holds(const char p[2])
{
	uint8_t lead = (uint8_t)p[0], trail = (uint8_t)p[1];

	if (trail < 0xa1 || trail > 0xfe)
		return false;
	if (lead >= 0xb0 && lead <= 0xf7 && lead != 0xd7)
		return true;
	return in_runs(gb2312, sizeof gb2312 / sizeof *gb2312, lead, trail);
}

static bool
gbk_holds(uint8_t lead, uint8_t trail)
{
	if (lead <= 0xa0) /* GBK/3 */
		return true;
	if (trail <= 0xa0 && lead >= 0xaa) /* GBK/4 */
		return lead < 0xfe || trail <= 0x4f;
	return in_runs(gbk, sizeof gbk / sizeof *gbk, lead, trail);
}

size_t
mime_gb18030_length(const char *p, size_t n)
{
	if ((uint8_t)p[0] < 0x80)
		return 1;
	if (n >= 4 && p[1] >= '0' && p[1] <= '9')
		return 4;
	return n >= 2 ? 2 : 1;
}

static bool
two_bytes_hold(enum mime_charset_area area, const char *p)
{
	uint8_t lead = (uint8_t)p[0], trail = (uint8_t)p[1];

	switch (area) {
	case MIME_AREA_GB2312:
		return mime_gb2312_holds(p);
	case MIME_AREA_GBK:
		return mime_gb2312_holds(p) || gbk_holds(lead, trail);
	case MIME_AREA_BIG5:
		/* without what ETEN and Hong Kong added */
		return lead >= 0xa1 &&
		       (lead < 0xc6 || (lead == 0xc6 && trail <= 0x7e) ||
			(lead >= 0xc9 && lead < 0xf9) ||
			(lead == 0xf9 && trail <= 0xd5));
	case MIME_AREA_EUC_KR:
		return lead >= 0xa1 && trail >= 0xa1;
	case MIME_AREA_SHIFT_JIS:
		/* without the rows of NEC and IBM */
		return lead <= 0x84 || (lead >= 0x88 && lead <= 0x9f) ||
		       (lead >= 0xe0 && lead <= 0xea);
	case MIME_AREA_EUC_JP:
	case MIME_AREA_JIS_0208:
		return (lead == 0x8e && area == MIME_AREA_EUC_JP) ||
		       (lead >= 0xa1 && lead <= 0xa8) ||
		       (lead >= 0xb0 && lead <= 0xf4);
	default:
		return true;
	}
}

/* The length of the character at p, 0 if it lies outside. */
static size_t
inside(enum mime_charset_area area, const char *p, size_t n)
{
	uint8_t lead = (uint8_t)p[0];

	if (area == MIME_AREA_LATIN)
		return lead < 0x80 || lead > 0x9f;
	if (lead < 0x80)
		return 1;
	if (area == MIME_AREA_SHIFT_JIS && lead >= 0xa1 && lead <= 0xdf)
		return 1; /* half-width katakana */
	if (area == MIME_AREA_EUC_JP && lead == 0x8f)
		return n >= 3 ? 3 : 0;
	if ((area == MIME_AREA_GB2312 || area == MIME_AREA_GBK) &&
	    mime_gb18030_length(p, n) == 4)
		return 0;
	return n >= 2 && two_bytes_hold(area, p) ? 2 : 0;
}

size_t
mime_charset_area_span(enum mime_charset_area area, const char *p, size_t n)
{
	size_t at = 0, length = 1;

	if (area == MIME_AREA_ALL)
		return n;
	while (at < n && (length = inside(area, p + at, n - at)) > 0)
		at += length;
	return at;
}
