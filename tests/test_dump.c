#include "../tools/dump.h"
#include "../tools/facts.h"
#include "../tools/parts.h"
#include "support/tool.h"

/* The From field, as it is shown; the author that a list shows. */
static const struct {
	const char *field, *mailbox, *author;
} boxes[] = {
	{ "a@b.c", "a@b.c", "a@b.c" },
	{ "Name <a@b.c>", "Name <a@b.c>", "Name" },
	{ "\"Li, Lei\" <a@b.c>", "\"Li, Lei\" <a@b.c>", "Li, Lei" },
	{ "\"a \\\"b\\\"\" <a@b.c>", "\"a \\\"b\\\"\" <a@b.c>", "a \"b\"" },
	{ "=?utf-8?q?a=40b=2Ec?= <x@y.z>", "\"a@b.c\" <x@y.z>", "a@b.c" },
	{ "=?utf-8?q?a=E2=80=AEb?= <x@y.z>", "a<U+202E>b <x@y.z>",
	  "a\xe2\x80\xae"
	  "b" },
	{ "nobody", "nobody", "nobody" },
	{ "a@b@c", "a@b@c", "a@b@c" },
};

START_TEST(shows_a_mailbox)
{
	struct dump d = { .out = NULL };
	const struct mime_mailbox *box;
	struct buffer text = { NULL, 0, 0 };
	mime_slice author;
	struct mail m;
	size_t n;

	buffer_add_text(&text, "From: ");
	buffer_add_text(&text, boxes[_i].field);
	buffer_add_text(&text, "\n\n");
	mail_open(&m, text.ptr, text.len);
	box = facts_mailboxes(&n, mime_message_root(m.in.message), "from");
	ck_assert_uint_ge(n, 1);
	dump_add_mailbox(&d, box);
	ck_assert_str_eq(buffer_string(&d.line), boxes[_i].mailbox);
	author = facts_author(mime_message_root(m.in.message));
	ck_assert_msg(
		author.len == strlen(boxes[_i].author) &&
			memcmp(author.ptr, boxes[_i].author, author.len) == 0,
		"%.*s", (int)author.len, author.ptr);
	mail_close(&m);
	buffer_free(&text);
	buffer_free(&d.line);
}
END_TEST

START_TEST(of_nothing)
{
	struct mail m;
	struct mime_part *root;
	struct parts parts;
	size_t n = 5;

	mail_open(&m, "", 0);
	root = mime_message_root(m.in.message);
	ck_assert_ptr_null(facts_mailboxes(&n, root, "From"));
	ck_assert_uint_eq(n, 0);
	ck_assert_ptr_null(facts_author(root).ptr);
	ck_assert_ptr_null(facts_text(root, "Subject").ptr);
	ck_assert_uint_eq(facts_attachments(m.in.message), 0);
	parts_find(&parts, m.in.message);
	ck_assert_uint_eq(parts.n, 1);
	ck_assert(parts_is_text(parts.list[0].part));
	ck_assert(!parts_is_attachment(&parts.list[0]));
	parts_free(&parts);
	mail_close(&m);
}
END_TEST

/* Content, as text and as it is, with a line end behind it or not. */
static const struct {
	const char *body;
	bool text, line_end, ascii;
	const char *shown;
} contents[] = {
	{ "a=1B[2J=0Ab", true, false, false, "a\xe2\x90\x9b[2J\nb" },
	{ "a=1B[2J=0Ab", true, true, true, "a\\x1b[2J\nb\n" },
	{ "a=1B[2J=0Ab", false, true, false, "a\x1b[2J\nb\n" },
	{ "a=1B[2J=0Ab", false, false, true, "a\x1b[2J\nb" },
	{ "a=0A", true, true, false, "a\n" },
	{ "a=0A", false, true, false, "a\n" },
	{ "", true, true, false, "" },
	{ "=E4=B8", true, true, false, "\xef\xbf\xbd\n" },
	{ "=E4=B8=AD", true, false, true, "\xe4\xb8\xad" },
};

START_TEST(shows_content)
{
	struct buffer text = { NULL, 0, 0 }, got;
	struct output o;
	struct dump d = { .out = &o, .term = { .ascii = contents[_i].ascii } };
	struct mail m;

	buffer_add_text(&text, "Content-Type: text/plain; charset=utf-8\n"
			       "Content-Transfer-Encoding: "
			       "quoted-printable\n\n");
	buffer_add_text(&text, contents[_i].body);
	mail_open(&m, text.ptr, text.len);
	written_begin(&o);
	ck_assert_int_eq(dump_content(&d, &m.in,
				      mime_message_root(m.in.message),
				      contents[_i].text, contents[_i].line_end),
			 CLI_OK);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), contents[_i].shown);
	buffer_free(&got);
	buffer_free(&d.line);
	mail_close(&m);
	buffer_free(&text);
}
END_TEST

static const struct {
	bool tty, force, may;
} raw[] = { { false, false, true },
	    { false, true, true },
	    { true, true, true },
	    { true, false, false } };

START_TEST(raw_on_a_terminal)
{
	struct dump d = { .force = raw[_i].force,
			  .term = { .tty = raw[_i].tty } };
	struct said said;

	said_begin(&said);
	ck_assert_int_eq(dump_may_be_raw(&d, "it"), raw[_i].may);
	said_something(&said, !raw[_i].may);
}
END_TEST

START_TEST(ends_a_line)
{
	for (int null = 0; null < 2; null++) {
		struct buffer got;
		struct output o;
		struct dump d = { .out = &o, .null = null != 0 };

		written_begin(&o);
		ck_assert_uint_eq(dump_add(&d, (mime_slice){ "a\tb\n", 4 }),
				  TERM_FOUND_CONTROL);
		dump_end(&d);
		ck_assert_uint_eq(dump_add_tabs(&d, (mime_slice){ "a\tb", 3 }),
				  0);
		dump_flush(&d);
		written_end(&got, &o);
		ck_assert_uint_eq(got.len, 12);
		ck_assert(memcmp(got.ptr,
				 "a\xe2\x90\x89"
				 "b\xe2\x90\x8a",
				 8) == 0);
		ck_assert(got.ptr[8] == (null ? '\0' : '\n'));
		ck_assert_str_eq(got.ptr + 9, "a\tb");
		buffer_free(&got);
		buffer_free(&d.line);
	}
}
END_TEST

/* The parts of messages inside messages, to the depth that is read. */
START_TEST(parts_of_messages_inside)
{
	struct buffer text = { NULL, 0, 0 };
	struct parts parts;
	struct mail m;

	for (int i = 0; i < 6; i++)
		buffer_add_text(&text, "Content-Type: message/rfc822\n\n");
	buffer_add_text(&text, "Subject: x\n\nx\n");
	mail_open(&m, text.ptr, text.len);
	parts_find(&parts, m.in.message);
	ck_assert_uint_eq(parts.n, 7);
	for (size_t i = 0; i < 7; i++)
		ck_assert_int_eq(parts_is_text(parts.list[i].part), i == 6);
	ck_assert_uint_eq(facts_attachments(m.in.message), 6);
	parts_free(&parts);
	mail_close(&m);
	buffer_free(&text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, shows_a_mailbox, 0, COUNT(boxes));
	tcase_add_test(cases, of_nothing);
	tcase_add_loop_test(cases, shows_content, 0, COUNT(contents));
	tcase_add_loop_test(cases, raw_on_a_terminal, 0, COUNT(raw));
	tcase_add_test(cases, ends_a_line);
	tcase_add_test(cases, parts_of_messages_inside);
}

SUITE_MAIN("dump", add_tests)
