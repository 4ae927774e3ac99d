/* compose_write.h - a message to its file, and in one line. */
#ifndef TOOLS_COMPOSE_WRITE_H
#define TOOLS_COMPOSE_WRITE_H
#include "compose_message.h"

/* How c is written for a way that carries so much. */
void compose_write_opts(struct mime_write_opts *out,
			const struct compose_message *c,
			enum mime_write_eol eol, enum mime_carry carry);
/* Write it to r->output or stdout, or, for a dry run, nowhere; for a file and
 * a dry run say on stderr what it is.  Says what is wrong and returns an exit
 * code. */
int compose_write(const struct compose_message *c,
		  const struct compose_request *r);
/* Appends "name  1,507 B  multipart/mixed: text/plain (utf-8, base64), ...",
 * what c is when it is written so.  Says what is wrong and returns an exit
 * code. */
int compose_write_summary(struct buffer *out, const char *name,
			  const struct compose_message *c,
			  const struct mime_write_opts *opts);
#endif
