/* support/defect_list.h - the records of a message as one line:
 * "W12@0+15 W01@20+4" is code, offset and length of each. */
#ifndef MIME_TESTS_DEFECT_LIST_H
#define MIME_TESTS_DEFECT_LIST_H
#include "base/defect.h"
#include <stdio.h>

static inline const char *
defect_list(char *out, size_t room, const struct mime_defects *d)
{
	size_t n = 0;

	out[0] = '\0';
	for (size_t i = 0; i < d->n && n < room; i++) {
		const struct mime_defect_record *r = &d->records[i];

		n += (size_t)snprintf(
			out + n, room - n, "%s%s@%zu+%zu", i > 0 ? " " : "",
			mime_defect_name(r->kind)->code, r->offset, r->length);
	}
	return out;
}
#endif
