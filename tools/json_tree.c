#include "json_tree.h"
#include "ascii.h"
#include "cli.h"
#include "json_header.h"
#include <stdlib.h>

static void
keep(struct json_parts *parts, const struct json_facts *facts)
{
	parts->list = cli_grow(parts->list, parts->n, &parts->room,
			       sizeof *parts->list);
	parts->list[parts->n++] = *facts;
}

/* Begins the object of p and goes as far as its first child; returns that.
 * nested: it lies in a message inside. */
static struct mime_part *
open_part(struct json *j, struct json_parts *parts, struct mime_part *p,
	  const char *key, bool nested, bool content)
{
	struct json_facts facts;
	struct mime_part *child = parts_child(p);

	json_facts_read(&facts, p);
	if (!nested && mime_part_kind(p) != MIME_PART_MULTIPART)
		keep(parts, &facts);
	json_begin(j, key, '{');
	json_put_members(j, json_part_members(&facts));
	json_begin(j, "mimedump", '{');
	json_part_extras(j, &facts, content);
	if (mime_part_kind(p) == MIME_PART_MULTIPART) {
		json_end(j, '}');
		json_begin(j, "subParts", '[');
	} else if (child != NULL) {
		json_begin(j, "message", '{');
		json_header_members(j, child);
	} else {
		json_end(j, '}');
		json_end(j, '}');
	}
	return child;
}

/* Ends the object of a part all of whose children were written. */
static void
close_part(struct json *j, const struct mime_part *p)
{
	if (mime_part_kind(p) == MIME_PART_MULTIPART) {
		json_end(j, ']');
	} else {
		json_end(j, '}');
		json_end(j, '}');
	}
	json_end(j, '}');
}

void
json_tree(struct json *j, struct json_parts *parts, struct mime_part *root,
	  bool content)
{
	const char *key = "bodyStructure";
	struct mime_part *p = root, *child;
	size_t nested = 0; /* how many messages p lies in */

	*parts = (struct json_parts){ NULL, 0, 0 };
	while (p != NULL) {
		child = open_part(j, parts, p, key, nested > 0, content);
		if (child != NULL) {
			key = NULL;
			if (mime_part_kind(p) != MIME_PART_MULTIPART) {
				nested++;
				key = "bodyStructure";
			}
			p = child;
			continue;
		}
		if (mime_part_kind(p) == MIME_PART_MULTIPART)
			close_part(j, p);
		while (p != root && mime_part_next(p) == NULL) {
			p = mime_view_parent(p);
			close_part(j, p);
			nested -= mime_part_kind(p) != MIME_PART_MULTIPART;
		}
		p = p != root ? mime_part_next(p) : NULL;
		key = NULL;
	}
}

static void
put_list(struct json *j, const char *key, const struct json_parts *parts,
	 const struct mime_bodies *bodies, unsigned which)
{
	struct mime_body_part part;

	json_begin(j, key, '[');
	for (size_t i = 0; mime_bodies_get(&part, bodies, i) && i < parts->n;
	     i++) {
		if ((part.lists & which) != 0)
			json_put(j, NULL, json_part_members(&parts->list[i]));
	}
	json_end(j, ']');
}

void
json_lists(struct json *j, const struct json_parts *parts,
	   const struct mime_bodies *bodies)
{
	put_list(j, "textBody", parts, bodies, MIME_BODY_LIST_TEXT);
	put_list(j, "htmlBody", parts, bodies, MIME_BODY_LIST_HTML);
	put_list(j, "attachments", parts, bodies, MIME_BODY_LIST_ATTACHMENTS);
}

bool
json_has_attachment(const struct mime_bodies *bodies)
{
	struct mime_body_part part;

	for (size_t i = 0; mime_bodies_get(&part, bodies, i); i++)
		if ((part.lists & MIME_BODY_LIST_ATTACHMENTS) != 0 &&
		    !ascii_same(mime_part_disposition(part.part), "inline"))
			return true;
	return false;
}

void
json_parts_free(struct json_parts *parts)
{
	free(parts->list);
	*parts = (struct json_parts){ NULL, 0, 0 };
}
