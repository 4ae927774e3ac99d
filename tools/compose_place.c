#include "compose_place.h"
#include "buffer.h"
#include "cli.h"
#include "mime/text.h"
#include <stdio.h>
#include <string.h>

/* Line and character of a byte, both from 1. */
static void
locate(size_t *line, size_t *character, mime_slice text, size_t offset)
{
	*line = *character = 1;
	for (size_t i = 0; i < offset && i < text.len; i++) {
		if (text.ptr[i] == '\n')
			++*line, *character = 1;
		else if (((uint8_t)text.ptr[i] & 0xc0) != 0x80)
			++*character;
	}
}

/* The code point that begins at p; the text is UTF-8 there. */
static unsigned
code_point(const char *p, size_t *bytes, size_t room)
{
	uint8_t first = (uint8_t)p[0];
	unsigned code = first;

	*bytes = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if (*bytes > room)
		*bytes = room;
	if (*bytes > 1)
		code = first & (0x7fu >> *bytes);
	for (size_t i = 1; i < *bytes; i++)
		code = code << 6 | ((uint8_t)p[i] & 0x3f);
	return code;
}

static void
add_place(struct buffer *out, const char *what, bool lines, mime_slice text,
	  size_t offset)
{
	size_t line, character;
	char number[64];

	locate(&line, &character, text, offset);
	if (what != NULL)
		buffer_add_text(out, what);
	if (lines) {
		(void)snprintf(number, sizeof number,
			       "%sline %zu, character %zu: ",
			       what != NULL ? " " : "", line, character);
	} else {
		(void)snprintf(number, sizeof number,
			       "%scharacter %zu: ", what != NULL ? ": " : "",
			       character);
	}
	buffer_add_text(out, number);
}

/* A charset that holds all of Unicode, of the same family if there is one. */
static const char *
advice(const char *charset)
{
	struct mime_charset found;

	mime_charset_find(&found, (mime_slice){ charset, strlen(charset) });
	return found.name != NULL && strcmp(found.name, "GB18030") == 0
		       ? "-e gb18030 or -e utf-8"
		       : "-e utf-8";
}

static void
add_outside(struct buffer *out, mime_slice text, size_t offset,
	    const char *charset)
{
	size_t bytes;
	unsigned code =
		code_point(text.ptr + offset, &bytes, text.len - offset);
	char hex[32];

	buffer_add_char(out, '\'');
	buffer_add(out, text.ptr + offset, bytes);
	(void)snprintf(hex, sizeof hex, "' (U+%04X) is not in ", code);
	buffer_add_text(out, hex);
	buffer_add_text(out, charset);
	buffer_add_text(out, "; use ");
	buffer_add_text(out, advice(charset));
}

int
compose_refuse(const char *file, const char *what, bool lines, mime_slice text,
	       const char *charset, const mime_error *err)
{
	struct buffer line = { NULL, 0, 0 };
	bool placed = err->offset < text.len;

	if (err->code == MIME_ENOMEM)
		cli_no_memory();
	if (placed) {
		add_place(&line, what, lines, text, err->offset);
	} else if (what != NULL) {
		buffer_add_text(&line, what);
		buffer_add_text(&line, ": ");
	}
	if (placed && err->code == MIME_ECHARSET && charset != NULL)
		add_outside(&line, text, err->offset, charset);
	else
		buffer_add_text(&line, err->what);
	cli_error(file, "%s", buffer_string(&line));
	buffer_free(&line);
	return err->code == MIME_EIO ? CLI_IOERR : CLI_DATA;
}
