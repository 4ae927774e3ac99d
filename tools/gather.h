/* gather.h - small pieces become large writes, in memory that serves one file
 * after another. */
#ifndef TOOLS_GATHER_H
#define TOOLS_GATHER_H
#include "mime/types.h"

/* Zero is an empty one. */
struct gather {
	char *block; /* private */
	size_t len;
	int fd;
};

/* Begins with another file, which is borrowed. */
void gather_begin(struct gather *g, int fd);
/* More bytes; large ones are not copied.  Returns 0, or errno. */
int gather_add(struct gather *g, const void *bytes, size_t n);
/* Writes the rest.  Likewise. */
int gather_end(struct gather *g);
/* The memory. */
void gather_free(struct gather *g);

/* Writes all of that at once.  Likewise. */
int gather_write(int fd, const void *bytes, size_t n);
#endif
