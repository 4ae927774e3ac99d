/* tree/multipart.h - what a Content-Type says about structure. */
#ifndef MIME_TREE_MULTIPART_H
#define MIME_TREE_MULTIPART_H
#include "tree/tree.h"

/* The boundary of a multipart's Content-Type body, without trailing blanks;
 * absent if there is none or it is empty.  It lies in arena or in body.
 * S05, S06, S07 and P16 are recorded.  Error MIME_ENOMEM. */
int mime_multipart_boundary(mime_slice *out, struct mime_arena *arena,
			    mime_slice body,
			    const struct mime_text_context *context);
#endif
