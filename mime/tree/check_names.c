#include "codec/utf8.h"
#include "text/device.h"
#include "text/invisible.h"
#include "text/lookalike.h"
#include "text/word.h"
#include "tree/check.h"

/* A file name as one parameter gives it. */
struct name {
	mime_slice text; /* absent: there is no such parameter */
	size_t from, to; /* where it stands */
};

void
mime_check_invisible(struct mime_check *c, mime_slice utf8, size_t from,
		     size_t to)
{
	uint32_t code;
	bool bidi = false, ignorable = false;

	if (mime_ascii_only(utf8.ptr, utf8.len))
		return;
	for (size_t at = 0; at < utf8.len;) {
		int len = mime_utf8_next(&code, utf8.ptr + at, utf8.len - at);

		at += (size_t)(len < 0 ? -len : len);
		bidi |= mime_invisible_kind(code) == MIME_BIDI;
		ignorable |= mime_invisible_kind(code) == MIME_IGNORABLE;
	}
	if (bidi || ignorable)
		mime_defect_add_as(c->defects, MIME_DEFECT_INVISIBLE_CHARACTER,
				   bidi ? 'E' : 'I', from, to - from);
}

/* "." and "..", too. */
static bool
looks_like_path(mime_slice name)
{
	size_t dots = 0, others = 0;

	for (size_t at = 0; at < name.len;) {
		uint32_t code = mime_lookalike(mime_utf8_read(&at, name));

		if (code == '/' || code == '\\')
			return true;
		if (code == '.')
			dots++;
		else
			others++;
	}
	return others == 0 && (dots == 1 || dots == 2);
}

static bool
has_control(mime_slice name)
{
	for (size_t at = 0; at < name.len;)
		if (mime_invisible_kind(mime_utf8_read(&at, name)) ==
		    MIME_CONTROL)
			return true;
	return false;
}

/* What the name itself does to a disk or an eye. */
static void
check_name(struct mime_check *c, const struct name *name)
{
	mime_slice text = name->text;
	char last = text.len > 0 ? text.ptr[text.len - 1] : 'x';

	if (looks_like_path(text))
		mime_check_defect(c, MIME_DEFECT_PATH_IN_FILENAME, name->from,
				  name->to);
	if (has_control(text))
		mime_check_defect(c, MIME_DEFECT_CONTROL_IN_FILENAME,
				  name->from, name->to);
	mime_check_invisible(c, text, name->from, name->to);
	if (mime_device_name(text))
		mime_check_defect(c, MIME_DEFECT_RESERVED_FILENAME, name->from,
				  name->to);
	if (last == '.' || mime_ascii_is_blank(last))
		mime_check_defect(c, MIME_DEFECT_TRAILING_DOT, name->from,
				  name->to);
}

static int
read_name(struct name *out, struct mime_check *c, struct mime_part *p,
	  const struct mime_param *param)
{
	struct mime_text_context context;
	int rc;

	*out = (struct name){ 0 };
	if (param == NULL)
		return MIME_OK;
	out->from = param->offset;
	out->to = param->offset + param->length;
	rc = mime_part_context(&context, p, param->offset, c->defects);
	if (rc == MIME_OK)
		rc = mime_param_text(&out->text, &c->scratch, param, &context);
	return rc;
}

static void
check_differ(struct mime_check *c, int kind, const struct name *a,
	     const struct name *b)
{
	if (a->text.ptr != NULL && b->text.ptr != NULL &&
	    !mime_slice_equal(a->text, b->text))
		mime_check_defect(c, kind, b->from, b->to);
}

/* The name that a field gives, extended form first, and its rivals. */
static int
read_names(struct name *best, struct mime_check *c, struct mime_part *p,
	   enum mime_field_id id, const char *parameter)
{
	struct mime_field *f = mime_field_by_id(p, id);
	const struct mime_param *first;
	struct mime_text_context context;
	struct mime_params params;
	struct name rival;
	int rc;

	*best = (struct name){ 0 };
	if (f == NULL || mime_field_body_at(f) == SIZE_MAX)
		return MIME_OK;
	c->defects->field = f;
	rc = mime_part_context(&context, p, mime_field_body_at(f), NULL);
	if (rc == MIME_OK)
		rc = mime_params_parse(&params, &c->scratch, mime_field_body(f),
				       &context);
	if (rc != MIME_OK)
		return rc;
	first = mime_param_find(&params, parameter);
	rc = read_name(best, c, p, first);
	for (size_t i = 0; rc == MIME_OK && i < params.n; i++) {
		const struct mime_param *other = &params.list[i];

		if (other == first || !mime_slice_is(other->name, parameter))
			continue;
		rc = read_name(&rival, c, p, other);
		if (rc == MIME_OK)
			check_differ(c, MIME_DEFECT_FILENAME_FORMS_DIFFER, best,
				     &rival);
	}
	return rc;
}

int
mime_check_names(struct mime_check *c, struct mime_part *p)
{
	struct name filename, name;
	int rc;

	rc = read_names(&filename, c, p, MIME_FIELD_CONTENT_DISPOSITION,
			"filename");
	if (rc == MIME_OK && filename.text.ptr != NULL)
		check_name(c, &filename);
	if (rc == MIME_OK)
		rc = read_names(&name, c, p, MIME_FIELD_CONTENT_TYPE, "name");
	if (rc == MIME_OK && name.text.ptr != NULL) {
		if (filename.text.ptr == NULL)
			check_name(c, &name);
		check_differ(c, MIME_DEFECT_NAME_FILENAME_DIFFER, &filename,
			     &name);
	}
	mime_arena_free(&c->scratch);
	return rc;
}
