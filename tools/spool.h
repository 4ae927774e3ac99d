/* spool.h - what can be read only once (a pipe, stdin), kept in a temporary
 * file so that it can be read as often as needed. */
#ifndef TOOLS_SPOOL_H
#define TOOLS_SPOOL_H
#include "temporary.h"

struct spool {
	struct temporary temporary;
	char *path; /* owned; NULL: nothing is kept */
};

/* Copies fd to its end into a new file in $TMPDIR, else /tmp, that can be read
 * at s->path.  Returns 0, or errno; then there is nothing to close. */
int spool_open(struct spool *s, int fd);
/* Removes the file; an all-zero spool is allowed. */
void spool_close(struct spool *s);
#endif
