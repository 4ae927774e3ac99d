/* html_page.h - a page as it is read: its text laid out in lines, the URLs in
 * it, and what it would load and run.  Two readers drive it: html_tree (gumbo)
 * and html_strip. */
#ifndef TOOLS_HTML_PAGE_H
#define TOOLS_HTML_PAGE_H
#include "html_lines.h"
#include "html_url.h"

/* What gets the page, in its order.  A NULL is not called. */
struct html_sink {
	/* UTF-8, lines ended by LF, no line end at the end */
	void (*text)(void *ctx, const char *bytes, size_t n);
	void (*url)(void *ctx, const struct html_url *url);
	void *ctx;
};

struct html_page {
	unsigned images;  /* loaded over the network */
	unsigned loads;	  /* all that is, images too */
	unsigned scripts; /* <script> */
	/* the rest is private */
	struct html_sink sink;
	struct html_lines lines;
	struct buffer base, url;
	unsigned muted;	 /* how deep in what is looked at for URLs only */
	unsigned pre;	 /* how many elements of preformatted text are open */
	bool pre_opened; /* just now: a line end here is none */
};

void html_page_init(struct html_page *p, const struct html_sink *sink);
void html_page_end(struct html_page *p); /* emits what is held back */

/* A byte, or a character, of the text of the page. */
void html_page_byte(struct html_page *p, char c);
void html_page_code(struct html_page *p, uint32_t code);
/* A tag, by its name in lower case.  True: the content of the element is not
 * text. */
bool html_page_tag(struct html_page *p, mime_slice name, bool closing);
/* What a relative URL is relative to; the first one counts. */
void html_page_base(struct html_page *p, mime_slice value);
/* The value of an attribute that holds a URL, its character references
 * resolved. */
void html_page_url(struct html_page *p, enum html_where where, bool load,
		   mime_slice value);
/* A style sheet, or the value of a style attribute. */
void html_page_css(struct html_page *p, mime_slice css);
#endif
