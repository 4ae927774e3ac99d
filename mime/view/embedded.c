#include "base/memory.h"
#include "base/reader.h"
#include "base/slice.h"
#include "codec/lzfu.h"
#include "codec/uu.h"
#include "mime/view.h"
#include "view/tnef_text.h"

/* Input taken at a time; two bytes of uuencode may be a line of 63. */
enum { PIECE = 2 * 1024 };

static mime_slice
without_end(mime_slice line)
{
	if (line.len > 0 && line.ptr[line.len - 1] == '\n')
		line.len--;
	if (line.len > 0 && line.ptr[line.len - 1] == '\r')
		line.len--;
	return line;
}

static mime_slice
behind(mime_slice s, size_t n)
{
	return mime_slice_part(s, n, s.len);
}

static bool
is_end(mime_slice line)
{
	line = mime_slice_trim(line);
	return line.len == 3 && memcmp(line.ptr, "end", 3) == 0;
}

/* Bytes of the block whose "begin" line is at the front of s: to its "end", or
 * to the first line that is no data.  0 if no data follows. */
static size_t
uu_length(mime_slice s)
{
	size_t at = mime_slice_line(s).len, first = at;

	while (at < s.len) {
		mime_slice line = mime_slice_line(behind(s, at));

		if (is_end(line))
			return at > first ? at + line.len : 0;
		if (!mime_uu_is_data(without_end(line)) &&
		    mime_slice_trim(line).len > 0)
			break;
		at += line.len;
	}
	return at > first && mime_uu_is_data(without_end(
				     mime_slice_line(behind(s, first))))
		       ? at
		       : 0;
}

/* Bytes of the lines at the front of s that do not begin "=yend ". */
static size_t
y_length(mime_slice s)
{
	size_t at = 0;

	while (at < s.len &&
	       !mime_slice_begins(behind(s, at), MIME_LITERAL("=yend ")))
		at += mime_slice_line(behind(s, at)).len;
	return at;
}

/* Takes "=ybegin ... name=x" and a "=ypart" line off the front of *s. */
static bool
y_begin(mime_slice *name, mime_slice *s)
{
	mime_slice line = without_end(mime_slice_line(*s));

	if (!mime_slice_begins(line, MIME_LITERAL("=ybegin ")))
		return false;
	for (size_t at = 7; at + 6 <= line.len; at++) {
		if (!mime_slice_begins(behind(line, at),
				       MIME_LITERAL(" name=")))
			continue;
		*name = mime_slice_trim(behind(line, at + 6));
		*s = behind(*s, mime_slice_line(*s).len);
		if (mime_slice_begins(*s, MIME_LITERAL("=ypart ")))
			*s = behind(*s, mime_slice_line(*s).len);
		return true;
	}
	return false;
}

/* The name behind "begin 644 ". */
static mime_slice
uu_name(mime_slice line)
{
	size_t at = 6;

	while (line.ptr[at] != ' ')
		at++;
	return mime_slice_trim(behind(line, at));
}

bool
mime_embedded_next(struct mime_embedded *out, mime_slice *rest)
{
	*out = (struct mime_embedded){ 0 };
	while (rest->len > 0) {
		mime_slice line = mime_slice_line(*rest), data = *rest;
		size_t n;

		if (y_begin(&out->name, &data)) {
			n = y_length(data);
			out->kind = MIME_EMBEDDED_YENC;
			out->data = mime_slice_part(data, 0, n);
			*rest = behind(data, n);
			return true;
		}
		n = mime_uu_is_begin(without_end(line)) ? uu_length(*rest) : 0;
		if (n > 0) {
			out->kind = MIME_EMBEDDED_UUENCODE;
			out->name = uu_name(without_end(line));
			out->data = mime_slice_part(*rest, 0, n);
			*rest = behind(*rest, n);
			return true;
		}
		*rest = behind(*rest, line.len);
	}
	return false;
}

struct decoding {
	struct mime_embedded file;
	union {
		struct mime_uu uu;
		struct mime_lzfu lzfu;
	} state;
	bool escaped; /* of yEnc: the last byte was "=" */
	char block[MIME_UU_DECODE_MAX(PIECE)];
};
_Static_assert(MIME_UU_DECODE_MAX(PIECE) >= MIME_LZFU_DECODE_MAX(PIECE),
	       "the block holds what a piece of either becomes");

static size_t
decode_y(struct decoding *d, mime_slice in)
{
	size_t n = 0;

	for (size_t i = 0; i < in.len; i++) {
		uint8_t c = (uint8_t)in.ptr[i];

		if (c == '\r' || c == '\n')
			continue;
		if (c == '=' && !d->escaped) {
			d->escaped = true;
			continue;
		}
		d->block[n++] = (char)(uint8_t)(c - 42 - (d->escaped ? 64 : 0));
		d->escaped = false;
	}
	return n;
}

static size_t
decode(struct decoding *d, mime_slice in, bool last)
{
	switch (d->file.kind) {
	case MIME_EMBEDDED_YENC:
		return decode_y(d, in);
	case MIME_EMBEDDED_RTF:
		return mime_lzfu_decode(&d->state.lzfu, in.ptr, in.len,
					d->block, last);
	default:
		return mime_uu_decode(&d->state.uu, in.ptr, in.len, d->block,
				      last);
	}
}

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct decoding *d = ctx;
	size_t n = 0;

	(void)err;
	while (n == 0 && d->file.data.len > 0) {
		size_t take =
			d->file.data.len < PIECE ? d->file.data.len : PIECE;
		mime_slice in = mime_slice_part(d->file.data, 0, take);

		d->file.data = behind(d->file.data, take);
		n = decode(d, in, d->file.data.len == 0);
	}
	*out = mime_slice_of(d->block, n);
	return n > 0;
}

static int
open_decoding(struct mime_reader **out, const struct mime_embedded *file)
{
	struct decoding *d = mime_alloc(sizeof *d);
	int rc;

	*out = NULL;
	if (d == NULL)
		return MIME_ENOMEM;
	d->file = *file;
	d->escaped = false;
	if (file->kind == MIME_EMBEDDED_RTF)
		mime_lzfu_init(&d->state.lzfu);
	else
		mime_uu_init(&d->state.uu);
	rc = mime_reader_open(out, pull, mime_free, d);
	if (rc != MIME_OK)
		mime_free(d);
	return rc;
}

int
mime_embedded_open(struct mime_reader **out, const struct mime_embedded *file)
{
	switch (file->kind) {
	case MIME_EMBEDDED_PLAIN:
		return mime_reader_of(out, file->data);
	case MIME_EMBEDDED_TEXT:
		return mime_tnef_text_open(out, file->data, file->charset,
					   file->private_context);
	default:
		return open_decoding(out, file);
	}
}
