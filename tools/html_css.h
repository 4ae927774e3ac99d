/* html_css.h - what a style sheet loads (CSS Syntax Level 3, 4.3). */
#ifndef TOOLS_HTML_CSS_H
#define TOOLS_HTML_CSS_H
#include "buffer.h"

enum { HTML_CSS_WORD = 20 };

struct html_css {
	/* private */
	mime_slice rest;
	struct buffer value;
	bool import;	 /* a string is what "@import" names */
	unsigned open;	 /* parentheses */
	unsigned images; /* so many were, inside the innermost image-set() */
	size_t word_len;
	char word[HTML_CSS_WORD];
};

/* css, a style sheet or the value of a style attribute, is borrowed. */
void html_css_init(struct html_css *c, mime_slice css);
/* The next URL: of url(...), @import "..." and image-set("..."), its escapes
 * resolved; until the next call.  False after the last. */
bool html_css_next(mime_slice *url, struct html_css *c);
void html_css_end(struct html_css *c);
#endif
