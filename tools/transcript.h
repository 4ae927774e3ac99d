/* transcript.h - the SMTP dialogue, line by line with the time of day. */
#ifndef TOOLS_TRANSCRIPT_H
#define TOOLS_TRANSCRIPT_H
#include "mime/smtp.h"
#include <stdio.h>

struct transcript {
	FILE *out; /* NULL: none is kept */
};

/* path NULL: stderr.  Says why it cannot be written and returns an exit
 * code. */
int transcript_open(struct transcript *t, const char *path);
/* Says when something could not be written and returns an exit code. */
int transcript_close(struct transcript *t, const char *path);
/* For mime_smtp_config.trace, with the transcript as its context. */
void transcript_line(void *ctx, enum mime_smtp_trace kind, mime_slice line);
#endif
