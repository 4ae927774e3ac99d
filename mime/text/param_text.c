#include "base/slice.h"
#include "base/strbuf.h"
#include "text/charset.h"
#include "text/param.h"
#include "text/word.h"

/* Bytes whose charset is not known are read by the rule for raw 8-bit text,
 * but none of them stands raw in the header. */
static void
add_unlabelled(struct mime_strbuf *out, mime_slice bytes,
	       const struct mime_text_context *context)
{
	struct mime_text_context silent = *context;

	silent.defects = NULL;
	mime_word_raw(out, bytes, &silent);
}

static int
add_labelled(struct mime_strbuf *out, const struct mime_param *p,
	     const struct mime_text_context *context)
{
	struct mime_charset charset;
	struct mime_conv conv;
	int rc;

	mime_charset_find(&charset, p->charset);
	/* 8-bit bytes said to be ASCII are as good as unlabelled */
	if (mime_slice_is(mime_slice_text(charset.name), "US-ASCII") &&
	    !mime_ascii_only(p->literal.ptr, p->literal.len)) {
		charset.name = NULL;
		charset.defect = MIME_DEFECT_INVALID_IN_CHARSET;
	}
	if (charset.defect != 0)
		mime_defect_add(context->defects, charset.defect, p->offset,
				p->length);
	rc = charset.name != NULL
		     ? mime_conv_begin(&conv, &charset, context->converters,
				       p->charset)
		     : MIME_ECHARSET;
	if (rc == MIME_ECHARSET) {
		add_unlabelled(out, p->literal, context);
		return MIME_OK;
	}
	if (rc != MIME_OK)
		return rc;
	mime_conv_step(&conv, out, p->literal, true);
	if (conv.invalid.count > 0)
		mime_defect_add(context->defects,
				MIME_DEFECT_INVALID_IN_CHARSET, p->offset,
				p->length);
	if (conv.outside.count > 0)
		mime_defect_add(context->defects, MIME_DEFECT_OUTSIDE_GB2312,
				p->offset, p->length);
	return MIME_OK;
}

int
mime_param_text(mime_slice *out, struct mime_arena *arena,
		const struct mime_param *p,
		const struct mime_text_context *context)
{
	struct mime_text_context here = *context;
	struct mime_strbuf text;
	int rc = MIME_OK;

	here.offset = p->literal_at;
	if (!(p->flags & MIME_PARAM_EXTENDED))
		return mime_word_text(out, arena, p->literal, MIME_WORD_NAME,
				      &here);
	mime_strbuf_init(&text, SIZE_MAX);
	if (p->charset.len > 0)
		rc = add_labelled(&text, p, &here);
	else
		add_unlabelled(&text, p->literal, &here);
	if (rc == MIME_OK)
		rc = text.error;
	*out = MIME_ABSENT;
	if (rc == MIME_OK)
		rc = mime_arena_copy(out, arena, mime_strbuf_slice(&text));
	mime_strbuf_free(&text);
	return rc;
}
