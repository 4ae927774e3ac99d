/* tree/plan.h - what is decided before the first byte of a message is written:
 * the encoding of each body, the token of new boundaries. */
#ifndef MIME_TREE_PLAN_H
#define MIME_TREE_PLAN_H
#include "tree/transfer.h"

/* One part, in the order of writing. */
struct mime_plan_entry {
	uint32_t up;	  /* index of the part it stands in */
	uint8_t transfer; /* enum mime_transfer of a leaf's body; NONE: as it
			   * is parsed */
	uint8_t label;	  /* the Content-Transfer-Encoding to write; NONE: the
			   * field as it is */
	uint8_t carry;	  /* enum mime_carry that it needs, as far as known */
	uint8_t own;	  /* the same of new content alone */
	bool encoded;	  /* something parsed is encoded anew here or below */
};

struct mime_plan {
	struct mime_message *message;
	enum mime_carry carry;
	struct mime_plan_entry *entries;
	size_t n, room;
	bool version; /* the root lacks a MIME-Version, and needs it */
	char token[MIME_TOKEN_DIGITS];
	/* the rest is private */
	size_t current;	 /* the entry of the part that is entered */
	unsigned made;	 /* multiparts of ours around it */
	unsigned sealed; /* multiparts around it that must not change */
	struct mime_boundaries open;
	struct mime_watch watch;
	mime_error *err;
};

/* Error MIME_EINVAL, MIME_EIO, MIME_ENOMEM; all in err too.  mime_plan_free is
 * due in every case. */
int mime_plan_init(struct mime_plan *plan, struct mime_message *m,
		   enum mime_carry carry, uint64_t seed, mime_error *err);
void mime_plan_free(struct mime_plan *plan);
/* p and all below are lent as they were parsed: its children have no entry. */
bool mime_plan_whole(const struct mime_plan *plan, const struct mime_part *p);
#endif
