/* json.h - JSON as it is written: objects and arrays of any depth and length,
 * of which nothing is kept; the values in them are jansson's. */
#ifndef TOOLS_JSON_H
#define TOOLS_JSON_H
#include "dump.h"
#include <jansson.h>

enum json_form {
	JSON_FORM_AUTO, /* pretty when it is one object on a terminal */
	JSON_FORM_COMPACT,
	JSON_FORM_PRETTY
};

/* What is being written to d->line, and from there to d->out. */
struct json {
	struct dump *dump;
	bool pretty;
	/* the rest is private */
	bool first; /* nothing stands in the innermost container yet */
	size_t depth;
};

/* A key is NULL in an array and at the top.  All that is written is UTF-8;
 * controls are escaped. */
void json_init(struct json *j, struct dump *d, enum json_form form);
/* bracket: '{' or '['; '}' or ']' */
void json_begin(struct json *j, const char *key, char bracket);
void json_end(struct json *j, char bracket);
/* Writes the value, whatever it holds, in one line, and frees it.  NULL ends
 * the program: memory ran out. */
void json_put(struct json *j, const char *key, json_t *value);
/* Writes the members of the object into the one that is open, and frees it. */
void json_put_members(struct json *j, json_t *object);
/* A string; null if it is absent. */
void json_text(struct json *j, const char *key, mime_slice s);
void json_number(struct json *j, const char *key, uint64_t n);
/* "sha256:0123..." */
void json_hash(struct json *j, const char *key, const uint8_t digest[32]);
/* A long string of printable ASCII without quote and backslash, in pieces:
 * begin, any number of pieces, end. */
void json_begin_ascii(struct json *j, const char *key);
void json_add_ascii(struct json *j, const char *bytes, size_t n);
void json_end_ascii(struct json *j);
/* Ends the record: LF, or NUL under -0. */
void json_finish(struct json *j);

/* A string of s, what is not UTF-8 in it replaced by U+FFFD; null if it is
 * absent.  Never NULL. */
json_t *json_of(mime_slice s);
/* Sets a member of an object, which takes the value. */
void json_set(json_t *object, const char *key, json_t *value);
/* The value in one line, added to out. */
void json_add(struct buffer *out, const json_t *value, bool compact);
#endif
