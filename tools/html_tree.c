#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "html_tree.h"
#ifdef HAVE_GUMBO
#include "cli.h"
#include "html_strip.h"
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

/* Of a repeated attribute gumbo keeps the first. */
static void
read_element(struct html_page *page, const GumboElement *from, mime_slice name)
{
	struct html_element e = { .name = name };

	for (unsigned i = 0; i < from->attributes.length; i++) {
		const GumboAttribute *a = from->attributes.data[i];
		enum html_attribute which =
			html_attribute_find(text_of(a->name));

		if (which != HTML_ATTRIBUTES)
			e.values[which] = text_of(a->value);
	}
	html_element_read(page, &e);
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
	case GUMBO_NODE_COMMENT:
		html_strip_comment(page, text_of(node->v.text.text));
		return false;
	case GUMBO_NODE_ELEMENT:
	case GUMBO_NODE_TEMPLATE:
		break;
	default:
		return false;
	}
	name = name_of(lower, e);
	read_element(page, e, name);
	if (e->tag == GUMBO_TAG_STYLE)
		add_style(page, e);
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
	const GumboVector *top;

	options.allocator = allocate;
	options.deallocator = release;
	options.max_errors = 0;
	output = gumbo_parse_with_options(&options, html.ptr, html.len);
	top = &output->document->v.document.children;
	for (unsigned i = 0; i < top->length; i++)
		walk(page, top->data[i]);
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
