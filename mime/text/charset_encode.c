#include "base/slice.h"
#include "text/charset.h"
#include "text/charset_alias.h"
#include "text/charset_door.h"

/* Bytes of UTF-8 converted and checked at once. */
enum { PIECE = 1024 };

struct encoder {
	struct mime_charset_label label;
	const struct mime_charset_entry *base; /* behind a 7-bit charset */
	struct mime_converters *set;
	void *descriptor;
	struct mime_strbuf bytes; /* a piece in base */
	struct mime_strbuf back;  /* the same in UTF-8 again */
	uint8_t shift;
};

/* Converts text, which is short, into e->bytes.  False if it cannot. */
static bool
convert_text(struct encoder *e, mime_slice text)
{
	char buf[4 * PIECE + 64], *to = buf;
	size_t room = sizeof buf;

	if (mime_door_run(e->descriptor, &text, &to, &room) != MIME_DOOR_DONE) {
		mime_door_reset(e->descriptor, to, room);
		return false;
	}
	to += mime_door_reset(e->descriptor, to, room);
	mime_strbuf_add(&e->bytes, mime_slice_of(buf, (size_t)(to - buf)));
	return true;
}

static bool
convert_latin(struct encoder *e, mime_slice text)
{
	bool ascii = e->base->kind == MIME_CHARSET_IS_ASCII;
	bool held = true;

	while (text.len > 0 && held) {
		uint32_t code;
		int length = mime_utf8_next(&code, text.ptr, text.len);

		text = mime_slice_part(text, (size_t)length, text.len);
		held = (!ascii || code < 0x80) &&
		       mime_latin_put(&e->bytes, code);
	}
	return held;
}

/* An implementation of iconv may put "?" or a near character where it has no
 * counterpart, and two characters may share one code: only what comes back
 * the same is held. */
static bool
comes_back(struct encoder *e, mime_slice text)
{
	struct mime_conv c;

	mime_strbuf_clear(&e->back);
	if (mime_conv_open(&c, e->set, e->base) < 0)
		return false;
	mime_conv_step(&c, &e->back, mime_strbuf_slice(&e->bytes), true);
	return mime_slice_equal(mime_strbuf_slice(&e->back), text);
}

static bool
encode_piece(struct encoder *e, struct mime_strbuf *out, mime_slice text)
{
	mime_slice bytes;

	mime_strbuf_clear(&e->bytes);
	if (e->base->kind != MIME_CHARSET_IS_ICONV) {
		if (!convert_latin(e, text))
			return false;
	} else if (!convert_text(e, text) || !comes_back(e, text))
		return false;
	bytes = mime_strbuf_slice(&e->bytes);
	if (mime_charset_area_span(e->label.area, bytes.ptr, bytes.len) <
	    bytes.len)
		return false;
	if (e->base == e->label.entry)
		mime_strbuf_add(out, bytes);
	else
		mime_shift_encode(out, e->label.entry->kind, &e->shift,
				  bytes.ptr, bytes.len);
	return true;
}

/* The first error of memory, which is none of the charset. */
static int
memory_error(const struct encoder *e, const struct mime_strbuf *out)
{
	if (out->error != MIME_OK)
		return out->error;
	return e->bytes.error != MIME_OK ? e->bytes.error : e->back.error;
}

bool
mime_charset_pairs(uint32_t code)
{
	return code == 0x304 || code == 0x30c;
}

/* The end of the character at from, which is valid UTF-8. */
static size_t
character_end(uint32_t *code, mime_slice s, size_t from)
{
	int length = mime_utf8_next(code, s.ptr + from, s.len - from);

	return from + (length > 0 ? (size_t)length : 1);
}

/* The same, with what it may be one character with. */
static size_t
pair_end(mime_slice s, size_t from)
{
	uint32_t code;
	size_t end = character_end(&code, s, from), next;

	if (end == s.len)
		return end;
	next = character_end(&code, s, end);
	return mime_charset_pairs(code) ? next : end;
}

/* Encodes text[from..to-1], character by character when it fails as a whole;
 * *bad is the first one that is not held. */
static int
encode_run(struct encoder *e, struct mime_strbuf *out, size_t *bad,
	   mime_slice text, size_t from, size_t to)
{
	if (encode_piece(e, out, mime_slice_part(text, from, to)))
		return MIME_OK;
	while (from < to) {
		size_t end = pair_end(text, from);
		uint32_t code;

		if (!encode_piece(e, out, mime_slice_part(text, from, end))) {
			end = character_end(&code, text, from);
			if (!encode_piece(e, out,
					  mime_slice_part(text, from, end))) {
				*bad = from;
				return MIME_ECHARSET;
			}
		}
		from = end;
	}
	return MIME_OK;
}

static int
encode_all(struct encoder *e, struct mime_strbuf *out, size_t *bad,
	   mime_slice text)
{
	size_t from = 0;
	int rc = MIME_OK;

	while (from < text.len && rc == MIME_OK) {
		size_t to = from;

		while (to < text.len && to - from < PIECE)
			to = pair_end(text, to);
		rc = encode_run(e, out, bad, text, from, to);
		if (memory_error(e, out) != MIME_OK)
			rc = memory_error(e, out);
		from = to;
	}
	if (rc == MIME_OK && e->base != e->label.entry)
		mime_shift_encode(out, e->label.entry->kind, &e->shift, "", 0);
	return rc == MIME_OK ? out->error : rc;
}

/* The state of one call; MIME_ECHARSET if the label has no converter. */
static int
begin(struct encoder *e, struct mime_converters *set, mime_slice label)
{
	enum mime_charset_id id;

	mime_charset_look_up(&e->label, label);
	if (e->label.entry == NULL ||
	    e->label.entry->kind == MIME_CHARSET_IS_UTF_16)
		return MIME_ECHARSET;
	mime_strbuf_init(&e->bytes, SIZE_MAX);
	mime_strbuf_init(&e->back, SIZE_MAX);
	e->set = set;
	e->base = e->label.entry;
	e->shift = 0;
	switch (e->label.entry->kind) {
	case MIME_CHARSET_IS_HZ:
	case MIME_CHARSET_IS_ISO_2022_JP:
	case MIME_CHARSET_IS_ISO_2022_KR:
		id = mime_shift_base(e->label.entry->kind);
		e->base = &mime_charset_entries[id];
		e->label.area = mime_shift_area(e->label.entry->kind);
		break;
	case MIME_CHARSET_IS_ICONV:
		break;
	default:
		return MIME_OK;
	}
	e->descriptor = mime_door_open(set, e->base->id, MIME_DOOR_FROM_UTF8);
	return e->descriptor != NULL ? MIME_OK : MIME_ECHARSET;
}

int
mime_charset_encode(struct mime_strbuf *out, size_t *bad,
		    struct mime_converters *set, mime_slice label,
		    mime_slice utf8)
{
	struct encoder e;
	size_t start = out->len;
	int rc;

	*bad = SIZE_MAX;
	rc = begin(&e, set, label);
	if (rc < 0)
		return rc;
	if (mime_utf8_valid(utf8.ptr, utf8.len) < utf8.len) {
		*bad = mime_utf8_valid(utf8.ptr, utf8.len);
		return MIME_ECHARSET;
	}
	if (e.base->kind == MIME_CHARSET_IS_UTF_8) {
		mime_strbuf_add(out, utf8);
		return out->error;
	}
	rc = encode_all(&e, out, bad, utf8);
	if (rc < 0)
		out->len = start;
	mime_strbuf_free(&e.bytes);
	mime_strbuf_free(&e.back);
	return rc;
}
