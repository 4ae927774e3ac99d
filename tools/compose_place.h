/* compose_place.h - says where in a text a character is that cannot be
 * written. */
#ifndef TOOLS_COMPOSE_PLACE_H
#define TOOLS_COMPOSE_PLACE_H
#include "mime/types.h"

/* Says on stderr why text was refused.
 * file	    the file it is from, or NULL
 * what	    what it is, "body" or the name of a field; or NULL
 * lines    it has lines: count them
 * charset  as the user named it; NULL: none was named
 * Returns the exit code. */
int compose_refuse(const char *file, const char *what, bool lines,
		   mime_slice text, const char *charset, const mime_error *err);
#endif
