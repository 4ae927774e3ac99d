/* extract_report.h - what became of the parts of one message: a line for each
 * file. */
#ifndef TOOLS_EXTRACT_REPORT_H
#define TOOLS_EXTRACT_REPORT_H
#include "extract_content.h"
#include "table.h"

struct extract_report {
	const struct extract_opts *opts;
	struct dump *dump;
	struct table table;
	uint64_t sequence; /* of the message */
};

/* d	 what the titles go to, now
 * turn	 what the lines go to, used in turn (turn.h); both are borrowed */
void extract_report_begin(struct extract_report *r,
			  const struct extract_opts *opts, struct dump *d,
			  struct dump *turn, uint64_t sequence);
/* A file that has its name. */
void extract_report_add(struct extract_report *r, struct extracted *e);
void extract_report_print(struct extract_report *r);
void extract_report_free(struct extract_report *r);

/* What the directory of a message is called with --per-message: they sort as
 * the messages do. */
void extract_number(char out[32], uint64_t sequence);
#endif
