#include "html_element.h"
#include "ascii.h"
#include "html_strip.h"
#include "html_tag.h"
#include <string.h>

enum { ALT_MAX = 256 };

enum kind { CSS, LINK, LOAD, SET, OTHER };

static const struct {
	const char *name;
	enum kind kind;
	const char *element; /* NULL: of any */
} attributes[HTML_ATTRIBUTES] = {
	[HTML_HREF] = { "href", OTHER, NULL },
	[HTML_XLINK_HREF] = { "xlink:href", OTHER, NULL },
	[HTML_PING] = { "ping", LINK, NULL },
	[HTML_LONGDESC] = { "longdesc", LINK, NULL },
	[HTML_CITE] = { "cite", LINK, NULL },
	[HTML_ACTION] = { "action", LINK, NULL },
	[HTML_FORMACTION] = { "formaction", LINK, NULL },
	[HTML_SRC] = { "src", LOAD, NULL },
	[HTML_LOWSRC] = { "lowsrc", LOAD, NULL },
	[HTML_DYNSRC] = { "dynsrc", LOAD, NULL },
	[HTML_POSTER] = { "poster", LOAD, NULL },
	[HTML_BACKGROUND] = { "background", LOAD, NULL },
	[HTML_DATA] = { "data", LOAD, "object" },
	[HTML_CODEBASE] = { "codebase", LOAD, NULL },
	[HTML_MANIFEST] = { "manifest", LOAD, "html" },
	[HTML_SRCSET] = { "srcset", SET, NULL },
	[HTML_IMAGESRCSET] = { "imagesrcset", SET, NULL },
	[HTML_STYLE] = { "style", CSS, NULL },
	[HTML_FILL] = { "fill", CSS, NULL },
	[HTML_STROKE] = { "stroke", CSS, NULL },
	[HTML_FILTER] = { "filter", CSS, NULL },
	[HTML_MASK] = { "mask", CSS, NULL },
	[HTML_CLIP_PATH] = { "clip-path", CSS, NULL },
	[HTML_SRCDOC] = { "srcdoc", OTHER, "iframe" },
	[HTML_ALT] = { "alt", OTHER, NULL },
	[HTML_CONTENT] = { "content", OTHER, NULL },
	[HTML_HTTP_EQUIV] = { "http-equiv", OTHER, NULL },
	[HTML_REL] = { "rel", OTHER, NULL },
	[HTML_TYPE] = { "type", OTHER, NULL },
};

enum html_attribute
html_attribute_find(mime_slice name)
{
	size_t i = 0;

	while (i < HTML_ATTRIBUTES && !ascii_same(name, attributes[i].name))
		i++;
	return (enum html_attribute)i;
}

static bool
is(const struct html_element *e, const char *name)
{
	return ascii_same(e->name, name);
}

/* Whether a <link> is fetched when the page is shown. */
static bool
is_fetched(mime_slice rel)
{
	static const char *const words[] = { "stylesheet", "icon",
					     "preload",	   "prefetch",
					     "prerender",  "dns-prefetch",
					     "preconnect", "modulepreload",
					     "manifest",   "apple-touch-icon" };

	for (size_t at = 0, end; at < rel.len; at = end + 1) {
		for (end = at; end < rel.len && !html_is_space(rel.ptr[end]);)
			end++;
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			if (ascii_same((mime_slice){ rel.ptr + at, end - at },
				       words[i]))
				return true;
	}
	return false;
}

/* Whether what "href" names is a part of the page, not a place to go to. */
static bool
href_loads(const struct html_element *e)
{
	static const char *const names[] = { "image", "use", "feimage",
					     "script" };

	if (is(e, "link"))
		return is_fetched(e->values[HTML_REL]);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(e, names[i]))
			return true;
	return false;
}

static void
add_href(struct html_page *page, const struct html_element *e, mime_slice value)
{
	if (is(e, "base"))
		html_page_base(page, value);
	else
		html_page_url(page, HTML_WHERE_HREF, href_loads(e), value);
}

static void
skip(mime_slice *s, const char *bytes)
{
	while (s->len > 0 &&
	       (html_is_space(s->ptr[0]) || strchr(bytes, s->ptr[0]) != NULL))
		s->ptr++, s->len--;
}

/* <meta http-equiv=refresh content="0; url='...'">, of which only the number
 * must be there (HTML Living Standard 4.2.5.3). */
static void
add_refresh(struct html_page *page, mime_slice s)
{
	char quote;
	size_t n = 0;

	skip(&s, "0123456789.");
	skip(&s, ",;");
	if (s.len > 3 && ascii_same((mime_slice){ s.ptr, 3 }, "url")) {
		mime_slice rest = { s.ptr + 3, s.len - 3 };

		skip(&rest, "");
		if (rest.len > 0 && rest.ptr[0] == '=') {
			s = (mime_slice){ rest.ptr + 1, rest.len - 1 };
			skip(&s, "");
		}
	}
	quote = s.len > 0 ? s.ptr[0] : '\0';
	if (quote == '"' || quote == '\'') {
		s.ptr++, s.len--;
		while (n < s.len && s.ptr[n] != quote)
			n++;
		s.len = n;
	}
	html_page_url(page, HTML_WHERE_HREF, false, s);
}

static void
add_sources(struct html_page *page, mime_slice set)
{
	mime_slice url;

	while (html_url_next_source(&url, &set))
		html_page_url(page, HTML_WHERE_SRC, true, url);
}

static void
add_source(struct html_page *page, const struct html_element *e,
	   enum html_attribute i)
{
	unsigned before = page->loads;

	/* of an <input> only one of type image has a source */
	if (i == HTML_SRC && is(e, "input") &&
	    !ascii_same(e->values[HTML_TYPE], "image"))
		return;
	html_page_url(page, HTML_WHERE_SRC, true, e->values[i]);
	if (i == HTML_SRC && (is(e, "img") || is(e, "input")))
		page->images += page->loads > before;
}

static void
add_attribute(struct html_page *page, const struct html_element *e,
	      enum html_attribute i)
{
	mime_slice value = e->values[i];

	switch (attributes[i].kind) {
	case CSS:
		html_page_css(page, value);
		break;
	case LINK:
		html_page_url(page, HTML_WHERE_HREF, false, value);
		break;
	case LOAD:
		add_source(page, e, i);
		break;
	case SET:
		add_sources(page, value);
		break;
	case OTHER:
		if (i == HTML_HREF || i == HTML_XLINK_HREF)
			add_href(page, e, value);
		else if (i == HTML_SRCDOC)
			html_strip_inside(page, value);
		break;
	}
}

/* The text in the place of a picture, cut between characters. */
static void
add_alternative(struct html_page *page, mime_slice alt)
{
	size_t n = alt.len;

	if (n > ALT_MAX)
		for (n = ALT_MAX; n > 1 && (alt.ptr[n] & 0xc0) == 0x80; n--)
			;
	if (n == 0)
		return;
	html_page_byte(page, '[');
	for (size_t i = 0; i < n; i++)
		html_page_byte(page, alt.ptr[i]);
	html_page_byte(page, ']');
}

void
html_element_read(struct html_page *page, const struct html_element *e)
{
	for (size_t i = 0; i < HTML_ATTRIBUTES; i++) {
		const char *only = attributes[i].element;

		if (e->values[i].ptr != NULL && (only == NULL || is(e, only)))
			add_attribute(page, e, (enum html_attribute)i);
	}
	if (is(e, "meta") && ascii_same(e->values[HTML_HTTP_EQUIV], "refresh"))
		add_refresh(page, e->values[HTML_CONTENT]);
	if (is(e, "img"))
		add_alternative(page, e->values[HTML_ALT]);
}
