/* names.h - the names in a folder, compared without case; a million of them
 * take some forty bytes each. */
#ifndef TOOLS_NAMES_H
#define TOOLS_NAMES_H
#include "folder.h"

struct names;

struct names *names_new(void);
void names_free(struct names *n);
/* NULL: there is none. */
struct folder_name *names_find(const struct names *n, const char *name);
/* The one that is there, or a new one. */
struct folder_name *names_add(struct names *n, const char *name, bool made);
#endif
