#include "base/strbuf.h"
#include "text/msgid.h"
#include "text/word.h"
#include "tree/check.h"
#include "tree/classify.h"
#include "tree/type_choice.h"

static void
at_body(struct mime_check *c, int kind, char severity,
	const struct mime_field *f)
{
	mime_slice body = mime_field_body(f);

	mime_defect_add_as(c->defects, kind, severity, mime_field_body_at(f),
			   body.len);
}

static int
check_text(struct mime_check *c, const struct mime_field *f,
	   const struct mime_text_context *context)
{
	mime_slice body = mime_field_body(f);
	struct mime_strbuf text;
	int rc;

	mime_strbuf_init(&text, SIZE_MAX);
	mime_word_decode(&text, body, MIME_WORD_TEXT, context);
	if (f->id == MIME_FIELD_SUBJECT)
		mime_check_invisible(c, mime_strbuf_slice(&text),
				     mime_field_body_at(f),
				     mime_field_body_at(f) + body.len);
	rc = text.error;
	mime_strbuf_free(&text);
	return rc;
}

/* raw lies in the body of f. */
static void
check_display_name(struct mime_check *c, const struct mime_field *f,
		   mime_slice name, mime_slice raw)
{
	size_t from = mime_field_body_at(f);

	if (name.len == 0)
		return;
	from += (size_t)(raw.ptr - mime_field_body(f).ptr);
	mime_check_invisible(c, name, from, from + raw.len);
}

static int
check_addresses(struct mime_check *c, const struct mime_field *f,
		const struct mime_text_context *context)
{
	size_t max = c->message->limits.max_addresses;
	struct mime_address_list list;
	int rc;

	rc = mime_address_list_parse(&list, &c->scratch, mime_field_body(f),
				     max - c->addresses, context);
	c->addresses += list.n;
	for (size_t i = 0; i < list.n; i++)
		check_display_name(c, f, list.list[i].name, list.list[i].raw);
	for (size_t i = 0; i < list.groups; i++)
		check_display_name(c, f, list.group[i].name, list.group[i].raw);
	return rc;
}

static int
check_encoding(struct mime_check *c, struct mime_part *p,
	       const struct mime_field *f)
{
	mime_slice body = mime_field_body(f), token;
	enum mime_transfer transfer;
	bool extra;
	int rc;

	(void)p;
	if (mime_word_present(body))
		at_body(c, MIME_DEFECT_ENCODED_WORD_IN_QUOTES, 'E', f);
	rc = mime_transfer_scan(&transfer, &token, &extra, &c->scratch, body);
	if (rc != MIME_OK)
		return rc;
	if (extra)
		at_body(c, MIME_DEFECT_ENCODING_LIST, 'E', f);
	else if (transfer == MIME_TRANSFER_UNKNOWN)
		at_body(c, MIME_DEFECT_UNKNOWN_ENCODING, 'E', f);
	return MIME_OK;
}

static bool
structural(mime_slice name)
{
	return mime_slice_is(name, "boundary") ||
	       mime_slice_is(name, "charset") ||
	       mime_slice_is(name, "protocol");
}

/* True if parsing has recorded what is wrong with the parameters of f. */
static bool
opened_by(const struct mime_part *p, const struct mime_field *f)
{
	return mime_media_type_is_multipart(mime_part_type(p)) &&
	       (p->flags & MIME_PART_OPAQUE) == 0 &&
	       (p->message->limits.flags & MIME_PARSE_HEADERS) == 0 &&
	       f == mime_type_field(p);
}

static int
check_type(struct mime_check *c, struct mime_part *p, struct mime_field *f,
	   struct mime_text_context context)
{
	mime_slice type, body = mime_field_body(f);
	struct mime_params params;
	int rc;

	if (opened_by(p, f))
		context.defects = NULL;
	rc = mime_params_parse(&params, &c->scratch, body, &context);
	if (rc != MIME_OK)
		return rc;
	rc = mime_media_type_read(NULL, &type, &c->scratch, body);
	if (rc != MIME_OK)
		return rc;
	if (type.ptr == NULL)
		at_body(c, MIME_DEFECT_BAD_MEDIA_TYPE, 'W', f);
	if (mime_word_present(params.value))
		at_body(c, MIME_DEFECT_ENCODED_WORD_IN_QUOTES, 'E', f);
	for (size_t i = 0; i < params.n; i++) {
		const struct mime_param *param = &params.list[i];

		if (structural(param->name) &&
		    mime_word_present(param->literal))
			mime_defect_add_as(c->defects,
					   MIME_DEFECT_ENCODED_WORD_IN_QUOTES,
					   'E', param->offset, param->length);
		if (mime_slice_is(param->name, "boundary") &&
		    !mime_media_type_is_multipart(mime_part_type(p)))
			mime_defect_add(c->defects,
					MIME_DEFECT_BOUNDARY_ON_LEAF,
					param->offset, param->length);
	}
	return MIME_OK;
}

static int
check_tokens(struct mime_check *c, struct mime_part *p, struct mime_field *f,
	     const struct mime_text_context *context)
{
	mime_slice body = mime_field_body(f);
	struct mime_params params;
	struct mime_date date;

	if (!mime_ascii_only(body.ptr, body.len) &&
	    f->id != MIME_FIELD_CONTENT_TYPE &&
	    f->id != MIME_FIELD_CONTENT_DISPOSITION)
		at_body(c, MIME_DEFECT_RAW_8BIT_HEADER, 'W', f);
	switch (f->id) {
	case MIME_FIELD_DATE:
	case MIME_FIELD_RESENT_DATE:
		if (!mime_date_parse(&date, body))
			at_body(c, MIME_DEFECT_BAD_DATE, 'W', f);
		return MIME_OK;
	case MIME_FIELD_MESSAGE_ID:
	case MIME_FIELD_REFERENCES:
	case MIME_FIELD_IN_REPLY_TO:
		if (!mime_msgid_list_valid(body,
					   f->id == MIME_FIELD_MESSAGE_ID))
			at_body(c, MIME_DEFECT_BAD_MESSAGE_ID, 'W', f);
		return MIME_OK;
	case MIME_FIELD_CONTENT_TRANSFER_ENCODING:
		return check_encoding(c, p, f);
	case MIME_FIELD_CONTENT_TYPE:
		return check_type(c, p, f, *context);
	case MIME_FIELD_CONTENT_DISPOSITION:
		return mime_params_parse(&params, &c->scratch, body, context);
	default:
		return MIME_OK;
	}
}

int
mime_check_field(struct mime_check *c, struct mime_part *p,
		 struct mime_field *f)
{
	struct mime_text_context context;
	int rc;

	if (mime_field_body_at(f) == SIZE_MAX)
		return MIME_OK; /* not of the parsed buffer */
	rc = mime_part_context(&context, p, mime_field_body_at(f), c->defects);
	if (rc != MIME_OK)
		return rc;
	switch (mime_field_id_grammar((enum mime_field_id)f->id)) {
	case MIME_GRAMMAR_ADDRESSES:
		return check_addresses(c, f, &context);
	case MIME_GRAMMAR_TOKENS:
		return check_tokens(c, p, f, &context);
	default:
		return check_text(c, f, &context);
	}
}
