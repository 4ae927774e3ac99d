/* spool.h - what can be read only once (a pipe, stdin, a message while it is
 * written), kept in a temporary file. */
#ifndef TOOLS_SPOOL_H
#define TOOLS_SPOOL_H
#include "temporary.h"

struct spool {
	struct temporary temporary;
	char *path; /* owned; NULL: nothing is kept */
};

/* A new file in $TMPDIR, else /tmp.  Returns 0, or errno; then there is nothing
 * to close. */
int spool_open(struct spool *s);
/* Adds to it.  Returns 0, or errno. */
int spool_write(struct spool *s, const void *bytes, size_t n);
/* Adds all that fd has.  Returns 0, or errno. */
int spool_copy(struct spool *s, int fd);
/* It is whole, and may be read at s->path.  Returns 0, or errno. */
int spool_end(struct spool *s);
/* Removes the file; an all-zero spool is allowed. */
void spool_close(struct spool *s);
#endif
