/* base/reader.h - the pull interface, as its implementers see it. */
#ifndef MIME_BASE_READER_H
#define MIME_BASE_READER_H
#include "mime/types.h"

/* Like the pull of mime_reader_new, but it may say more about an error:
 * err is preset from the returned code, and kept when err->code is set. */
typedef int (*mime_reader_pull)(mime_slice *out, void *ctx, mime_error *err);

int mime_reader_open(struct mime_reader **out, mime_reader_pull pull,
		     void (*done)(void *ctx), void *ctx);
/* A reader that lends s once. */
int mime_reader_of(struct mime_reader **out, mime_slice s);
/* Fills err, which may be NULL, and returns code. */
int mime_error_set(mime_error *err, int code, int sys, size_t offset,
		   const char *what);
#endif
