/* compose_send.h - one message to a server, and what became of it. */
#ifndef TOOLS_COMPOSE_SEND_H
#define TOOLS_COMPOSE_SEND_H
#include "compose_envelope.h"
#include "compose_message.h"
#include "compose_server.h"

/* Send c, whose Bcc has been dropped, to the recipients of e; say what became
 * of it, each refused recipient by name.
 * file	  what messages call it, or NULL
 * Returns an exit code. */
int compose_send(const struct compose_server *s, struct compose_envelope *e,
		 const struct compose_message *c, const char *file,
		 bool verbose);
/* Print on stdout what would be done.  Returns an exit code. */
int compose_send_plan(const struct compose_server *s,
		      const struct compose_envelope *e,
		      const struct compose_message *c, const char *file);
#endif
