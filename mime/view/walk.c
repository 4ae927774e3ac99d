#include "mime/view.h"
#include "tree/tree.h"

int
mime_view_child(struct mime_part **out, struct mime_part *p)
{
	struct mime_message *inner;
	int rc;

	*out = mime_part_child(p);
	if (p == NULL || *out != NULL)
		return MIME_OK;
	rc = mime_part_message(&inner, p);
	if (rc == MIME_OK)
		*out = inner->root;
	return rc == MIME_ENOMEM ? rc : MIME_OK;
}

struct mime_part *
mime_view_parent(const struct mime_part *p)
{
	return p != NULL ? mime_part_above(p) : NULL;
}

int
mime_view_after(struct mime_part **out, struct mime_part *p)
{
	int rc = mime_view_child(out, p);

	if (rc != MIME_OK || *out != NULL)
		return rc;
	while (p != NULL && p->next == NULL)
		p = mime_view_parent(p);
	*out = mime_part_next(p);
	return MIME_OK;
}

unsigned
mime_view_depth(const struct mime_part *p)
{
	unsigned depth = 0;

	while ((p = mime_view_parent(p)) != NULL)
		depth++;
	return depth;
}
