#include "text/charset_alias.h"
#include "tree/body.h"

static int
declared_label(mime_slice *out, struct mime_part *p)
{
	const struct mime_param *param;
	struct mime_params *params;
	int rc = mime_part_type_params(&params, p);

	*out = MIME_ABSENT;
	if (rc != MIME_OK)
		return rc;
	param = mime_param_find(params, "charset");
	if (param != NULL)
		*out = param->literal;
	return MIME_OK;
}

/* Reads the decoded body once to see what it is. */
static int
guess(mime_slice *label, bool *high, struct mime_part *p)
{
	struct mime_charset_guess g;
	struct mime_text_context context;
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_part_context(&context, p, 0, NULL);

	*high = false;
	if (rc == MIME_OK)
		rc = mime_body_open(&r, p, MIME_BODY_BYTES);
	if (rc != MIME_OK)
		return rc;
	mime_charset_guess_init(&g);
	while ((rc = mime_reader_next(&piece, r)) > 0)
		mime_charset_guess_add(&g, piece);
	mime_reader_free(r);
	if (rc != MIME_OK)
		return rc;
	*label = mime_charset_guess_label(&g, context.fallback);
	*high = g.high;
	return MIME_OK;
}

int
mime_body_label(mime_slice *label, struct mime_charset_use *use,
		struct mime_part *p)
{
	const char *override = p->message->limits.charset;
	struct mime_text_context context;
	struct mime_charset_label found;
	bool high;
	int rc;

	*use = (struct mime_charset_use){ 0 };
	*label = MIME_ABSENT;
	rc = mime_part_context(&context, p, 0, NULL); /* opens converters */
	if (rc == MIME_OK)
		rc = declared_label(&use->declared, p);
	if (rc != MIME_OK)
		return rc;
	*label = override != NULL ? mime_slice_text(override) : use->declared;
	mime_converters_look_up(&found, context.converters, *label);
	use->defect = label->ptr != NULL ? found.defect : 0;
	if (found.entry == NULL || found.entry->kind == MIME_CHARSET_IS_ASCII) {
		rc = guess(label, &high, p);
		if (rc != MIME_OK)
			return rc;
		if (use->defect == 0 && high)
			use->defect = MIME_DEFECT_UNDECLARED_8BIT;
		mime_converters_look_up(&found, context.converters, *label);
	}
	use->used = found.entry != NULL ? mime_slice_text(found.entry->name)
					: MIME_ABSENT;
	return MIME_OK;
}

int
mime_part_charset(struct mime_charset_use *out, struct mime_part *p)
{
	mime_slice label;
	int rc;

	*out = (struct mime_charset_use){ 0 };
	if (p == NULL || !mime_body_is_text(p))
		return MIME_EINVAL;
	rc = mime_body_label(&label, out, p);
	out->outside = p->more != NULL ? p->more->outside : 0;
	return rc;
}
