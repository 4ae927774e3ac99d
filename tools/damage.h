/* damage.h - what is wrong with a file that was inside a part, in words. */
#ifndef TOOLS_DAMAGE_H
#define TOOLS_DAMAGE_H
#include "buffer.h"

/* Adds a phrase for each bit of enum mime_embedded_damage, with "; " before
 * it if out holds something. */
void damage_add(struct buffer *out, unsigned damage);
#endif
