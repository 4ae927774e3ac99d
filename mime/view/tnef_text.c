#include "view/tnef_text.h"
#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "text/charset_alias.h"

/* Input that is converted at a time. */
enum { PIECE = 16 * 1024 };

/* Sorted.  Number and label of the code pages that the table of labels knows
 * ([MS-UCODEREF] 2.2.1). */
static const struct {
	uint16_t number;
	const char *label;
} codepages[] = {
	{ 437, "cp437" },
	{ 708, "asmo-708" },
	{ 737, "cp737" },
	{ 775, "cp775" },
	{ 850, "cp850" },
	{ 852, "cp852" },
	{ 855, "cp855" },
	{ 857, "cp857" },
	{ 858, "cp858" },
	{ 860, "cp860" },
	{ 861, "cp861" },
	{ 862, "cp862" },
	{ 863, "cp863" },
	{ 865, "cp865" },
	{ 866, "cp866" },
	{ 869, "cp869" },
	{ 874, "cp874" },
	{ 932, "cp932" },
	{ 936, "cp936" },
	{ 949, "cp949" },
	{ 950, "cp950" },
	{ 1200, "utf-16le" },
	{ 1201, "utf-16be" },
	{ 1250, "cp1250" },
	{ 1251, "cp1251" },
	{ 1252, "cp1252" },
	{ 1253, "cp1253" },
	{ 1254, "cp1254" },
	{ 1255, "cp1255" },
	{ 1256, "cp1256" },
	{ 1257, "cp1257" },
	{ 1258, "cp1258" },
	{ 1361, "johab" },
	{ 10000, "macintosh" },
	{ 10001, "x-mac-japanese" },
	{ 10002, "x-mac-chinesetrad" },
	{ 10003, "x-mac-korean" },
	{ 10006, "x-mac-greek" },
	{ 10007, "x-mac-cyrillic" },
	{ 10008, "x-mac-chinesesimp" },
	{ 10029, "x-mac-ce" },
	{ 10079, "x-mac-icelandic" },
	{ 10081, "x-mac-turkish" },
	{ 20127, "us-ascii" },
	{ 20866, "koi8-r" },
	{ 20932, "euc-jp" },
	{ 20936, "gb2312" },
	{ 20949, "euc-kr" },
	{ 21866, "koi8-u" },
	{ 28591, "iso-8859-1" },
	{ 28592, "iso-8859-2" },
	{ 28593, "iso-8859-3" },
	{ 28594, "iso-8859-4" },
	{ 28595, "iso-8859-5" },
	{ 28596, "iso-8859-6" },
	{ 28597, "iso-8859-7" },
	{ 28598, "iso-8859-8" },
	{ 28599, "iso-8859-9" },
	{ 28603, "iso-8859-13" },
	{ 28605, "iso-8859-15" },
	{ 38598, "iso-8859-8-i" },
	{ 50220, "iso-2022-jp" },
	{ 50221, "iso-2022-jp" },
	{ 50222, "iso-2022-jp" },
	{ 50225, "iso-2022-kr" },
	{ 51932, "euc-jp" },
	{ 51936, "euc-cn" },
	{ 51949, "euc-kr" },
	{ 52936, "hz-gb-2312" },
	{ 54936, "gb18030" },
	{ 65000, "utf-7" },
	{ 65001, "utf-8" },
};

mime_slice
mime_codepage_label(uint32_t number)
{
	size_t low = 0, high = sizeof codepages / sizeof *codepages;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (codepages[middle].number == number)
			return mime_slice_text(codepages[middle].label);
		if (codepages[middle].number < number)
			low = middle + 1;
		else
			high = middle;
	}
	return MIME_ABSENT;
}

static int
begin(struct mime_conv *c, mime_slice bytes, mime_slice label,
      const struct mime_text_context *context)
{
	struct mime_charset_guess guess;
	struct mime_charset_label known;
	struct mime_charset found;

	mime_converters_look_up(&known, context->converters, label);
	if (known.entry != NULL && known.entry->kind != MIME_CHARSET_IS_ASCII) {
		int rc = mime_conv_begin(c, &found, context->converters, label);

		if (rc != MIME_ECHARSET)
			return rc;
	}
	mime_charset_guess_init(&guess);
	mime_charset_guess_add(&guess, bytes);
	return mime_conv_begin_guessed(c, &found, context->converters, &guess,
				       context->fallback);
}

int
mime_tnef_text_add(struct mime_strbuf *out, mime_slice bytes, mime_slice label,
		   const struct mime_text_context *context)
{
	struct mime_conv c;
	int rc = begin(&c, bytes, label, context);

	if (rc != MIME_OK)
		return rc;
	mime_conv_step(&c, out, bytes, true);
	return out->error;
}

struct reading {
	mime_slice rest;
	struct mime_conv conv;
	struct mime_strbuf converted;
};

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct reading *r = ctx;

	(void)err;
	mime_strbuf_clear(&r->converted);
	while (r->converted.len == 0 && r->rest.len > 0) {
		size_t n = r->rest.len < PIECE ? r->rest.len : PIECE;
		mime_slice piece = mime_slice_part(r->rest, 0, n);

		r->rest = mime_slice_part(r->rest, n, r->rest.len);
		mime_conv_step(&r->conv, &r->converted, piece,
			       r->rest.len == 0);
		if (r->converted.error != MIME_OK)
			return r->converted.error;
	}
	*out = mime_strbuf_slice(&r->converted);
	return out->len > 0;
}

static void
done(void *ctx)
{
	struct reading *r = ctx;

	mime_strbuf_free(&r->converted);
	mime_free(r);
}

int
mime_tnef_text_open(struct mime_reader **out, mime_slice bytes,
		    mime_slice label, const struct mime_text_context *context)
{
	struct reading *r = mime_alloc_array(1, sizeof *r);
	int rc;

	*out = NULL;
	if (r == NULL)
		return MIME_ENOMEM;
	r->rest = bytes;
	mime_strbuf_init(&r->converted, SIZE_MAX);
	rc = begin(&r->conv, bytes, label, context);
	if (rc == MIME_OK)
		rc = mime_reader_open(out, pull, done, r);
	if (rc != MIME_OK)
		done(r);
	return rc;
}
