/* html_url.h - what an HTML document links to and what it would load. */
#ifndef TOOLS_HTML_URL_H
#define TOOLS_HTML_URL_H
#include "buffer.h"

enum html_where {
	HTML_WHERE_HREF,
	HTML_WHERE_SRC, /* also srcset, data, poster, background and older
			 * ones */
	HTML_WHERE_CSS
};
struct html_url {
	mime_slice text; /* as the browser would use it, without blanks */
	enum html_where where;
	bool load; /* fetched when the page is shown, without a click */
};

/* Adds the URL as a browser reads an attribute: without blanks at its ends and
 * line ends in it, and, where it is relative, after base (which may be
 * empty).  A long path of the base is left out, with "..." in its place: it
 * would stand before each of the URLs of a page. */
void html_url_add(struct buffer *out, mime_slice value, mime_slice base);
/* Whether it names another machine: http, https, ftp, smb, a file of another
 * host, or a host alone. */
bool html_url_is_remote(mime_slice url);
/* Takes the next URL off the front of a srcset attribute; false after the
 * last. */
bool html_url_next_source(mime_slice *url, mime_slice *set);
#endif
