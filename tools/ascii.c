#include "ascii.h"
#include <string.h>

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool
ascii_same(mime_slice s, const char *text)
{
	if (s.len != strlen(text))
		return false;
	for (size_t i = 0; i < s.len; i++)
		if (lower(s.ptr[i]) != lower(text[i]))
			return false;
	return true;
}

bool
ascii_contains(mime_slice s, const char *part)
{
	size_t n = strlen(part);

	for (; s.len >= n; s.ptr++, s.len--)
		if (ascii_same((mime_slice){ s.ptr, n }, part))
			return true;
	return false;
}

bool
ascii_only(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((s.ptr[i] & 0x80) != 0)
			return false;
	return true;
}
