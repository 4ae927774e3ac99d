/* tree/field_index.h - the records of one header's fields, as they are
 * found. */
#ifndef MIME_TREE_FIELD_INDEX_H
#define MIME_TREE_FIELD_INDEX_H
#include "tree/tree.h"

struct mime_field_index {
	struct mime_part *part;
	size_t start; /* of the header, in the parsed buffer */
	struct mime_fields *block;
	struct mime_field *last; /* NULL: none yet */
	bool overflow; /* beyond the 4 GiB that a record can say: nothing more
			* is recorded */
};

void mime_field_index_init(struct mime_field_index *x, struct mime_part *part,
			   size_t start);
/* Record the bytes from..to-1 of the parsed buffer.  Error MIME_ENOMEM. */
int mime_field_index_add(struct mime_field_index *x, size_t from, size_t to,
			 enum mime_field_id id, size_t name_len);
/* The last record goes on up to `to'. */
void mime_field_index_extend(struct mime_field_index *x, size_t to);
/* Give back the room that was not needed. */
void mime_field_index_end(struct mime_field_index *x);
#endif
