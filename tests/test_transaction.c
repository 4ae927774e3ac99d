#include "base/slice.h"
#include "smtp/session.h"
#include "support/smtp_player.h"
#include "support/suite.h"
#include <stdio.h>

/* A session that has read its greeting and the reply to EHLO. */
static void
greet(struct smtp_player *p, const char *ehlo)
{
	smtp_player_start(p);
	mime_strbuf_add_text(&p->feed, "220 mx\r\n");
	smtp_player_feed(p);
	mime_strbuf_add_text(&p->feed, ehlo);
	smtp_player_feed(p);
}

static void
say(struct smtp_player *p, const char *text)
{
	mime_strbuf_add_text(&p->feed, text);
	smtp_player_feed(p);
}

static bool
ends(const struct mime_strbuf *b, const char *text)
{
	size_t n = strlen(text);

	return b->len >= n && memcmp(b->ptr + b->len - n, text, n) == 0;
}

static struct mime_path bob = { .utf8 = { "bob@example.net", 15 } };

static void
set_up(struct smtp_player *p)
{
	smtp_player_init(p, SMTP_SCRIPT_WHOLE);
	p->env.from.utf8 = MIME_LITERAL("a@example.com");
	p->env.to = &bob;
	p->env.n_to = 1;
	mime_strbuf_add_text(&p->body, "hello\n");
}

static int
submit(struct smtp_player *p)
{
	static const struct mime_smtp_event none;
	struct mime_smtp_event ev = none;
	struct mime_reader *body;

	ck_assert_int_eq(mime_smtp_poll(&ev, p->smtp), 0);
	ck_assert_int_eq(smtp_player_body(&body, p), MIME_OK);
	return mime_smtp_submit(p->smtp, &p->env, body);
}

/* The next event, which must be there. */
static struct mime_smtp_event
next(struct smtp_player *p)
{
	struct mime_smtp_event ev;

	ck_assert_int_eq(mime_smtp_poll(&ev, p->smtp), 1);
	return ev;
}

static void
feed(struct smtp_player *p, const char *text)
{
	ck_assert_int_eq(mime_smtp_feed(p->smtp, text, strlen(text)), 0);
}

static void
sent(struct smtp_player *p, const char *text)
{
	mime_slice out = mime_smtp_output(p->smtp);

	ck_assert_msg(mime_slice_equal(out, mime_slice_text(text)), "%.*s",
		      (int)out.len, out.ptr);
	mime_smtp_sent(p->smtp, out.len);
}

/* After an accepted message MAIL may follow; after a refused one the server
 * may still hold what it was told, so RSET comes first. */
START_TEST(messages_follow_each_other)
{
	struct smtp_player p;

	set_up(&p);
	p.no_submit = true;
	greet(&p, "250 mx\r\n");
	ck_assert_int_eq(submit(&p), MIME_OK);
	sent(&p, "MAIL FROM:<a@example.com>\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "RCPT TO:<bob@example.net>\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "DATA\r\n");
	feed(&p, "354 go\r\n");
	sent(&p, "hello\r\n.\r\n");
	feed(&p, "250 ok\r\n");
	ck_assert_int_eq(next(&p).verdict, MIME_VERDICT_ACCEPTED);
	ck_assert_int_eq(next(&p).kind, MIME_SMTP_DONE);

	ck_assert_int_eq(submit(&p), MIME_OK);
	sent(&p, "MAIL FROM:<a@example.com>\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "RCPT TO:<bob@example.net>\r\n");
	feed(&p, "550 no\r\n");
	ck_assert_int_eq(next(&p).verdict, MIME_VERDICT_PERMANENT);
	ck_assert_int_eq(next(&p).failure, MIME_FAILURE_RECIPIENTS);

	ck_assert_int_eq(submit(&p), MIME_OK);
	sent(&p, "RSET\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "MAIL FROM:<a@example.com>\r\n");
	smtp_player_free(&p);
}
END_TEST

START_TEST(events_come_before_the_next_message)
{
	struct smtp_player p;
	struct mime_reader *body;

	set_up(&p);
	p.no_submit = true;
	greet(&p, "250-mx\r\n250 SIZE 3\r\n");
	p.env.octets = 4;
	ck_assert_int_eq(submit(&p), MIME_OK);
	ck_assert_int_eq(smtp_player_body(&body, &p), MIME_OK);
	ck_assert_int_eq(mime_smtp_submit(p.smtp, &p.env, body), MIME_EINVAL);
	ck_assert_int_eq(next(&p).kind, MIME_SMTP_RCPT);
	ck_assert_int_eq(next(&p).failure, MIME_FAILURE_SIZE);
	p.env.octets = 3;
	ck_assert_int_eq(submit(&p), MIME_OK);
	sent(&p, "MAIL FROM:<a@example.com> SIZE=3\r\n");
	smtp_player_free(&p);
}
END_TEST

enum { MANY = 3000 };

/* More commands than the output holds; every third is refused. */
static void
set_up_many(struct smtp_player *p, struct mime_path *to, char (*text)[32])
{
	set_up(p);
	for (size_t i = 0; i < MANY; i++) {
		snprintf(text[i], sizeof text[i], "user%zu@example.net", i);
		to[i] = (struct mime_path){ .utf8 = mime_slice_text(text[i]) };
	}
	p->env.to = to;
	p->env.n_to = MANY;
}

START_TEST(many_recipients_in_one_flight)
{
	struct mime_path *to = calloc(MANY, sizeof *to);
	char(*text)[32] = calloc(MANY, sizeof *text);
	size_t accepted = 0, permanent = 0;
	struct mime_strbuf replies;
	struct smtp_player p;
	char *at;

	set_up_many(&p, to, text);
	greet(&p, "250-mx\r\n250 PIPELINING\r\n");
	/* all of it was written, in several blocks, without any reply */
	ck_assert_uint_gt(p.wire.len, 2 * 32768);
	ck_assert(ends(&p.wire, "RCPT TO:<user2999@example.net>\r\nDATA\r\n"));
	mime_strbuf_init(&replies, SIZE_MAX);
	mime_strbuf_add_text(&replies, "250 ok\r\n");
	for (size_t i = 0; i < MANY; i++)
		mime_strbuf_add_text(&replies, i % 3 == 0 ? "550 5.1.1 no\r\n"
							  : "250 ok\r\n");
	mime_strbuf_add_text(&replies, "354 go\r\n");
	mime_strbuf_add(&p.feed, mime_strbuf_slice(&replies));
	smtp_player_feed(&p);
	ck_assert(ends(&p.wire, "DATA\r\nhello\r\n.\r\n"));
	say(&p, "250 ok\r\n221 bye\r\n");
	mime_strbuf_add_char(&p.events, '\0');
	for (at = p.events.ptr; (at = strstr(at, "rcpt ")) != NULL; at++) {
		accepted += strstr(at, " accepted ") == strchr(at + 5, ' ');
		permanent += strstr(at, " permanent ") == strchr(at + 5, ' ');
	}
	ck_assert_uint_eq(permanent, MANY / 3);
	ck_assert_uint_eq(accepted, MANY - MANY / 3);
	mime_strbuf_free(&replies);
	smtp_player_free(&p);
	free(to);
	free(text);
}
END_TEST

/* A server that answers while commands are still being written. */
START_TEST(refusals_stop_a_long_flight)
{
	struct mime_path *to = calloc(MANY, sizeof *to);
	char(*text)[32] = calloc(MANY, sizeof *text);
	struct smtp_player p;
	mime_slice out;
	size_t lines = 0;

	set_up_many(&p, to, text);
	p.no_submit = true;
	greet(&p, "250-mx\r\n250 PIPELINING\r\n");
	ck_assert_int_eq(submit(&p), MIME_OK);
	out = mime_smtp_output(p.smtp);
	ck_assert_uint_le(out.len, 32768);
	for (size_t i = 0; i < out.len; i++)
		lines += out.ptr[i] == '\n';
	feed(&p, "550 sender refused\r\n");
	mime_smtp_sent(p.smtp, out.len);
	/* nothing more of it is written; what was written is waited for */
	ck_assert_ptr_null(mime_smtp_output(p.smtp).ptr);
	for (size_t i = 1; i < lines; i++) {
		struct mime_smtp_event ev;

		ck_assert_int_eq(mime_smtp_poll(&ev, p.smtp), 0);
		feed(&p, "503 no\r\n");
	}
	for (size_t i = 0; i < MANY; i++) {
		struct mime_smtp_event ev = next(&p);

		ck_assert_uint_eq(ev.rcpt, i);
		ck_assert_int_eq(ev.verdict, MIME_VERDICT_PERMANENT);
		ck_assert_int_eq(ev.code, 550);
	}
	ck_assert_int_eq(next(&p).failure, MIME_FAILURE_SENDER);
	smtp_player_free(&p);
	free(to);
	free(text);
}
END_TEST

/* A refusal while the content is under way: no dot follows. */
START_TEST(early_refusal_ends_the_content)
{
	static const struct {
		const char *reply;
		int rc, verdict, failure;
	} vec[] = {
		{ "552 5.3.4 too big\r\n", MIME_EREFUSED,
		  MIME_VERDICT_PERMANENT, MIME_FAILURE_DATA },
		{ "452 no room\r\n", MIME_EREFUSED, MIME_VERDICT_TEMPORARY,
		  MIME_FAILURE_DATA },
		{ "421 bye\r\n", MIME_EREFUSED, MIME_VERDICT_TEMPORARY,
		  MIME_FAILURE_DATA },
		{ "250 thanks\r\n", MIME_EPROTO, MIME_VERDICT_UNKNOWN,
		  MIME_FAILURE_UNKNOWN },
	};
	struct mime_smtp_event ev;
	struct smtp_player p;

	set_up(&p);
	p.no_submit = true;
	greet(&p, "250 mx\r\n");
	for (int i = 0; i < 20000; i++)
		mime_strbuf_add_text(&p.body, "line\n");
	ck_assert_int_eq(submit(&p), MIME_OK);
	sent(&p, "MAIL FROM:<a@example.com>\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "RCPT TO:<bob@example.net>\r\n");
	feed(&p, "250 ok\r\n");
	sent(&p, "DATA\r\n");
	feed(&p, "354 go\r\n");
	mime_smtp_sent(p.smtp, 1000);
	ck_assert_int_eq(
		mime_smtp_feed(p.smtp, vec[_i].reply, strlen(vec[_i].reply)),
		vec[_i].rc);
	ck_assert_ptr_null(mime_smtp_output(p.smtp).ptr);
	ev = next(&p);
	ck_assert_int_eq(ev.kind, MIME_SMTP_RCPT);
	ck_assert_int_eq(ev.verdict, vec[_i].verdict);
	ev = next(&p);
	ck_assert_int_eq(ev.kind, MIME_SMTP_FAILED);
	ck_assert_int_eq(ev.failure, vec[_i].failure);
	ck_assert_int_eq(mime_smtp_poll(&ev, p.smtp), vec[_i].rc);
	smtp_player_free(&p);
}
END_TEST

/* A whole reply before the dot has left answers nothing. */
START_TEST(the_dot_must_have_left)
{
	struct mime_smtp_event ev;
	struct smtp_player p;
	mime_slice out;

	set_up(&p);
	p.no_submit = true;
	greet(&p, "250-mx\r\n250 PIPELINING\r\n");
	ck_assert_int_eq(submit(&p), MIME_OK);
	mime_smtp_sent(p.smtp, SIZE_MAX);
	feed(&p, "250 ok\r\n250 ok\r\n354 go\r\n");
	out = mime_smtp_output(p.smtp);
	mime_smtp_sent(p.smtp, out.len - 1);
	ck_assert_int_eq(mime_smtp_feed(p.smtp, "250 ok\r\n", 8), MIME_EPROTO);
	ev = next(&p);
	ck_assert_int_eq(ev.verdict, MIME_VERDICT_UNKNOWN);
	smtp_player_free(&p);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, messages_follow_each_other);
	tcase_add_test(cases, events_come_before_the_next_message);
	tcase_add_test(cases, many_recipients_in_one_flight);
	tcase_add_test(cases, refusals_stop_a_long_flight);
	tcase_add_loop_test(cases, early_refusal_ends_the_content, 0, 4);
	tcase_add_test(cases, the_dot_must_have_left);
}

SUITE_MAIN("transaction", add_tests)
