/* ranges.h - numbers that a user means: 3, 2-5, 7-, -1 (the last), and lists of
 * these with commas between. */
#ifndef TOOLS_RANGES_H
#define TOOLS_RANGES_H
#include "mime/types.h"

struct ranges;

/* On error, as of a range that ends before it begins, says why and returns CLI_USAGE. */
int ranges_new(struct ranges **out, const char *text);
void ranges_free(struct ranges *r); /* NULL is allowed */
/* Whether some count from the end, and ranges_count must be told first. */
bool ranges_need_count(const struct ranges *r);
/* How many there are. */
void ranges_count(struct ranges *r, uint64_t n);
bool ranges_have(const struct ranges *r, uint64_t number);
/* The largest of them; UINT64_MAX: without end. */
uint64_t ranges_last(const struct ranges *r);
/* Whether they can mean but one. */
bool ranges_are_one(const struct ranges *r);
#endif
