#include "compose_outcome.h"
#include "buffer.h"
#include "cli.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
compose_verdict_take(struct compose_verdict *v,
		     const struct mime_smtp_event *ev)
{
	v->verdict = ev->verdict;
	v->code = ev->code;
	free(v->text);
	v->text = ev->text.ptr != NULL ? cli_copy(ev->text.ptr, ev->text.len)
				       : NULL;
}

/* " (the server: 550 5.1.1 no such user)": its lines as one.  The text begins
 * with the enhanced code, if there is one. */
static void
add_reply(struct buffer *out, int code, const char *text)
{
	char number[64];

	buffer_add_text(out, code != 0 ? " (the server: " : " (");
	if (code != 0) {
		(void)snprintf(number, sizeof number, "%d ", code);
		buffer_add_text(out, number);
	}
	for (; text != NULL && *text != '\0'; text++)
		buffer_add_char(out, *text == '\n' ? ' ' : *text);
	while (out->len > 0 && out->ptr[out->len - 1] == ' ')
		buffer_truncate(out, out->len - 1);
	buffer_add_char(out, ')');
}

static void
say_verdict(const struct compose_outcome *o, size_t i, bool verbose)
{
	static const char *const words[] = {
		[MIME_VERDICT_NONE] = "not tried",
		[MIME_VERDICT_ACCEPTED] = "accepted",
		[MIME_VERDICT_TEMPORARY] = "refused for now",
		[MIME_VERDICT_PERMANENT] = "refused for good",
		[MIME_VERDICT_UNKNOWN] = "unknown",
	};
	const struct compose_verdict *v = &o->verdicts[i];
	mime_slice address = o->env->to[i].utf8;
	struct buffer line = { NULL, 0, 0 };

	buffer_add_slice(&line, address);
	buffer_add_text(&line, ": ");
	buffer_add_text(&line, words[v->verdict]);
	if (v->code != 0)
		add_reply(&line, v->code, v->text);
	if (v->verdict == MIME_VERDICT_ACCEPTED) {
		if (verbose)
			cli_note(o->file, "%s", buffer_string(&line));
	} else {
		cli_error(o->file, "%s. %s", buffer_string(&line),
			  mime_smtp_advice(MIME_FAILURE_RECIPIENTS, v->code));
	}
	buffer_free(&line);
}

static void
say_failure(const struct compose_outcome *o)
{
	const struct mime_client_result *r = o->result;
	const char *advice = mime_smtp_advice(r->failure, r->code);
	struct buffer line = { NULL, 0, 0 };

	buffer_add_text(&line, o->host);
	buffer_add_text(&line, ": ");
	if (r->failure == MIME_FAILURE_LOGIN) {
		buffer_add_text(&line, "the login of ");
		buffer_add_text(&line, o->user);
		buffer_add_text(&line, " failed: ");
	}
	if (r->rcpt < o->env->n_to) {
		buffer_add_slice(&line, o->env->to[r->rcpt].utf8);
		buffer_add_text(&line, ": ");
	}
	buffer_add_text(&line, advice);
	if (o->error->sys != 0)
		add_reply(&line, 0, strerror(o->error->sys));
	else if (r->text[0] != '\0')
		add_reply(&line, r->code, r->text);
	if (r->failure != MIME_FAILURE_UNKNOWN &&
	    strstr(advice, "nothing was sent") == NULL)
		buffer_add_text(&line, " Nothing was sent.");
	cli_error(o->file, "%s", buffer_string(&line));
	buffer_free(&line);
}

static void
say_success(const struct compose_outcome *o)
{
	const struct mime_client_result *r = o->result;
	struct buffer line = { NULL, 0, 0 };

	buffer_add_text(&line, o->host);
	buffer_add_text(&line, ": accepted for ");
	buffer_add_grouped(&line, r->n_accepted);
	buffer_add_text(&line,
			r->n_accepted == 1 ? " recipient" : " recipients");
	add_reply(&line, r->code, r->text);
	cli_note(o->file, "%s", buffer_string(&line));
	buffer_free(&line);
}

static int
exit_code(const struct mime_client_result *r)
{
	switch (r->failure) {
	case MIME_FAILURE_NONE:
		return r->n_temporary + r->n_permanent + r->n_unknown > 0
			       ? CLI_NO
			       : CLI_OK;
	case MIME_FAILURE_CALL:
		return r->rcpt != SIZE_MAX ? CLI_DATA : CLI_USAGE;
	case MIME_FAILURE_MEMORY:
		return CLI_SOFTWARE;
	case MIME_FAILURE_BODY:
		return CLI_IOERR;
	case MIME_FAILURE_UNKNOWN:
		return CLI_UNKNOWN;
	case MIME_FAILURE_RESOLVE:
		return r->temporary ? CLI_TEMPFAIL : CLI_NOHOST;
	case MIME_FAILURE_CONNECT:
	case MIME_FAILURE_TIMEOUT:
	case MIME_FAILURE_LOST:
		return CLI_TEMPFAIL;
	case MIME_FAILURE_TLS:
	case MIME_FAILURE_NO_STARTTLS:
	case MIME_FAILURE_CLEAR:
	case MIME_FAILURE_PROTOCOL:
		return CLI_PROTOCOL;
	case MIME_FAILURE_CERTIFICATE:
		return CLI_NOPERM;
	case MIME_FAILURE_NO_AUTH:
	case MIME_FAILURE_LOGIN:
		return r->temporary ? CLI_TEMPFAIL : CLI_NOPERM;
	default:
		return r->temporary || r->n_temporary > 0 ? CLI_TEMPFAIL
							  : CLI_UNAVAILABLE;
	}
}

int
compose_outcome_say(const struct compose_outcome *o, bool verbose)
{
	enum mime_failure failure = o->result->failure;

	/* of the other failures every recipient would say the same */
	if (failure == MIME_FAILURE_NONE || failure == MIME_FAILURE_RECIPIENTS)
		for (size_t i = 0; i < o->env->n_to; i++)
			say_verdict(o, i, verbose);
	if (failure != MIME_FAILURE_NONE)
		say_failure(o);
	else
		say_success(o);
	return exit_code(o->result);
}
