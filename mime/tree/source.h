/* tree/source.h - where the bytes of a message come from. */
#ifndef MIME_TREE_SOURCE_H
#define MIME_TREE_SOURCE_H
#include "tree/tree.h"

/* Read the file at path into memory; with map, map it. Error MIME_ENOMEM;
 * MIME_EIO with err->sys; MIME_ELIMIT above max octets (0: no limit). */
int mime_source_file(struct mime_source *s, const char *path, bool map,
		     mime_error *err);
int mime_source_fd(struct mime_source *s, int fd, uint64_t max,
		   mime_error *err);
/* reader is taken over in every case; its errors, too. */
int mime_source_reader(struct mime_source *s, struct mime_reader *reader,
		       uint64_t max, mime_error *err);
void mime_source_free(struct mime_source *s);
#endif
