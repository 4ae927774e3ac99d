/* extract.h - write parts to files, under names that cannot do harm. */
#ifndef TOOLS_EXTRACT_H
#define TOOLS_EXTRACT_H
#include "dump.h"
#include "select.h"

enum extract_names {
	EXTRACT_SAFE,
	EXTRACT_ASCII,
	EXTRACT_SECTION,
	EXTRACT_HASH
};

struct extract_opts {
	const char *directory;	     /* NULL: the current one */
	const struct select *select; /* NULL: attachments and inline non-text */
	bool inside; /* what is inside texts and TNEF, not parts; then no
		      * select */
	enum extract_names names;
	bool force, skip_existing, dry;
	bool digest;	  /* of each file, for the table */
	bool per_message; /* a directory in it for each, by its number */
	bool tell;	  /* a line for each file */
};

/* One run of extraction, over several messages. */
struct extract;

/* opts is borrowed, and d, which is only used in turn (turn.h).
 * On error says why and returns an exit code. */
int extract_new(struct extract **out, const struct extract_opts *opts,
		struct dump *d);
void extract_free(struct extract *x); /* NULL is allowed */
/* Writes the parts of one message and reports each.  They are decoded now and
 * get their names when it is the turn of d; what comes of that goes to the
 * tally.  A part that fails leaves no file and does not stop the others,
 * unless the disk is full.
 * Returns an exit code. */
int extract_message(struct extract *x, struct dump *d, struct input *in);
/* Likewise the message itself. */
int extract_whole(struct extract *x, struct dump *d, struct input *in);
#endif
