/* text/lookalike.h - characters that look like those a path is made of. */
#ifndef MIME_TEXT_LOOKALIKE_H
#define MIME_TEXT_LOOKALIKE_H
#include "mime/types.h"

/* '/', '\\' or '.' for a code point that looks like it: fullwidth and small
 * forms, and what conversions to a code page make these characters of (division
 * slash, one dot leader).  Any other as it is. */
uint32_t mime_lookalike(uint32_t code);
/* True for '.' and what looks like one or more of it, the ellipsis too. */
bool mime_lookalike_dots(uint32_t code);
#endif
