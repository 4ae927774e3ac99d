#include "base/defect.h"
#include <string.h>

enum { FIRST_ROOM = 4 }; /* most mail has no defect, or one or two */

void
mime_defects_init(struct mime_defects *d, struct mime_arena *arena)
{
	*d = (struct mime_defects){ .arena = arena };
}

int
mime_defects_part(struct mime_defects *d)
{
	struct mime_defect_record *copy;

	if (d->n == 0)
		return MIME_OK;
	copy = mime_arena_alloc(d->arena, d->room * sizeof *copy);
	if (copy == NULL)
		return MIME_ENOMEM;
	memcpy(copy, d->records, d->n * sizeof *copy);
	d->records = copy;
	return MIME_OK;
}

/* Total order, so that equal input gives an equal report whatever the order
 * of the calls. */
static bool
before(const struct mime_defect_record *a, const struct mime_defect_record *b)
{
	if (a->offset != b->offset)
		return a->offset < b->offset;
	if (a->kind != b->kind)
		return a->kind < b->kind;
	if (a->length != b->length)
		return a->length < b->length;
	return a->severity < b->severity;
}

/* The first record of kind, or NULL. */
static struct mime_defect_record *
find(const struct mime_defects *d, int kind)
{
	for (size_t i = 0; i < d->n; i++)
		if (d->records[i].kind == kind)
			return &d->records[i];
	return NULL;
}

size_t
mime_defects_count(const struct mime_defects *d, int kind)
{
	const struct mime_defect_record *first = find(d, kind);

	return first != NULL ? first->count : 0;
}

void
mime_defect_repeat(struct mime_defects *d, int kind, size_t n)
{
	struct mime_defect_record *first = find(d, kind);

	if (first != NULL)
		first->count += n;
}

static void
insert(struct mime_defects *d, const struct mime_defect_record *r)
{
	size_t i = d->n;

	while (i > 0 && before(r, &d->records[i - 1]))
		i--;
	memmove(&d->records[i + 1], &d->records[i],
		(d->n - i) * sizeof d->records[0]);
	d->records[i] = *r;
	d->n++;
}

static bool
grow(struct mime_defects *d)
{
	size_t room = d->room > 0 ? d->room * 2 : FIRST_ROOM;
	struct mime_defect_record *records;

	if (room > MIME_DEFECTS_MAX)
		room = MIME_DEFECTS_MAX;
	records =
		mime_arena_grow(d->arena, d->records, d->room * sizeof *records,
				room * sizeof *records);
	if (records == NULL)
		return false;
	d->records = records;
	d->room = room;
	return true;
}

/* Room for r in a full list: the last record that is not the first of its kind
 * goes, unless r itself would be that one.  MIME_DEFECT_KINDS <
 * MIME_DEFECTS_MAX, so a full list always has such a record. */
static bool
make_room(struct mime_defects *d, const struct mime_defect_record *r)
{
	size_t i = d->n;

	while (i > 0 && d->records[i - 1].count > 0)
		i--;
	if (i == 0 || (r->count == 0 && before(&d->records[i - 1], r)))
		return false;
	memmove(&d->records[i - 1], &d->records[i],
		(d->n - i) * sizeof d->records[0]);
	d->n--;
	return true;
}

void
mime_defect_add_as(struct mime_defects *d, int kind, char severity,
		   size_t offset, size_t length)
{
	struct mime_defect_record r = { .kind = kind,
					.severity = severity,
					.offset = offset,
					.length = length,
					.count = 1 };
	struct mime_defect_record *first;

	if (d == NULL)
		return;
	if (d->n == d->room && d->room < MIME_DEFECTS_MAX && !grow(d)) {
		d->error = MIME_ENOMEM;
		return;
	}
	r.part = d->part;
	r.field = d->field;
	first = find(d, kind);
	if (first != NULL && before(&r, first)) {
		r.count = first->count + 1;
		first->count = 0;
	} else if (first != NULL) {
		r.count = 0;
		first->count++;
	}
	if (d->n < MIME_DEFECTS_MAX || make_room(d, &r))
		insert(d, &r);
}

void
mime_defect_add(struct mime_defects *d, int kind, size_t offset, size_t length)
{
	mime_defect_add_as(d, kind, (char)mime_defect_name(kind)->severity,
			   offset, length);
}
