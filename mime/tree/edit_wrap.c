#include "tree/edit.h"
#include "tree/media_type.h"

/* The header of the new multipart as it comes together. */
struct header {
	struct mime_part *outer;
	struct mime_fields **end;
	struct mime_fields *type; /* its Content-Type, until it has a place */
};

static bool
is_live_type(const struct mime_field *f)
{
	return f->id == MIME_FIELD_CONTENT_TYPE &&
	       (f->flags & MIME_FIELD_DROPPED) == 0;
}

/* All but content fields go to the multipart; lines that are no field stay
 * beside their neighbours. */
static bool
moves(const struct mime_field *f)
{
	return (f->flags & MIME_FIELD_DROPPED) == 0 &&
	       (f->id == MIME_FIELD_MIME_VERSION || !mime_field_is_content(f));
}

static bool
is_ours(const struct mime_fields *b)
{
	return b->n == 1 && (b->list[0].flags & MIME_FIELD_ADDED) != 0;
}

/* Index of the Content-Type in b, or b->n. */
static uint32_t
type_index(const struct mime_fields *b)
{
	uint32_t i = 0;

	while (i < b->n && !is_live_type(&b->list[i]))
		i++;
	return i;
}

/* The fields from..to-1 of b that move, as a block of its own; they are still
 * read from where they stand in the buffer. */
static struct mime_fields *
copy_moving(const struct mime_fields *b, uint32_t from, uint32_t to)
{
	struct mime_fields *copy;

	copy = mime_arena_array(&b->part->message->arena, 1,
				sizeof *copy +
					(to - from) * sizeof copy->list[0]);
	if (copy == NULL)
		return NULL;
	copy->part = b->part;
	copy->room = to - from;
	for (; from < to; from++) {
		if (!moves(&b->list[from]))
			continue;
		copy->list[copy->n] = b->list[from];
		copy->list[copy->n].index = copy->n;
		copy->n++;
	}
	return copy;
}

/* Two copies for each parsed block, what stands before its Content-Type and
 * what stands after it, in a list. */
static int
copy_parsed(struct mime_fields **copies, const struct mime_part *p)
{
	struct mime_fields **end = copies;

	for (const struct mime_fields *b = p->fields; b != NULL; b = b->next) {
		uint32_t type = type_index(b);

		if (is_ours(b))
			continue;
		*end = copy_moving(b, 0, type);
		if (*end == NULL)
			return MIME_ENOMEM;
		end = &(*end)->next;
		*end = copy_moving(b, type, b->n);
		if (*end == NULL)
			return MIME_ENOMEM;
		end = &(*end)->next;
	}
	return MIME_OK;
}

static void
append(struct header *h, struct mime_fields *b)
{
	*h->end = b;
	h->end = &b->next;
	b->next = NULL;
}

static void
place_type(struct header *h)
{
	if (h->type != NULL)
		append(h, h->type);
	h->type = NULL;
}

static struct mime_fields *
take_copy(struct header *h, struct mime_fields *copies)
{
	struct mime_fields *rest = copies->next;

	if (copies->n > 0)
		append(h, copies);
	return rest;
}

/* Moves the fields of p; true if there was one. */
static bool
move_fields(struct header *h, struct mime_part *p, struct mime_fields *copies)
{
	struct mime_fields **at = &p->fields, *b;
	bool moved = false;

	while ((b = *at) != NULL) {
		if (is_ours(b) && moves(&b->list[0])) {
			*at = b->next;
			b->part = h->outer;
			append(h, b);
			moved = true;
			continue;
		}
		if (!is_ours(b))
			copies = take_copy(h, copies);
		if (type_index(b) < b->n)
			place_type(h);
		if (!is_ours(b))
			copies = take_copy(h, copies);
		for (uint32_t i = 0; i < b->n; i++) {
			if (!moves(&b->list[i]))
				continue;
			b->list[i].flags |= MIME_FIELD_DROPPED;
			moved = true;
		}
		at = &b->next;
	}
	place_type(h);
	return moved;
}

static void
replace(struct mime_part *p, struct mime_part *outer)
{
	struct mime_message *m = p->message;
	struct mime_part *parent = p->parent;
	struct mime_part **at = parent != NULL ? &parent->child : &m->root;

	if ((p->flags & MIME_PART_DETACHED) == 0) {
		while (*at != p)
			at = &(*at)->next;
		*at = outer;
		outer->next = p->next;
		p->next = NULL;
		outer->flags &= (uint8_t)~MIME_PART_DETACHED;
	}
	if (parent != NULL && parent->more != NULL)
		parent->more->has_last_child = false;
	outer->parent = parent;
	outer->child = p;
	mime_part_set_parent(p, outer);
}

int
mime_part_wrap(struct mime_part **out, struct mime_part *p, const char *type)
{
	struct mime_parameter_edit edit = { .id = MIME_FIELD_CONTENT_TYPE };
	struct mime_field_edit outer_type, own_type;
	struct mime_fields *copies = NULL;
	struct mime_part *outer;
	struct header h;
	bool needed = false;
	int rc = mime_part_new(&outer, p->message, type);

	*out = NULL;
	if (rc == MIME_OK && outer->kind != MIME_PART_MULTIPART)
		rc = MIME_EINVAL;
	if (rc == MIME_OK && p->parent != NULL)
		rc = mime_part_open_children(p->parent);
	if (rc == MIME_OK)
		rc = mime_part_name_type(&own_type, &needed, p, outer);
	if (rc == MIME_OK) {
		edit.value = mime_part_type(outer);
		rc = mime_parameter_edit_init(&outer_type, outer, &edit, NULL);
	}
	if (rc == MIME_OK)
		rc = copy_parsed(&copies, p);
	if (rc != MIME_OK)
		return rc;
	mime_field_edit_commit(&outer_type);
	h = (struct header){ outer, &outer->fields, outer->fields };
	outer->fields = NULL;
	if (move_fields(&h, p, copies))
		mime_part_mark_edited(p);
	replace(p, outer);
	if (needed)
		mime_field_edit_commit(&own_type);
	*out = outer;
	return MIME_OK;
}
