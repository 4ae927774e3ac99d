/* buffer.h - bytes that grow, for the two programs.  Running out of memory
 * ends the program (cli_no_memory), so nothing here returns an error. */
#ifndef TOOLS_BUFFER_H
#define TOOLS_BUFFER_H
#include "mime/types.h"

/* All zero is an empty buffer.  A NUL follows the bytes once there are any. */
struct buffer {
	char *ptr; /* owned; NULL while nothing was added */
	size_t len, room;
};

void buffer_free(struct buffer *b);
void buffer_clear(struct buffer *b); /* keeps the room */
void buffer_add(struct buffer *b, const char *bytes, size_t n);
void buffer_add_slice(struct buffer *b, mime_slice s);
void buffer_add_text(struct buffer *b, const char *text);
void buffer_add_char(struct buffer *b, char c);
void buffer_add_repeated(struct buffer *b, char c, size_t n);
/* In digits, with a comma between groups of three: 2,004. */
void buffer_add_grouped(struct buffer *b, uint64_t value);
/* "1 part", "2,004 parts". */
void buffer_add_count(struct buffer *b, uint64_t n, const char *what);
/* Two lower-case hexadecimal digits for each byte. */
void buffer_add_hex(struct buffer *b, const uint8_t *bytes, size_t n);
void buffer_truncate(struct buffer *b, size_t len); /* len <= b->len */
/* What is there, never absent; valid until the next change. */
mime_slice buffer_slice(const struct buffer *b);
/* The same as a C string. */
const char *buffer_string(const struct buffer *b);
#endif
