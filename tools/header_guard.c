#include "header_guard.h"
#include "cli.h"
#include <stdint.h>
#include <string.h>

/* C0 but the tab, DEL, and C1, which is two bytes of UTF-8. */
static bool
is_control(const char *p)
{
	uint8_t c = (uint8_t)p[0], next = (uint8_t)(c != 0 ? p[1] : 0);

	return (c < 0x20 && c != '\t') || c == 0x7f ||
	       (c == 0xc2 && next >= 0x80 && next < 0xa0);
}

int
header_guard(const char *file, const char *name, const char *value)
{
	const char *p = value;

	while (*p != '\0' && !is_control(p))
		p++;
	if (*p == '\0')
		return CLI_OK;
	if (*p == '\r' || *p == '\n')
		cli_error(file,
			  "%s: a line break at byte %zu; this is one line",
			  name, (size_t)(p - value));
	else
		cli_error(file, "%s: a control character at byte %zu", name,
			  (size_t)(p - value));
	return CLI_DATA;
}
