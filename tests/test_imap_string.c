#include "support/suite.h"
#include "view/imap_string.h"

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *why, *in;
	size_t len;
	const char *seven, *utf8, *line;
} vec[] = {
	{ "absent", NULL, 0, "NIL", "NIL", "NIL" },
	{ "empty is not absent", BYTES(""), "\"\"", "\"\"", "\"\"" },
	{ "a word", BYTES("NIL"), "\"NIL\"", "\"NIL\"", "\"NIL\"" },
	{ "quotes and backslashes", BYTES("\"a\\"), "\"\\\"a\\\\\"",
	  "\"\\\"a\\\\\"", "\"\\\"a\\\\\"" },
	{ "tabs and controls are TEXT-CHARs", BYTES("a\t\x1b"), "\"a\t\x1b\"",
	  "\"a\t\x1b\"", "\"a\t\x1b\"" },
	{ "UTF-8", BYTES("\xc3\xa9\""), "{3}\r\n\xc3\xa9\"", "\"\xc3\xa9\\\"\"",
	  "\"\xc3\xa9\\\"\"" },
	{ "8-bit, not UTF-8", BYTES("a\xe9\""), "{3}\r\na\xe9\"",
	  "{3}\r\na\xe9\"", "\"a\xef\xbf\xbd\\\"\"" },
	{ "a bare CR", BYTES("a\rb"), "{3}\r\na\rb", "{3}\r\na\rb",
	  "\"a\xef\xbf\xbd"
	  "b\"" },
	{ "NUL has no place in IMAP", BYTES("a\0\0b"),
	  "{8}\r\na\xef\xbf\xbd\xef\xbf\xbd"
	  "b",
	  "{8}\r\na\xef\xbf\xbd\xef\xbf\xbd"
	  "b",
	  "\"a\xef\xbf\xbd\xef\xbf\xbd"
	  "b\"" },
};

static void
check(const char *wanted, mime_slice in, enum mime_imap_strings how,
      const char *why)
{
	struct mime_text *text;
	struct mime_imap w;
	mime_slice got;

	mime_imap_init(&w, how);
	mime_imap_string(&w, in);
	ck_assert_int_eq(mime_imap_end(&text, &w, MIME_OK), MIME_OK);
	got = mime_text_slice(text);
	ck_assert_msg(mime_slice_equal(got, mime_slice_text(wanted)),
		      "%s, %d: %.*s", why, how, (int)got.len, got.ptr);
	mime_text_free(text);
}

START_TEST(strings)
{
	mime_slice in = mime_slice_of(vec[_i].in, vec[_i].len);

	check(vec[_i].seven, in, MIME_IMAP_7BIT, vec[_i].why);
	check(vec[_i].utf8, in, MIME_IMAP_UTF8, vec[_i].why);
	check(vec[_i].line, in, MIME_IMAP_LINE, vec[_i].why);
}
END_TEST

START_TEST(every_byte_comes_back)
{
	struct mime_text *text;
	struct mime_imap w;
	mime_slice got;
	char all[255];

	for (int i = 0; i < 255; i++)
		all[i] = (char)(i + 1);
	mime_imap_init(&w, MIME_IMAP_7BIT);
	mime_imap_string(&w, mime_slice_of(all, sizeof all));
	ck_assert_int_eq(mime_imap_end(&text, &w, MIME_OK), MIME_OK);
	got = mime_text_slice(text);
	ck_assert(mime_slice_begins(got, MIME_LITERAL("{255}\r\n")));
	ck_assert(mime_slice_equal(mime_slice_part(got, 7, got.len),
				   mime_slice_of(all, sizeof all)));
	mime_text_free(text);
}
END_TEST

START_TEST(an_error_gives_nothing)
{
	struct mime_text *text;
	struct mime_imap w;

	mime_imap_init(&w, MIME_IMAP_7BIT);
	mime_imap_add(&w, "(");
	ck_assert_int_eq(mime_imap_end(&text, &w, MIME_ENOMEM), MIME_ENOMEM);
	ck_assert_ptr_null(text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, strings, 0, COUNT(vec));
	tcase_add_test(cases, every_byte_comes_back);
	tcase_add_test(cases, an_error_gives_nothing);
}

SUITE_MAIN("imap_string", add_tests)
