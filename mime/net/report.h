/* net/report.h - what became of a message, as mime_client_send tells it. */
#ifndef MIME_NET_REPORT_H
#define MIME_NET_REPORT_H
#include "mime/client.h"

struct mime_report {
	bool decided; /* the first decision counts, nothing undoes it */
	struct mime_client_result result;
	mime_error error;
};

void mime_report_init(struct mime_report *r);
/* A failure without a reply.  Returns the error code that counts. */
int mime_report_fail(struct mime_report *r, enum mime_failure failure,
		     const mime_error *err);
/* The same; what NULL: the phrase of code. */
int mime_report_fail_with(struct mime_report *r, enum mime_failure failure,
			  int code, const char *what);
/* A DONE or FAILED event of session. */
void mime_report_decide(struct mime_report *r, const struct mime_smtp_event *ev,
			const struct mime_smtp *session);
/* A RCPT event. */
void mime_report_count(struct mime_report *r, const struct mime_smtp_event *ev);
/* Fill *out, of the size that it says. */
void mime_report_give(struct mime_client_result *out,
		      const struct mime_report *r);
#endif
