#include "support/client_call.h"
#include "net/sock.h"
#include "support/suite.h"

mime_slice
call_text(const char *s)
{
	return (mime_slice){ s, s != NULL ? strlen(s) : 0 };
}

static int
pull_body(mime_slice *out, void *ctx)
{
	struct call *c = ctx;

	if (c->at == c->lines)
		return 0;
	c->at++;
	*out = call_text("a line of the content\n");
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

struct call *
call_new(const char *ca_file)
{
	struct call *c = calloc(1, sizeof *c);

	ck_assert_ptr_nonnull(c);
	c->smtp.size = sizeof c->smtp;
	c->smtp.tls = MIME_TLS_NONE;
	c->smtp.trace = on_trace;
	c->smtp.trace_ctx = c;
	c->to.utf8 = call_text("b@example.net");
	c->env.size = sizeof c->env;
	c->env.from.utf8 = call_text("a@example.com");
	c->env.to = &c->to;
	c->env.n_to = 1;
	c->result.size = sizeof c->result;
	c->cfg.size = sizeof c->cfg;
	c->cfg.host = "127.0.0.1";
	c->cfg.ca_file = ca_file;
	c->cfg.smtp = &c->smtp;
	c->cfg.verdict = on_verdict;
	c->cfg.open_body = open_body;
	c->cfg.ctx = c;
	c->cfg.timeout = 20000;
	c->cfg.result = &c->result;
	c->lines = 2;
	return c;
}

void
call_run(struct call *c, struct fake_server *f, const struct fake_step *steps)
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

void
call_check(struct call *c, enum mime_failure failure, int rc)
{
	ck_assert_msg(c->result.failure == failure && c->rc == rc,
		      "failure %d, rc %d: %s\n%s", c->result.failure, c->rc,
		      c->result.text, c->trace);
}

void
call_end(struct call *c, struct fake_server *f)
{
	fake_server_stop(f);
	fake_server_free(f);
	free(c);
}

bool
call_heard(const struct fake_server *f, const char *s)
{
	return memmem(f->heard, *f->n_heard, s, strlen(s)) != NULL;
}
