#include "base/slice.h"
#include "mime/defect.h"
#include "text/charset.h"
#include "text/charset_alias.h"
#include "text/charset_door.h"
#include <string.h>

/* A piece of input for one call of a converter, and room for whatever it can
 * become: at most four bytes of UTF-8 for one byte. */
enum { PIECE = 1024, PIECE_OUT = 4 * PIECE + 64 };

void
mime_conv_invalid(struct mime_conv *c, struct mime_strbuf *out, size_t at)
{
	if (c->invalid.count++ == 0)
		c->invalid.offset = c->offset + at;
	mime_strbuf_add(out, MIME_LITERAL(MIME_UTF8_REPLACEMENT_BYTES));
}

size_t
mime_ascii_run(const char *p, size_t n)
{
	size_t i = 0;

	for (; n - i >= 16 && mime_ascii_only(p + i, 16); i += 16)
		;
	while (i < n && (uint8_t)p[i] < 0x80)
		i++;
	return i;
}

int
mime_conv_open(struct mime_conv *c, struct mime_converters *set,
	       const struct mime_charset_entry *entry)
{
	enum mime_charset_id id = entry->id;

	memset(c, 0, sizeof *c);
	mime_utf8_init(&c->utf8);
	c->entry = entry;
	switch (entry->kind) {
	case MIME_CHARSET_IS_HZ:
	case MIME_CHARSET_IS_ISO_2022_JP:
	case MIME_CHARSET_IS_ISO_2022_KR:
		id = mime_shift_base(entry->kind);
		break;
	case MIME_CHARSET_IS_ICONV:
		break;
	default:
		return MIME_OK;
	}
	c->descriptor = mime_door_open(set, id, MIME_DOOR_TO_UTF8);
	return c->descriptor != NULL ? MIME_OK : MIME_ECHARSET;
}

int
mime_conv_begin(struct mime_conv *c, struct mime_charset *found,
		struct mime_converters *set, mime_slice label)
{
	const struct mime_charset_entry *ascii =
		&mime_charset_entries[MIME_CHARSET_ASCII];
	struct mime_charset_label l;
	int rc;

	mime_converters_look_up(&l, set, label);
	*found = (struct mime_charset){ NULL, l.defect };
	if (l.entry == NULL)
		return mime_conv_open(c, set, ascii);
	rc = mime_conv_open(c, set, l.entry);
	if (rc < 0) {
		found->defect = MIME_DEFECT_UNKNOWN_CHARSET;
		(void)mime_conv_open(c, set, ascii);
		return rc;
	}
	found->name = l.entry->name;
	c->count_outside = l.area == MIME_AREA_GB2312;
	return MIME_OK;
}

/* Counts in p[0..n-1], whole characters of GB18030. */
static void
count_outside(struct mime_conv *c, size_t at, const char *p, size_t n)
{
	for (size_t i = 0, length; i < n; i += length) {
		if ((uint8_t)p[i] < 0x80) {
			length = mime_ascii_run(p + i, n - i);
			continue;
		}
		length = mime_gb18030_length(p + i, n - i);
		if (length == 2 && mime_gb2312_holds(p + i))
			continue;
		if (c->outside.count++ == 0)
			c->outside.offset = c->offset + at + i;
	}
}

static void
finish_iconv(struct mime_conv *c, struct mime_strbuf *out)
{
	char rest[64];
	size_t n = mime_door_reset(c->descriptor, rest, sizeof rest);

	mime_strbuf_add(out, mime_slice_of(rest, n));
}

static size_t
decode_iconv(struct mime_conv *c, struct mime_strbuf *out, const char *p,
	     size_t n, bool last)
{
	char buf[PIECE_OUT];
	size_t at = 0;

	while (at < n) {
		size_t piece = n - at < PIECE ? n - at : PIECE;
		size_t room = sizeof buf;
		char *to = buf;
		mime_slice in = { p + at, piece };
		enum mime_door_status status =
			mime_door_run(c->descriptor, &in, &to, &room);
		size_t used = piece - in.len;

		mime_strbuf_add(out, mime_slice_of(buf, sizeof buf - room));
		if (c->count_outside)
			count_outside(c, at, p + at, used);
		at += used;
		if (status == MIME_DOOR_DONE ||
		    (used > 0 && status == MIME_DOOR_FULL))
			continue;
		/* cut by the piece, or by the end of what there is */
		if (status == MIME_DOOR_INCOMPLETE) {
			if (used > 0 && at + in.len < n)
				continue;
			if (!last && in.len < sizeof c->tail)
				return at;
		}
		if (c->entry->id == MIME_CHARSET_GB18030 && p[at] == '\x80')
			/* Windows, and so the WHATWG Encoding Standard */
			mime_strbuf_add_text(out, "\xe2\x82\xac"), at++;
		else
			mime_conv_invalid(c, out, at++);
	}
	if (last)
		finish_iconv(c, out);
	return at;
}

static size_t
decode_utf_8(struct mime_conv *c, struct mime_strbuf *out, const char *p,
	     size_t n, bool last)
{
	char buf[MIME_UTF8_MAX(PIECE)];
	size_t at = 0, piece;

	do {
		piece = n - at < PIECE ? n - at : PIECE;
		size_t made = mime_utf8_repair(&c->utf8, p + at, piece, buf,
					       last && at + piece == n);

		mime_strbuf_add(out, mime_slice_of(buf, made));
		at += piece;
	} while (at < n);
	c->invalid = c->utf8.fault;
	return n;
}

static mime_decoder
decoder(enum mime_charset_kind kind)
{
	switch (kind) {
	case MIME_CHARSET_IS_UTF_8:
		return decode_utf_8;
	case MIME_CHARSET_IS_ASCII:
	case MIME_CHARSET_IS_LATIN:
		return mime_decode_latin;
	case MIME_CHARSET_IS_UTF_16:
		return mime_decode_utf_16;
	case MIME_CHARSET_IS_ICONV:
		return decode_iconv;
	default:
		return mime_decode_shift;
	}
}

/* Completes the character in the tail with bytes of in; returns how many of
 * them are done with.  Each turn either ends the tail or takes bytes, and the
 * tail has room for a whole character, so at most a few turns. */
static size_t
finish_tail(struct mime_conv *c, struct mime_strbuf *out, mime_slice in,
	    bool last)
{
	size_t taken = 0;

	while (c->n_tail > 0 && taken < in.len) {
		size_t old = c->n_tail, more = in.len - taken, used;

		if (more > sizeof c->tail - old)
			more = sizeof c->tail - old;
		memcpy(c->tail + old, in.ptr + taken, more);
		used = decoder(c->entry->kind)(c, out, c->tail, old + more,
					       last && taken + more == in.len);
		c->offset += used;
		if (used >= old) {
			c->n_tail = 0;
			return taken + used - old;
		}
		c->n_tail = (uint8_t)(old + more - used);
		memmove(c->tail, c->tail + used, c->n_tail);
		taken += more;
	}
	return taken;
}

bool
mime_conv_same(struct mime_conv *c, mime_slice in)
{
	bool same = false;

	if (in.len == 0 || c->n_tail > 0)
		return false;
	switch (c->entry->kind) {
	case MIME_CHARSET_IS_UTF_8:
		same = c->utf8.n_held == 0 &&
		       mime_utf8_valid(in.ptr, in.len) == in.len;
		c->utf8.offset += same ? in.len : 0;
		break;
	case MIME_CHARSET_IS_ASCII:
	case MIME_CHARSET_IS_LATIN:
		same = mime_ascii_only(in.ptr, in.len);
		break;
	default: /* it shifts, or has other characters in ASCII's places */
		break;
	}
	c->offset += same ? in.len : 0;
	return same;
}

void
mime_conv_step(struct mime_conv *c, struct mime_strbuf *out, mime_slice in,
	       bool last)
{
	mime_decoder decode = decoder(c->entry->kind);
	size_t taken;

	if (in.ptr == NULL)
		in = MIME_LITERAL("");
	taken = finish_tail(c, out, in, last);
	in = mime_slice_part(in, taken, in.len);
	if (c->n_tail > 0) {
		if (last)
			c->offset += decode(c, out, c->tail, c->n_tail, true);
		return;
	}
	if (in.len == 0 && !last)
		return;
	taken = decode(c, out, in.ptr, in.len, last);
	c->offset += taken;
	c->n_tail = (uint8_t)(in.len - taken);
	if (c->n_tail > 0)
		memcpy(c->tail, in.ptr + taken, c->n_tail);
}
