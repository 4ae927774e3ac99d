#include "html_prescan.h"
#include "html_tag.h"
#include <string.h>

/* The stack of open elements as gumbo has it (HTML Living Standard 13.2.6), or
 * a longer one: a start tag opens an element even where the parser ignores it,
 * and an end tag closes one only where the parser does, too.  So what passes
 * here is no deeper there, and what nests deeper there is found here. */

enum {
	/* nodes that gumbo may come to make */
	NODES_MAX = 100 * 1000,
	/* nodes that stand in a table and are moved before it: each move
	 * searches among those that were */
	MOVED_MAX = 2000,
	/* blocks that the end of a formatting element can cross and still end
	 * it (13.2.6.4.7, the adoption agency) */
	CROSSED_MAX = 6
};

enum kind {
	ORDINARY,
	VOID,
	SPECIAL,
	TABLE,	/* table, and what stands in it but is no cell */
	MARKER, /* what an end tag inside does not close across */
	FORMAT, /* opened again after a block closed it */
	RAW,	/* its content has no tags */
	REFUSED /* what changes how tags are read */
};

static const struct {
	const char *name;
	enum kind kind;
} elements[] = {
	{ "a", FORMAT },	  { "address", SPECIAL },
	{ "applet", MARKER },	  { "area", VOID },
	{ "article", SPECIAL },	  { "aside", SPECIAL },
	{ "b", FORMAT },	  { "base", VOID },
	{ "basefont", VOID },	  { "bgsound", VOID },
	{ "big", FORMAT },	  { "blockquote", SPECIAL },
	{ "body", SPECIAL },	  { "br", VOID },
	{ "button", SPECIAL },	  { "caption", MARKER },
	{ "center", SPECIAL },	  { "code", FORMAT },
	{ "col", VOID },	  { "colgroup", TABLE },
	{ "dd", SPECIAL },	  { "details", SPECIAL },
	{ "dir", SPECIAL },	  { "div", SPECIAL },
	{ "dl", SPECIAL },	  { "dt", SPECIAL },
	{ "em", FORMAT },	  { "embed", VOID },
	{ "fieldset", SPECIAL },  { "figcaption", SPECIAL },
	{ "figure", SPECIAL },	  { "font", FORMAT },
	{ "footer", SPECIAL },	  { "form", SPECIAL },
	{ "frame", VOID },	  { "frameset", REFUSED },
	{ "h1", SPECIAL },	  { "h2", SPECIAL },
	{ "h3", SPECIAL },	  { "h4", SPECIAL },
	{ "h5", SPECIAL },	  { "h6", SPECIAL },
	{ "head", SPECIAL },	  { "header", SPECIAL },
	{ "hgroup", SPECIAL },	  { "hr", VOID },
	{ "html", SPECIAL },	  { "i", FORMAT },
	{ "iframe", RAW },	  { "image", VOID },
	{ "img", VOID },	  { "input", VOID },
	{ "isindex", REFUSED },	  { "li", SPECIAL },
	{ "link", VOID },	  { "listing", SPECIAL },
	{ "main", SPECIAL },	  { "marquee", MARKER },
	{ "math", REFUSED },	  { "menu", SPECIAL },
	{ "meta", VOID },	  { "nav", SPECIAL },
	{ "nobr", FORMAT },	  { "noembed", RAW },
	{ "noframes", RAW },	  { "noscript", SPECIAL },
	{ "object", MARKER },	  { "ol", SPECIAL },
	{ "p", SPECIAL },	  { "param", VOID },
	{ "plaintext", REFUSED }, { "pre", SPECIAL },
	{ "s", FORMAT },	  { "script", RAW },
	{ "section", SPECIAL },	  { "select", REFUSED },
	{ "small", FORMAT },	  { "source", VOID },
	{ "strike", FORMAT },	  { "strong", FORMAT },
	{ "style", RAW },	  { "summary", SPECIAL },
	{ "svg", REFUSED },	  { "table", TABLE },
	{ "tbody", TABLE },	  { "td", MARKER },
	{ "template", REFUSED },  { "textarea", RAW },
	{ "tfoot", TABLE },	  { "th", MARKER },
	{ "thead", TABLE },	  { "title", RAW },
	{ "tr", TABLE },	  { "track", VOID },
	{ "tt", FORMAT },	  { "u", FORMAT },
	{ "ul", SPECIAL },	  { "wbr", VOID },
	{ "xmp", RAW },
};

struct element {
	enum kind kind;
	uint8_t len;
	char name[16];
};

struct scan {
	struct html_tag tag;
	struct element open[HTML_DEPTH_MAX];
	size_t n, formats; /* of the open ones */
	size_t nodes, moved;
	bool in_script, refused;
	unsigned comment; /* bytes of "<!--" that were just met */
};

static enum kind
find(const char *name, size_t n)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strlen(elements[i].name) == n &&
		    memcmp(elements[i].name, name, n) == 0)
			return elements[i].kind;
	return ORDINARY;
}

static bool
is(const struct element *e, const char *name)
{
	return e->len == strlen(name) && memcmp(e->name, name, e->len) == 0;
}

static bool
same(const struct element *a, const struct element *b)
{
	return a->len == b->len && memcmp(a->name, b->name, a->len) == 0;
}

static void
remove_at(struct scan *s, size_t i)
{
	s->formats -= s->open[i].kind == FORMAT;
	memmove(s->open + i, s->open + i + 1, (s->n - i - 1) * sizeof *s->open);
	s->n--;
}

/* Closes all from open[i] on.  Formatting elements are opened again at once,
 * as new nodes; those in a cell or an object are forgotten with it. */
static void
close_from(struct scan *s, size_t i)
{
	bool forget = false;
	size_t kept = i;

	for (size_t k = i; k < s->n; k++) {
		forget |= s->open[k].kind == MARKER;
		if (s->open[k].kind != FORMAT)
			continue;
		if (forget)
			s->formats--;
		else
			s->open[kept++] = s->open[k], s->nodes++;
	}
	s->n = kept;
}

/* Elements that end when their like begins. */
static bool
ends_itself(const struct element *e)
{
	static const char *const names[] = { "p",  "li", "td", "th",
					     "tr", "dd", "dt", "option" };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(e, names[i]))
			return true;
	return false;
}

/* Whether what is added now stands in a table but in no cell. */
static bool
is_moved(const struct scan *s)
{
	for (size_t i = s->n; i > 0; i--)
		if (s->open[i - 1].kind == MARKER)
			return false;
		else if (s->open[i - 1].kind == TABLE)
			return true;
	return false;
}

static void
start(struct scan *s, const struct element *e)
{
	if (e->kind == REFUSED)
		s->refused = true;
	s->nodes += s->tag.attributes / 4;
	/* it may close a paragraph */
	if (e->kind == SPECIAL || e->kind == TABLE)
		s->nodes += s->formats;
	if (e->kind != TABLE && is_moved(s))
		s->moved++;
	if (e->kind == VOID)
		return;
	if (e->kind == RAW) {
		s->in_script = is(e, "script");
		s->comment = 0;
		html_tag_drop(&s->tag);
		return;
	}
	if (s->n > 0 && ends_itself(e) && same(e, &s->open[s->n - 1]))
		s->n--;
	if (s->n == HTML_DEPTH_MAX) {
		s->refused = true;
		return;
	}
	s->open[s->n++] = *e;
	s->formats += e->kind == FORMAT;
}

/* Whether an end tag looks for its element no further than at this one. */
static bool
stops(const struct element *end, const struct element *at)
{
	switch (end->kind) {
	case TABLE:
		return is(at, "table");
	case MARKER:
		if (is(end, "td") || is(end, "th") || is(end, "caption"))
			return is(at, "table");
		break;
	case ORDINARY:
		if (at->kind == SPECIAL)
			return true;
		break;
	default:
		break;
	}
	if (is(end, "li") && (is(at, "ol") || is(at, "ul")))
		return true;
	if (is(end, "p") && is(at, "button"))
		return true;
	return at->kind == MARKER || at->kind == TABLE;
}

static void
end(struct scan *s, const struct element *e)
{
	size_t crossed = 0;

	/* "</form>" closes what the parser remembers, the others nothing */
	if (is(e, "form") || is(e, "body") || is(e, "html") || is(e, "head") ||
	    e->kind == VOID || e->kind == RAW)
		return;
	for (size_t i = s->n; i > 0; i--) {
		const struct element *at = &s->open[i - 1];

		if (same(at, e)) {
			if (e->kind == FORMAT && crossed <= CROSSED_MAX)
				remove_at(s, i - 1);
			else if (e->kind != FORMAT)
				close_from(s, i - 1);
			return;
		}
		if (stops(e, at))
			return;
		crossed += at->kind == SPECIAL;
	}
}

static void
tag(struct scan *s)
{
	struct element e = { .len = 0 };

	s->in_script = false;
	s->nodes++; /* a text before the element */
	/* of a name that is too long for one, no end is found */
	if (s->tag.name_len <= sizeof e.name) {
		e.len = (uint8_t)s->tag.name_len;
		memcpy(e.name, s->tag.name, e.len);
	}
	e.kind = find(e.name, e.len);
	if (!s->tag.closing)
		start(s, &e);
	else if (e.len > 0)
		end(s, &e);
	if (s->moved > MOVED_MAX)
		s->refused = true;
}

/* A comment in a script may hide the end of the script. */
static void
script_byte(struct scan *s, char c)
{
	if (c != "<!--"[s->comment])
		s->comment = 0;
	if (c == "<!--"[s->comment])
		s->comment++;
	if (s->comment == 4) {
		s->refused = true;
		s->comment = 0;
	}
}

/* gumbo replaces these; browsers pass over them where a URL begins. */
static bool
is_control(char c)
{
	return (uint8_t)c < ' ' && !html_is_space(c);
}

/* gumbo's number of a reference that is longer overflows, and what it then
 * writes is no UTF-8. */
static bool
is_long_reference(mime_slice s)
{
	size_t n = 2, most = 9;

	if (s.len < 2 || s.ptr[0] != '&' || s.ptr[1] != '#')
		return false;
	if (s.len > 2 && html_lower(s.ptr[2]) == 'x')
		n = 3;
	for (; n < s.len && n < most + 2; n++)
		if ((s.ptr[n] < '0' || s.ptr[n] > '9') &&
		    (html_lower(s.ptr[n]) < 'a' || html_lower(s.ptr[n]) > 'f'))
			return false;
	return n == most + 2;
}

bool
html_prescan(mime_slice html)
{
	struct scan s;

	memset(&s, 0, sizeof s);
	for (size_t i = 0; i < html.len && !s.refused; i++) {
		if (s.in_script)
			script_byte(&s, html.ptr[i]);
		s.nodes += html.ptr[i] == '<'; /* a comment, perhaps */
		if (html_tag_next(&s.tag, html.ptr[i]) == HTML_TAG)
			tag(&s);
		/* each is compared with those before it */
		if (is_control(html.ptr[i]) ||
		    is_long_reference(
			    (mime_slice){ html.ptr + i, html.len - i }) ||
		    s.tag.attributes > HTML_DEPTH_MAX || s.nodes > NODES_MAX)
			s.refused = true;
	}
	return !s.refused;
}
