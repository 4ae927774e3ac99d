#include "tree/body.h"
#include "tree/check.h"
#include "tree/html_charset.h"
#include "tree/media_type.h"
#include "tree/uuencode.h"

/* What is looked at in the decoded bytes, piece by piece; all but the head in
 * those of a text. */
struct watch {
	struct mime_check *check;
	struct mime_part *part;
	bool text;
	size_t offset; /* of the next piece, in the decoded body */
	size_t nul_at; /* SIZE_MAX: none met */
	struct mime_uuencode uu;
	size_t uu_at;	 /* SIZE_MAX: none met */
	char head[1024]; /* where HTML names its charset, and types differ */
	size_t n_head;
};

static void
look_at(struct watch *w, mime_slice piece)
{
	size_t n = sizeof w->head - w->n_head;

	if (w->text && w->nul_at == SIZE_MAX) {
		const char *nul = memchr(piece.ptr, '\0', piece.len);

		if (nul != NULL)
			w->nul_at = w->offset + (size_t)(nul - piece.ptr);
	}
	if (w->text && w->uu_at == SIZE_MAX &&
	    mime_uuencode_find(&w->uu, piece))
		w->uu_at = w->uu.begin;
	n = n < piece.len ? n : piece.len;
	memcpy(w->head + w->n_head, piece.ptr, n);
	w->n_head += n;
	w->offset += piece.len;
}

/* Reads the body in that form to its end. */
static int
read_body(struct mime_part *p, enum mime_body_form form,
	  struct mime_body_faults *faults, struct watch *watch)
{
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open_noting(&r, p, form, faults);

	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&piece, r)) > 0)
		if (watch != NULL)
			look_at(watch, piece);
	mime_reader_free(r);
	return rc;
}

/* A stage counts from the start of its own input; its faults become defects
 * of the part.  The count of a kind is that of the stage. */
static void
add_fault(struct mime_check *c, int kind, size_t base,
	  const struct mime_fault *fault)
{
	if (fault->count == 0)
		return;
	mime_check_defect(c, kind, base + fault->offset,
			  base + fault->offset + 1);
	mime_defect_repeat(c->defects, kind, fault->count - 1);
}

static void
add_encoding_faults(struct mime_check *c, const struct mime_part *p,
		    const struct mime_body_faults *f)
{
	static const int base64[MIME_BASE64_FAULTS] = {
		[MIME_BASE64_JUNK] = MIME_DEFECT_BASE64_JUNK,
		[MIME_BASE64_STRAY] = MIME_DEFECT_BASE64_STRAY_PADDING,
		[MIME_BASE64_UNPADDED] = MIME_DEFECT_BASE64_UNPADDED,
		[MIME_BASE64_AFTER] = MIME_DEFECT_BASE64_AFTER_PADDING,
		[MIME_BASE64_TAIL] = MIME_DEFECT_BASE64_TAIL_BITS,
	};
	static const int qp[MIME_QP_FAULTS] = {
		[MIME_QP_ESCAPE] = MIME_DEFECT_QP_BAD_ESCAPE,
		[MIME_QP_BLANKS] = MIME_DEFECT_QP_SOFT_BREAK_BLANKS,
	};
	static const int uu[MIME_UU_FAULTS] = {
		[MIME_UU_JUNK] = MIME_DEFECT_BASE64_JUNK,
		[MIME_UU_SHORT] = MIME_DEFECT_BASE64_UNPADDED,
		[MIME_UU_UNENDED] = MIME_DEFECT_BASE64_UNPADDED,
		[MIME_UU_OUTSIDE] = MIME_DEFECT_BASE64_AFTER_PADDING,
	};

	for (int i = 0; i < MIME_BASE64_FAULTS; i++)
		add_fault(c, base64[i], p->body, &f->base64[i]);
	for (int i = 0; i < MIME_QP_FAULTS; i++)
		add_fault(c, qp[i], p->body, &f->qp[i]);
	for (int i = 0; i < MIME_UU_FAULTS; i++)
		add_fault(c, uu[i], p->body, &f->uu[i]);
}

/* Decodes one byte of p's body; returns how many come out. */
static size_t
decode_byte(const struct mime_part *p, struct mime_base64 *base64,
	    struct mime_qp *qp, struct mime_uu *uu, const char *in)
{
	char out[MIME_QP_DECODE_MAX(1)];

	switch (p->transfer) {
	case MIME_TRANSFER_BASE64:
		return mime_base64_decode(base64, in, 1, out, false);
	case MIME_TRANSFER_UU:
		return mime_uu_decode(uu, in, 1, out, false);
	default:
		return mime_qp_decode(qp, in, 1, out, false);
	}
}

/* The place in the buffer of a byte of the decoded body: where the encoding
 * shifts places, the encoded bytes are decoded anew up to there. */
static size_t
place_of(const struct mime_part *p, size_t decoded)
{
	mime_slice raw = mime_body_raw(p);
	struct mime_base64 base64;
	struct mime_qp qp;
	struct mime_uu uu;
	size_t made = 0, at = 0;

	if (!mime_transfer_is_coded((enum mime_transfer)p->transfer))
		return p->body + decoded;
	mime_base64_init(&base64, MIME_LINE_NONE);
	mime_qp_init(&qp, 0);
	mime_uu_init(&uu);
	while (at < raw.len && made <= decoded)
		made += decode_byte(p, &base64, &qp, &uu, raw.ptr + at++);
	return p->body + (at > 0 ? at - 1 : 0);
}

static void
add_charset_defects(struct mime_check *c, struct mime_part *p,
		    const struct mime_charset_use *use,
		    const struct mime_body_faults *f)
{
	if (use->defect != 0)
		mime_check_defect(c, use->defect, p->body, p->body);
	if (f->invalid.count > 0)
		add_fault(
			c, MIME_DEFECT_INVALID_IN_CHARSET, 0,
			&(struct mime_fault){ f->invalid.count,
					      place_of(p, f->invalid.offset) });
	if (f->outside.count > 0)
		add_fault(
			c, MIME_DEFECT_OUTSIDE_GB2312, 0,
			&(struct mime_fault){ f->outside.count,
					      place_of(p, f->outside.offset) });
}

/* E10: bytes above 0x7f where the transfer encoding promises none. */
static void
check_8bit(struct mime_check *c, const struct mime_part *p)
{
	mime_slice raw = mime_body_raw(p);
	size_t i = 0;

	if (p->transfer == MIME_TRANSFER_8BIT ||
	    p->transfer == MIME_TRANSFER_BINARY ||
	    p->transfer == MIME_TRANSFER_UNKNOWN ||
	    mime_ascii_only(raw.ptr, raw.len))
		return;
	while ((uint8_t)raw.ptr[i] < 0x80)
		i++;
	mime_check_defect(c, MIME_DEFECT_UNDECLARED_8BIT, p->body + i,
			  p->body + i + 1);
}

static int
check_text(struct mime_check *c, struct mime_part *p)
{
	struct watch w = { .check = c,
			   .part = p,
			   .text = true,
			   .nul_at = SIZE_MAX,
			   .uu_at = SIZE_MAX };
	struct mime_body_faults faults = { 0 }, ignored = { 0 };
	struct mime_charset_use use;
	mime_slice label;
	int rc;

	mime_uuencode_init(&w.uu);
	rc = mime_part_charset(&use, p);
	if (rc == MIME_OK)
		rc = read_body(p, MIME_BODY_BYTES, &ignored, &w);
	if (rc == MIME_OK)
		rc = read_body(p, MIME_BODY_UTF8, &faults, NULL);
	if (rc != MIME_OK)
		return rc;
	add_encoding_faults(c, p, &faults);
	add_charset_defects(c, p, &use, &faults);
	if (p->more != NULL)
		p->more->outside = faults.outside.count;
	if (w.nul_at != SIZE_MAX)
		mime_check_defect(c, MIME_DEFECT_NUL_IN_TEXT,
				  place_of(p, w.nul_at),
				  place_of(p, w.nul_at) + 1);
	if (w.uu_at != SIZE_MAX)
		mime_check_defect(c, MIME_DEFECT_UUENCODE_IN_TEXT,
				  place_of(p, w.uu_at),
				  place_of(p, w.uu_at) + 6);
	mime_check_type(c, p, mime_slice_of(w.head, w.n_head));
	if (p->type != MIME_TYPE_TEXT_HTML ||
	    !mime_html_charset(&label, mime_slice_of(w.head, w.n_head)))
		return MIME_OK;
	if (use.declared.ptr != NULL &&
	    !mime_html_charset_agrees(use.declared, label))
		mime_check_defect(c, MIME_DEFECT_CHARSET_DIFFERS_FROM_HTML,
				  p->body, p->body);
	return MIME_OK;
}

int
mime_check_body(struct mime_check *c, struct mime_part *p)
{
	struct watch w = { .check = c, .part = p };
	struct mime_body_faults faults = { 0 };
	int rc;

	if ((p->flags & MIME_PART_OPAQUE) != 0)
		return MIME_OK;
	check_8bit(c, p);
	if (p->transfer != MIME_TRANSFER_BINARY)
		mime_check_lines(c, p->body, p->end, false);
	if (mime_body_is_text(p))
		return check_text(c, p);
	rc = read_body(p, MIME_BODY_BYTES, &faults, &w);
	if (rc != MIME_OK)
		return rc;
	add_encoding_faults(c, p, &faults);
	if (p->kind == MIME_PART_LEAF)
		mime_check_type(c, p, mime_slice_of(w.head, w.n_head));
	return MIME_OK;
}
