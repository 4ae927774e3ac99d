/* html_strip.h - the text and the URLs of an HTML document without a parser.
 *
 * It keeps no tree, so nesting costs nothing, and time and memory are those of
 * one pass.  Of attributes it knows href, src and alt. */
#ifndef TOOLS_HTML_STRIP_H
#define TOOLS_HTML_STRIP_H
#include "html_page.h"
#include "html_tag.h"

struct html_strip {
	struct html_page *page;
	/* the rest is private */
	struct html_tag tag;
	size_t entity_len;
	char entity[32];
};

/* page is borrowed. */
void html_strip_init(struct html_strip *h, struct html_page *page);
/* Pieces may be cut anywhere. */
void html_strip_add(struct html_strip *h, mime_slice piece);
void html_strip_end(struct html_strip *h);
#endif
