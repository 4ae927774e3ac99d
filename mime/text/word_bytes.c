#include "text/word_bytes.h"
#include "base/slice.h"
#include "mime/codec.h"

static void
report(const struct mime_text_context *context, int kind,
       const struct mime_word *w)
{
	mime_defect_add(context->defects, kind, context->offset + w->start,
			w->end - w->start);
}

static void
add_q(struct mime_strbuf *out, const struct mime_word *w,
      const struct mime_text_context *context)
{
	mime_slice t = w->text;
	bool bad = false;

	for (size_t i = 0; i < t.len; i++) {
		int high = -1, low = -1;
		char c = t.ptr[i];

		if (c == '\r' || c == '\n')
			continue;
		if (c == '=' && t.len - i >= 3) {
			high = mime_ascii_hex(t.ptr[i + 1]);
			low = mime_ascii_hex(t.ptr[i + 2]);
		}
		if (c == '_')
			c = ' ';
		else if (high >= 0 && low >= 0) {
			c = (char)(high << 4 | low);
			i += 2;
		} else
			bad = bad || c == '=' || c == '?';
		mime_strbuf_add_char(out, c);
	}
	if (bad)
		report(context, MIME_DEFECT_QP_BAD_ESCAPE, w);
}

static void
add_b(struct mime_strbuf *out, const struct mime_word *w,
      const struct mime_text_context *context)
{
	static const int kinds[MIME_BASE64_FAULTS] = {
		[MIME_BASE64_JUNK] = MIME_DEFECT_BASE64_JUNK,
		[MIME_BASE64_STRAY] = MIME_DEFECT_BASE64_STRAY_PADDING,
		[MIME_BASE64_UNPADDED] = MIME_DEFECT_BASE64_UNPADDED,
		[MIME_BASE64_AFTER] = MIME_DEFECT_BASE64_AFTER_PADDING,
		[MIME_BASE64_TAIL] = MIME_DEFECT_BASE64_TAIL_BITS,
	};
	struct mime_base64 s;
	char *to =
		mime_strbuf_reserve(out, MIME_BASE64_DECODE_MAX(w->text.len));

	if (to == NULL)
		return;
	mime_base64_init(&s, MIME_LINE_NONE);
	mime_strbuf_added(out, mime_base64_decode(&s, w->text.ptr, w->text.len,
						  to, true));
	for (int i = 0; i < MIME_BASE64_FAULTS; i++)
		if (s.faults[i].count > 0)
			report(context, kinds[i], w);
}

void
mime_word_bytes(struct mime_strbuf *out, const struct mime_word *w,
		const struct mime_text_context *context)
{
	bool blank = false;

	for (size_t i = 0; i < w->text.len && !blank; i++)
		blank = mime_ascii_is_space(w->text.ptr[i]);
	if (blank)
		report(context, MIME_DEFECT_BLANK_IN_ENCODED_WORD, w);
	if (w->base64)
		add_b(out, w, context);
	else
		add_q(out, w, context);
}
