/* tree/uuencode.h - finds uuencode and yEnc data inside a text. */
#ifndef MIME_TREE_UUENCODE_H
#define MIME_TREE_UUENCODE_H
#include "mime/types.h"

struct mime_uuencode {
	size_t begin; /* offset of the line that begins the data */
	/* the rest is private */
	size_t at;
	char line[128]; /* the start of the line being read */
	size_t n;	/* bytes of it, also those that did not fit */
	bool begun;	/* the line before was a "begin 644 name" */
};
void mime_uuencode_init(struct mime_uuencode *u);
/* Look through the next piece; true once data was found. */
bool mime_uuencode_find(struct mime_uuencode *u, mime_slice piece);
#endif
