/* compose_server.h - the server that --send names, and how to speak to it. */
#ifndef TOOLS_COMPOSE_SERVER_H
#define TOOLS_COMPOSE_SERVER_H
#include "compose_request.h"
#include "mime/client.h"
#include "secret.h"
#include "transcript.h"

struct compose_server {
	const struct compose_sending *wish;
	struct mime_client_url url;
	enum mime_tls tls;
	struct secret password;
	struct transcript transcript;
};

/* Read the URL; warn of what travels in clear; unless dry, fetch the password
 * and open the transcript.  Says what is wrong and returns an exit code; close
 * it in every case. */
int compose_server_open(struct compose_server *s,
			const struct compose_sending *wish, bool dry);
/* Wipe the password.  Returns an exit code. */
int compose_server_close(struct compose_server *s);
/* How it would be spoken to, in lines on out. */
void compose_server_plan(struct buffer *out, const struct compose_server *s);
#endif
