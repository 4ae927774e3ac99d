/* tree/parse.h - from bytes to the tiling tree. */
#ifndef MIME_TREE_PARSE_H
#define MIME_TREE_PARSE_H
#include "tree/tree.h"

/* Make the tree of m->source.bytes: m->root and all below, with the defects
 * of structure.  Error MIME_ENOMEM. */
int mime_parse_tree(struct mime_message *m);
/* Parse what source holds, and take it over, also on error.  Otherwise as
 * mime_parse. */
int mime_message_parse(struct mime_message **out, struct mime_source *source,
		       const struct mime_parse_opts *opts, mime_error *err);
#endif
