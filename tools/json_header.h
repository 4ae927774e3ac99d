/* json_header.h - what the header of a message says, as the members of a JMAP
 * Email (RFC 8621 4.1.2). */
#ifndef TOOLS_JSON_HEADER_H
#define TOOLS_JSON_HEADER_H
#include "json.h"

/* messageId, inReplyTo, references, sender, from, to, cc, bcc, replyTo,
 * subject, sentAt of the message with that root. */
void json_header_members(struct json *j, struct mime_part *root);
/* All fields as they stand, under "headers". */
void json_header_fields(struct json *j, const struct mime_part *root);
/* RFC 3339, as RFC 8620 1.4 wants it; an unknown zone is "-00:00". */
void json_date(struct json *j, const char *key, const struct mime_date *date);
/* The text of the first field of that name; absent if there is none. */
mime_slice json_header_text(const struct mime_part *p, const char *name);
#endif
