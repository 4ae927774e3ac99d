/* json_error.h - a message of the program as an object of JSON. */
#ifndef TOOLS_JSON_ERROR_H
#define TOOLS_JSON_ERROR_H
#include "buffer.h"

/* {"program": "mimedump", "file": "a.eml", "kind": "error", "message": "..."}
 * in one line, without its end.  file may be NULL, then it is null. */
void json_error_add(struct buffer *out, const char *program, const char *file,
		    const char *kind, const char *text);
#endif
