/* html_entity.h - character references of HTML. */
#ifndef TOOLS_HTML_ENTITY_H
#define TOOLS_HTML_ENTITY_H
#include <stddef.h>
#include <stdint.h>

/* The code point of the entity of that name ("nbsp"), or 0. */
uint32_t html_entity_find(const char *name, size_t n);
/* The code point of a number as it stands after "&#": "20013", "x4e2d"; 0 if
 * it is not one, U+FFFD if it is no character. */
uint32_t html_entity_number(const char *digits, size_t n);
#endif
