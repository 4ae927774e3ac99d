/* support/fake_server.h - an SMTP server for one connection that does as it is
 * told, well or badly, with TLS where that is built in. */
#ifndef MIME_TESTS_FAKE_SERVER_H
#define MIME_TESTS_FAKE_SERVER_H
#include <stddef.h>
#include <sys/types.h>

enum fake_op {
	FAKE_END,     /* of the list: the connection is closed, with
		       * close_notify where there is TLS */
	FAKE_SAY,     /* text as it is */
	FAKE_HEAR,    /* read a line */
	FAKE_CONTENT, /* read up to the line that is only a dot */
	FAKE_TLS,     /* shake hands; text: which certificate */
	FAKE_DRIP,    /* say text again and again, a byte each 20 ms */
	FAKE_MANY,    /* n times: read a line, say text */
	FAKE_SWALLOW, /* read n bytes */
	FAKE_SLEEP,   /* n ms */
	FAKE_SMALL,   /* make both buffers of the connection small */
	FAKE_CUT      /* close at once, without close_notify */
};
struct fake_step {
	enum fake_op op;
	const char *text;
	size_t n;
};

struct fake_server {
	pid_t pid;
	char port[8];
	char *heard; /* all that the client said; shared with the process */
	size_t *n_heard;
};

/* Certificates for FAKE_TLS: "good" (localhost, 127.0.0.1), "other" (another
 * host), "expired", "cn-only" (localhost in the subject alone), "foreign" (by
 * another CA), "client" (not for servers), "star" (*.test). */

/* Makes the certificates, and a file with the CA's; NULL without TLS. */
const char *fake_server_ca(void);
/* Removes that file. */
void fake_server_end(void);
/* Start a process that plays steps to the first who connects. */
void fake_server_start(struct fake_server *f, const struct fake_step *steps);
/* Wait for it to end, and fail the test if it could not play all. */
void fake_server_stop(struct fake_server *f);
/* Free what was heard. */
void fake_server_free(struct fake_server *f);
#endif
