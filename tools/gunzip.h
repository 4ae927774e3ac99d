/* gunzip.h - what a gzip file holds. */
#ifndef TOOLS_GUNZIP_H
#define TOOLS_GUNZIP_H
#include "mime/types.h"

/* What reads gzip, for --version. */
const char *gunzip_library(void);
/* So many bytes of a file tell. */
enum { GUNZIP_HEAD = 19 };
/* Whether the bytes begin as a gzip file does, and zlib is built in. */
bool gunzip_knows(mime_slice bytes);
/* A reader of what packed holds, several gzip files in a row as one.  What is
 * torn or damaged ends there, which is said.
 * packed  taken over
 * path	   of the gzip file, for messages; borrowed */
struct mime_reader *gunzip_open(struct mime_reader *packed, const char *path);
#endif
