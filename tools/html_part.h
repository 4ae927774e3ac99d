/* html_part.h - an HTML part of a message, read as a page. */
#ifndef TOOLS_HTML_PART_H
#define TOOLS_HTML_PART_H
#include "html_text.h"
#include "mime/message.h"

/* Decodes p, a text part, and reads it; the counts are in h->page. */
void html_part_read(struct html_text *h, struct mime_part *p,
		    const struct html_sink *sink);
bool html_part_is(const struct mime_part *p); /* of type text/html */
#endif
