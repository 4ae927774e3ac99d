#include "support/reading.h"
#include "text/param.h"

/* The first parameter of the field, as UTF-8. */
static const struct {
	const char *why, *body, *fallback, *text, *report;
} vectors[] = {
	{ "ASCII", "; a=b", NULL, "[b]", "" },
	{ "raw UTF-8", "; a=\"\xe4\xb8\xad\"", NULL, "[\xe4\xb8\xad]",
	  "H11@5" },
	{ "raw GBK", "; a=\"\xd5\xc5\xc8\xfd\"", NULL,
	  "[\xe5\xbc\xa0\xe4\xb8\x89]", "H11@5" },
	{ "raw, by the charset of the message", "; a=\"\xc0\"", "koi8-r",
	  "[\xd1\x8e]", "H11@5" },
	{ "an encoded-word, as Outlook and Foxmail write it",
	  "; a=\"=?gb2312?B?1cXI/Q==?=\"", NULL, "[\xe5\xbc\xa0\xe4\xb8\x89]",
	  "P05@5" },
	{ "several, folded", "; a=\"=?utf-8?B?5byg?=\r\n =?utf-8?B?5LiJ?=\"",
	  NULL, "[\xe5\xbc\xa0\xe4\xb8\x89]", "P05@5 P06@21" },
	{ "without quotes", "; a==?utf-8?Q?x=20y?=", NULL, "[x y]", "P05@4" },
	{ "in continued parts", "; a*0=\"=?utf-8?B?5byg5L\"; a*1=\"iJ?=\"",
	  NULL, "[\xe5\xbc\xa0\xe4\xb8\x89]", "P05@7" },
	{ "not in an extended one", "; a*=utf-8''=?utf-8?Q?x?=", NULL,
	  "[=?utf-8?Q?x?=]", "" },
	{ "its charset", "; a*=gb2312''%D5%C5%C8%FD", NULL,
	  "[\xe5\xbc\xa0\xe4\xb8\x89]", "" },
	{ "outside GB 2312", "; a*=gb2312''%E9F", NULL, "[\xe9\x95\x95]",
	  "W14@2" },
	{ "trail bytes that are backslashes",
	  "; a*=big5''%B3%5C%A5%5C%BB%5C.txt", NULL,
	  "[\xe8\xa8\xb1\xe5\x8a\x9f\xe8\x93\x8b.txt]", "" },
	{ "no charset: as if it were raw, but it is not", "; a*=''%D5%C5%C8%FD",
	  NULL, "[\xe5\xbc\xa0\xe4\xb8\x89]", "" },
	{ "an unknown one", "; a*=x-none''%D5%C5", NULL, "[\xe5\xbc\xa0]",
	  "W04@2" },
	{ "a refused one", "; a*=iso-2022-cn-ext''%D5%C5x", NULL,
	  "[\xe5\xbc\xa0x]", "W05@2" },
	{ "ASCII that is none", "; a*=us-ascii''%D5%C5", NULL, "[\xe5\xbc\xa0]",
	  "W06@2" },
	{ "bytes that are not in the charset", "; a*=utf-8''x%FFy", NULL,
	  "[x\xef\xbf\xbdy]", "W06@2" },
	{ "controls of the value stay", "; a*=utf-8''x%00%0D%0Ay%1B", NULL,
	  "[x\\x00\\x0d\\x0ay\\x1b]", "" },
	{ "those of an encoded-word do not", "; a=\"=?utf-8?Q?x=00y?=\"", NULL,
	  "[x\xef\xbf\xbdy]", "P05@5 W01@5" },
	{ "empty", "; a=\"\"", NULL, "[]", "" },
	{ "empty and extended", "; a*=utf-8''", NULL, "[]", "" },
};

START_TEST(values_become_text)
{
	struct mime_params params;
	struct mime_strbuf out;
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(vectors[_i].body));
	mime_slice got;

	r.context.fallback = mime_slice_text(vectors[_i].fallback);
	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 1);
	ck_assert_int_eq(
		mime_param_text(&got, &r.arena, &params.list[0], &r.context),
		MIME_OK);
	reading_show(&out, "", got);
	reading_same(&out, vectors[_i].text, vectors[_i].why);
	reading_reports(&r, vectors[_i].report, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, values_become_text, 0, COUNT(vectors));
}

SUITE_MAIN("param_text", add_tests)
