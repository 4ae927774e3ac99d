/* json_part.h - a part as a JMAP EmailBodyPart (RFC 8621 4.1.4). */
#ifndef TOOLS_JSON_PART_H
#define TOOLS_JSON_PART_H
#include "json.h"

/* What is known of a part when its content has been decoded once. */
struct json_facts {
	struct mime_part *part;
	uint64_t octets;
	uint8_t digest[32];
	const char *sniffed; /* the type its bytes have, if another; or NULL */
};

/* A multipart has no content of its own: its size is that of its body as it
 * stands. */
void json_facts_read(struct json_facts *out, struct mime_part *p);
/* partId, blobId, size, type, charset, disposition, cid, name, language,
 * location: an object of the caller's. */
json_t *json_part_members(const struct json_facts *facts);
/* The members of "mimedump" of a part.  content: base64 of it, too. */
void json_part_extras(struct json *j, const struct json_facts *facts,
		      bool content);
#endif
