#include "base/slice.h"
#include "text/charset_door.h"

/* windows-1252 0x80-0x9f as the WHATWG Encoding Standard has it: what is not
 * defined stays a C1 control. */
static const uint16_t high[32] = {
	0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
	0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

static void
add_code(struct mime_strbuf *out, uint32_t code)
{
	char utf8[4];

	mime_strbuf_add(out, mime_slice_of(utf8, mime_utf8_put(utf8, code)));
}

size_t
mime_decode_latin(struct mime_conv *c, struct mime_strbuf *out, const char *p,
		  size_t n, bool last)
{
	(void)c, (void)last;
	for (size_t i = 0, run; i < n; i += run) {
		uint8_t byte = (uint8_t)p[i];

		run = mime_ascii_run(p + i, n - i);
		if (run > 0) {
			mime_strbuf_add(out, mime_slice_of(p + i, run));
			continue;
		}
		add_code(out, byte < 0xa0 ? high[byte - 0x80] : byte);
		run = 1;
	}
	return n;
}

bool
mime_latin_put(struct mime_strbuf *out, uint32_t code)
{
	unsigned i = 0;

	if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) {
		mime_strbuf_add_char(out, (char)code);
		return true;
	}
	while (i < 32 && high[i] != code)
		i++;
	if (i < 32)
		mime_strbuf_add_char(out, (char)(0x80 + i));
	return i < 32;
}

/* state of UTF-16 */
enum { ORDER_UNKNOWN, LITTLE_ENDIAN_UNITS, BIG_ENDIAN_UNITS };

static uint32_t
unit_at(const struct mime_conv *c, const char *p)
{
	uint32_t a = (uint8_t)p[0], b = (uint8_t)p[1];

	return c->state == BIG_ENDIAN_UNITS ? a << 8 | b : b << 8 | a;
}

/* A byte-order mark at the start goes before the label, as in the WHATWG
 * Encoding Standard, and is not text. */
static size_t
take_mark(struct mime_conv *c, const char *p, size_t n)
{
	c->state = c->entry->id == MIME_CHARSET_UTF_16BE ? BIG_ENDIAN_UNITS
							 : LITTLE_ENDIAN_UNITS;
	if (n < 2)
		return 0;
	if (unit_at(c, p) == 0xfffe)
		c->state ^= LITTLE_ENDIAN_UNITS ^ BIG_ENDIAN_UNITS;
	return unit_at(c, p) == 0xfeff ? 2 : 0;
}

size_t
mime_decode_utf_16(struct mime_conv *c, struct mime_strbuf *out, const char *p,
		   size_t n, bool last)
{
	size_t at = 0;

	if (c->state == ORDER_UNKNOWN && (n >= 2 || last))
		at = take_mark(c, p, n);
	while (n - at >= 2) {
		uint32_t unit = unit_at(c, p + at), low = 0;

		if (unit >= 0xd800 && unit <= 0xdbff) {
			if (n - at >= 4)
				low = unit_at(c, p + at + 2);
			else if (!last)
				return at;
		}
		if (low >= 0xdc00 && low <= 0xdfff) {
			add_code(out, 0x10000 + ((unit - 0xd800) << 10) +
					      (low - 0xdc00));
			at += 4;
			continue;
		}
		if (unit >= 0xd800 && unit <= 0xdfff)
			mime_conv_invalid(c, out, at);
		else
			add_code(out, unit);
		at += 2;
	}
	if (!last || at == n)
		return at;
	mime_conv_invalid(c, out, at); /* half a unit */
	return n;
}
