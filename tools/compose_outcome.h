/* compose_outcome.h - what became of a message and of each recipient, in
 * sentences that a person can act on. */
#ifndef TOOLS_COMPOSE_OUTCOME_H
#define TOOLS_COMPOSE_OUTCOME_H
#include "mime/client.h"

/* The last word on one recipient. */
struct compose_verdict {
	enum mime_verdict verdict;
	int code;
	char *text; /* of the reply, one line, owned; NULL: none */
};
void compose_verdict_take(struct compose_verdict *v,
			  const struct mime_smtp_event *ev);

struct compose_outcome {
	const char *file; /* what to call the message, or NULL */
	const char *host, *user;
	const struct mime_client_result *result;
	const mime_error *error; /* what mime_client_send gave */
	const struct mime_envelope *env;
	const struct compose_verdict *verdicts; /* env->n_to of them */
};
/* Say it on stderr: what went wrong, every recipient that was refused, and
 * what was accepted (each of them if verbose).  Returns the exit code. */
int compose_outcome_say(const struct compose_outcome *o, bool verbose);
#endif
