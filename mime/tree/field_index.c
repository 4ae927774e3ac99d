#include "tree/field_index.h"

/* The header of a part has a few fields.  A block grows where it is, so that
 * little steps cost little, and leave little of the arena's block behind. */
enum { FIRST_ROOM = 8, LARGEST_STEP = 64 };

void
mime_field_index_init(struct mime_field_index *x, struct mime_part *part,
		      size_t start)
{
	*x = (struct mime_field_index){ .part = part, .start = start };
}

static size_t
block_size(size_t room)
{
	return sizeof(struct mime_fields) + room * sizeof(struct mime_field);
}

/* Blocks are chained rather than copied, so that a handle to a field stays
 * good and no room is left behind. */
int
mime_field_index_grow(struct mime_field_index *x)
{
	struct mime_arena *arena = &x->part->message->arena;
	struct mime_fields *b = x->block;
	size_t room = b == NULL ? FIRST_ROOM : b->room;

	if (room > LARGEST_STEP)
		room = LARGEST_STEP;
	if (b != NULL && mime_arena_extend(arena, b, block_size(b->room),
					   block_size(b->room + room))) {
		b->room += (uint32_t)room;
		return MIME_OK;
	}
	b = mime_arena_alloc(arena, block_size(room));
	if (b == NULL)
		return MIME_ENOMEM;
	b->part = x->part;
	b->next = NULL;
	b->n = 0;
	b->room = (uint32_t)room;
	if (x->block == NULL)
		x->part->fields = b;
	else
		x->block->next = b;
	x->block = b;
	return MIME_OK;
}

void
mime_field_index_extend(struct mime_field_index *x, size_t to)
{
	if (to - x->start > UINT32_MAX)
		x->overflow = true;
	if (!x->overflow)
		x->last->len = (uint32_t)(to - x->start - x->last->start);
}

void
mime_field_index_end(struct mime_field_index *x)
{
	struct mime_fields *b = x->block;

	if (b == NULL)
		return;
	mime_arena_trim(&x->part->message->arena, b, block_size(b->room),
			block_size(b->n));
	b->room = b->n;
}
