/* compose_digest.h - the SHA-256 of all that goes into a message, so that what
 * is otherwise random can be a function of it. */
#ifndef TOOLS_COMPOSE_DIGEST_H
#define TOOLS_COMPOSE_DIGEST_H
#include "compose_text.h"

/* base is the message edited, or absent.  Says what cannot be read and returns
 * an exit code. */
int compose_digest(uint8_t out[32], const struct compose_request *r,
		   const struct compose_texts *texts, mime_slice base);
#endif
