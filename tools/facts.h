/* facts.h - what everyone asks of a message first.  Running out of memory ends
 * the program. */
#ifndef TOOLS_FACTS_H
#define TOOLS_FACTS_H
#include "parts.h"

/* The decoded text of the first field of that name; absent if there is none. */
mime_slice facts_text(struct mime_part *root, const char *name);
/* The mailboxes of the first field of that name, *n of them; of an invalid one
 * the address is absent. */
const struct mime_mailbox *facts_mailboxes(size_t *n, struct mime_part *root,
					   const char *name);
/* The first author: the name, else the address, else what is written there. */
mime_slice facts_author(struct mime_part *root);
/* How many attachments, also in the messages inside. */
size_t facts_attachments(struct mime_message *m);
#endif
