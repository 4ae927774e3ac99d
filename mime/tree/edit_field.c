#include "base/reader.h"
#include "text/guard.h"
#include "text/msgid.h"
#include "tree/boundary_new.h"
#include "tree/edit.h"
#include "tree/media_type.h"
#include "tree/multipart.h"

static int
refuse(mime_error *err, size_t offset, const char *what)
{
	return mime_error_set(err, MIME_EINVAL, 0, offset, what);
}

/* The word at s[at]: up to a blank that no quoted string holds. */
static size_t
word_end(mime_slice s, size_t at)
{
	bool quoted = false;

	for (; at < s.len; at++) {
		char c = s.ptr[at];

		if (c == '"')
			quoted = !quoted;
		else if (c == '\\' && quoted && at + 1 < s.len)
			at++;
		else if (mime_ascii_is_blank(c) && !quoted)
			break;
	}
	return at;
}

/* A structured value: folded where a blank parts two tokens. */
static void
write_tokens(struct mime_fold *f, mime_slice text)
{
	size_t at = 0, end;

	while (at < text.len) {
		end = word_end(text, at);
		if (end > at)
			mime_fold_token(f, mime_slice_part(text, at, end));
		at = end + 1;
	}
}

static int
check_ascii(mime_slice text, mime_error *err)
{
	for (size_t i = 0; i < text.len; i++)
		if ((uint8_t)text.ptr[i] >= 0x80)
			return refuse(err, i,
				      "a value that must be ASCII is not");
	return MIME_OK;
}

static bool
is_message(enum mime_media_type type)
{
	return type == MIME_TYPE_MESSAGE_RFC822 ||
	       type == MIME_TYPE_MESSAGE_GLOBAL ||
	       type == MIME_TYPE_MESSAGE_NEWS;
}

/* The boundary that a Content-Type of p may name: the one that its delimiters
 * have; of a multipart of ours none, for the writer chooses it. */
static int
check_boundary(struct mime_part *p, mime_slice text, mime_error *err)
{
	struct mime_text_context context;
	mime_slice present, named;
	int rc = mime_part_context(&context, p, 0, NULL);

	if (rc == MIME_OK)
		rc = mime_multipart_boundary(&named, &p->message->arena, text,
					     &context);
	if (rc == MIME_OK)
		rc = mime_part_boundary(&present, p);
	if (rc != MIME_OK)
		return mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	/* that of a new one is absent */
	if (!mime_slice_equal(named, present))
		return refuse(err, 0, "a boundary cannot be changed");
	return MIME_OK;
}

/* A Content-Type may not change what the tree says p is. */
static int
check_type(struct mime_part *p, mime_slice text, mime_error *err)
{
	static const mime_slice multipart = { "multipart/", 10 };
	enum mime_media_type number;
	mime_slice type;
	bool composite;

	number = mime_media_type_scan(&type, text);
	if (type.ptr == NULL)
		return refuse(err, 0, "no media type");
	composite = type.len > multipart.len &&
		    mime_slice_same(mime_slice_of(type.ptr, multipart.len),
				    multipart);
	if (composite != (p->kind == MIME_PART_MULTIPART) ||
	    (p->kind == MIME_PART_MESSAGE && !is_message(number)))
		return refuse(err, 0,
			      "a media type of another kind than the part");
	return composite ? check_boundary(p, text, err) : MIME_OK;
}

static bool
holds_ids(enum mime_field_id id)
{
	return id == MIME_FIELD_MESSAGE_ID || id == MIME_FIELD_IN_REPLY_TO ||
	       id == MIME_FIELD_REFERENCES;
}

static int
check(struct mime_part *p, const char *name, enum mime_field_id id,
      mime_slice text, mime_error *err)
{
	int rc = mime_guard_name(mime_slice_text(name), err);

	if (rc == MIME_OK && name[0] == '-' && name[1] == '-')
		rc = refuse(err, 0, "a field that could be a delimiter");
	if (rc == MIME_OK && id == MIME_FIELD_CONTENT_TRANSFER_ENCODING)
		rc = refuse(err, 0, "the writer chooses this field");
	if (rc == MIME_OK)
		rc = mime_guard_text(text, err);
	if (rc == MIME_OK && mime_field_id_grammar(id) == MIME_GRAMMAR_TOKENS)
		rc = check_ascii(text, err);
	if (rc == MIME_OK && id == MIME_FIELD_CONTENT_TYPE)
		rc = check_type(p, text, err);
	if (rc == MIME_OK && holds_ids(id) &&
	    !mime_msgid_list_valid(text, id == MIME_FIELD_MESSAGE_ID))
		rc = refuse(err, 0, "no message-ids in angle brackets");
	return rc;
}

static int
change(struct mime_part *p, const char *name, mime_slice text, bool alone,
       mime_error *err)
{
	enum mime_field_id id = mime_field_id_find(mime_slice_text(name));
	struct mime_field_edit edit;
	struct mime_strbuf line;
	struct mime_fold f;
	int rc;

	mime_error_set(err, MIME_OK, 0, SIZE_MAX, NULL);
	rc = check(p, name, id, text, err);
	if (rc != MIME_OK)
		return rc;
	rc = mime_field_write_begin(&f, &line, p, name);
	if (rc != MIME_OK)
		return mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	if (mime_field_id_grammar(id) == MIME_GRAMMAR_ADDRESSES)
		rc = mime_address_write(&f, text, err);
	else if (mime_field_id_grammar(id) == MIME_GRAMMAR_TOKENS)
		write_tokens(&f, text);
	else
		mime_fold_text(&f, text);
	if (rc == MIME_OK)
		rc = mime_field_write_end(&f, err);
	if (rc == MIME_OK) {
		rc = mime_field_edit_init(&edit, p, name,
					  mime_strbuf_slice(&line), alone);
		if (rc == MIME_OK)
			mime_field_edit_commit(&edit);
		else
			mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	}
	mime_strbuf_free(&line);
	return rc;
}

int
mime_field_set(struct mime_part *p, const char *name, mime_slice text,
	       mime_error *err)
{
	return change(p, name, text, true, err);
}

int
mime_field_add(struct mime_part *p, const char *name, mime_slice text,
	       mime_error *err)
{
	if (mime_field_id_find(mime_slice_text(name)) ==
		    MIME_FIELD_CONTENT_TYPE &&
	    mime_field_by_id(p, MIME_FIELD_CONTENT_TYPE) != NULL)
		return refuse(err, 0, "a second Content-Type");
	return change(p, name, text, false, err);
}

/* A leaf without Content-Type is a text, but in a digest (RFC 2045 5.2,
 * RFC 2046 5.1.5); what has children stays what it is, and so does a part of
 * ours, whose type was given when it was made. */
static void
reset_type(struct mime_part *p, enum mime_field_id id)
{
	if (p->kind != MIME_PART_LEAF || (p->flags & MIME_PART_NEW) != 0)
		return;
	if (id == MIME_FIELD_CONTENT_TYPE)
		p->type = (uint8_t)mime_part_default_type(p->parent);
	else if (id == MIME_FIELD_CONTENT_TRANSFER_ENCODING)
		p->transfer = MIME_TRANSFER_NONE;
}

void
mime_field_drop(struct mime_part *p, const char *name)
{
	enum mime_field_id id = mime_field_id_find(mime_slice_text(name));

	if (mime_field_find(p, name, NULL) == NULL)
		return;
	mime_field_drop_after(p, mime_slice_text(name), NULL);
	mime_part_forget(p, id);
	reset_type(p, id);
	mime_part_mark_edited(p);
}
