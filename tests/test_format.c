#include "../tools/format.h"
#include "support/tool.h"

static const char mail[] =
	"From: =?utf-8?q?W=C3=A4ng?= <wang@example.com>, b@example.com\n"
	"To: \"Li, Lei\" <li@example.com>, han@example.com\n"
	"Cc: (nobody)\n"
	"Subject: a \x1b[31m b\n"
	"Message-ID: <1@example.com>\n"
	"X-Bytes: \xff\n"
	"Date: Wed, 18 Nov 2026 09:30:11 +0800\n"
	"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"
	"Content-Type: image/png\nContent-Disposition: "
	"attachment\n\nx\n--b--\n";

/* text of n bytes, 0: a string */
static const struct {
	const char *template, *text;
	size_t n;
	bool bodies;
} vec[] = {
	{ "", "", 0, false },
	{ "plain", "plain", 0, false },
	{ "a\\nb\\tc\\rd\\\\e", "a\nb\tc\rd\\e", 0, false },
	{ "a\\0b\\0", "a\0b\0", 4, false },
	{ "\\q\\x\\", "\\q\\x\\", 0, false },
	{ "100%%", "100%", 0, false },
	{ "%%{from}", "%{from}", 0, false },
	{ "%{from}", "W\xc3\xa4ng <wang@example.com>, b@example.com", 0,
	  false },
	{ "%{from.name}|%{from.email}", "W\xc3\xa4ng|wang@example.com", 0,
	  false },
	{ "%{to}", "\"Li, Lei\" <li@example.com>, han@example.com", 0, false },
	{ "%{cc}%{cc.name}%{cc.email}%{bcc}%{sender}%{reply-to}", "", 0,
	  false },
	/* an escape of a sender is shown; one of the template is the user's */
	{ "%{subject}", "a \xe2\x90\x9b[31m b", 0, false },
	{ "\x1b%{subject}",
	  "\x1b"
	  "a \xe2\x90\x9b[31m b",
	  0, false },
	{ "%{message-id}", "<1@example.com>", 0, false },
	{ "%{header.X-BYTES}", "\xc3\xbf", 0, false },
	{ "%{header.none}", "", 0, false },
	{ "%{header.a:b}", "", 0, false },
	{ "%{header.Subject}%{header.subject}",
	  "a \xe2\x90\x9b[31m ba \xe2\x90\x9b[31m b", 0, false },
	{ "%{date}", "2026-11-18 09:30:11 +0800", 0, false },
	{ "%{date:}", "2026-11-18 09:30:11 +0800", 0, false },
	{ "%{date:%d.%m.%Y}", "18.11.2026", 0, false },
	{ "%{date:on %F}", "on 2026-11-18", 0, false },
	{ "%{size}", "341", 0, false },
	{ "%{attachments}", "1", 0, true },
	{ "%{file} %{number} %{offset} %{type}", "m.eml 7 11 multipart/mixed",
	  0, false },
	{ "}%{size}}", "}341}", 0, false },
};

static void
show(struct buffer *got, const struct format *f, const char *text, size_t n)
{
	struct output o;
	struct dump d = { .out = &o };
	struct mail m;

	written_begin(&o);
	mail_open(&m, text, n);
	ck_assert_int_eq(format_message(&d, &m.in, f), CLI_OK);
	mail_close(&m);
	buffer_free(&d.line);
	written_end(got, &o);
}

START_TEST(fills_in)
{
	size_t n = vec[_i].n != 0 ? vec[_i].n : strlen(vec[_i].text);
	struct format *f;
	struct buffer got;

	ck_assert_int_eq(format_new(&f, vec[_i].template), CLI_OK);
	ck_assert_int_eq(format_needs_bodies(f), vec[_i].bodies);
	show(&got, f, mail, sizeof mail - 1);
	ck_assert_msg(got.len == n &&
			      memcmp(buffer_string(&got), vec[_i].text, n) == 0,
		      "%s: %s", vec[_i].template, buffer_string(&got));
	buffer_free(&got);
	format_free(f);
}
END_TEST

static const char *const bad[] = {
	"%",
	"%s",
	"%{",
	"%{}",
	"%{from",
	"%{form}",
	"%{from.}",
	"%{from.names}",
	"%{from.name.email}",
	"%{subject.name}",
	"%{size.email}",
	"%{.name}",
	"%{header}",
	"%{header.}",
	"%{From}",
	"%{from }",
	"%{size:3}",
	"%{date:%}",
	"%{date:%Q}",
	"%{dates:%F}",
	"a%{size}%",
	"a%{size}%{",
	"%%%",
};

START_TEST(is_refused)
{
	struct format *f;
	struct said said;

	said_begin(&said);
	ck_assert_msg(format_new(&f, bad[_i]) == CLI_USAGE, "%s", bad[_i]);
	ck_assert_ptr_null(f);
	said_something(&said, true);
	format_free(f);
}
END_TEST

/* A message that has nothing of it. */
START_TEST(of_nothing)
{
	struct format *f;
	struct buffer got;

	ck_assert_int_eq(
		format_new(&f, "[%{from}%{from.name}%{from.email}%{to}"
			       "%{subject}%{message-id}%{date}%{date:%F}"
			       "%{header.x}]%{size},%{attachments},%{type}"),
		CLI_OK);
	show(&got, f, "", 0);
	ck_assert_str_eq(buffer_string(&got), "[]0,0,text/plain");
	buffer_free(&got);
	format_free(f);
}
END_TEST

START_TEST(many_pieces)
{
	struct buffer text = { NULL, 0, 0 }, got;
	struct format *f;

	for (int i = 0; i < 10000; i++)
		buffer_add_text(&text, "%{number},");
	ck_assert_int_eq(format_new(&f, buffer_string(&text)), CLI_OK);
	show(&got, f, mail, sizeof mail - 1);
	ck_assert_uint_eq(got.len, 20000);
	buffer_free(&got);
	buffer_free(&text);
	format_free(f);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, fills_in, 0, COUNT(vec));
	tcase_add_loop_test(cases, is_refused, 0, COUNT(bad));
	tcase_add_test(cases, of_nothing);
	tcase_add_test(cases, many_pieces);
}

SUITE_MAIN("format", add_tests)
