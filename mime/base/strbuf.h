/* base/strbuf.h - bytes that grow, up to a stated maximum.  The first failure
 * is kept and later additions do nothing, so a caller checks once. */
#ifndef MIME_BASE_STRBUF_H
#define MIME_BASE_STRBUF_H
#include "mime/types.h"

struct mime_strbuf {
	char *ptr; /* owned unless lent; NULL while empty */
	size_t len, room, max;
	int error; /* MIME_OK, MIME_ENOMEM, or MIME_ELIMIT past max */
	bool lent; /* ptr is the room given to mime_strbuf_init_on */
};

/* max in bytes; SIZE_MAX for none. */
void mime_strbuf_init(struct mime_strbuf *b, size_t max);
/* Begins in room[0..n-1], which must live as long as b; only what does not fit
 * there costs an allocation. */
void mime_strbuf_init_on(struct mime_strbuf *b, size_t max, char *room,
			 size_t n);
void mime_strbuf_free(struct mime_strbuf *b);
void mime_strbuf_clear(struct mime_strbuf *b); /* keeps the room */
void mime_strbuf_add(struct mime_strbuf *b, mime_slice s);
void mime_strbuf_add_text(struct mime_strbuf *b, const char *text);
void mime_strbuf_add_char(struct mime_strbuf *b, char c);
void mime_strbuf_add_decimal(struct mime_strbuf *b, uint64_t value);
/* Room for n more bytes at the end, or NULL; say with _added how many of them
 * were written. */
char *mime_strbuf_reserve(struct mime_strbuf *b, size_t n);
void mime_strbuf_added(struct mime_strbuf *b, size_t n);
/* What is there now, never absent; valid until the next addition. */
mime_slice mime_strbuf_slice(const struct mime_strbuf *b);
#endif
