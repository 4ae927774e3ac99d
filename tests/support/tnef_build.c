#include "support/tnef_build.h"
#include "base/little_endian.h"
#include "codec/utf8.h"

void
tnef_number(struct mime_strbuf *out, uint32_t value, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		mime_strbuf_add_char(out, (char)(uint8_t)(value >> 8 * i));
}

void
tnef_head(struct mime_strbuf *out)
{
	mime_strbuf_add(out, MIME_LITERAL("\x78\x9f\x3e\x22\x01\x02"));
}

void
tnef_begin(struct mime_strbuf *out, uint32_t codepage)
{
	char pages[8] = { 0 };

	for (size_t i = 0; i < 4; i++)
		pages[i] = (char)(uint8_t)(codepage >> 8 * i);
	tnef_head(out);
	tnef_attribute(out, TNEF_VERSION, MIME_LITERAL("\0\0\1\0"));
	tnef_attribute(out, TNEF_OEM, mime_slice_of(pages, sizeof pages));
}

void
tnef_attribute(struct mime_strbuf *out, uint32_t id, mime_slice data)
{
	uint32_t sum = 0;
	bool attached = id == TNEF_DATA || id == TNEF_TITLE ||
			id == TNEF_TRANSPORT || id == TNEF_RENDER ||
			id == TNEF_ATTACHMENT;

	for (size_t i = 0; i < data.len; i++)
		sum += (uint8_t)data.ptr[i];
	mime_strbuf_add_char(out, attached ? 2 : 1);
	tnef_number(out, id, 4);
	tnef_number(out, (uint32_t)data.len, 4);
	mime_strbuf_add(out, data);
	tnef_number(out, sum, 2);
}

void
tnef_text(struct mime_strbuf *out, uint32_t id, const char *text)
{
	tnef_attribute(out, id, mime_slice_of(text, strlen(text) + 1));
}

void
tnef_list_begin(struct tnef_list *l)
{
	mime_strbuf_init(&l->bytes, SIZE_MAX);
	tnef_number(&l->bytes, 0, 4);
	l->n = 0;
}

static void
pad(struct mime_strbuf *b)
{
	while (b->len % 4 != 0)
		mime_strbuf_add_char(b, '\0');
}

void
tnef_value(struct tnef_list *l, uint32_t tag, mime_slice value)
{
	l->n++;
	tnef_number(&l->bytes, tag, 4);
	tnef_number(&l->bytes, 1, 4);
	tnef_number(&l->bytes, (uint32_t)value.len, 4);
	mime_strbuf_add(&l->bytes, value);
	pad(&l->bytes);
}

void
tnef_object(struct tnef_list *l, mime_slice interface, mime_slice data)
{
	struct mime_strbuf all;

	mime_strbuf_init(&all, SIZE_MAX);
	mime_strbuf_add(&all, interface);
	mime_strbuf_add(&all, data);
	tnef_value(l, P_OBJECT, mime_strbuf_slice(&all));
	mime_strbuf_free(&all);
}

static void
add_wide(struct mime_strbuf *out, const char *text)
{
	size_t n = strlen(text) + 1; /* its NUL too */
	uint32_t code;

	for (size_t at = 0; at < n;) {
		at += (size_t)mime_utf8_next(&code, text + at, n - at);
		if (code < 0x10000) {
			tnef_number(out, code, 2);
			continue;
		}
		tnef_number(out, 0xd7c0 + (code >> 10), 2);
		tnef_number(out, 0xdc00 + (code & 0x3ff), 2);
	}
}

void
tnef_string(struct tnef_list *l, uint32_t tag, const char *text)
{
	struct mime_strbuf wide;

	if ((tag & 0xffff) != 0x1f) {
		tnef_value(l, tag, mime_slice_of(text, strlen(text) + 1));
		return;
	}
	mime_strbuf_init(&wide, SIZE_MAX);
	add_wide(&wide, text);
	tnef_value(l, tag, mime_strbuf_slice(&wide));
	mime_strbuf_free(&wide);
}

void
tnef_fixed(struct tnef_list *l, uint32_t tag, size_t bytes)
{
	l->n++;
	tnef_number(&l->bytes, tag, 4);
	mime_strbuf_add(&l->bytes, mime_slice_of("1234567890abcdef", bytes));
	pad(&l->bytes);
}

void
tnef_named(struct tnef_list *l, uint32_t type, const char *name)
{
	size_t at;

	l->n++;
	tnef_number(&l->bytes, 0x80000000u | type, 4);
	mime_strbuf_add(&l->bytes, MIME_LITERAL("1234567890abcdef"));
	tnef_number(&l->bytes, name != NULL, 4);
	if (name == NULL) {
		tnef_number(&l->bytes, 0x8514, 4);
		return;
	}
	at = l->bytes.len;
	tnef_number(&l->bytes, 0, 4);
	add_wide(&l->bytes, name);
	if (l->bytes.ptr != NULL)
		l->bytes.ptr[at] = (char)(l->bytes.len - at - 4);
	pad(&l->bytes);
}

void
tnef_raw(struct tnef_list *l, mime_slice bytes)
{
	mime_strbuf_add(&l->bytes, bytes);
}

void
tnef_list_end(struct mime_strbuf *out, uint32_t id, struct tnef_list *l)
{
	for (size_t i = 0; i < 4 && l->bytes.ptr != NULL; i++)
		l->bytes.ptr[i] = (char)(uint8_t)(l->n >> 8 * i);
	tnef_attribute(out, id, mime_strbuf_slice(&l->bytes));
	mime_strbuf_free(&l->bytes);
}

/* A compressor's window. */
struct window {
	char bytes[4096];
	size_t at, filled;
};

static void
slide(struct window *w, char c)
{
	w->bytes[w->at] = c;
	w->at = (w->at + 1) % sizeof w->bytes;
	if (w->filled < sizeof w->bytes)
		w->filled++;
}

/* The longest run of at most 17 bytes at the front of s that the window has;
 * it may reach into what it makes. */
static size_t
find(const struct window *w, size_t *from, mime_slice s)
{
	size_t best = 0;

	for (size_t start = 0; start < w->filled; start++) {
		struct window now = *w;
		size_t n = 0, at = start;

		if (start == w->at)
			continue;
		while (n < 17 && n < s.len && now.bytes[at] == s.ptr[n]) {
			slide(&now, s.ptr[n++]);
			at = (at + 1) % sizeof w->bytes;
		}
		if (n > best) {
			best = n;
			*from = start;
		}
	}
	return best;
}

static uint32_t
crc_of(mime_slice s)
{
	uint32_t crc = 0;

	for (size_t i = 0; i < s.len; i++) {
		crc ^= (uint8_t)s.ptr[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320 : 0);
	}
	return crc;
}

/* The tokens, eight after each byte that says what they are. */
static void
compress(struct mime_strbuf *out, struct window *w, mime_slice rtf)
{
	size_t control = 0, from = 0, token = 0;
	bool end = false;

	for (; !end; token++) {
		size_t n = find(w, &from, rtf);

		if (token % 8 == 0) {
			control = out->len;
			mime_strbuf_add_char(out, 0);
		}
		end = rtf.len == 0;
		if (n < 2 && !end) {
			mime_strbuf_add_char(out, rtf.ptr[0]);
			slide(w, rtf.ptr[0]);
			rtf = mime_slice_part(rtf, 1, rtf.len);
			continue;
		}
		out->ptr[control] = (char)(uint8_t)((uint8_t)out->ptr[control] |
						    1u << token % 8);
		if (end) {
			from = w->at;
			n = 2;
		}
		mime_strbuf_add_char(out, (char)(uint8_t)(from >> 4));
		mime_strbuf_add_char(
			out, (char)(uint8_t)((from & 15) << 4 | (n - 2)));
		for (size_t i = 0; i < n && !end; i++)
			slide(w, rtf.ptr[i]);
		rtf = mime_slice_part(rtf, end ? 0 : n, rtf.len);
	}
}

void
tnef_compress(struct mime_strbuf *out, mime_slice rtf)
{
	static const char first[] =
		"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil "
		"\\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans Serif"
		"SymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
		"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
	struct window w = { .at = 0 };
	struct mime_strbuf made;
	mime_slice data;

	for (size_t i = 0; i + 1 < sizeof first; i++)
		slide(&w, first[i]);
	mime_strbuf_init(&made, SIZE_MAX);
	compress(&made, &w, rtf);
	data = mime_strbuf_slice(&made);
	tnef_number(out, (uint32_t)data.len + 12, 4);
	tnef_number(out, (uint32_t)rtf.len, 4);
	mime_strbuf_add(out, MIME_LITERAL("LZFu"));
	tnef_number(out, crc_of(data), 4);
	mime_strbuf_add(out, data);
	mime_strbuf_free(&made);
}
