/* json_name.h - where the file name of a part was written. */
#ifndef TOOLS_JSON_NAME_H
#define TOOLS_JSON_NAME_H
#include "json.h"

/* "nameFrom": "Content-Disposition filename (RFC 2047 in a quoted string)";
 * nothing where it cannot be told. */
void json_name_source(struct json *j, struct mime_part *p);
#endif
