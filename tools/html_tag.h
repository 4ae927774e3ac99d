/* html_tag.h - the tags of an HTML document, found one byte after another
 * (HTML Living Standard 13.2.5, without the rarer states of scripts). */
#ifndef TOOLS_HTML_TAG_H
#define TOOLS_HTML_TAG_H
#include "mime/types.h"

enum html_event {
	HTML_NOTHING,
	HTML_TEXT,	/* the byte is text */
	HTML_LESS,	/* "<" before the byte was text */
	HTML_LESS_TEXT, /* both are text */
	HTML_TAG	/* the byte ended a tag: see name, closing */
};

/* Attributes whose values are kept. */
enum html_known { HTML_SRC, HTML_HREF, HTML_ALT, HTML_KNOWN };
struct html_value {
	size_t len;
	char text[2048]; /* its start */
};

struct html_tag {
	bool closing;
	/* lower case; name_len is larger than there is room for if it is
	 * none that a caller could know */
	char name[16];
	size_t name_len;
	unsigned attributes; /* of this tag, so far */
	struct html_value values[HTML_KNOWN];
	/* the rest is private; all zero is the start of a document */
	uint8_t state;
	char quote, before;
	uint8_t known; /* enum html_known of the attribute */
	char attribute[8];
	size_t attribute_len, matched;
};

enum html_event html_tag_next(struct html_tag *t, char c);
/* After HTML_TAG: what follows is no text, up to the closing tag of the same
 * name. */
void html_tag_drop(struct html_tag *t);
/* At the end of the document: HTML_LESS or HTML_NOTHING. */
enum html_event html_tag_end(const struct html_tag *t);

static inline bool
html_is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static inline char
html_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static inline bool
html_is_letter(char c)
{
	return html_lower(c) >= 'a' && html_lower(c) <= 'z';
}
#endif
