#include "smtp/path.h"
#include "base/reader.h"
#include "base/slice.h"
#include "codec/utf8.h"

/* A place in the address that is checked. */
struct cursor {
	mime_slice s;
	size_t at;
};

static bool
ended(const struct cursor *c)
{
	return c->at == c->s.len;
}

static char
peek(const struct cursor *c)
{
	return ended(c) ? '\0' : c->s.ptr[c->at];
}

static int
refuse(mime_error *err, size_t at, const char *what)
{
	return mime_error_set(err, MIME_EINVAL, 0, at, what);
}

/* What can stand nowhere, so that the parts below need only think of ASCII
 * that prints: controls, ill-formed UTF-8, and U+0080 to U+009F. */
static int
check_bytes(mime_slice s, mime_error *err)
{
	for (size_t i = 0; i < s.len;) {
		uint32_t code;
		int used = mime_utf8_next(&code, s.ptr + i, s.len - i);

		if (used < 0)
			return refuse(err, i, "the address is not UTF-8");
		if (code < 0x20 || (code >= 0x7f && code < 0xa0))
			return refuse(err, i,
				      "the address holds a control character");
		i += (size_t)used;
	}
	return MIME_OK;
}

static int
read_quoted(struct cursor *c, mime_error *err)
{
	size_t open = c->at++;

	while (!ended(c) && peek(c) != '"') {
		if (peek(c) == '\\')
			c->at++;
		if (!ended(c))
			c->at++;
	}
	if (ended(c))
		return refuse(err, open, "the quote is not closed");
	c->at++;
	return MIME_OK;
}

static int
read_local(struct cursor *c, mime_error *err)
{
	size_t start = c->at;

	if (peek(c) == '"')
		return read_quoted(c, err);
	while (!ended(c) && (mime_ascii_is(peek(c), MIME_ASCII_ATEXT) ||
			     peek(c) == '.' || (uint8_t)peek(c) >= 0x80))
		c->at++;
	if (c->at == start && ended(c))
		return refuse(err, start, "the address is empty");
	if (!ended(c) && peek(c) != '@')
		return refuse(err, c->at,
			      "the address holds a character that must be "
			      "quoted");
	if (c->at == start)
		return refuse(err, start, "nothing stands before the @");
	return MIME_OK;
}

/* [192.0.2.1], [IPv6:2001:db8::1] and the general form, RFC 5321 4.1.3 */
static int
read_literal(struct cursor *c, mime_error *err)
{
	size_t open = c->at++;

	while (!ended(c) &&
	       (mime_ascii_is(peek(c), MIME_ASCII_DIGIT | MIME_ASCII_ALPHA) ||
		peek(c) == '.' || peek(c) == ':' || peek(c) == '-'))
		c->at++;
	if (c->at == open + 1 || peek(c) != ']')
		return refuse(err, c->at, "the address literal is malformed");
	c->at++;
	return MIME_OK;
}

static int
read_domain(struct cursor *c, mime_error *err)
{
	bool label = false;

	if (peek(c) == '[')
		return read_literal(c, err);
	for (; !ended(c); c->at++) {
		char b = peek(c);

		if (b == '.' && !label)
			return refuse(err, c->at,
				      "the domain has an empty label");
		label = b != '.';
		if (label &&
		    !mime_ascii_is(b, MIME_ASCII_DIGIT | MIME_ASCII_ALPHA) &&
		    b != '-' && b != '_' && (uint8_t)b < 0x80)
			return refuse(err, c->at,
				      "the domain holds a character that no "
				      "domain has");
	}
	if (!label)
		return refuse(err, c->at, "the domain has an empty label");
	return MIME_OK;
}

int
mime_path_check(mime_slice path, mime_error *err)
{
	struct cursor c = { path, 0 };
	int rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (path.len > MIME_PATH_MAX)
		return refuse(err, MIME_PATH_MAX,
			      "the address is longer than 254 bytes");
	if (mime_slice_is(path, "postmaster"))
		return MIME_OK;
	rc = check_bytes(path, err);
	if (rc == MIME_OK)
		rc = read_local(&c, err);
	if (rc < 0)
		return rc;
	if (peek(&c) != '@')
		return refuse(err, c.at, "the address has no domain");
	c.at++;
	rc = read_domain(&c, err);
	if (rc == MIME_OK && !ended(&c))
		rc = refuse(err, c.at, "text follows the address");
	return rc;
}

int
mime_path_add(struct mime_strbuf *command, mime_slice path)
{
	int rc = path.len > 0 ? mime_path_check(path, NULL) : MIME_OK;

	if (rc < 0)
		return rc;
	mime_strbuf_add_char(command, '<');
	mime_strbuf_add(command, path);
	mime_strbuf_add_char(command, '>');
	return command->error;
}

int
mime_helo_check(mime_slice name, mime_error *err)
{
	struct cursor c = { name, 0 };
	int rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (name.len == 0 || name.len > 255)
		return refuse(err, 0, "helo: empty, or above 255 bytes");
	if (!mime_ascii_only(name.ptr, name.len) || check_bytes(name, NULL) < 0)
		return refuse(err, 0, "helo: neither domain nor [address]");
	rc = read_domain(&c, NULL);
	if (rc < 0 || !ended(&c))
		return refuse(err, c.at, "helo: neither domain nor [address]");
	return MIME_OK;
}
