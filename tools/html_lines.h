/* html_lines.h - text laid out in lines: white space collapsed, line ends and
 * blanks owed until a character follows them. */
#ifndef TOOLS_HTML_LINES_H
#define TOOLS_HTML_LINES_H
#include "mime/types.h"

struct html_lines {
	void (*emit)(void *ctx, const char *bytes, size_t n);
	void *ctx;
	bool started, open, marked; /* in the text, in a line, after "- " */
	size_t lines, blanks;	    /* owed */
	size_t len;
	char out[1024];
};

void html_lines_init(struct html_lines *l,
		     void (*emit)(void *ctx, const char *bytes, size_t n),
		     void *ctx);
/* A byte of the text; what is owed comes before it. */
void html_lines_put(struct html_lines *l, char c);
void html_lines_put_text(struct html_lines *l, const char *text);
/* White space, of which several are one. */
void html_lines_space(struct html_lines *l);
/* A gap between two cells of a row. */
void html_lines_gap(struct html_lines *l);
/* At least n line ends before what follows; none before the first text. */
void html_lines_need(struct html_lines *l, size_t n);
/* One line end more. */
void html_lines_break(struct html_lines *l);
/* A new line that begins with the mark of a list item. */
void html_lines_item(struct html_lines *l);
/* Emits what is held back; no line end. */
void html_lines_end(struct html_lines *l);
#endif
