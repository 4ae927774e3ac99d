/* text/address.h - address lists, into an arena and out to a header. */
#ifndef MIME_TEXT_ADDRESS_H
#define MIME_TEXT_ADDRESS_H
#include "base/arena.h"
#include "mime/address.h"
#include "text/context.h"

struct mime_address_group {
	mime_slice name;
	mime_slice raw;	 /* the bytes of the name in the field */
	size_t first, n; /* its mailboxes in the list */
};
struct mime_address_list {
	struct mime_mailbox *list;
	size_t n;
	struct mime_address_group *group; /* in order, empty ones too */
	size_t groups;
};
/* Parse at most max mailboxes, and as many groups, of a field body; past max
 * the rest is left out and R05 recorded.  Everything lives in arena or in
 * text.  A02 A03 A04 A07 A09 H11 W02 W11 are recorded.
 *
 * A comma parts two mailboxes, unless what stands before it holds no "@" and
 * no "<", and a display name with its "<...>" follows: "Smith, John <j@x>" is
 * one mailbox, "john, j@x" and "john, <j@x>" are two.  A ";" outside a group
 * parts them as well.
 * Error MIME_ENOMEM. */
int mime_address_list_parse(struct mime_address_list *out,
			    struct mime_arena *arena, mime_slice text,
			    size_t max,
			    const struct mime_text_context *context);
struct mime_fold;
/* Write a list into a header field: display names as atoms, quoted strings or
 * encoded-words, groups kept, one mailbox after the other folded as needed.
 * text is what a user gave (UTF-8, passed text/guard.h).
 * Error MIME_EINVAL, with nothing written and err at the first mailbox that is
 * not valid, has no domain, or is not ASCII (A-labels are the caller's), or at
 * 0 if text holds no address; MIME_ENOMEM.  What a name meets (MIME_ECHARSET)
 * is left in f->error. */
int mime_address_write(struct mime_fold *f, mime_slice text, mime_error *err);
#endif
