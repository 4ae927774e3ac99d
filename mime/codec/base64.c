#include "codec/base64.h"
#include "base/ascii.h"
#include "codec/base64_kernel.h"
#include "codec/fault.h"
#include <string.h>

enum {
	DATA,
	PADDING, /* one "=" came where two belong */
	PADDED	 /* padding is complete: what follows is a stream of its own */
};

void
mime_base64_init(struct mime_base64 *s, enum mime_line_end line_end)
{
	memset(s, 0, sizeof *s);
	s->line_end = line_end;
}

/* Bounds.  Decoding: each byte that comes out is paid for with 4/3 sextets,
 * and partial blocks pay more (two sextets for one byte, three for two, one
 * for none), so h held sextets and n new bytes give at most (h + n) * 3 / 4;
 * h is at most 3.  Reached by three held characters and n good ones.
 *
 * Encoding: 2 held bytes and n new ones, padded, make (n + 4) / 3 blocks of 4
 * characters.  A line is 19 blocks and 18 of them may be written before, so
 * that with q new blocks at most (18 + q) / 19, rounded up, lines end. */

/* What two or three held sextets are whole for. */
static uint8_t *
put_rest(struct mime_base64 *s, uint8_t *o)
{
	uint32_t bits = s->bits;

	if (s->held == 2) {
		if ((bits & 0x0f) != 0)
			mime_fault_add(&s->faults[MIME_BASE64_TAIL],
				       s->last_data);
		*o++ = (uint8_t)(bits >> 4);
	} else {
		if ((bits & 0x03) != 0)
			mime_fault_add(&s->faults[MIME_BASE64_TAIL],
				       s->last_data);
		*o++ = (uint8_t)(bits >> 10);
		*o++ = (uint8_t)(bits >> 2);
	}
	s->held = 0;
	return o;
}

static void
restart(struct mime_base64 *s, size_t at)
{
	if (s->state == PADDING)
		mime_fault_add(&s->faults[MIME_BASE64_UNPADDED], s->last_pad);
	if (s->broken)
		mime_fault_add(&s->faults[MIME_BASE64_AFTER], at);
	else
		mime_fault_add(&s->faults[MIME_BASE64_STRAY], s->last_pad);
	s->state = DATA;
}

static uint8_t *
take_sextet(struct mime_base64 *s, uint32_t value, size_t at, uint8_t *o)
{
	if (s->state != DATA)
		restart(s, at);
	s->bits = s->bits << 6 | value;
	s->last_data = at;
	s->column++;
	if (++s->held < 4)
		return o;
	*o++ = (uint8_t)(s->bits >> 16);
	*o++ = (uint8_t)(s->bits >> 8);
	*o++ = (uint8_t)s->bits;
	s->held = 0;
	return o;
}

static uint8_t *
take_padding(struct mime_base64 *s, size_t at, uint8_t *o)
{
	if (s->state == PADDING) {
		s->state = PADDED;
	} else if (s->held >= 2) {
		s->state = s->held == 2 ? PADDING : PADDED;
		o = put_rest(s, o);
	} else {
		mime_fault_add(&s->faults[MIME_BASE64_STRAY], at);
		return o;
	}
	s->last_pad = at;
	s->broken = false;
	return o;
}

static uint8_t *
take(struct mime_base64 *s, uint8_t c, size_t at, uint8_t *o)
{
	unsigned sextet = mime_base64_sextets[c];

	if (sextet > 0)
		return take_sextet(s, sextet - 1, at, o);
	if (c == '=')
		return take_padding(s, at, o);
	if (c == '\r' || c == '\n') {
		if (s->column > 0)
			s->width = s->column;
		s->column = 0;
		s->broken = true;
	} else if (!mime_ascii_is_blank((char)c)) {
		mime_fault_add(&s->faults[MIME_BASE64_JUNK], at);
	}
	return o;
}

/* Hands whole blocks to the kernel, a line at a time: nearly all encoders
 * write lines of one width, so the width of the last one says where to stop,
 * and the kernel need not find that out.  A wrong guess costs one more call.
 * Returns the bytes used; *out goes on. */
static size_t
take_lines(struct mime_base64 *s, const uint8_t *in, size_t n, uint8_t **out)
{
	const struct mime_base64_kernel *kernel = mime_base64_kernel();
	bool by_line = kernel->decode_lines != NULL && s->width % 4 == 0;
	uint8_t *o = *out;
	size_t i = 0;

	while (n - i >= 4) {
		size_t want, used;

		if (by_line && s->column == 0)
			i += kernel->decode_lines(in + i, n - i, s->width, &o);
		want = n - i;
		if (s->column < s->width && s->width - s->column < want)
			want = s->width - s->column;
		used = kernel->decode(in + i, want, o);
		i += used;
		o += used / 4 * 3;
		s->column += used;
		if (s->column == s->width && n - i >= 2 && in[i] == '\r' &&
		    in[i + 1] == '\n') {
			i += 2;
			s->column = 0;
		} else if (s->column == s->width && n - i >= 1 &&
			   in[i] == '\n') {
			i++;
			s->column = 0;
		} else if (used == 0) {
			break;
		}
	}
	*out = o;
	return i;
}

size_t
mime_base64_decode(struct mime_base64 *s, const void *in, size_t n, void *out,
		   bool last)
{
	const uint8_t *p = in;
	uint8_t *o = out;
	size_t i = 0;

	while (i < n) {
		if (s->held == 0 && s->state == DATA &&
		    mime_base64_sextets[p[i]] > 0)
			i += take_lines(s, p + i, n - i, &o);
		if (i < n) {
			o = take(s, p[i], s->offset + i, o);
			i++;
		}
	}
	s->offset += n;
	if (last && s->held > 0) {
		mime_fault_add(&s->faults[MIME_BASE64_UNPADDED], s->last_data);
		if (s->held >= 2)
			o = put_rest(s, o);
	} else if (last && s->state == PADDING) {
		mime_fault_add(&s->faults[MIME_BASE64_UNPADDED], s->last_pad);
	}
	return (size_t)(o - (uint8_t *)out);
}

static uint8_t *
put_line_end(struct mime_base64 *s, uint8_t *o)
{
	if (s->line_end == MIME_LINE_CRLF)
		*o++ = '\r';
	*o++ = '\n';
	s->column = 0;
	return o;
}

/* Encodes whole lines, or else whole blocks, at most to the end of the line. */
static size_t
put_blocks(struct mime_base64 *s, const uint8_t *in, size_t n, uint8_t **out)
{
	const struct mime_base64_kernel *kernel = mime_base64_kernel();
	size_t used, room = (MIME_BASE64_COLUMNS - s->column) / 4 * 3;

	if (s->line_end != MIME_LINE_NONE && n > room) {
		if (s->column == 0 && kernel->encode_lines != NULL) {
			bool crlf = s->line_end == MIME_LINE_CRLF;

			used = kernel->encode_lines(in, n, crlf, out);
			if (used > 0)
				return used;
		}
		n = room;
	}
	used = kernel->encode(in, n, *out);
	*out += used / 3 * 4;
	if (s->line_end == MIME_LINE_NONE)
		return used;
	s->column += used / 3 * 4;
	if (s->column == MIME_BASE64_COLUMNS)
		*out = put_line_end(s, *out);
	return used;
}

static uint8_t *
put_held(struct mime_base64 *s, uint8_t *o)
{
	unsigned pads = 3u - s->held;
	uint32_t bits = s->bits << 8 * pads;
	uint8_t bytes[3] = { (uint8_t)(bits >> 16), (uint8_t)(bits >> 8),
			     (uint8_t)bits };
	uint8_t *start = o;

	s->held = 0;
	put_blocks(s, bytes, sizeof bytes, &o);
	if (pads >= 1)
		start[3] = '=';
	if (pads >= 2)
		start[2] = '=';
	return o;
}

size_t
mime_base64_encode(struct mime_base64 *s, const void *in, size_t n, void *out,
		   bool last)
{
	const uint8_t *p = in;
	uint8_t *o = out;
	size_t i = 0;

	while (i < n) {
		if (s->held == 0 && n - i >= 3) {
			i += put_blocks(s, p + i, n - i, &o);
			continue;
		}
		s->bits = s->bits << 8 | p[i++];
		if (++s->held == 3)
			o = put_held(s, o);
	}
	if (last && s->held > 0)
		o = put_held(s, o);
	if (last && s->column > 0)
		o = put_line_end(s, o);
	return (size_t)(o - (uint8_t *)out);
}
