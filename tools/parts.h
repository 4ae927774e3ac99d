/* parts.h - the parts of a message that have content, also of the messages
 * inside it. */
#ifndef TOOLS_PARTS_H
#define TOOLS_PARTS_H
#include "mime/view.h"

struct parts {
	struct mime_body_part *list; /* in document order */
	size_t n, room;
};

/* Free it before the message. */
void parts_find(struct parts *out, struct mime_message *m);
void parts_free(struct parts *p);
/* Whether a part is what a user calls an attachment: it stands in the list of
 * attachments, or is shown inline but is no text. */
bool parts_is_attachment(const struct mime_body_part *part);
/* mime_view_child and mime_view_after; running out of memory ends the
 * program. */
struct mime_part *parts_child(struct mime_part *p);
struct mime_part *parts_after(struct mime_part *p);
/* "1.2", valid as long as the message; never fails. */
mime_slice parts_section(struct mime_part *p);
bool parts_is_text(const struct mime_part *p); /* type text/... */
#endif
