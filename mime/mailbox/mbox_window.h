/* mailbox/mbox_window.h - the bytes of an mbox that are in memory: all of them,
 * or of a stream those of the message at hand and a few more. */
#ifndef MIME_MAILBOX_MBOX_WINDOW_H
#define MIME_MAILBOX_MBOX_WINDOW_H
#include "base/strbuf.h"
#include "mailbox/mbox_line.h"

struct mime_mbox_window {
	mime_slice text; /* what there is now */
	uint64_t base;	 /* the offset of its first byte in the file */
	bool ended;	 /* the file ends with it */
	/* the rest is of a stream */
	struct mime_reader *reader; /* owned; NULL: all is there */
	mime_slice piece;	    /* lent by it, not yet taken */
	struct mime_strbuf bytes;
	size_t most; /* of a message */
	mime_error error;
};

void mime_mbox_window_over(struct mime_mbox_window *w, mime_slice whole);
/* most in bytes; reader is taken over. */
void mime_mbox_window_stream(struct mime_mbox_window *w,
			     struct mime_reader *reader, size_t most);
void mime_mbox_window_close(struct mime_mbox_window *w);
/* Drops what precedes i, but for the few bytes that tell whether a line begins
 * a message, when that is at least half.  Returns where i is then. */
size_t mime_mbox_window_drop(struct mime_mbox_window *w, size_t i);
/* Reads until there are n bytes, or the file ends.
 * Error MIME_ENOMEM; that of the reader. */
int mime_mbox_window_fill(struct mime_mbox_window *w, size_t n);
/* Reads until it is known whether a message begins at i, or the file ends.
 * Error as mime_mbox_window_fill. */
int mime_mbox_window_settle(struct mime_mbox_window *w, size_t i);
/* As mime_mbox_find, reading as far as it takes.
 * Error also MIME_ELIMIT if a message from start to there has more than
 *	 w->most bytes. */
int mime_mbox_window_find(size_t *out, struct mime_mbox_window *w, size_t start,
			  size_t from);
#endif
