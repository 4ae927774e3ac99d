/* ascii.h - letters of ASCII, the same in every locale. */
#ifndef TOOLS_ASCII_H
#define TOOLS_ASCII_H
#include "mime/types.h"

/* Alike but for the case of letters. */
bool ascii_same(mime_slice s, const char *text);
/* Whether part stands in s, likewise. */
bool ascii_contains(mime_slice s, const char *part);
/* No byte above 0x7f. */
bool ascii_only(mime_slice s);
#endif
