#include "../tools/header_guard.h"
#include "support/tool.h"

static const struct {
	const char *value, *said; /* NULL: it passes */
} vec[] = {
	{ "", NULL },
	{ "plain\ttext ~", NULL },
	{ "\xe4\xb8\xad\xc2\xa0\xc3\xa4", NULL },
	{ "\xc2", NULL },
	{ "\x9b", NULL }, /* no UTF-8, so no C1 */
	{ "a\nb", "test: f: Subject: a line break at byte 1; this is one "
		  "line\n" },
	{ "\r", "test: f: Subject: a line break at byte 0; this is one "
		"line\n" },
	{ "a\r\nBcc: x", "test: f: Subject: a line break at byte 1; this is "
			 "one line\n" },
	{ "ab\x1b", "test: f: Subject: a control character at byte 2\n" },
	{ "\x01", "test: f: Subject: a control character at byte 0\n" },
	{ "\x1f", "test: f: Subject: a control character at byte 0\n" },
	{ "\x7f", "test: f: Subject: a control character at byte 0\n" },
	{ "a\xc2\x80", "test: f: Subject: a control character at byte 1\n" },
	{ "a\xc2\x9f", "test: f: Subject: a control character at byte 1\n" },
	{ "\v\n", "test: f: Subject: a control character at byte 0\n" },
};

START_TEST(guards)
{
	struct said said;

	cli_init("test");
	said_begin(&said);
	ck_assert_int_eq(header_guard("f", "Subject", vec[_i].value),
			 vec[_i].said != NULL ? CLI_DATA : CLI_OK);
	said_end(&said, vec[_i].said != NULL ? vec[_i].said : "");
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, guards, 0, COUNT(vec));
}

SUITE_MAIN("header_guard", add_tests)
