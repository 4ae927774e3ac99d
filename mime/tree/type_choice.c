#include "tree/type_choice.h"
#include "codec/scan.h"
#include "tree/classify.h"
#include "tree/multipart.h"

/* Is there a delimiter line of boundary in the body of p? */
static bool
occurs(const struct mime_part *p, mime_slice boundary,
       const struct mime_boundaries *open, size_t *budget)
{
	mime_slice bytes = p->message->source.bytes;
	size_t at, next, end;
	bool close;

	for (at = p->body; at < bytes.len; at = next) {
		mime_slice rest = mime_slice_part(bytes, at, bytes.len);
		struct mime_delimiter outer;

		if (mime_slice_begins(rest, MIME_LITERAL("--"))) {
			rest = mime_slice_part(rest, 2, rest.len);
			if (mime_boundary_match(&end, &close, boundary, rest))
				return true;
			if (mime_boundaries_match(&outer, open, rest))
				return false; /* the part ends before it */
		}
		next = mime_scan_delimiter(bytes.ptr, bytes.len, at) + 1;
		if (next - at > *budget)
			return true;
		*budget -= next - at;
	}
	return false;
}

/* Does the body bear f out: a multipart with a delimiter there? */
static int
is_borne_out(bool *yes, struct mime_part *p, const struct mime_field *f,
	     const struct mime_boundaries *open, size_t *budget)
{
	struct mime_text_context context;
	mime_slice type, boundary;
	int rc;

	*yes = false;
	rc = mime_media_type_read(NULL, &type, &p->message->arena,
				  mime_field_body(f));
	if (rc != MIME_OK || type.len < 10 ||
	    !mime_slice_same(mime_slice_of(type.ptr, 10),
			     MIME_LITERAL("multipart/")))
		return rc;
	rc = mime_part_context(&context, p, mime_field_body_at(f), NULL);
	if (rc == MIME_OK)
		rc = mime_multipart_boundary(&boundary, &p->message->arena,
					     mime_field_body(f), &context);
	*yes = rc == MIME_OK && boundary.len > 0 &&
	       occurs(p, boundary, open, budget);
	return rc;
}

int
mime_type_choose(const struct mime_field **out, struct mime_part *p,
		 const struct mime_header *h,
		 const struct mime_boundaries *open, size_t *budget)
{
	*out = h->n_types > 0 ? h->types[0] : NULL;
	for (size_t i = 0; h->n_types > 1 && i < h->n_types; i++) {
		bool yes;
		int rc = is_borne_out(&yes, p, h->types[i], open, budget);

		if (rc != MIME_OK)
			return rc;
		if (!yes)
			continue;
		h->types[i]->flags |= MIME_FIELD_BELIEVED;
		*out = h->types[i];
		break;
	}
	return MIME_OK;
}

const struct mime_field *
mime_type_field(const struct mime_part *p)
{
	const struct mime_field *first =
		mime_field_by_id(p, MIME_FIELD_CONTENT_TYPE);
	const struct mime_field *f = first;

	while (f != NULL && (f->flags & MIME_FIELD_BELIEVED) == 0)
		f = mime_field_find(p, "Content-Type", f);
	return f != NULL ? f : first;
}
