/* html_entity.h - character references of HTML. */
#ifndef TOOLS_HTML_ENTITY_H
#define TOOLS_HTML_ENTITY_H
#include "buffer.h"

/* The code point of the entity of that name ("nbsp"), or 0. */
uint32_t html_entity_find(const char *name, size_t n);
/* The code point of a number as it stands after "&#": "20013", "x4e2d"; 0 if
 * it is not one, U+FFFD if it is no character. */
uint32_t html_entity_number(const char *digits, size_t n);
/* The code point of the reference text[0..n-1], which begins with "&" and goes
 * on with letters, digits and "#"; 0 if it is none.  Without a semicolon after
 * it only the oldest ones count: "&copy" does, the "&thetasym" of a URL does
 * not. */
uint32_t html_entity_resolve(const char *text, size_t n, bool semicolon);
/* Whether c goes on with the reference text[0..n-1], which begins with "&". */
bool html_entity_goes_on(const char *text, size_t n, char c);
/* Adds the value of an attribute, its references resolved. */
void html_entity_add(struct buffer *out, mime_slice value);
#endif
