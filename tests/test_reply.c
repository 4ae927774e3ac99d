#include "base/slice.h"
#include "smtp/reply.h"
#include "support/suite.h"

static const struct {
	const char *name;
	const char *in;
	size_t n; /* 0: as long as the string */
	int code;
	int status[3];
	const char *text;
} good[] = {
	{ "one line", "250 ok\r\n", 0, 250, { 0 }, "ok" },
	{ "several", "250-a\r\n250-b\r\n250 c\r\n", 0, 250, { 0 }, "a\nb\nc" },
	/* RFC 5321 4.2: a client must take a reply without text */
	{ "code alone", "250\r\n", 0, 250, { 0 }, "" },
	{ "code and blank", "250 \r\n", 0, 250, { 0 }, "" },
	{ "last line is a code alone",
	  "250-a\r\n250\r\n",
	  0,
	  250,
	  { 0 },
	  "a\n" },
	{ "bare LF, of small servers",
	  "250-a\n250 b\n",
	  0,
	  250,
	  { 0 },
	  "a\nb" },
	{ "status", "550 5.1.1 who?\r\n", 0, 550, { 5, 1, 1 }, "5.1.1 who?" },
	{ "status alone", "250 2.0.0\r\n", 0, 250, { 2, 0, 0 }, "2.0.0" },
	{ "status in each line (RFC 2034 4)",
	  "550-5.7.1 a\r\n550 5.7.1 b\r\n",
	  0,
	  550,
	  { 5, 7, 1 },
	  "5.7.1 a\n5.7.1 b" },
	{ "status of another class",
	  "550 2.1.1 x\r\n",
	  0,
	  550,
	  { 0 },
	  "2.1.1 x" },
	{ "an address is no status",
	  "220 10.0.0.1 mx\r\n",
	  0,
	  220,
	  { 0 },
	  "10.0.0.1 mx" },
	{ "two numbers are none", "450 4.2 x\r\n", 0, 450, { 0 }, "4.2 x" },
	{ "four digits are none",
	  "450 4.2.1000 x\r\n",
	  0,
	  450,
	  { 0 },
	  "4.2.1000 x" },
	{ "something runs on", "450 4.2.1x\r\n", 0, 450, { 0 }, "4.2.1x" },
	{ "escape sequence",
	  "554 \x1b]0;x\x07y\r\n",
	  0,
	  554,
	  { 0 },
	  "?]0;x?y" },
	{ "NUL", "554 a\0b\r\n", 9, 554, { 0 }, "a?b" },
	{ "TAB is a blank", "250 a\tb\r\n", 0, 250, { 0 }, "a b" },
	{ "CR inside", "250 a\rb\r\n", 0, 250, { 0 }, "a?b" },
	{ "UTF-8 stays",
	  "250 \xe4\xb8\xad\r\n",
	  0,
	  250,
	  { 0 },
	  "\xe4\xb8\xad" },
	{ "C1 in UTF-8",
	  "250 \xc2\x9b"
	  "2J\r\n",
	  0,
	  250,
	  { 0 },
	  "?2J" },
	{ "Latin-1, where 0x9b is CSI",
	  "250 \x9b"
	  "2J\xfc\r\n",
	  0,
	  250,
	  { 0 },
	  "?2J?" },
	{ "571, out of the grammar but said",
	  "571 no\r\n",
	  0,
	  571,
	  { 0 },
	  "no" },
};

START_TEST(reads_at_every_split)
{
	const char *in = good[_i].in;
	size_t n = good[_i].n > 0 ? good[_i].n : strlen(in);

	for (size_t cut = 0; cut < n; cut++) {
		struct mime_reply *r = malloc(sizeof *r);
		mime_slice text;
		size_t used;

		mime_reply_init(r);
		ck_assert_int_eq(mime_reply_feed(r, &used, in, cut), 0);
		ck_assert_uint_eq(used, cut);
		ck_assert_int_eq(mime_reply_begun(r), cut > 0);
		ck_assert_msg(mime_reply_feed(r, &used, in + cut, n - cut) == 1,
			      "%s, cut at %zu: %s", good[_i].name, cut,
			      r->fault != NULL ? r->fault : "not whole");
		ck_assert_uint_eq(used, n - cut);
		ck_assert(!mime_reply_begun(r));
		ck_assert_int_eq(r->code, good[_i].code);
		ck_assert_mem_eq(r->status, good[_i].status, sizeof r->status);
		text = mime_strbuf_slice(&r->text);
		ck_assert_msg(
			mime_slice_equal(text, mime_slice_text(good[_i].text)),
			"%s, cut at %zu: %.*s", good[_i].name, cut,
			(int)text.len, text.ptr);
		mime_reply_free(r);
		free(r);
	}
}
END_TEST

static const struct {
	const char *name, *in;
} bad[] = {
	{ "no digits", "OK\r\n" },
	{ "empty line", "\r\n" },
	{ "two digits", "25\r\n" },
	{ "four digits", "2500 x\r\n" },
	{ "digits and text", "250x\r\n" },
	{ "TAB behind the code", "250\tx\r\n" },
	{ "class 0", "099 x\r\n" },
	{ "class 1, which SMTP has not", "120 x\r\n" },
	{ "class 6", "600 x\r\n" },
	{ "sign", "-25 x\r\n" },
	{ "blank before", " 250 x\r\n" },
	{ "code changes", "250-a\r\n251 b\r\n" },
	{ "second line is none", "250-a\r\nb\r\n" },
	{ "NUL in the code, as a C string would end", "25\0 x\r\n" },
};

START_TEST(refuses_at_every_split)
{
	const char *in = bad[_i].in;
	size_t n = strlen(in) > 2 ? strlen(in) : 7;

	for (size_t cut = 0; cut < n; cut++) {
		struct mime_reply *r = malloc(sizeof *r);
		size_t used;
		int rc;

		mime_reply_init(r);
		rc = mime_reply_feed(r, &used, in, cut);
		if (rc == 0)
			rc = mime_reply_feed(r, &used, in + cut, n - cut);
		ck_assert_msg(rc == MIME_EPROTO && r->fault != NULL,
			      "%s, cut at %zu: %d", bad[_i].name, cut, rc);
		mime_reply_free(r);
		free(r);
	}
}
END_TEST

/* What follows a reply is the next one's, and none of the first is left. */
START_TEST(replies_follow_each_other)
{
	const char in[] = "550-5.1.1 a\r\n550 b\r\n250 ok\r\n354";
	struct mime_reply *r = malloc(sizeof *r);
	size_t n = sizeof in - 1, at = 0, used;

	mime_reply_init(r);
	ck_assert_int_eq(mime_reply_feed(r, &used, in, n), 1);
	ck_assert_int_eq(r->code, 550);
	at += used;
	ck_assert_int_eq(mime_reply_feed(r, &used, in + at, n - at), 1);
	ck_assert_int_eq(r->code, 250);
	ck_assert_int_eq(r->status[0], 0);
	ck_assert_uint_eq(r->text.len, 2);
	at += used;
	ck_assert_int_eq(mime_reply_feed(r, &used, in + at, n - at), 0);
	ck_assert(mime_reply_begun(r));
	mime_reply_free(r);
	free(r);
}
END_TEST

/* One line of text bytes, `lines' of them, then the last one. */
static int
feed_lines(size_t text, unsigned lines, size_t piece)
{
	struct mime_reply *r = malloc(sizeof *r);
	char *line = malloc(text + 6);
	int rc = 0;

	mime_reply_init(r);
	memset(line, 'x', text + 4);
	memcpy(line + text + 4, "\r\n", 2);
	for (unsigned i = 0; rc == 0 && i <= lines; i++) {
		size_t n = text + 6, used;

		memcpy(line, i < lines ? "250-" : "250 ", 4);
		for (size_t at = 0; rc == 0 && at < n; at += used) {
			size_t k = n - at < piece ? n - at : piece;

			rc = mime_reply_feed(r, &used, line + at, k);
		}
	}
	mime_reply_free(r);
	free(r);
	free(line);
	return rc;
}

START_TEST(limits_are_exact)
{
	size_t piece = _i == 0 ? SIZE_MAX : 1;

	/* a line has 4096 bytes, CR among them but not LF */
	ck_assert_int_eq(feed_lines(4096 - 5, 0, piece), 1);
	ck_assert_int_eq(feed_lines(4096 - 4, 0, piece), MIME_EPROTO);
	ck_assert_int_eq(feed_lines(1, 511, piece), 1);
	ck_assert_int_eq(feed_lines(1, 512, piece), MIME_EPROTO);
	/* 64 lines of 1024 bytes are 64 KiB */
	ck_assert_int_eq(feed_lines(1024 - 6, 63, piece), 1);
	ck_assert_int_eq(feed_lines(1024 - 6, 64, piece), MIME_EPROTO);
}
END_TEST

START_TEST(lines_of_a_text)
{
	mime_slice text = MIME_LITERAL("a\n\nb"), line;

	ck_assert(mime_reply_line(&line, &text));
	ck_assert(mime_slice_equal(line, MIME_LITERAL("a")));
	ck_assert(mime_reply_line(&line, &text));
	ck_assert_uint_eq(line.len, 0);
	ck_assert(mime_reply_line(&line, &text));
	ck_assert(mime_slice_equal(line, MIME_LITERAL("b")));
	ck_assert(!mime_reply_line(&line, &text));
	text = MIME_LITERAL("");
	ck_assert(mime_reply_line(&line, &text));
	ck_assert(!mime_reply_line(&line, &text));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_at_every_split, 0, COUNT(good));
	tcase_add_loop_test(cases, refuses_at_every_split, 0, COUNT(bad));
	tcase_add_test(cases, replies_follow_each_other);
	tcase_add_loop_test(cases, limits_are_exact, 0, 2);
	tcase_add_test(cases, lines_of_a_text);
}

SUITE_MAIN("reply", add_tests)
