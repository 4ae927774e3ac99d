/* tree/boundary.h - the boundaries of the multiparts that are open, innermost
 * last (RFC 2046 5.1.1).  A candidate line costs O(its length), whatever the
 * depth: it is hashed once, and looked up at each length in use. */
#ifndef MIME_TREE_BOUNDARY_H
#define MIME_TREE_BOUNDARY_H
#include "mime/types.h"

enum { MIME_BOUNDARIES_FEW = 4 }; /* open ones that nothing is allocated for */

struct mime_boundary_entry {
	mime_slice text;
	uint64_t hash;
	uint32_t outer; /* 1 + index of the next outer entry with this text */
	uint32_t slot;
};
struct mime_boundary_length {
	size_t len, count;
};

/* Not to be moved: it points into itself. */
struct mime_boundaries {
	struct mime_boundary_entry *open; /* the stack */
	size_t n, room;
	uint32_t *table; /* open addressing: 1 + index of the newest entry with
			  * that text; 0 is free */
	size_t slots;	 /* a power of two, > 2n */
	struct mime_boundary_length *lengths; /* in use, shortest first */
	size_t n_lengths, lengths_room;
	uint64_t seed;
	struct mime_boundary_entry first_open[MIME_BOUNDARIES_FEW];
	uint32_t first_table[4 * MIME_BOUNDARIES_FEW];
	struct mime_boundary_length first_lengths[MIME_BOUNDARIES_FEW];
};

void mime_boundaries_init(struct mime_boundaries *b);
void mime_boundaries_free(struct mime_boundaries *b);
/* text is kept as it is, and must stay; it is not empty.
 * *same is true if an open boundary has the same text, *prefix if one of them
 * is a proper prefix of text, or text of one of the innermost 100.
 * Error MIME_ENOMEM. */
int mime_boundaries_push(struct mime_boundaries *b, mime_slice text, bool *same,
			 bool *prefix);
void mime_boundaries_pop(struct mime_boundaries *b);

struct mime_delimiter {
	size_t level; /* index in the stack */
	size_t end;   /* of its line, line end included, from `rest' */
	bool close;
	bool near_miss; /* no delimiter, but an open boundary is a prefix */
};
/* Is the line that begins with "--" and goes on with rest (to the end of the
 * input or any point after the line) a delimiter?  The innermost boundary
 * wins.  When it is none, only near_miss is set. */
bool mime_boundaries_match(struct mime_delimiter *out,
			   const struct mime_boundaries *b, mime_slice rest);
/* The same for one boundary alone; *end and *close as above.  False if the
 * line is no delimiter of text. */
bool mime_boundary_match(size_t *end, bool *close, mime_slice text,
			 mime_slice rest);
#endif
