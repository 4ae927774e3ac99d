/* compose_envelope.h - sender and recipients as the server is told them. */
#ifndef TOOLS_COMPOSE_ENVELOPE_H
#define TOOLS_COMPOSE_ENVELOPE_H
#include "compose_request.h"

struct compose_envelope {
	struct mime_envelope env; /* its text lives in paths */
	struct mime_path *to;
	char **texts; /* owned */
	size_t n, room, n_texts, texts_room;
};

/* From --envelope-from and --envelope-to, else from the header of m; Bcc must
 * still be there.  file: the name to complain by, or NULL.
 * Says what is wrong and returns an exit code; free it in every case. */
int compose_envelope_make(struct compose_envelope *e, const char *file,
			  struct mime_message *m,
			  const struct compose_sending *s);
void compose_envelope_free(struct compose_envelope *e);
#endif
