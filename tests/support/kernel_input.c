#include "codec/utf8.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include <stdio.h>

static char
pick(const char *chars, uint32_t *seed)
{
	return chars[test_random(seed) % strlen(chars)];
}

static void
base64_lines(char *p, size_t n, uint32_t *seed)
{
	static const size_t widths[] = { 4, 32, 36, 60, 64, 72, 76, 128, 1000 };
	size_t width = widths[test_random(seed) % 9], column = 0;
	bool crlf = test_random(seed) % 2 > 0;

	for (size_t i = 0; i < n; i++) {
		size_t end = width + (crlf ? 2 : 1);

		p[i] = pick("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
			    "uvwxyz0123456789+/",
			    seed);
		if (column == width)
			p[i] = crlf ? '\r' : '\n';
		if (column == width + 1)
			p[i] = '\n';
		column = (column + 1) % end;
	}
}

static void
escapes(char *p, size_t n, uint32_t *seed)
{
	unsigned dense = test_random(seed) % 60 + 1;

	for (size_t i = 0; i < n; i++) {
		if (test_random(seed) % dense == 0)
			p[i] = pick("ab ,\r\n=", seed);
		else if (i % 3 == 0)
			p[i] = '=';
		else
			p[i] = pick("0123456789ABCDEF", seed);
	}
}

/* Lines as encoders make them, and some as they should not. */
static void
quoted(char *p, size_t n, uint32_t *seed)
{
	static const char *const pieces[] = {
		"=\r\n", "=\n", "\r\n", "\n", " \r\n", "\t \n",	  "= \r\n",
		"=e4",	 "=0",	"=",	"  ", "\r",    "=20\r\n", "=09",
	};
	unsigned rare = test_random(seed) % 80 + 1;

	for (size_t i = 0; i < n;) {
		unsigned kind = test_random(seed) % rare;
		char piece[8] = { (char)('a' + kind % 26) };
		size_t len;

		if (kind == 0)
			snprintf(piece, sizeof piece, "%s",
				 pieces[test_random(seed) % 14]);
		else if (kind % 3 == 0)
			snprintf(piece, sizeof piece, "=%02X",
				 test_random(seed) & 255);
		len = strlen(piece);
		len = len < n - i ? len : n - i;
		memcpy(p + i, piece, len);
		i += len;
	}
}

static void
text(char *p, size_t n, uint32_t *seed)
{
	unsigned rare = test_random(seed) % 90 + 1;

	for (size_t i = 0; i < n; i++)
		p[i] = test_random(seed) % rare == 0
			       ? pick("\r\n\n-.=?\t \x7f\x80\xff", seed)
			       : (char)(' ' + test_random(seed) % 95);
}

static void
utf8(char *p, size_t n, uint32_t *seed)
{
	static const uint32_t most[] = { 0x80, 0x800, 0x10000, 0x110000 };
	unsigned longest = test_random(seed) % 4 + 1;
	size_t i = 0;

	while (i < n) {
		unsigned kind = test_random(seed) % longest;
		char c[4];
		size_t len = mime_utf8_put(c, test_random(seed) % most[kind]);

		if (len > n - i)
			len = n - i;
		memcpy(p + i, c, len);
		i += len;
	}
}

void
kernel_input(char *p, size_t n, enum kernel_input kind, uint32_t *seed)
{
	switch (kind) {
	case KERNEL_BASE64:
		base64_lines(p, n, seed);
		break;
	case KERNEL_ESCAPES:
		escapes(p, n, seed);
		break;
	case KERNEL_QUOTED:
		quoted(p, n, seed);
		break;
	case KERNEL_TEXT:
		text(p, n, seed);
		break;
	case KERNEL_UTF8:
		utf8(p, n, seed);
		break;
	default:
		for (size_t i = 0; i < n; i++)
			p[i] = (char)(uint8_t)(test_random(seed) >> 8);
		return;
	}
	if (n > 0 && test_random(seed) % 2 > 0)
		p[test_random(seed) % n] = (char)(uint8_t)test_random(seed);
}
