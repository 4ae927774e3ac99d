/* support/client_call.h - one call of mime_client_send against a server that
 * is told what to say. */
#ifndef MIME_TESTS_CLIENT_CALL_H
#define MIME_TESTS_CLIENT_CALL_H
#include "mime/client.h"
#include "support/fake_server.h"

/* A call of mime_client_send and all that comes of it. */
struct call {
	struct mime_client_config cfg;
	struct mime_smtp_config smtp;
	struct mime_envelope env;
	struct mime_path to;
	struct mime_client_result result;
	mime_error err;
	size_t lines, at; /* of the content */
	unsigned caps;
	int body_rc, rc;
	size_t verdicts;
	int64_t took; /* ms */
	char trace[65536];
	size_t n_trace;
};

/* To 127.0.0.1 in clear text, one recipient, two lines of content. */
struct call *call_new(const char *ca_file);
/* Send to a server that plays steps; what it heard is in *f. */
void call_run(struct call *c, struct fake_server *f,
	      const struct fake_step *steps);
/* It ended with this failure and this code. */
void call_check(struct call *c, enum mime_failure failure, int rc);
/* The server has heard s. */
bool call_heard(const struct fake_server *f, const char *s);
/* Wait for the server, which must have played all, and free everything. */
void call_end(struct call *c, struct fake_server *f);
mime_slice call_text(const char *s); /* NULL: absent */

/* Steps: HELLO is the greeting up to EHLO, ENVELOPE goes on up to 354. */
/* clang-format off */
#define SAY(text) { FAKE_SAY, text, 0 }
#define HEAR      { FAKE_HEAR, NULL, 0 }
#define CONTENT   { FAKE_CONTENT, NULL, 0 }
#define END       { FAKE_END, NULL, 0 }
#define HELLO     SAY("220 mx\r\n"), HEAR
#define ENVELOPE  SAY("250 mx\r\n"), HEAR, SAY("250 ok\r\n"), HEAR, \
		  SAY("250 ok\r\n"), HEAR, SAY("354 go\r\n")
/* clang-format on */
#endif
