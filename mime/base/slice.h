/* base/slice.h - small operations on mime_slice. */
#ifndef MIME_BASE_SLICE_H
#define MIME_BASE_SLICE_H
#include "base/ascii.h"
#include "mime/types.h"
#include <string.h>

/* A slice over a string literal. */
#define MIME_LITERAL(s) ((mime_slice){ "" s, sizeof(s) - 1 })
#define MIME_ABSENT	((mime_slice){ NULL, 0 })

static inline mime_slice
mime_slice_of(const char *ptr, size_t len)
{
	return (mime_slice){ ptr, len };
}

static inline mime_slice
mime_slice_text(const char *text)
{
	return (mime_slice){ text, text != NULL ? strlen(text) : 0 };
}

/* The bytes from..to-1; the caller has from <= to <= s.len.  Of an absent
 * slice that is the absent slice: C knows no NULL + 0. */
static inline mime_slice
mime_slice_part(mime_slice s, size_t from, size_t to)
{
	return (mime_slice){ s.ptr != NULL ? s.ptr + from : NULL, to - from };
}

static inline bool
mime_slice_equal(mime_slice a, mime_slice b)
{
	return a.len == b.len &&
	       (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* ASCII letters without case; every other byte as it is. */
static inline bool
mime_slice_same(mime_slice a, mime_slice b)
{
	return a.len == b.len && mime_ascii_same(a.ptr, b.ptr, a.len);
}

static inline bool
mime_slice_is(mime_slice a, const char *text)
{
	return mime_slice_same(a, mime_slice_text(text));
}

static inline bool
mime_slice_begins(mime_slice s, mime_slice prefix)
{
	return s.len >= prefix.len &&
	       mime_slice_equal(mime_slice_of(s.ptr, prefix.len), prefix);
}

/* True if there is a byte, and each is of these classes of mime_ascii_class. */
static inline bool
mime_slice_all(mime_slice s, unsigned classes)
{
	for (size_t i = 0; i < s.len; i++)
		if (!mime_ascii_is(s.ptr[i], classes))
			return false;
	return s.len > 0;
}

/* The line at the front of s, with its end. */
static inline mime_slice
mime_slice_line(mime_slice s)
{
	const char *lf = s.len > 0 ? memchr(s.ptr, '\n', s.len) : NULL;

	return mime_slice_part(s, 0,
			       lf != NULL ? (size_t)(lf - s.ptr) + 1 : s.len);
}

/* Without blanks, CR and LF at both ends. */
static inline mime_slice
mime_slice_trim(mime_slice s)
{
	while (s.len > 0 && mime_ascii_is_space(s.ptr[0]))
		s.ptr++, s.len--;
	while (s.len > 0 && mime_ascii_is_space(s.ptr[s.len - 1]))
		s.len--;
	return s;
}
#endif
