#include "base/defect.h"
#include <string.h>

void
mime_defects_init(struct mime_defects *d)
{
	/* what lies beyond n need not be cleared, and is most of it */
	d->n = 0;
	memset(d->counts, 0, sizeof d->counts);
	d->part = d->field = NULL;
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

static bool
first_of_kind(const struct mime_defects *d, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (d->records[k].kind == d->records[i].kind)
			return false;
	return true;
}

static void
remove_at(struct mime_defects *d, size_t i)
{
	memmove(&d->records[i], &d->records[i + 1],
		(d->n - i - 1) * sizeof d->records[0]);
	d->n--;
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

/* Makes room for r: the last record that is not the first of its kind goes,
 * unless r itself would be that one.  MIME_DEFECT_KINDS < MIME_DEFECTS_MAX,
 * so a full list always has such a record. */
static bool
make_room(struct mime_defects *d, const struct mime_defect_record *r)
{
	size_t i = d->n;
	bool first = true;

	for (size_t k = 0; k < d->n && first; k++)
		first = d->records[k].kind != r->kind ||
			before(r, &d->records[k]);
	while (i > 0 && first_of_kind(d, i - 1))
		i--;
	if (i == 0 || (!first && before(&d->records[i - 1], r)))
		return false;
	remove_at(d, i - 1);
	return true;
}

void
mime_defect_add_as(struct mime_defects *d, int kind, char severity,
		   size_t offset, size_t length)
{
	struct mime_defect_record r = { kind,	severity, offset,
					length, NULL,	  NULL };

	if (d == NULL)
		return;
	d->counts[kind]++;
	r.part = d->part;
	r.field = d->field;
	/* a flood of one kind, in order, costs one comparison each */
	if (d->n == MIME_DEFECTS_MAX && d->counts[kind] > 1 &&
	    !before(&r, &d->records[d->n - 1]))
		return;
	if (d->n == MIME_DEFECTS_MAX && !make_room(d, &r))
		return;
	insert(d, &r);
}

void
mime_defect_add(struct mime_defects *d, int kind, size_t offset, size_t length)
{
	mime_defect_add_as(d, kind, (char)mime_defect_name(kind)->severity,
			   offset, length);
}
