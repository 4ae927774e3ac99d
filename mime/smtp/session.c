#include "smtp/session.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/reader.h"
#include "base/slice.h"
#include "smtp/path.h"

static int
check_config(const struct mime_smtp_config *cfg, mime_error *err)
{
	int rc = MIME_OK;

	if ((unsigned)cfg->tls > MIME_TLS_NONE)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "tls is none of the modes");
	if ((unsigned)cfg->auth > MIME_AUTH_LOGIN)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "auth is none of the mechanisms");
	if (cfg->helo.ptr != NULL)
		rc = mime_helo_check(cfg->helo, err);
	return rc == MIME_OK ? mime_login_check(cfg, err) : rc;
}

int
mime_smtp_check(size_t *rcpt, const struct mime_smtp_config *given,
		const struct mime_envelope *given_env, mime_error *err)
{
	struct mime_smtp_config cfg;
	struct mime_envelope env;
	int rc;

	if (rcpt != NULL)
		*rcpt = SIZE_MAX;
	if (mime_options_copy(&cfg, sizeof cfg, given) < 0 ||
	    mime_options_copy(&env, sizeof env, given_env) < 0)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "the size of an option struct is wrong");
	rc = given != NULL ? check_config(&cfg, err) : MIME_OK;
	if (rc == MIME_OK && given_env != NULL)
		rc = mime_envelope_check(&env, rcpt, err);
	return rc;
}

static int
fill(struct mime_smtp *s, const struct mime_smtp_config *cfg)
{
	int rc = mime_output_init(&s->out, cfg);

	if (rc == MIME_OK)
		rc = mime_login_init(&s->login, cfg);
	if (rc < 0)
		return rc;
	s->helo = mime_alloc(cfg->helo.len);
	if (s->helo == NULL)
		return MIME_ENOMEM;
	memcpy(s->helo, cfg->helo.ptr, cfg->helo.len);
	s->n_helo = cfg->helo.len;
	s->cfg = *cfg;
	s->cfg.helo = s->cfg.user = s->cfg.password = MIME_ABSENT;
	s->tls = cfg->tls == MIME_TLS_IMPLICIT;
	return MIME_OK;
}

int
mime_smtp_new(struct mime_smtp **out, const struct mime_smtp_config *given)
{
	struct mime_smtp_config cfg;
	struct mime_smtp *s;
	int rc = mime_options_copy(&cfg, sizeof cfg, given);

	*out = NULL;
	if (rc == MIME_OK)
		rc = check_config(&cfg, NULL);
	if (rc < 0 || cfg.helo.ptr == NULL)
		return MIME_EINVAL;
	s = mime_alloc_array(1, sizeof *s);
	if (s == NULL)
		return MIME_ENOMEM;
	mime_reply_init(&s->reply);
	mime_events_init(&s->events);
	mime_transaction_init(&s->t);
	mime_strbuf_init(&s->command, MIME_OUTPUT_LINE_MAX);
	mime_error_set(&s->error, MIME_OK, 0, SIZE_MAX, NULL);
	rc = fill(s, &cfg);
	if (rc < 0)
		mime_smtp_free(s);
	else
		*out = s;
	return rc;
}

void
mime_smtp_free(struct mime_smtp *s)
{
	if (s == NULL)
		return;
	mime_output_free(&s->out);
	mime_login_free(&s->login);
	mime_reply_free(&s->reply);
	mime_events_free(&s->events);
	mime_transaction_free(&s->t);
	mime_strbuf_free(&s->command);
	mime_free(s->helo);
	mime_free(s);
}

int
mime_smtp_say(struct mime_smtp *s)
{
	if (s->command.error != MIME_OK)
		return mime_smtp_fail(s, MIME_FAILURE_MEMORY, s->command.error,
				      NULL, false);
	mime_output_command(&s->out, mime_strbuf_slice(&s->command),
			    MIME_ABSENT);
	return MIME_OK;
}

static void
trace_reply(struct mime_smtp *s)
{
	mime_slice text = mime_strbuf_slice(&s->reply.text), line;
	struct mime_strbuf b;

	if (s->out.trace == NULL)
		return;
	mime_strbuf_init(&b, SIZE_MAX);
	while (mime_reply_line(&line, &text)) {
		mime_strbuf_clear(&b);
		mime_strbuf_add_decimal(&b, (uint64_t)s->reply.code);
		mime_strbuf_add_char(&b, text.ptr != NULL ? '-' : ' ');
		mime_strbuf_add(&b, line);
		if (b.error == MIME_OK)
			mime_output_trace(&s->out, MIME_TRACE_IN,
					  mime_strbuf_slice(&b));
	}
	mime_strbuf_free(&b);
}

/* Before the commands that ask for it are sent whole, no reply can be an
 * answer; believing it would shift every later one by one. */
static bool
is_expected(const struct mime_smtp *s)
{
	switch (s->state) {
	case MIME_STATE_READY:
		return false;
	case MIME_STATE_ENVELOPE:
		return s->t.replied < s->t.written &&
		       ((s->ehlo.caps & MIME_CAP_PIPELINING) != 0 ||
			mime_output_slice(&s->out).ptr == NULL);
	case MIME_STATE_CONTENT:
		return true; /* a refusal may come early */
	default:
		return mime_output_slice(&s->out).ptr == NULL;
	}
}

static int
take_reply(struct mime_smtp *s)
{
	s->step++;
	mime_login_hide(&s->login, &s->reply.text);
	trace_reply(s);
	if (s->state == MIME_STATE_QUIT)
		return mime_smtp_close(s, true);
	if (s->reply.code == 421)
		return mime_smtp_fail(s, MIME_FAILURE_LOST, MIME_EREFUSED,
				      "the server is closing the connection",
				      true);
	if (!is_expected(s))
		return mime_smtp_fail_reply(s);
	if (s->state < MIME_STATE_READY)
		return mime_handshake_reply(s);
	return mime_transaction_reply(s);
}

/* What comes after the end is not looked at. */
static bool
listens(const struct mime_smtp *s)
{
	return s->state != MIME_STATE_REFUSED &&
	       s->state != MIME_STATE_CLOSED && s->state != MIME_STATE_FAILED;
}

static void
read_replies(struct mime_smtp *s, const char *p, size_t len)
{
	while (len > 0 && listens(s)) {
		size_t used;
		int rc;

		if (s->state == MIME_STATE_SHAKE) {
			mime_smtp_fail(s, MIME_FAILURE_PROTOCOL, MIME_EPROTO,
				       "STARTTLS: the server sent more than "
				       "its reply before the handshake",
				       false);
			return;
		}
		rc = mime_reply_feed(&s->reply, &used, p, len);
		p += used;
		len -= used;
		if (rc == MIME_ENOMEM)
			mime_smtp_fail(s, MIME_FAILURE_MEMORY, rc, NULL, false);
		else if (rc < 0)
			mime_smtp_fail(s, MIME_FAILURE_PROTOCOL, rc,
				       s->reply.fault, false);
		else if (rc > 0)
			take_reply(s);
		if (rc <= 0)
			return;
	}
}

int
mime_smtp_feed(struct mime_smtp *s, const void *buf, size_t len)
{
	mime_events_tidy(&s->events);
	if (len == 0)
		mime_smtp_drop(s, MIME_EIO, 0);
	else
		read_replies(s, buf, len);
	mime_transaction_pump(s);
	return s->state == MIME_STATE_FAILED ? s->error.code : MIME_OK;
}

mime_slice
mime_smtp_output(struct mime_smtp *s)
{
	return mime_output_slice(&s->out);
}

void
mime_smtp_sent(struct mime_smtp *s, size_t len)
{
	mime_output_sent(&s->out, len);
	if (s->state == MIME_STATE_CONTENT && len > 0)
		s->step++;
	mime_transaction_pump(s);
}

int
mime_smtp_poll(struct mime_smtp_event *ev, struct mime_smtp *s)
{
	while (mime_events_next(ev, &s->events)) {
		if (ev->kind == MIME_SMTP_RCPT && ev->rcpt == SIZE_MAX) {
			if (mime_transaction_unfold(ev, s))
				return 1;
			mime_events_drop(&s->events);
			continue;
		}
		mime_events_drop(&s->events);
		return 1;
	}
	*ev = (struct mime_smtp_event){ .rcpt = SIZE_MAX };
	return s->state == MIME_STATE_FAILED || s->state == MIME_STATE_REFUSED
		       ? s->error.code
		       : 0;
}

const mime_error *
mime_smtp_error(const struct mime_smtp *s)
{
	return &s->error;
}

int
mime_smtp_tls_up(struct mime_smtp *s)
{
	if (s->state != MIME_STATE_SHAKE)
		return MIME_EINVAL;
	s->tls = true;
	s->step++;
	return mime_handshake_hello(s, MIME_STATE_EHLO);
}

unsigned
mime_smtp_caps(const struct mime_smtp *s)
{
	return s->ehlo.caps;
}

uint64_t
mime_smtp_size_limit(const struct mime_smtp *s)
{
	return s->ehlo.size_limit;
}

int
mime_smtp_submit(struct mime_smtp *s, const struct mime_envelope *env,
		 struct mime_reader *body)
{
	struct mime_smtp_event untold;

	if (s->state == MIME_STATE_FAILED) {
		mime_reader_free(body);
		return s->error.code;
	}
	if (s->state != MIME_STATE_READY || env == NULL || body == NULL ||
	    mime_events_next(&untold, &s->events)) {
		mime_reader_free(body);
		return mime_error_set(&s->error, MIME_EINVAL, 0, SIZE_MAX,
				      "submit: not now, or without a body");
	}
	return mime_transaction_start(s, env, body);
}

int
mime_smtp_quit(struct mime_smtp *s)
{
	if (s->state == MIME_STATE_CLOSED)
		return MIME_OK;
	if (s->state != MIME_STATE_READY && s->state != MIME_STATE_REFUSED)
		return MIME_EINVAL;
	s->state = MIME_STATE_QUIT;
	s->step++;
	mime_output_clear(&s->out);
	mime_output_command(&s->out, MIME_LITERAL("QUIT"), MIME_ABSENT);
	return MIME_OK;
}

unsigned
mime_smtp_step(const struct mime_smtp *s)
{
	return s->step;
}

/* RFC 5321 4.5.3.2; a handshake is no phase there, and needs no person. */
int
mime_smtp_timeout(const struct mime_smtp *s)
{
	enum { SECOND = 1000, MINUTE = 60 * SECOND };

	switch (s->state) {
	case MIME_STATE_SHAKE:
		return MINUTE;
	case MIME_STATE_CONTENT:
		return 3 * MINUTE;
	case MIME_STATE_DOT:
		return 10 * MINUTE;
	case MIME_STATE_ENVELOPE:
		return s->t.replied > s->t.env.n_to ? 2 * MINUTE : 5 * MINUTE;
	case MIME_STATE_QUIT:
		return 2 * SECOND;
	default:
		return 5 * MINUTE;
	}
}
