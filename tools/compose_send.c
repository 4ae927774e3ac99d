#include "compose_send.h"
#include "cli.h"
#include "compose_outcome.h"
#include "compose_write.h"
#include "term.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sending {
	const struct compose_message *c;
	struct mime_envelope *env;
	struct compose_verdict *verdicts;
};

/* The message as a server with these capabilities can take it. */
static int
open_body(struct mime_reader **out, unsigned caps, void *ctx)
{
	struct sending *s = ctx;
	bool eight = (caps & MIME_CAP_8BITMIME) != 0;
	struct mime_write_opts opts;
	struct mime_measure measure;
	int rc;

	*out = NULL;
	compose_write_opts(&opts, s->c, MIME_EOL_CRLF,
			   eight ? MIME_CARRY_8BIT : MIME_CARRY_7BIT);
	rc = mime_write_measure(&measure, s->c->m, &opts);
	if (rc != MIME_OK)
		return rc;
	s->env->carry = measure.carry;
	s->env->max_line = measure.max_line;
	s->env->octets = measure.octets;
	return mime_write_open(out, s->c->m, &opts);
}

static void
take_verdict(void *ctx, const struct mime_smtp_event *ev)
{
	struct sending *s = ctx;

	if (ev->rcpt < s->env->n_to)
		compose_verdict_take(&s->verdicts[ev->rcpt], ev);
}

static mime_slice
slice(const char *text)
{
	return (mime_slice){ text, text != NULL ? strlen(text) : 0 };
}

int
compose_send(const struct compose_server *s, struct compose_envelope *e,
	     const struct compose_message *c, const char *file, bool verbose)
{
	const struct compose_sending *wish = s->wish;
	struct sending sending = { c, &e->env, NULL };
	struct mime_client_result result = { .size = sizeof result };
	struct mime_smtp_config smtp = { .size = sizeof smtp };
	struct mime_client_config cfg = { .size = sizeof cfg };
	struct compose_outcome outcome = { .file = file,
					   .host = s->url.host,
					   .user = wish->user,
					   .result = &result,
					   .env = &e->env };
	struct transcript transcript = s->transcript;
	mime_error err = { .code = MIME_OK };
	int rc;

	sending.verdicts = cli_alloc(e->n * sizeof *sending.verdicts);
	outcome.verdicts = sending.verdicts;
	outcome.error = &err;
	smtp.helo = slice(wish->ehlo_name);
	smtp.user = slice(wish->user);
	if (wish->user != NULL)
		smtp.password =
			(mime_slice){ s->password.text, s->password.len };
	smtp.tls = s->tls;
	smtp.auth = wish->auth;
	smtp.auth_without_tls = wish->auth_without_tls;
	smtp.trace = transcript.out != NULL ? transcript_line : NULL;
	smtp.trace_ctx = &transcript;
	cfg.host = s->url.host;
	cfg.port = s->url.port;
	cfg.ca_file = wish->ca_file;
	cfg.smtp = &smtp;
	cfg.verdict = take_verdict;
	cfg.open_body = open_body;
	cfg.ctx = &sending;
	cfg.timeout = wish->timeout;
	cfg.result = &result;
	(void)mime_client_send(&cfg, &e->env, &err); /* the result has it */
	rc = compose_outcome_say(&outcome, verbose);
	for (size_t i = 0; i < e->n; i++)
		free(sending.verdicts[i].text);
	free(sending.verdicts);
	return rc;
}

static void
add_address(struct buffer *out, const char *name, mime_slice address)
{
	buffer_add_text(out, name);
	if (address.len == 0)
		buffer_add_text(out, "<> (none)");
	term_clean_line(out, address, cli_ascii());
	buffer_add_char(out, '\n');
}

int
compose_send_plan(const struct compose_server *s,
		  const struct compose_envelope *e,
		  const struct compose_message *c, const char *file)
{
	struct buffer text = { NULL, 0, 0 };
	struct mime_write_opts opts;
	int rc;

	compose_server_plan(&text, s);
	add_address(&text, "sender     ", e->env.from.utf8);
	for (size_t i = 0; i < e->n; i++)
		add_address(&text, "recipient  ", e->to[i].utf8);
	buffer_add_text(&text, "content    ");
	compose_write_opts(&opts, c, MIME_EOL_CRLF, MIME_CARRY_8BIT);
	rc = compose_write_summary(&text, file != NULL ? file : "message", c,
				   &opts);
	if (rc != CLI_OK) {
		buffer_free(&text);
		return rc;
	}
	buffer_add_text(&text, "\nnothing was sent\n");
	rc = fwrite(text.ptr, 1, text.len, stdout) == text.len &&
			     fflush(stdout) == 0
		     ? CLI_OK
		     : CLI_IOERR;
	if (rc != CLI_OK && errno == EPIPE)
		cli_broken_pipe();
	if (rc != CLI_OK)
		cli_error("standard output", "%s", strerror(errno));
	buffer_free(&text);
	return rc;
}
