/* gunzip.h - what a gzip file holds. */
#ifndef TOOLS_GUNZIP_H
#define TOOLS_GUNZIP_H
#include "mime/types.h"

/* What reads gzip, for --version. */
const char *gunzip_library(void);
/* Whether the bytes begin as a gzip file does, and zlib is built in. */
bool gunzip_knows(mime_slice bytes);
/* Writes what it holds, at most max bytes (0: no limit), to a new unlinked
 * file in $TMPDIR: its descriptor, which the caller closes.  path is that of
 * the gzip file, for messages.
 * On error says why and returns an exit code; *fd is -1. */
int gunzip(int *fd, mime_slice bytes, const char *path, uint64_t max);
#endif
