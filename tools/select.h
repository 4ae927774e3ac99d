/* select.h - which parts a user means (SEL). */
#ifndef TOOLS_SELECT_H
#define TOOLS_SELECT_H
#include "parts.h"

struct select;

/* Reads "1.2", "attachments", "all", "type:GLOB", "name:GLOB", "cid:ID", or
 * several of them with commas between; text is borrowed.  In a GLOB "*" is any
 * characters and "?" one, letters of either case.
 * On error says why and returns CLI_USAGE; else CLI_OK. */
int select_new(struct select **out, const char *text);
void select_free(struct select *s); /* NULL is allowed */
/* The parts of m that are meant, in document order. */
void select_parts(struct parts *out, const struct select *s,
		  struct mime_message *m);
#endif
