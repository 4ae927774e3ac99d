#include "tree/check.h"
#include "tree/multipart.h"
#include "tree/type_choice.h"

void
mime_check_defect(struct mime_check *c, int kind, size_t from, size_t to)
{
	mime_defect_add(c->defects, kind, from, to - from);
}

/* The boundary that parsing took for p. */
static int
boundary_of(mime_slice *out, struct mime_part *p)
{
	const struct mime_field *type = mime_type_field(p);
	struct mime_text_context context;
	int rc;

	*out = MIME_ABSENT;
	if (type == NULL)
		return MIME_OK;
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc != MIME_OK)
		return rc;
	return mime_multipart_boundary(out, &p->message->arena,
				       mime_field_body(type), &context);
}

/* Every boundary of the message goes into one set. */
static int
collect_boundaries(struct mime_check *c)
{
	struct mime_part *p;

	for (p = c->message->root; p != NULL; p = mime_part_after(p)) {
		mime_slice boundary;
		bool same, prefix;
		int rc;

		if (p->kind != MIME_PART_MULTIPART)
			continue;
		rc = boundary_of(&boundary, p);
		if (rc == MIME_OK && boundary.len > 0)
			rc = mime_boundaries_push(&c->boundaries, boundary,
						  &same, &prefix);
		if (rc != MIME_OK)
			return rc;
	}
	return MIME_OK;
}

/* An encoded message that a limit keeps shut. */
static int
check_nested(struct mime_check *c, struct mime_part *p)
{
	const struct mime_parse_opts *limits = &c->message->limits;
	struct mime_message *inner;
	int rc = mime_part_message(&inner, p);
	int kind = MIME_DEFECT_PARTS_LIMIT;

	if (c->message->nested >= limits->max_nested)
		kind = MIME_DEFECT_NESTED_LIMIT;
	else if (mime_part_depth(p) + 1 >= limits->max_depth)
		kind = MIME_DEFECT_DEPTH_LIMIT;
	if (rc == MIME_ELIMIT)
		mime_check_defect(c, kind, p->body, p->end);
	return rc == MIME_ENOMEM ? rc : MIME_OK;
}

static int
check_part(struct mime_check *c, struct mime_part *p)
{
	int rc;

	c->defects->part = p;
	c->defects->field = NULL;
	if (c->bodies)
		mime_check_lines(c, p->start, mime_part_header_at(p), false);
	rc = mime_check_header(c, p);
	if (rc == MIME_OK)
		rc = mime_check_names(c, p);
	c->defects->field = NULL;
	if (rc == MIME_OK)
		mime_check_structure(c, p);
	if (rc == MIME_OK && p->kind == MIME_PART_LEAF && c->bodies)
		rc = mime_check_body(c, p);
	if (rc == MIME_OK && c->bodies)
		rc = mime_check_encrypted(c, p);
	if (rc == MIME_OK)
		rc = check_nested(c, p);
	return rc;
}

/* All of the report that is asked for, or none of it. */
static int
check(struct mime_message *m, bool bodies)
{
	struct mime_check c = { .message = m,
				.defects = &m->defects,
				.bodies = bodies };
	struct mime_defects before = m->defects;
	struct mime_part *p;
	int rc;

	if (m->parsed != NULL)
		m->defects = *m->parsed;
	mime_arena_init(&c.scratch);
	mime_boundaries_init(&c.boundaries);
	rc = mime_defects_part(&m->defects);
	if (rc == MIME_OK)
		rc = collect_boundaries(&c);
	for (p = m->root; rc == MIME_OK && p != NULL; p = mime_part_after(p))
		if ((p->flags & MIME_PART_NEW) == 0)
			rc = check_part(&c, p);
	if (c.crlf && c.lf) {
		c.defects->part = m->root;
		c.defects->field = NULL;
		mime_check_defect(&c, MIME_DEFECT_MIXED_LINE_ENDS, c.mixed_at,
				  c.mixed_at);
	}
	if (rc == MIME_OK)
		rc = m->defects.error;
	mime_arena_free(&c.scratch);
	mime_boundaries_free(&c.boundaries);
	if (rc != MIME_OK)
		m->defects = before;
	return rc;
}

int
mime_message_check(struct mime_message *m)
{
	int rc;

	if (m->checked)
		return MIME_OK;
	rc = check(m, true);
	m->checked = rc == MIME_OK;
	return rc;
}

int
mime_message_check_headers(struct mime_message *m)
{
	struct mime_defects *parsed;
	int rc;

	if (m->checked || m->parsed != NULL)
		return MIME_OK;
	parsed = mime_arena_alloc(&m->arena, sizeof *parsed);
	if (parsed == NULL)
		return MIME_ENOMEM;
	*parsed = m->defects;
	rc = check(m, false);
	if (rc == MIME_OK)
		m->parsed = parsed;
	return rc;
}
