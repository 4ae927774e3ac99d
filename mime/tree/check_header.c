#include "tree/check.h"

/* The header of a message, not only of a part of one. */
static bool
heads_message(const struct mime_part *p)
{
	return p->parent == NULL || p->parent->kind == MIME_PART_MESSAGE;
}

static void
at_field(struct mime_check *c, int kind, char severity,
	 const struct mime_field *f)
{
	mime_slice raw = mime_field_raw(f);

	c->defects->field = f;
	mime_defect_add_as(c->defects, kind, severity,
			   (size_t)(raw.ptr - c->message->source.bytes.ptr),
			   raw.len);
}

/* H01 for each repetition of a field that may stand once. */
static void
check_repeats(struct mime_check *c, const struct mime_part *p)
{
	const struct mime_field *first[MIME_FIELD_IDS] = { NULL };
	struct mime_field *f = NULL;

	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		bool same;

		if (!mime_field_id_single((enum mime_field_id)f->id) ||
		    f->id == MIME_FIELD_FROM)
			continue;
		if (first[f->id] == NULL) {
			first[f->id] = f;
			continue;
		}
		same = mime_slice_equal(
			mime_slice_trim(mime_field_body(first[f->id])),
			mime_slice_trim(mime_field_body(f)));
		at_field(c, MIME_DEFECT_DUPLICATE_FIELD, same ? 'W' : 'E', f);
	}
}

/* A01: more than one From, or several mailboxes without a Sender. */
static int
check_author(struct mime_check *c, struct mime_part *p)
{
	struct mime_field *from = mime_field_by_id(p, MIME_FIELD_FROM), *again;
	const struct mime_mailbox *list;
	size_t n;
	int rc;

	if (from == NULL)
		return MIME_OK;
	again = mime_field_find(p, "From", from);
	if (again != NULL) {
		at_field(c, MIME_DEFECT_SEVERAL_FROM, 'E', again);
		return MIME_OK;
	}
	rc = mime_field_addresses(&list, &n, from);
	if (rc == MIME_OK && n > 1 &&
	    mime_field_by_id(p, MIME_FIELD_SENDER) == NULL)
		at_field(c, MIME_DEFECT_SEVERAL_FROM, 'W', from);
	return rc;
}

static void
check_missing(struct mime_check *c, const struct mime_part *p)
{
	size_t from = mime_part_header_at(p);
	const struct mime_field *f = NULL;
	bool version = mime_field_by_id(p, MIME_FIELD_MIME_VERSION) != NULL;

	c->defects->field = NULL;
	if (mime_part_above(p) == NULL && p->message->source.bytes.len > 0 &&
	    (mime_field_by_id(p, MIME_FIELD_FROM) == NULL ||
	     mime_field_by_id(p, MIME_FIELD_DATE) == NULL))
		mime_check_defect(c, MIME_DEFECT_FROM_OR_DATE_MISSING, from,
				  p->body);
	while (!version && (f = mime_field_find(p, NULL, f)) != NULL)
		if (mime_field_id_mime((enum mime_field_id)f->id)) {
			at_field(c, MIME_DEFECT_NO_MIME_VERSION, 'W', f);
			return;
		}
}

int
mime_check_header(struct mime_check *c, struct mime_part *p)
{
	struct mime_field *f = NULL;
	int rc = MIME_OK;

	mime_check_lines(c, mime_part_header_at(p), p->body, true);
	while (rc == MIME_OK && (f = mime_field_find(p, NULL, f)) != NULL) {
		c->defects->field = f;
		rc = mime_check_field(c, p, f);
		mime_arena_free(&c->scratch);
	}
	if (rc != MIME_OK)
		return rc;
	check_repeats(c, p);
	if (!heads_message(p))
		return MIME_OK;
	check_missing(c, p);
	return check_author(c, p);
}
