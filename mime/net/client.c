#include "net/client.h"

#include "base/memory.h"
#include "base/options.h"
#include "net/channel.h"
#include "net/report.h"
#include "net/sock.h"
#include <errno.h>
#include <poll.h>
#include <string.h>

enum {
	READ_SIZE = 16 * 1024,
	CONNECT_LIMIT = 2 * 60 * 1000, /* ms, when there is no total limit */
	HANDSHAKE_LIMIT = 60 * 1000,   /* ms */
	TLS_PORT_GREETING = 10 * 1000  /* ms, see greeting_limit */
};

struct client {
	struct mime_client_config cfg;
	struct mime_smtp_config smtp_cfg;
	const struct mime_envelope *env;
	struct mime_channel channel;
	struct mime_smtp *smtp;
	int64_t deadline, phase_began;
	unsigned step;
	struct mime_report report;
	char *block; /* READ_SIZE bytes */
};

bool
mime_client_has_tls(void)
{
	return mime_tls_built_in();
}

static void
note(const struct client *c, const struct mime_note *text)
{
	if (c->smtp_cfg.trace != NULL)
		c->smtp_cfg.trace(c->smtp_cfg.trace_ctx, MIME_TRACE_NOTE,
				  mime_note_slice(text));
}

static int
begin_message(struct client *c)
{
	struct mime_reader *body = NULL;
	int rc = c->cfg.open_body(&body, mime_smtp_caps(c->smtp), c->cfg.ctx);

	if (rc < 0) {
		mime_report_fail_with(&c->report, MIME_FAILURE_BODY, rc,
				      "the message could not be opened");
		return mime_smtp_quit(c->smtp);
	}
	rc = mime_smtp_submit(c->smtp, c->env, body);
	if (rc == MIME_EINVAL || rc == MIME_ENOMEM) {
		mime_report_fail(&c->report,
				 rc == MIME_ENOMEM ? MIME_FAILURE_MEMORY
						   : MIME_FAILURE_CALL,
				 mime_smtp_error(c->smtp));
		return mime_smtp_quit(c->smtp);
	}
	/* any other is the session's, and an event says more */
	return MIME_OK;
}

static int64_t
sooner(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

static int
secure(struct client *c)
{
	int64_t limit =
		sooner(c->deadline, mime_sock_deadline(HANDSHAKE_LIMIT));
	enum mime_failure failure;
	struct mime_note text;
	mime_error err;
	int rc = mime_channel_secure(&c->channel, c->cfg.host, c->cfg.ca_file,
				     limit, &failure, &err);

	if (rc < 0)
		return mime_report_fail(&c->report, failure, &err);
	mime_tls_describe(&text, c->channel.tls);
	note(c, &text);
	return MIME_OK;
}

/* Reads all events there are: > 0 to go on, 0 when the session has ended. */
static int
handle_events(struct client *c)
{
	struct mime_smtp_event ev;
	int rc;

	while ((rc = mime_smtp_poll(&ev, c->smtp)) > 0) {
		switch (ev.kind) {
		case MIME_SMTP_READY:
			rc = begin_message(c);
			break;
		case MIME_SMTP_STARTTLS:
			rc = secure(c);
			if (rc == MIME_OK)
				rc = mime_smtp_tls_up(c->smtp);
			break;
		case MIME_SMTP_RCPT:
			mime_report_count(&c->report, &ev);
			if (c->cfg.verdict != NULL)
				c->cfg.verdict(c->cfg.ctx, &ev);
			break;
		case MIME_SMTP_DONE:
		case MIME_SMTP_FAILED:
			mime_report_decide(&c->report, &ev, c->smtp);
			rc = mime_smtp_quit(c->smtp);
			break;
		default:
			return 0;
		}
		if (rc < 0)
			return 0;
	}
	return rc == 0;
}

/* A server that speaks TLS at once waits for us without a word.  Where its
 * port says so, that is found out in seconds. */
static int
greeting_limit(const struct client *c)
{
	int limit = mime_smtp_timeout(c->smtp);
	bool silent = c->step == 0 && c->smtp_cfg.tls != MIME_TLS_IMPLICIT;

	if (silent && (strcmp(c->cfg.port, "465") == 0 ||
		       strcmp(c->cfg.port, "smtps") == 0 ||
		       strcmp(c->cfg.port, "submissions") == 0))
		return TLS_PORT_GREETING;
	return limit;
}

static int64_t
phase_end(struct client *c)
{
	unsigned step = mime_smtp_step(c->smtp);

	if (step != c->step)
		c->phase_began = mime_sock_now();
	c->step = step;
	return sooner(c->deadline, c->phase_began + greeting_limit(c));
}

/* A server that has hung up may have said why: what it sent is still read. */
static void
write_some(struct client *c)
{
	mime_slice out = mime_smtp_output(c->smtp);
	ssize_t n;
	int sys;

	if (out.ptr == NULL || c->channel.write_ended)
		return;
	n = mime_channel_write(&c->channel, out.ptr, out.len, &sys);
	if (n > 0)
		mime_smtp_sent(c->smtp, (size_t)n);
	else if (n < 0)
		c->channel.write_ended = true;
}

static void
read_some(struct client *c)
{
	int sys;
	ssize_t n = mime_channel_read(&c->channel, c->block, READ_SIZE, &sys);

	if (n > 0)
		mime_smtp_feed(c->smtp, c->block, (size_t)n);
	else if (n < 0 && sys == 0)
		mime_smtp_feed(c->smtp, NULL, 0);
	else if (n < 0)
		mime_smtp_drop(c->smtp, MIME_EIO, sys);
}

/* Writes and reads as both sides are able, so that full buffers on both cannot
 * stop them. */
static void
exchange(struct client *c)
{
	bool writes = mime_smtp_output(c->smtp).ptr != NULL &&
		      !c->channel.write_ended;
	short events = c->channel.read_waits;
	int ready;

	if (writes)
		events |= c->channel.write_waits;
	ready = mime_sock_wait(c->channel.fd, events, phase_end(c));
	if (ready < 0) {
		mime_smtp_drop(c->smtp, MIME_EIO, errno);
	} else if (ready == 0) {
		mime_smtp_drop(c->smtp, MIME_ETIMEOUT, 0);
	} else {
		bool failed = (ready & (POLLERR | POLLHUP)) != 0;

		if (writes && (ready & c->channel.write_waits) != 0)
			write_some(c);
		if (failed || (ready & c->channel.read_waits) != 0)
			read_some(c);
	}
}

static int
open_session(struct client *c)
{
	struct mime_note own;
	int rc;

	if (c->smtp_cfg.helo.ptr == NULL) {
		mime_sock_literal(&own, c->channel.fd);
		c->smtp_cfg.helo = mime_note_slice(&own);
	}
	rc = mime_smtp_new(&c->smtp, &c->smtp_cfg);
	if (rc < 0)
		return mime_report_fail_with(&c->report,
					     rc == MIME_ENOMEM
						     ? MIME_FAILURE_MEMORY
						     : MIME_FAILURE_CALL,
					     rc, NULL);
	c->block = mime_alloc(READ_SIZE);
	if (c->block == NULL)
		return mime_report_fail_with(&c->report, MIME_FAILURE_MEMORY,
					     MIME_ENOMEM, NULL);
	c->phase_began = mime_sock_now();
	return MIME_OK;
}

static int
open_connection(struct client *c)
{
	struct mime_note address, text;
	enum mime_failure failure;
	mime_error err;
	int rc = mime_sock_connect(
		&c->channel.fd, &address, c->cfg.host, c->cfg.port,
		sooner(c->deadline, mime_sock_deadline(CONNECT_LIMIT)),
		&failure, &err);

	if (rc < 0)
		return mime_report_fail(&c->report, failure, &err);
	mime_note_init(&text);
	mime_note_add(&text, "connected to ");
	mime_note_add(&text, c->cfg.host);
	mime_note_add(&text, " ");
	mime_note_add(&text, address.text);
	note(c, &text);
	if (c->smtp_cfg.tls == MIME_TLS_IMPLICIT)
		rc = secure(c);
	return rc;
}

static int
check(struct client *c, const struct mime_client_config *cfg)
{
	int rc = mime_options_copy(&c->cfg, sizeof c->cfg, cfg);
	mime_error err;

	if (rc == MIME_OK && c->cfg.smtp != NULL)
		rc = mime_options_copy(&c->smtp_cfg, sizeof c->smtp_cfg,
				       c->cfg.smtp);
	if (rc < 0 || c->cfg.smtp == NULL || c->cfg.host == NULL ||
	    c->cfg.port == NULL || c->cfg.open_body == NULL || c->env == NULL)
		return mime_report_fail_with(&c->report, MIME_FAILURE_CALL,
					     MIME_EINVAL, NULL);
	rc = mime_smtp_check(&c->report.result.rcpt, &c->smtp_cfg, c->env,
			     &err);
	if (rc < 0)
		mime_report_fail(&c->report, MIME_FAILURE_CALL, &err);
	return rc;
}

int
mime_client_send(const struct mime_client_config *cfg,
		 const struct mime_envelope *env, mime_error *err)
{
	struct client c = { .env = env };
	int rc;

	mime_channel_init(&c.channel);
	mime_report_init(&c.report);
	rc = check(&c, cfg);
	c.deadline = mime_sock_deadline(c.cfg.timeout);
	if (rc == MIME_OK)
		rc = open_connection(&c);
	if (rc == MIME_OK)
		rc = open_session(&c);
	if (rc == MIME_OK)
		while (handle_events(&c) > 0)
			exchange(&c);
	/* without memory the session cannot tell even that */
	if (!c.report.decided)
		mime_report_fail_with(&c.report, MIME_FAILURE_MEMORY,
				      MIME_ENOMEM, NULL);
	mime_smtp_free(c.smtp);
	mime_free(c.block);
	mime_channel_close(&c.channel);
	if (c.cfg.result != NULL)
		mime_report_give(c.cfg.result, &c.report);
	if (err != NULL)
		*err = c.report.error;
	return c.report.error.code;
}
