#include "base/reader.h"
#include "text/guard.h"
#include "tree/edit.h"

enum { LONGEST_PLAIN = 200 }; /* a longer parameter is continued */

static int
refuse(mime_error *err, size_t offset, const char *what)
{
	return mime_error_set(err, MIME_EINVAL, 0, offset, what);
}

/* Printable ASCII goes as it is, an encoded-word among it. */
static bool
is_plain(mime_slice s)
{
	for (size_t i = 0; i < s.len; i++)
		if ((uint8_t)s.ptr[i] < 0x20 || (uint8_t)s.ptr[i] > 0x7e)
			return false;
	return true;
}

/* As it was: an encoded-word in it is not encoded again. */
static void
write_plain(struct mime_strbuf *out, mime_slice name, mime_slice text)
{
	bool quoted = !mime_slice_all(text, MIME_ASCII_TOKEN);

	mime_strbuf_add(out, name);
	mime_strbuf_add_text(out, quoted ? "=\"" : "=");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"' || text.ptr[i] == '\\')
			mime_strbuf_add_char(out, '\\');
		mime_strbuf_add_char(out, text.ptr[i]);
	}
	if (quoted)
		mime_strbuf_add_char(out, '"');
}

/* Writes a parameter that is there already.  One that no header may hold is
 * left out, but a boundary holds the structure together. */
static int
keep(struct mime_fold *f, struct mime_part *p, const struct mime_param *param)
{
	bool plain = param->charset.ptr == NULL && is_plain(param->literal) &&
		     param->literal.len <= LONGEST_PLAIN;
	struct mime_text_context context;
	struct mime_strbuf scratch;
	mime_slice text;
	int rc;

	if (!plain && p->kind == MIME_PART_MULTIPART &&
	    mime_slice_is(param->name, "boundary"))
		return MIME_EINVAL;
	mime_strbuf_init(&scratch, SIZE_MAX);
	if (plain) {
		write_plain(&scratch, param->name, param->literal);
		mime_fold_glue(f, MIME_LITERAL(";"));
		mime_fold_token(f, mime_strbuf_slice(&scratch));
	} else {
		rc = mime_part_context(&context, p, 0, NULL);
		if (rc == MIME_OK)
			rc = mime_param_text(&text, &p->message->arena, param,
					     &context);
		if (rc != MIME_OK || mime_guard_text(text, NULL) != MIME_OK)
			return rc;
		mime_strbuf_add(&scratch, param->name);
		mime_strbuf_add_char(&scratch, '\0');
		if (scratch.error == MIME_OK)
			mime_param_write(f, scratch.ptr, text,
					 MIME_PARAM_COMPAT);
	}
	rc = scratch.error;
	mime_strbuf_free(&scratch);
	return rc;
}

static int
write(struct mime_fold *f, struct mime_part *p,
      const struct mime_parameter_edit *edit)
{
	struct mime_params *params;
	int rc;

	if (edit->id == MIME_FIELD_CONTENT_TYPE)
		rc = mime_part_type_params(&params, p);
	else
		rc = mime_part_disposition_params(&params, p);
	if (rc != MIME_OK)
		return rc;
	mime_fold_token(f, edit->value);
	if (edit->name == NULL)
		return MIME_OK;
	for (size_t i = 0; rc == MIME_OK && i < params->n; i++) {
		const struct mime_param *param = &params->list[i];

		if (!mime_slice_is(param->name, edit->name))
			rc = keep(f, p, param);
	}
	if (rc == MIME_OK && edit->text.ptr != NULL)
		mime_param_write(f, edit->name, edit->text, edit->style);
	return rc;
}

int
mime_parameter_edit_init(struct mime_field_edit *e, struct mime_part *p,
			 const struct mime_parameter_edit *edit,
			 mime_error *err)
{
	const char *name = mime_field_id_name(edit->id);
	struct mime_strbuf line;
	struct mime_fold f;
	int rc = mime_field_write_begin(&f, &line, p, name);

	if (rc == MIME_OK)
		rc = write(&f, p, edit);
	if (rc == MIME_OK) {
		rc = mime_field_write_end(&f, err);
		if (rc != MIME_OK) {
			mime_strbuf_free(&line);
			return rc;
		}
		rc = mime_field_edit_init(e, p, name, mime_strbuf_slice(&line),
					  true);
	}
	mime_strbuf_free(&line);
	return rc == MIME_OK ? rc : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
}

int
mime_part_set_param(struct mime_part *p, const char *param, mime_slice value,
		    mime_error *err)
{
	struct mime_parameter_edit edit = { .id = MIME_FIELD_CONTENT_TYPE,
					    .value = mime_part_type(p),
					    .name = param,
					    .text = value,
					    .style = MIME_PARAM_RFC2231 };
	struct mime_field_edit e;
	int rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (!mime_slice_all(mime_slice_text(param), MIME_ASCII_TOKEN))
		return refuse(err, SIZE_MAX, "no parameter name");
	if (mime_slice_is(mime_slice_text(param), "boundary"))
		return refuse(err, SIZE_MAX, "a boundary cannot be changed");
	rc = mime_guard_text(value, err);
	if (rc != MIME_OK)
		return rc;
	for (size_t i = 0; i < value.len; i++)
		if ((uint8_t)value.ptr[i] >= 0x80)
			return refuse(err, i, "a parameter outside ASCII");
	if (edit.text.ptr == NULL)
		edit.text = MIME_LITERAL("");
	rc = mime_parameter_edit_init(&e, p, &edit, err);
	if (rc == MIME_OK)
		mime_field_edit_commit(&e);
	return rc;
}

/* Content-Type with the name, or without one; *wanted tells whether it has to
 * change at all. */
static int
make_type(struct mime_field_edit *e, bool *wanted, struct mime_part *p,
	  mime_slice name, enum mime_param_style style, mime_error *err)
{
	struct mime_parameter_edit edit = { .id = MIME_FIELD_CONTENT_TYPE,
					    .value = mime_part_type(p),
					    .name = "name",
					    .text = name,
					    .style = style };
	struct mime_params *params;
	int rc = mime_part_type_params(&params, p);

	if (rc != MIME_OK)
		return mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	*wanted = name.ptr != NULL || mime_param_find(params, "name") != NULL;
	return *wanted ? mime_parameter_edit_init(e, p, &edit, err) : MIME_OK;
}

int
mime_part_set_disposition(struct mime_part *p, const char *disposition,
			  mime_slice name, enum mime_name_style style,
			  mime_error *err)
{
	struct mime_parameter_edit edit = {
		.id = MIME_FIELD_CONTENT_DISPOSITION,
		.value = mime_slice_text(disposition),
		.name = "filename",
		.text = name
	};
	struct mime_field_edit disposed, typed;
	bool type_too = false;
	int rc;

	edit.style = style == MIME_NAME_RFC2231	  ? MIME_PARAM_RFC2231
		     : style == MIME_NAME_RFC2047 ? MIME_PARAM_RFC2047
						  : MIME_PARAM_COMPAT;
	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	if (!mime_slice_all(edit.value, MIME_ASCII_TOKEN))
		return refuse(err, SIZE_MAX, "no disposition");
	rc = mime_guard_text(name, err);
	if (rc == MIME_OK)
		rc = make_type(&typed, &type_too, p, name, edit.style, err);
	if (rc == MIME_OK)
		rc = mime_parameter_edit_init(&disposed, p, &edit, err);
	if (rc != MIME_OK)
		return rc;
	if (type_too)
		mime_field_edit_commit(&typed);
	mime_field_edit_commit(&disposed);
	return MIME_OK;
}
