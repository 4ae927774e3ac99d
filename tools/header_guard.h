/* header_guard.h - text from the user that is to enter a header. */
#ifndef TOOLS_HEADER_GUARD_H
#define TOOLS_HEADER_GUARD_H

/* Refuses a line break or another control character: no reader wants it, and
 * encoded it would be a defect (W01, P08).  A tab is a blank.
 * file  what to complain by, or NULL
 * name  of the field or parameter
 * Says what is wrong and returns an exit code. */
int header_guard(const char *file, const char *name, const char *value);
#endif
