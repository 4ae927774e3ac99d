#include "support/suite.h"
#include "tree/html_charset.h"

static const struct {
	const char *html, *label;
} vec[] = {
	{ "<meta charset=gbk>", "gbk" },
	{ "<META CHARSET = 'GBK' >", "GBK" },
	{ "<html><meta name=a><meta http-equiv=\"Content-Type\" "
	  "content=\"text/html; charset=gb2312\">",
	  "gb2312" },
	{ "<meta charset>", NULL },
	{ "<meta charset=>", NULL },
	{ "<meta charset=gbk", NULL },
	{ "<p charset=gbk>", NULL },
	{ "", NULL },
};

START_TEST(reads_the_label)
{
	mime_slice label;
	bool found = mime_html_charset(
		&label, (mime_slice){ vec[_i].html, strlen(vec[_i].html) });

	ck_assert_int_eq(found, vec[_i].label != NULL);
	if (found)
		ck_assert(label.len == strlen(vec[_i].label) &&
			  memcmp(label.ptr, vec[_i].label, label.len) == 0);
}
END_TEST

START_TEST(knows_labels_of_one_converter)
{
	static const mime_slice gb = { "gb2312", 6 }, gbk = { "GBK", 3 },
				utf = { "utf-8", 5 }, no = { "x-no", 4 };

	ck_assert(mime_html_charset_agrees(gb, gbk));
	ck_assert(mime_html_charset_agrees(no, no));
	ck_assert(!mime_html_charset_agrees(gb, utf));
	ck_assert(!mime_html_charset_agrees(no, utf));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_the_label, 0, COUNT(vec));
	tcase_add_test(cases, knows_labels_of_one_converter);
}

SUITE_MAIN("html_charset", add_tests)
