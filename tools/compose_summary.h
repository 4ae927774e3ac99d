/* compose_summary.h - a message in one line, from the bytes it was written as:
 * what is told is what a reader will find. */
#ifndef TOOLS_COMPOSE_SUMMARY_H
#define TOOLS_COMPOSE_SUMMARY_H
#include "buffer.h"

/* All zero before the first byte. */
struct compose_summary {
	uint64_t octets;
	struct buffer kept; /* without long lines of base64 */
	struct buffer line; /* the present one */
};

void compose_summary_free(struct compose_summary *s);
/* The next bytes of the message, cut anywhere. */
void compose_summary_add(struct compose_summary *s, mime_slice run);
/* Appends "name  1,507 B  multipart/mixed: text/plain (utf-8, base64),
 * application/pdf report.pdf". */
void compose_summary_end(struct compose_summary *s, struct buffer *out,
			 const char *name);
#endif
