#include "utf8.h"

/* Second bytes are bounded so that surrogates, overlong forms and codes above
 * U+10FFFF are ill-formed (RFC 3629 4). */
int
utf8_next(uint32_t *code, const uint8_t *p, size_t n)
{
	static const uint8_t first_low[] = { 0x80, 0xa0, 0x80, 0x90 };
	uint8_t low = 0x80, high = 0xbf;
	int more;

	if (p[0] < 0x80) {
		*code = p[0];
		return 1;
	}
	if (p[0] < 0xc2 || p[0] > 0xf4)
		return -1;
	more = p[0] < 0xe0 ? 1 : p[0] < 0xf0 ? 2 : 3;
	if (p[0] == 0xe0)
		low = first_low[1];
	else if (p[0] == 0xf0)
		low = first_low[3];
	else if (p[0] == 0xed)
		high = 0x9f;
	else if (p[0] == 0xf4)
		high = 0x8f;
	*code = p[0] & (0x3fu >> more);
	for (int i = 1; i <= more; i++) {
		if ((size_t)i >= n)
			return 0;
		if (p[i] < low || p[i] > high)
			return -i;
		*code = *code << 6 | (p[i] & 0x3f);
		low = 0x80, high = 0xbf;
	}
	return more + 1;
}

size_t
utf8_put(char out[4], uint32_t code)
{
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xc0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xe0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3f));
		out[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3f));
	out[2] = (char)(0x80 | (code >> 6 & 0x3f));
	out[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

void
utf8_add_valid(struct buffer *out, mime_slice s)
{
	size_t start = 0, at = 0;
	uint32_t code;

	while (at < s.len) {
		int n = utf8_next(&code, (const uint8_t *)s.ptr + at,
				  s.len - at);

		if (n > 0) {
			at += (size_t)n;
			continue;
		}
		buffer_add(out, s.ptr + start, at - start);
		buffer_add_text(out, UTF8_REPLACEMENT);
		at += n == 0 ? s.len - at : (size_t)-n;
		start = at;
	}
	buffer_add(out, s.ptr + start, at - start);
}
