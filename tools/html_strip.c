#include "html_strip.h"
#include "html_entity.h"
#include <string.h>

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
	bool name = html_is_letter(c) || (c >= '0' && c <= '9') ||
		    (c == '#' && h->entity_len == 1);

	if (h->entity_len > 0 && name && h->entity_len < sizeof h->entity) {
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

static void
report(struct html_strip *h, mime_slice element, enum html_known which)
{
	static const char *const names[] = { "src", "href", "alt" };
	const struct html_value *v = &h->tag.values[which];
	struct buffer text = { NULL, 0, 0 };

	if (v->len == 0)
		return;
	html_entity_add(&text, (mime_slice){ v->text, v->len });
	html_page_attribute(h->page, element,
			    (mime_slice){ names[which], strlen(names[which]) },
			    buffer_slice(&text));
	buffer_free(&text);
}

static void
show_alternative(struct html_strip *h)
{
	const struct html_value *v = &h->tag.values[HTML_ALT];
	size_t n = html_page_alt_length((mime_slice){ v->text, v->len });

	if (n == 0)
		return;
	text_byte(h, '[');
	for (size_t i = 0; i < n; i++)
		text_byte(h, v->text[i]);
	text_end(h);
	text_byte(h, ']');
}

/* The ">" of a tag. */
static void
end_tag(struct html_strip *h)
{
	bool known = h->tag.name_len <= sizeof h->tag.name;
	mime_slice name = { h->tag.name, known ? h->tag.name_len : 0 };

	if (!h->tag.closing) {
		report(h, name, HTML_SRC);
		report(h, name, HTML_HREF);
		if (name.len == 3 && memcmp(name.ptr, "img", 3) == 0)
			show_alternative(h);
	}
	if (html_page_tag(h->page, name, h->tag.closing) && !h->tag.closing)
		html_tag_drop(&h->tag);
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
	case HTML_TAG:
		text_end(h);
		end_tag(h);
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
}
