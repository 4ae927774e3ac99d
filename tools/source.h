/* source.h - the bytes of a file, a pipe or stdin, for as long as somebody
 * holds them. */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H
#include "feed.h"
#include "mime/message.h"

/* How large an input may be. */
struct input_limit {
	bool given;	 /* false: SOURCE_MOST for what is no regular file, and
			  * for what is inside a gzip file */
	uint64_t octets; /* 0: no limit */
};
#define SOURCE_MOST ((uint64_t)4 << 30)

struct source;

/* Opens the file at path, or stdin for "-".  A regular file is mapped
 * (mapped.h); what is no regular file is read to its end, and so is one that
 * is compressed (gzip), if zlib is built in.
 * On error says why and returns an exit code. */
int source_open(struct source **out, const char *path,
		const struct input_limit *limit);
/* Likewise a message of a Maildir or an MH folder: a regular file only. */
int source_open_stored(struct source **out, const char *path,
		       const struct input_limit *limit);
/* As source_open, but what is compressed stays so. */
int source_open_packed(struct source **out, const char *path,
		       const struct input_limit *limit);

/* As source_open, but what cannot be mapped is not read: of that source_bytes
 * are the first ones, as many as tell an mbox.  limit counts only if it is
 * given.
 * watch  borrowed (feed.h) */
int source_begin(struct source **out, const char *path,
		 const struct input_limit *limit, struct feed_watch *watch);
/* Whether there is more than source_bytes; then either of the next two. */
bool source_flows(const struct source *s);
/* Reads what is left.  On error as source_open. */
int source_finish(struct source *s, const struct input_limit *limit);
/* All bytes as they come, for as long as the source is held. */
struct mime_reader *source_reader(struct source *s);
/* What one message of it may have, in bytes; 0: no limit. */
size_t source_most(const struct source *s);
/* Says why that reader failed with rc; returns an exit code. */
int source_failed(const struct source *s, int rc);

/* A copy of the bytes; a large one is in a file. */
struct source *source_copy(mime_slice bytes);

/* When the file was written last, in seconds since 1970. */
int64_t source_time(const struct source *s);
/* Whether it can be opened but once: a pipe, or stdin. */
bool source_is_once(const struct source *s);
mime_slice source_bytes(const struct source *s);
/* Whoever holds one drops it; these may be called by several threads. */
struct source *source_hold(struct source *s);
void source_drop(struct source *s); /* NULL is allowed */
#endif
