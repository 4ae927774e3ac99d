/* tree/transfer.h - how the body of a leaf is carried: which transfer encoding
 * it needs (RFC 2045 6), and the body in it. */
#ifndef MIME_TREE_TRANSFER_H
#define MIME_TREE_TRANSFER_H
#include "tree/tree.h"
#include "tree/watch.h"

struct mime_transfer_choice {
	enum mime_transfer transfer; /* NONE: the parsed bytes as they are */
	enum mime_carry carry;	     /* of the written body, as far as known */
};

/* Choose for a leaf with new content; it is read when its type alone does not
 * tell.
 * carry  widest allowed
 * watch  looks at what is not going to be encoded, and has the boundaries of
 *	  the multiparts around: what holds a delimiter is encoded
 * Error MIME_EINVAL if it would have to be and cannot; MIME_EIO; MIME_ENOMEM;
 *	 all in err too. */
int mime_transfer_choose(struct mime_transfer_choice *out, struct mime_part *p,
			 enum mime_carry carry, struct mime_watch *watch,
			 mime_error *err);
/* Choose for a leaf whose body is as parsed: it stays unless it is wider than
 * carry and can be encoded. */
int mime_transfer_keep(struct mime_transfer_choice *out, struct mime_part *p,
		       enum mime_carry carry, struct mime_watch *watch,
		       mime_error *err);
/* Read the body in that encoding, which is not NONE.
 * lf	   lines end in LF, else CRLF
 * inside  a delimiter follows
 * Error MIME_EIO, MIME_ENOMEM. */
int mime_transfer_open(struct mime_reader **out, struct mime_part *p,
		       enum mime_transfer transfer, bool lf, bool inside,
		       mime_error *err);
/* "base64" and so on; absent for NONE. */
mime_slice mime_transfer_name(enum mime_transfer transfer);
#endif
