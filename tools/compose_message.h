/* compose_message.h - the message that the options describe. */
#ifndef TOOLS_COMPOSE_MESSAGE_H
#define TOOLS_COMPOSE_MESSAGE_H
#include "compose_request.h"
#include "input.h"

struct compose_message {
	struct mime_message *m; /* Bcc is among its fields */
	uint64_t seed;		/* of its boundaries; 0: random */
	bool edit;		/* it was parsed: --base, or a finished one */
	struct input input;	/* then m is its message */
};

/* Make it, or read and edit --base.  r's attachments must live as long.
 * Says what is wrong and returns an exit code; free it in every case. */
int compose_message_make(struct compose_message *c, struct compose_request *r);
/* Read a finished message, to send it as it is; "-" is stdin. */
int compose_message_read(struct compose_message *c, const char *path);
void compose_message_free(struct compose_message *c);
#endif
