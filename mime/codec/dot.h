/* codec/dot.h - what SMTP does to a message between DATA and the final dot
 * (RFC 5321 4.5.2), as a stage of the kind of mime/codec.h. */
#ifndef MIME_CODEC_DOT_H
#define MIME_CODEC_DOT_H
#include "mime/types.h"

struct mime_dot {
	uint8_t in_line; /* something was written since the last line end */
};

/* Stuffing n bytes writes at most this many. */
#define MIME_DOT_MAX(n) ((n) + ((n) + 1) / 2 + 5)

void mime_dot_init(struct mime_dot *s);
/* Doubles each dot that begins a line of `in', whose line ends are all CRLF.
 * last ends an open line and adds the line that is only a dot; without it the
 * message never ends, which is how a body that fails is given up. */
size_t mime_dot_stuff(struct mime_dot *s, const char *in, size_t n, char *out,
		      bool last);
#endif
