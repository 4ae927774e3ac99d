/* mailbox/mbox_length.h - the length that a message says it has. */
#ifndef MIME_MAILBOX_MBOX_LENGTH_H
#define MIME_MAILBOX_MBOX_LENGTH_H
#include "mailbox/mbox_line.h"

/* A header longer than this has no Content-Length that is believed. */
#define MIME_MBOX_HEADER_MAX (1u << 20)

/* Whether text holds the empty line that ends a header, the line end before it
 * at or after *at; else *at is moved to where to go on when there is more. */
bool mime_mbox_header_ends(size_t *at, mime_slice text);
/* How long the body is of the message whose header begins at i, by its only
 * Content-Length, and where it begins; false if it has none or says nonsense.
 * Looks at MIME_MBOX_HEADER_MAX + 1 bytes at most; the body may be longer than
 * text. */
bool mime_mbox_length(size_t *body, size_t *length, mime_slice text, size_t i);
/* A message may end at i: the text does, or a "From " line follows, after at
 * most one empty line; *next is where that begins. */
bool mime_mbox_ends_at(size_t *next, mime_slice text, size_t i);
#endif
