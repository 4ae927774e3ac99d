#include "tree/transfer.h"
#include "base/reader.h"
#include "codec/base64.h"
#include "tree/body.h"
#include "tree/content.h"
#include "tree/encode.h"
#include "tree/line_end.h"
#include "tree/media_type.h"
#include "tree/survey.h"

mime_slice
mime_transfer_name(enum mime_transfer transfer)
{
	static const mime_slice names[] = {
		[MIME_TRANSFER_7BIT] = { "7bit", 4 },
		[MIME_TRANSFER_8BIT] = { "8bit", 4 },
		[MIME_TRANSFER_BINARY] = { "binary", 6 },
		[MIME_TRANSFER_QP] = { "quoted-printable", 16 },
		[MIME_TRANSFER_BASE64] = { "base64", 6 },
		[MIME_TRANSFER_UU] = { NULL, 0 },
		[MIME_TRANSFER_UNKNOWN] = { NULL, 0 },
	};

	return names[transfer];
}

static bool
is_text_type(const struct mime_part *p)
{
	return mime_media_type_is_text(mime_part_type(p));
}

/* Neither multipart nor message may be encoded (RFC 2045 6.4, RFC 2046
 * 5.2). */
static bool
is_composite_type(const struct mime_part *p)
{
	return mime_media_type_is_multipart(mime_part_type(p)) ||
	       mime_slice_begins(mime_part_type(p), MIME_LITERAL("message/"));
}

/* Its line ends are line ends, whatever they are: not so when base64 was
 * asked for by name, or was what carried them. */
static bool
has_lines(const struct mime_part *p)
{
	const struct mime_content *c = mime_part_content(p);

	if (c != NULL)
		return c->text ||
		       (is_text_type(p) && c->wish != MIME_ENCODING_BASE64);
	return is_text_type(p) && p->transfer != MIME_TRANSFER_BASE64 &&
	       p->transfer != MIME_TRANSFER_UU;
}

/* The content before transfer encoding. */
static int
open_content(struct mime_reader **out, struct mime_part *p, mime_error *err)
{
	const struct mime_content *c = mime_part_content(p);
	int rc;

	if (c != NULL)
		return mime_content_open(out, c, err);
	rc = mime_body_open(out, p, MIME_BODY_BYTES);
	return rc == MIME_OK ? rc : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
}

int
mime_transfer_open(struct mime_reader **out, struct mime_part *p,
		   enum mime_transfer transfer, bool lf, bool inside,
		   mime_error *err)
{
	struct mime_encode_opts opts = { .base64 = transfer ==
						   MIME_TRANSFER_BASE64,
					 .text = has_lines(p),
					 .lf = lf,
					 .inside = inside };
	int rc = open_content(out, p, err);

	if (rc != MIME_OK)
		return rc;
	/* base64 has the canonical form of a text: CRLF (RFC 2045 6.8) */
	if (transfer == MIME_TRANSFER_BASE64 && opts.text)
		rc = mime_line_end_open(out, *out, false);
	else if (transfer == MIME_TRANSFER_7BIT ||
		 transfer == MIME_TRANSFER_8BIT)
		rc = mime_line_end_open(out, *out, lf);
	if (rc == MIME_OK &&
	    (transfer == MIME_TRANSFER_BASE64 || transfer == MIME_TRANSFER_QP))
		rc = mime_encode_open(out, *out, &opts);
	return rc == MIME_OK ? rc : mime_error_set(err, rc, 0, SIZE_MAX, NULL);
}

/* Reads r to its end through watch and survey, either of which may be NULL,
 * and frees it. */
static int
look_at(struct mime_reader *r, struct mime_watch *watch, struct mime_survey *s,
	mime_error *err)
{
	mime_slice run;
	int rc;

	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (watch != NULL)
			mime_watch_add(watch, run);
		if (s != NULL)
			mime_survey_add(s, run);
	}
	if (rc < 0)
		*err = *mime_reader_error(r);
	mime_reader_free(r);
	return rc;
}

static uint64_t
base64_octets(uint64_t n)
{
	uint64_t columns = (n + 2) / 3 * 4;

	return columns +
	       (columns + MIME_BASE64_COLUMNS - 1) / MIME_BASE64_COLUMNS * 2;
}

/* Quoted-printable if it is no longer than base64, and its soft breaks put
 * nothing at the start of a line that would be a delimiter. */
static int
choose_shorter(struct mime_transfer_choice *out, struct mime_part *p,
	       uint64_t base64, struct mime_watch *watch, mime_error *err)
{
	struct mime_watch lines;
	struct mime_survey qp;
	struct mime_reader *r;
	int rc = mime_transfer_open(&r, p, MIME_TRANSFER_QP, false, true, err);

	if (rc != MIME_OK)
		return rc;
	mime_watch_init(&lines, watch->open, NULL, NULL);
	mime_survey_init(&qp);
	rc = look_at(r, &lines, &qp, err);
	if (rc == MIME_OK) {
		rc = mime_watch_end(&lines);
		if (rc != MIME_OK)
			mime_error_set(err, rc, 0, SIZE_MAX, NULL);
	}
	mime_survey_end(&qp);
	out->transfer = lines.delimiter || qp.octets > base64
				? MIME_TRANSFER_BASE64
				: MIME_TRANSFER_QP;
	mime_watch_free(&lines);
	return rc;
}

/* Without encoding, if the content and the wish allow. */
static enum mime_transfer
as_it_is(const struct mime_part *p, const struct mime_survey *s,
	 enum mime_carry carry)
{
	enum mime_encoding wish = mime_part_content(p)->wish;
	enum mime_carry needed = mime_survey_carry(s, true);
	bool robust = !s->from && !s->blanks;

	if (is_composite_type(p))
		carry = MIME_CARRY_BINARY;
	else if (wish == MIME_ENCODING_7BIT ||
		 (wish == MIME_ENCODING_AUTO && robust))
		carry = MIME_CARRY_7BIT;
	else if (wish != MIME_ENCODING_8BIT)
		return MIME_TRANSFER_NONE;
	else if (carry > MIME_CARRY_8BIT)
		carry = MIME_CARRY_8BIT;
	if (needed > carry)
		return MIME_TRANSFER_NONE;
	return needed == MIME_CARRY_7BIT   ? MIME_TRANSFER_7BIT
	       : needed == MIME_CARRY_8BIT ? MIME_TRANSFER_8BIT
					   : MIME_TRANSFER_BINARY;
}

int
mime_transfer_choose(struct mime_transfer_choice *out, struct mime_part *p,
		     enum mime_carry carry, struct mime_watch *watch,
		     mime_error *err)
{
	enum mime_encoding wish = mime_part_content(p)->wish;
	bool composite = is_composite_type(p);
	struct mime_survey s;
	struct mime_reader *r;
	int rc;

	*out = (struct mime_transfer_choice){ MIME_TRANSFER_BASE64,
					      MIME_CARRY_7BIT };
	if (!composite && (wish == MIME_ENCODING_BASE64 ||
			   (wish == MIME_ENCODING_AUTO && !is_text_type(p))))
		return MIME_OK;
	if (!composite && wish == MIME_ENCODING_QP)
		return choose_shorter(out, p, UINT64_MAX, watch, err);
	rc = open_content(&r, p, err);
	if (rc != MIME_OK)
		return rc;
	mime_survey_init(&s);
	mime_watch_begin(watch);
	rc = look_at(r, watch, &s, err);
	mime_survey_end(&s);
	if (rc == MIME_OK && mime_watch_end(watch) != MIME_OK)
		rc = mime_error_set(err, MIME_ENOMEM, 0, SIZE_MAX, NULL);
	if (rc != MIME_OK)
		return rc;
	out->transfer = as_it_is(p, &s, carry);
	if (composite && watch->delimiter)
		return mime_error_set(err, MIME_EINVAL, 0, SIZE_MAX,
				      "a delimiter in what cannot be encoded");
	if (out->transfer != MIME_TRANSFER_NONE && !watch->delimiter) {
		out->carry = mime_survey_carry(&s, true);
		return MIME_OK;
	}
	out->transfer = MIME_TRANSFER_BASE64;
	if (!has_lines(p))
		return MIME_OK;
	return choose_shorter(out, p, base64_octets(s.octets + s.bare_lf),
			      watch, err);
}

int
mime_transfer_keep(struct mime_transfer_choice *out, struct mime_part *p,
		   enum mime_carry carry, struct mime_watch *watch,
		   mime_error *err)
{
	mime_slice raw = mime_body_raw(p);
	struct mime_survey s;
	struct mime_reader *r;
	int rc;

	mime_survey_init(&s);
	mime_survey_add(&s, raw);
	mime_survey_end(&s);
	*out = (struct mime_transfer_choice){ MIME_TRANSFER_NONE,
					      mime_survey_carry(&s, false) };
	if (mime_survey_carry(&s, true) <= carry || is_composite_type(p) ||
	    p->transfer == MIME_TRANSFER_UNKNOWN ||
	    (p->flags & MIME_PART_OPAQUE) != 0)
		return MIME_OK;
	*out = (struct mime_transfer_choice){ MIME_TRANSFER_BASE64,
					      MIME_CARRY_7BIT };
	if (!has_lines(p))
		return MIME_OK;
	rc = open_content(&r, p, err);
	if (rc != MIME_OK)
		return rc;
	mime_survey_init(&s);
	rc = look_at(r, NULL, &s, err);
	mime_survey_end(&s);
	if (rc != MIME_OK)
		return rc;
	return choose_shorter(out, p, base64_octets(s.octets + s.bare_lf),
			      watch, err);
}
