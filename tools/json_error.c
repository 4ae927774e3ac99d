#include "json_error.h"
#include "json.h"
#include <string.h>

static json_t *
text_of(const char *text)
{
	return json_of((mime_slice){ text, text != NULL ? strlen(text) : 0 });
}

void
json_error_add(struct buffer *out, const char *program, const char *file,
	       const char *kind, const char *text)
{
	json_t *o = json_object();

	json_set(o, "program", text_of(program));
	json_set(o, "file", text_of(file));
	json_set(o, "kind", text_of(kind));
	json_set(o, "message", text_of(text));
	json_add(out, o, false);
	json_decref(o);
}
