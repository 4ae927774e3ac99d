/* tree/classify.h - what a header says its part is. */
#ifndef MIME_TREE_CLASSIFY_H
#define MIME_TREE_CLASSIFY_H
#include "tree/media_type.h"
#include "tree/tree.h"

/* Set type and transfer encoding of a part from its fields, NULL where it has
 * none; its parent gives the default type (RFC 2046 5.1.5).
 * Error MIME_ENOMEM. */
int mime_part_classify(struct mime_part *p, const struct mime_field *type,
		       const struct mime_field *encoding);
/* mime_media_type_scan that also reads a type with comments or blanks around
 * its slash; *type then lies in arena.
 * number   may be NULL
 * Error MIME_ENOMEM. */
int mime_media_type_read(enum mime_media_type *number, mime_slice *type,
			 struct mime_arena *arena, mime_slice body);
/* True for a message type whose message lies readable in the buffer; S15, S18
 * and S19 are recorded for those whose does not. */
bool mime_part_holds_message(struct mime_part *p);
/* The transfer encoding that a Content-Transfer-Encoding body names: blanks,
 * comments, case and what follows a ";" do not count (RFC 2045 6.1).
 * *token	as written, without those
 * *extra	there was more: text behind a ";", or a list
 * Error MIME_ENOMEM. */
int mime_transfer_scan(enum mime_transfer *out, mime_slice *token, bool *extra,
		       struct mime_arena *arena, mime_slice body);
#endif
