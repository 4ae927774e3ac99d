#include "smtp/session.h"

#include "base/slice.h"

int
mime_handshake_hello(struct mime_smtp *s, enum mime_smtp_state state)
{
	s->state = state;
	s->ehlo = (struct mime_ehlo){ 0 };
	mime_strbuf_clear(&s->command);
	mime_strbuf_add_text(&s->command,
			     state == MIME_STATE_EHLO ? "EHLO " : "HELO ");
	mime_strbuf_add(&s->command, mime_slice_of(s->helo, s->n_helo));
	return mime_smtp_say(s);
}

static int
ready(struct mime_smtp *s)
{
	struct mime_smtp_event ev =
		mime_smtp_event_new(s, MIME_SMTP_READY, false);

	s->state = MIME_STATE_READY;
	return mime_smtp_tell(s, &ev);
}

static int
log_in(struct mime_smtp *s)
{
	enum mime_auth mechanism;
	mime_slice verb, secret;

	if (!s->login.wanted)
		return ready(s);
	if (!s->tls && !s->cfg.auth_without_tls)
		return mime_smtp_refuse(s, MIME_FAILURE_CLEAR, MIME_ETLS,
					"the login would travel in clear text",
					false);
	mechanism = mime_auth_choose(s->cfg.auth, s->ehlo.caps);
	if (mechanism == MIME_AUTH_AUTO)
		return mime_smtp_refuse(s, MIME_FAILURE_NO_AUTH, MIME_EREFUSED,
					"the server offers no way to log in "
					"that could be used",
					false);
	s->state = MIME_STATE_AUTH;
	mime_login_start(&s->login, mechanism, &verb, &secret);
	mime_output_command(&s->out, verb, secret);
	return MIME_OK;
}

static int
after_hello(struct mime_smtp *s)
{
	bool offered = (s->ehlo.caps & MIME_CAP_STARTTLS) != 0;

	if (!s->tls && offered && s->cfg.tls != MIME_TLS_NONE) {
		s->state = MIME_STATE_STARTTLS;
		mime_output_command(&s->out, MIME_LITERAL("STARTTLS"),
				    MIME_ABSENT);
		return MIME_OK;
	}
	if (!s->tls && s->cfg.tls == MIME_TLS_REQUIRED)
		return mime_smtp_refuse(s, MIME_FAILURE_NO_STARTTLS, MIME_ETLS,
					"the server does not offer STARTTLS",
					false);
	return log_in(s);
}

static int
greeting(struct mime_smtp *s)
{
	if (s->reply.code == 220)
		return mime_handshake_hello(s, MIME_STATE_EHLO);
	if (mime_smtp_is_refusal(s))
		return mime_smtp_refuse(s, MIME_FAILURE_GREETING, MIME_EREFUSED,
					"the server refuses the connection",
					true);
	return mime_smtp_fail_reply(s);
}

static int
ehlo(struct mime_smtp *s)
{
	if (mime_smtp_is_done(s)) {
		mime_ehlo_parse(&s->ehlo, mime_strbuf_slice(&s->reply.text));
		return after_hello(s);
	}
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	if (s->reply.code < 500)
		return mime_smtp_refuse(s, MIME_FAILURE_GREETING, MIME_EREFUSED,
					"the server refuses the session", true);
	/* HELO is the way around STARTTLS for whoever sits in between */
	if (!s->tls && s->cfg.tls == MIME_TLS_REQUIRED)
		return mime_smtp_refuse(s, MIME_FAILURE_NO_STARTTLS, MIME_ETLS,
					"the server knows no EHLO, so no "
					"STARTTLS",
					true);
	return mime_handshake_hello(s, MIME_STATE_HELO);
}

static int
helo(struct mime_smtp *s)
{
	if (mime_smtp_is_done(s))
		return after_hello(s);
	if (mime_smtp_is_refusal(s))
		return mime_smtp_refuse(s, MIME_FAILURE_GREETING, MIME_EREFUSED,
					"the server refuses the session", true);
	return mime_smtp_fail_reply(s);
}

static int
starttls(struct mime_smtp *s)
{
	struct mime_smtp_event ev;

	if (s->reply.code == 220) {
		ev = mime_smtp_event_new(s, MIME_SMTP_STARTTLS, true);
		s->state = MIME_STATE_SHAKE;
		return mime_smtp_tell(s, &ev);
	}
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	if (s->cfg.tls == MIME_TLS_REQUIRED)
		return mime_smtp_refuse(s, MIME_FAILURE_NO_STARTTLS, MIME_ETLS,
					"the server refuses STARTTLS", true);
	return log_in(s);
}

static int
auth(struct mime_smtp *s)
{
	mime_slice secret;
	int code = s->reply.code;
	bool said;

	if (code == 334) {
		if (!mime_login_answer(&s->login, &secret))
			return mime_smtp_fail(s, MIME_FAILURE_PROTOCOL,
					      MIME_EPROTO,
					      "the server asks for more than "
					      "this login has",
					      true);
		mime_output_command(&s->out, MIME_LITERAL(""), secret);
		return MIME_OK;
	}
	said = mime_login_said(&s->login);
	mime_login_free(&s->login);
	if (code == 235 && said)
		return ready(s);
	if (!mime_smtp_is_refusal(s))
		return mime_smtp_fail_reply(s);
	if (code == 500 || (code >= 502 && code <= 504))
		return mime_smtp_refuse(s, MIME_FAILURE_NO_AUTH, MIME_EREFUSED,
					"the server does not know this way to "
					"log in",
					true);
	return mime_smtp_refuse(s, MIME_FAILURE_LOGIN, MIME_EREFUSED,
				"the server rejects the login", true);
}

int
mime_handshake_reply(struct mime_smtp *s)
{
	switch (s->state) {
	case MIME_STATE_GREETING:
		return greeting(s);
	case MIME_STATE_EHLO:
		return ehlo(s);
	case MIME_STATE_HELO:
		return helo(s);
	case MIME_STATE_STARTTLS:
		return starttls(s);
	case MIME_STATE_AUTH:
		return auth(s);
	default:
		return mime_smtp_fail_reply(s);
	}
}
