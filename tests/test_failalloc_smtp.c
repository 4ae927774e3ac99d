/* Every allocation of a session fails once: the session says so or does without
 * it, nothing leaks, and no verdict is lost once the content has begun. */
#include "base/slice.h"
#include "mime/smtp.h"
#include "support/failalloc.h"
#include "support/suite.h"

enum { RECIPIENTS = 12 };

/* Replies to what is said up to the empty line of output. */
static const char *const dialogue[] = {
	"220 mx\r\n",
	"250-mx\r\n250-PIPELINING\r\n250-SIZE 100000\r\n250 AUTH LOGIN\r\n",
	"334 VXNlcm5hbWU6\r\n",
	"334 UGFzc3dvcmQ6\r\n",
	"235 ok\r\n",
	"250 ok\r\n250 ok\r\n"
	"550 a\r\n550 b\r\n550 c\r\n550 d\r\n550 e\r\n450 f\r\n"
	"550 g\r\n550 h\r\n550 i\r\n550 j\r\n550 k\r\n354 go\r\n",
	("250 2.0.0 queued under a name that is long enough to need memory of "
	 "its own, more than any reply before it has needed, and then "
	 "some\r\n"),
	"221 bye\r\n",
};

struct outcome {
	bool content_began;
	unsigned verdicts, accepted, unknown;
	int failure; /* -1: neither DONE nor FAILED came */
};

static int
pull_body(mime_slice *out, void *ctx)
{
	bool *given = ctx;

	if (*given)
		return 0;
	*given = true;
	*out = MIME_LITERAL("text\n");
	return 1;
}

static int
read_events(struct mime_smtp *s, struct outcome *o, bool *given)
{
	struct mime_path to[RECIPIENTS];
	struct mime_envelope env = { .size = sizeof env,
				     .from.utf8 = MIME_LITERAL("a@b"),
				     .to = to,
				     .n_to = RECIPIENTS };
	struct mime_smtp_event ev;
	struct mime_reader *body;
	int rc;

	for (size_t i = 0; i < RECIPIENTS; i++)
		to[i] = (struct mime_path){ .utf8 = MIME_LITERAL("c@d") };
	while ((rc = mime_smtp_poll(&ev, s)) > 0) {
		if (ev.kind == MIME_SMTP_READY) {
			rc = mime_reader_new(&body, pull_body, NULL, given);
			if (rc == MIME_OK)
				rc = mime_smtp_submit(s, &env, body);
			if (rc < 0)
				return rc;
		} else if (ev.kind == MIME_SMTP_RCPT) {
			o->verdicts++;
			o->accepted += ev.verdict == MIME_VERDICT_ACCEPTED;
			o->unknown += ev.verdict == MIME_VERDICT_UNKNOWN;
		} else if (ev.kind == MIME_SMTP_DONE ||
			   ev.kind == MIME_SMTP_FAILED) {
			o->failure = (int)ev.failure;
			mime_smtp_quit(s);
		}
	}
	return rc;
}

static int
converse(struct mime_smtp *s, struct outcome *o)
{
	bool given = false;
	int rc = MIME_OK;

	for (int i = 0; rc == MIME_OK && i < COUNT(dialogue); i++) {
		mime_smtp_feed(s, dialogue[i], strlen(dialogue[i]));
		rc = read_events(s, o, &given);
		while (mime_smtp_output(s).ptr != NULL) {
			o->content_began |= given;
			mime_smtp_sent(s, SIZE_MAX);
		}
	}
	return rc;
}

static void
on_trace(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	(void)ctx;
	(void)kind;
	(void)line;
}

START_TEST(a_session_says_so)
{
	struct mime_smtp_config cfg = { .size = sizeof cfg,
					.helo = MIME_LITERAL("me"),
					.user = MIME_LITERAL("u"),
					.password = MIME_LITERAL("p"),
					.tls = MIME_TLS_NONE,
					.auth_without_tls = true };
	bool failed = true;
	size_t n;

	if (_i > 0)
		cfg.trace = on_trace;
	for (n = 1; failed; n++) {
		struct outcome o = { .failure = -1 };
		struct mime_smtp *s;
		int rc;

		failalloc_begin(n);
		rc = mime_smtp_new(&s, &cfg);
		if (rc == MIME_OK)
			rc = converse(s, &o);
		failed = failalloc_end();
		ck_assert(s != NULL || rc == MIME_ENOMEM);
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		if (rc == MIME_OK) {
			ck_assert_int_eq(o.failure, MIME_FAILURE_NONE);
			ck_assert_uint_eq(o.accepted, 1);
			ck_assert_uint_eq(o.verdicts, RECIPIENTS);
		} else if (o.content_began) {
			ck_assert_uint_eq(o.unknown, 1);
			ck_assert_int_eq(o.failure, MIME_FAILURE_UNKNOWN);
		} else {
			ck_assert_uint_eq(o.accepted, 0);
		}
		mime_smtp_free(s);
		ck_assert_uint_eq(failalloc_live(), 0);
	}
	ck_assert_uint_gt(n, 10);
}
END_TEST

/* Up to the handshake, on behind it, and the connection is gone. */
static int
secure(struct mime_smtp *s, int *failure)
{
	static const char *const replies[] = { "220 mx\r\n",
					       "250-mx\r\n250 STARTTLS\r\n",
					       "220 go\r\n" };
	struct mime_smtp_event ev;
	bool asked = false;
	int rc = MIME_OK;

	for (int i = 0; rc == MIME_OK && i < COUNT(replies); i++) {
		rc = mime_smtp_feed(s, replies[i], strlen(replies[i]));
		while ((rc = mime_smtp_poll(&ev, s)) > 0)
			asked |= ev.kind == MIME_SMTP_STARTTLS;
		while (mime_smtp_output(s).ptr != NULL)
			mime_smtp_sent(s, SIZE_MAX);
	}
	if (rc == MIME_OK && asked)
		rc = mime_smtp_tls_up(s);
	mime_smtp_drop(s, MIME_EIO, 0);
	while (mime_smtp_poll(&ev, s) > 0)
		if (ev.kind == MIME_SMTP_FAILED)
			*failure = (int)ev.failure;
	return rc;
}

START_TEST(a_handshake_says_so)
{
	struct mime_smtp_config cfg = { .size = sizeof cfg,
					.helo = MIME_LITERAL("me"),
					.tls = MIME_TLS_REQUIRED };
	bool failed = true;
	size_t n;

	for (n = 1; failed; n++) {
		struct mime_smtp *s;
		int rc, failure = -1;

		failalloc_begin(n);
		rc = mime_smtp_new(&s, &cfg);
		if (rc == MIME_OK)
			rc = secure(s, &failure);
		failed = failalloc_end();
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		ck_assert(failed || failure == MIME_FAILURE_LOST);
		mime_smtp_free(s);
		ck_assert_uint_eq(failalloc_live(), 0);
	}
	ck_assert_uint_gt(n, 3);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, a_handshake_says_so);
	tcase_add_loop_test(cases, a_session_says_so, 0, 2);
}

SUITE_MAIN("failalloc_smtp", add_tests)
