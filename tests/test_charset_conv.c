#include "mime/defect.h"
#include "support/conv.h"

static const struct conv_vector vec[] = {
	{ "nothing", "gb2312", BYTES(""), BYTES(""), 0, 0, 0, 0 },
	{ "ASCII in a multi-byte charset", "gb18030", BYTES("a~\\\t\r\n"),
	  BYTES("a~\\\t\r\n"), 0, 0, 0, 0 },
	{ "Chinese mail", "gb2312", BYTES("\xd6\xd0\xce\xc4 mail"),
	  BYTES("中文 mail"), 0, 0, 0, 0 },
	/* Foxmail, Outlook and others write gb2312 on what is GBK */
	{ "GBK under a gb2312 label", "gb2312",
	  BYTES("\xd6\xec\xe9\x46\xbb\xf9"), BYTES("朱镕基"), 0, 0, 1, 2 },
	{ "four bytes under a gb2312 label", "GB2312",
	  BYTES("a\x81\x30\x81\x30\x94\x39\xda\x33"), BYTES("a\xc2\x80💩"), 0, 0,
	  2, 1 },
	{ "a GBK label may hold GBK", "gbk", BYTES("\xd6\xec\xe9\x46\xbb\xf9"),
	  BYTES("朱镕基"), 0, 0, 0, 0 },
	{ "ill-formed UTF-8, one for each maximal sequence", "utf-8",
	  BYTES("\xe4\xb8\xad\xe4\xb8"
		"a\xff"),
	  BYTES("中" R "a" R), 2, 3, 0, 0 },
	/* through iconv one U+FFFD a byte, and the rest survives */
	{ "a lead byte before ASCII", "gb18030", BYTES("\xd6\xd0\xd6 \xce\xc4"),
	  BYTES("中" R " 文"), 1, 2, 0, 0 },
	{ "a lead byte at the end", "gb18030", BYTES("\xd6\xd0\xd6"),
	  BYTES("中" R), 1, 2, 0, 0 },
	{ "half of four bytes at the end", "gb18030", BYTES("\x81\x30"),
	  BYTES(R "0"), 1, 0, 0, 0 },
	{ "no lead byte", "gb18030", BYTES("\xff\xffz"), BYTES(R R "z"), 2, 0,
	  0, 0 },
	{ "the euro of Windows", "gbk", BYTES("\x80\xd6\xd0\x80"),
	  BYTES("€中€"), 0, 0, 0, 0 },
	{ "a trail byte that is one", "gb18030", BYTES("\x81\x80\x80"),
	  BYTES("亐€"), 0, 0, 0, 0 },
	{ "a trail byte that is a backslash", "big5",
	  BYTES("\xb3\x5c\xa5\x5c\xbb\x5c"), BYTES("許功蓋"), 0, 0, 0, 0 },
	{ "two code points for one character", "big5-hkscs",
	  BYTES("\x88\x62\x88\x66"), BYTES("Ê̄Ê"), 0, 0, 0, 0 },
	{ "katakana of one byte", "shift_jis", BYTES("\xb1\x82\xa0"),
	  BYTES("ｱあ"), 0, 0, 0, 0 },
	{ "what NEC added", "shift_jis", BYTES("\x87\x40"), BYTES("①"), 0, 0, 0,
	  0 },
	/* once an out-of-bounds read in an iconv */
	{ "Korean with bad pairs", "euc-kr", BYTES("\xb0\xa1\xc8\x41\xfe"),
	  BYTES("가" R "A" R), 2, 2, 0, 0 },
	{ "Cyrillic", "koi8-r", BYTES("\xf0\xd2\xc9"), BYTES("При"), 0, 0, 0,
	  0 },
	{ "a byte without a character", "iso-8859-7", BYTES("\xe1\xd2z"),
	  BYTES("α" R "z"), 1, 1, 0, 0 },
	{ "Thai", "tis-620", BYTES("\xa1\xd2"), BYTES("กา"), 0, 0, 0, 0 },
	{ "an unknown label is read as ASCII", "x-nobody", BYTES("a\xe9"),
	  BYTES("aé"), 0, 0, 0, 0 },
};

START_TEST(converts_at_every_cut)
{
	ck_assert_msg(conv_check(&vec[_i]) || strcmp(vec[_i].label, "utf-8"),
		      "%s", vec[_i].name);
}
END_TEST

START_TEST(says_what_a_label_stands_for)
{
	struct mime_converters *set;
	struct mime_charset found;
	struct mime_conv c;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	ck_assert_int_eq(
		mime_conv_begin(&c, &found, set, MIME_LITERAL("chinese")),
		MIME_OK);
	ck_assert_str_eq(found.name, "GB18030");
	ck_assert_int_eq(found.defect, 0);
	ck_assert_int_eq(mime_conv_begin(&c, &found, set,
					 MIME_LITERAL("iso-2022-cn-ext")),
			 MIME_OK);
	ck_assert_ptr_null(found.name);
	ck_assert_int_eq(found.defect, MIME_DEFECT_REFUSED_CHARSET);
	mime_converters_free(set);
}
END_TEST

/* More than one piece of the converter, characters across its edges. */
START_TEST(long_text_is_converted_whole)
{
	static const char unit[] = "a\xd6\xd0\x81\x30\x81\x30";
	enum { UNITS = 3000 };
	struct mime_strbuf in, out;
	struct mime_converters *set;
	struct mime_charset found;
	struct mime_conv c;

	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&out, SIZE_MAX);
	for (int i = 0; i < UNITS; i++)
		mime_strbuf_add_text(&in, unit);
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	ck_assert_int_eq(
		mime_conv_begin(&c, &found, set, MIME_LITERAL("gb2312")),
		MIME_OK);
	mime_conv_step(&c, &out, mime_strbuf_slice(&in), false);
	mime_conv_step(&c, &out, mime_strbuf_slice(&in), true);
	ck_assert_uint_eq(out.len, 2 * UNITS * strlen("a中\xc2\x80"));
	ck_assert_uint_eq(c.invalid.count, 0);
	ck_assert_uint_eq(c.outside.count, 2 * UNITS);
	ck_assert_uint_eq(c.outside.offset, 3);
	mime_converters_free(set);
	mime_strbuf_free(&in);
	mime_strbuf_free(&out);
}
END_TEST

/* A header is decoded while a body of the same charset is read. */
START_TEST(conversions_overlap)
{
	struct mime_converters *set;
	struct mime_charset found;
	struct mime_strbuf a, b;
	struct mime_conv body, header;

	mime_strbuf_init(&a, SIZE_MAX);
	mime_strbuf_init(&b, SIZE_MAX);
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_conv_begin(&body, &found, set, MIME_LITERAL("iso-2022-jp"));
	mime_conv_step(&body, &a, MIME_LITERAL("\033$B$"), false);
	mime_conv_begin(&header, &found, set, MIME_LITERAL("iso-2022-jp"));
	mime_conv_step(&header, &b, MIME_LITERAL("abc"), true);
	mime_conv_step(&body, &a, MIME_LITERAL("\"$$\033(Bz"), true);
	ck_assert_msg(
		mime_slice_equal(mime_strbuf_slice(&a), MIME_LITERAL("あいz")),
		"%.*s", (int)a.len, a.ptr);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&b), MIME_LITERAL("abc")));
	mime_converters_free(set);
	mime_strbuf_free(&a);
	mime_strbuf_free(&b);
}
END_TEST

static const struct {
	const char *label, *before, *in;
	bool same;
} sames[] = {
	{ "utf-8", "", "", false }, /* nothing to lend */
	{ "utf-8", "", "abc", true },
	{ "utf-8", "a\xff", "\xc3\xa9\xe4\xb8\xad", true },
	{ "utf-8", "", "a\xff", false },
	{ "utf-8", "", "a\xc3", false }, /* it may go on */
	{ "utf-8", "\xc3", "\xa9", false },
	{ "utf-8", "\xc3", "a", false },
	{ "us-ascii", "", "a\0b\x7f", true },
	{ "us-ascii", "", "a\x80", false },
	{ "iso-8859-1", "\x80", "abc", true },
	{ "iso-8859-1", "", "\xe9", false },
	{ "gb2312", "", "abc", false },
	{ "iso-2022-jp", "", "abc", false },
	{ "hz-gb-2312", "", "abc", false },
	{ "utf-16", "", "abcd", false },
};

/* What need not be copied is counted as converted: a fault behind it has the
 * place that it has when all is copied. */
START_TEST(what_stays_the_same_is_told)
{
	mime_slice before = mime_slice_text(sames[_i].before);
	mime_slice in = mime_slice_text(sames[_i].in);
	struct mime_converters *set;
	struct mime_conv c[2];
	struct mime_strbuf out;
	bool same[2] = { false, false };

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_strbuf_init(&out, SIZE_MAX);
	for (int i = 0; i < 2; i++) {
		struct mime_charset found;

		ck_assert_int_eq(
			mime_conv_begin(&c[i], &found, set,
					mime_slice_text(sames[_i].label)),
			MIME_OK);
		mime_conv_step(&c[i], &out, before, false);
		if (i == 0)
			same[i] = mime_conv_same(&c[i], in);
		mime_strbuf_clear(&out);
		if (!same[i])
			mime_conv_step(&c[i], &out, in, false);
		if (same[0])
			ck_assert(
				i == 0 ||
				mime_slice_equal(mime_strbuf_slice(&out), in));
		mime_conv_step(&c[i], &out, MIME_LITERAL("\xff"), true);
	}
	ck_assert_int_eq(same[0], sames[_i].same);
	ck_assert_uint_eq(c[0].invalid.count, c[1].invalid.count);
	ck_assert_uint_eq(c[0].invalid.offset, c[1].invalid.offset);
	mime_converters_free(set);
	mime_strbuf_free(&out);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, converts_at_every_cut, 0, COUNT(vec));
	tcase_add_test(cases, says_what_a_label_stands_for);
	tcase_add_test(cases, long_text_is_converted_whole);
	tcase_add_test(cases, conversions_overlap);
	tcase_add_loop_test(cases, what_stays_the_same_is_told, 0,
			    COUNT(sames));
}

SUITE_MAIN("charset_conv", add_tests)
