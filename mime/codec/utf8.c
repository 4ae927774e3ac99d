#include "codec/utf8.h"
#include "codec/fault.h"
#include "codec/utf8_kernel.h"
#include <string.h>

/* The first byte that may begin a sequence of two and the last of four: C0, C1
 * and F5 up could only begin overlong ones or pass U+10FFFF. */
enum { FIRST_LEAD = 0xc2, LAST_LEAD = 0xf4 };

static inline int
next(uint32_t *code, const uint8_t *p, size_t n)
{
	unsigned lead = p[0], low = 0x80, high = 0xbf;
	int more, k;
	uint32_t v;

	*code = lead;
	if (lead < 0x80)
		return 1;
	*code = MIME_UTF8_REPLACEMENT;
	if (lead < FIRST_LEAD || lead > LAST_LEAD)
		return -1;
	if (lead < 0xe0) {
		more = 1;
		v = lead & 0x1f;
	} else if (lead < 0xf0) {
		more = 2;
		v = lead & 0x0f;
		if (lead == 0xe0) /* no overlong */
			low = 0xa0;
		if (lead == 0xed) /* no surrogate */
			high = 0x9f;
	} else {
		more = 3;
		v = lead & 0x07;
		if (lead == 0xf0) /* no overlong */
			low = 0x90;
		if (lead == LAST_LEAD) /* none past U+10FFFF */
			high = 0x8f;
	}
	for (k = 1; k <= more; k++) {
		if ((size_t)k == n || p[k] < low || p[k] > high)
			return -k;
		v = v << 6 | (p[k] & 0x3fu);
		low = 0x80;
		high = 0xbf;
	}
	*code = v;
	return k;
}

int
mime_utf8_next(uint32_t *code, const char *p, size_t n)
{
	return next(code, (const uint8_t *)p, n);
}

uint32_t
mime_utf8_read(size_t *at, mime_slice s)
{
	uint32_t code;
	int len = mime_utf8_next(&code, s.ptr + *at, s.len - *at);

	*at += (size_t)(len < 0 ? -len : len);
	return code;
}

size_t
mime_utf8_valid(const char *p, size_t n)
{
	const uint8_t *bytes = (const uint8_t *)p;
	size_t i = mime_utf8_kernels()[0]->skip(bytes, n);
	uint32_t code;
	int used;

	/* what the kernel left; a vector kernel left little */
	while (i < n) {
		if (bytes[i] < 0x80) {
			i += mime_utf8_scalar.skip(bytes + i, n - i);
			continue;
		}
		used = next(&code, bytes + i, n - i);
		if (used < 0)
			break;
		i += (size_t)used;
	}
	return i;
}

size_t
mime_utf8_put(char out[4], uint32_t code)
{
	size_t n = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const uint8_t leads[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
		code = MIME_UTF8_REPLACEMENT;
		n = 3;
	}
	for (size_t i = n - 1; i > 0; i--) {
		out[i] = (char)(uint8_t)(0x80 | (code & 0x3f));
		code >>= 6;
	}
	out[0] = (char)(uint8_t)(leads[n] | code);
	return n;
}

void
mime_utf8_init(struct mime_utf8 *s)
{
	memset(s, 0, sizeof *s);
}

/* p[0..n-1] is ill-formed only because it ends too early; used is what next()
 * made of it. */
static bool
unfinished(const char *p, size_t n, int used)
{
	uint8_t lead = (uint8_t)p[0];

	return used < 0 && (size_t)-used == n && lead >= FIRST_LEAD &&
	       lead <= LAST_LEAD;
}

static char *
replace(struct mime_utf8 *s, size_t at, char *o)
{
	mime_fault_add(&s->fault, at);
	return o + mime_utf8_put(o, MIME_UTF8_REPLACEMENT);
}

/* One sequence that begins with held bytes; returns how many of in it took.
 * They begin a well-formed one, so it takes all of them in any case. */
static size_t
take_held(struct mime_utf8 *s, const char *in, size_t n, char **out, bool last)
{
	size_t held = s->n_held, room = 4 - held, len;
	char joined[4];
	uint32_t code;
	int used;

	len = held + (n < room ? n : room);
	memcpy(joined, s->held, held);
	if (n > 0)
		memcpy(joined + held, in, len - held);
	used = mime_utf8_next(&code, joined, len);
	if (!last && unfinished(joined, len, used)) {
		memcpy(s->held, joined, len);
		s->n_held = (uint8_t)len;
		return n;
	}
	if (used < 0) {
		used = -used;
		*out = replace(s, s->offset - held, *out);
	} else {
		memcpy(*out, joined, (size_t)used);
		*out += used;
	}
	s->n_held = 0;
	return (size_t)used - held;
}

/* Bound: an ill-formed byte becomes three, and so does what is held, be it one
 * byte or three. */
size_t
mime_utf8_repair(struct mime_utf8 *s, const char *in, size_t n, char *out,
		 bool last)
{
	char *o = out;
	size_t i = 0;

	if (s->n_held > 0 && (n > 0 || last))
		i = take_held(s, in, n, &o, last);
	while (i < n) {
		size_t good = mime_utf8_valid(in + i, n - i);
		uint32_t code;
		int used;

		memcpy(o, in + i, good);
		o += good;
		i += good;
		if (i == n)
			break;
		used = mime_utf8_next(&code, in + i, n - i);
		if (!last && unfinished(in + i, n - i, used)) {
			s->n_held = (uint8_t)(n - i);
			memcpy(s->held, in + i, n - i);
			break;
		}
		o = replace(s, s->offset + i, o);
		i += (size_t)-used;
	}
	s->offset += n;
	return (size_t)(o - out);
}
