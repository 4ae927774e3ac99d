/* progress.h - how far a long run is, on stderr: a bar that is drawn over, or
 * for a log a line each five seconds. */
#ifndef TOOLS_PROGRESS_H
#define TOOLS_PROGRESS_H
#include "tally.h"

enum progress_when { PROGRESS_AUTO, PROGRESS_ALWAYS, PROGRESS_NEVER };

struct progress;
struct series;

/* NULL if there is none to be shown: with PROGRESS_AUTO only if
 * stderr is a terminal and no lines of the result go there.
 * s  tells how much there is; borrowed
 * lines_on_terminal  what the run prints goes to the terminal */
struct progress *progress_new(enum progress_when when, struct series *s,
			      bool lines_on_terminal);
/* Erases what was drawn. */
void progress_free(struct progress *p); /* NULL is allowed */
/* So much is done; draws at most ten times a second.  Only by the one whose
 * turn it is, as is every line on stderr. */
void progress_step(struct progress *p, const struct tally *t);
#endif
