/* tree/content.h - the new content of a leaf. */
#ifndef MIME_TREE_CONTENT_H
#define MIME_TREE_CONTENT_H
#include "tree/tree.h"

/* The content p was given, or NULL while its body is as parsed. */
static inline const struct mime_content *
mime_part_content(const struct mime_part *p)
{
	return p->more != NULL && p->more->content.set ? &p->more->content
						       : NULL;
}

/* Read it: memory is lent at once, a file in blocks of 64 KiB.
 * Error MIME_ENOMEM; MIME_EIO with err->sys. */
int mime_content_open(struct mime_reader **out, const struct mime_content *c,
		      mime_error *err);
#endif
