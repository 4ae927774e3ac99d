#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "html_tree.h"
#ifdef HAVE_GUMBO
#include "ascii.h"
#include "cli.h"
#include "html_tag.h"
#include <gumbo.h>
#include <stdlib.h>
#include <string.h>

static mime_slice
text_of(const char *text)
{
	return (mime_slice){ text, strlen(text) };
}

static void *
allocate(void *ctx, size_t n)
{
	(void)ctx;
	return cli_alloc(n);
}

static void
release(void *ctx, void *block)
{
	(void)ctx;
	free(block);
}

/* Its name in lower case, also where gumbo does not know it. */
static mime_slice
name_of(char lower[16], const GumboElement *e)
{
	GumboStringPiece tag = e->original_tag;
	size_t n;

	if (e->tag != GUMBO_TAG_UNKNOWN)
		return text_of(gumbo_normalized_tagname(e->tag));
	gumbo_tag_from_original_text(&tag);
	n = tag.length < 16 ? tag.length : 0;
	for (size_t i = 0; i < n; i++)
		lower[i] = html_lower(tag.data[i]);
	return (mime_slice){ lower, n };
}

static mime_slice
attribute(const GumboElement *e, const char *name)
{
	const GumboAttribute *a = gumbo_get_attribute(&e->attributes, name);

	return a != NULL ? text_of(a->value) : (mime_slice){ "", 0 };
}

/* Whether a <link> is fetched when the page is shown. */
static bool
is_fetched(const GumboElement *e)
{
	static const char *const words[] = { "stylesheet",	"icon",
					     "preload",		"prefetch",
					     "dns-prefetch",	"preconnect",
					     "modulepreload",	"manifest",
					     "apple-touch-icon" };
	mime_slice rel = attribute(e, "rel");

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

/* <meta http-equiv=refresh content="0; url=..."> */
static void
add_refresh(struct html_page *page, const GumboElement *e)
{
	mime_slice s = attribute(e, "content");

	if (!ascii_same(attribute(e, "http-equiv"), "refresh"))
		return;
	while (s.len > 4 && !ascii_same((mime_slice){ s.ptr, 4 }, "url="))
		s.ptr++, s.len--;
	if (s.len <= 4)
		return;
	s.ptr += 4, s.len -= 4;
	if (s.ptr[0] == '"' || s.ptr[0] == '\'')
		s.ptr++, s.len--;
	while (s.len > 0 &&
	       (s.ptr[s.len - 1] == '"' || s.ptr[s.len - 1] == '\''))
		s.len--;
	html_page_attribute(page, text_of("a"), text_of("href"), s);
}

static void
add_attributes(struct html_page *page, const GumboElement *e, mime_slice name)
{
	if (e->tag == GUMBO_TAG_META)
		add_refresh(page, e);
	if (e->tag == GUMBO_TAG_LINK && !is_fetched(e))
		name = text_of("a");
	if (e->tag == GUMBO_TAG_INPUT &&
	    ascii_same(attribute(e, "type"), "image"))
		name = text_of("img");
	for (unsigned i = 0; i < e->attributes.length; i++) {
		const GumboAttribute *a = e->attributes.data[i];

		html_page_attribute(page, name, text_of(a->name),
				    text_of(a->value));
	}
}

static void
add_text(struct html_page *page, const char *text)
{
	for (; *text != '\0'; text++) {
		if (text[0] == '\xc2' && text[1] == '\xa0')
			html_page_code(page, 0xa0), text++;
		else
			html_page_byte(page, *text);
	}
}

static void
add_alternative(struct html_page *page, const GumboElement *e)
{
	mime_slice alt = attribute(e, "alt");
	size_t n = html_page_alt_length(alt);

	if (n == 0)
		return;
	html_page_byte(page, '[');
	for (size_t i = 0; i < n; i++)
		html_page_byte(page, alt.ptr[i]);
	html_page_byte(page, ']');
}

static void
add_style(struct html_page *page, const GumboElement *e)
{
	for (unsigned i = 0; i < e->children.length; i++) {
		const GumboNode *n = e->children.data[i];

		if (n->type == GUMBO_NODE_TEXT)
			html_page_css(page, text_of(n->v.text.text));
	}
}

/* Whether its children are to be read. */
static bool
enter(struct html_page *page, const GumboNode *node)
{
	const GumboElement *e = &node->v.element;
	char lower[16];
	mime_slice name;

	switch (node->type) {
	case GUMBO_NODE_TEXT:
	case GUMBO_NODE_WHITESPACE:
	case GUMBO_NODE_CDATA:
		add_text(page, node->v.text.text);
		return false;
	case GUMBO_NODE_ELEMENT:
	case GUMBO_NODE_TEMPLATE:
		break;
	default:
		return false;
	}
	name = name_of(lower, e);
	add_attributes(page, e, name);
	if (e->tag == GUMBO_TAG_STYLE)
		add_style(page, e);
	if (e->tag == GUMBO_TAG_IMG)
		add_alternative(page, e);
	return !html_page_tag(page, name, false);
}

static void
leave(struct html_page *page, const GumboNode *node)
{
	char lower[16];
	mime_slice name = name_of(lower, &node->v.element);

	/* these have no end tag */
	if (node->v.element.tag != GUMBO_TAG_BR &&
	    node->v.element.tag != GUMBO_TAG_HR)
		html_page_tag(page, name, true);
}

static void
walk(struct html_page *page, const GumboNode *root)
{
	const GumboNode *node = root;

	for (;;) {
		if (enter(page, node)) {
			if (node->v.element.children.length > 0) {
				node = node->v.element.children.data[0];
				continue;
			}
			leave(page, node);
		}
		for (;;) {
			const GumboNode *parent = node->parent;
			size_t next = node->index_within_parent + 1;

			if (node == root || parent == NULL)
				return;
			if (next < parent->v.element.children.length) {
				node = parent->v.element.children.data[next];
				break;
			}
			node = parent;
			leave(page, node);
		}
	}
}

void
html_tree_read(struct html_page *page, mime_slice html)
{
	GumboOptions options = kGumboDefaultOptions;
	GumboOutput *output;

	options.allocator = allocate;
	options.deallocator = release;
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, html.ptr, html.len);
	walk(page, output->root);
	gumbo_destroy_output(&options, output);
}
#else
void
html_tree_read(struct html_page *page, mime_slice html)
{
	(void)page;
	(void)html;
}
#endif
