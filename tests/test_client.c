#include "net/client.h"
#include "support/client_call.h"
#include "support/suite.h"
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>

START_TEST(sends)
{
	static const struct fake_step steps[] = {
		HELLO, ENVELOPE,	   CONTENT, SAY("250 2.0.0 queued\r\n"),
		HEAR,  SAY("221 bye\r\n"), END
	};
	struct call *c = call_new(NULL);
	struct fake_server f;

	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, 1);
	ck_assert_int_eq(c->result.code, 250);
	ck_assert_int_eq(c->result.status[0], 2);
	ck_assert_str_eq(c->result.text, "2.0.0 queued");
	ck_assert_uint_eq(c->caps, MIME_CAP_ESMTP);
	fake_server_stop(&f);
	ck_assert(call_heard(&f, "EHLO [127.0.0.1]\r\n"));
	ck_assert(call_heard(&f, "DATA\r\na line of the content\r\n"
				 "a line of the content\r\n.\r\nQUIT\r\n"));
	ck_assert_ptr_nonnull(strstr(c->trace, "connected to 127.0.0.1 "));
	fake_server_free(&f);
	free(c);
}
END_TEST

/* After the final 250 nothing turns success into failure. */
static const struct {
	const char *name;
	struct fake_step after[4];
} endings[] = {
	{ "closed without 221", { HEAR } },
	{ "closed before QUIT", { { FAKE_CUT, NULL, 0 } } },
	{ "silent", { HEAR, { FAKE_SLEEP, NULL, 2500 } } },
	{ "refuses QUIT", { HEAR, SAY("502 no\r\n") } },
	{ "another reply", { SAY("550 no, after all\r\n") } },
	{ "babbles", { HEAR, { FAKE_DRIP, "2", 0 } } },
};

START_TEST(success_stays)
{
	struct fake_step steps[16] = { HELLO, ENVELOPE, CONTENT,
				       SAY("250 ok\r\n") };
	struct call *c = call_new(NULL);
	struct fake_server f;
	size_t n = 11;

	while (steps[n].op != FAKE_END)
		n++;
	memcpy(steps + n, endings[_i].after, sizeof endings[_i].after);
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, 1);
	ck_assert_msg(c->took < 3500, "%s takes %d ms", endings[_i].name,
		      (int)c->took);
	call_end(c, &f);
}
END_TEST

/* The connection ends somewhere; no signal, and never success. */
static const struct {
	const char *name;
	struct fake_step steps[16];
	enum mime_failure failure;
	int rc;
} cuts[] = {
	{ "before the greeting",
	  { { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_LOST,
	  MIME_EIO },
	{ "in the greeting", { SAY("220 m") }, MIME_FAILURE_LOST, MIME_EIO },
	{ "after EHLO", { HELLO }, MIME_FAILURE_LOST, MIME_EIO },
	{ "in the content",
	  { HELLO, ENVELOPE, { FAKE_SWALLOW, NULL, 65536 } },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "after the dot",
	  { HELLO, ENVELOPE, CONTENT },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "in the last reply",
	  { HELLO, ENVELOPE, CONTENT, SAY("250 o") },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "with a reason, in the content",
	  { HELLO,
	    ENVELOPE,
	    { FAKE_SWALLOW, NULL, 65536 },
	    SAY("552 5.3.4 too big\r\n"),
	    /* what is not read would reset the connection, and the reply */
	    { FAKE_SWALLOW, NULL, 100000000 } },
	  MIME_FAILURE_DATA,
	  MIME_EREFUSED },
};

START_TEST(cut_off)
{
	struct call *c = call_new(NULL);
	struct fake_server f;

	c->lines = 200000;
	call_run(c, &f, cuts[_i].steps);
	call_check(c, cuts[_i].failure, cuts[_i].rc);
	ck_assert_uint_eq(c->result.n_accepted, 0);
	if (cuts[_i].failure == MIME_FAILURE_UNKNOWN)
		ck_assert_uint_eq(c->result.n_unknown, 1);
	call_end(c, &f);
}
END_TEST

/* A byte now and then must not hold us. */
START_TEST(drip_meets_the_deadline)
{
	static const struct fake_step steps[] = {
		{ FAKE_DRIP, "220-welcome\r\n", 0 }, END
	};
	struct call *c = call_new(NULL);
	struct fake_server f;

	c->cfg.timeout = 400;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_TIMEOUT, MIME_ETIMEOUT);
	ck_assert(c->result.temporary);
	ck_assert_int_ge(c->took, 390);
	ck_assert_int_lt(c->took, 3000);
	call_end(c, &f);
}
END_TEST

START_TEST(silence_after_the_dot_is_unknown)
{
	static const struct fake_step steps[] = {
		HELLO, ENVELOPE, CONTENT, { FAKE_SLEEP, NULL, 1000 }, END
	};
	struct call *c = call_new(NULL);
	struct fake_server f;

	c->cfg.timeout = 500;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_UNKNOWN, MIME_ETIMEOUT);
	ck_assert_uint_eq(c->result.n_unknown, 1);
	ck_assert(!c->result.temporary);
	call_end(c, &f);
}
END_TEST

/* The socket of the connection that was just made, with small buffers. */
static void
make_small(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	struct call *c = ctx;
	int n = 16 * 1024;

	(void)line;
	for (int fd = 3; kind == MIME_TRACE_NOTE && fd < 256; fd++) {
		struct sockaddr_in a = { 0 };
		socklen_t len = sizeof a;

		if (getpeername(fd, (struct sockaddr *)&a, &len) < 0 ||
		    ntohs(a.sin_port) != strtoul(c->cfg.port, NULL, 10))
			continue;
		setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &n, sizeof n);
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &n, sizeof n);
	}
}

/* A server that writes a reply before it reads on, and all buffers small:
 * whoever only writes never gets to read. */
START_TEST(full_buffers_do_not_stop_it)
{
	enum { MANY = 1000 };
	char reply[600], address[200];
	struct fake_step steps[] = { { FAKE_SMALL, NULL, 0 },
				     HELLO,
				     { FAKE_SAY, "250-mx\r\n250 PIPELINING\r\n",
				       0 },
				     { FAKE_MANY, reply, MANY + 1 },
				     HEAR,
				     SAY("354 go\r\n"),
				     CONTENT,
				     SAY("250 ok\r\n"),
				     END };
	struct mime_path *to = calloc(MANY, sizeof *to);
	struct call *c = call_new(NULL);
	struct fake_server f;

	memset(reply, 'x', sizeof reply);
	memcpy(reply, "250 ", 4);
	memcpy(reply + sizeof reply - 3, "\r\n", 3);
	memset(address, 'x', sizeof address);
	address[64] = '@';
	for (size_t i = 0; i < MANY; i++)
		to[i].utf8 = (mime_slice){ address, sizeof address };
	c->env.to = to;
	c->env.n_to = MANY;
	c->smtp.trace = make_small;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, MANY);
	call_end(c, &f);
	free(to);
}
END_TEST

START_TEST(calls_that_cannot_be)
{
	struct call *c = call_new(NULL);

	/* nothing is looked up: this host does not exist */
	c->cfg.host = "host.invalid";
	c->cfg.port = "25";
	c->to.utf8 = call_text("b@c>\r\nRCPT TO:<evil@d");
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, &c->err),
			 MIME_EINVAL);
	ck_assert_int_eq(c->result.failure, MIME_FAILURE_CALL);
	ck_assert_uint_eq(c->result.rcpt, 0);
	ck_assert_uint_eq(c->err.offset, 4);
	c->to.utf8 = call_text("b@c");
	c->smtp.helo = call_text("x\r\nMAIL");
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, NULL), MIME_EINVAL);
	ck_assert_uint_eq(c->result.rcpt, SIZE_MAX);
	c->smtp.helo = call_text(NULL);
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, &c->err), MIME_EIO);
	ck_assert_int_eq(c->result.failure, MIME_FAILURE_RESOLVE);
	c->cfg.open_body = NULL;
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, NULL), MIME_EINVAL);
	ck_assert_int_eq(mime_client_send(NULL, &c->env, NULL), MIME_EINVAL);
	free(c);
}
END_TEST

START_TEST(a_body_that_does_not_open)
{
	static const struct fake_step steps[] = { HELLO,
						  SAY("250 mx\r\n"),
						  HEAR,
						  { FAKE_SAY, "221 bye\r\n",
						    0 },
						  END };
	struct call *c = call_new(NULL);
	struct fake_server f;

	c->body_rc = MIME_ECHARSET;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_BODY, MIME_ECHARSET);
	fake_server_stop(&f);
	ck_assert(!call_heard(&f, "MAIL"));
	ck_assert(call_heard(&f, "QUIT"));
	fake_server_free(&f);
	free(c);
}
END_TEST

START_TEST(without_tls_none_is_faked)
{
	static const struct fake_step steps[] = { END };
	struct call *c = call_new(NULL);
	struct fake_server f;

	c->smtp.tls = MIME_TLS_IMPLICIT;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_TLS, MIME_ETLS);
	ck_assert_str_eq(c->result.text, "TLS is not built in");
	call_end(c, &f);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, sends);
	tcase_add_loop_test(cases, success_stays, 0, COUNT(endings));
	tcase_add_loop_test(cases, cut_off, 0, COUNT(cuts));
	tcase_add_test(cases, drip_meets_the_deadline);
	tcase_add_test(cases, silence_after_the_dot_is_unknown);
	tcase_add_test(cases, full_buffers_do_not_stop_it);
	tcase_add_test(cases, calls_that_cannot_be);
	tcase_add_test(cases, a_body_that_does_not_open);
	if (!mime_client_has_tls())
		tcase_add_test(cases, without_tls_none_is_faked);
}

SUITE_MAIN("client", add_tests)
