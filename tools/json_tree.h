/* json_tree.h - the structure of a message as bodyStructure of a JMAP Email
 * (RFC 8621 4.1.4), and the lists of its parts. */
#ifndef TOOLS_JSON_TREE_H
#define TOOLS_JSON_TREE_H
#include "json_part.h"

/* The parts with content of one message, without those of messages inside, in
 * document order: what bodyStructure has found out and the lists repeat. */
struct json_parts {
	struct json_facts *list;
	size_t n, room;
};

/* Writes "bodyStructure" of the message with that root and fills parts.  A
 * message inside is an Email under "message" in the "mimedump" of its part: for
 * JMAP it is a part like any other.
 * content  base64 of each part, too */
void json_tree(struct json *j, struct json_parts *parts, struct mime_part *root,
	       bool content);
/* textBody, htmlBody and attachments. */
void json_lists(struct json *j, const struct json_parts *parts,
		const struct mime_bodies *bodies);
/* Whether there is something to download (RFC 8621 4.1.4). */
bool json_has_attachment(const struct mime_bodies *bodies);
void json_parts_free(struct json_parts *parts);
#endif
