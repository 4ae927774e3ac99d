#include "parts.h"
#include "ascii.h"
#include "cli.h"
#include <stdlib.h>
#include <string.h>

/* A message whose parts are being listed; the ones around it wait. */
struct level {
	struct mime_bodies *bodies;
	size_t next;
};

static struct mime_bodies *
open_bodies(struct mime_part *root)
{
	struct mime_bodies *bodies;

	if (mime_bodies_new(&bodies, root) != MIME_OK)
		cli_no_memory();
	return bodies;
}

void
parts_find(struct parts *out, struct mime_message *m)
{
	struct level *levels = NULL;
	size_t n = 0, room = 0;

	*out = (struct parts){ NULL, 0, 0 };
	levels = cli_grow(levels, n, &room, sizeof *levels);
	levels[n++] = (struct level){ open_bodies(mime_message_root(m)), 0 };
	while (n > 0) {
		struct level *level = &levels[n - 1];
		struct mime_body_part part;

		if (!mime_bodies_get(&part, level->bodies, level->next++)) {
			mime_bodies_free(level->bodies);
			n--;
			continue;
		}
		out->list = cli_grow(out->list, out->n, &out->room,
				     sizeof *out->list);
		out->list[out->n++] = part;
		if (parts_child(part.part) == NULL)
			continue;
		levels = cli_grow(levels, n, &room, sizeof *levels);
		levels[n++] =
			(struct level){ open_bodies(parts_child(part.part)),
					0 };
	}
	free(levels);
}

void
parts_free(struct parts *p)
{
	free(p->list);
	*p = (struct parts){ NULL, 0, 0 };
}

bool
parts_is_attachment(const struct mime_body_part *part)
{
	mime_slice type = mime_part_type(part->part);

	if ((part->lists & MIME_BODY_LIST_ATTACHMENTS) != 0)
		return true;
	return part->lists != 0 && !ascii_same(type, "text/plain") &&
	       !ascii_same(type, "text/html");
}

struct mime_part *
parts_child(struct mime_part *p)
{
	struct mime_part *child;

	if (mime_view_child(&child, p) != MIME_OK)
		cli_no_memory();
	return child;
}

struct mime_part *
parts_after(struct mime_part *p)
{
	struct mime_part *after;

	if (mime_view_after(&after, p) != MIME_OK)
		cli_no_memory();
	return after;
}

mime_slice
parts_section(struct mime_part *p)
{
	mime_slice section;

	if (mime_part_section(&section, p) != MIME_OK)
		cli_no_memory();
	return section;
}

bool
parts_is_text(const struct mime_part *p)
{
	mime_slice type = mime_part_type(p);

	return mime_part_kind(p) == MIME_PART_LEAF && type.len > 5 &&
	       memcmp(type.ptr, "text/", 5) == 0;
}
