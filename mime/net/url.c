#include "net/url.h"
#include <string.h>

/* RFC 6409, RFC 8314 */
#define SUBMISSION  "587"
#define SUBMISSIONS "465"

static int
refuse(mime_error *err, size_t at, const char *what)
{
	if (err != NULL)
		*err = (mime_error){ MIME_EINVAL, 0, at, what };
	return MIME_EINVAL;
}

/* Schemes and host names have no case. */
static bool
begins(const char *s, const char *prefix)
{
	for (; *prefix != '\0'; s++, prefix++)
		if ((*s >= 'A' && *s <= 'Z' ? *s + ('a' - 'A') : *s) != *prefix)
			return false;
	return true;
}

/* Returns the length of the host at s, brackets not counted, or 0. */
static size_t
read_host(struct mime_client_url *out, const char *s)
{
	const char *stop = s[0] == '[' ? "]" : ":/?#";
	size_t open = s[0] == '[', n = strcspn(s + open, stop);

	if (n == 0 || n >= sizeof out->host || (open && s[1 + n] != ']'))
		return 0;
	for (size_t i = 0; i < n; i++)
		if ((unsigned char)s[open + i] <= ' ' || s[open + i] == 0x7f)
			return 0;
	memcpy(out->host, s + open, n);
	out->host[n] = '\0';
	return n;
}

static bool
read_port(struct mime_client_url *out, const char *s, size_t n)
{
	unsigned long port = 0;

	if (n == 0 || n >= sizeof out->port)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
		port = port * 10 + (unsigned long)(s[i] - '0');
	}
	memcpy(out->port, s, n);
	out->port[n] = '\0';
	return port > 0 && port <= 65535;
}

int
mime_client_url(struct mime_client_url *out, const char *url, bool login,
		mime_error *err)
{
	const char *s = url, *port;
	bool at_once;
	size_t n;

	if (err != NULL)
		*err = (mime_error){ MIME_OK, 0, SIZE_MAX,
				     mime_error_phrase(MIME_OK) };
	memset(out->host, 0, sizeof out->host);
	memset(out->port, 0, sizeof out->port);
	out->tls = MIME_TLS_REQUIRED;
	if (begins(s, "smtps://"))
		s += 8;
	else if (begins(s, "smtp://"))
		s += 7;
	else
		return refuse(err, 0,
			      "only smtp:// and smtps:// lead to a "
			      "server");
	at_once = s - url == 8;
	/* what stands before it may be a password: it is not shown either */
	if (strchr(s, '@') != NULL)
		return refuse(err, (size_t)(s - url),
			      "a login cannot stand in the URL");
	n = read_host(out, s);
	if (n == 0)
		return refuse(err, (size_t)(s - url), "the URL has no host");
	s += s[0] == '[' ? n + 2 : n;
	port = at_once ? SUBMISSIONS : SUBMISSION;
	n = strlen(port);
	if (s[0] == ':') {
		port = ++s;
		n = strcspn(s, "/?#");
		s += n;
	}
	if (!read_port(out, port, n))
		return refuse(err, (size_t)(s - url) - n,
			      "the port is no number from 1 to 65535");
	if (s[0] == '/')
		s++;
	if (s[0] != '\0')
		return refuse(err, (size_t)(s - url),
			      "something follows host and port");
	out->tls = at_once ? MIME_TLS_IMPLICIT
		   : login || strcmp(out->port, SUBMISSION) == 0
			   ? MIME_TLS_REQUIRED
			   : MIME_TLS_OPPORTUNISTIC;
	return MIME_OK;
}
