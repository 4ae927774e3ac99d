/* term.h - the one door through which a sender's text reaches a terminal, a
 * pipe or a log: control characters are shown, not sent. */
#ifndef TOOLS_TERM_H
#define TOOLS_TERM_H
#include "buffer.h"
#include <stdio.h>

/* What may pass besides printable text. */
enum term_keep {
	TERM_KEEP_TAB = 1u << 0,
	TERM_KEEP_NEWLINE = 1u << 1,
	TERM_KEEP_TEXT = TERM_KEEP_TAB | TERM_KEEP_NEWLINE
};
/* What was met and replaced. */
enum term_found {
	TERM_FOUND_CONTROL = 1u << 0, /* C0, DEL, C1 */
	TERM_FOUND_BIDI = 1u << 1,    /* a bidi control, or U+FEFF */
	TERM_FOUND_INVALID = 1u << 2, /* not UTF-8 */
	TERM_FOUND_REPLACED = 1u << 3 /* U+FFFD stood in the text */
};

/* Cleaning as a stage: text comes in pieces cut anywhere.  C0 and DEL become
 * the pictures U+2400-2421, C1 controls, bidi controls, line separators and
 * U+FEFF become <U+202E>; in ASCII mode C0 and C1 are \x1b.  What is not UTF-8
 * becomes U+FFFD. */
struct term_clean {
	unsigned keep, found; /* bits of enum term_keep, enum term_found */
	bool ascii;
	/* the rest is private */
	uint8_t n_held;
	char held[4];
};
void term_clean_init(struct term_clean *c, unsigned keep, bool ascii);
void term_clean_add(struct term_clean *c, struct buffer *out, mime_slice s);
void term_clean_end(struct term_clean *c, struct buffer *out);
/* All of it for a text that must stay on its line; returns what was found. */
unsigned term_clean_line(struct buffer *out, mime_slice s, bool ascii);

/* Columns of a cleaned line on a terminal. */
size_t term_width(mime_slice s);
/* Shortens the bytes from start on to at most so many columns, the last of
 * which then is an ellipsis. */
void term_cut(struct buffer *b, size_t start, size_t columns, bool ascii);

enum term_when { TERM_AUTO, TERM_ALWAYS, TERM_NEVER };
enum term_colour { TERM_RED = 31, TERM_GREEN, TERM_YELLOW, TERM_CYAN = 36 };

/* What stdout can show. */
struct term {
	bool tty;
	bool colour;
	bool ascii;   /* --ascii */
	bool lines;   /* box drawing characters */
	size_t width; /* columns; SIZE_MAX: no limit */
};
/* colour  --color
 * width   --width, or 0: of the terminal, without limit elsewhere */
void term_init(struct term *t, FILE *out, enum term_when colour, bool ascii,
	       size_t width);
/* Text in a colour, or plain where there are none. */
void term_add_coloured(const struct term *t, struct buffer *out,
		       enum term_colour colour, mime_slice clean);
#endif
