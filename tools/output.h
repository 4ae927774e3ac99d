/* output.h - where the result goes: stdout, or a file (-o) that gets its name
 * when it is whole. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H
#include "temporary.h"
#include <stdio.h>

struct output {
	FILE *file;
	const char *path; /* borrowed; NULL: stdout */
	const char *name; /* its last component */
	int dir;	  /* the directory it will stand in, or -1 */
	bool force, direct;
	int sys;      /* errno of the first write that failed */
	char *gather; /* of output_gather */
	struct temporary temporary;
};

/* path	  NULL or "-": stdout.  What is there and is no regular file (/dev/null,
 *	  a pipe) is written to directly.
 * force  replace a file that is there; otherwise that is CLI_CANTCREAT.
 * On error says why and returns an exit code; else CLI_OK. */
int output_open(struct output *o, const char *path, bool force);
/* Writes out what is buffered and, if keep, gives the file its name; else
 * removes it.  A full disk shows here at the latest.  Says why and returns an
 * exit code, or CLI_OK. */
int output_close(struct output *o, bool keep);
/* Bytes to o; an error shows in output_failed. */
void output_write(struct output *o, const void *bytes, size_t n);
/* True once writing failed: no use in going on. */
bool output_failed(const struct output *o);
/* Lets a regular file that nothing was written to yet gather what it is given
 * to large writes.  Free the result, which may be NULL, when f is closed. */
char *output_gather(FILE *f);
#endif
