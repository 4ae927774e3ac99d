#include "tree/parse.h"
#include "base/memory.h"
#include "codec/scan.h"
#include "tree/classify.h"
#include "tree/header.h"
#include "tree/multipart.h"
#include "tree/type_choice.h"
#include <limits.h>

/* A multipart whose children are being read. */
struct level {
	struct mime_part *part, *last_child;
	unsigned depth; /* of part */
};

enum { FEW_LEVELS = 4 }; /* for which nothing is allocated */

struct parser {
	struct mime_message *message;
	struct mime_boundaries open; /* one for each level */
	struct level *levels;
	size_t n_levels, levels_room;
	struct level first_levels[FEW_LEVELS];
	struct mime_part *current; /* the innermost part that is open */
	unsigned depth;		   /* of current */
	unsigned parts;
	size_t search_budget; /* bytes that may still be searched to choose
			       * between Content-Types */
	bool full;	      /* the limit of parts is reached */
	const char *bytes;
	size_t n;
};

static void
defect(struct parser *p, int kind, size_t offset, size_t length)
{
	p->message->defects.part = p->current;
	mime_defect_add(&p->message->defects, kind, offset, length);
}

static struct mime_part *
new_part(struct parser *p, struct mime_part *parent, size_t start,
	 size_t header)
{
	struct mime_part *part = mime_part_alloc(p->message);

	if (part == NULL)
		return NULL;
	part->parent = parent;
	part->start = start;
	/* a delimiter line beyond 4 GiB is not taken for one (read_body) */
	part->delimiter_len = (uint32_t)(header - start);
	part->body = part->close = part->end = header;
	part->number = 1;
	p->parts++;
	p->message->parts++;
	return part;
}

/* The part ends here: parts inside it have ended. */
static void
end_part(struct parser *p, struct mime_part *part, size_t end)
{
	part->end = end;
	if (part->kind != MIME_PART_MULTIPART) {
		part->close = end;
	} else if (part->close == SIZE_MAX) {
		part->close = end;
		p->current = part;
		defect(p, MIME_DEFECT_NO_CLOSE_DELIMITER, end, 0);
	}
}

/* All parts below `until' end here; it becomes the current one. */
static void
end_parts_below(struct parser *p, struct mime_part *until, size_t end)
{
	struct mime_part *part = p->current;

	while (part != until) {
		end_part(p, part, end);
		part = part->parent;
	}
	p->current = until;
}

static int
push_level(struct parser *p, struct mime_part *part, mime_slice boundary)
{
	bool same, prefix;
	int rc;

	if (p->n_levels == p->levels_room) {
		bool first = p->levels == p->first_levels;
		size_t room = p->levels_room * 2;
		void *levels = mime_resize(first ? NULL : p->levels,
					   room * sizeof *p->levels);

		if (levels == NULL)
			return MIME_ENOMEM;
		if (first)
			memcpy(levels, p->first_levels, sizeof p->first_levels);
		p->levels = levels;
		p->levels_room = room;
	}
	rc = mime_boundaries_push(&p->open, boundary, &same, &prefix);
	if (rc != MIME_OK)
		return rc;
	if (same || prefix)
		mime_defect_add_as(&p->message->defects,
				   MIME_DEFECT_SHARED_BOUNDARY,
				   same ? 'E' : 'I', mime_part_header_at(part),
				   part->body - mime_part_header_at(part));
	p->levels[p->n_levels++] = (struct level){ part, NULL, p->depth };
	part->kind = MIME_PART_MULTIPART;
	part->close = SIZE_MAX; /* not met yet */
	return MIME_OK;
}

/* Opens a multipart if it names a boundary and may be descended. */
static int
open_multipart(struct parser *p, struct mime_part *part,
	       const struct mime_field *type)
{
	struct mime_message *m = p->message;
	struct mime_text_context context;
	mime_slice boundary;
	int rc;

	if (part->transfer >= MIME_TRANSFER_QP)
		defect(p, MIME_DEFECT_ENCODED_COMPOSITE,
		       mime_part_header_at(part),
		       part->body - mime_part_header_at(part));
	if (p->depth >= m->limits.max_depth) {
		part->flags |= MIME_PART_OPAQUE;
		defect(p, MIME_DEFECT_DEPTH_LIMIT, part->body, 0);
		return MIME_OK;
	}
	rc = mime_part_context(&context, part, mime_field_body_at(type),
			       &m->defects);
	if (rc == MIME_OK)
		rc = mime_multipart_boundary(&boundary, &m->arena,
					     mime_field_body(type), &context);
	if (rc != MIME_OK || boundary.len == 0)
		return rc;
	return push_level(p, part, boundary);
}

/* An embedded message: its root begins where the body does. */
static struct mime_part *
open_message(struct parser *p, struct mime_part *part)
{
	struct mime_message *m = p->message;
	struct mime_part *child;

	if (p->depth >= m->limits.max_depth ||
	    p->parts >= m->limits.max_parts) {
		part->flags |= MIME_PART_OPAQUE;
		defect(p,
		       p->depth >= m->limits.max_depth
			       ? MIME_DEFECT_DEPTH_LIMIT
			       : MIME_DEFECT_PARTS_LIMIT,
		       part->body, 0);
		return part;
	}
	child = new_part(p, part, part->body, part->body);
	if (child == NULL)
		return NULL;
	part->kind = MIME_PART_MESSAGE;
	part->child = child;
	return child;
}

/* Reads the header of part, says what it is and makes it (or the innermost
 * part inside it) the current one. */
static int
read_header(struct parser *p, struct mime_part *part, bool message)
{
	for (;;) {
		const struct mime_field *type;
		struct mime_header h;
		int rc;

		p->current = part;
		rc = mime_header_parse(&h, part, mime_part_header_at(part),
				       &p->open, message);
		if (rc != MIME_OK)
			return rc;
		part->body = h.body;
		rc = mime_type_choose(&type, part, &h, &p->open,
				      &p->search_budget);
		if (rc == MIME_OK)
			rc = mime_part_classify(part, type, h.encoding);
		if (rc != MIME_OK ||
		    (p->message->limits.flags & MIME_PARSE_HEADERS) != 0)
			return rc;
		if (mime_media_type_is_multipart(mime_part_type(part)))
			return open_multipart(p, part, type);
		if (!mime_part_holds_message(part) ||
		    (p->message->limits.flags & MIME_PARSE_NO_DESCEND) != 0)
			return MIME_OK;
		part = open_message(p, part);
		if (part == NULL)
			return MIME_ENOMEM;
		if (part == p->current)
			return MIME_OK;
		p->depth++;
		message = true;
	}
}

/* A further child of the multipart at `level', behind its delimiter. */
static int
add_child(struct parser *p, size_t level, size_t start, size_t header)
{
	struct level *l = &p->levels[level];
	struct mime_part *child = new_part(p, l->part, start, header);

	if (child == NULL)
		return MIME_ENOMEM;
	if (l->last_child == NULL) {
		l->part->child = child;
	} else {
		l->last_child->next = child;
		child->number = l->last_child->number + 1;
	}
	l->last_child = child;
	p->depth = l->depth + 1;
	if (p->parts > p->message->limits.max_parts) {
		/* what is left becomes this one opaque leaf */
		p->full = true;
		child->flags |= MIME_PART_OPAQUE;
		child->type = MIME_TYPE_APPLICATION_OCTET_STREAM;
		p->current = child;
		defect(p, MIME_DEFECT_PARTS_LIMIT, start, 0);
		return MIME_OK;
	}
	return read_header(p, child, false);
}

/* The delimiter line at `line': its level's children end before it. */
static int
take_delimiter(struct parser *p, const struct mime_delimiter *d, size_t line,
	       size_t lowest)
{
	struct mime_part *owner = p->levels[d->level].part;
	size_t start = line, end = line + 2 + d->end;

	/* the line break before it belongs to it, unless that is the end of a
	 * header or of another delimiter */
	if (start > lowest)
		start--;
	if (start > lowest && start < line && p->bytes[start - 1] == '\r')
		start--;
	end_parts_below(p, owner, start);
	while (p->n_levels > d->level + (d->close ? 0 : 1)) {
		p->n_levels--;
		mime_boundaries_pop(&p->open);
	}
	if (!d->close)
		return add_child(p, d->level, start, end);
	owner->close = start;
	owner->close_len = (uint32_t)(end - start);
	p->depth = p->levels[d->level].depth;
	return MIME_OK;
}

/* Reads bodies from delimiter to delimiter until no multipart is open. */
static int
read_bodies(struct parser *p)
{
	size_t lowest = p->current->body, at = lowest;
	int rc = MIME_OK;

	while (rc == MIME_OK && p->n_levels > 0 && at < p->n && !p->full) {
		struct mime_delimiter d = { 0 };
		bool found = false;

		if (p->n - at >= 2 && p->bytes[at] == '-' &&
		    p->bytes[at + 1] == '-')
			found = mime_boundaries_match(
				&d, &p->open,
				mime_slice_of(p->bytes + at + 2,
					      p->n - at - 2));
		if (found && d.end < UINT32_MAX - 4) {
			rc = take_delimiter(p, &d, at, lowest);
			lowest = d.close ? at + 2 + d.end : p->current->body;
			at = lowest;
			continue;
		}
		if (d.near_miss)
			defect(p, MIME_DEFECT_BOUNDARY_NEAR_MISS, at, 2);
		at = mime_scan_delimiter(p->bytes, p->n, at) + 1;
	}
	return rc;
}

int
mime_parse_tree(struct mime_message *m)
{
	struct parser p = { .message = m,
			    .bytes = m->source.bytes.ptr,
			    .n = m->source.bytes.len };
	int rc;

	p.levels = p.first_levels;
	p.levels_room = FEW_LEVELS;
	p.search_budget = p.n <= SIZE_MAX / 2 ? p.n * 2 : SIZE_MAX;
	mime_boundaries_init(&p.open);
	m->root = new_part(&p, NULL, 0, 0);
	rc = m->root != NULL ? read_header(&p, m->root, true) : MIME_ENOMEM;
	if (rc == MIME_OK)
		rc = read_bodies(&p);
	if (rc == MIME_OK)
		end_parts_below(&p, NULL, p.n);
	mime_boundaries_free(&p.open);
	if (p.levels != p.first_levels)
		mime_free(p.levels);
	return rc;
}
