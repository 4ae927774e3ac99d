#include "mime/mailbox.h"
#include "support/pieces.h"
#include "support/suite.h"
#include "support/written.h"
#include <errno.h>

#define HEAD "From a@b.c Thu Nov 29 21:33:09 1973\n"

static const struct mime_date date = { 123456789, 120, true };

static const struct {
	const char *in, *out;
} vec[] = {
	{ "", HEAD "\n" },
	{ "A: b\n\nx\n", HEAD "A: b\n\nx\n\n" },
	{ "A: b\n\nx", HEAD "A: b\n\nx\n\n" },
	{ "A: b\r\n\r\nx\r\n", HEAD "A: b\r\n\r\nx\r\n\n" },
	{ "From a\nFrom b", HEAD ">From a\n>From b\n\n" },
	{ ">From a\n>>>From b\n", HEAD ">>From a\n>>>>From b\n\n" },
	{ "x\n\r\nFrom a\r\n", HEAD "x\n\r\n>From a\r\n\n" },
	{ "From: a\nFro\n>Fro", HEAD "From: a\nFro\n>Fro\n\n" },
	{ "x\nFrom", HEAD "x\nFrom\n\n" },
	{ "x\nFrom ", HEAD "x\n>From \n\n" },
	{ "aFrom \n From \n", HEAD "aFrom \n From \n\n" },
	{ "x\rFrom \n", HEAD "x\rFrom \n\n" },
	{ "\nF\nFr\nFro\nFrom\nFrom \n",
	  HEAD "\nF\nFr\nFro\nFrom\n>From \n\n" },
	{ "FFrom \n>FrFrom \nFroFrom", HEAD "FFrom \n>FrFrom \nFroFrom\n\n" },
	{ "> From \n>>", HEAD "> From \n>>\n\n" },
};

/* In pieces of every size; and what is written is read again. */
START_TEST(quotes)
{
	mime_slice in = mime_slice_text(vec[_i].in), out, back;
	struct mime_mbox_message m;
	struct mime_mbox *box;
	struct pieces p;
	struct mime_reader *r;
	char *plain = malloc(in.len + 3);

	for (size_t n = 1; n <= in.len + 1; n++) {
		ck_assert_int_eq(
			mime_mbox_write_open(&r, pieces_open(&p, in, n, 0),
					     MIME_LITERAL("a@b.c"), &date),
			0);
		out = written_reader(r);
		ck_assert(p.freed);
		same_bytes(out, mime_slice_text(vec[_i].out), vec[_i].in);
		ck_assert_int_eq(mime_mbox_open(&box, out, NULL), 0);
		ck_assert_int_eq(mime_mbox_next(&m, box), 1);
		ck_assert_int_eq(m.date.seconds, date.seconds);
		ck_assert(mime_slice_is(m.sender, "a@b.c"));
		back = mime_slice_of(plain,
				     mime_mbox_unquote(plain, m.stored, 0));
		ck_assert_uint_ge(back.len, in.len);
		ck_assert_uint_le(back.len, in.len + 1);
		same_bytes(mime_slice_part(back, 0, in.len), in, "back");
		ck_assert_int_eq(mime_mbox_next(&m, box), 0);
		mime_mbox_close(box);
		written_free(out);
	}
	free(plain);
}
END_TEST

/* years that four digits hold; others are 1970 */
#define NEVER INT64_C(99999999999999)
static const struct {
	const char *sender;
	int64_t seconds;
	const char *line;
} heads[] = {
	{ "a@b", 0, "From a@b Thu Jan  1 00:00:00 1970\n" },
	{ "-", 951782399, "From - Mon Feb 28 23:59:59 2000\n" },
	{ "\xE7\x8E\x8B@b", -1,
	  "From \xE7\x8E\x8B@b Wed Dec 31 23:59:59 1969\n" },
	{ "a@b", NEVER, "From a@b Thu Jan  1 00:00:00 1970\n" },
	{ "a@b", -NEVER, "From a@b Thu Jan  1 00:00:00 1970\n" },
	{ "", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
	{ "a b", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
	{ "a\nFrom b", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
	{ "a\rb", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
	{ "a\tb", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
	{ "a\x7F", 0, "From MAILER-DAEMON Thu Jan  1 00:00:00 1970\n" },
};

START_TEST(writes_the_line)
{
	struct mime_date when = { heads[_i].seconds, 60, true };
	struct mime_reader *r;
	struct pieces p;
	mime_slice out;

	ck_assert_int_eq(
		mime_mbox_write_open(&r, pieces_open(&p, MIME_ABSENT, 1, 0),
				     mime_slice_text(heads[_i].sender), &when),
		0);
	out = written_reader(r);
	same_bytes(mime_slice_part(out, 0, out.len - 1),
		   mime_slice_text(heads[_i].line), heads[_i].sender);
	written_free(out);
}
END_TEST

START_TEST(a_long_sender_is_replaced)
{
	char sender[901];
	struct mime_reader *r;
	struct pieces p;
	mime_slice out;

	memset(sender, 'x', sizeof sender);
	for (size_t n = 900; n <= 901; n++) {
		ck_assert_int_eq(mime_mbox_write_open(
					 &r, pieces_open(&p, MIME_ABSENT, 1, 0),
					 mime_slice_of(sender, n), NULL),
				 0);
		out = written_reader(r);
		ck_assert_int_eq(out.ptr[5], n == 900 ? 'x' : 'M');
		written_free(out);
	}
}
END_TEST

START_TEST(an_error_of_the_message_is_told)
{
	struct mime_reader *r;
	struct pieces p;
	mime_slice out;
	int rc;

	ck_assert_int_eq(
		mime_mbox_write_open(
			&r, pieces_open(&p, MIME_LITERAL("x\nFr"), 2, MIME_EIO),
			MIME_ABSENT, NULL),
		0);
	while ((rc = mime_reader_next(&out, r)) > 0)
		;
	ck_assert_int_eq(rc, MIME_EIO);
	ck_assert_int_eq(mime_reader_error(r)->code, MIME_EIO);
	mime_reader_free(r);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, quotes, 0, COUNT(vec));
	tcase_add_loop_test(c, writes_the_line, 0, COUNT(heads));
	tcase_add_test(c, a_long_sender_is_replaced);
	tcase_add_test(c, an_error_of_the_message_is_told);
}

SUITE_MAIN("mbox_quote", add_tests)
