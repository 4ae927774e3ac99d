#include "tree/media_type.h"
#include "tree/tree.h"

/* The label of the first text part that names one: mail with raw 8-bit in its
 * header is mostly in the charset of its text. */
static int
find_fallback(struct mime_message *m)
{
	struct mime_part *p = m->root;
	const struct mime_param *charset;
	struct mime_params *params;
	int rc;

	m->has_fallback = true;
	m->fallback = mime_slice_text(m->limits.fallback);
	if (m->fallback.ptr != NULL)
		return MIME_OK;
	while (p != NULL && !(p->kind == MIME_PART_LEAF &&
			      mime_media_type_is_text(mime_part_type(p))))
		p = mime_part_after(p);
	if (p == NULL)
		return MIME_OK;
	rc = mime_part_type_params(&params, p);
	if (rc != MIME_OK) {
		m->has_fallback = false;
		return rc;
	}
	charset = mime_param_find(params, "charset");
	if (charset != NULL)
		m->fallback = charset->literal;
	return MIME_OK;
}

int
mime_part_context(struct mime_text_context *out, struct mime_part *p,
		  size_t offset, struct mime_defects *defects)
{
	struct mime_message *m = p->message;
	int rc = MIME_OK;

	if (m->converters == NULL) {
		rc = mime_converters_new(&m->own_converters);
		m->converters = m->own_converters;
	}
	/* while the tree grows no text is decoded, and no first part known */
	if (rc == MIME_OK && m->complete && !m->has_fallback)
		rc = find_fallback(m);
	if (defects != NULL)
		defects->part = p;
	*out = (struct mime_text_context){
		.converters = m->converters,
		.fallback = m->has_fallback ? m->fallback : MIME_ABSENT,
		.defects = defects,
		.offset = offset,
		.max_comments = m->limits.max_comments,
		.max_params = m->limits.max_params,
	};
	return rc;
}
