/* mailbox/mbox_line.h - the "From " line of an mbox, and where it stands. */
#ifndef MIME_MAILBOX_MBOX_LINE_H
#define MIME_MAILBOX_MBOX_LINE_H
#include "mime/mailbox.h"

/* The longest "From " line, and how much of the next line is looked at to see
 * a header field; in bytes. */
#define MIME_MBOX_LINE_MAX  1000
#define MIME_MBOX_FIELD_MAX 200
/* What decides about a place lies in as many bytes from there. */
#define MIME_MBOX_AHEAD (MIME_MBOX_LINE_MAX + 2 + MIME_MBOX_FIELD_MAX)

/* Parts of a "From " line. */
struct mime_mbox_line {
	mime_slice sender;
	struct mime_date date;
	bool dated;    /* it ends in what looks like a date */
	bool has_date; /* which exists */
};
/* line begins with "From " and has no line end. */
void mime_mbox_line_parse(struct mime_mbox_line *out, mime_slice line);

/* A message begins at i with a "From " line, or a byte-order mark and that.
 * The file begins at text.ptr and ends with text. */
bool mime_mbox_begins(mime_slice text, size_t i);
/* Likewise, and whatever follows text cannot change it. */
bool mime_mbox_begins_surely(mime_slice text, size_t i);
/* The first such place at or after from, but never 0; text.len if there is
 * none. */
size_t mime_mbox_find(mime_slice text, size_t from);
/* The bytes of a byte-order mark in front. */
size_t mime_mbox_mark(mime_slice text);
/* The line at i without its line end; *next is where the one after begins. */
mime_slice mime_mbox_line_at(mime_slice text, size_t i, size_t *next);
#endif
