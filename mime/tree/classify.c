#include "tree/classify.h"
#include "text/lex.h"

static const mime_slice transfers[] = {
	[MIME_TRANSFER_7BIT] = { "7bit", 4 },
	[MIME_TRANSFER_8BIT] = { "8bit", 4 },
	[MIME_TRANSFER_BINARY] = { "binary", 6 },
	[MIME_TRANSFER_QP] = { "quoted-printable", 16 },
	[MIME_TRANSFER_BASE64] = { "base64", 6 },
};

/* Names of RFC 2045 6.3 that old mailers use for uuencode. */
static const char *const uu_names[] = { "x-uuencode", "x-uue", "uuencode",
					"uue" };

static enum mime_transfer
transfer_of(mime_slice token)
{
	for (int i = MIME_TRANSFER_7BIT; i <= MIME_TRANSFER_BASE64; i++)
		if (mime_slice_same(transfers[i], token))
			return (enum mime_transfer)i;
	for (size_t i = 0; i < sizeof uu_names / sizeof *uu_names; i++)
		if (mime_slice_is(token, uu_names[i]))
			return MIME_TRANSFER_UU;
	return MIME_TRANSFER_UNKNOWN;
}

/* The text up to a ";", without comments; blanks between tokens become one
 * blank, or nothing next to a "/". */
static int
without_comments(mime_slice *out, bool *extra, struct mime_arena *arena,
		 mime_slice body)
{
	char *copy = mime_arena_alloc(arena, body.len + 1);
	struct mime_token t;
	struct mime_lex l;
	size_t n = 0;

	*out = MIME_ABSENT;
	*extra = false;
	if (copy == NULL)
		return MIME_ENOMEM;
	mime_lex_init(&l, body, MIME_LEX_PARAM, NULL);
	for (mime_lex_next_plain(&t, &l); t.kind != MIME_TOKEN_END;
	     mime_lex_next_plain(&t, &l)) {
		if (t.kind == MIME_TOKEN_SPECIAL && t.raw.ptr[0] == ';') {
			*extra = true;
			break;
		}
		if (t.blank_before && n > 0 && copy[n - 1] != '/' &&
		    t.raw.ptr[0] != '/')
			copy[n++] = ' ';
		memcpy(copy + n, t.raw.ptr, t.raw.len);
		n += t.raw.len;
	}
	*out = mime_slice_of(copy, n);
	return MIME_OK;
}

int
mime_transfer_scan(enum mime_transfer *out, mime_slice *token, bool *extra,
		   struct mime_arena *arena, mime_slice body)
{
	mime_slice plain = mime_slice_trim(body);
	int rc;

	*token = plain;
	*extra = false;
	*out = transfer_of(plain);
	if (*out != MIME_TRANSFER_UNKNOWN)
		return MIME_OK;
	rc = without_comments(token, extra, arena, body);
	if (rc != MIME_OK)
		return rc;
	*out = transfer_of(*token);
	if (*out == MIME_TRANSFER_UNKNOWN && token->len > 0)
		*extra = *extra || memchr(token->ptr, ',', token->len) ||
			 memchr(token->ptr, ' ', token->len);
	return MIME_OK;
}

static bool
in_digest(const struct mime_part *p)
{
	return p->parent != NULL &&
	       p->parent->type == MIME_TYPE_MULTIPART_DIGEST;
}

int
mime_media_type_read(enum mime_media_type *number, mime_slice *type,
		     struct mime_arena *arena, mime_slice body)
{
	enum mime_media_type found = mime_media_type_scan(type, body);
	mime_slice plain;
	bool extra;
	int rc;

	if (type->ptr == NULL && body.len > 0 &&
	    memchr(body.ptr, '/', body.len) != NULL) {
		rc = without_comments(&plain, &extra, arena, body);
		if (rc != MIME_OK)
			return rc;
		found = mime_media_type_scan(type, plain);
	}
	if (number != NULL)
		*number = found;
	return MIME_OK;
}

static int
set_type(struct mime_part *p, mime_slice body)
{
	struct mime_arena *arena = &p->message->arena;
	enum mime_media_type number;
	struct mime_part_more *more;
	mime_slice type;
	int rc = mime_media_type_read(&number, &type, arena, body);

	if (rc != MIME_OK)
		return rc;
	if (type.ptr == NULL) /* H15: the default applies (RFC 2045 5.2) */
		return MIME_OK;
	p->type = (uint8_t)number;
	if (number != MIME_TYPE_OTHER)
		return MIME_OK;
	more = mime_part_need_more(p);
	if (more == NULL)
		return MIME_ENOMEM;
	return mime_arena_copy_lower(&more->type, arena, type);
}

static int
set_transfer(struct mime_part *p, mime_slice body)
{
	struct mime_arena *arena = &p->message->arena;
	struct mime_part_more *more;
	enum mime_transfer transfer;
	mime_slice token;
	bool extra;
	int rc;

	rc = mime_transfer_scan(&transfer, &token, &extra, arena, body);
	if (rc != MIME_OK)
		return rc;
	p->transfer = (uint8_t)transfer;
	if (transfer < MIME_TRANSFER_UU)
		return MIME_OK;
	more = mime_part_need_more(p);
	if (more == NULL)
		return MIME_ENOMEM;
	return mime_arena_copy_lower(&more->encoding, arena, token);
}

int
mime_part_classify(struct mime_part *p, const struct mime_field *type,
		   const struct mime_field *encoding)
{
	int rc = MIME_OK;

	p->type =
		in_digest(p) ? MIME_TYPE_MESSAGE_RFC822 : MIME_TYPE_TEXT_PLAIN;
	p->transfer = MIME_TRANSFER_NONE;
	if (type != NULL)
		rc = set_type(p, mime_field_body(type));
	if (rc == MIME_OK && encoding != NULL)
		rc = set_transfer(p, mime_field_body(encoding));
	return rc;
}

static void
defect(struct mime_part *p, int kind)
{
	size_t at = mime_part_header_at(p);

	p->message->defects.part = p;
	mime_defect_add(&p->message->defects, kind, at, p->body - at);
}

bool
mime_part_holds_message(struct mime_part *p)
{
	bool identity = p->transfer <= MIME_TRANSFER_BINARY;

	switch (p->type) {
	case MIME_TYPE_MESSAGE_RFC822:
	case MIME_TYPE_MESSAGE_NEWS:
		if (!identity)
			defect(p, MIME_DEFECT_ENCODED_COMPOSITE);
		return identity;
	case MIME_TYPE_MESSAGE_GLOBAL:
		return identity; /* RFC 6532 3.7 allows any encoding */
	case MIME_TYPE_MESSAGE_PARTIAL:
		defect(p, MIME_DEFECT_MESSAGE_PARTIAL);
		return false;
	case MIME_TYPE_MESSAGE_EXTERNAL_BODY:
		defect(p, MIME_DEFECT_EXTERNAL_BODY);
		return false;
	default:
		return false;
	}
}
