/* html_element.h - what an element of a page links to and what it loads. */
#ifndef TOOLS_HTML_ELEMENT_H
#define TOOLS_HTML_ELEMENT_H
#include "html_page.h"

/* The attributes that tell, in the order of their URLs. */
enum html_attribute {
	HTML_HREF,
	HTML_XLINK_HREF,
	HTML_PING,
	HTML_LONGDESC,
	HTML_CITE,
	HTML_ACTION,
	HTML_FORMACTION,
	HTML_SRC,
	HTML_LOWSRC,
	HTML_DYNSRC,
	HTML_POSTER,
	HTML_BACKGROUND,
	HTML_DATA,
	HTML_CODEBASE,
	HTML_MANIFEST,
	HTML_SRCSET,
	HTML_IMAGESRCSET,
	HTML_STYLE,
	HTML_FILL,
	HTML_STROKE,
	HTML_FILTER,
	HTML_MASK,
	HTML_CLIP_PATH,
	HTML_SRCDOC,
	/* what says more of the others */
	HTML_ALT,
	HTML_CONTENT,
	HTML_HTTP_EQUIV,
	HTML_REL,
	HTML_TYPE,
	HTML_ATTRIBUTES
};

struct html_element {
	mime_slice name; /* lower case */
	/* references resolved; {NULL, 0} is absent */
	mime_slice values[HTML_ATTRIBUTES];
};

/* HTML_ATTRIBUTES if it is none of them. */
enum html_attribute html_attribute_find(mime_slice name);
/* Tells the page of the URLs, and of the text that stands for a picture. */
void html_element_read(struct html_page *page, const struct html_element *e);
#endif
