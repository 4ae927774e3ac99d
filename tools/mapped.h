/* mapped.h - a regular file as memory.  If another process shortens it while
 * it is read, the program says so, by the name of the file, and ends with
 * CLI_IOERR. */
#ifndef TOOLS_MAPPED_H
#define TOOLS_MAPPED_H
#include "mime/types.h"

struct mapped {
	void *ptr; /* NULL: there is none */
	size_t len;
	int slot; /* private */
};

/* So many can be there at a time. */
enum { MAPPED_MAX = 128 };

/* Maps len > 0 bytes of fd, for reading.  False if that cannot be done: then
 * read the file.  May be used by several threads. */
bool mapped_open(struct mapped *out, int fd, size_t len, const char *name);
void mapped_close(struct mapped *m); /* all zero is allowed */
#endif
