#include "html_css.h"
#include "html_tag.h"
#include "utf8.h"
#include <string.h>

void
html_css_init(struct html_css *c, mime_slice css)
{
	memset(c, 0, sizeof *c);
	c->rest = css;
}

void
html_css_end(struct html_css *c)
{
	buffer_free(&c->value);
}

static char
front(const struct html_css *c)
{
	return c->rest.len > 0 ? c->rest.ptr[0] : '\0';
}

static void
skip(struct html_css *c, size_t n)
{
	c->rest.ptr += n;
	c->rest.len -= n;
}

static void
skip_blanks(struct html_css *c)
{
	while (c->rest.len > 0 && html_is_space(front(c)))
		skip(c, 1);
}

static bool
at_comment(const struct html_css *c)
{
	return c->rest.len >= 2 && memcmp(c->rest.ptr, "/*", 2) == 0;
}

static void
skip_comment(struct html_css *c)
{
	const char *end = memmem(c->rest.ptr + 2, c->rest.len - 2, "*/", 2);

	skip(c, end != NULL ? (size_t)(end - c->rest.ptr) + 2 : c->rest.len);
}

static int
digit(char c)
{
	c = html_lower(c);
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The code point of an escape, which is at the front: up to six digits and a
 * blank, or any character.  0: a line end, which stands for nothing. */
static uint32_t
take_escape(struct html_css *c)
{
	uint32_t code = 0;
	size_t n = 0;

	skip(c, 1);
	for (; n < 6 && n < c->rest.len && digit(c->rest.ptr[n]) >= 0; n++)
		code = code * 16 + (uint32_t)digit(c->rest.ptr[n]);
	if (n == 0) {
		char byte = front(c);

		skip(c, c->rest.len > 0);
		return byte == '\n' || byte == '\r' ? 0 : (uint8_t)byte;
	}
	skip(c, n);
	skip(c, c->rest.len > 0 && html_is_space(front(c)));
	return code == 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
		       ? 0xfffd
		       : code;
}

/* Adds what is at the front, one byte or an escape, to the value. */
static void
take(struct html_css *c)
{
	char bytes[4];
	uint32_t code;

	if (front(c) != '\\') {
		buffer_add_char(&c->value, front(c));
		skip(c, 1);
		return;
	}
	/* of a longer character only the first byte was escaped */
	if (c->rest.len > 1 && (c->rest.ptr[1] & 0x80) != 0) {
		skip(c, 1);
		return;
	}
	code = take_escape(c);
	if (code != 0)
		buffer_add(&c->value, bytes, utf8_put(bytes, code));
}

/* A string, to its quote or to the end of the line. */
static void
take_string(struct html_css *c)
{
	char quote = front(c);

	buffer_clear(&c->value);
	skip(c, 1);
	while (c->rest.len > 0 && front(c) != quote && front(c) != '\n' &&
	       front(c) != '\r')
		take(c);
	skip(c, c->rest.len > 0);
}

/* What stands between "url(" and ")". */
static void
take_url(struct html_css *c)
{
	skip_blanks(c);
	if (front(c) == '"' || front(c) == '\'') {
		take_string(c);
		return;
	}
	buffer_clear(&c->value);
	while (c->rest.len > 0 && front(c) != ')' && !html_is_space(front(c)))
		take(c);
}

static bool
is_of_word(char c)
{
	return html_is_letter(c) || (c >= '0' && c <= '9') || c == '-' ||
	       c == '_' || c == '\\' || (c & 0x80) != 0;
}

/* A name, perhaps after "@".  One that has no room is none that counts. */
static void
take_word(struct html_css *c)
{
	mime_slice word;

	buffer_clear(&c->value);
	do
		take(c);
	while (c->rest.len > 0 && is_of_word(front(c)));
	word = buffer_slice(&c->value);
	c->word_len = word.len <= sizeof c->word ? word.len : 0;
	for (size_t i = 0; i < c->word_len; i++)
		c->word[i] = html_lower(word.ptr[i]);
}

static bool
word_is(const struct html_css *c, const char *word)
{
	return c->word_len == strlen(word) &&
	       memcmp(c->word, word, c->word_len) == 0;
}

/* True: a URL was read. */
static bool
word(struct html_css *c)
{
	take_word(c);
	if (front(c) != '(') {
		c->import = word_is(c, "@import");
		return false;
	}
	skip(c, 1);
	c->open++;
	if (word_is(c, "url") || word_is(c, "src")) {
		take_url(c);
		return c->value.len > 0;
	}
	if (word_is(c, "image-set") || word_is(c, "-webkit-image-set") ||
	    word_is(c, "image"))
		c->images = c->open;
	return false;
}

/* True: it was a URL. */
static bool
string(struct html_css *c)
{
	bool counts = c->import || (c->images > 0 && c->open == c->images);

	take_string(c);
	return counts && c->value.len > 0;
}

static void
punctuation(struct html_css *c)
{
	char byte = front(c);

	skip(c, 1);
	if (byte == '(')
		c->open++;
	if (byte == ')' && c->open > 0 && c->open-- == c->images)
		c->images = 0;
	if (!html_is_space(byte))
		c->import = false;
}

bool
html_css_next(mime_slice *url, struct html_css *c)
{
	bool found = false;

	while (!found && c->rest.len > 0) {
		char byte = front(c);

		if (at_comment(c))
			skip_comment(c);
		else if (byte == '"' || byte == '\'')
			found = string(c);
		else if (byte == '@' || is_of_word(byte))
			found = word(c);
		else
			punctuation(c);
	}
	*url = found ? buffer_slice(&c->value) : (mime_slice){ NULL, 0 };
	return found;
}
