#include "base/slice.h"
#include "mime/text.h"
#include "support/suite.h"

static const struct {
	const char *name, *in, *out;
} decoded[] = {
	{ "nothing", "", "" },
	{ "the blank behind the colon", " Hello\r\n", "Hello" },
	{ "folded", " =?utf-8?q?a?=\r\n =?utf-8?q?b?= c\r\n", "ab c" },
	{ "blanks that were encoded", " =?utf-8?q?_a_?=\r\n", " a " },
	{ "raw GBK", " \xd6\xd0\xce\xc4\r\n", "中文" },
	{ "always UTF-8", " =?utf-8?q?=FF?=", "\xef\xbf\xbd" },
};

START_TEST(decodes)
{
	struct mime_converters *own;
	struct mime_text *t;

	ck_assert_int_eq(mime_converters_new(&own), MIME_OK);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(
			mime_text_decode(&t, mime_slice_text(decoded[_i].in),
					 i == 0 ? NULL : own),
			MIME_OK);
		ck_assert_msg(
			mime_slice_equal(mime_text_slice(t),
					 mime_slice_text(decoded[_i].out)),
			"%s", decoded[_i].name);
		ck_assert_ptr_nonnull(mime_text_slice(t).ptr);
		mime_text_free(t);
	}
	mime_converters_free(own);
}
END_TEST

#define TEN   "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN
static const struct {
	const char *name, *in, *charset;
	size_t column;
	const char *out; /* NULL: refused */
	int rc;
} encoded[] = {
	{ "ASCII", "Hello world", NULL, 9, "Hello world", MIME_OK },
	{ "nothing", "", NULL, 9, "", MIME_OK },
	{ "Chinese", "中文", NULL, 9, "=?UTF-8?B?5Lit5paH?=", MIME_OK },
	{ "in a charset", "中文", "gb2312", 9,
	  "=?gb2312?B?1tDOxA==?=", MIME_OK },
	{ "from the start of a line", "a b", NULL, 0, "a b", MIME_OK },
	{ "folded", FIFTY " " TEN TEN, NULL, 9, FIFTY "\r\n " TEN TEN,
	  MIME_OK },
	{ "up to 78", FIFTY " " TEN "12345678", NULL, 9,
	  FIFTY " " TEN "12345678", MIME_OK },
	{ "not above", FIFTY " " TEN "12345678", NULL, 10,
	  FIFTY "\r\n " TEN "12345678", MIME_OK },
	{ "no room in the first line", "abc", NULL, 77, "\r\n abc", MIME_OK },
	{ "blanks at both ends", " a ", NULL, 9, "=?UTF-8?Q?_a_?=", MIME_OK },
	{ "a line end", "a\nb", NULL, 9, NULL, MIME_EINVAL },
	{ "not UTF-8", "a\xff", NULL, 9, NULL, MIME_EINVAL },
	{ "not held", "镕", "gb2312", 9, NULL, MIME_ECHARSET },
	{ "no such charset", "ü", "x-nobody", 9, NULL, MIME_ECHARSET },
};

START_TEST(encodes)
{
	struct mime_text *t;
	int rc = mime_text_encode(&t, mime_slice_text(encoded[_i].in),
				  encoded[_i].charset, encoded[_i].column);

	ck_assert_msg(rc == encoded[_i].rc, "%s: %d", encoded[_i].name, rc);
	if (encoded[_i].out == NULL) {
		ck_assert_ptr_null(t);
		return;
	}
	ck_assert_msg(mime_slice_equal(mime_text_slice(t),
				       mime_slice_text(encoded[_i].out)),
		      "%s: %.*s", encoded[_i].name, (int)mime_text_slice(t).len,
		      mime_text_slice(t).ptr);
	mime_text_free(t);
}
END_TEST

START_TEST(frees_nothing)
{
	mime_text_free(NULL);
	mime_converters_free(NULL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, decodes, 0, COUNT(decoded));
	tcase_add_loop_test(cases, encodes, 0, COUNT(encoded));
	tcase_add_test(cases, frees_nothing);
}

SUITE_MAIN("text", add_tests)
