#include "support/smtp_player.h"
#include "support/suite.h"
#include <stdio.h>

static const char *const failures[] = {
	"none",	   "call",	  "memory",	 "resolve",  "connect",
	"tls",	   "certificate", "no-starttls", "greeting", "clear",
	"no-auth", "login",	  "size",	 "content",  "utf8",
	"sender",  "recipients",  "data",	 "body",     "protocol",
	"timeout", "lost",	  "unknown",
};
static const char *const verdicts[] = { "none", "accepted", "temporary",
					"permanent", "unknown" };

static int
pull_body(mime_slice *out, void *ctx)
{
	struct smtp_player *p = ctx;
	size_t left = p->body.len - p->body_at;

	if (left == 0)
		return p->body_fails ? MIME_EIO : 0;
	if (p->pace == SMTP_SCRIPT_BYTES)
		left = 1;
	*out = (mime_slice){ p->body.ptr + p->body_at, left };
	p->body_at += left;
	return 1;
}

static void
on_trace(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	struct smtp_player *p = ctx;

	mime_strbuf_add_text(&p->trace, kind == MIME_TRACE_IN ? "<- " : "-> ");
	mime_strbuf_add(&p->trace, line);
	mime_strbuf_add_char(&p->trace, '\n');
}

void
smtp_player_init(struct smtp_player *p, enum smtp_script_pace pace)
{
	*p = (struct smtp_player){ .pace = pace };
	p->cfg.size = sizeof p->cfg;
	p->cfg.tls = MIME_TLS_NONE;
	p->cfg.helo = (mime_slice){ "client.example", 14 };
	p->cfg.trace = on_trace;
	p->cfg.trace_ctx = p;
	p->env.size = sizeof p->env;
	mime_strbuf_init(&p->body, SIZE_MAX);
	mime_strbuf_init(&p->feed, SIZE_MAX);
	mime_strbuf_init(&p->wire, SIZE_MAX);
	mime_strbuf_init(&p->events, SIZE_MAX);
	mime_strbuf_init(&p->trace, SIZE_MAX);
}

void
smtp_player_free(struct smtp_player *p)
{
	mime_smtp_free(p->smtp);
	mime_strbuf_free(&p->body);
	mime_strbuf_free(&p->feed);
	mime_strbuf_free(&p->wire);
	mime_strbuf_free(&p->events);
	mime_strbuf_free(&p->trace);
}

void
smtp_player_start(struct smtp_player *p)
{
	if (p->smtp != NULL)
		return;
	ck_assert_msg(mime_smtp_new(&p->smtp, &p->cfg) == MIME_OK,
		      "%s: the settings are refused", p->where);
	ck_assert_ptr_null(mime_smtp_output(p->smtp).ptr);
}

static void
keep_event(struct smtp_player *p, const struct mime_smtp_event *ev)
{
	static const char *const kinds[] = { "?",     "ready", "starttls",
					     "rcpt",  "done",  "failed",
					     "closed" };
	char line[128], status[32] = "";

	if (ev->status[0] != 0)
		snprintf(status, sizeof status, " %d.%d.%d", ev->status[0],
			 ev->status[1], ev->status[2]);
	if (ev->kind == MIME_SMTP_RCPT)
		snprintf(line, sizeof line, "rcpt %zu %s %d%s\n", ev->rcpt,
			 verdicts[ev->verdict], ev->code, status);
	else if (ev->kind == MIME_SMTP_DONE || ev->kind == MIME_SMTP_FAILED)
		snprintf(line, sizeof line, "%s %s %d\n", kinds[ev->kind],
			 failures[ev->failure], ev->code);
	else
		snprintf(line, sizeof line, "%s\n", kinds[ev->kind]);
	mime_strbuf_add_text(&p->events, line);
	for (size_t i = 0; i < ev->text.len; i++)
		ck_assert_msg(ev->text.ptr[i] == '\n' ||
				      (unsigned char)ev->text.ptr[i] >= 0x20,
			      "%s: a control in an event", p->where);
	/* told in the transcript too, so that one search finds a secret */
	mime_strbuf_add_text(&p->trace, "ev ");
	mime_strbuf_add(&p->trace, ev->text);
	mime_strbuf_add_char(&p->trace, '\n');
}

int
smtp_player_body(struct mime_reader **out, struct smtp_player *p)
{
	p->body_at = 0;
	return mime_reader_new(out, pull_body, NULL, p);
}

static void
submit(struct smtp_player *p)
{
	struct mime_reader *body;
	int rc;

	if (p->no_submit)
		return;
	ck_assert_int_eq(smtp_player_body(&body, p), MIME_OK);
	rc = mime_smtp_submit(p->smtp, &p->env, body);
	ck_assert_msg(rc == MIME_OK || rc == MIME_EPROTO,
		      "%s: submit says %d, %s", p->where, rc,
		      mime_smtp_error(p->smtp)->what);
}

void
smtp_player_poll(struct smtp_player *p)
{
	struct mime_smtp_event ev;

	while (mime_smtp_poll(&ev, p->smtp) > 0) {
		keep_event(p, &ev);
		if (ev.kind == MIME_SMTP_READY)
			submit(p);
		else if (ev.kind == MIME_SMTP_DONE)
			ck_assert_int_eq(mime_smtp_quit(p->smtp), MIME_OK);
		else if (ev.kind == MIME_SMTP_FAILED)
			mime_smtp_quit(p->smtp);
	}
}

/* Everything the client says goes to the wire at once, as fast as it may. */
void
smtp_player_send(struct smtp_player *p)
{
	for (;;) {
		mime_slice out = mime_smtp_output(p->smtp);
		size_t n = p->pace == SMTP_SCRIPT_BYTES ? 1 : out.len;

		if (out.ptr == NULL)
			return;
		mime_strbuf_add(&p->wire, (mime_slice){ out.ptr, n });
		mime_smtp_sent(p->smtp, n);
		smtp_player_poll(p);
	}
}

void
smtp_player_feed(struct smtp_player *p)
{
	size_t n = p->feed.len, step;

	for (size_t i = 0; i < n; i += step) {
		step = p->pace == SMTP_SCRIPT_BYTES ? 1 : n;
		mime_smtp_feed(p->smtp, p->feed.ptr + i, step);
		smtp_player_poll(p);
		if (p->pace == SMTP_SCRIPT_BYTES)
			smtp_player_send(p);
	}
	mime_strbuf_clear(&p->feed);
	smtp_player_send(p);
}
