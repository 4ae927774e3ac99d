/* workers.h - threads over the messages of a series. */
#ifndef TOOLS_WORKERS_H
#define TOOLS_WORKERS_H
#include "series.h"
#include "turn.h"

/* What is done to each message. */
struct work {
	/* A worker's own things; what it prints goes to the stage. */
	void *(*begin)(void *shared, struct stage *stage);
	void (*end)(void *own);
	/* One message.  True: go no further. */
	bool (*each)(void *own, const struct item *item, struct tally *tally);
	void *shared;
};

/* Does it to all messages, in so many threads; with one it is this thread.
 * What they say keeps the order of the series. */
void workers_run(struct series *s, struct turn *turn, unsigned jobs,
		 const struct work *work);
#endif
