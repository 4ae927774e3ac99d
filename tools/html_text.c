#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "html_prescan.h"
#include "html_text.h"
#include "html_tree.h"
#include <string.h>

enum { HELD_MAX = 1024 * 1024 };

void
html_text_init(struct html_text *h, const struct html_sink *sink)
{
	memset(&h->held, 0, sizeof h->held);
	html_page_init(&h->page, sink);
	html_strip_init(&h->strip, &h->page);
#ifdef HAVE_GUMBO
	h->stripping = false;
#else
	h->stripping = true;
#endif
}

static void
strip_held(struct html_text *h)
{
	h->stripping = true;
	html_strip_add(&h->strip, buffer_slice(&h->held));
	buffer_free(&h->held);
}

void
html_text_add(struct html_text *h, mime_slice piece)
{
	if (!h->stripping && h->held.len + piece.len > HELD_MAX)
		strip_held(h);
	if (h->stripping)
		html_strip_add(&h->strip, piece);
	else
		buffer_add_slice(&h->held, piece);
}

void
html_text_end(struct html_text *h)
{
	if (!h->stripping && !html_prescan(buffer_slice(&h->held)))
		strip_held(h);
	if (h->stripping)
		html_strip_end(&h->strip);
	else
		html_tree_read(&h->page, buffer_slice(&h->held));
	buffer_free(&h->held);
	html_page_end(&h->page);
}
