#include "buffer.h"
#include "cli.h"
#include <stdlib.h>
#include <string.h>

void
buffer_free(struct buffer *b)
{
	free(b->ptr);
	*b = (struct buffer){ NULL, 0, 0 };
}

void
buffer_clear(struct buffer *b)
{
	b->len = 0;
	if (b->ptr != NULL)
		b->ptr[0] = '\0';
}

/* Room for n more bytes and a NUL; doubling keeps many additions linear. */
static void
reserve(struct buffer *b, size_t n)
{
	size_t room = b->room != 0 ? b->room : 64;

	if (n >= SIZE_MAX / 4 || b->len >= SIZE_MAX / 4)
		cli_no_memory();
	while (room < b->len + n + 1)
		room *= 2;
	if (room == b->room)
		return;
	b->ptr = cli_resize(b->ptr, room);
	b->room = room;
}

void
buffer_add(struct buffer *b, const char *bytes, size_t n)
{
	reserve(b, n);
	if (n > 0)
		memcpy(b->ptr + b->len, bytes, n);
	b->len += n;
	b->ptr[b->len] = '\0';
}

void
buffer_add_slice(struct buffer *b, mime_slice s)
{
	buffer_add(b, s.ptr, s.len);
}

void
buffer_add_text(struct buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

void
buffer_add_char(struct buffer *b, char c)
{
	buffer_add(b, &c, 1);
}

void
buffer_add_repeated(struct buffer *b, char c, size_t n)
{
	reserve(b, n);
	memset(b->ptr + b->len, c, n);
	b->len += n;
	b->ptr[b->len] = '\0';
}

void
buffer_add_grouped(struct buffer *b, uint64_t value)
{
	char digits[32];
	size_t at = sizeof digits, n = 0;

	do {
		if (n > 0 && n % 3 == 0)
			digits[--at] = ',';
		digits[--at] = (char)('0' + value % 10);
		value /= 10;
		n++;
	} while (value != 0);
	buffer_add(b, digits + at, sizeof digits - at);
}

void
buffer_add_count(struct buffer *b, uint64_t n, const char *what)
{
	buffer_add_grouped(b, n);
	buffer_add_char(b, ' ');
	buffer_add_text(b, what);
	if (n != 1)
		buffer_add_char(b, 's');
}

void
buffer_add_hex(struct buffer *b, const uint8_t *bytes, size_t n)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		buffer_add_char(b, digit[bytes[i] >> 4]);
		buffer_add_char(b, digit[bytes[i] & 15]);
	}
}

void
buffer_truncate(struct buffer *b, size_t len)
{
	if (b->ptr == NULL)
		return;
	b->len = len;
	b->ptr[len] = '\0';
}

mime_slice
buffer_slice(const struct buffer *b)
{
	return (mime_slice){ b->ptr != NULL ? b->ptr : "", b->len };
}

const char *
buffer_string(const struct buffer *b)
{
	return b->ptr != NULL ? b->ptr : "";
}
