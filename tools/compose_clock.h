/* compose_clock.h - the date of a message that is made now. */
#ifndef TOOLS_COMPOSE_CLOCK_H
#define TOOLS_COMPOSE_CLOCK_H
#include "mime/address.h"

/* SOURCE_DATE_EPOCH, in UTC; else the present time in the local zone or, if
 * the output must be reproducible, 1970-01-01.  Says when SOURCE_DATE_EPOCH is
 * no number, and returns an exit code. */
int compose_clock(struct mime_date *out, bool reproducible);
#endif
