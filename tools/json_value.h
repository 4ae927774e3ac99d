/* json_value.h - bodyValues of a JMAP Email (RFC 8621 4.1.4). */
#ifndef TOOLS_JSON_VALUE_H
#define TOOLS_JSON_VALUE_H
#include "json.h"

enum json_bodies {
	JSON_BODIES_TEXT, /* of the text list; the default */
	JSON_BODIES_NONE,
	JSON_BODIES_HTML, /* of the HTML list */
	JSON_BODIES_ALL	  /* every text */
};

/* At most 256 KiB of each, cut between characters, of HTML between tags. */
void json_values(struct json *j, struct mime_message *m,
		 const struct mime_bodies *bodies, enum json_bodies which);
#endif
