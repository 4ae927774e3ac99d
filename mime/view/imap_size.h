/* view/imap_size.h - the parts that a BODYSTRUCTURE describes, and what IMAP
 * counts of them (RFC 9051 7.5.2). */
#ifndef MIME_VIEW_IMAP_SIZE_H
#define MIME_VIEW_IMAP_SIZE_H
#include "mime/view.h"
#include "tree/tree.h"

/* A walk over root and what is below it, in document order.  A part with
 * parts below it comes twice: before and after them. */
struct mime_imap_walk {
	struct mime_part *root, *part; /* part NULL: the walk is over */
	bool leaving;
	size_t index; /* of part, unless it is left */
};
void mime_imap_walk_init(struct mime_imap_walk *w, struct mime_part *root);
/* Error MIME_ENOMEM. */
int mime_imap_walk_next(struct mime_imap_walk *w);
/* The first part below p, if there is one that is described: of a message
 * also an encoded one.  Error MIME_ENOMEM. */
int mime_imap_child(struct mime_part **out, struct mime_part *p);

/* How far the bytes of one message were looked at. */
struct mime_imap_cursor {
	const struct mime_message *message;
	size_t at;
	size_t lines; /* LFs before at */
	size_t bare;  /* of them, those without a CR */
};

struct mime_imap_size {
	uint64_t octets; /* of the body as transferred, each line end as CRLF */
	uint64_t lines;	 /* line ends in it */
	size_t above;	 /* index of the part around it; of the root, 0 */
	struct mime_imap_cursor cursor; /* while it is being measured */
};
/* One size for each part, by its index in the walk; free it with mime_free.
 * Cost	 one pass over the bytes, however deep the parts are nested.
 * Error MIME_EINVAL if a message was edited; MIME_ENOMEM. */
int mime_imap_sizes(struct mime_imap_size **out, struct mime_part *root);
#endif
