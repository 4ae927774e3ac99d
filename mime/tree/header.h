/* tree/header.h - finds the fields of one header block and its end. */
#ifndef MIME_TREE_HEADER_H
#define MIME_TREE_HEADER_H
#include "tree/boundary.h"
#include "tree/tree.h"

/* So many Content-Type fields of one header are looked at. */
enum { MIME_HEADER_TYPES = 16 };

/* What the parser wants to know at once. */
struct mime_header {
	size_t body; /* first byte after the header and its blank line */
	struct mime_field
		*types[MIME_HEADER_TYPES]; /* Content-Type, in order */
	size_t n_types;
	struct mime_field *encoding; /* NULL: there is none */
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
