/* support/random_text.h - the same random texts in every run. */
#ifndef MIME_TESTS_RANDOM_TEXT_H
#define MIME_TESTS_RANDOM_TEXT_H
#include "base/strbuf.h"
#include "codec/utf8.h"
#include "support/stage.h"
#include "text/charset.h"

/* Characters and pieces that meet the odd rules of header text. */
static inline void
random_piece(struct mime_strbuf *out, uint32_t *seed)
{
	static const char *const odd[] = {
		" ",	  "  ", "\t",	" \t ", "=?",  "?=", "=?utf-8?q?",
		"?Q?a?=", "_",	"=",	"?",	"\"",  "\\", "(x)",
		"<a@b>",  ", ", "word", "a.b",	"=20", "-",  "'",
	};
	static const uint32_t first[] = { 0x21,	  0xa0,	  0x410,  0x3041,
					  0x4e00, 0xac00, 0x1f600 };
	static const uint32_t last[] = { 0x7e,	 0xff,	 0x44f,	 0x3093,
					 0x9fa5, 0xd7a3, 0x1f64f };
	unsigned kind = test_random(seed) % 10;
	char utf8[4];
	uint32_t code;

	if (kind < 3) {
		unsigned i = test_random(seed) %
			     (unsigned)(sizeof odd / sizeof *odd);

		mime_strbuf_add_text(out, odd[i]);
		return;
	}
	if (kind == 3) {
		for (unsigned n = test_random(seed) % 90; n > 0; n--)
			mime_strbuf_add_char(out, 'x');
		return;
	}
	kind = test_random(seed) % 7;
	code = first[kind] + test_random(seed) % (last[kind] - first[kind] + 1);
	mime_strbuf_add(out, (mime_slice){ utf8, mime_utf8_put(utf8, code) });
}

/* A text of up to n pieces that the charset of label (NULL: UTF-8) holds. */
static inline void
random_text(struct mime_strbuf *out, uint32_t *seed, unsigned n,
	    struct mime_converters *set, const char *label)
{
	struct mime_strbuf bytes;
	size_t bad;

	mime_strbuf_init(&bytes, SIZE_MAX);
	for (n = test_random(seed) % (n + 1); n > 0; n--) {
		size_t from = out->len;
		mime_slice piece;

		random_piece(out, seed);
		if (label == NULL)
			continue;
		piece = mime_strbuf_slice(out);
		piece.ptr += from;
		piece.len -= from;
		mime_strbuf_clear(&bytes);
		if (mime_charset_encode(&bytes, &bad, set,
					(mime_slice){ label, strlen(label) },
					piece) < 0)
			out->len = from;
	}
	mime_strbuf_free(&bytes);
}
#endif
