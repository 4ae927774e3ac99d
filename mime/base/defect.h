/* base/defect.h - the list in which every layer records what it met. */
#ifndef MIME_BASE_DEFECT_H
#define MIME_BASE_DEFECT_H
#include "mime/defect.h"

enum { MIME_DEFECTS_MAX = 100 }; /* records kept for one message */

struct mime_defect_record {
	int kind;
	char severity;
	size_t offset, length; /* bytes of the parsed buffer */
	const void *part;      /* struct mime_part, or NULL */
	const void *field;     /* struct mime_field, or NULL */
};

/* Kept in order of offset.  Which records are kept does not depend on the
 * order in which they come: of each kind the first, then the earliest. */
struct mime_defects {
	size_t n;
	struct mime_defect_record records[MIME_DEFECTS_MAX];
	size_t counts[MIME_DEFECT_KINDS];
	/* what the caller is looking at; copied into each record */
	const void *part, *field;
};

void mime_defects_init(struct mime_defects *d);
/* Records kind at offset with its usual severity.  d may be NULL. */
void mime_defect_add(struct mime_defects *d, int kind, size_t offset,
		     size_t length);
void mime_defect_add_as(struct mime_defects *d, int kind, char severity,
			size_t offset, size_t length);
#endif
