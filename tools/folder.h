/* folder.h - a directory that parts are extracted into: held by descriptor,
 * with the names in it, which are compared without case. */
#ifndef TOOLS_FOLDER_H
#define TOOLS_FOLDER_H
#include "mime/types.h"

struct folder;

/* A name in a folder. */
struct folder_name {
	char *name;	  /* as it is spelled */
	bool made;	  /* by this run */
	unsigned numbers; /* name-1 to name-N are known to be taken */
};

/* Opens the directory at path, which is made if it is missing.  dry: nothing
 * is made; a missing directory is an empty one.
 * On error says why and returns an exit code. */
int folder_open(struct folder **out, const char *path, bool dry);
void folder_free(struct folder *f); /* NULL is allowed */
/* The descriptor; -1 for one that is missing in a dry run. */
int folder_descriptor(const struct folder *f);
/* The entry of that name, letters of either case alike, or NULL. */
struct folder_name *folder_find(const struct folder *f, const char *name);
/* Takes down a name that is not there yet. */
struct folder_name *folder_add(struct folder *f, const char *name, bool made);

/* "name-7.ext" for name.ext and 7; the caller frees it.  Number 0 is the name
 * itself. */
char *folder_numbered(const char *name, unsigned number);
#endif
