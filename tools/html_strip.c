#include "html_strip.h"
#include "html_entity.h"
#include <string.h>

/* Documents in one another. */
enum { INSIDE_MAX = 4 };

void
html_strip_init(struct html_strip *h, struct html_page *page)
{
	memset(h, 0, sizeof *h);
	h->page = page;
}

/* Resolves what was held after "&"; semicolon: it was ended by one. */
static void
end_entity(struct html_strip *h, bool semicolon)
{
	size_t n = h->entity_len;
	uint32_t code = html_entity_resolve(h->entity, n, semicolon);

	h->entity_len = 0;
	if (code != 0) {
		html_page_code(h->page, code);
		return;
	}
	for (size_t i = 0; i < n; i++)
		html_page_byte(h->page, h->entity[i]);
	if (semicolon)
		html_page_byte(h->page, ';');
}

static void
text_byte(struct html_strip *h, char c)
{
	if (h->entity_len > 0 && h->entity_len < sizeof h->entity &&
	    html_entity_goes_on(h->entity, h->entity_len, c)) {
		h->entity[h->entity_len++] = c;
		return;
	}
	if (h->entity_len > 0) {
		end_entity(h, c == ';');
		if (c == ';')
			return;
	}
	if (c == '&')
		h->entity[h->entity_len++] = c;
	else
		html_page_byte(h->page, c);
}

static void
text_end(struct html_strip *h)
{
	if (h->entity_len > 0)
		end_entity(h, false);
}

/* Adds the values, references resolved. */
static void
read_element(struct html_strip *h, mime_slice name)
{
	struct html_element e = { .name = name };
	struct buffer text = { NULL, 0, 0 };
	struct html_strip_value to[HTML_ATTRIBUTES];

	for (size_t i = 0; i < HTML_ATTRIBUTES; i++) {
		to[i].start = text.len;
		html_entity_add(&text,
				(mime_slice){ h->values.ptr + h->at[i].start,
					      h->at[i].end - h->at[i].start });
		to[i].end = text.len;
	}
	for (size_t i = 0; i < HTML_ATTRIBUTES; i++)
		if (to[i].end > to[i].start)
			e.values[i] = (mime_slice){ text.ptr + to[i].start,
						    to[i].end - to[i].start };
	html_element_read(h->page, &e);
	buffer_free(&text);
}

static void
forget_values(struct html_strip *h)
{
	memset(h->at, 0, sizeof h->at);
	buffer_clear(&h->values);
}

static bool
is(mime_slice name, const char *word)
{
	return name.len == strlen(word) &&
	       memcmp(name.ptr, word, name.len) == 0;
}

/* Whether its content is text without tags; not so in a few odd places. */
static bool
is_all_text(mime_slice name)
{
	return is(name, "textarea") || is(name, "xmp");
}

/* In a drawing, and in what is nested in it in odd ways, browsers read as tags
 * what elsewhere is none. */
static void
end_dropped(struct html_strip *h)
{
	mime_slice name = { h->tag.name, h->tag.name_len };

	if (is(name, "style"))
		html_page_css(h->page, buffer_slice(&h->inside));
	for (size_t i = 0; is_all_text(name) && i < h->inside.len; i++)
		text_byte(h, h->inside.ptr[i]);
	text_end(h);
	if (h->foreign || is_all_text(name))
		html_strip_inside(h->page, buffer_slice(&h->inside));
	buffer_clear(&h->inside);
	h->dropping = false;
}

/* The ">" of a tag. */
static void
end_tag(struct html_strip *h)
{
	bool known = h->tag.name_len <= sizeof h->tag.name;
	mime_slice name = { h->tag.name, known ? h->tag.name_len : 0 };

	if (h->dropping && h->keeping) /* "</style" is none of it */
		buffer_truncate(&h->inside, h->inside.len - name.len - 2);
	if (h->dropping)
		end_dropped(h);
	if (!h->tag.closing && h->values.len > 0)
		read_element(h, name);
	forget_values(h);
	h->foreign = h->foreign || is(name, "svg") || is(name, "math");
	if ((html_page_tag(h->page, name, h->tag.closing) ||
	     is_all_text(name)) &&
	    !h->tag.closing) {
		html_tag_drop(&h->tag);
		h->dropping = true;
		h->keeping =
			h->foreign || is(name, "style") || is_all_text(name);
	}
}

/* Of a repeated attribute the first that has a value counts. */
static void
begin_value(struct html_strip *h)
{
	mime_slice name = { h->tag.attribute, h->tag.attribute_len };

	h->attribute = html_attribute_find(name);
	if (h->attribute == HTML_ATTRIBUTES)
		return;
	if (h->at[h->attribute].end > h->at[h->attribute].start)
		h->attribute = HTML_ATTRIBUTES;
	else
		h->at[h->attribute].start = h->at[h->attribute].end =
			h->values.len;
}

static void
add_value(struct html_strip *h, char c)
{
	if (h->attribute == HTML_ATTRIBUTES)
		return;
	buffer_add_char(&h->values, c);
	h->at[h->attribute].end = h->values.len;
}

static bool
is_conditional(mime_slice s)
{
	return s.len >= 3 && s.ptr[0] == '[' && html_lower(s.ptr[1]) == 'i' &&
	       html_lower(s.ptr[2]) == 'f';
}

static void
event(struct html_strip *h, enum html_event what, char c)
{
	switch (what) {
	case HTML_NOTHING:
		break;
	case HTML_LESS:
		text_byte(h, '<');
		break;
	case HTML_LESS_TEXT:
		text_byte(h, '<');
		text_byte(h, c);
		break;
	case HTML_TEXT:
		text_byte(h, c);
		break;
	case HTML_ATTRIBUTE:
		begin_value(h);
		break;
	case HTML_VALUE:
		add_value(h, c);
		break;
	case HTML_TAG:
		text_end(h);
		end_tag(h);
		break;
	case HTML_COMMENT:
		if (h->inside.len < 3 ||
		    is_conditional(buffer_slice(&h->inside)))
			buffer_add_char(&h->inside, c);
		break;
	case HTML_COMMENT_END:
		html_strip_comment(h->page, buffer_slice(&h->inside));
		buffer_clear(&h->inside);
		break;
	case HTML_DROPPED:
		if (h->keeping)
			buffer_add_char(&h->inside, c);
		break;
	}
}

void
html_strip_add(struct html_strip *h, mime_slice piece)
{
	for (size_t i = 0; i < piece.len; i++)
		event(h, html_tag_next(&h->tag, piece.ptr[i]), piece.ptr[i]);
}

void
html_strip_end(struct html_strip *h)
{
	event(h, html_tag_end(&h->tag), '\0');
	text_end(h);
	if (h->dropping)
		end_dropped(h);
	else /* a comment that nothing ends */
		html_strip_comment(h->page, buffer_slice(&h->inside));
	buffer_free(&h->values);
	buffer_free(&h->inside);
}

void
html_strip_inside(struct html_page *page, mime_slice html)
{
	struct html_strip h;

	if (page->muted == INSIDE_MAX)
		return;
	page->muted++;
	html_strip_init(&h, page);
	html_strip_add(&h, html);
	html_strip_end(&h);
	page->muted--;
}

void
html_strip_comment(struct html_page *page, mime_slice comment)
{
	const char *end;

	if (!is_conditional(comment))
		return;
	end = memmem(comment.ptr, comment.len, "]>", 2);
	if (end != NULL)
		html_strip_inside(
			page,
			(mime_slice){ end + 2,
				      comment.len - (size_t)(end + 2 -
							     comment.ptr) });
}
