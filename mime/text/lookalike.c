#include "text/lookalike.h"

/* Some file systems, archivers and programs with an ANSI code page make the
 * ASCII character of these.  The yen and won signs are not here: they look like
 * themselves. */
uint32_t
mime_lookalike(uint32_t code)
{
	switch (code) {
	case 0x2044: /* fraction slash */
	case 0x2215: /* division slash */
	case 0x29f8: /* big solidus */
	case 0xff0f:
		return '/';
	case 0x2216: /* set minus */
	case 0x29f5: /* reverse solidus operator */
	case 0x29f9: /* big reverse solidus */
	case 0xfe68:
	case 0xff3c:
		return '\\';
	case 0x2024: /* one dot leader */
	case 0xfe52:
	case 0xff0e:
		return '.';
	default:
		return code;
	}
}

bool
mime_lookalike_dots(uint32_t code)
{
	/* two dot leader, ellipsis, and their vertical forms */
	return mime_lookalike(code) == '.' || code == 0x2025 ||
	       code == 0x2026 || code == 0xfe19 || code == 0xfe30;
}
