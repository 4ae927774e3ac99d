#include "codec/scan.h"
#include "base/ascii.h"
#include "codec/cpu.h"
#include <string.h>

/* The first c at or after from, or n. */
static size_t
find(const char *p, size_t n, size_t from, char c)
{
	const char *hit = from < n ? memchr(p + from, c, n - from) : NULL;

	return hit != NULL ? (size_t)(hit - p) : n;
}

/* Looks for the two in turn, each from where the other was found in vain: b is
 * rare in most text (there is no "-" in base64), and where it is not, a run of
 * it costs one search for a. */
static size_t
pair(const char *p, size_t n, size_t from, char a, char b)
{
	size_t i = from + 1, hit;

	while ((hit = find(p, n, i, b)) < n) {
		if (p[hit - 1] == a)
			return hit - 1;
		hit = find(p, n, hit + 1, a);
		if (hit + 1 >= n)
			return n;
		if (p[hit + 1] == b)
			return hit;
		i = hit + 1;
	}
	return n;
}

static size_t
line(const char *p, size_t n, size_t from, size_t *stop)
{
	size_t lf;

	while (from < n && mime_ascii_is(p[from], MIME_ASCII_FTEXT))
		from++;
	*stop = from;
	lf = find(p, n, from, '\n');
	return lf < n ? lf + 1 : n;
}

static size_t
odd(const char *p, size_t n, size_t from)
{
	for (; from < n; from++)
		if (p[from] == '\n' || (uint8_t)p[from] >= 0x80 ||
		    (p[from] == '=' && n - from > 1 && p[from + 1] == '?'))
			break;
	return from;
}

const struct mime_scan_kernel mime_scan_scalar = {
	.name = "scalar",
	.pair = pair,
	.line = line,
	.odd = odd,
};

const struct mime_scan_kernel *const *
mime_scan_kernels(void)
{
	static const struct mime_scan_kernel *const all[] = {
#ifdef MIME_VECTOR
		&mime_scan_vector,
#endif
		&mime_scan_scalar,
		NULL,
	};

	return all + mime_cpu_skip();
}

size_t
mime_scan_line(const char *p, size_t n, size_t from, char first)
{
	return mime_scan_kernels()[0]->pair(p, n, from, '\n', first);
}

size_t
mime_scan_delimiter(const char *p, size_t n, size_t from)
{
	return mime_scan_line(p, n, from, '-');
}

size_t
mime_scan_odd(const char *p, size_t n, size_t from)
{
	return from < n ? mime_scan_kernels()[0]->odd(p, n, from) : n;
}

size_t
mime_scan_word(const char *p, size_t n)
{
	return mime_scan_kernels()[0]->pair(p, n, 0, '=', '?');
}
