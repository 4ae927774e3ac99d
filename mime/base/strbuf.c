#include "base/strbuf.h"
#include "base/memory.h"
#include "base/slice.h"
#include <string.h>

void
mime_strbuf_init(struct mime_strbuf *b, size_t max)
{
	*b = (struct mime_strbuf){ .max = max };
}

void
mime_strbuf_init_on(struct mime_strbuf *b, size_t max, char *room, size_t n)
{
	*b = (struct mime_strbuf){
		.ptr = room, .room = n, .max = max, .lent = true
	};
}

void
mime_strbuf_free(struct mime_strbuf *b)
{
	if (!b->lent)
		mime_free(b->ptr);
	mime_strbuf_init(b, b->max);
}

void
mime_strbuf_clear(struct mime_strbuf *b)
{
	b->len = 0;
	b->error = MIME_OK;
}

/* Moves b to a block of its own, or makes that longer. */
static char *
grow(struct mime_strbuf *b, size_t room)
{
	char *p = b->lent ? mime_alloc(room) : mime_resize(b->ptr, room);

	if (p == NULL) {
		b->error = MIME_ENOMEM;
		return NULL;
	}
	if (b->lent && b->len > 0)
		memcpy(p, b->ptr, b->len);
	b->ptr = p;
	b->room = room;
	b->lent = false;
	return p;
}

char *
mime_strbuf_reserve(struct mime_strbuf *b, size_t n)
{
	size_t room = b->room > 0 ? b->room : 64;
	char *p;

	if (b->error != MIME_OK)
		return NULL;
	if (n > b->max - b->len) {
		b->error = MIME_ELIMIT;
		return NULL;
	}
	if (n <= b->room - b->len && b->ptr != NULL)
		return b->ptr + b->len;
	/* b->len + n <= max cannot overflow; doubling stops before it could */
	while (room < b->len + n)
		room = room <= SIZE_MAX / 2 ? room * 2 : b->len + n;
	p = grow(b, room);
	return p != NULL ? p + b->len : NULL;
}

void
mime_strbuf_added(struct mime_strbuf *b, size_t n)
{
	b->len += n;
}

void
mime_strbuf_add(struct mime_strbuf *b, mime_slice s)
{
	char *p = mime_strbuf_reserve(b, s.len);

	if (p == NULL || s.len == 0)
		return;
	memcpy(p, s.ptr, s.len);
	b->len += s.len;
}

void
mime_strbuf_add_text(struct mime_strbuf *b, const char *text)
{
	mime_strbuf_add(b, mime_slice_text(text));
}

void
mime_strbuf_add_char(struct mime_strbuf *b, char c)
{
	if (b->error == MIME_OK && b->len < b->room && b->len < b->max)
		b->ptr[b->len++] = c;
	else
		mime_strbuf_add(b, (mime_slice){ &c, 1 });
}

void
mime_strbuf_add_decimal(struct mime_strbuf *b, uint64_t value)
{
	char digits[20]; /* 2^64 has twenty */
	size_t n = sizeof digits;

	do {
		digits[--n] = (char)('0' + value % 10);
		value /= 10;
	} while (value > 0);
	mime_strbuf_add(b, (mime_slice){ digits + n, sizeof digits - n });
}

mime_slice
mime_strbuf_slice(const struct mime_strbuf *b)
{
	return (mime_slice){ b->ptr != NULL ? b->ptr : "", b->len };
}
