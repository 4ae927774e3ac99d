#include "text/param_extended.h"
#include "base/memory.h"
#include "base/slice.h"
#include <stdlib.h>

enum { NUMBER_MAX = 999 };

bool
mime_param_part_name(struct mime_param_part *part, mime_slice name)
{
	const char *star = memchr(name.ptr, '*', name.len);
	mime_slice tail;
	uint64_t number;
	size_t digits;

	part->number = -1;
	part->param.name = name;
	if (star == NULL)
		return true;
	part->param.name.len = (size_t)(star - name.ptr);
	tail = mime_slice_part(name, part->param.name.len + 1, name.len);
	if (tail.len == 0) {
		part->param.flags |= MIME_PARAM_EXTENDED;
		return true;
	}
	digits = mime_ascii_decimal(&number, tail.ptr, tail.len, NUMBER_MAX);
	if (digits == 0 || (digits > 1 && tail.ptr[0] == '0'))
		return false;
	part->number = (int)number;
	part->param.flags |= MIME_PARAM_CONTINUED;
	if (digits < tail.len)
		part->param.flags |= MIME_PARAM_EXTENDED;
	return digits == tail.len ||
	       (digits + 1 == tail.len && tail.ptr[digits] == '*');
}

/* Writes at most in.len bytes; "%" without two digits stays as it is. */
static size_t
percent_decode(char *out, mime_slice in)
{
	size_t n = 0;

	for (size_t i = 0; i < in.len; i++) {
		if (in.ptr[i] == '%' && in.len - i > 2 &&
		    mime_ascii_hex(in.ptr[i + 1]) >= 0 &&
		    mime_ascii_hex(in.ptr[i + 2]) >= 0) {
			out[n++] = (char)(mime_ascii_hex(in.ptr[i + 1]) * 16 +
					  mime_ascii_hex(in.ptr[i + 2]));
			i += 2;
		} else {
			out[n++] = in.ptr[i];
		}
	}
	return n;
}

/* Takes charset'language' off the front of value, if both are there. */
static void
take_charset(struct mime_param *p, mime_slice *value)
{
	const char *end = value->ptr + value->len, *first, *second = NULL;

	first = value->len > 0 ? memchr(value->ptr, '\'', value->len) : NULL;
	if (first != NULL && first + 1 < end)
		second = memchr(first + 1, '\'', (size_t)(end - first - 1));
	if (second == NULL)
		return;
	p->charset = mime_slice_of(value->ptr, (size_t)(first - value->ptr));
	p->language = mime_slice_of(first + 1, (size_t)(second - first - 1));
	*value = mime_slice_of(second + 1, (size_t)(end - second - 1));
}

static int
decode(struct mime_param *p, struct mime_arena *arena)
{
	char *out;
	size_t n;

	take_charset(p, &p->literal);
	if (p->literal.len == 0 ||
	    memchr(p->literal.ptr, '%', p->literal.len) == NULL)
		return MIME_OK;
	out = mime_arena_alloc(arena, p->literal.len);
	if (out == NULL)
		return MIME_ENOMEM;
	n = percent_decode(out, p->literal);
	mime_arena_trim(arena, out, p->literal.len, n);
	p->literal = mime_slice_of(out, n);
	return MIME_OK;
}

static int
compare_names(mime_slice a, mime_slice b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++) {
		int d = (uint8_t)mime_ascii_lower(a.ptr[i]) -
			(uint8_t)mime_ascii_lower(b.ptr[i]);

		if (d != 0)
			return d;
	}
	return (a.len > b.len) - (a.len < b.len);
}

/* By name, number, then place: a total order, so that the result is the same
 * with every qsort. */
static int
compare(const void *x, const void *y)
{
	const struct mime_param_part *const *px = x, *const *py = y;
	const struct mime_param_part *a = *px, *b = *py;
	int d = compare_names(a->param.name, b->param.name);

	if (d == 0)
		d = a->number - b->number;
	return d != 0 ? d : (a > b) - (a < b);
}

/* How many of the n parts of one name, sorted, make up its value: up to a gap,
 * or to a number that comes twice. */
static size_t
usable(struct mime_param_part *const *run, size_t n,
       const struct mime_text_context *context)
{
	size_t i = 0;

	while (i < n && run[i]->number == (int)i)
		i++;
	if (i < n)
		mime_defect_add(context->defects, MIME_DEFECT_BAD_CONTINUATION,
				run[i]->param.offset, run[i]->param.length);
	return i;
}

/* Joins the first n parts of run in the one that came first in the field. */
static int
join(struct mime_param_part *const *run, size_t n, struct mime_param *whole,
     struct mime_arena *arena)
{
	size_t room = 0, len = 0;
	char *out;

	for (size_t i = 0; i < n; i++)
		room += run[i]->param.literal.len;
	out = mime_arena_alloc(arena, room);
	if (out == NULL)
		return MIME_ENOMEM;
	whole->flags = 0;
	for (size_t i = 0; i < n; i++) {
		mime_slice value = run[i]->param.literal;
		bool extended = run[i]->param.flags & MIME_PARAM_EXTENDED;

		whole->flags |= run[i]->param.flags;
		if (extended && i == 0)
			take_charset(whole, &value);
		if (extended)
			len += percent_decode(out + len, value);
		else if (value.len > 0)
			memcpy(out + len, value.ptr, value.len);
		if (!extended)
			len += value.len;
	}
	mime_arena_trim(arena, out, room, len);
	whole->literal = mime_slice_of(out, len);
	return MIME_OK;
}

static int
join_run(struct mime_param_part *const *run, size_t n, struct mime_arena *arena,
	 const struct mime_text_context *context)
{
	struct mime_param_part *first = run[0];
	struct mime_param whole;
	size_t used = usable(run, n, context);
	int rc;

	for (size_t i = 0; i < n; i++) {
		run[i]->gone = true;
		if (run[i] < first)
			first = run[i];
	}
	if (used == 0)
		return MIME_OK;
	whole = first->param;
	rc = join(run, used, &whole, arena);
	first->param = whole;
	first->gone = false;
	return rc;
}

static int
join_sorted(struct mime_param_part **run, size_t n, struct mime_arena *arena,
	    const struct mime_text_context *context)
{
	size_t from = 0;
	int rc = MIME_OK;

	qsort(run, n, sizeof *run, compare);
	while (from < n && rc == MIME_OK) {
		size_t to = from + 1;

		while (to < n && mime_slice_same(run[to]->param.name,
						 run[from]->param.name))
			to++;
		rc = join_run(run + from, to - from, arena, context);
		from = to;
	}
	return rc;
}

/* Joins the parts that have a number. */
static int
join_all(struct mime_param_part *parts, size_t n, struct mime_arena *arena,
	 const struct mime_text_context *context)
{
	struct mime_param_part **run = mime_alloc_array(n, sizeof *run);
	size_t m = 0;
	int rc;

	if (run == NULL)
		return MIME_ENOMEM;
	for (size_t i = 0; i < n; i++)
		if (parts[i].number >= 0)
			run[m++] = &parts[i];
	rc = join_sorted(run, m, arena, context);
	mime_free(run);
	return rc;
}

static int
collect(struct mime_params *out, struct mime_arena *arena,
	const struct mime_param_part *parts, size_t n)
{
	size_t left = 0;

	for (size_t i = 0; i < n; i++)
		left += !parts[i].gone;
	out->list = mime_arena_array(arena, left, sizeof *out->list);
	if (out->list == NULL)
		return MIME_ENOMEM;
	for (size_t i = 0; i < n; i++)
		if (!parts[i].gone)
			out->list[out->n++] = parts[i].param;
	return MIME_OK;
}

int
mime_param_parts_join(struct mime_params *out, struct mime_arena *arena,
		      struct mime_param_part *parts, size_t n,
		      const struct mime_text_context *context)
{
	bool continued = false;
	int rc = MIME_OK;

	for (size_t i = 0; i < n && rc == MIME_OK; i++) {
		if (parts[i].number >= 0)
			continued = true;
		else if (parts[i].param.flags & MIME_PARAM_EXTENDED)
			rc = decode(&parts[i].param, arena);
	}
	if (rc == MIME_OK && continued)
		rc = join_all(parts, n, arena, context);
	if (rc == MIME_OK)
		rc = collect(out, arena, parts, n);
	return rc;
}
