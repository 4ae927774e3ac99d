/* html_text.h - the text of an HTML document for reading on a terminal.
 *
 * A stripper of tags, not a parser: it keeps no tree, so nesting costs
 * nothing, and time and memory are those of one pass.  Blocks become lines,
 * entities characters; scripts, styles and titles are dropped. */
#ifndef TOOLS_HTML_TEXT_H
#define TOOLS_HTML_TEXT_H
#include "html_lines.h"
#include "html_tag.h"

struct html_text {
	unsigned images;  /* <img> loaded over the network, so far */
	unsigned scripts; /* <script>, so far */
	/* the rest is private */
	struct html_lines lines;
	struct html_tag tag;
	unsigned pre;	 /* how many elements of preformatted text are open */
	bool pre_opened; /* just now: a line end here is none */
	size_t entity_len;
	char entity[32];
};

/* emit gets the text in pieces: UTF-8 if the document is, lines ended by LF,
 * no line end at the end.  ctx is handed to it. */
void html_text_init(struct html_text *h,
		    void (*emit)(void *ctx, const char *bytes, size_t n),
		    void *ctx);
/* Pieces may be cut anywhere. */
void html_text_add(struct html_text *h, mime_slice piece);
void html_text_end(struct html_text *h);
#endif
