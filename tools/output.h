/* output.h - where the result goes: stdout, or a file (-o) that gets its name
 * when it is whole. */
#ifndef TOOLS_OUTPUT_H
#define TOOLS_OUTPUT_H
#include "temporary.h"
#include <stdatomic.h>
#include <stdio.h>

struct stage;

struct output {
	FILE *file;
	struct stage *stage; /* what is written goes there; or NULL */
	const char *path;    /* borrowed; NULL: stdout */
	const char *name;    /* its last component */
	int dir;	     /* the directory it will stand in, or -1 */
	bool force, direct;
	bool titled, begun; /* output_titles, output_between were called */
	atomic_int sys;	    /* errno of the first write that failed */
	char *gather;	    /* the buffer of file, or NULL */
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
/* Another way to write to o: what a worker writes waits in its stage (turn.h)
 * until it is its turn.  Nothing is to be closed. */
void output_stage(struct output *out, const struct output *o,
		  struct stage *stage);
/* Bytes to o; an error shows in output_failed. */
void output_write(struct output *o, const void *bytes, size_t n);
/* Bytes that the first call of the run writes, and those after it do not. */
void output_titles(struct output *o, const void *bytes, size_t n);
/* Bytes that all calls of the run write but the first one. */
void output_between(struct output *o, const void *bytes, size_t n);
/* Writes out what is buffered, while another thread may be writing. */
void output_flush(struct output *o);
/* True once writing failed: no use in going on. */
bool output_failed(const struct output *o);
#endif
