/* compose_summary.h - a finished message in one line. */
#ifndef TOOLS_COMPOSE_SUMMARY_H
#define TOOLS_COMPOSE_SUMMARY_H
#include "buffer.h"

/* Appends "name  1,507 B  multipart/mixed: text/plain (utf-8, base64),
 * application/pdf report.pdf" for the file at path.  Says what is wrong and
 * returns an exit code. */
int compose_summary(struct buffer *out, const char *name, const char *path);
#endif
