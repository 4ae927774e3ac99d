/* base/defect.h - the list in which every layer records what it met. */
#ifndef MIME_BASE_DEFECT_H
#define MIME_BASE_DEFECT_H
#include "base/arena.h"
#include "mime/defect.h"

enum { MIME_DEFECTS_MAX = 100 }; /* records kept for one message */

struct mime_defect_record {
	int kind;
	char severity;
	size_t offset, length; /* bytes of the parsed buffer */
	size_t count;	       /* of the first record of a kind: how often that
				* kind was met, kept or not; else 0 */
	const void *part;      /* struct mime_part, or NULL */
	const void *field;     /* struct mime_field, or NULL */
};

/* Kept in order of offset.  Which records are kept does not depend on the
 * order in which they come: of each kind the first, then the earliest. */
struct mime_defects {
	struct mime_arena *arena; /* where the records are */
	struct mime_defect_record *records;
	size_t n, room;
	/* what the caller is looking at; copied into each record */
	const void *part, *field;
	int error; /* MIME_OK, or MIME_ENOMEM: a record is missing */
};

/* An empty list; nothing is allocated before the first defect. */
void mime_defects_init(struct mime_defects *d, struct mime_arena *arena);
/* Puts the records of d elsewhere: a copy of *d made before stays as it is.
 * Error MIME_ENOMEM. */
int mime_defects_part(struct mime_defects *d);
/* How often kind was met. */
size_t mime_defects_count(const struct mime_defects *d, int kind);
/* Records kind at offset with its usual severity.  d may be NULL. */
void mime_defect_add(struct mime_defects *d, int kind, size_t offset,
		     size_t length);
void mime_defect_add_as(struct mime_defects *d, int kind, char severity,
			size_t offset, size_t length);
/* Counts a kind that has a record n times more. */
void mime_defect_repeat(struct mime_defects *d, int kind, size_t n);
#endif
