/* html_strip.h - the text and the URLs of an HTML document without a parser.
 *
 * It keeps no tree, so nesting costs nothing, and time and memory are those of
 * one pass.  It finds what html_tree finds, and sometimes more: where a browser
 * would take something for text or for tags, depending on what stands around
 * it, both are looked at. */
#ifndef TOOLS_HTML_STRIP_H
#define TOOLS_HTML_STRIP_H
#include "html_element.h"
#include "html_tag.h"

struct html_strip {
	struct html_page *page;
	/* the rest is private */
	struct html_tag tag;
	bool foreign;		/* a drawing or a formula was met */
	bool dropping, keeping; /* what is dropped, for its URLs */
	size_t entity_len;
	char entity[32];
	enum html_attribute attribute; /* whose value is read */
	struct html_strip_value {
		size_t start, end; /* in values; empty if there is none */
	} at[HTML_ATTRIBUTES];
	struct buffer values; /* of a tag */
	struct buffer inside; /* of a comment, or of what is dropped */
};

/* page is borrowed. */
void html_strip_init(struct html_strip *h, struct html_page *page);
/* Pieces may be cut anywhere. */
void html_strip_add(struct html_strip *h, mime_slice piece);
void html_strip_end(struct html_strip *h);

/* Tells the page of the URLs of a document inside, and of nothing else; at most
 * a few in one another. */
void html_strip_inside(struct html_page *page, mime_slice html);
/* Likewise of a comment, which Outlook takes for a part of the page if it
 * begins "[if mso]>". */
void html_strip_comment(struct html_page *page, mime_slice comment);
#endif
