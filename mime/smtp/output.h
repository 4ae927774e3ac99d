/* smtp/output.h - bytes on their way to the server: one block of fixed size,
 * never moved, so that no copy of a secret is left behind. */
#ifndef MIME_SMTP_OUTPUT_H
#define MIME_SMTP_OUTPUT_H
#include "mime/smtp.h"

enum {
	MIME_OUTPUT_ROOM = 32 * 1024,
	/* the longest command: AUTH PLAIN with two names of 1024 bytes */
	MIME_OUTPUT_LINE_MAX = 4096
};

struct mime_output {
	char *block; /* owned; MIME_OUTPUT_ROOM bytes */
	size_t start, end;
	void (*trace)(void *ctx, enum mime_smtp_trace kind, mime_slice line);
	void *trace_ctx;
};

/* Error MIME_ENOMEM. */
int mime_output_init(struct mime_output *o, const struct mime_smtp_config *cfg);
void mime_output_free(struct mime_output *o);
/* What is there to send, absent if nothing. */
mime_slice mime_output_slice(const struct mime_output *o);
/* The first n bytes were sent; they are erased. */
void mime_output_sent(struct mime_output *o, size_t n);
void mime_output_clear(struct mime_output *o);
/* Free room at the end; all of it once everything was sent. */
size_t mime_output_space(const struct mime_output *o);
/* Where to write n bytes, n at most the space; _added says it was done. */
char *mime_output_reserve(struct mime_output *o, size_t n);
void mime_output_added(struct mime_output *o, size_t n);

/* One command without its line end, at most MIME_OUTPUT_LINE_MAX bytes.  The
 * caller has seen to it that there is space.  secret, which may be absent,
 * follows text on the wire, and is told as its length in the trace. */
void mime_output_command(struct mime_output *o, mime_slice text,
			 mime_slice secret);
/* One line of the transcript. */
void mime_output_trace(const struct mime_output *o, enum mime_smtp_trace kind,
		       mime_slice line);
/* "<" before number after ">", as in <hidden 24 bytes>, behind prefix. */
void mime_output_trace_count(const struct mime_output *o, mime_slice prefix,
			     const char *before, uint64_t number,
			     const char *after);
#endif
