/* secret.h - a password: never on the command line, never printed, wiped. */
#ifndef TOOLS_SECRET_H
#define TOOLS_SECRET_H
#include "mime/types.h"

struct secret {
	char text[1024];
	size_t len;
};

/* The first line of what `sh -c command' prints, or, command being NULL, of
 * descriptor fd.  Says what is wrong and returns an exit code. */
int secret_read(struct secret *s, const char *command, int fd);
void secret_wipe(struct secret *s);
#endif
