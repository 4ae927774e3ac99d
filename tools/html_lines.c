#include "html_lines.h"
#include <string.h>

void
html_lines_init(struct html_lines *l,
		void (*emit)(void *ctx, const char *bytes, size_t n), void *ctx)
{
	memset(l, 0, sizeof *l);
	l->emit = emit;
	l->ctx = ctx;
}

void
html_lines_end(struct html_lines *l)
{
	if (l->len > 0 && l->emit != NULL)
		l->emit(l->ctx, l->out, l->len);
	l->len = 0;
}

static void
out(struct html_lines *l, char c)
{
	if (l->len == sizeof l->out)
		html_lines_end(l);
	l->out[l->len++] = c;
}

void
html_lines_put(struct html_lines *l, char c)
{
	for (; l->started && l->lines > 0; l->lines--) {
		out(l, '\n');
		l->open = false;
	}
	for (; l->open && l->blanks > 0; l->blanks--)
		out(l, ' ');
	l->lines = l->blanks = 0;
	l->started = l->open = true;
	l->marked = false;
	out(l, c);
}

void
html_lines_put_text(struct html_lines *l, const char *text)
{
	while (*text != '\0')
		html_lines_put(l, *text++);
}

void
html_lines_space(struct html_lines *l)
{
	if (l->blanks == 0 && !l->marked)
		l->blanks = 1;
}

void
html_lines_gap(struct html_lines *l)
{
	if (!l->marked)
		l->blanks = 2;
}

void
html_lines_need(struct html_lines *l, size_t n)
{
	if (l->marked)
		return;
	if (l->lines < n)
		l->lines = n;
	l->blanks = 0;
}

void
html_lines_break(struct html_lines *l)
{
	l->lines++;
	l->blanks = 0;
}

void
html_lines_item(struct html_lines *l)
{
	l->marked = false;
	html_lines_need(l, 1);
	html_lines_put_text(l, "- ");
	l->marked = true;
}
