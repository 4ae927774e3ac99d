/* feed.h - bytes that can be read but from front to back: those of a pipe or a
 * device, and what is in a gzip file. */
#ifndef TOOLS_FEED_H
#define TOOLS_FEED_H
#include "mime/types.h"
#include <stdatomic.h>

/* Who is told that more bytes have to be waited for. */
struct feed_watch {
	atomic_bool waits;	 /* somebody does now */
	void (*call)(void *ctx); /* when that begins; NULL: nobody */
	void *ctx;
};

struct feed;
/* Reads the first bytes.
 * fd	   taken over
 * path	   for messages
 * max	   more bytes are MIME_ELIMIT; 0: no limit
 * unpack  what is under gzip; max counts the bytes in it
 * watch   borrowed; NULL: nobody is told
 * Returns a code of enum mime_err, that of feed_reader: then *out is there,
 * too, and tells why. */
int feed_open(struct feed **out, int fd, const char *path, uint64_t max,
	      bool unpack, struct feed_watch *watch);
void feed_close(struct feed *f); /* NULL is allowed */
/* The first bytes, as many as tell an mbox unless there are fewer, until
 * feed_reader is called. */
mime_slice feed_head(const struct feed *f);
/* All bytes, those of the head too; f outlives it. */
struct mime_reader *feed_reader(struct feed *f);
/* errno of the read that failed, or 0. */
int feed_errno(const struct feed *f);
/* Whether there were more bytes than it may have. */
bool feed_is_above(const struct feed *f);
#endif
