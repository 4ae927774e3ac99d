#include "text/word_encode.h"
#include "base/slice.h"
#include "mime/codec.h"
#include "text/charset.h"
#include "text/charset_alias.h"
#include <string.h>

/* "=?", "?B?" and "?=" */
enum { WORD_FRAME = 7 };

/* What stands for itself in "Q" wherever the word stands (RFC 2047 5(3)). */
static bool
is_plain(char c)
{
	return mime_ascii_is(c, MIME_ASCII_ALPHA | MIME_ASCII_DIGIT) ||
	       c == '!' || c == '*' || c == '+' || c == '-' || c == '/';
}

static size_t
q_length(mime_slice bytes)
{
	size_t length = 0;

	for (size_t i = 0; i < bytes.len; i++)
		length += is_plain(bytes.ptr[i]) || bytes.ptr[i] == ' ' ? 1 : 3;
	return length;
}

static size_t
b_length(mime_slice bytes)
{
	return (bytes.len + 2) / 3 * 4;
}

/* RFC 2047 2: a token has no especials; the dot of ANSI_X3.4-1968 is one. */
static bool
can_stand_in_word(mime_slice label)
{
	for (size_t i = 0; i < label.len; i++)
		if (!mime_ascii_is(label.ptr[i], MIME_ASCII_TOKEN) ||
		    label.ptr[i] == '.')
			return false;
	return label.len > 0;
}

static bool
is_utf_8(mime_slice label)
{
	struct mime_charset_label l;

	mime_charset_look_up(&l, label);
	return l.entry != NULL && l.entry->kind == MIME_CHARSET_IS_UTF_8;
}

/* text in the charset of c: as it is, or in c->bytes. */
static int
to_charset(mime_slice *bytes, size_t *bad, struct mime_word_coding *c,
	   mime_slice text)
{
	int rc = MIME_OK;

	*bytes = text;
	if (mime_slice_is(c->charset, "UTF-8"))
		return MIME_OK;
	mime_strbuf_clear(&c->bytes);
	rc = mime_charset_encode(&c->bytes, bad, c->converters, c->charset,
				 text);
	if (rc == MIME_ENOMEM)
		c->error = rc;
	*bytes = mime_strbuf_slice(&c->bytes);
	return rc;
}

int
mime_word_coding_init(struct mime_word_coding *c, size_t *bad,
		      struct mime_converters *converters, mime_slice charset,
		      mime_slice utf8)
{
	mime_slice bytes;
	int rc;

	*bad = SIZE_MAX;
	mime_strbuf_init(&c->bytes, SIZE_MAX);
	c->converters = converters;
	c->charset = charset;
	c->base64 = false;
	c->error = MIME_OK;
	if (charset.ptr == NULL || is_utf_8(charset))
		c->charset = MIME_LITERAL("UTF-8");
	if (!can_stand_in_word(c->charset))
		return MIME_ECHARSET;
	rc = to_charset(&bytes, bad, c, utf8);
	if (rc == MIME_OK)
		c->base64 = b_length(bytes) < q_length(bytes);
	else
		mime_strbuf_free(&c->bytes);
	return rc;
}

void
mime_word_coding_free(struct mime_word_coding *c)
{
	mime_strbuf_free(&c->bytes);
}

static size_t
write_q(char *out, mime_slice bytes)
{
	static const char digits[] = "0123456789ABCDEF";
	size_t n = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		uint8_t byte = (uint8_t)bytes.ptr[i];

		if (is_plain(bytes.ptr[i]) || byte == ' ') {
			out[n++] = (char)(byte == ' ' ? '_' : byte);
			continue;
		}
		out[n++] = '=';
		out[n++] = digits[byte >> 4];
		out[n++] = digits[byte & 15];
	}
	return n;
}

static size_t
write_b(char *out, mime_slice bytes)
{
	char buf[MIME_BASE64_ENCODE_MAX(MIME_WORD_MAX)];
	struct mime_base64 s;
	size_t n;

	mime_base64_init(&s, MIME_LINE_NONE);
	n = mime_base64_encode(&s, bytes.ptr, bytes.len, buf, true);
	memcpy(out, buf, n);
	return n;
}

/* How many of the n ends are of starts of text that fit into room bytes
 * between the frame.  An encoding grows with its text, so halve. */
static size_t
fitting(struct mime_word_coding *c, bool base64, mime_slice text,
	const size_t *ends, size_t n, size_t room)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2, ignored;
		mime_slice bytes;
		bool fits;

		fits = to_charset(&bytes, &ignored, c,
				  mime_slice_of(text.ptr, ends[middle - 1])) ==
			       MIME_OK &&
		       (base64 ? b_length(bytes) : q_length(bytes)) <= room;
		if (fits)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

/* The largest of the n ends at which "B" needs no padding, or 0.  GMime and
 * Perl's Encode join neighbouring words before they decode them, and lose what
 * follows a padding. */
static size_t
unpadded(struct mime_word_coding *c, mime_slice text, const size_t *ends,
	 size_t n)
{
	for (; n > 0; n--) {
		mime_slice bytes;
		size_t ignored;

		if (to_charset(&bytes, &ignored, c,
			       mime_slice_of(text.ptr, ends[n - 1])) ==
			    MIME_OK &&
		    bytes.len % 3 == 0)
			break;
	}
	return n;
}

/* How many characters go into a word, and whether it is a "B".  One that more
 * words follow is a "Q" where that holds more than a "B" without padding. */
static size_t
choose(bool *base64, struct mime_word_coding *c, mime_slice text,
       const size_t *ends, size_t n, size_t room)
{
	size_t fits = fitting(c, c->base64, text, ends, n, room), whole, q;

	*base64 = c->base64;
	if (!c->base64 || fits == 0 || ends[fits - 1] == text.len)
		return fits;
	whole = unpadded(c, text, ends, fits);
	q = whole < fits ? fitting(c, false, text, ends, n, room) : 0;
	*base64 = q <= whole;
	if (*base64 && whole == 0)
		return fits;
	return *base64 ? whole : q;
}

/* The ends of the first characters of text; a word has less than
 * MIME_WORD_MAX.  A combining mark stays with its base, since BIG5-HKSCS has
 * some pairs as one character. */
static size_t
find_ends(size_t ends[MIME_WORD_MAX], mime_slice text)
{
	bool pair = false;
	size_t n = 0;

	for (size_t at = 0; at < text.len && n < MIME_WORD_MAX;) {
		uint32_t code;
		int length =
			mime_utf8_next(&code, text.ptr + at, text.len - at);

		pair = n > 0 && !pair && mime_charset_pairs(code);
		if (pair)
			n--;
		at += length > 0 ? (size_t)length : 1;
		ends[n++] = at;
	}
	return n;
}

size_t
mime_word_encode(char out[MIME_WORD_MAX], size_t *taken,
		 struct mime_word_coding *c, mime_slice utf8, size_t room)
{
	size_t ends[MIME_WORD_MAX], n, frame = WORD_FRAME + c->charset.len;
	size_t ignored, at;
	mime_slice bytes;
	bool base64;

	*taken = 0;
	if (room > MIME_WORD_MAX)
		room = MIME_WORD_MAX;
	if (room <= frame)
		return 0;
	n = find_ends(ends, utf8);
	n = choose(&base64, c, utf8, ends, n, room - frame);
	if (n == 0 || c->error != MIME_OK ||
	    to_charset(&bytes, &ignored, c,
		       mime_slice_of(utf8.ptr, ends[n - 1])) < 0)
		return 0;
	*taken = ends[n - 1];
	memcpy(out, "=?", 2);
	memcpy(out + 2, c->charset.ptr, c->charset.len);
	at = 2 + c->charset.len;
	memcpy(out + at, base64 ? "?B?" : "?Q?", 3);
	at += 3;
	at += base64 ? write_b(out + at, bytes) : write_q(out + at, bytes);
	memcpy(out + at, "?=", 2);
	return at + 2;
}
