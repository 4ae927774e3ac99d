/* smtp/reply.h - replies (RFC 5321 4.2), read from pieces of any size.
 *
 * A line is three digits, the first of them 2 to 5, and then nothing, or "-"
 * and text (more lines follow), or a blank and text (the last line).  It ends
 * at LF; a CR before it is part of the end.  A bare LF is accepted, since
 * small servers write it and replies hold nothing of ours that could forge a
 * line: our commands have no LF to be echoed.  All lines of a reply show the
 * same code.  Further: a line has at most 4 KiB, a reply 512 lines and
 * 64 KiB. */
#ifndef MIME_SMTP_REPLY_H
#define MIME_SMTP_REPLY_H
#include "base/strbuf.h"

enum {
	MIME_REPLY_LINE_MAX = 4096,
	MIME_REPLY_LINES_MAX = 512,
	MIME_REPLY_OCTETS_MAX = 64 * 1024
};

struct mime_reply {
	int code;      /* 200-599 once a line was read */
	int status[3]; /* RFC 3463 class.subject.detail; zeros if none */
	struct mime_strbuf text; /* the lines without code, joined by LF; valid
				  * UTF-8 without controls, "?" for the rest */
	const char *fault;	 /* why mime_reply_feed failed */
	/* the rest is private */
	size_t octets, n_line;
	unsigned lines;
	bool whole;
	char line[MIME_REPLY_LINE_MAX];
};

void mime_reply_init(struct mime_reply *r);
void mime_reply_free(struct mime_reply *r);
/* Read on; the first call after a whole reply begins the next one.
 * used	 how many of the len bytes belong to this reply.
 * Returns 1 when the reply is whole, 0 when it wants more bytes.
 * Error MIME_EPROTO with r->fault; MIME_ENOMEM. */
int mime_reply_feed(struct mime_reply *r, size_t *used, const char *buf,
		    size_t len);
/* Part of a reply was read, and its end not. */
bool mime_reply_begun(const struct mime_reply *r);
/* Takes the next line off the front of *text; false when there is none. */
bool mime_reply_line(mime_slice *line, mime_slice *text);
#endif
