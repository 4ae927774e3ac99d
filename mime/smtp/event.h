/* smtp/event.h - what happened and was not yet told. */
#ifndef MIME_SMTP_EVENT_H
#define MIME_SMTP_EVENT_H
#include "base/strbuf.h"
#include "mime/smtp.h"

struct mime_event_node;

struct mime_events {
	struct mime_event_node *nodes; /* owned; told..n-1 are to be told */
	size_t n, room, told;
	struct mime_strbuf text; /* theirs, end to end */
};

void mime_events_init(struct mime_events *q);
void mime_events_free(struct mime_events *q);
/* Forget texts that were told; call it when the server is fed. */
void mime_events_tidy(struct mime_events *q);
/* Make sure that n more events can be added.  Error MIME_ENOMEM. */
int mime_events_reserve(struct mime_events *q, size_t n);
/* Add ev, with a copy of its text; without memory for the text it is absent,
 * since the verdict counts.  Error MIME_ENOMEM, not when reserved. */
int mime_events_add(struct mime_events *q, const struct mime_smtp_event *ev);
/* The oldest one, which stays until it is dropped; false if none. */
bool mime_events_next(struct mime_smtp_event *ev, const struct mime_events *q);
void mime_events_drop(struct mime_events *q);
#endif
