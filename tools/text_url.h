/* text_url.h - the URLs that stand in a text. */
#ifndef TOOLS_TEXT_URL_H
#define TOOLS_TEXT_URL_H
#include "buffer.h"

/* Longer ones are cut. */
enum { TEXT_URL_MAX = 4096 };

struct text_url {
	void (*found)(void *ctx, mime_slice url);
	void *ctx;
	/* the rest is private */
	size_t len;
	bool cut; /* a URL fills the room */
	char run[TEXT_URL_MAX];
};

/* found gets http, https, ftp and mailto URLs, and what begins with "www.". */
void text_url_init(struct text_url *t, void (*found)(void *ctx, mime_slice url),
		   void *ctx);
/* Pieces may be cut anywhere. */
void text_url_add(struct text_url *t, mime_slice piece);
void text_url_end(struct text_url *t);
#endif
