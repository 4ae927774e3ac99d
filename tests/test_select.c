#include "../tools/select.h"
#include "support/tool.h"

/* Sections: 1 text, 2 an attached image, 3 an inline image, 4 a message with
 * 4.1 text and 4.2 an attached text, 5 without any header. */
static const char mail[] =
	"Content-Type: multipart/mixed; boundary=b\n\n"
	"--b\nContent-Type: text/plain\n\nx\n"
	"--b\nContent-Type: Image/PNG\n"
	"Content-Disposition: attachment; filename=\"A.png\"\n\nx\n"
	"--b\nContent-Type: image/gif\nContent-ID: <x@y>\n"
	"Content-Disposition: inline\n\nx\n"
	"--b\nContent-Type: message/rfc822\n\n"
	"Content-Type: multipart/mixed; boundary=c\n\n"
	"--c\nContent-Type: text/plain\n\nx\n"
	"--c\nContent-Type: text/csv\n"
	"Content-Disposition: attachment;"
	" filename*=utf-8''%E6%8A%A5%E5%91%8A.csv\n\nx\n--c--\n"
	"--b\n\nx\n--b--\n";

/* The sections that are meant, a blank behind each. */
static const struct {
	const char *text, *sections;
} vec[] = {
	{ "1", "1 " },
	{ "2", "2 " },
	{ "4.2", "4.2 " },
	{ "4.1,1", "1 4.1 " }, /* in the order of the document, once */
	{ "1,1,1", "1 " },
	{ "9", "" },
	{ "0", "" },
	{ "1.1", "" },
	{ "18446744073709551617", "" },
	{ "99999999999999999999999999999.1", "" },
	{ "all", "1 2 3 4 4.1 4.2 5 " },
	{ "ALL", "1 2 3 4 4.1 4.2 5 " },
	{ "all,2,type:*", "1 2 3 4 4.1 4.2 5 " },
	{ "attachments", "2 3 4 4.2 " },
	{ "Attachments,1", "1 2 3 4 4.2 " },
	{ "type:image/png", "2 " },
	{ "TYPE:IMAGE/*", "2 3 " },
	{ "type:*/*", "1 2 3 4 4.1 4.2 5 " },
	{ "type:text/*", "1 4.1 4.2 5 " },
	{ "type:*/plain", "1 4.1 5 " },
	{ "type:image/???", "2 3 " },
	{ "type:image/????", "" },
	{ "type:*", "1 2 3 4 4.1 4.2 5 " },
	{ "type:**g*", "2 3 4 " },
	{ "type:*/*f", "3 " },
	{ "type:image", "" },
	{ "type:mage/png", "" },
	{ "type:image/pngx", "" },
	{ "type:?", "" },
	{ "name:a.PNG", "2 " },
	{ "name:*", "2 4.2 " },
	{ "name:*.csv", "4.2 " },
	{ "name:??.csv", "4.2 " }, /* characters, not bytes */
	{ "name:?.csv", "" },
	{ "name:???.csv", "" },
	{ "name:\xe6\x8a\xa5*", "4.2 " },
	{ "name:*\xe5\x91\x8a.csv", "4.2 " },
	{ "name:*?\xe5\x91\x8a.csv", "4.2 " },
	{ "name:\xe6\x8a\xa5", "" },
	{ "cid:x@y", "3 " },
	{ "cid:X@y", "" },
	{ "cid:x@", "" },
	{ "cid:<x@y>", "" },
	{ "cid:*", "" },
	{ "3,cid:none,name:a*", "2 3 " },
};

START_TEST(selects)
{
	struct buffer got = { NULL, 0, 0 };
	struct parts parts;
	struct select *s;
	struct mail m;

	ck_assert_int_eq(select_new(&s, vec[_i].text), CLI_OK);
	mail_open(&m, mail, sizeof mail - 1);
	select_parts(&parts, s, m.in.message);
	for (size_t i = 0; i < parts.n; i++) {
		buffer_add_slice(&got, parts_section(parts.list[i].part));
		buffer_add_char(&got, ' ');
	}
	ck_assert_msg(strcmp(buffer_string(&got), vec[_i].sections) == 0,
		      "%s: %s", vec[_i].text, buffer_string(&got));
	parts_free(&parts);
	buffer_free(&got);
	mail_close(&m);
	select_free(s);
}
END_TEST

static const char *const bad[] = {
	"",	 ",",	 "1,",		 ",1",	  "1,,2",	".",
	"1.",	 ".1",	 "1..2",	 "1.a",	  "-1",		"1-2",
	" 1",	 "1 ",	 "type",	 "type:", "name",	"name:",
	"cid:",	 "all ", "alls",	 "al",	  "attachment", "typ:*",
	"type;", "cid",	 "attachments:", "\xff",  "1,all,x"
};

START_TEST(is_refused)
{
	struct select *s;
	struct said said;

	said_begin(&said);
	ck_assert_msg(select_new(&s, bad[_i]) == CLI_USAGE, "%s", bad[_i]);
	ck_assert_ptr_null(s);
	said_something(&said, true);
	select_free(s);
}
END_TEST

/* A glob with many stars on a long name ends soon. */
START_TEST(is_not_exponential)
{
	struct buffer text = { NULL, 0, 0 }, stars = { NULL, 0, 0 };
	struct parts parts;
	struct select *s;
	struct mail m;

	buffer_add_text(&text, "Content-Type: text/plain; name=\"");
	buffer_add_repeated(&text, 'a', 5000);
	buffer_add_text(&text, "\"\n\nx\n");
	buffer_add_text(&stars, "name:");
	for (int i = 0; i < 500; i++)
		buffer_add_text(&stars, "a*");
	buffer_add_text(&stars, "b");
	ck_assert_int_eq(select_new(&s, buffer_string(&stars)), CLI_OK);
	mail_open(&m, text.ptr, text.len);
	select_parts(&parts, s, m.in.message);
	ck_assert_uint_eq(parts.n, 0);
	parts_free(&parts);
	mail_close(&m);
	select_free(s);
	buffer_free(&text);
	buffer_free(&stars);
}
END_TEST

START_TEST(of_many_parts)
{
	enum { N = 9999 };
	struct buffer text = { NULL, 0, 0 };
	struct parts parts;
	struct select *s;
	struct mail m;

	buffer_add_text(&text, "Content-Type: multipart/mixed; boundary=b\n\n");
	for (int i = 0; i < N; i++)
		buffer_add_text(&text, "--b\nContent-Type: a/b\n\nx\n");
	buffer_add_text(&text, "--b--\n");
	ck_assert_int_eq(select_new(&s, "type:A/*,5,9999,all"), CLI_OK);
	mail_open(&m, text.ptr, text.len);
	select_parts(&parts, s, m.in.message);
	ck_assert_uint_eq(parts.n, N);
	parts_free(&parts);
	mail_close(&m);
	select_free(s);
	buffer_free(&text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, selects, 0, COUNT(vec));
	tcase_add_loop_test(cases, is_refused, 0, COUNT(bad));
	tcase_add_test(cases, is_not_exponential);
	tcase_add_test(cases, of_many_parts);
}

SUITE_MAIN("select", add_tests)
