#include "net/report.h"
#include <errno.h>
#include <string.h>

void
mime_report_init(struct mime_report *r)
{
	*r = (struct mime_report){ .result.rcpt = SIZE_MAX };
}

/* Text is cut between characters. */
static void
keep_text(struct mime_client_result *out, mime_slice s)
{
	size_t max = sizeof out->text - 1, n = s.len < max ? s.len : max;

	if (n < s.len)
		while (n > 0 && ((unsigned char)s.ptr[n] & 0xc0) == 0x80)
			n--;
	if (n > 0)
		memcpy(out->text, s.ptr, n);
	out->text[n] = '\0';
}

int
mime_report_fail(struct mime_report *r, enum mime_failure failure,
		 const mime_error *err)
{
	if (r->decided)
		return r->error.code;
	r->decided = true;
	r->error = *err;
	r->result.failure = failure;
	keep_text(&r->result, (mime_slice){ err->what, strlen(err->what) });
	r->result.temporary =
		failure == MIME_FAILURE_CONNECT ||
		failure == MIME_FAILURE_LOST ||
		failure == MIME_FAILURE_TIMEOUT ||
		failure == MIME_FAILURE_MEMORY ||
		(failure == MIME_FAILURE_RESOLVE && err->sys == EAGAIN);
	return err->code;
}

int
mime_report_fail_with(struct mime_report *r, enum mime_failure failure,
		      int code, const char *what)
{
	mime_error err = { code, 0, SIZE_MAX,
			   what != NULL ? what : mime_error_phrase(code) };

	return mime_report_fail(r, failure, &err);
}

void
mime_report_decide(struct mime_report *r, const struct mime_smtp_event *ev,
		   const struct mime_smtp *session)
{
	const mime_error *err = mime_smtp_error(session);

	if (r->decided)
		return;
	if (ev->failure == MIME_FAILURE_NONE)
		mime_report_fail_with(r, ev->failure, MIME_OK, NULL);
	else if (err->code == MIME_OK)
		mime_report_fail_with(r, ev->failure, MIME_EREFUSED, NULL);
	else
		mime_report_fail(r, ev->failure, err);
	r->result.code = ev->code;
	memcpy(r->result.status, ev->status, sizeof ev->status);
	if (ev->text.len > 0)
		keep_text(&r->result, ev->text);
	if (ev->code >= 400)
		r->result.temporary = ev->code < 500;
}

void
mime_report_count(struct mime_report *r, const struct mime_smtp_event *ev)
{
	switch (ev->verdict) {
	case MIME_VERDICT_ACCEPTED:
		r->result.n_accepted++;
		break;
	case MIME_VERDICT_TEMPORARY:
		r->result.n_temporary++;
		break;
	case MIME_VERDICT_PERMANENT:
		r->result.n_permanent++;
		break;
	default:
		r->result.n_unknown++;
	}
}

void
mime_report_give(struct mime_client_result *out, const struct mime_report *r)
{
	size_t size = out->size;

	if (size < sizeof size)
		return;
	memcpy(out, &r->result, size < sizeof *out ? size : sizeof *out);
	out->size = size;
}
