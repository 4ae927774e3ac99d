#include "html_page.h"
#include "ascii.h"
#include "html_tag.h"
#include "utf8.h"
#include <string.h>

enum { ALT_MAX = 256 };

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

	for (size_t i = 0; i < n; i++)
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
	struct html_lines *l = &p->lines;

	switch (find_element(name)) {
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

size_t
html_page_alt_length(mime_slice alt)
{
	size_t n = alt.len;

	if (n <= ALT_MAX)
		return n;
	for (n = ALT_MAX; n > 1 && (alt.ptr[n] & 0xc0) == 0x80; n--)
		;
	return n;
}

static void
report(struct html_page *p, enum html_where where, bool load, mime_slice value)
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
	mime_slice url;

	while (html_url_next_css(&url, &css))
		report(p, HTML_WHERE_CSS, true, url);
}

/* A picture, one of several sizes perhaps. */
static void
report_image(struct html_page *p, mime_slice value)
{
	unsigned before = p->loads;

	report(p, HTML_WHERE_SRC, true, value);
	p->images += p->loads > before;
}

static bool
is(mime_slice name, const char *word)
{
	return ascii_same(name, word);
}

void
html_page_attribute(struct html_page *p, mime_slice element, mime_slice name,
		    mime_slice value)
{
	mime_slice url;

	if (is(name, "style")) {
		html_page_css(p, value);
	} else if (is(name, "href") && is(element, "base")) {
		if (p->base.len == 0) /* the first counts */
			html_url_add(&p->base, value, (mime_slice){ "", 0 });
	} else if (is(name, "href") || is(name, "xlink:href")) {
		bool load = is(element, "link") || is(element, "image") ||
			    is(element, "use");

		report(p, HTML_WHERE_HREF, load, value);
	} else if (is(name, "action") || is(name, "formaction")) {
		report(p, HTML_WHERE_HREF, false, value);
	} else if (is(element, "input")) {
		return; /* only one of type image has a source */
	} else if (is(name, "src") && is(element, "img")) {
		report_image(p, value);
	} else if (is(name, "src") || is(name, "poster") ||
		   is(name, "background") ||
		   (is(name, "data") && is(element, "object"))) {
		report(p, HTML_WHERE_SRC, true, value);
	} else if (is(name, "srcset")) {
		while (html_url_next_source(&url, &value))
			report(p, HTML_WHERE_SRC, true, url);
	}
}
