#include "support/suite.h"
#include "text/charset_area.h"

static const struct {
	const char *name, *in;
	enum mime_charset_area area;
	size_t span;
} vec[] = {
	{ "everything", "\x81\x30\x81\x30\xff", MIME_AREA_ALL, 5 },
	{ "Latin", "a\xe9\xa0\xff", MIME_AREA_LATIN, 4 },
	{ "the euro of windows-1252", "a\x80", MIME_AREA_LATIN, 1 },
	{ "GB 2312", "a\xd6\xd0\xa1\xa3", MIME_AREA_GB2312, 5 },
	{ "U+9555 of the former premier is GBK", "\xd6\xec\xe9\x46\xbb\xf9",
	  MIME_AREA_GB2312, 2 },
	{ "but in GBK", "\xd6\xec\xe9\x46\xbb\xf9", MIME_AREA_GBK, 6 },
	{ "the end of row 55 is empty", "\xd7\xf9\xd7\xfa", MIME_AREA_GB2312,
	  2 },
	{ "the euro is not in GBK", "\xa2\xe3", MIME_AREA_GBK, 0 },
	{ "private use is not in GBK", "\xaa\xa1", MIME_AREA_GBK, 0 },
	{ "four bytes", "a\x81\x30\x81\x30", MIME_AREA_GBK, 1 },
	{ "four bytes in GB 2312", "\x81\x30\x81\x30", MIME_AREA_GB2312, 0 },
	{ "Big5", "a\xa4\xa4\xf9\xd5", MIME_AREA_BIG5, 5 },
	{ "Hong Kong", "\xa4\xa4\x87\x40", MIME_AREA_BIG5, 2 },
	{ "ETEN", "\xc6\xa1", MIME_AREA_BIG5, 0 },
	{ "KS X 1001", "\xb0\xa1z", MIME_AREA_EUC_KR, 3 },
	{ "UHC", "\x81\x41", MIME_AREA_EUC_KR, 0 },
	{ "Shift_JIS", "\xb1\x82\xa0z", MIME_AREA_SHIFT_JIS, 4 },
	{ "NEC", "\x82\xa0\x87\x40", MIME_AREA_SHIFT_JIS, 2 },
	{ "EUC-JP", "\xa4\xa2\x8e\xb1\x8f\xb0\xa1z", MIME_AREA_EUC_JP, 8 },
	{ "NEC in EUC-JP", "\xad\xa1", MIME_AREA_EUC_JP, 0 },
	{ "JIS X 0208", "z\xa4\xa2", MIME_AREA_JIS_0208, 3 },
	{ "katakana is not in ISO-2022-JP", "\x8e\xb1", MIME_AREA_JIS_0208, 0 },
	{ "nor is JIS X 0212", "\x8f\xb0\xa1", MIME_AREA_JIS_0208, 0 },
	{ "half a character", "\xd6", MIME_AREA_GB2312, 0 },
	{ "nothing", "", MIME_AREA_GB2312, 0 },
};

START_TEST(spans)
{
	ck_assert_msg(mime_charset_area_span(vec[_i].area, vec[_i].in,
					     strlen(vec[_i].in)) ==
			      vec[_i].span,
		      "%s", vec[_i].name);
}
END_TEST

static size_t
count_pairs(enum mime_charset_area area)
{
	size_t count = 0;

	for (int lead = 0x81; lead <= 0xfe; lead++)
		for (int trail = 0x40; trail <= 0xfe; trail++) {
			char pair[2] = { (char)lead, (char)trail };

			if (trail != 0x7f)
				count += mime_charset_area_span(area, pair,
								2) == 2;
		}
	return count;
}

/* GB 2312-80 has 6763 Chinese characters and 682 others; code page 936 has
 * 21791 characters of two bytes. */
START_TEST(counts_what_the_standards_have)
{
	ck_assert_uint_eq(count_pairs(MIME_AREA_GB2312), 6763 + 682);
	ck_assert_uint_eq(count_pairs(MIME_AREA_GBK), 21791);
}
END_TEST

START_TEST(measures_gb18030)
{
	ck_assert_uint_eq(mime_gb18030_length("a", 1), 1);
	ck_assert_uint_eq(mime_gb18030_length("\xd6\xd0", 2), 2);
	ck_assert_uint_eq(mime_gb18030_length("\x81\x30\x81\x30", 4), 4);
	ck_assert_uint_eq(mime_gb18030_length("\xd6", 1), 1);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, spans, 0, COUNT(vec));
	tcase_add_test(cases, counts_what_the_standards_have);
	tcase_add_test(cases, measures_gb18030);
}

SUITE_MAIN("charset_area", add_tests)
