/* source.h - the bytes of a file, a pipe or stdin, for as long as somebody
 * holds them. */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H
#include "mime/message.h"

/* How large an input may be. */
struct input_limit {
	bool given;	 /* false: 4 GiB for what is no regular file */
	uint64_t octets; /* 0: no limit */
};

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
/* When the file was written last, in seconds since 1970. */
int64_t source_time(const struct source *s);
/* Whether it can be opened but once: a pipe, or stdin. */
bool source_is_once(const struct source *s);
mime_slice source_bytes(const struct source *s);
/* Whoever holds one drops it; these may be called by several threads. */
struct source *source_hold(struct source *s);
void source_drop(struct source *s); /* NULL is allowed */
#endif
