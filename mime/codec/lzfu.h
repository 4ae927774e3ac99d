/* codec/lzfu.h - compressed RTF ([MS-OXRTFCP]), as messages of Outlook hold
 * their text. */
#ifndef MIME_CODEC_LZFU_H
#define MIME_CODEC_LZFU_H
#include "mime/types.h"

/* What the header of 16 bytes says of the data after it (2.1.3.1). */
enum mime_lzfu_form {
	MIME_LZFU_NONE,	      /* there is no such header */
	MIME_LZFU_STORED,     /* the data is the RTF: "MELA" */
	MIME_LZFU_COMPRESSED, /* "LZFu" */
};
struct mime_lzfu_content {
	enum mime_lzfu_form form;
	mime_slice data; /* what is there of it */
	bool cut;	 /* the header says there is more */
	bool bad_sum;	 /* the CRC is that of other data; not known if cut */
};
void mime_lzfu_read(struct mime_lzfu_content *out, mime_slice s);

/* Decompression (2.2) as a stage. */
struct mime_lzfu {
	/* all of it is private */
	uint16_t at;	   /* where the next byte goes in the window */
	uint8_t control;   /* what the coming tokens are */
	uint8_t left;	   /* tokens left of it */
	uint8_t high;	   /* the first byte of a reference */
	bool within, done; /* between its bytes; behind the last token */
	char window[4096];
};
/* A reference of two bytes, of which the first may have come before, is at
 * most 17. */
#define MIME_LZFU_DECODE_MAX(n) (((n) / 2 + 1) * 17)

void mime_lzfu_init(struct mime_lzfu *s);
/* What follows the token that ends the data is ignored. */
size_t mime_lzfu_decode(struct mime_lzfu *s, const void *in, size_t n,
			void *out, bool last);
#endif
