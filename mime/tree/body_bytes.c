#include "base/strbuf.h"
#include "tree/body.h"
#include "tree/content.h"

/* Reads all of it into b. */
static int
read_all(struct mime_strbuf *b, struct mime_part *p)
{
	struct mime_reader *r;
	mime_slice piece;
	int rc = mime_body_open(&r, p, MIME_BODY_BYTES);

	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&piece, r)) > 0)
		mime_strbuf_add(b, piece);
	mime_reader_free(r);
	return rc == MIME_OK ? b->error : rc;
}

int
mime_body_bytes(mime_slice *out, struct mime_part *p)
{
	struct mime_part_more *more;
	struct mime_strbuf all;
	int rc;

	*out = MIME_ABSENT;
	if (p == NULL || p->kind != MIME_PART_LEAF ||
	    (p->flags & MIME_PART_NEW) != 0 || mime_part_content(p) != NULL)
		return MIME_EINVAL;
	if (!mime_transfer_is_coded((enum mime_transfer)p->transfer)) {
		*out = mime_body_raw(p);
		return MIME_OK;
	}
	more = mime_part_need_more(p);
	if (more == NULL)
		return MIME_ENOMEM;
	if (more->decoded.ptr == NULL) {
		mime_strbuf_init(&all, SIZE_MAX);
		rc = read_all(&all, p);
		if (rc == MIME_OK)
			rc = mime_arena_copy(&more->decoded, &p->message->arena,
					     mime_strbuf_slice(&all));
		mime_strbuf_free(&all);
		if (rc != MIME_OK)
			return rc;
	}
	*out = more->decoded;
	return MIME_OK;
}
