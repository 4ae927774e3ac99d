/* tree/header.h - finds the fields of one header block and its end. */
#ifndef MIME_TREE_HEADER_H
#define MIME_TREE_HEADER_H
#include "tree/boundary.h"
#include "tree/tree.h"

/* What the parser wants to know at once; NULL where there is none. */
struct mime_header {
	size_t body; /* first byte after the header and its blank line */
	struct mime_field *type, *encoding;
	struct mime_field *other_type; /* a further Content-Type */
};

/* Index the header that begins at `at' as the fields of p.
 * open	    boundaries whose delimiters end the header
 * message  the header of a message: may begin with an envelope line
 * Cost     each byte is looked at once, and once more where the header ends
 *	    without a blank line.
 * A header block beyond 4 GiB is indexed up to there.
 * Error MIME_ENOMEM. */
int mime_header_parse(struct mime_header *out, struct mime_part *p, size_t at,
		      const struct mime_boundaries *open, bool message);
#endif
