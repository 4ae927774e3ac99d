#include "smtp/session.h"

#include "base/reader.h"
#include "base/slice.h"
#include "smtp/path.h"

void
mime_transaction_init(struct mime_transaction *t)
{
	mime_arena_init(&t->arena);
	mime_strbuf_init(&t->why_text, SIZE_MAX);
}

static void
reset(struct mime_transaction *t)
{
	bool needs_reset = t->needs_reset;

	mime_payload_free(&t->payload);
	mime_arena_free(&t->arena);
	mime_strbuf_free(&t->why_text);
	memset(t, 0, sizeof *t);
	mime_transaction_init(t);
	t->needs_reset = needs_reset;
}

void
mime_transaction_free(struct mime_transaction *t)
{
	reset(t);
}

/* Keep the reply just read, to be told when all others are in. */
static void
keep(struct mime_smtp *s, enum mime_failure failure)
{
	struct mime_transaction *t = &s->t;

	t->why = mime_smtp_event_new(s, MIME_SMTP_DONE, true);
	t->why.failure = failure;
	mime_strbuf_clear(&t->why_text);
	mime_strbuf_add(&t->why_text, t->why.text);
	/* without memory the code has to do */
	t->why.text = t->why_text.error == MIME_OK
			      ? mime_strbuf_slice(&t->why_text)
			      : MIME_ABSENT;
}

int
mime_transaction_settle(struct mime_smtp *s, enum mime_verdict verdict,
			const struct mime_smtp_event *why)
{
	struct mime_smtp_event ev = *why;

	ev.kind = MIME_SMTP_RCPT;
	ev.failure = MIME_FAILURE_NONE;
	ev.verdict = verdict;
	ev.rcpt = SIZE_MAX;
	s->t.active = false;
	mime_payload_free(&s->t.payload);
	return mime_smtp_tell(s, &ev);
}

bool
mime_transaction_unfold(struct mime_smtp_event *ev, struct mime_smtp *s)
{
	struct mime_transaction *t = &s->t;

	while (t->told < t->env.n_to && !t->open[t->told])
		t->told++;
	if (t->told == t->env.n_to)
		return false;
	t->open[t->told] = false;
	ev->rcpt = t->told;
	return true;
}

/* The connection lives on, and DONE says how it went. */
static int
conclude(struct mime_smtp *s, const struct mime_smtp_event *done)
{
	struct mime_smtp_event ev = *done;
	enum mime_verdict verdict = done->code > 0
					    ? mime_smtp_verdict(done->code)
					    : MIME_VERDICT_PERMANENT;

	s->state = MIME_STATE_READY;
	s->concluded = true;
	mime_transaction_settle(s, verdict, done);
	ev.kind = MIME_SMTP_DONE;
	return mime_smtp_tell(s, &ev);
}

static bool
is_stopped(const struct mime_transaction *t)
{
	return t->why.failure == MIME_FAILURE_SENDER ||
	       (t->n_accepted == 0 && t->replied == t->env.n_to + 1);
}

static int
write_mail(struct mime_smtp *s)
{
	struct mime_strbuf *c = &s->command;
	struct mime_transaction *t = &s->t;
	int rc;

	mime_strbuf_add_text(c, "MAIL FROM:");
	rc = mime_path_add(c, mime_envelope_path(&t->env.from));
	if ((s->ehlo.caps & MIME_CAP_SIZE) != 0 && t->env.octets > 0) {
		mime_strbuf_add_text(c, " SIZE=");
		mime_strbuf_add_decimal(c, t->env.octets);
	}
	if (t->env.carry == MIME_CARRY_8BIT)
		mime_strbuf_add_text(c, " BODY=8BITMIME");
	if (t->utf8)
		mime_strbuf_add_text(c, " SMTPUTF8");
	return rc;
}

static int
write_command(struct mime_smtp *s)
{
	struct mime_transaction *t = &s->t;
	size_t n = t->written++;
	int rc = MIME_OK;

	mime_strbuf_clear(&s->command);
	if (n == 0) {
		rc = write_mail(s);
	} else if (n <= t->env.n_to) {
		mime_strbuf_add_text(&s->command, "RCPT TO:");
		rc = mime_path_add(&s->command,
				   mime_envelope_path(&t->env.to[n - 1]));
	} else {
		mime_strbuf_add_text(&s->command, "DATA");
	}
	if (rc < 0)
		return mime_smtp_fail(s, MIME_FAILURE_CALL, rc, NULL, false);
	return mime_smtp_say(s);
}

static int
pump_envelope(struct mime_smtp *s)
{
	struct mime_transaction *t = &s->t;
	bool pipelining = (s->ehlo.caps & MIME_CAP_PIPELINING) != 0;
	int rc = MIME_OK;

	while (rc == MIME_OK && !is_stopped(t) &&
	       t->written < t->env.n_to + 2 &&
	       (pipelining || t->written == t->replied) &&
	       mime_output_space(&s->out) >= MIME_OUTPUT_LINE_MAX)
		rc = write_command(s);
	if (rc == MIME_OK && is_stopped(t) && t->written == t->replied)
		rc = conclude(s, &t->why);
	return rc;
}

static int
pump_content(struct mime_smtp *s)
{
	struct mime_payload *p = &s->t.payload;
	int rc;

	if (mime_output_slice(&s->out).ptr != NULL)
		return MIME_OK;
	if (p->body == NULL) {
		s->state = MIME_STATE_DOT;
		s->step++;
		return MIME_OK;
	}
	rc = mime_payload_fill(p, &s->out);
	if (rc > 0)
		return MIME_OK;
	mime_payload_free(p);
	mime_output_trace_count(&s->out, MIME_ABSENT, "", p->octets,
				rc < 0 ? " bytes of content, cut off"
				       : " bytes of content");
	if (rc == 0) {
		mime_output_trace(&s->out, MIME_TRACE_OUT, MIME_LITERAL("."));
		return MIME_OK;
	}
	mime_smtp_fail(s, MIME_FAILURE_BODY, rc, p->error.what, false);
	s->error = p->error;
	return rc;
}

int
mime_transaction_pump(struct mime_smtp *s)
{
	if (s->state == MIME_STATE_ENVELOPE)
		return pump_envelope(s);
	if (s->state == MIME_STATE_CONTENT)
		return pump_content(s);
	return MIME_OK;
}

int
mime_transaction_start(struct mime_smtp *s, const struct mime_envelope *env,
		       struct mime_reader *body)
{
	struct mime_transaction *t = &s->t;
	struct mime_smtp_event ev;
	const char *what;
	size_t rcpt;
	int rc;

	reset(t);
	mime_payload_init(&t->payload, body, MIME_CARRY_7BIT);
	rc = mime_envelope_copy(&t->env, &t->arena, env, &s->error);
	if (rc == MIME_OK) {
		t->open = mime_arena_array(&t->arena, t->env.n_to,
					   sizeof *t->open);
		if (t->open == NULL)
			rc = mime_error_set(&s->error, MIME_ENOMEM, 0, SIZE_MAX,
					    NULL);
	}
	if (rc < 0) {
		reset(t);
		return rc;
	}
	memset(t->open, true, t->env.n_to);
	t->active = true;
	t->utf8 = mime_envelope_needs_utf8(&t->env, &rcpt);
	t->payload.carry = t->env.carry;
	ev = mime_smtp_event_new(s, MIME_SMTP_DONE, false);
	ev.failure = mime_envelope_fit(&t->env, &s->ehlo, &rcpt, &what);
	if (ev.failure != MIME_FAILURE_NONE) {
		mime_error_set(&s->error, MIME_EREFUSED, 0, SIZE_MAX, what);
		return conclude(s, &ev);
	}
	s->state = MIME_STATE_ENVELOPE;
	if (t->needs_reset) {
		s->state = MIME_STATE_RSET;
		mime_output_command(&s->out, MIME_LITERAL("RSET"), MIME_ABSENT);
	}
	t->needs_reset = true;
	return mime_transaction_pump(s);
}

static int
mail_reply(struct mime_smtp *s)
{
	if (mime_smtp_is_done(s))
		return MIME_OK;
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	keep(s, MIME_FAILURE_SENDER);
	return MIME_OK;
}

/* Of all refusals the one is told that leaves most hope. */
static int
rcpt_reply(struct mime_smtp *s, size_t i)
{
	struct mime_transaction *t = &s->t;
	struct mime_smtp_event ev;

	if (t->why.failure == MIME_FAILURE_SENDER)
		return mime_smtp_is_refusal(s) ? MIME_OK
					       : mime_smtp_fail_reply(s);
	if (mime_smtp_is_done(s)) {
		t->n_accepted++;
		return MIME_OK;
	}
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	if (t->why.code == 0 || (t->why.code >= 500 && s->reply.code < 500))
		keep(s, MIME_FAILURE_RECIPIENTS);
	t->open[i] = false;
	ev = mime_smtp_event_new(s, MIME_SMTP_RCPT, true);
	ev.verdict = mime_smtp_verdict(ev.code);
	ev.rcpt = i;
	return mime_smtp_tell(s, &ev);
}

static int
data_reply(struct mime_smtp *s)
{
	struct mime_transaction *t = &s->t;

	if (s->reply.code == 354 && t->n_accepted > 0) {
		/* what becomes of the content must be told in any case */
		if (mime_events_reserve(&s->events, 4) < 0)
			return mime_smtp_fail(s, MIME_FAILURE_MEMORY,
					      MIME_ENOMEM, NULL, false);
		s->state = MIME_STATE_CONTENT;
		return MIME_OK;
	}
	if (s->reply.code == 354) {
		/* RFC 2920 3.1: DATA was on its way when the last recipient
		 * was refused */
		s->state = MIME_STATE_LONE_DOT;
		mime_output_command(&s->out, MIME_LITERAL("."), MIME_ABSENT);
		return MIME_OK;
	}
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	if (t->n_accepted > 0)
		keep(s, MIME_FAILURE_DATA);
	return conclude(s, &t->why);
}

static int
envelope_reply(struct mime_smtp *s)
{
	size_t n = s->t.replied++;

	if (n == 0)
		return mail_reply(s);
	if (n <= s->t.env.n_to)
		return rcpt_reply(s, n - 1);
	return data_reply(s);
}

static int
dot_reply(struct mime_smtp *s)
{
	struct mime_smtp_event ev =
		mime_smtp_event_new(s, MIME_SMTP_DONE, true);

	if (!mime_smtp_is_done(s) && !mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	s->t.needs_reset = false;
	if (!mime_smtp_is_done(s))
		ev.failure = MIME_FAILURE_DATA;
	return conclude(s, &ev);
}

int
mime_transaction_reply(struct mime_smtp *s)
{
	switch (s->state) {
	case MIME_STATE_RSET:
		if (!mime_smtp_is_done(s))
			return mime_smtp_fail_reply(s);
		s->state = MIME_STATE_ENVELOPE;
		return MIME_OK;
	case MIME_STATE_ENVELOPE:
		return envelope_reply(s);
	case MIME_STATE_CONTENT:
		if (!mime_smtp_is_refusal(s))
			return mime_smtp_fail_reply(s);
		/* the content cannot be ended: that would complete it */
		return mime_smtp_fail(s, MIME_FAILURE_DATA, MIME_EREFUSED,
				      "the server refused the message while it "
				      "was being sent",
				      true);
	case MIME_STATE_DOT:
		return dot_reply(s);
	case MIME_STATE_LONE_DOT:
		s->t.needs_reset = false;
		return conclude(s, &s->t.why);
	default:
		return mime_smtp_fail_reply(s);
	}
}
