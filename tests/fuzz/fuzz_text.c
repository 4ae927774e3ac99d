/* Any bytes as header text.  The first byte chooses a charset, the next four
 * where the rest is cut.  Checked: a conversion does not depend on the pieces,
 * and gives UTF-8; nothing that comes out of an encoded-word is a control;
 * what is written decodes to the same, in lines that are short enough. */
#include "base/slice.h"
#include "support/stage.h"
#include "text/charset.h"
#include "text/fold.h"
#include "text/guard.h"
#include "text/word.h"
#include <limits.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const labels[] = {
	"utf-8",       "us-ascii",   "windows-1252", "gb2312",	 "gbk",
	"gb18030",     "hz-gb-2312", "big5",	     "euc-tw",	 "shift_jis",
	"iso-2022-jp", "euc-jp",     "euc-kr",	     "utf-16",	 "iso-2022-kr",
	"koi8-r",      "big5-hkscs", "iso-8859-7",   "x-nobody", "utf-16be",
};

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static bool
is_utf8(const struct mime_strbuf *b)
{
	return b->len == 0 || mime_utf8_valid(b->ptr, b->len) == b->len;
}

static bool
same(const struct mime_strbuf *a, const struct mime_strbuf *b)
{
	return mime_slice_equal(mime_strbuf_slice(a), mime_strbuf_slice(b));
}

static void
try_conversion(struct mime_converters *set, mime_slice label, mime_slice in,
	       uint32_t seed)
{
	struct mime_strbuf whole, cut;
	struct mime_charset found;
	struct mime_conv a, b;

	mime_strbuf_init(&whole, SIZE_MAX);
	mime_strbuf_init(&cut, SIZE_MAX);
	(void)mime_conv_begin(&a, &found, set, label);
	mime_conv_step(&a, &whole, in, true);
	(void)mime_conv_begin(&b, &found, set, label);
	for (size_t at = 0, n; at < in.len; at += n) {
		n = test_random(&seed) % 4 > 0 ? test_random(&seed) % 6
					       : test_random(&seed) % 1500;
		if (n > in.len - at)
			n = in.len - at;
		mime_conv_step(&b, &cut, mime_slice_part(in, at, at + n),
			       false);
	}
	mime_conv_step(&b, &cut, MIME_ABSENT, true);
	require(same(&whole, &cut));
	require(memcmp(&a.invalid, &b.invalid, sizeof a.invalid) == 0);
	require(memcmp(&a.outside, &b.outside, sizeof a.outside) == 0);
	require(is_utf8(&whole));
	mime_strbuf_free(&whole);
	mime_strbuf_free(&cut);
}

static void
try_guess(mime_slice in, uint32_t seed)
{
	size_t at = in.len > 0 ? seed % in.len : 0;
	struct mime_charset_guess a, b;

	mime_charset_guess_init(&a);
	mime_charset_guess_add(&a, in);
	mime_charset_guess_init(&b);
	mime_charset_guess_add(&b, mime_slice_part(in, 0, at));
	mime_charset_guess_add(&b, mime_slice_part(in, at, in.len));
	require(mime_slice_equal(mime_charset_guess_label(&a, MIME_ABSENT),
				 mime_charset_guess_label(&b, MIME_ABSENT)));
}

static bool
is_control(uint32_t code)
{
	return (code < 0x20 && code != '\t') || (code >= 0x7f && code < 0xa0);
}

static void
try_decoding(struct mime_text_context *context, mime_slice in)
{
	struct mime_defects defects;
	struct mime_arena arena;
	struct mime_strbuf out;

	mime_arena_init(&arena);
	mime_strbuf_init(&out, SIZE_MAX);
	for (int place = MIME_WORD_TEXT; place <= MIME_WORD_NAME; place++) {
		mime_defects_init(&defects, &arena);
		context->defects = &defects;
		mime_strbuf_clear(&out);
		mime_word_decode(&out, in, (enum mime_word_place)place,
				 context);
		require(out.error == MIME_OK && is_utf8(&out));
		for (size_t i = 0; i < defects.n; i++)
			require(defects.records[i].offset +
					defects.records[i].length <=
				in.len);
	}
	context->defects = NULL;
	mime_strbuf_free(&out);
	mime_arena_free(&arena);
}

/* The input as text that mime_guard_text lets pass, without controls. */
static void
clean(struct mime_strbuf *out, mime_slice in)
{
	for (size_t at = 0; at < in.len;) {
		char utf8[4];
		uint32_t code;
		int n = mime_utf8_next(&code, in.ptr + at, in.len - at);

		if (is_control(code))
			code = ' ';
		mime_strbuf_add(out,
				mime_slice_of(utf8, mime_utf8_put(utf8, code)));
		at += (size_t)(n > 0 ? n : -n);
	}
	require(mime_guard_text(mime_strbuf_slice(out), NULL) == MIME_OK);
}

static void
require_short_lines(const struct mime_strbuf *b)
{
	size_t column = 0;

	for (size_t i = 0; i < b->len; i++) {
		require(b->ptr[i] != '\n' || (i > 0 && b->ptr[i - 1] == '\r'));
		column = b->ptr[i] == '\n' ? 0 : column + 1;
		require(column <= MIME_FOLD_MAX + 1);
	}
}

/* Written as text or as a phrase; the charset may not hold it. */
static void
try_writing(struct mime_text_context *context, mime_slice label,
	    const struct mime_strbuf *text, bool phrase)
{
	struct mime_strbuf field, back;
	struct mime_fold f;
	mime_slice body;

	mime_strbuf_init(&field, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	mime_fold_begin(&f, &field, MIME_LITERAL("Subject"),
			context->converters, label);
	if (phrase)
		mime_fold_phrase(&f, mime_strbuf_slice(text));
	else
		mime_fold_text(&f, mime_strbuf_slice(text));
	if (mime_fold_end(&f) == MIME_OK) {
		require_short_lines(&field);
		body = mime_slice_trim(mime_slice_part(
			mime_strbuf_slice(&field), 8, field.len));
		mime_word_decode(&back, body, MIME_WORD_TEXT, context);
		require((phrase && body.len > 0 && body.ptr[0] == '"') ||
			same(&back, text));
	} else
		require(f.error == MIME_ECHARSET);
	mime_strbuf_free(&field);
	mime_strbuf_free(&back);
}

static void
try_encoding(struct mime_converters *set, mime_slice label,
	     const struct mime_strbuf *text)
{
	struct mime_strbuf bytes, back;
	struct mime_charset found;
	struct mime_conv c;
	size_t bad;
	int rc;

	mime_strbuf_init(&bytes, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	rc = mime_charset_encode(&bytes, &bad, set, label,
				 mime_strbuf_slice(text));
	require(rc == MIME_OK || bytes.len == 0);
	require(rc == MIME_OK || bad == SIZE_MAX || bad < text->len);
	if (rc == MIME_OK) {
		(void)mime_conv_begin(&c, &found, set, label);
		mime_conv_step(&c, &back, mime_strbuf_slice(&bytes), true);
		require(same(&back, text) && c.outside.count == 0);
	}
	mime_strbuf_free(&bytes);
	mime_strbuf_free(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mime_text_context context = { .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_converters *set;
	struct mime_strbuf text;
	mime_slice label, in;
	uint32_t seed;

	if (size < 1 + sizeof seed)
		return 0;
	label = mime_slice_text(
		labels[data[0] % (sizeof labels / sizeof *labels)]);
	memcpy(&seed, data + 1, sizeof seed);
	if (seed == 0) /* of which xorshift makes nothing else */
		seed = 1;
	in = mime_slice_of((const char *)data + 1 + sizeof seed,
			   size - 1 - sizeof seed);
	require(mime_converters_new(&set) == MIME_OK);
	context.converters = set;
	context.fallback = (seed & 1) != 0 ? label : MIME_ABSENT;
	try_conversion(set, label, in, seed);
	try_guess(in, seed);
	try_decoding(&context, in);
	mime_strbuf_init(&text, SIZE_MAX);
	clean(&text, in);
	try_writing(&context, label, &text, false);
	try_writing(&context, MIME_ABSENT, &text, true);
	try_encoding(set, label, &text);
	mime_strbuf_free(&text);
	mime_converters_free(set);
	return 0;
}
