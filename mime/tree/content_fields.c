#include "base/strbuf.h"
#include "text/word.h"
#include "tree/type_choice.h"

/* An absent slice is told from one that is not known by this. */
static const mime_slice none = { NULL, 0 };

static int
params_of(struct mime_params *out, struct mime_part *p,
	  const struct mime_field *f)
{
	struct mime_text_context context;
	int rc;

	*out = (struct mime_params){ 0 };
	if (f == NULL)
		return MIME_OK;
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc != MIME_OK)
		return rc;
	return mime_params_parse(out, &p->message->arena, mime_field_body(f),
				 &context);
}

int
mime_part_type_params(struct mime_params **out, struct mime_part *p)
{
	struct mime_part_more *more = mime_part_need_more(p);
	struct mime_params params;
	int rc;

	*out = NULL;
	if (more == NULL)
		return MIME_ENOMEM;
	if (!more->has_type_params) {
		/* looking for the charset of the first text may come here
		 * again, and must not find what is half done */
		rc = params_of(&params, p, mime_type_field(p));
		if (rc != MIME_OK)
			return rc;
		more->type_params = params;
		more->has_type_params = true;
	}
	*out = &more->type_params;
	return MIME_OK;
}

int
mime_part_disposition_params(struct mime_params **out, struct mime_part *p)
{
	struct mime_part_more *more = mime_part_need_more(p);
	int rc;

	*out = NULL;
	if (more == NULL)
		return MIME_ENOMEM;
	if (!more->has_disposition) {
		rc = params_of(
			&more->disposition_params, p,
			mime_field_by_id(p, MIME_FIELD_CONTENT_DISPOSITION));
		if (rc != MIME_OK)
			return rc;
		more->has_disposition = true;
	}
	*out = &more->disposition_params;
	return MIME_OK;
}

mime_slice
mime_part_disposition(struct mime_part *p)
{
	struct mime_params *params;

	if (mime_part_disposition_params(&params, p) != MIME_OK)
		return none;
	if (params->value.len > 0 && p->more->disposition.ptr == NULL &&
	    mime_arena_copy_lower(&p->more->disposition, &p->message->arena,
				  params->value) != MIME_OK)
		return none;
	return p->more->disposition;
}

/* The text of a parameter, or absent. */
static int
param_text(mime_slice *out, struct mime_part *p, const struct mime_param *param)
{
	struct mime_text_context context;
	int rc;

	*out = none;
	if (param == NULL)
		return MIME_OK;
	rc = mime_part_context(&context, p, 0, NULL);
	if (rc != MIME_OK)
		return rc;
	return mime_param_text(out, &p->message->arena, param, &context);
}

mime_slice
mime_part_param(struct mime_part *p, const char *name)
{
	struct mime_params *params;
	const struct mime_param *param;
	mime_slice text = none;

	if (mime_part_type_params(&params, p) != MIME_OK)
		return none;
	param = mime_param_find(params, name);
	if (param == NULL || param_text(&text, p, param) != MIME_OK)
		return none;
	return text;
}

/* The parameter that names the file; NULL: none does. */
static int
filename_param(const struct mime_param **out, bool *in_type,
	       struct mime_part *p)
{
	struct mime_params *params;
	int rc = mime_part_disposition_params(&params, p);

	*out = NULL;
	*in_type = false;
	if (rc != MIME_OK)
		return rc;
	*out = mime_param_find(params, "filename");
	if (*out != NULL)
		return MIME_OK;
	*in_type = true;
	rc = mime_part_type_params(&params, p);
	if (rc == MIME_OK)
		*out = mime_param_find(params, "name");
	return rc;
}

mime_slice
mime_part_filename(struct mime_part *p)
{
	struct mime_part_more *more = mime_part_need_more(p);
	const struct mime_param *param;
	bool in_type;

	if (more == NULL)
		return none;
	if (more->has_filename)
		return more->filename;
	if (filename_param(&param, &in_type, p) != MIME_OK ||
	    param_text(&more->filename, p, param) != MIME_OK)
		return none;
	more->has_filename = true;
	return more->filename;
}

unsigned
mime_part_filename_form(struct mime_part *p)
{
	const struct mime_param *param;
	bool in_type;
	unsigned form;

	if (filename_param(&param, &in_type, p) != MIME_OK || param == NULL)
		return 0;
	form = in_type ? MIME_FILENAME_IN_TYPE : MIME_FILENAME_IN_DISPOSITION;
	if ((param->flags & MIME_PARAM_QUOTED) != 0)
		form |= MIME_FILENAME_QUOTED;
	if ((param->flags & (MIME_PARAM_EXTENDED | MIME_PARAM_CONTINUED)) != 0)
		form |= MIME_FILENAME_RFC2231;
	/* what stood in percent was not raw, and no word */
	if ((param->flags & MIME_PARAM_EXTENDED) != 0)
		return form;
	if (mime_word_present(param->literal))
		form |= MIME_FILENAME_RFC2047;
	if (!mime_ascii_only(param->literal.ptr, param->literal.len))
		form |= MIME_FILENAME_8BIT;
	return form;
}

mime_slice
mime_part_content_id(struct mime_part *p)
{
	struct mime_field *f = mime_field_by_id(p, MIME_FIELD_CONTENT_ID);
	mime_slice id, rest;

	if (f == NULL)
		return none;
	rest = mime_field_body(f);
	return mime_msgid_next(&id, &rest) ? id : none;
}
