/* format.h - a line of the user's own making for each message (--format). */
#ifndef TOOLS_FORMAT_H
#define TOOLS_FORMAT_H
#include "dump.h"

struct format;

/* Reads a template: text, \n \t \r \0 \\, %% and %{NAME} with NAME one of
 *	from to cc bcc reply-to sender	"Name <a@b.c>, ..."; of the first one
 *					only .name or .email
 *	subject message-id header.NAME	the decoded text
 *	date				as -t shows it; date:CONVERSIONS as in
 *					strftime: %Y %m %d %H %M %S %F %T %R %z
 *					%s %a %b %y %e %j %u
 *	size attachments file number offset type
 * template is borrowed.  On error says why and returns CLI_USAGE; else
 * CLI_OK. */
int format_new(struct format **out, const char *template);
void format_free(struct format *f); /* NULL is allowed */
/* Whether bodies are needed for it. */
bool format_needs_bodies(const struct format *f);
/* Writes it, made harmless.  What a message does not have is empty.  Returns
 * an exit code. */
int format_message(struct dump *d, struct input *in, const struct format *f);
#endif
