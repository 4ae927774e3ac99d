/* temporary.h - a file that is not whole yet: written under a temporary name
 * in its own directory, or under none at all, then given its name, or removed.
 * A signal that ends the program removes it too. */
#ifndef TOOLS_TEMPORARY_H
#define TOOLS_TEMPORARY_H
#include "mime/types.h"
#include <sys/types.h>

struct temporary {
	int dir, fd;   /* dir is borrowed; fd -1: there is none */
	int slot;      /* private: TEMPORARY_MAX when there is none */
	char name[64]; /* empty: it has none */
};
/* So many can be there at a time; of workers that wait for their turn
 * (turn.h) so many. */
enum { TEMPORARY_MAX = 256, TEMPORARY_HELD = 192 };

/* Creates one in the directory dir, mode & ~umask.  Returns 0, or errno. */
int temporary_open(struct temporary *t, int dir, mode_t mode);
/* Likewise one that has no name until it gets its own: nothing is left of it,
 * whatever ends the program, and many threads can make them in one directory
 * without waiting for each other.  It can be read too. */
int temporary_open_nameless(struct temporary *t, int dir, mode_t mode);
/* Whether that can be done there and so many be open at a time: tries it. */
bool temporary_can_be_nameless(int dir);
/* Gives it its name in the directory dir, which is on the same file system.
 * replace: over a file that is there, not for one that is nameless; else EEXIST
 * when there is one, and the temporary file stays.  A symbolic link of that
 * name is never followed.  fd is closed by the caller before, or, of one that
 * is nameless, by this.  Returns 0, or errno. */
int temporary_place(struct temporary *t, int dir, const char *name,
		    bool replace);
/* Closes and removes it; its fd may be -1, closed by the caller before. */
void temporary_drop(struct temporary *t);
/* Removes all that are open, before the program ends: none can be made any
 * more.  Fit for a signal handler. */
void temporary_abandon(void);
#endif
