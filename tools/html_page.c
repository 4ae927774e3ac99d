#include "html_page.h"
#include "html_css.h"
#include "html_tag.h"
#include "utf8.h"
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
	DROP
};

static const struct {
	const char *name;
	enum element_kind kind;
} elements[] = {
	{ "address", LINE },  { "article", LINE },
	{ "aside", LINE },    { "blockquote", PARAGRAPH },
	{ "body", LINE },     { "br", BREAK },
	{ "caption", LINE },  { "center", LINE },
	{ "dd", LINE },	      { "div", LINE },
	{ "dl", PARAGRAPH },  { "dt", LINE },
	{ "fieldset", LINE }, { "figcaption", LINE },
	{ "figure", LINE },   { "footer", LINE },
	{ "form", LINE },     { "h1", PARAGRAPH },
	{ "h2", PARAGRAPH },  { "h3", PARAGRAPH },
	{ "h4", PARAGRAPH },  { "h5", PARAGRAPH },
	{ "h6", PARAGRAPH },  { "header", LINE },
	{ "hr", RULE },	      { "iframe", DROP },
	{ "legend", LINE },   { "li", ITEM },
	{ "main", LINE },     { "nav", LINE },
	{ "noembed", DROP },  { "noframes", DROP },
	{ "ol", PARAGRAPH },  { "option", LINE },
	{ "p", PARAGRAPH },   { "pre", PRE },
	{ "script", DROP },   { "section", LINE },
	{ "style", DROP },    { "table", PARAGRAPH },
	{ "td", CELL },	      { "textarea", PRE },
	{ "th", CELL },	      { "title", DROP },
	{ "tr", LINE },	      { "ul", PARAGRAPH },
};

void
html_page_init(struct html_page *p, const struct html_sink *sink)
{
	memset(p, 0, sizeof *p);
	p->sink = *sink;
	html_lines_init(&p->lines, sink->text, sink->ctx);
}

void
html_page_end(struct html_page *p)
{
	html_lines_end(&p->lines);
	buffer_free(&p->base);
	buffer_free(&p->url);
}

void
html_page_byte(struct html_page *p, char c)
{
	if (p->muted > 0)
		return;
	if (!html_is_space(c) || (p->pre > 0 && (c == ' ' || c == '\t')))
		html_lines_put(&p->lines, c);
	else if (p->pre == 0)
		html_lines_space(&p->lines);
	else if (c == '\n' && !p->pre_opened)
		html_lines_break(&p->lines);
	p->pre_opened = false;
}

void
html_page_code(struct html_page *p, uint32_t code)
{
	char bytes[4];
	size_t n = utf8_put(bytes, code == 0xa0 ? ' ' : code);

	for (size_t i = 0; i < n && p->muted == 0; i++)
		html_lines_put(&p->lines, bytes[i]);
}

static enum element_kind
find_element(mime_slice name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strlen(elements[i].name) == name.len &&
		    memcmp(elements[i].name, name.ptr, name.len) == 0)
			return elements[i].kind;
	return INLINE;
}

static void
open_or_close_pre(struct html_page *p, bool closing)
{
	html_lines_need(&p->lines, 1);
	p->pre_opened = !closing;
	if (!closing)
		p->pre++;
	else if (p->pre > 0)
		p->pre--;
}

bool
html_page_tag(struct html_page *p, mime_slice name, bool closing)
{
	enum element_kind kind = find_element(name);
	struct html_lines *l = &p->lines;

	if (p->muted > 0 && kind != DROP)
		return false;
	switch (kind) {
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
		if (closing)
			html_lines_need(l, 1);
		else
			html_lines_item(l);
		break;
	case CELL:
		html_lines_gap(l);
		break;
	case PRE:
		open_or_close_pre(p, closing);
		break;
	case DROP:
		p->scripts += !closing && name.len == 6 && name.ptr[1] == 'c';
		return true;
	}
	return false;
}

void
html_page_base(struct html_page *p, mime_slice value)
{
	enum { MOST = 600 }; /* it is read again for each URL */

	/* what stands in a comment must not move the others */
	if (p->base.len > 0 || p->muted > 0)
		return;
	html_url_add(&p->base, value, (mime_slice){ "", 0 });
	if (p->base.len <= MOST)
		return;
	buffer_truncate(&p->base, MOST);
	buffer_add_char(&p->base, '/'); /* still too long to be repeated */
}

void
html_page_url(struct html_page *p, enum html_where where, bool load,
	      mime_slice value)
{
	struct html_url url = { { NULL, 0 }, where, load };

	buffer_clear(&p->url);
	html_url_add(&p->url, value, buffer_slice(&p->base));
	url.text = buffer_slice(&p->url);
	/* what is part of the message or of the page is no load and no link */
	if (url.text.len == 0 || url.text.ptr[0] == '#' ||
	    (load && !html_url_is_remote(url.text)))
		return;
	p->loads += load;
	if (p->sink.url != NULL)
		p->sink.url(p->sink.ctx, &url);
}

void
html_page_css(struct html_page *p, mime_slice css)
{
	struct html_css reader;
	mime_slice url;

	html_css_init(&reader, css);
	while (html_css_next(&url, &reader))
		html_page_url(p, HTML_WHERE_CSS, true, url);
	html_css_end(&reader);
}
