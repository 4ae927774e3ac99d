/* summary.h - what a part holds, in a few words. */
#ifndef TOOLS_SUMMARY_H
#define TOOLS_SUMMARY_H
#include "dump.h"

/* The header fields that everyone looks at first. */
void summary_header(struct dump *d, struct input *in);
/* Adds to out, made harmless: the name of p or the subject of a message; of a
 * text its first words, of an HTML text what it would load and run; and the
 * type that its bytes have, if that is another. */
void summary_add(struct buffer *out, const struct dump *d, struct mime_part *p);
#endif
