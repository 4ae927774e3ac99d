/* mailbox/listing.h - the names in a folder, read once and put in order. */
#ifndef MIME_MAILBOX_LISTING_H
#define MIME_MAILBOX_LISTING_H
#include "base/arena.h"

struct mime_listing_entry {
	mime_slice name; /* a NUL follows */
	mime_slice key;	 /* of the order; part of name */
	uint64_t number; /* of the order, before key */
	unsigned tag;	 /* the caller's; of the order, after key */
};

struct mime_listing {
	struct mime_arena arena; /* has the names */
	struct mime_listing_entry *entries;
	size_t count, room;
};

/* Fills key, number and tag, which are all of name, 0 and the one given, if
 * they are to be others; false leaves the name out. */
typedef bool mime_listing_wanted(struct mime_listing_entry *e);

void mime_listing_init(struct mime_listing *l);
void mime_listing_free(struct mime_listing *l); /* leaves it as init does */
/* Adds the regular files, or the directories, of the directory at path; names
 * that begin with a dot too, but for "." and "..".  A symlink is neither.
 * Error MIME_ENOMEM; MIME_EIO and err->sys.  err may be NULL. */
int mime_listing_add(struct mime_listing *l, const char *path, bool directories,
		     unsigned tag, mime_listing_wanted *wanted,
		     mime_error *err);
void mime_listing_sort(struct mime_listing *l);
#endif
