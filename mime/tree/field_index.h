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
/* Makes room for further records.  Error MIME_ENOMEM. */
int mime_field_index_grow(struct mime_field_index *x);
/* The last record goes on up to `to'. */
void mime_field_index_extend(struct mime_field_index *x, size_t to);
/* Give back the room that was not needed. */
void mime_field_index_end(struct mime_field_index *x);

/* Records the bytes from..to-1 of the parsed buffer.  Error MIME_ENOMEM. */
static inline int
mime_field_index_add(struct mime_field_index *x, size_t from, size_t to,
		     enum mime_field_id id, size_t name_len)
{
	struct mime_field *f;

	if (to - x->start > UINT32_MAX)
		x->overflow = true;
	if (x->overflow)
		return MIME_OK;
	if ((x->block == NULL || x->block->n == x->block->room) &&
	    mime_field_index_grow(x) != MIME_OK)
		return MIME_ENOMEM;
	f = &x->block->list[x->block->n];
	f->start = (uint32_t)(from - x->start);
	f->len = (uint32_t)(to - from);
	f->index = x->block->n++;
	f->name_len = (uint16_t)name_len;
	f->id = (uint8_t)id;
	f->flags = 0;
	f->more = NULL;
	x->last = f;
	return MIME_OK;
}
#endif
