#include "base/slice.h"
#include "codec/utf8.h"
#include "mime/view.h"
#include "text/device.h"
#include "text/invisible.h"
#include "text/lookalike.h"

enum { NAME_MAX_BYTES = MIME_FILENAME_MAX - 1, EXTENSION_MAX = 32 };

/* The next code point that a safe name may hold; false at the end. */
static bool
next(uint32_t *code, size_t *at, mime_slice s)
{
	while (*at < s.len) {
		*code = mime_lookalike(mime_utf8_read(at, s));
		if (mime_invisible_kind(*code) != MIME_VISIBLE)
			continue;
		if (*code < 0x80 && memchr("<>:\"|?*", (int)*code, 7) != NULL)
			*code = '_';
		return true;
	}
	return false;
}

/* What follows the last path separator. */
static mime_slice
last_component(mime_slice name)
{
	size_t start = 0;

	for (size_t at = 0; at < name.len;) {
		uint32_t code = mime_lookalike(mime_utf8_read(&at, name));

		if (code == '/' || code == '\\')
			start = at;
	}
	return mime_slice_part(name, start, name.len);
}

/* A name does not end with it, nor begin. */
static bool
is_loose(uint32_t code)
{
	return mime_lookalike_dots(code) || mime_invisible_blank(code);
}

static mime_slice
trim(mime_slice s)
{
	size_t at = 0, start = 0, end = 0;
	bool started = false;
	uint32_t code;

	for (size_t from = 0; next(&code, &at, s); from = at) {
		if (!started && (code == '-' || code == '~' || is_loose(code)))
			continue;
		if (!started)
			start = from;
		started = true;
		if (!is_loose(code))
			end = at;
	}
	/* Started, then only dots and blanks: impossible, the first character
	 * after the leading ones is neither. */
	return started ? mime_slice_part(s, start, end) : MIME_ABSENT;
}

static const struct {
	const char *type, *extension;
} extensions[] = {
	{ "application/gzip", "gz" },
	{ "application/json", "json" },
	{ "application/msword", "doc" },
	{ "application/pdf", "pdf" },
	{ "application/pgp-signature", "asc" },
	{ "application/pkcs7-mime", "p7m" },
	{ "application/pkcs7-signature", "p7s" },
	{ "application/rtf", "rtf" },
	{ "application/xml", "xml" },
	{ "application/zip", "zip" },
	{ "audio/mpeg", "mp3" },
	{ "image/gif", "gif" },
	{ "image/jpeg", "jpg" },
	{ "image/png", "png" },
	{ "image/svg+xml", "svg" },
	{ "image/tiff", "tif" },
	{ "image/webp", "webp" },
	{ "message/global", "eml" },
	{ "message/news", "eml" },
	{ "message/rfc822", "eml" },
	{ "text/calendar", "ics" },
	{ "text/csv", "csv" },
	{ "text/html", "html" },
	{ "text/plain", "txt" },
	{ "text/vcard", "vcf" },
	{ "text/xml", "xml" },
	{ "video/mp4", "mp4" },
};

static const char *
extension_of(mime_slice type)
{
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (mime_slice_is(type, extensions[i].type))
			return extensions[i].extension;
	return "bin";
}

/* The name being written; what fits is decided before it is added. */
struct target {
	char *out;
	size_t len, solid; /* solid: up to the last that may end a name */
};

static void
put_text(struct target *t, const char *text, size_t n)
{
	memcpy(t->out + t->len, text, n);
	t->len += n;
	t->solid = t->len;
}

/* The part of s before `stop', as much of it as fits into max bytes of the
 * whole name; stops between code points. */
static void
put_codes(struct target *t, mime_slice s, size_t *at, size_t stop, size_t max)
{
	char bytes[4];
	uint32_t code;
	size_t n;

	while (*at < stop && next(&code, at, s)) {
		n = mime_utf8_put(bytes, code);
		if (t->len + n > max)
			break;
		memcpy(t->out + t->len, bytes, n);
		t->len += n;
		if (!is_loose(code))
			t->solid = t->len;
	}
}

/* Where the extension begins: its dot; the end when there is none worth
 * keeping.  *bytes is what it takes in the name. */
static size_t
find_extension(mime_slice s, size_t *bytes)
{
	size_t dot = s.len, before = 0, total = 0;
	uint32_t code;
	char out[4];

	for (size_t at = 0, from = 0; next(&code, &at, s); from = at) {
		if (code == '.') {
			dot = from;
			before = total;
		}
		total += mime_utf8_put(out, code);
	}
	*bytes = dot < s.len ? total - before : 0;
	if (*bytes <= EXTENSION_MAX)
		return dot;
	*bytes = 0;
	return s.len;
}

static void
put_part_name(struct target *t, mime_slice section, mime_slice type)
{
	const char *extension = extension_of(type);
	size_t max = NAME_MAX_BYTES - 1 - strlen(extension), at = 0;

	put_text(t, "part", 4);
	if (section.len > 0)
		put_text(t, "-", 1);
	put_codes(t, section, &at, section.len, max);
	t->len = t->solid;
	put_text(t, ".", 1);
	put_text(t, extension, strlen(extension));
}

/* All of s, its extension first of all. */
static void
put_name(struct target *t, mime_slice s)
{
	size_t at = 0, bytes, dot = find_extension(s, &bytes);

	put_codes(t, s, &at, dot, NAME_MAX_BYTES - bytes);
	put_codes(t, s, &dot, s.len, NAME_MAX_BYTES);
}

size_t
mime_filename_safe(char out[MIME_FILENAME_MAX], mime_slice name,
		   mime_slice section, mime_slice type)
{
	mime_slice s = MIME_ABSENT;
	struct target t = { out, 0, 0 };

	if (name.len > 0)
		s = trim(last_component(name));
	if (s.len == 0)
		put_part_name(&t, section, type);
	else
		put_name(&t, s);
	/* only now, for cutting can make a device of a name that was none */
	if (mime_device_name(mime_slice_of(out, t.solid))) {
		t = (struct target){ out, 0, 0 };
		put_text(&t, "_", 1);
		put_name(&t, s);
	}
	out[t.solid] = '\0';
	return t.solid;
}
