#include "text/text.h"
#include "base/memory.h"
#include "base/slice.h"
#include "text/fold.h"
#include "text/guard.h"
#include "text/word.h"
#include <limits.h>

struct mime_text {
	struct mime_strbuf text;
};

static struct mime_text *
text_new(void)
{
	struct mime_text *t = mime_alloc(sizeof *t);

	if (t != NULL)
		mime_strbuf_init(&t->text, SIZE_MAX);
	return t;
}

mime_slice
mime_text_slice(const struct mime_text *t)
{
	return mime_strbuf_slice(&t->text);
}

void
mime_text_free(struct mime_text *t)
{
	if (t == NULL)
		return;
	mime_strbuf_free(&t->text);
	mime_free(t);
}

int
mime_text_take(struct mime_text **out, struct mime_strbuf *b)
{
	int rc = b->error;

	*out = rc == MIME_OK ? mime_alloc(sizeof **out) : NULL;
	if (*out != NULL) {
		(*out)->text = *b;
		mime_strbuf_init(b, SIZE_MAX);
		return MIME_OK;
	}
	mime_strbuf_free(b);
	return rc != MIME_OK ? rc : MIME_ENOMEM;
}

/* Gives t to the caller, or frees it. */
static int
finish(struct mime_text **out, struct mime_text *t, int rc)
{
	if (rc == MIME_OK)
		*out = t;
	else
		mime_text_free(t);
	return rc;
}

int
mime_text_decode(struct mime_text **out, mime_slice raw,
		 struct mime_converters *converters)
{
	struct mime_converters *own = NULL;
	struct mime_text_context context = { .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_text *t;
	int rc = MIME_OK;

	*out = NULL;
	if (converters == NULL)
		rc = mime_converters_new(&own);
	if (rc < 0)
		return rc;
	t = text_new();
	context.converters = own != NULL ? own : converters;
	if (t != NULL)
		mime_word_decode(&t->text, mime_slice_trim(raw), MIME_WORD_TEXT,
				 &context);
	mime_converters_free(own);
	return finish(out, t, t != NULL ? t->text.error : MIME_ENOMEM);
}

/* Appends the text as it follows a field name and a blank. */
static int
encode(struct mime_strbuf *out, mime_slice text,
       struct mime_converters *converters, mime_slice charset, size_t column)
{
	struct mime_fold f = { .out = out,
			       .converters = converters,
			       .charset = charset,
			       .column = column > 0 ? column - 1 : 0,
			       .place = SIZE_MAX };

	mime_fold_text(&f, text);
	if (out->error != MIME_OK)
		return out->error;
	/* the blank before the first word is the caller's */
	if (out->len > 0 && out->ptr[0] == ' ') {
		out->len--;
		memmove(out->ptr, out->ptr + 1, out->len);
	}
	return f.error;
}

int
mime_text_encode(struct mime_text **out, mime_slice text, const char *charset,
		 size_t column)
{
	struct mime_converters *converters = NULL;
	struct mime_text *t;
	int rc;

	*out = NULL;
	rc = mime_guard_text(text, NULL);
	if (rc == MIME_OK && charset != NULL)
		rc = mime_converters_new(&converters);
	if (rc < 0)
		return rc;
	t = text_new();
	rc = t != NULL ? encode(&t->text, text, converters,
				mime_slice_text(charset), column)
		       : MIME_ENOMEM;
	mime_converters_free(converters);
	return finish(out, t, rc);
}
