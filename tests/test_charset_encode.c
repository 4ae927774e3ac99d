#include "base/slice.h"
#include "support/suite.h"
#include "text/charset.h"

#define HELD 999 /* as a bad offset: the charset holds all of it */

static const struct {
	const char *name, *label, *in, *out;
	size_t bad;
} vec[] = {
	{ "UTF-8", "utf-8", "中文 a", "中文 a", HELD },
	{ "ASCII", "us-ascii", "plain", "plain", HELD },
	{ "not ASCII", "us-ascii", "caf\xc3\xa9", NULL, 3 },
	{ "Latin", "iso-8859-1", "caf\xc3\xa9", "caf\xe9", HELD },
	{ "the euro is not in ISO-8859-1", "iso-8859-1", "5 €", NULL, 2 },
	{ "but in windows-1252", "windows-1252", "5 €", "5 \x80", HELD },
	{ "and in ISO-8859-15", "iso-8859-15", "€", "\xa4", HELD },
	{ "Chinese", "gb2312", "中文 a", "\xd6\xd0\xce\xc4 a", HELD },
	{ "the second of three", "gb2312", "朱镕基先生", NULL, 3 },
	{ "in GBK", "gbk", "朱镕基", "\xd6\xec\xe9\x46\xbb\xf9", HELD },
	{ "an emoji is not in GBK", "gbk", "囍😀", NULL, 3 },
	{ "in GB18030", "gb18030", "囍😀", "\x87\xd6\x94\x39\xfc\x36", HELD },
	/* GB18030 has U+2014 where old tables had U+2015: one of them would
	 * come back as the other */
	{ "the em dash", "gb2312", "——", "\xa1\xaa\xa1\xaa", HELD },
	{ "the horizontal bar", "gb2312", "―", NULL, 0 },
	{ "the middle dot", "gb2312", "·", "\xa1\xa4", HELD },
	{ "Big5", "big5", "許功蓋", "\xb3\x5c\xa5\x5c\xbb\x5c", HELD },
	{ "Hong Kong under big5", "big5", "中𠝹", NULL, 3 },
	{ "Japanese", "iso-2022-jp", "aあい b", "a\033$B$\"$$\033(B b", HELD },
	{ "katakana of one byte", "iso-2022-jp", "ｱ", NULL, 0 },
	{ "what NEC added", "iso-2022-jp", "あ①", NULL, 3 },
	{ "Korean", "euc-kr", "가z", "\xb0\xa1z", HELD },
	{ "Korean of Windows", "euc-kr", "갂", NULL, 0 },
	{ "under its label", "cp949", "갂", "\x81\x41", HELD },
	{ "HZ", "hz-gb-2312", "中~", "~{VP~}~~", HELD },
	{ "Cyrillic", "koi8-r", "При", "\xf0\xd2\xc9", HELD },
	{ "not UTF-8", "gb2312", "中\xff", NULL, 3 },
	{ "not UTF-8 in UTF-8", "utf-8", "中\xe4\xb8", NULL, 3 },
	{ "no such label", "x-nobody", "a", NULL, SIZE_MAX },
	{ "a refused one", "utf-7", "a", NULL, SIZE_MAX },
	{ "UTF-16 is not for mail", "utf-16", "a", NULL, SIZE_MAX },
	{ "nothing", "gb2312", "", "", HELD },
};

START_TEST(encodes)
{
	struct mime_converters *set;
	struct mime_strbuf out;
	size_t bad;
	int rc;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_strbuf_init(&out, SIZE_MAX);
	mime_strbuf_add_text(&out, "kept:");
	rc = mime_charset_encode(&out, &bad, set,
				 mime_slice_text(vec[_i].label),
				 mime_slice_text(vec[_i].in));
	if (vec[_i].out == NULL) {
		ck_assert_msg(rc == MIME_ECHARSET, "%s", vec[_i].name);
		ck_assert_msg(bad == vec[_i].bad, "%s: %zu", vec[_i].name, bad);
		ck_assert_uint_eq(out.len, strlen("kept:"));
	} else {
		ck_assert_msg(rc == MIME_OK, "%s: %d at %zu", vec[_i].name, rc,
			      bad);
		ck_assert_msg(mime_slice_equal(
				      mime_slice_of(out.ptr + 5, out.len - 5),
				      mime_slice_text(vec[_i].out)),
			      "%s", vec[_i].name);
	}
	mime_strbuf_free(&out);
	mime_converters_free(set);
}
END_TEST

/* More than one piece, and the character that is not held far behind. */
START_TEST(finds_the_bad_one_in_long_text)
{
	enum { MANY = 5000 };
	struct mime_converters *set;
	struct mime_strbuf in, out;
	size_t bad;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&out, SIZE_MAX);
	for (int i = 0; i < MANY; i++)
		mime_strbuf_add_text(&in, "中a");
	ck_assert_int_eq(mime_charset_encode(&out, &bad, set,
					     MIME_LITERAL("gb2312"),
					     mime_strbuf_slice(&in)),
			 MIME_OK);
	ck_assert_uint_eq(out.len, 3 * MANY);
	mime_strbuf_add_text(&in, "b镕");
	ck_assert_int_eq(mime_charset_encode(&out, &bad, set,
					     MIME_LITERAL("gb2312"),
					     mime_strbuf_slice(&in)),
			 MIME_ECHARSET);
	ck_assert_uint_eq(bad, 4 * MANY + 1);
	ck_assert_uint_eq(out.len, 3 * MANY);
	mime_strbuf_free(&in);
	mime_strbuf_free(&out);
	mime_converters_free(set);
}
END_TEST

START_TEST(needs_no_converters_for_what_is_built_in)
{
	static const char *const labels[] = { "utf-8", "us-ascii", "latin1",
					      "windows-1252" };
	struct mime_strbuf out;
	size_t bad;

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_charset_encode(&out, &bad, NULL,
					     mime_slice_text(labels[_i]),
					     MIME_LITERAL("abc")),
			 MIME_OK);
	ck_assert_int_eq(mime_charset_encode(&out, &bad, NULL,
					     MIME_LITERAL("gb2312"),
					     MIME_LITERAL("abc")),
			 MIME_ECHARSET);
	mime_strbuf_free(&out);
}
END_TEST

static const char *const labels[] = {
	"gb2312",	"gbk",	       "gb18030", "big5",	  "big5-hkscs",
	"iso-2022-jp",	"shift_jis",   "euc-jp",  "euc-kr",	  "cp949",
	"iso-2022-kr",	"hz-gb-2312",  "koi8-r",  "windows-1251", "iso-8859-1",
	"windows-1252", "iso-8859-15", "tis-620", "euc-tw",	  "cp932",
};

/* Every character of the first planes is held or refused; those that are held
 * come back, all in a row. */
START_TEST(what_is_held_comes_back)
{
	mime_slice label = mime_slice_text(labels[_i]);
	struct mime_strbuf row, bytes, back;
	struct mime_converters *set;
	struct mime_charset found;
	struct mime_conv c;
	size_t bad, held = 0;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_strbuf_init(&row, SIZE_MAX);
	mime_strbuf_init(&bytes, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	for (uint32_t code = 0x20; code < 0x2a700; code++) {
		char utf8[4];
		mime_slice s = { utf8, mime_utf8_put(utf8, code) };

		if (code >= 0xd800 && code <= 0xdfff)
			continue;
		mime_strbuf_clear(&bytes);
		if (mime_charset_encode(&bytes, &bad, set, label, s) < 0)
			continue;
		held++;
		mime_strbuf_add(&row, s);
	}
	ck_assert_msg(held >= 0x5f, "%s holds %zu", labels[_i], held);
	mime_strbuf_clear(&bytes);
	ck_assert_int_eq(mime_charset_encode(&bytes, &bad, set, label,
					     mime_strbuf_slice(&row)),
			 MIME_OK);
	ck_assert_int_eq(mime_conv_begin(&c, &found, set, label), MIME_OK);
	mime_conv_step(&c, &back, mime_strbuf_slice(&bytes), true);
	ck_assert_uint_eq(c.invalid.count, 0);
	ck_assert_uint_eq(c.outside.count, 0);
	ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&back),
				       mime_strbuf_slice(&row)),
		      "%s", labels[_i]);
	mime_strbuf_free(&row);
	mime_strbuf_free(&bytes);
	mime_strbuf_free(&back);
	mime_converters_free(set);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, encodes, 0, COUNT(vec));
	tcase_add_test(cases, finds_the_bad_one_in_long_text);
	tcase_add_loop_test(cases, needs_no_converters_for_what_is_built_in, 0,
			    4);
	tcase_add_loop_test(cases, what_is_held_comes_back, 0, COUNT(labels));
}

SUITE_MAIN("charset_encode", add_tests)
