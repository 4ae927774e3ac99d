/* tree/watch.h - looks at bytes that are about to be written for what would
 * be read as a delimiter. */
#ifndef MIME_TREE_WATCH_H
#define MIME_TREE_WATCH_H
#include "base/strbuf.h"
#include "mime/codec.h"
#include "tree/boundary.h"
#include "tree/boundary_new.h"

struct mime_watch {
	const struct mime_boundaries
		*open;		    /* of the parsed multiparts around */
	const char *token;	    /* of new boundaries, or NULL */
	struct mime_sha256 *digest; /* takes all bytes too, or NULL */
	bool delimiter; /* a line of the present body begins like one */
	bool has_token; /* the token occurs in one of the bodies */
	/* the rest is private */
	bool inside;	/* the present piece begins within a line ... */
	bool beginning; /* ... whose beginning is kept here: */
	struct mime_strbuf line;
	size_t n_tail;
	char tail[MIME_TOKEN_DIGITS - 1];
};

void mime_watch_init(struct mime_watch *w, const struct mime_boundaries *open,
		     const char *token, struct mime_sha256 *digest);
void mime_watch_free(struct mime_watch *w);
/* Begin another body. */
void mime_watch_begin(struct mime_watch *w);
void mime_watch_add(struct mime_watch *w, mime_slice in);
/* The body ends.  Error MIME_ENOMEM, also of an addition. */
int mime_watch_end(struct mime_watch *w);
#endif
