#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "term.h"
#include "utf8.h"
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#ifdef HAVE_LIBUNISTRING
#include <uniwidth.h>
#endif

/* Bidi controls (UAX 9), the line and paragraph separators, which some
 * programs take for line ends, and the byte-order mark. */
static bool
is_format(uint32_t code)
{
	return (code >= 0x202a && code <= 0x202e) ||
	       (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
	       code == 0x200f || code == 0x061c || code == 0x2028 ||
	       code == 0x2029 || code == 0xfeff;
}

static void
add_control(struct buffer *out, uint32_t code, bool ascii)
{
	char text[16];

	if (ascii) {
		snprintf(text, sizeof text, "\\x%02x", (unsigned)code);
	} else if (code < 0x80) {
		uint32_t picture = code == 0x7f ? 0x2421 : 0x2400 + code;

		text[0] = (char)0xe2;
		text[1] = (char)(0x80 | (picture >> 6 & 0x3f));
		text[2] = (char)(0x80 | (picture & 0x3f));
		text[3] = '\0';
	} else {
		snprintf(text, sizeof text, "<U+%04X>", (unsigned)code);
	}
	buffer_add_text(out, text);
}

static void
add_code(struct term_clean *c, struct buffer *out, uint32_t code,
	 const char *bytes, size_t n)
{
	char text[16];

	if ((code == '\t' && (c->keep & TERM_KEEP_TAB) != 0) ||
	    (code == '\n' && (c->keep & TERM_KEEP_NEWLINE) != 0)) {
		buffer_add_char(out, (char)code);
	} else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) {
		c->found |= TERM_FOUND_CONTROL;
		add_control(out, code, c->ascii);
	} else if (is_format(code)) {
		c->found |= TERM_FOUND_BIDI;
		snprintf(text, sizeof text, "<U+%04X>", (unsigned)code);
		buffer_add_text(out, text);
	} else {
		if (code == 0xfffd)
			c->found |= TERM_FOUND_REPLACED;
		buffer_add(out, bytes, n);
	}
}

void
term_clean_init(struct term_clean *c, unsigned keep, bool ascii)
{
	memset(c, 0, sizeof *c);
	c->keep = keep;
	c->ascii = ascii;
}

/* The length of the start of s that is printable ASCII: most of most texts. */
static size_t
plain(mime_slice s)
{
	size_t i = 0;

	while (i < s.len && s.ptr[i] >= 0x20 && s.ptr[i] < 0x7f)
		i++;
	return i;
}

/* One sequence at the front of s, which n_held bytes may have to precede;
 * returns how many bytes of s it took. */
static size_t
add_one(struct term_clean *c, struct buffer *out, mime_slice s, bool last)
{
	size_t held = c->n_held, n = held, want = sizeof c->held - held;
	char bytes[sizeof c->held];
	uint32_t code;
	int len;

	memcpy(bytes, c->held, held);
	want = want < s.len ? want : s.len;
	if (want > 0)
		memcpy(bytes + held, s.ptr, want);
	n += want;
	len = utf8_next(&code, (const uint8_t *)bytes, n);
	if (len == 0 && !last) {
		memcpy(c->held, bytes, n);
		c->n_held = (uint8_t)n;
		return want;
	}
	c->n_held = 0;
	if (len > 0) {
		add_code(c, out, code, bytes, (size_t)len);
	} else {
		c->found |= TERM_FOUND_INVALID;
		buffer_add_text(out, UTF8_REPLACEMENT);
		len = len == 0 ? (int)n : -len;
	}
	/* What is held is the start of one sequence, so an ill-formed one
	 * never ends before it does. */
	return (size_t)len - held;
}

void
term_clean_add(struct term_clean *c, struct buffer *out, mime_slice s)
{
	size_t n;

	while (s.len > 0) {
		n = c->n_held == 0 ? plain(s) : 0;
		if (n > 0)
			buffer_add(out, s.ptr, n);
		else
			n = add_one(c, out, s, false);
		s.ptr += n;
		s.len -= n;
	}
}

void
term_clean_end(struct term_clean *c, struct buffer *out)
{
	if (c->n_held > 0)
		add_one(c, out, (mime_slice){ "", 0 }, true);
}

unsigned
term_clean_line(struct buffer *out, mime_slice s, bool ascii)
{
	struct term_clean c;

	term_clean_init(&c, 0, ascii);
	term_clean_add(&c, out, s);
	term_clean_end(&c, out);
	return c.found;
}

static size_t
code_width(uint32_t code)
{
#ifdef HAVE_LIBUNISTRING
	int width = uc_width(code, "UTF-8");

	return width > 0 ? (size_t)width : 0;
#else
	(void)code;
	return 1;
#endif
}

/* The columns of the code point at the front of s, and its bytes. */
static size_t
front_width(size_t *bytes, mime_slice s)
{
	uint32_t code = 0xfffd;
	int len = utf8_next(&code, (const uint8_t *)s.ptr, s.len);

	*bytes = len > 0 ? (size_t)len : 1;
	return code_width(code);
}

size_t
term_width(mime_slice s)
{
	size_t width = 0, bytes;

	for (size_t i = 0; i < s.len; i += bytes)
		width += front_width(&bytes,
				     (mime_slice){ s.ptr + i, s.len - i });
	return width;
}

void
term_cut(struct buffer *b, size_t start, size_t columns, bool ascii)
{
	mime_slice s = { buffer_string(b) + start, b->len - start };
	size_t dots = ascii ? 3 : 1, width = 0, fits = 0, bytes, wide;

	if (columns < dots)
		dots = columns;
	for (size_t i = 0; i < s.len; i += bytes) {
		wide = front_width(&bytes,
				   (mime_slice){ s.ptr + i, s.len - i });
		if (width + wide > columns) {
			buffer_truncate(b, start + fits);
			if (ascii)
				buffer_add_repeated(b, '.', dots);
			else if (dots > 0)
				buffer_add_text(b, "\xe2\x80\xa6");
			return;
		}
		width += wide;
		if (width + dots <= columns)
			fits = i + bytes;
	}
}

static bool
set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0';
}

static bool
wants_colour(const struct term *t, enum term_when when)
{
	const char *type = getenv("TERM");
	const char *forced = getenv("CLICOLOR_FORCE");

	if (when != TERM_AUTO)
		return when == TERM_ALWAYS;
	if (set("NO_COLOR"))
		return false;
	if (forced != NULL && strcmp(forced, "1") == 0)
		return true;
	return t->tty && (type == NULL || strcmp(type, "dumb") != 0);
}

static size_t
tty_width(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return 80;
}

void
term_init(struct term *t, FILE *out, enum term_when colour, bool ascii,
	  size_t width)
{
	const char *codeset = nl_langinfo(CODESET);
	int fd = fileno(out);

	memset(t, 0, sizeof *t);
	t->tty = fd >= 0 && isatty(fd) == 1;
	t->ascii = ascii;
	t->colour = wants_colour(t, colour);
	t->lines = !ascii && (t->tty || colour == TERM_ALWAYS) &&
		   strcmp(codeset, "UTF-8") == 0;
	t->width = width != 0 ? width : t->tty ? tty_width(fd) : SIZE_MAX;
}

void
term_add_coloured(const struct term *t, struct buffer *out,
		  enum term_colour colour, mime_slice clean)
{
	char start[16];

	if (!t->colour) {
		buffer_add_slice(out, clean);
		return;
	}
	snprintf(start, sizeof start, "\033[%dm", (int)colour);
	buffer_add_text(out, start);
	buffer_add_slice(out, clean);
	buffer_add_text(out, "\033[0m");
}
