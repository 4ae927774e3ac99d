#include "smtp/session.h"

#include "base/reader.h"
#include "base/slice.h"

struct mime_smtp_event
mime_smtp_event_new(const struct mime_smtp *s, int kind, bool with_reply)
{
	struct mime_smtp_event ev = { .kind = kind, .rcpt = SIZE_MAX };

	if (with_reply) {
		ev.code = s->reply.code;
		memcpy(ev.status, s->reply.status, sizeof ev.status);
		ev.text = mime_strbuf_slice(&s->reply.text);
	}
	return ev;
}

int
mime_smtp_tell(struct mime_smtp *s, const struct mime_smtp_event *ev)
{
	int rc = mime_events_add(&s->events, ev);

	if (rc < 0 && s->state != MIME_STATE_FAILED) {
		s->state = MIME_STATE_FAILED;
		mime_output_clear(&s->out);
		mime_error_set(&s->error, rc, 0, SIZE_MAX, NULL);
	}
	return rc;
}

enum mime_verdict
mime_smtp_verdict(int code)
{
	return code / 100 == 2	 ? MIME_VERDICT_ACCEPTED
	       : code / 100 == 5 ? MIME_VERDICT_PERMANENT
				 : MIME_VERDICT_TEMPORARY;
}

bool
mime_smtp_is_done(const struct mime_smtp *s)
{
	return s->reply.code / 10 == 25;
}

bool
mime_smtp_is_refusal(const struct mime_smtp *s)
{
	return s->reply.code >= 400;
}

/* Which step a server refused when it says 421, which fits each of them. */
static enum mime_failure
stage(const struct mime_smtp *s)
{
	switch (s->state) {
	case MIME_STATE_AUTH:
		return MIME_FAILURE_LOGIN;
	case MIME_STATE_ENVELOPE:
		if (s->t.replied <= s->t.env.n_to)
			return s->t.replied == 0 ? MIME_FAILURE_SENDER
						 : MIME_FAILURE_RECIPIENTS;
		return MIME_FAILURE_DATA;
	case MIME_STATE_CONTENT:
	case MIME_STATE_DOT:
		return MIME_FAILURE_DATA;
	default:
		return MIME_FAILURE_GREETING;
	}
}

int
mime_smtp_close(struct mime_smtp *s, bool with_reply)
{
	struct mime_smtp_event ev =
		mime_smtp_event_new(s, MIME_SMTP_CLOSED, with_reply);

	s->state = MIME_STATE_CLOSED;
	mime_output_clear(&s->out);
	return mime_smtp_tell(s, &ev);
}

/* What is said of recipients still open when the session ends. */
static enum mime_verdict
last_verdict(const struct mime_smtp *s, enum mime_failure failure, bool refused)
{
	if (refused)
		return mime_smtp_verdict(s->reply.code);
	if (failure == MIME_FAILURE_UNKNOWN)
		return MIME_VERDICT_UNKNOWN;
	return failure == MIME_FAILURE_BODY ? MIME_VERDICT_PERMANENT
					    : MIME_VERDICT_TEMPORARY;
}

int
mime_smtp_fail(struct mime_smtp *s, enum mime_failure failure, int code,
	       const char *what, bool with_reply)
{
	bool refused = with_reply && mime_smtp_is_refusal(s);
	struct mime_smtp_event ev;

	if (s->state == MIME_STATE_FAILED)
		return s->error.code;
	if (s->state == MIME_STATE_CLOSED)
		return MIME_OK;
	/* all verdicts are given, and nothing may make them look undone */
	if (s->state == MIME_STATE_QUIT ||
	    (s->state == MIME_STATE_READY && s->concluded))
		return mime_smtp_close(s, with_reply);
	if (refused) {
		failure = stage(s);
	} else if (s->state == MIME_STATE_DOT ||
		   (s->state == MIME_STATE_CONTENT &&
		    failure != MIME_FAILURE_BODY)) {
		/* RFC 5321 4.1.1.4 forbids to deliver what has no final dot,
		 * but there are servers that do at the end of a connection */
		failure = MIME_FAILURE_UNKNOWN;
		what = s->state == MIME_STATE_DOT
			       ? "no valid reply came after the final dot: "
				 "the message may have been delivered"
			       : "the connection ended inside the message: "
				 "it may have been delivered";
	}
	if (s->state != MIME_STATE_REFUSED)
		mime_error_set(&s->error, code, 0, SIZE_MAX, what);
	ev = mime_smtp_event_new(s, MIME_SMTP_FAILED, with_reply);
	ev.failure = failure;
	if (s->t.active)
		mime_transaction_settle(s, last_verdict(s, failure, refused),
					&ev);
	if (s->state != MIME_STATE_REFUSED)
		mime_smtp_tell(s, &ev);
	s->state = MIME_STATE_FAILED;
	mime_output_clear(&s->out);
	return s->error.code;
}

int
mime_smtp_fail_reply(struct mime_smtp *s)
{
	return mime_smtp_fail(s, MIME_FAILURE_PROTOCOL, MIME_EPROTO,
			      "the server's reply is none that can follow here",
			      true);
}

int
mime_smtp_refuse(struct mime_smtp *s, enum mime_failure failure, int code,
		 const char *what, bool with_reply)
{
	struct mime_smtp_event ev =
		mime_smtp_event_new(s, MIME_SMTP_FAILED, with_reply);

	mime_error_set(&s->error, code, 0, SIZE_MAX, what);
	ev.failure = failure;
	s->state = MIME_STATE_REFUSED;
	mime_smtp_tell(s, &ev);
	return MIME_OK;
}

void
mime_smtp_drop(struct mime_smtp *s, int code, int sys)
{
	enum mime_failure failure = code == MIME_ETIMEOUT ? MIME_FAILURE_TIMEOUT
				    : code == MIME_ETLS	  ? MIME_FAILURE_TLS
							  : MIME_FAILURE_LOST;
	const char *what = code == MIME_EIO && sys == 0
				   ? "the server closed the connection"
				   : NULL;
	bool failed = s->state == MIME_STATE_FAILED;

	mime_smtp_fail(s, failure, code, what, false);
	if (!failed && s->state == MIME_STATE_FAILED)
		s->error.sys = sys;
}
