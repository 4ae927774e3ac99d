#include "tree/body.h"
#include "base/memory.h"
#include "base/reader.h"
#include "tree/content.h"
#include "tree/media_type.h"

/* Input taken at a time: decoded from base64 it is a run of 128 KiB, which a
 * caller may well write as it comes. */
enum { PIECE = 180 * 1024, UU_PIECE = 2 * 1024 };

struct body {
	mime_slice rest; /* of the raw body */
	enum mime_transfer transfer;
	union {
		struct mime_base64 base64;
		struct mime_qp qp;
		struct mime_uu uu;
	} state;
	struct mime_conv conv;
	bool text, ended;
	bool after_cr; /* a CR is held back until its LF is seen */
	struct mime_body_faults *faults;
	struct mime_strbuf converted, lines;
	char *block; /* decoded bytes; NULL while there is no decoding */
};

mime_slice
mime_body_raw(const struct mime_part *p)
{
	return mime_part_bytes(p, p->body, p->end);
}

bool
mime_body_is_text(const struct mime_part *p)
{
	return p->kind == MIME_PART_LEAF &&
	       (p->flags & MIME_PART_OPAQUE) == 0 &&
	       mime_media_type_is_text(mime_part_type(p));
}

/* How much input the next step takes. */
static size_t
piece_of(const struct body *b)
{
	size_t most = b->transfer == MIME_TRANSFER_UU ? UU_PIECE : PIECE;

	return b->rest.len < most ? b->rest.len : most;
}

/* Begins decoding: b->block has room for what a piece becomes. */
static int
begin_decoding(struct body *b)
{
	size_t n = piece_of(b);

	if (b->transfer == MIME_TRANSFER_BASE64)
		mime_base64_init(&b->state.base64, MIME_LINE_NONE);
	else if (b->transfer == MIME_TRANSFER_QP)
		mime_qp_init(&b->state.qp, 0);
	else if (b->transfer == MIME_TRANSFER_UU)
		mime_uu_init(&b->state.uu);
	else
		return MIME_OK;
	b->block = mime_alloc(b->transfer == MIME_TRANSFER_UU
				      ? MIME_UU_DECODE_MAX(n)
				      : MIME_QP_DECODE_MAX(n));
	return b->block != NULL ? MIME_OK : MIME_ENOMEM;
}

/* The next bytes after transfer decoding, absent at the end. */
static mime_slice
decode(struct body *b)
{
	size_t n = piece_of(b), made;
	bool last = n == b->rest.len;
	mime_slice in = mime_slice_of(b->rest.ptr, n);

	if (b->ended)
		return MIME_ABSENT;
	if (!mime_transfer_is_coded(b->transfer) && !b->text) {
		b->ended = true;
		return b->rest;
	}
	b->rest = mime_slice_part(b->rest, n, b->rest.len);
	b->ended = last;
	if (b->transfer == MIME_TRANSFER_BASE64)
		made = mime_base64_decode(&b->state.base64, in.ptr, n, b->block,
					  last);
	else if (b->transfer == MIME_TRANSFER_QP)
		made = mime_qp_decode(&b->state.qp, in.ptr, n, b->block, last);
	else if (b->transfer == MIME_TRANSFER_UU)
		made = mime_uu_decode(&b->state.uu, in.ptr, n, b->block, last);
	else
		return in;
	return mime_slice_of(b->block, made);
}

/* Appends text with CRLF as LF; a bare CR is data. */
static void
line_ends(struct body *b, mime_slice text)
{
	/* and a CR that was held back */
	char *out = mime_strbuf_reserve(&b->lines, text.len + 1);
	size_t made = 0;

	if (out == NULL)
		return;
	if (b->after_cr && text.len > 0) {
		if (text.ptr[0] != '\n')
			out[made++] = '\r';
		b->after_cr = false;
	}
	while (text.len > 0) {
		const char *cr = memchr(text.ptr, '\r', text.len);
		size_t n = cr != NULL ? (size_t)(cr - text.ptr) : text.len;

		memcpy(out + made, text.ptr, n);
		made += n;
		if (cr == NULL)
			break;
		text = mime_slice_part(text, n + 1, text.len);
		if (text.len == 0)
			b->after_cr = true;
		else if (text.ptr[0] != '\n')
			out[made++] = '\r';
	}
	if (b->ended && b->after_cr)
		out[made++] = '\r';
	mime_strbuf_added(&b->lines, made);
}

/* What was decoded, as UTF-8 with LF at line ends; what is so already is not
 * copied. */
static int
convert(struct body *b, mime_slice *piece)
{
	if (!mime_conv_same(&b->conv, *piece)) {
		mime_strbuf_clear(&b->converted);
		mime_strbuf_reserve(&b->converted, piece->len);
		mime_conv_step(&b->conv, &b->converted, *piece, b->ended);
		*piece = mime_strbuf_slice(&b->converted);
		if (b->converted.error != MIME_OK)
			return b->converted.error;
	}
	if (!b->after_cr && memchr(piece->ptr, '\r', piece->len) == NULL)
		return MIME_OK;
	mime_strbuf_clear(&b->lines);
	line_ends(b, *piece);
	*piece = mime_strbuf_slice(&b->lines);
	return b->lines.error;
}

static void
note_faults(struct body *b)
{
	if (!b->ended || b->faults == NULL)
		return;
	if (b->transfer == MIME_TRANSFER_BASE64)
		memcpy(b->faults->base64, b->state.base64.faults,
		       sizeof b->faults->base64);
	else if (b->transfer == MIME_TRANSFER_QP)
		memcpy(b->faults->qp, b->state.qp.faults, sizeof b->faults->qp);
	else if (b->transfer == MIME_TRANSFER_UU)
		memcpy(b->faults->uu, b->state.uu.faults, sizeof b->faults->uu);
	if (!b->text)
		return;
	b->faults->invalid = b->conv.invalid;
	b->faults->outside = b->conv.outside;
}

static int
pull_body(mime_slice *out, void *ctx, mime_error *err)
{
	struct body *b = ctx;

	(void)err;
	while (!b->ended) {
		mime_slice piece = decode(b);
		int rc = b->text ? convert(b, &piece) : MIME_OK;

		if (rc != MIME_OK)
			return rc;
		note_faults(b);
		if (piece.len > 0) {
			*out = piece;
			return 1;
		}
	}
	return 0;
}

static void
free_body(void *ctx)
{
	struct body *b = ctx;

	mime_strbuf_free(&b->converted);
	mime_strbuf_free(&b->lines);
	mime_free(b->block);
	mime_free(b);
}

static int
begin_text(struct body *b, struct mime_part *p)
{
	struct mime_charset_use use;
	struct mime_charset found;
	mime_slice label;
	int rc = mime_body_label(&label, &use, p);

	if (rc == MIME_OK)
		rc = mime_conv_begin(&b->conv, &found, p->message->converters,
				     label);
	b->text = rc == MIME_OK;
	return rc;
}

/* What there is to read in memory: the content given, or the parsed body. */
static mime_slice
bytes_of(const struct mime_part *p)
{
	const struct mime_content *content = mime_part_content(p);

	if (content != NULL)
		return content->bytes;
	return (p->flags & MIME_PART_NEW) != 0 ? MIME_LITERAL("")
					       : mime_body_raw(p);
}

int
mime_body_open_noting(struct mime_reader **out, struct mime_part *p,
		      enum mime_body_form form, struct mime_body_faults *faults)
{
	const struct mime_content *content;
	struct body *b;
	int rc = MIME_OK;

	*out = NULL;
	if (p == NULL || (form == MIME_BODY_UTF8 && !mime_body_is_text(p)))
		return MIME_EINVAL;
	content = mime_part_content(p);
	if (content != NULL && content->path != NULL)
		return form == MIME_BODY_UTF8
			       ? MIME_EINVAL
			       : mime_content_open(out, content, NULL);
	b = mime_alloc_array(1, sizeof *b);
	if (b == NULL)
		return MIME_ENOMEM;
	b->rest = bytes_of(p);
	b->faults = faults;
	mime_strbuf_init(&b->converted, SIZE_MAX);
	mime_strbuf_init(&b->lines, SIZE_MAX);
	/* only a leaf is encoded (RFC 2045 6.4) */
	if (form != MIME_BODY_RAW && p->kind == MIME_PART_LEAF)
		b->transfer = (enum mime_transfer)p->transfer;
	rc = begin_decoding(b);
	if (rc == MIME_OK && form == MIME_BODY_UTF8)
		rc = begin_text(b, p);
	if (rc == MIME_OK)
		rc = mime_reader_open(out, pull_body, free_body, b);
	if (rc != MIME_OK)
		free_body(b);
	return rc;
}

int
mime_body_open(struct mime_reader **out, struct mime_part *p,
	       enum mime_body_form form)
{
	return mime_body_open_noting(out, p, form, NULL);
}

int
mime_body_octets(uint64_t *out, struct mime_part *p)
{
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open(&r, p, MIME_BODY_BYTES);

	*out = 0;
	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&piece, r)) > 0)
		*out += piece.len;
	mime_reader_free(r);
	return rc;
}
