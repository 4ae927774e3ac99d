#include "mime/message.h"
#include "support/suite.h"
#include "support/tree_text.h"

#define TEXT(charset, encoding, body)                                          \
	"Content-Type: text/plain; charset=" charset                           \
	"\nContent-Transfer-Encoding: " encoding "\n\n" body

static const struct {
	const char *name, *message, *bytes, *text, *used;
} vec[] = {
	{ "identity", "\nx\ny\n", "x\ny\n", "x\ny\n", "US-ASCII" },
	{ "base64", TEXT("utf-8", "base64", "5Lit\n5paH\n"),
	  "\xe4\xb8\xad\xe6\x96\x87", "\xe4\xb8\xad\xe6\x96\x87", "UTF-8" },
	{ "uuencode",
	  TEXT("utf-8", "x-uuencode", "begin 644 a\n&Y+BMYI:'\n`\nend\n"),
	  "\xe4\xb8\xad\xe6\x96\x87", "\xe4\xb8\xad\xe6\x96\x87", "UTF-8" },
	{ "quoted-printable", TEXT("utf-8", "quoted-printable", "=E4=B8=\n=AD"),
	  "\xe4\xb8\xad", "\xe4\xb8\xad", "UTF-8" },
	/* BEHAVIOUR: gb2312 is read as GB18030 */
	{ "gb2312 with GBK", TEXT("gb2312", "8bit", "\xd6\xec\xe9\x46"),
	  "\xd6\xec\xe9\x46", "\xe6\x9c\xb1\xe9\x95\x95", "GB18030" },
	{ "unknown encoding is left", TEXT("utf-8", "b64", "QQ=="),
	  "QQ==", "QQ==", "UTF-8" },
	/* raw 8-bit: UTF-8; else GB18030 when it looks like it; else Latin */
	{ "unlabelled UTF-8", "\n\xe4\xb8\xad", "\xe4\xb8\xad", "\xe4\xb8\xad",
	  "UTF-8" },
	{ "unlabelled GB 2312", "\n\xd6\xd0\xce\xc4", "\xd6\xd0\xce\xc4",
	  "\xe4\xb8\xad\xe6\x96\x87", "GB18030" },
	{ "unlabelled Latin", "\nK\xf6ln", "K\xf6ln", "K\xc3\xb6ln",
	  "windows-1252" },
	{ "8-bit under another name of ASCII",
	  TEXT("iso646-us", "8bit", "\xe4\xb8\xad"), "\xe4\xb8\xad",
	  "\xe4\xb8\xad", "UTF-8" },
	{ "unknown charset keeps ASCII", TEXT("x-no", "8bit", "abc"), "abc",
	  "abc", NULL },
	{ "invalid UTF-8",
	  TEXT("utf-8", "8bit",
	       "a\xff"
	       "b"),
	  "a\xff"
	  "b",
	  "a\xef\xbf\xbd"
	  "b",
	  "UTF-8" },
	{ "bare CR is data", "\na\rb\n\r", "a\rb\n\r", "a\rb\n\r", NULL },
	{ "empty", "\n", "", "", NULL },
};

static struct mime_message *
parse(const char *bytes, size_t n)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, (mime_slice){ bytes, n }, NULL, NULL),
			 MIME_OK);
	return m;
}

static size_t
read_all(char *out, size_t room, struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;
	mime_slice run;
	size_t n = 0;
	int rc;

	ck_assert_int_eq(mime_body_open(&r, p, form), MIME_OK);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		ck_assert_uint_gt(run.len, 0);
		ck_assert_uint_le(n + run.len, room);
		memcpy(out + n, run.ptr, run.len);
		n += run.len;
	}
	ck_assert_int_eq(rc, 0);
	ck_assert_int_eq(mime_reader_next(&run, r), 0);
	mime_reader_free(r);
	return n;
}

static void
expect(const char *what, struct mime_part *p, enum mime_body_form form,
       const char *wanted)
{
	char out[1000];
	size_t n = read_all(out, sizeof out, p, form);

	ck_assert_msg(n == strlen(wanted) && memcmp(out, wanted, n) == 0,
		      "%s: \"%.*s\"", what, (int)n, out);
}

START_TEST(decodes)
{
	struct mime_message *m =
		parse(vec[_i].message, strlen(vec[_i].message));
	struct mime_part *p = mime_message_root(m);
	struct mime_charset_use use;
	uint64_t octets;

	expect(vec[_i].name, p, MIME_BODY_BYTES, vec[_i].bytes);
	expect(vec[_i].name, p, MIME_BODY_UTF8, vec[_i].text);
	ck_assert_int_eq(mime_body_octets(&octets, p), MIME_OK);
	ck_assert_uint_eq(octets, strlen(vec[_i].bytes));
	ck_assert_int_eq(mime_part_charset(&use, p), MIME_OK);
	if (vec[_i].used != NULL)
		ck_assert_msg(use.used.len == strlen(vec[_i].used) &&
				      memcmp(use.used.ptr, vec[_i].used,
					     use.used.len) == 0,
			      "%s: %.*s", vec[_i].name, (int)use.used.len,
			      use.used.ptr);
	mime_message_free(m);
}
END_TEST

START_TEST(text_has_lf_line_ends)
{
	static const char message[] = "Content-Type: text/plain\r\n\r\na\r\n"
				      "b\rc\r\r\nd\r\n";
	struct mime_message *m = parse(message, sizeof message - 1);
	struct mime_part *p = mime_message_root(m);

	expect("CRLF", p, MIME_BODY_UTF8, "a\nb\rc\r\nd\n");
	expect("CRLF", p, MIME_BODY_BYTES, "a\r\nb\rc\r\r\nd\r\n");
	mime_message_free(m);
}
END_TEST

/* Longer than any block: every piece border falls somewhere in a character. */
START_TEST(long_bodies_come_in_pieces)
{
	enum { CHARACTERS = 200000 };
	static const char head[] = "Content-Type: text/plain; charset=utf-8\n"
				   "Content-Transfer-Encoding: base64\n\n";
	char *message = malloc(sizeof head + CHARACTERS * 5);
	char *text = malloc(CHARACTERS * 3 + 1);
	struct mime_message *m;
	size_t n = sizeof head - 1;

	memcpy(message, head, n);
	for (int i = 0; i < CHARACTERS; i++) {
		memcpy(message + n, "5Lit", 4); /* one character of three */
		n += 4;
		if (i % 19 == 18)
			message[n++] = '\n';
	}
	m = parse(message, n);
	n = read_all(text, CHARACTERS * 3 + 1, mime_message_root(m),
		     MIME_BODY_UTF8);
	ck_assert_uint_eq(n, CHARACTERS * 3);
	for (int i = 0; i < CHARACTERS; i++)
		ck_assert(memcmp(text + i * 3, "\xe4\xb8\xad", 3) == 0);
	mime_message_free(m);
	free(text);
	free(message);
}
END_TEST

START_TEST(two_readers_do_not_meet)
{
	static const char message[] =
		"Content-Type: multipart/mixed; boundary=b\n\n"
		"--b\nContent-Type: text/plain; charset=iso-2022-jp\n\n"
		"\x1b$B4A\x1b(B\n--b\n"
		"Content-Type: text/plain; charset=iso-2022-jp\n\nabc\n--b--\n";
	struct mime_message *m = parse(message, sizeof message - 1);
	struct mime_reader *a, *b;
	mime_slice x, y;

	ck_assert_int_eq(
		mime_body_open(&a, mime_message_find(m, "1"), MIME_BODY_UTF8),
		MIME_OK);
	ck_assert_int_eq(
		mime_body_open(&b, mime_message_find(m, "2"), MIME_BODY_UTF8),
		MIME_OK);
	ck_assert_int_eq(mime_reader_next(&y, b), 1);
	ck_assert_int_eq(mime_reader_next(&x, a), 1);
	ck_assert(x.len == 3 && memcmp(x.ptr, "\xe6\xbc\xa2", 3) == 0);
	ck_assert(y.len == 3 && memcmp(y.ptr, "abc", 3) == 0);
	mime_reader_free(a);
	mime_reader_free(b);
	mime_message_free(m);
}
END_TEST

START_TEST(refuses_what_is_no_text)
{
	static const char message[] = "Content-Type: image/png\n\nx";
	struct mime_message *m = parse(message, sizeof message - 1);
	struct mime_reader *r;

	ck_assert_int_eq(
		mime_body_open(&r, mime_message_root(m), MIME_BODY_UTF8),
		MIME_EINVAL);
	ck_assert_ptr_null(r);
	ck_assert_int_eq(mime_body_open(&r, NULL, MIME_BODY_RAW), MIME_EINVAL);
	mime_message_free(m);
}
END_TEST

START_TEST(the_callers_charset_wins)
{
	static const char message[] = "Content-Type: text/plain; "
				      "charset=utf-8\n\n\xd6\xd0";
	struct mime_parse_opts opts = { .size = sizeof opts, .charset = "gbk" };
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m,
				    (mime_slice){ message, sizeof message - 1 },
				    &opts, NULL),
			 MIME_OK);
	expect("override", mime_message_root(m), MIME_BODY_UTF8,
	       "\xe4\xb8\xad");
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, decodes, 0, COUNT(vec));
	tcase_add_test(cases, text_has_lf_line_ends);
	tcase_add_test(cases, long_bodies_come_in_pieces);
	tcase_add_test(cases, two_readers_do_not_meet);
	tcase_add_test(cases, refuses_what_is_no_text);
	tcase_add_test(cases, the_callers_charset_wins);
}

SUITE_MAIN("body", add_tests)
