/* Any text as an HTML document, read by either reader of the tools, and as a
 * style sheet, a srcset and a plain text: what comes of it is UTF-8 and in
 * proportion, no URL is empty or broken into lines, what is counted is what was
 * told, and pieces cut anywhere change nothing. */
#include "../tools/html_css.h"
#include "../tools/html_text.h"
#include "../tools/text_url.h"
#include "../tools/utf8.h"
#include "codec/utf8.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* What a reader found. */
struct found {
	struct buffer text, urls;
	size_t n, loads, largest;
	unsigned images, scripts;
};

static void
must(bool holds)
{
	if (!holds)
		abort();
}

static void
check_utf8(mime_slice s)
{
	must(mime_utf8_valid(s.ptr, s.len) == s.len);
}

static void
take_text(void *ctx, const char *bytes, size_t n)
{
	struct found *f = ctx;

	must(n > 0);
	buffer_add(&f->text, bytes, n);
}

static void
take_url(void *ctx, const struct html_url *url)
{
	struct found *f = ctx;

	check_utf8(url->text);
	must(url->text.len > 0 && url->text.ptr[0] != '#');
	must((uint8_t)url->text.ptr[0] > ' ');
	for (size_t i = 0; i < url->text.len; i++)
		must(strchr("\t\n\r", url->text.ptr[i]) == NULL ||
		     url->text.ptr[i] == '\0');
	must(!url->load || html_url_is_remote(url->text));
	must(url->where <= HTML_WHERE_CSS);
	f->n++;
	f->loads += url->load;
	if (url->text.len > f->largest)
		f->largest = url->text.len;
	buffer_add_slice(&f->urls, url->text);
	buffer_add_char(&f->urls, '\n');
}

static void
forget(struct found *f)
{
	buffer_free(&f->text);
	buffer_free(&f->urls);
}

/* In pieces of step bytes. */
static void
strip(struct found *f, mime_slice html, size_t step)
{
	const struct html_sink sink = { take_text, take_url, f };
	struct html_page page;
	struct html_strip h;

	memset(f, 0, sizeof *f);
	html_page_init(&page, &sink);
	html_strip_init(&h, &page);
	for (size_t at = 0, n; at < html.len; at += n) {
		n = html.len - at < step ? html.len - at : step;
		html_strip_add(&h, (mime_slice){ html.ptr + at, n });
	}
	html_strip_end(&h);
	html_page_end(&page);
	must(page.loads == f->loads && page.images <= page.loads);
	f->images = page.images;
	f->scripts = page.scripts;
}

/* gumbo, where it is built in and may see it. */
static void
parse(struct found *f, mime_slice html)
{
	const struct html_sink sink = { take_text, take_url, f };
	struct html_text h;

	memset(f, 0, sizeof *f);
	html_text_init(&h, &sink);
	html_text_add(&h, html);
	html_text_end(&h);
	must(h.page.loads == f->loads && h.page.images <= h.page.loads);
}

/* The shortest of what grows: gumbo writes a sentence for <isindex>, <hr> is a
 * row of dashes, and of a drawing what is dropped is read once more. */
static void
check_sizes(const struct found *f, size_t n)
{
	enum { BASE = 320 };

	check_utf8(buffer_slice(&f->text));
	must(f->text.len <= 16 * n + 16);
	must(f->n <= 6 * n && f->largest <= 3 * n + BASE);
}

static bool
same(const struct buffer *a, const struct buffer *b)
{
	return a->len == b->len &&
	       (a->len == 0 || memcmp(a->ptr, b->ptr, a->len) == 0);
}

static void
check_page(mime_slice html)
{
	struct found whole, bytes, tree;

	strip(&whole, html, html.len + 1);
	check_sizes(&whole, html.len);
	strip(&bytes, html, 1);
	must(same(&whole.text, &bytes.text) && same(&whole.urls, &bytes.urls));
	must(whole.images == bytes.images && whole.scripts == bytes.scripts);
	parse(&tree, html);
	check_sizes(&tree, html.len);
	forget(&whole);
	forget(&bytes);
	forget(&tree);
}

static void
check_css(mime_slice css)
{
	struct html_css reader;
	size_t n = 0;
	mime_slice url;

	html_css_init(&reader, css);
	for (; html_css_next(&url, &reader); n++) {
		check_utf8(url);
		must(url.len > 0 && url.len <= 3 * css.len);
	}
	must(n <= css.len && url.ptr == NULL);
	html_css_end(&reader);
}

static void
check_sources(mime_slice set)
{
	const char *at = set.ptr, *end = set.ptr + set.len;
	mime_slice url;

	while (html_url_next_source(&url, &set)) {
		must(url.len > 0 && url.ptr >= at);
		at = url.ptr + url.len;
		must(at <= end && set.ptr >= at && set.ptr + set.len == end);
	}
}

static void
take_plain(void *ctx, mime_slice url)
{
	size_t *n = ctx;

	check_utf8(url);
	must(url.len > 0 && url.len <= TEXT_URL_MAX);
	*n += url.len;
}

static void
check_text(mime_slice text)
{
	struct text_url reader;
	size_t whole = 0, bytes = 0;

	text_url_init(&reader, take_plain, &whole);
	text_url_add(&reader, text);
	text_url_end(&reader);
	must(whole <= text.len);
	text_url_init(&reader, take_plain, &bytes);
	for (size_t i = 0; i < text.len; i++)
		text_url_add(&reader, (mime_slice){ text.ptr + i, 1 });
	text_url_end(&reader);
	must(whole == bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct buffer valid = { NULL, 0, 0 };
	mime_slice text;
	char *exact;

	utf8_add_valid(&valid, (mime_slice){ (const char *)data, n });
	/* a block without room behind it, so that a read past it is seen */
	exact = malloc(valid.len > 0 ? valid.len : 1);
	if (exact == NULL)
		abort();
	if (valid.len > 0)
		memcpy(exact, valid.ptr, valid.len);
	text = (mime_slice){ exact, valid.len };
	buffer_free(&valid);
	check_page(text);
	check_css(text);
	check_sources(text);
	check_text(text);
	free(exact);
	return 0;
}
