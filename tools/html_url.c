#include "html_url.h"
#include "html_tag.h"
#include <string.h>

static bool
begins(mime_slice s, const char *word)
{
	size_t n = strlen(word);

	if (s.len < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (html_lower(s.ptr[i]) != word[i])
			return false;
	return true;
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* A name and a colon (RFC 3986 3.1). */
static bool
has_scheme(mime_slice s)
{
	size_t i = 0;

	if (s.len == 0 || !html_is_letter(s.ptr[0]))
		return false;
	while (i < s.len && (html_is_letter(s.ptr[i]) || s.ptr[i] == '+' ||
			     s.ptr[i] == '-' || s.ptr[i] == '.' ||
			     (s.ptr[i] >= '0' && s.ptr[i] <= '9')))
		i++;
	return i < s.len && s.ptr[i] == ':';
}

/* "file://host/", and "file:////host/", which Outlook reads as a share; of
 * "file:///C:/" the host is none. */
static bool
is_share(mime_slice url)
{
	size_t n = 5;

	if (!begins(url, "file:"))
		return false;
	while (n < url.len && is_slash(url.ptr[n]))
		n++;
	return n < url.len && n - 5 >= 2 && n - 5 != 3;
}

bool
html_url_is_remote(mime_slice url)
{
	static const char *const schemes[] = { "http:", "https:", "ftp:",
					       "smb:",	"ws:",	  "wss:" };

	if (url.len >= 2 && is_slash(url.ptr[0]) && is_slash(url.ptr[1]))
		return true;
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (begins(url, schemes[i]))
			return true;
	return is_share(url);
}

/* The bytes of base that go before a relative URL: its host, or all up to its
 * last slash. */
static size_t
base_length(mime_slice base, bool host)
{
	size_t i = 0, last;

	while (i < base.len && base.ptr[i] != ':' && !is_slash(base.ptr[i]))
		i++;
	i += i < base.len && base.ptr[i] == ':';
	while (i < base.len && is_slash(base.ptr[i]))
		i++;
	last = base.len;
	for (; i < base.len && base.ptr[i] != '?' && base.ptr[i] != '#'; i++) {
		if (!is_slash(base.ptr[i]))
			continue;
		last = i + !host;
		if (host)
			break;
	}
	return last;
}

/* Bytes of a base that are repeated; the longest host has 253. */
enum { BASE_MAX = 300 };

/* What stands before a relative URL. */
static void
add_base(struct buffer *out, mime_slice base, bool host)
{
	size_t n = base_length(base, host), most = base_length(base, true);

	if (n > BASE_MAX) {
		most = most < BASE_MAX ? most : BASE_MAX;
		/* between characters; most <= BASE_MAX < n <= base.len */
		while (most > 0 && (base.ptr[most] & 0xc0) == 0x80)
			most--;
		buffer_add(out, base.ptr, most);
		buffer_add_text(out, host ? "..." : "/.../");
		return;
	}
	buffer_add(out, base.ptr, n);
	if (!host && n > 0 && !is_slash(base.ptr[n - 1]))
		buffer_add_char(out, '/');
}

void
html_url_add(struct buffer *out, mime_slice value, mime_slice base)
{
	while (value.len > 0 && (uint8_t)value.ptr[0] <= ' ')
		value.ptr++, value.len--;
	while (value.len > 0 && (uint8_t)value.ptr[value.len - 1] <= ' ')
		value.len--;
	if (base.len > 0 && value.len > 0 && !has_scheme(value) &&
	    !html_url_is_remote(value) && value.ptr[0] != '#')
		add_base(out, base, is_slash(value.ptr[0]));
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] != '\t' && value.ptr[i] != '\n' &&
		    value.ptr[i] != '\r')
			buffer_add_char(out, value.ptr[i]);
}

bool
html_url_next_source(mime_slice *url, mime_slice *set)
{
	size_t i = 0, start;

	while (i < set->len &&
	       (html_is_space(set->ptr[i]) || set->ptr[i] == ','))
		i++;
	start = i;
	while (i < set->len && !html_is_space(set->ptr[i]))
		i++;
	*url = (mime_slice){ set->ptr + start, i - start };
	while (url->len > 0 && url->ptr[url->len - 1] == ',')
		url->len--;
	/* "2x", "100w" */
	while (i < set->len && set->ptr[i] != ',')
		i++;
	set->ptr += i;
	set->len -= i;
	return url->len > 0;
}
