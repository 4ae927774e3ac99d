#include "base/slice.h"
#include "text/charset_door.h"
#include "text/charset_nec.h"
#include <string.h>

/* ISO-2022-JP (RFC 1468), ISO-2022-KR (RFC 1557) and HZ (RFC 1843) shift
 * between ASCII and sets of two bytes.  Each such pair with the high bits set
 * is a character of an 8-bit charset that iconv converts without a state. */
enum state {
	IN_ASCII,
	IN_PAIRS, /* JIS X 0208, KS X 1001, GB 2312 */
	IN_ROMAN, /* JIS X 0201, left half */
	IN_KANA,  /* JIS X 0201, right half */
	IN_0212,  /* JIS X 0212 */
	UNCHANGED
};

enum { PAIRS = 32 }; /* converted at once */

static const struct {
	char seq[5];
	uint8_t kind, next;
} escapes[] = {
	{ "\033(B", MIME_CHARSET_IS_ISO_2022_JP, IN_ASCII },
	{ "\033$B", MIME_CHARSET_IS_ISO_2022_JP, IN_PAIRS },
	{ "\033$@", MIME_CHARSET_IS_ISO_2022_JP, IN_PAIRS },
	{ "\033$(B", MIME_CHARSET_IS_ISO_2022_JP, IN_PAIRS },
	{ "\033$(D", MIME_CHARSET_IS_ISO_2022_JP, IN_0212 },
	{ "\033(J", MIME_CHARSET_IS_ISO_2022_JP, IN_ROMAN },
	/* half-width katakana: not in the RFC, but Japanese mailers of
	 * Windows (code page 50221) write it */
	{ "\033(I", MIME_CHARSET_IS_ISO_2022_JP, IN_KANA },
	{ "\033$)C", MIME_CHARSET_IS_ISO_2022_KR, UNCHANGED },
	{ "\016", MIME_CHARSET_IS_ISO_2022_KR, IN_PAIRS },
	{ "\017", MIME_CHARSET_IS_ISO_2022_KR, IN_ASCII },
	{ "~{", MIME_CHARSET_IS_HZ, IN_PAIRS },
	{ "~}", MIME_CHARSET_IS_HZ, IN_ASCII },
	{ "~\n", MIME_CHARSET_IS_HZ, UNCHANGED },
	{ "~\r\n", MIME_CHARSET_IS_HZ, UNCHANGED },
};

enum mime_charset_id
mime_shift_base(enum mime_charset_kind kind)
{
	switch (kind) {
	case MIME_CHARSET_IS_ISO_2022_JP:
		return MIME_CHARSET_EUC_JP;
	case MIME_CHARSET_IS_ISO_2022_KR:
		return MIME_CHARSET_CP949;
	default:
		return MIME_CHARSET_GB18030;
	}
}

enum mime_charset_area
mime_shift_area(enum mime_charset_kind kind)
{
	switch (kind) {
	case MIME_CHARSET_IS_ISO_2022_JP:
		return MIME_AREA_JIS_0208;
	case MIME_CHARSET_IS_ISO_2022_KR:
		return MIME_AREA_EUC_KR;
	default:
		return MIME_AREA_GB2312;
	}
}

/* The length of the escape at p, 0 if there is none.  *cut is set when more
 * bytes could make it one. */
static size_t
escape(uint8_t *state, bool *cut, enum mime_charset_kind kind, const char *p,
       size_t n)
{
	*cut = false;
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++) {
		size_t length;

		if (escapes[i].kind != kind || escapes[i].seq[0] != p[0])
			continue;
		length = strlen(escapes[i].seq);
		if (memcmp(p, escapes[i].seq, n < length ? n : length) != 0)
			continue;
		if (n < length) {
			*cut = true;
			continue;
		}
		if (escapes[i].next != UNCHANGED)
			*state = escapes[i].next;
		return length;
	}
	return 0;
}

static bool
is_half(char c) /* of a pair */
{
	return c >= 0x21 && c <= 0x7e;
}

/* Converts the pairs at p, many at once since asking iconv for each costs more
 * than they do; returns their bytes.  It leaves what is no pair, what iconv
 * does not know, and the characters of NEC. */
static size_t
convert_pairs(struct mime_conv *c, struct mime_strbuf *out, const char *p,
	      size_t n)
{
	bool japanese = c->entry->kind == MIME_CHARSET_IS_ISO_2022_JP;
	/* the first byte of an escape that looks like one of a pair */
	char tilde = c->entry->kind == MIME_CHARSET_IS_HZ ? '~' : '\0';
	char wide[2 * PAIRS], made[8 * PAIRS], *to = made;
	size_t room = sizeof made, length = 0;
	mime_slice in;

	for (; length < sizeof wide && n - length >= 2; length += 2) {
		const char *pair = p + length;

		if (!is_half(pair[0]) || !is_half(pair[1]) ||
		    pair[0] == tilde ||
		    (japanese && mime_nec_code(pair[0], pair[1]) != 0))
			break;
		wide[length] = (char)(pair[0] | 0x80);
		wide[length + 1] = (char)(pair[1] | 0x80);
	}
	if (length == 0)
		return 0;
	in = mime_slice_of(wide, length);
	(void)mime_door_run(c->descriptor, &in, &to, &room);
	mime_strbuf_add(out, mime_slice_of(made, sizeof made - room));
	return length - in.len;
}

/* Converts one character of the present set; returns its bytes, 0 if n cuts
 * it off. */
static size_t
convert(struct mime_conv *c, struct mime_strbuf *out, const char *p, size_t n)
{
	char wide[3], made[16], *to = made;
	size_t room = sizeof made, length = 0, taken = 1;
	mime_slice in;

	if (c->state == IN_KANA || c->state == IN_0212)
		wide[length++] = (char)(c->state == IN_KANA ? 0x8e : 0x8f);
	if (c->state != IN_KANA) {
		if (n < 2)
			return 0;
		if (!is_half(p[1])) {
			mime_conv_invalid(c, out, 0);
			return 1;
		}
		taken = 2;
	}
	if (c->state == IN_PAIRS &&
	    c->entry->kind == MIME_CHARSET_IS_ISO_2022_JP &&
	    mime_nec_code(p[0], p[1]) != 0) {
		mime_strbuf_add(
			out, mime_slice_of(
				     made,
				     mime_utf8_put(made,
						   mime_nec_code(p[0], p[1]))));
		return taken;
	}
	for (size_t i = 0; i < taken; i++)
		wide[length++] = (char)(p[i] | 0x80);
	in = mime_slice_of(wide, length);
	if (mime_door_run(c->descriptor, &in, &to, &room) == MIME_DOOR_DONE)
		mime_strbuf_add(out, mime_slice_of(made, sizeof made - room));
	else
		mime_conv_invalid(c, out, 0);
	return taken;
}

/* One byte outside the sets of pairs, or a control inside one. */
static void
add_single(struct mime_conv *c, struct mime_strbuf *out, char byte)
{
	if ((uint8_t)byte >= 0x80 || byte == '\033')
		mime_conv_invalid(c, out, 0);
	else if (c->state == IN_ROMAN && byte == '\\')
		mime_strbuf_add_text(out, "\xc2\xa5"); /* yen sign */
	else if (c->state == IN_ROMAN && byte == '~')
		mime_strbuf_add_text(out, "\xe2\x80\xbe"); /* overline */
	else
		mime_strbuf_add_char(out, byte);
	/* each line begins in ASCII */
	if (byte == '\n')
		c->state = IN_ASCII;
}

/* One character or escape at p; 0 if n cuts it off. */
static size_t
take(struct mime_conv *c, struct mime_strbuf *out, const char *p, size_t n)
{
	enum mime_charset_kind kind = c->entry->kind;
	bool cut, tilde = kind == MIME_CHARSET_IS_HZ && p[0] == '~';
	size_t length = escape(&c->state, &cut, kind, p, n);

	if (length > 0)
		return length;
	if (cut)
		return 0;
	if (tilde && c->state == IN_ASCII && n >= 2 && p[1] == '~') {
		mime_strbuf_add_char(out, '~');
		return 2;
	}
	if (tilde) {
		mime_conv_invalid(c, out, 0);
		return 1;
	}
	if (c->state == IN_PAIRS)
		length = convert_pairs(c, out, p, n);
	if (length > 0)
		return length;
	if (c->state != IN_ASCII && c->state != IN_ROMAN && is_half(p[0]))
		return convert(c, out, p, n);
	add_single(c, out, p[0]);
	return 1;
}

size_t
mime_decode_shift(struct mime_conv *c, struct mime_strbuf *out, const char *p,
		  size_t n, bool last)
{
	size_t start = c->offset, at = 0;

	while (at < n) {
		size_t taken;

		c->offset = start + at; /* where mime_conv_invalid is */
		taken = take(c, out, p + at, n - at);
		if (taken == 0 && !last)
			break;
		if (taken == 0)
			mime_conv_invalid(c, out, 0);
		at += taken > 0 ? taken : 1;
	}
	c->offset = start;
	return at;
}

static void
shift_to(struct mime_strbuf *out, enum mime_charset_kind kind, uint8_t *state,
	 enum state wanted)
{
	if (kind == MIME_CHARSET_IS_ISO_2022_KR && wanted == IN_PAIRS &&
	    (*state & 0x80) == 0) {
		/* announced once, before the first one */
		mime_strbuf_add_text(out, "\033$)C");
		*state |= 0x80;
	}
	if ((*state & 0x7f) == (uint8_t)wanted)
		return;
	*state = (uint8_t)((*state & 0x80) | wanted);
	for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
		if (escapes[i].kind == kind && escapes[i].next == wanted) {
			mime_strbuf_add_text(out, escapes[i].seq);
			return;
		}
}

void
mime_shift_encode(struct mime_strbuf *out, enum mime_charset_kind kind,
		  uint8_t *state, const char *p, size_t n)
{
	for (size_t i = 0; i < n;) {
		if ((uint8_t)p[i] < 0x80) {
			shift_to(out, kind, state, IN_ASCII);
			if (kind == MIME_CHARSET_IS_HZ && p[i] == '~')
				mime_strbuf_add_char(out, '~');
			mime_strbuf_add_char(out, p[i++]);
			continue;
		}
		shift_to(out, kind, state, IN_PAIRS);
		for (size_t end = i + 2; i < end && i < n; i++)
			mime_strbuf_add_char(out, (char)(p[i] & 0x7f));
	}
	if (n == 0)
		shift_to(out, kind, state, IN_ASCII);
}
