#include "html_tag.h"
#include <string.h>

enum state {
	TEXT,
	TAG_OPEN, /* after "<" */
	TAG_NAME,
	MARKUP, /* after "<!" */
	BOGUS,	/* up to ">" */
	COMMENT,
	BEFORE_ATTRIBUTE,
	ATTRIBUTE,
	AFTER_ATTRIBUTE,
	BEFORE_VALUE,
	VALUE,
	DROPPED /* in an element whose content is no text */
};

static void
begin_tag(struct html_tag *t, bool closing)
{
	t->state = TAG_NAME;
	t->closing = closing;
	t->name_len = t->attribute_len = 0;
	t->attributes = 0;
}

static enum html_event
tag_open(struct html_tag *t, char c)
{
	if (html_is_letter(c)) {
		begin_tag(t, t->before == '/');
		t->name[t->name_len++] = html_lower(c);
	} else if (t->before == '<' && c == '/') {
		t->before = c;
	} else if (t->before == '<' && c == '!') {
		t->state = MARKUP;
		t->before = c;
	} else if (t->before == '/' && c == '>') {
		t->state = TEXT; /* "</>" is nothing */
	} else if (c == '?' || t->before == '/') {
		t->state = BOGUS;
	} else if (c == '<') {
		return HTML_LESS; /* and this one may open a tag */
	} else {
		t->state = TEXT;
		return HTML_LESS_TEXT;
	}
	return HTML_NOTHING;
}

/* After "<!": "--" begins a comment, anything else ends at ">". */
static void
markup(struct html_tag *t, char c)
{
	if (c == '>')
		t->state = TEXT;
	else if (c != '-')
		t->state = BOGUS;
	else if (t->before == '-')
		t->state = COMMENT, t->matched = 2; /* "<!-->" is whole */
	else
		t->before = c;
}

static enum html_event
comment(struct html_tag *t, char c)
{
	if (c == '-') {
		t->matched += t->matched < 2;
	} else if (c == '>' && t->matched == 2) {
		t->state = TEXT;
		return HTML_COMMENT_END;
	} else if (c != '!' || t->matched < 2) { /* "--!>" ends it too */
		t->matched = 0;
	}
	return HTML_COMMENT;
}

static enum html_event
end_tag(struct html_tag *t)
{
	t->state = TEXT;
	return HTML_TAG;
}

static enum html_event
tag_name(struct html_tag *t, char c)
{
	if (c == '>') {
		return end_tag(t);
	} else if (html_is_space(c) || c == '/') {
		t->state = BEFORE_ATTRIBUTE;
	} else if (t->name_len <= sizeof t->name) {
		/* a longer name is none that we know */
		if (t->name_len < sizeof t->name)
			t->name[t->name_len] = html_lower(c);
		t->name_len++;
	}
	return HTML_NOTHING;
}

static enum html_event
attribute(struct html_tag *t, char c)
{
	if (c == '>') {
		return end_tag(t);
	} else if (c == '=' && t->attribute_len > 0) {
		t->state = BEFORE_VALUE;
		return HTML_ATTRIBUTE;
	} else if (c == '/') {
		/* "=" after it begins a name */
		t->state = BEFORE_ATTRIBUTE;
		t->attribute_len = 0;
	} else if (html_is_space(c)) {
		if (t->state == ATTRIBUTE)
			t->state = AFTER_ATTRIBUTE;
	} else {
		if (t->state != ATTRIBUTE) {
			t->attribute_len = 0;
			t->attributes++;
		}
		t->state = ATTRIBUTE;
		if (t->attribute_len < sizeof t->attribute)
			t->attribute[t->attribute_len++] = html_lower(c);
	}
	return HTML_NOTHING;
}

static enum html_event
value(struct html_tag *t, char c)
{
	if (t->state == BEFORE_VALUE) {
		if (html_is_space(c))
			return HTML_NOTHING;
		t->state = VALUE;
		t->quote = c == '"' || c == '\'' ? c : '\0';
		t->attribute_len = 0;
		if (t->quote != '\0')
			return HTML_NOTHING;
	}
	if (t->quote != '\0' ? c == t->quote : html_is_space(c))
		t->state = BEFORE_ATTRIBUTE;
	else if (t->quote == '\0' && c == '>')
		return end_tag(t);
	else
		return HTML_VALUE;
	return HTML_NOTHING;
}

/* Looks for "</name" and a character that ends the name. */
static enum html_event
dropped(struct html_tag *t, char c)
{
	if (t->matched == t->name_len + 2 &&
	    (html_is_space(c) || c == '/' || c == '>')) {
		t->closing = true;
		t->state = BEFORE_ATTRIBUTE;
		return attribute(t, c);
	} else if (t->matched >= 2 && t->matched < t->name_len + 2 &&
		   html_lower(c) == t->name[t->matched - 2]) {
		t->matched++;
	} else if (t->matched == 1 && c == '/') {
		t->matched = 2;
	} else {
		t->matched = c == '<';
	}
	return HTML_DROPPED;
}

enum html_event
html_tag_next(struct html_tag *t, char c)
{
	switch ((enum state)t->state) {
	case TEXT:
		if (c != '<')
			return HTML_TEXT;
		t->state = TAG_OPEN;
		t->before = c;
		break;
	case TAG_OPEN:
		return tag_open(t, c);
	case TAG_NAME:
		return tag_name(t, c);
	case MARKUP:
		markup(t, c);
		break;
	case BOGUS:
		t->state = c == '>' ? TEXT : BOGUS;
		break;
	case COMMENT:
		return comment(t, c);
	case BEFORE_ATTRIBUTE:
	case ATTRIBUTE:
	case AFTER_ATTRIBUTE:
		return attribute(t, c);
	case BEFORE_VALUE:
	case VALUE:
		return value(t, c);
	case DROPPED:
		return dropped(t, c);
	}
	return HTML_NOTHING;
}

void
html_tag_drop(struct html_tag *t)
{
	t->state = DROPPED;
	t->matched = 0;
}

enum html_event
html_tag_end(const struct html_tag *t)
{
	/* "<" alone is text; a tag that nothing ends is not. */
	return t->state == TAG_OPEN && t->before == '<' ? HTML_LESS
							: HTML_NOTHING;
}
