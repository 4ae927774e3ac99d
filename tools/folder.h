/* folder.h - a directory that parts are extracted into: held by descriptor,
 * with the names in it, which are compared without case. */
#ifndef TOOLS_FOLDER_H
#define TOOLS_FOLDER_H
#include "mime/types.h"

struct folder;

/* A name in a folder. */
struct folder_name {
	unsigned numbers; /* name-1 to name-N are known to be taken */
	uint32_t hash;	  /* private */
	bool made;	  /* by this run */
	bool folds;	  /* private */
	char name[];	  /* as it is spelled */
};

/* Opens the directory at path, which is made if it is missing, and those that
 * it lies in.  dry: nothing is made; a missing directory is an empty one.
 * On error says why and returns an exit code. */
int folder_open(struct folder **out, const char *path, bool dry);
/* Likewise one that lies in another, never through a symbolic link. */
int folder_open_in(struct folder **out, const struct folder *in,
		   const char *name, bool dry);
void folder_free(struct folder *f); /* NULL is allowed */
/* The descriptor; -1 for one that is missing in a dry run. */
int folder_descriptor(const struct folder *f);
/* The entry of that name, letters of either case alike, or NULL.  It stays
 * where it is. */
struct folder_name *folder_find(const struct folder *f, const char *name);
/* Takes down a name that is not there yet. */
struct folder_name *folder_add(struct folder *f, const char *name, bool made);

/* "name-7.ext" for name.ext and 7, cut to the length of a safe name; the caller
 * frees it.  Number 0 is the name itself. */
char *folder_numbered(const char *name, unsigned number);
#endif
