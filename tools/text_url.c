#include "text_url.h"
#include "ascii.h"
#include <string.h>

void
text_url_init(struct text_url *t, void (*found)(void *ctx, mime_slice url),
	      void *ctx)
{
	t->found = found;
	t->ctx = ctx;
	t->len = 0;
	t->cut = false;
}

/* Characters of a URL (RFC 3986 2).  Those outside ASCII are none: in Chinese
 * no blank divides a URL from the words after it. */
static bool
belongs(char c)
{
	return c > ' ' && c < 0x7f && memchr("<>\"`{}|\\^", c, 9) == NULL;
}

static bool
is_name(char c)
{
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* Where a URL begins in the run; its length if none does. */
static size_t
find(const char *run, size_t len)
{
	static const char *const starts[] = { "http://", "https://", "ftp://",
					      "mailto:", "www." };

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && is_name(run[i - 1]))
			continue;
		for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
			size_t n = strlen(starts[k]);

			if (len - i > n &&
			    ascii_same((mime_slice){ run + i, n }, starts[k]))
				return i;
		}
	}
	return len;
}

/* The sentence goes on: "(see http://a.example/)." */
static size_t
without_punctuation(const char *url, size_t n)
{
	size_t open = 0, closed = 0;

	for (size_t i = 0; i < n; i++) {
		open += url[i] == '(';
		closed += url[i] == ')';
	}
	for (; n > 0; n--) {
		if (url[n - 1] == ')' && closed > open)
			closed--;
		else if (memchr(".,;:!?'*]", url[n - 1], 9) == NULL)
			break;
	}
	return n;
}

static void
end_run(struct text_url *t)
{
	size_t start = find(t->run, t->len), n;

	n = without_punctuation(t->run + start, t->len - start);
	if (n > 0)
		t->found(t->ctx, (mime_slice){ t->run + start, n });
	t->len = 0;
	t->cut = false;
}

/* What stands before a URL goes, so that nothing long hides one; where none
 * begins yet, the end stays, which may be the start of one. */
static void
make_room(struct text_url *t)
{
	enum { START = 16 };
	size_t start = find(t->run, t->len);

	if (start == t->len)
		start = t->len - START;
	t->cut = start == 0;
	t->len -= start;
	memmove(t->run, t->run + start, t->len);
}

void
text_url_add(struct text_url *t, mime_slice piece)
{
	for (size_t i = 0; i < piece.len; i++) {
		if (!belongs(piece.ptr[i])) {
			if (t->len > 0)
				end_run(t);
			continue;
		}
		if (t->len == sizeof t->run && !t->cut)
			make_room(t);
		if (t->len < sizeof t->run)
			t->run[t->len++] = piece.ptr[i];
	}
}

void
text_url_end(struct text_url *t)
{
	if (t->len > 0)
		end_run(t);
}
