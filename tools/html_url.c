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

bool
html_url_is_remote(mime_slice url)
{
	if (url.len >= 2 && is_slash(url.ptr[0]) && is_slash(url.ptr[1]))
		return true;
	return begins(url, "http:") || begins(url, "https:") ||
	       begins(url, "ftp:");
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

void
html_url_add(struct buffer *out, mime_slice value, mime_slice base)
{
	while (value.len > 0 && (uint8_t)value.ptr[0] <= ' ')
		value.ptr++, value.len--;
	while (value.len > 0 && (uint8_t)value.ptr[value.len - 1] <= ' ')
		value.len--;
	if (base.len > 0 && value.len > 0 && !has_scheme(value) &&
	    !html_url_is_remote(value) && value.ptr[0] != '#') {
		bool host = is_slash(value.ptr[0]);
		size_t n = base_length(base, host);

		buffer_add(out, base.ptr, n);
		if (!host && n > 0 && !is_slash(base.ptr[n - 1]))
			buffer_add_char(out, '/');
	}
	for (size_t i = 0; i < value.len; i++)
		if (value.ptr[i] != '\t' && value.ptr[i] != '\n' &&
		    value.ptr[i] != '\r')
			buffer_add_char(out, value.ptr[i]);
}

/* The value at the front of *css, quoted or up to one of ends. */
static mime_slice
take_value(mime_slice *css, const char *ends)
{
	mime_slice value;
	char quote = '\0';
	size_t i = 0;

	while (i < css->len && html_is_space(css->ptr[i]))
		i++;
	if (i < css->len && (css->ptr[i] == '"' || css->ptr[i] == '\''))
		quote = css->ptr[i++];
	value.ptr = css->ptr + i;
	while (i < css->len &&
	       (quote != '\0' ? css->ptr[i] != quote
			      : strchr(ends, css->ptr[i]) == NULL))
		i++;
	value.len = (size_t)(css->ptr + i - value.ptr);
	css->ptr += i;
	css->len -= i;
	return value;
}

bool
html_url_next_css(mime_slice *url, mime_slice *css)
{
	while (css->len > 0) {
		size_t n = begins(*css, "url(")	     ? 4
			   : begins(*css, "@import") ? 7
						     : 0;

		css->ptr += n != 0 ? n : 1;
		css->len -= n != 0 ? n : 1;
		if (n == 0)
			continue;
		while (css->len > 0 && html_is_space(css->ptr[0]))
			css->ptr++, css->len--;
		if (n == 7 && begins(*css, "url("))
			continue;
		*url = take_value(css, n == 4 ? ")" : "; \t\r\n");
		if (url->len > 0)
			return true;
	}
	return false;
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
