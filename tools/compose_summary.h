/* compose_summary.h - a message that was written, in one line. */
#ifndef TOOLS_COMPOSE_SUMMARY_H
#define TOOLS_COMPOSE_SUMMARY_H
#include "buffer.h"
#include "mime/message.h"

/* Appends "name  1,507 B  multipart/mixed: text/plain (utf-8, base64),
 * application/pdf report.pdf". */
void compose_summary(struct buffer *out, const char *name, uint64_t octets,
		     struct mime_message *m);
#endif
