#include "base/slice.h"
#include "text/charset.h"
#include "text/charset_alias.h"
#include "text/charset_area.h"
#include <string.h>

void
mime_charset_guess_init(struct mime_charset_guess *g)
{
	memset(g, 0, sizeof *g);
}

/* How long the sequence with this lead byte is; 1 for what leads none. */
static size_t
utf8_length(char lead)
{
	uint8_t b = (uint8_t)lead;

	return b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : b >= 0xc0 ? 2 : 1;
}

/* Takes the longest valid start off *in; false if what follows it is neither
 * valid nor the start of a sequence that the end of *in cuts off. */
static bool
skip_utf8(mime_slice *in)
{
	size_t valid = mime_utf8_valid(in->ptr, in->len);
	uint32_t code;
	int rc;

	*in = mime_slice_part(*in, valid, in->len);
	if (in->len == 0)
		return true;
	rc = mime_utf8_next(&code, in->ptr, in->len);
	return (size_t)-rc == in->len && in->len < utf8_length(in->ptr[0]);
}

static void
add_utf8(struct mime_charset_guess *g, mime_slice in)
{
	while (g->n_utf8_tail > 0 && in.len > 0) {
		mime_slice tail = { g->utf8_tail, g->n_utf8_tail };

		g->utf8_tail[tail.len++] = *in.ptr++;
		in.len--;
		g->n_utf8_tail++;
		g->not_utf8 = !skip_utf8(&tail);
		if (g->not_utf8)
			return;
		/* one sequence is either still cut off or whole */
		if (tail.len == 0)
			g->n_utf8_tail = 0;
	}
	if (in.len == 0)
		return;
	g->not_utf8 = !skip_utf8(&in);
	if (g->not_utf8)
		return;
	memcpy(g->utf8_tail, in.ptr, in.len);
	g->n_utf8_tail = (uint8_t)in.len;
}

/* The codes of four bytes are those of the planes, without the gap between
 * U+FFFF and U+10000 (GB 18030-2005 4). */
static bool
is_four_byte_code(const char *p)
{
	uint32_t code = (uint32_t)((uint8_t)p[0] - 0x81) * 12600 +
			(uint32_t)(p[1] - '0') * 1260 +
			(uint32_t)((uint8_t)p[2] - 0x81) * 10 +
			(uint32_t)(p[3] - '0');

	return code <= 39419 || (code >= 189000 && code <= 1237575);
}

enum unit { WHOLE, CUT, BROKEN };

static enum unit
judge_gb18030(const char *p, size_t n)
{
	uint8_t lead = (uint8_t)p[0], trail;

	if (lead == 0x80 || lead == 0xff)
		return BROKEN;
	if (n < 2)
		return CUT;
	trail = (uint8_t)p[1];
	if (trail >= 0x40 && trail != 0x7f && trail != 0xff)
		return WHOLE;
	if (trail < '0' || trail > '9')
		return BROKEN;
	if (n >= 3 && ((uint8_t)p[2] < 0x81 || (uint8_t)p[2] > 0xfe))
		return BROKEN;
	if (n < 4)
		return CUT;
	return p[3] >= '0' && p[3] <= '9' && is_four_byte_code(p) ? WHOLE
								  : BROKEN;
}

static void
add_gb18030(struct mime_charset_guess *g, mime_slice in)
{
	for (size_t i = 0; i < in.len && !g->not_gb; i++) {
		enum unit unit;

		if (g->n_gb_tail == 0 && (uint8_t)in.ptr[i] < 0x80)
			continue;
		g->gb_tail[g->n_gb_tail++] = in.ptr[i];
		unit = judge_gb18030(g->gb_tail, g->n_gb_tail);
		g->not_gb = unit == BROKEN;
		if (unit != WHOLE)
			continue;
		g->pairs += g->n_gb_tail == 2;
		g->gb_pairs += g->n_gb_tail == 2 &&
			       (uint8_t)g->gb_tail[0] >= 0xa1 &&
			       (uint8_t)g->gb_tail[1] >= 0xa1;
		g->n_gb_tail = 0;
	}
}

void
mime_charset_guess_add(struct mime_charset_guess *g, mime_slice in)
{
	if (in.ptr == NULL || in.len == 0)
		return;
	g->high = g->high || !mime_ascii_only(in.ptr, in.len);
	if (!g->high)
		return;
	if (!g->not_utf8)
		add_utf8(g, in);
	if (!g->not_gb)
		add_gb18030(g, in);
}

mime_slice
mime_charset_guess_label(const struct mime_charset_guess *g,
			 mime_slice fallback)
{
	struct mime_charset_label l;

	if (!g->high)
		return MIME_LITERAL("us-ascii");
	if (!g->not_utf8 && g->n_utf8_tail == 0)
		return MIME_LITERAL("utf-8");
	mime_charset_look_up(&l, fallback);
	if (l.entry != NULL && l.entry->kind != MIME_CHARSET_IS_ASCII)
		return fallback;
	if (!g->not_gb && g->n_gb_tail == 0 && g->gb_pairs * 2 >= g->pairs)
		return MIME_LITERAL("gb18030");
	return MIME_LITERAL("windows-1252");
}

int
mime_conv_begin_guessed(struct mime_conv *c, struct mime_charset *found,
			struct mime_converters *set,
			const struct mime_charset_guess *g, mime_slice fallback)
{
	mime_slice label = mime_charset_guess_label(g, fallback);
	int rc = mime_conv_begin(c, found, set, label);

	if (rc != MIME_ECHARSET)
		return rc;
	label = mime_charset_guess_label(g, MIME_ABSENT);
	rc = mime_conv_begin(c, found, set, label);
	if (rc != MIME_ECHARSET)
		return rc;
	return mime_conv_begin(c, found, set, MIME_LITERAL("windows-1252"));
}
