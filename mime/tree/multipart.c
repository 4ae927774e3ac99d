#include "tree/multipart.h"

enum { LONGEST_BOUNDARY = 70 }; /* RFC 2046 5.1.1 */

/* bchars of RFC 2046 5.1.1. */
static bool
boundary_chars(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!mime_ascii_is(s.ptr[i],
				   MIME_ASCII_DIGIT | MIME_ASCII_ALPHA) &&
		    memchr("'()+_,-./:=? ", s.ptr[i], 13) == NULL)
			return false;
	return true;
}

/* Of repeated ones the first counts, whatever its form (S06). */
static const struct mime_param *
find_boundary(const struct mime_params *params)
{
	for (size_t i = 0; i < params->n; i++)
		if (mime_slice_is(params->list[i].name, "boundary"))
			return &params->list[i];
	return NULL;
}

int
mime_multipart_boundary(mime_slice *out, struct mime_arena *arena,
			mime_slice body,
			const struct mime_text_context *context)
{
	const struct mime_param *param;
	struct mime_params params;
	mime_slice text = MIME_ABSENT;
	int rc;

	*out = MIME_ABSENT;
	rc = mime_params_parse(&params, arena, body, context);
	if (rc != MIME_OK)
		return rc;
	param = find_boundary(&params);
	if (param != NULL)
		text = param->literal;
	while (text.len > 0 && mime_ascii_is_blank(text.ptr[text.len - 1]))
		text.len--;
	if (text.len == 0) {
		mime_defect_add(context->defects, MIME_DEFECT_NO_BOUNDARY,
				context->offset, body.len);
		return MIME_OK;
	}
	if (text.len > LONGEST_BOUNDARY || text.len < param->literal.len ||
	    !boundary_chars(text))
		mime_defect_add(context->defects, MIME_DEFECT_ODD_BOUNDARY,
				param->offset, param->length);
	*out = text;
	return MIME_OK;
}
