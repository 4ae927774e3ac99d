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
	HTML_ATTRIBUTE, /* the byte ended the name of an attribute: see
			 * attribute, its value follows */
	HTML_VALUE,	/* the byte is of that value, references as they are */
	HTML_TAG,	/* the byte ended a tag: see name, closing */
	HTML_COMMENT,	/* the byte is of a comment, or of its end */
	HTML_COMMENT_END,
	HTML_DROPPED /* the byte is of what html_tag_drop said, or its end */
};

struct html_tag {
	bool closing;
	/* lower case; name_len is larger than there is room for if it is
	 * none that a caller could know */
	char name[16];
	size_t name_len;
	unsigned attributes; /* of this tag, so far */
	/* its start, lower case; until the next byte after HTML_ATTRIBUTE */
	char attribute[16];
	size_t attribute_len;
	/* the rest is private; all zero is the start of a document */
	uint8_t state;
	char quote, before;
	size_t matched;
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
