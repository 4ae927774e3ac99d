/* where.h - which messages a user means (--where). */
#ifndef TOOLS_WHERE_H
#define TOOLS_WHERE_H
#include "input.h"

struct where;

/* Reads conditions with commas between, all of which must hold:
 *	FIELD~TEXT	a field from, to, cc, bcc, reply-to, sender, subject or
 *			header.NAME has TEXT in its decoded value, letters of
 *			ASCII in either case
 *	has:attachment
 *	size>SIZE, size<SIZE
 *	since:DATE, before:DATE
 * A "!" before a condition reverses it; "\," in TEXT is a comma.  text is
 * borrowed.  On error says why and returns CLI_USAGE; else CLI_OK. */
int where_new(struct where **out, const char *text);
void where_free(struct where *w); /* NULL is allowed */
/* Whether bodies are needed for the answer. */
bool where_needs_bodies(const struct where *w);
bool where_holds(const struct where *w, const struct input *in);
#endif
