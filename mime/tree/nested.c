#include "base/memory.h"
#include "base/strbuf.h"
#include "tree/body.h"
#include "tree/media_type.h"
#include "tree/parse.h"

static bool
holds_encoded_message(const struct mime_part *p)
{
	return p->kind == MIME_PART_LEAF &&
	       (p->message->limits.flags & MIME_PARSE_NO_DESCEND) == 0 &&
	       (p->flags & (MIME_PART_OPAQUE | MIME_PART_NEW)) == 0 &&
	       mime_transfer_is_coded((enum mime_transfer)p->transfer) &&
	       (p->type == MIME_TYPE_MESSAGE_RFC822 ||
		p->type == MIME_TYPE_MESSAGE_NEWS ||
		p->type == MIME_TYPE_MESSAGE_GLOBAL);
}

static int
decode(struct mime_source *out, struct mime_part *p)
{
	struct mime_strbuf bytes;
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open(&r, p, MIME_BODY_BYTES);

	*out = (struct mime_source){ 0 };
	if (rc != MIME_OK)
		return rc;
	mime_strbuf_init(&bytes, SIZE_MAX);
	while ((rc = mime_reader_next(&piece, r)) > 0)
		mime_strbuf_add(&bytes, piece);
	mime_reader_free(r);
	if (rc == MIME_OK)
		rc = bytes.error;
	if (rc != MIME_OK) {
		mime_strbuf_free(&bytes);
		return rc;
	}
	out->owned = bytes.ptr;
	out->bytes = mime_strbuf_slice(&bytes);
	return MIME_OK;
}

/* What is left of the outer message's limits; MIME_ELIMIT if nothing is. */
static int
left_of(struct mime_parse_opts *out, const struct mime_part *p)
{
	const struct mime_message *m = p->message, *outermost = m;
	unsigned depth = mime_part_depth(p) + 1;

	while (outermost->outer != NULL)
		outermost = outermost->outer->message;
	*out = m->limits;
	out->flags &= ~(unsigned)MIME_PARSE_STRICT;
	if (m->nested >= m->limits.max_nested || depth >= m->limits.max_depth ||
	    outermost->parts >= outermost->limits.max_parts)
		return MIME_ELIMIT;
	out->max_depth -= depth;
	out->max_parts = outermost->limits.max_parts - outermost->parts;
	out->converters = m->converters;
	return MIME_OK;
}

/* The outermost message frees it: no recursion, however deep. */
static void
adopt(struct mime_message *inner, struct mime_part *p)
{
	struct mime_message *outermost = p->message;

	inner->outer = p;
	inner->nested = p->message->nested + 1;
	while (outermost->outer != NULL)
		outermost = outermost->outer->message;
	inner->inner = outermost->inner;
	outermost->inner = inner;
	outermost->parts += inner->parts;
	p->more->message = inner;
}

int
mime_part_message(struct mime_message **out, struct mime_part *p)
{
	struct mime_text_context context;
	struct mime_parse_opts opts;
	struct mime_source source;
	int rc;

	*out = NULL;
	if (p == NULL || !holds_encoded_message(p))
		return MIME_EINVAL;
	if (mime_part_need_more(p) == NULL)
		return MIME_ENOMEM;
	*out = p->more->message;
	if (*out != NULL)
		return MIME_OK;
	rc = mime_part_context(&context, p, 0, NULL); /* opens converters */
	if (rc == MIME_OK)
		rc = left_of(&opts, p);
	if (rc == MIME_OK)
		rc = decode(&source, p);
	if (rc == MIME_OK)
		rc = mime_message_parse(out, &source, &opts, NULL);
	if (rc == MIME_OK)
		adopt(*out, p);
	return rc;
}
