#include "net/client.h"
#include "net/sock.h"
#include "support/fake_server.h"
#include "support/suite.h"
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>

static mime_slice
text(const char *s)
{
	return (mime_slice){ s, s != NULL ? strlen(s) : 0 };
}

/* A call of mime_client_send and all that comes of it. */
struct call {
	struct mime_client_config cfg;
	struct mime_smtp_config smtp;
	struct mime_envelope env;
	struct mime_path to;
	struct mime_client_result result;
	mime_error err;
	size_t lines, at; /* of the content */
	unsigned caps;
	int body_rc, rc;
	size_t verdicts;
	int64_t took; /* ms */
	char trace[65536];
	size_t n_trace;
};

static int
pull_body(mime_slice *out, void *ctx)
{
	struct call *c = ctx;

	if (c->at == c->lines)
		return 0;
	c->at++;
	*out = text("a line of the content\n");
	return 1;
}

static int
open_body(struct mime_reader **out, unsigned caps, void *ctx)
{
	struct call *c = ctx;

	c->caps = caps;
	if (c->body_rc < 0)
		return c->body_rc;
	return mime_reader_new(out, pull_body, NULL, c);
}

static void
on_verdict(void *ctx, const struct mime_smtp_event *ev)
{
	struct call *c = ctx;

	ck_assert_int_eq(ev->kind, MIME_SMTP_RCPT);
	ck_assert_uint_lt(ev->rcpt, c->env.n_to);
	c->verdicts++;
}

static void
on_trace(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	struct call *c = ctx;

	(void)kind;
	if (c->n_trace + line.len + 2 > sizeof c->trace)
		return;
	memcpy(c->trace + c->n_trace, line.ptr, line.len);
	c->n_trace += line.len;
	c->trace[c->n_trace++] = '\n';
	c->trace[c->n_trace] = '\0';
}

static struct call *
new_call(void)
{
	struct call *c = calloc(1, sizeof *c);

	ck_assert_ptr_nonnull(c);
	c->smtp.size = sizeof c->smtp;
	c->smtp.tls = MIME_TLS_NONE;
	c->smtp.trace = on_trace;
	c->smtp.trace_ctx = c;
	c->to.utf8 = text("b@example.net");
	c->env.size = sizeof c->env;
	c->env.from.utf8 = text("a@example.com");
	c->env.to = &c->to;
	c->env.n_to = 1;
	c->result.size = sizeof c->result;
	c->cfg.size = sizeof c->cfg;
	c->cfg.host = "127.0.0.1";
	c->cfg.ca_file = fake_server_ca();
	c->cfg.smtp = &c->smtp;
	c->cfg.verdict = on_verdict;
	c->cfg.open_body = open_body;
	c->cfg.ctx = c;
	c->cfg.timeout = 20000;
	c->cfg.result = &c->result;
	c->lines = 2;
	return c;
}

/* Sends to a server that plays steps; what it heard is in *f. */
static void
run(struct call *c, struct fake_server *f, const struct fake_step *steps)
{
	int64_t began = mime_sock_now();

	fake_server_start(f, steps);
	c->cfg.port = f->port;
	c->rc = mime_client_send(&c->cfg, &c->env, &c->err);
	c->took = mime_sock_now() - began;
	ck_assert_int_eq(c->rc, c->err.code);
	ck_assert_ptr_nonnull(c->err.what);
	ck_assert_uint_eq(c->verdicts,
			  c->result.n_accepted + c->result.n_temporary +
				  c->result.n_permanent + c->result.n_unknown);
}

static void
check(struct call *c, enum mime_failure failure, int rc)
{
	ck_assert_msg(c->result.failure == failure && c->rc == rc,
		      "failure %d, rc %d: %s\n%s", c->result.failure, c->rc,
		      c->result.text, c->trace);
}

static void
end(struct call *c, struct fake_server *f)
{
	fake_server_stop(f);
	fake_server_free(f);
	free(c);
}

static bool
heard(const struct fake_server *f, const char *s)
{
	return memmem(f->heard, *f->n_heard, s, strlen(s)) != NULL;
}

#define HELLO                                                                  \
	{ FAKE_SAY, "220 mx\r\n", 0 },                                         \
	{                                                                      \
		FAKE_HEAR, NULL, 0                                             \
	}
#define ENVELOPE                                                               \
	{ FAKE_SAY, "250 mx\r\n", 0 }, { FAKE_HEAR, NULL, 0 },                 \
		{ FAKE_SAY, "250 ok\r\n", 0 }, { FAKE_HEAR, NULL, 0 },         \
		{ FAKE_SAY, "250 ok\r\n", 0 }, { FAKE_HEAR, NULL, 0 },         \
	{                                                                      \
		FAKE_SAY, "354 go\r\n", 0                                      \
	}
#define END                                                                    \
	{                                                                      \
		FAKE_END, NULL, 0                                              \
	}

START_TEST(sends)
{
	static const struct fake_step steps[] = {
		HELLO,
		ENVELOPE,
		{ FAKE_CONTENT, NULL, 0 },
		{ FAKE_SAY, "250 2.0.0 queued\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "221 bye\r\n", 0 },
		END
	};
	struct call *c = new_call();
	struct fake_server f;

	run(c, &f, steps);
	check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, 1);
	ck_assert_int_eq(c->result.code, 250);
	ck_assert_int_eq(c->result.status[0], 2);
	ck_assert_str_eq(c->result.text, "2.0.0 queued");
	ck_assert_uint_eq(c->caps, MIME_CAP_ESMTP);
	fake_server_stop(&f);
	ck_assert(heard(&f, "EHLO [127.0.0.1]\r\n"));
	ck_assert(heard(&f, "DATA\r\na line of the content\r\n"
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
	{ "closed without 221", { { FAKE_HEAR, NULL, 0 } } },
	{ "closed before QUIT", { { FAKE_CUT, NULL, 0 } } },
	{ "silent", { { FAKE_HEAR, NULL, 0 }, { FAKE_SLEEP, NULL, 2500 } } },
	{ "refuses QUIT",
	  { { FAKE_HEAR, NULL, 0 }, { FAKE_SAY, "502 no\r\n", 0 } } },
	{ "another reply", { { FAKE_SAY, "550 no, after all\r\n", 0 } } },
	{ "babbles", { { FAKE_HEAR, NULL, 0 }, { FAKE_DRIP, "2", 0 } } },
};

START_TEST(success_stays)
{
	struct fake_step steps[16] = { HELLO,
				       ENVELOPE,
				       { FAKE_CONTENT, NULL, 0 },
				       { FAKE_SAY, "250 ok\r\n", 0 } };
	struct call *c = new_call();
	struct fake_server f;
	size_t n = 11;

	while (steps[n].op != FAKE_END)
		n++;
	memcpy(steps + n, endings[_i].after, sizeof endings[_i].after);
	run(c, &f, steps);
	check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, 1);
	ck_assert_msg(c->took < 3500, "%s takes %d ms", endings[_i].name,
		      (int)c->took);
	end(c, &f);
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
	{ "in the greeting",
	  { { FAKE_SAY, "220 m", 0 } },
	  MIME_FAILURE_LOST,
	  MIME_EIO },
	{ "after EHLO", { HELLO }, MIME_FAILURE_LOST, MIME_EIO },
	{ "in the content",
	  { HELLO, ENVELOPE, { FAKE_SWALLOW, NULL, 65536 } },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "after the dot",
	  { HELLO, ENVELOPE, { FAKE_CONTENT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "in the last reply",
	  { HELLO,
	    ENVELOPE,
	    { FAKE_CONTENT, NULL, 0 },
	    { FAKE_SAY, "250 o", 0 } },
	  MIME_FAILURE_UNKNOWN,
	  MIME_EIO },
	{ "with a reason, in the content",
	  { HELLO,
	    ENVELOPE,
	    { FAKE_SWALLOW, NULL, 65536 },
	    { FAKE_SAY, "552 5.3.4 too big\r\n", 0 },
	    /* what is not read would reset the connection, and the reply */
	    { FAKE_SWALLOW, NULL, 100000000 } },
	  MIME_FAILURE_DATA,
	  MIME_EREFUSED },
};

START_TEST(cut_off)
{
	struct call *c = new_call();
	struct fake_server f;

	c->lines = 200000;
	run(c, &f, cuts[_i].steps);
	check(c, cuts[_i].failure, cuts[_i].rc);
	ck_assert_uint_eq(c->result.n_accepted, 0);
	if (cuts[_i].failure == MIME_FAILURE_UNKNOWN)
		ck_assert_uint_eq(c->result.n_unknown, 1);
	end(c, &f);
}
END_TEST

/* A byte now and then must not hold us. */
START_TEST(drip_meets_the_deadline)
{
	static const struct fake_step steps[] = {
		{ FAKE_DRIP, "220-welcome\r\n", 0 }, END
	};
	struct call *c = new_call();
	struct fake_server f;

	c->cfg.timeout = 400;
	run(c, &f, steps);
	check(c, MIME_FAILURE_TIMEOUT, MIME_ETIMEOUT);
	ck_assert(c->result.temporary);
	ck_assert_int_ge(c->took, 390);
	ck_assert_int_lt(c->took, 3000);
	end(c, &f);
}
END_TEST

START_TEST(silence_after_the_dot_is_unknown)
{
	static const struct fake_step steps[] = { HELLO,
						  ENVELOPE,
						  { FAKE_CONTENT, NULL, 0 },
						  { FAKE_SLEEP, NULL, 1000 },
						  END };
	struct call *c = new_call();
	struct fake_server f;

	c->cfg.timeout = 500;
	run(c, &f, steps);
	check(c, MIME_FAILURE_UNKNOWN, MIME_ETIMEOUT);
	ck_assert_uint_eq(c->result.n_unknown, 1);
	ck_assert(!c->result.temporary);
	end(c, &f);
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
				     { FAKE_HEAR, NULL, 0 },
				     { FAKE_SAY, "354 go\r\n", 0 },
				     { FAKE_CONTENT, NULL, 0 },
				     { FAKE_SAY, "250 ok\r\n", 0 },
				     END };
	struct mime_path *to = calloc(MANY, sizeof *to);
	struct call *c = new_call();
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
	run(c, &f, steps);
	check(c, MIME_FAILURE_NONE, MIME_OK);
	ck_assert_uint_eq(c->result.n_accepted, MANY);
	end(c, &f);
	free(to);
}
END_TEST

START_TEST(calls_that_cannot_be)
{
	struct call *c = new_call();

	/* nothing is looked up: this host does not exist */
	c->cfg.host = "host.invalid";
	c->cfg.port = "25";
	c->to.utf8 = text("b@c>\r\nRCPT TO:<evil@d");
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, &c->err),
			 MIME_EINVAL);
	ck_assert_int_eq(c->result.failure, MIME_FAILURE_CALL);
	ck_assert_uint_eq(c->result.rcpt, 0);
	ck_assert_uint_eq(c->err.offset, 4);
	c->to.utf8 = text("b@c");
	c->smtp.helo = text("x\r\nMAIL");
	ck_assert_int_eq(mime_client_send(&c->cfg, &c->env, NULL), MIME_EINVAL);
	ck_assert_uint_eq(c->result.rcpt, SIZE_MAX);
	c->smtp.helo = text(NULL);
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
						  { FAKE_SAY, "250 mx\r\n", 0 },
						  { FAKE_HEAR, NULL, 0 },
						  { FAKE_SAY, "221 bye\r\n",
						    0 },
						  END };
	struct call *c = new_call();
	struct fake_server f;

	c->body_rc = MIME_ECHARSET;
	run(c, &f, steps);
	check(c, MIME_FAILURE_BODY, MIME_ECHARSET);
	fake_server_stop(&f);
	ck_assert(!heard(&f, "MAIL"));
	ck_assert(heard(&f, "QUIT"));
	fake_server_free(&f);
	free(c);
}
END_TEST

#define SECURE(kind)                                                           \
	{ FAKE_SAY, "220 mx\r\n", 0 }, { FAKE_HEAR, NULL, 0 },                 \
		{ FAKE_SAY, "250-mx\r\n250 STARTTLS\r\n", 0 },                 \
		{ FAKE_HEAR, NULL, 0 }, { FAKE_SAY, "220 go\r\n", 0 },         \
		{ FAKE_TLS, kind, 0 },                                         \
	{                                                                      \
		FAKE_HEAR, NULL, 0                                             \
	}

START_TEST(logs_in_over_starttls)
{
	static const struct fake_step steps[] = {
		SECURE("good"),
		{ FAKE_SAY, "250-mx\r\n250 AUTH LOGIN PLAIN\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "235 ok\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "250 ok\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "250 ok\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "354 go\r\n", 0 },
		{ FAKE_CONTENT, NULL, 0 },
		{ FAKE_SAY, "250 ok\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "221 bye\r\n", 0 },
		END
	};
	struct call *c = new_call();
	struct fake_server f;

	c->cfg.host = _i == 0 ? "localhost" : "127.0.0.1";
	c->smtp.tls = MIME_TLS_REQUIRED;
	c->smtp.user = text("alice");
	c->smtp.password = text("open sesame");
	c->lines = 100000;
	run(c, &f, steps);
	check(c, MIME_FAILURE_NONE, MIME_OK);
	fake_server_stop(&f);
	ck_assert(heard(&f, "AUTH PLAIN AGFsaWNlAG9wZW4gc2VzYW1l\r\n"));
	ck_assert_ptr_nonnull(strstr(c->trace, "TLSv1.3, "));
	ck_assert_ptr_nonnull(strstr(c->trace, "AUTH PLAIN <hidden 24 bytes>"));
	ck_assert_ptr_null(strstr(c->trace, "AGFsaWNl"));
	ck_assert_ptr_null(strstr(c->trace, "sesame"));
	fake_server_free(&f);
	free(c);
}
END_TEST

static const struct {
	const char *kind, *host;
	bool own_ca;
	enum mime_failure failure;
} certificates[] = {
	{ "good", "localhost", false, MIME_FAILURE_CERTIFICATE },
	{ "foreign", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "other", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "other", "127.0.0.1", true, MIME_FAILURE_CERTIFICATE },
	{ "expired", "localhost", true, MIME_FAILURE_CERTIFICATE },
	/* RFC 9525 2: no name from the subject */
	{ "cn-only", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "client", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "star", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "old", "localhost", true, MIME_FAILURE_TLS },
};

/* In every mode: MIME_TLS_OPPORTUNISTIC does not mean unverified. */
START_TEST(certificates_are_verified)
{
	static const enum mime_tls modes[] = { MIME_TLS_REQUIRED,
					       MIME_TLS_OPPORTUNISTIC };
	int k = _i / 2;
	struct fake_step steps[] = { SECURE(certificates[k].kind),
				     { FAKE_SAY, "250-mx\r\n250 AUTH PLAIN\r\n",
				       0 },
				     { FAKE_HEAR, NULL, 0 },
				     END };
	struct call *c = new_call();
	struct fake_server f;

	c->cfg.host = certificates[k].host;
	if (!certificates[k].own_ca)
		c->cfg.ca_file = NULL;
	c->smtp.tls = modes[_i % 2];
	c->smtp.user = text("alice");
	c->smtp.password = text("open sesame");
	run(c, &f, steps);
	check(c, certificates[k].failure, MIME_ETLS);
	waitpid(f.pid, NULL, 0);
	ck_assert(!heard(&f, "AUTH"));
	ck_assert(!heard(&f, "MAIL"));
	fake_server_free(&f);
	free(c);
}
END_TEST

START_TEST(implicit_tls)
{
	static const struct fake_step steps[] = { { FAKE_TLS, "good", 0 },
						  HELLO,
						  ENVELOPE,
						  { FAKE_CONTENT, NULL, 0 },
						  { FAKE_SAY, "250 ok\r\n", 0 },
						  { FAKE_HEAR, NULL, 0 },
						  { FAKE_SAY, "221 bye\r\n",
						    0 },
						  END };
	struct call *c = new_call();
	struct fake_server f;

	c->smtp.tls = MIME_TLS_IMPLICIT;
	run(c, &f, steps);
	check(c, MIME_FAILURE_NONE, MIME_OK);
	end(c, &f);
}
END_TEST

/* TLS cut short: an end without close_notify is no reply. */
static const struct {
	const char *name;
	struct fake_step after[4];
	enum mime_failure failure;
} truncated[] = {
	{ "before the final reply",
	  { { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "in the final reply",
	  { { FAKE_SAY, "250 ok", 0 }, { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "in a multi-line reply",
	  { { FAKE_SAY, "250-ok\r\n", 0 }, { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "after it",
	  { { FAKE_SAY, "250 ok\r\n", 0 }, { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_NONE },
	{ "after QUIT",
	  { { FAKE_SAY, "250 ok\r\n", 0 },
	    { FAKE_HEAR, NULL, 0 },
	    { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_NONE },
};

START_TEST(tls_truncation)
{
	struct fake_step steps[20] = { { FAKE_TLS, "good", 0 },
				       HELLO,
				       ENVELOPE,
				       { FAKE_CONTENT, NULL, 0 } };
	struct call *c = new_call();
	struct fake_server f;

	memcpy(steps + 11, truncated[_i].after, sizeof truncated[_i].after);
	c->smtp.tls = MIME_TLS_IMPLICIT;
	run(c, &f, steps);
	check(c, truncated[_i].failure,
	      truncated[_i].failure == MIME_FAILURE_NONE ? MIME_OK : MIME_EIO);
	end(c, &f);
}
END_TEST

/* Clear text in the place of a handshake, and the reverse. */
START_TEST(wrong_mode_is_told)
{
	static const struct fake_step clear[] = {
		{ FAKE_SAY, "220 mx.example ESMTP\r\n", 0 },
		{ FAKE_SWALLOW, NULL, 100000 },
		END
	};
	static const struct fake_step injected[] = {
		{ FAKE_SAY, "220 mx\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "250-mx\r\n250 STARTTLS\r\n", 0 },
		{ FAKE_HEAR, NULL, 0 },
		{ FAKE_SAY, "220 go\r\n", 0 },
		{ FAKE_SLEEP, NULL, 100 },
		{ FAKE_SAY, "250-evil\r\n250 AUTH PLAIN\r\n", 0 },
		{ FAKE_SWALLOW, NULL, 100000 },
		END
	};
	struct call *c = new_call();
	struct fake_server f;

	c->smtp.tls = _i == 0 ? MIME_TLS_IMPLICIT : MIME_TLS_REQUIRED;
	run(c, &f, _i == 0 ? clear : injected);
	check(c, MIME_FAILURE_TLS, MIME_ETLS);
	ck_assert_ptr_nonnull(strstr(c->result.text, "does not speak TLS"));
	ck_assert_int_lt(c->took, 3000);
	end(c, &f);
}
END_TEST

START_TEST(ca_file_must_be_one)
{
	static const struct fake_step steps[] = { END };
	struct call *c = new_call();
	struct fake_server f;

	c->cfg.ca_file = "/dev/null";
	c->smtp.tls = MIME_TLS_IMPLICIT;
	run(c, &f, steps);
	check(c, MIME_FAILURE_CALL, MIME_EINVAL);
	end(c, &f);
}
END_TEST

START_TEST(without_tls_none_is_faked)
{
	static const struct fake_step steps[] = { END };
	struct call *c = new_call();
	struct fake_server f;

	c->smtp.tls = MIME_TLS_IMPLICIT;
	run(c, &f, steps);
	check(c, MIME_FAILURE_TLS, MIME_ETLS);
	ck_assert_str_eq(c->result.text, "TLS is not built in");
	end(c, &f);
}
END_TEST

static void
make_certificates(void)
{
	fake_server_ca();
}

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
	if (!mime_client_has_tls()) {
		tcase_add_test(cases, without_tls_none_is_faked);
		return;
	}
	/* before the tests are forked, so that all have the same CA */
	tcase_add_unchecked_fixture(cases, make_certificates, fake_server_end);
	tcase_add_loop_test(cases, logs_in_over_starttls, 0, 2);
	tcase_add_loop_test(cases, certificates_are_verified, 0,
			    2 * COUNT(certificates));
	tcase_add_test(cases, implicit_tls);
	tcase_add_loop_test(cases, tls_truncation, 0, COUNT(truncated));
	tcase_add_loop_test(cases, wrong_mode_is_told, 0, 2);
	tcase_add_test(cases, ca_file_must_be_one);
}

SUITE_MAIN("client", add_tests)
