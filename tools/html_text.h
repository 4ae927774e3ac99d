/* html_text.h - the text of an HTML document for reading on a terminal, and its
 * URLs.
 *
 * gumbo parses what is of ordinary size and shape (html_prescan); html_strip
 * reads the rest, and all of it where gumbo is not built in.  So the cost is
 * that of one pass, whatever the document. */
#ifndef TOOLS_HTML_TEXT_H
#define TOOLS_HTML_TEXT_H
#include "html_strip.h"

struct html_text {
	struct html_page page; /* its counts are whole after html_text_end */
	/* the rest is private */
	struct html_strip strip;
	struct buffer held;
	bool stripping;
};

/* sink is copied. */
void html_text_init(struct html_text *h, const struct html_sink *sink);
/* Pieces of UTF-8, cut anywhere. */
void html_text_add(struct html_text *h, mime_slice piece);
void html_text_end(struct html_text *h);
#endif
