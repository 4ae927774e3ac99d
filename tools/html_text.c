#include "html_text.h"
#include "html_entity.h"
#include <string.h>

enum element_kind {
	INLINE,
	LINE,	   /* begins and ends a line */
	PARAGRAPH, /* an empty line before and after */
	BREAK,
	RULE,
	ITEM,
	CELL,
	PRE,
	IMAGE,
	DROP
};

static const struct {
	const char *name;
	enum element_kind kind;
} elements[] = {
	{ "address", LINE },	{ "article", LINE },
	{ "aside", LINE },	{ "blockquote", PARAGRAPH },
	{ "body", LINE },	{ "br", BREAK },
	{ "caption", LINE },	{ "center", LINE },
	{ "dd", LINE },		{ "div", LINE },
	{ "dl", PARAGRAPH },	{ "dt", LINE },
	{ "fieldset", LINE },	{ "figcaption", LINE },
	{ "figure", LINE },	{ "footer", LINE },
	{ "form", LINE },	{ "h1", PARAGRAPH },
	{ "h2", PARAGRAPH },	{ "h3", PARAGRAPH },
	{ "h4", PARAGRAPH },	{ "h5", PARAGRAPH },
	{ "h6", PARAGRAPH },	{ "header", LINE },
	{ "hr", RULE },		{ "iframe", DROP },
	{ "img", IMAGE },	{ "legend", LINE },
	{ "li", ITEM },		{ "main", LINE },
	{ "nav", LINE },	{ "noembed", DROP },
	{ "noframes", DROP },	{ "ol", PARAGRAPH },
	{ "option", LINE },	{ "p", PARAGRAPH },
	{ "pre", PRE },		{ "script", DROP },
	{ "section", LINE },	{ "style", DROP },
	{ "table", PARAGRAPH }, { "td", CELL },
	{ "textarea", PRE },	{ "th", CELL },
	{ "title", DROP },	{ "tr", LINE },
	{ "ul", PARAGRAPH },
};

void
html_text_init(struct html_text *h,
	       void (*emit)(void *ctx, const char *bytes, size_t n), void *ctx)
{
	memset(h, 0, sizeof *h);
	html_lines_init(&h->lines, emit, ctx);
}

static void
put_code(struct html_text *h, uint32_t code)
{
	struct html_lines *l = &h->lines;

	if (code < 0x80) {
		html_lines_put(l, (char)code);
		return;
	}
	if (code < 0x800) {
		html_lines_put(l, (char)(0xc0 | code >> 6));
	} else if (code < 0x10000) {
		html_lines_put(l, (char)(0xe0 | code >> 12));
		html_lines_put(l, (char)(0x80 | (code >> 6 & 0x3f)));
	} else {
		html_lines_put(l, (char)(0xf0 | code >> 18));
		html_lines_put(l, (char)(0x80 | (code >> 12 & 0x3f)));
		html_lines_put(l, (char)(0x80 | (code >> 6 & 0x3f)));
	}
	html_lines_put(l, (char)(0x80 | (code & 0x3f)));
}

/* A byte of text after entities were resolved. */
static void
put_byte(struct html_text *h, char c)
{
	if (!html_is_space(c) || (h->pre > 0 && (c == ' ' || c == '\t')))
		html_lines_put(&h->lines, c);
	else if (h->pre == 0)
		html_lines_space(&h->lines);
	else if (c == '\n' && !h->pre_opened)
		html_lines_break(&h->lines);
	h->pre_opened = false;
}

/* Resolves what was held after "&"; semicolon: it was ended by one. */
static void
end_entity(struct html_text *h, bool semicolon)
{
	size_t n = h->entity_len - 1;
	uint32_t code;

	h->entity_len = 0;
	if (n > 0 && h->entity[1] == '#')
		code = html_entity_number(h->entity + 2, n - 1);
	else
		code = html_entity_find(h->entity + 1, n);
	/* Without a semicolon only the oldest ones count: "&copy" does,
	 * the "&thetasym" of a URL does not. */
	if (code != 0 && (semicolon || code < 0x100 || h->entity[1] == '#')) {
		put_code(h, code == 0xa0 ? ' ' : code);
		return;
	}
	for (size_t i = 0; i <= n; i++)
		put_byte(h, h->entity[i]);
	if (semicolon)
		put_byte(h, ';');
}

static void
text_byte(struct html_text *h, char c)
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
		put_byte(h, c);
}

static void
text_end(struct html_text *h)
{
	if (h->entity_len > 0)
		end_entity(h, false);
}

static enum element_kind
find_element(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strlen(elements[i].name) == n &&
		    memcmp(elements[i].name, name, n) == 0)
			return elements[i].kind;
	return INLINE;
}

static void
end_image(struct html_text *h)
{
	static const char *const remote[] = { "http:", "https:", "//" };
	size_t n = h->tag.alt_len;

	for (size_t i = 0; i < sizeof remote / sizeof *remote; i++)
		if (h->tag.source_len >= strlen(remote[i]) &&
		    memcmp(h->tag.source, remote[i], strlen(remote[i])) == 0)
			h->images++;
	if (n == 0)
		return;
	if (n == sizeof h->tag.alt) {
		/* the room may have cut a character in two */
		while (n > 1 && (h->tag.alt[n - 1] & 0xc0) == 0x80)
			n--;
		n -= (h->tag.alt[n - 1] & 0x80) != 0;
	}
	text_byte(h, '[');
	for (size_t i = 0; i < n; i++)
		text_byte(h, h->tag.alt[i]);
	text_end(h);
	text_byte(h, ']');
}

static void
open_or_close_pre(struct html_text *h)
{
	html_lines_need(&h->lines, 1);
	h->pre_opened = !h->tag.closing;
	if (h->pre_opened)
		h->pre++;
	else if (h->pre > 0)
		h->pre--;
}

/* The ">" of a tag. */
static void
end_tag(struct html_text *h)
{
	struct html_lines *l = &h->lines;

	switch (find_element(h->tag.name, h->tag.name_len)) {
	case INLINE:
		break;
	case LINE:
		html_lines_need(l, 1);
		break;
	case PARAGRAPH:
		html_lines_need(l, 2);
		break;
	case BREAK:
		html_lines_break(l);
		break;
	case RULE:
		html_lines_need(l, 1);
		html_lines_put_text(l, "--------");
		html_lines_need(l, 1);
		break;
	case ITEM:
		if (h->tag.closing)
			html_lines_need(l, 1);
		else
			html_lines_item(l);
		break;
	case CELL:
		html_lines_gap(l);
		break;
	case PRE:
		open_or_close_pre(h);
		break;
	case IMAGE:
		if (!h->tag.closing)
			end_image(h);
		break;
	case DROP:
		if (h->tag.closing)
			break;
		h->scripts += h->tag.name[1] == 'c';
		html_tag_drop(&h->tag);
		break;
	}
}

static void
event(struct html_text *h, enum html_event what, char c)
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
html_text_add(struct html_text *h, mime_slice piece)
{
	for (size_t i = 0; i < piece.len; i++)
		event(h, html_tag_next(&h->tag, piece.ptr[i]), piece.ptr[i]);
}

void
html_text_end(struct html_text *h)
{
	event(h, html_tag_end(&h->tag), '\0');
	text_end(h);
	html_lines_end(&h->lines);
}
