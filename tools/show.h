/* show.h - what mimedump does with each message. */
#ifndef TOOLS_SHOW_H
#define TOOLS_SHOW_H
#include "mimedump_settings.h"

/* Does what the settings say with all messages of a series, in so many
 * threads.  out is the real output.
 * Returns an exit code. */
int show_series(const struct settings *set, struct series *s,
		struct output *out, unsigned jobs, const struct outlook *ahead);
#endif
