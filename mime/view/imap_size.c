#include "view/imap_size.h"
#include "base/memory.h"
#include "tree/media_type.h"

void
mime_imap_walk_init(struct mime_imap_walk *w, struct mime_part *root)
{
	*w = (struct mime_imap_walk){ .root = root, .part = root };
}

int
mime_imap_child(struct mime_part **out, struct mime_part *p)
{
	*out = NULL;
	/* no message to IMAP, which knows RFC822 and GLOBAL */
	if (p->type == MIME_TYPE_MESSAGE_NEWS)
		return MIME_OK;
	return mime_view_child(out, p);
}

int
mime_imap_walk_next(struct mime_imap_walk *w)
{
	struct mime_part *child = NULL;
	int rc = MIME_OK;

	if (!w->leaving)
		rc = mime_imap_child(&child, w->part);
	if (rc != MIME_OK)
		return rc;
	w->leaving = false;
	if (child != NULL) {
		w->part = child;
		w->index++;
	} else if (w->part == w->root) {
		w->part = NULL;
	} else if (w->part->next != NULL) {
		w->part = w->part->next;
		w->index++;
	} else {
		w->part = mime_part_above(w->part);
		w->leaving = true;
	}
	return MIME_OK;
}

/* Forward to a place in the bytes of its message. */
static void
advance(struct mime_imap_cursor *c, size_t to)
{
	mime_slice bytes = c->message->source.bytes;
	const char *lf;

	while (c->at < to &&
	       (lf = memchr(bytes.ptr + c->at, '\n', to - c->at)) != NULL) {
		c->at = (size_t)(lf - bytes.ptr) + 1;
		c->lines++;
		c->bare += lf == bytes.ptr || lf[-1] != '\r';
	}
	c->at = to;
}

static void
measure(struct mime_imap_size *size, const struct mime_imap_cursor *from,
	const struct mime_imap_cursor *to)
{
	size->lines = to->lines - from->lines;
	size->octets = (to->at - from->at) + (to->bare - from->bare);
}

static bool
is_edited(const struct mime_part *p)
{
	return (p->message->root->flags &
		(MIME_PART_EDITED | MIME_PART_EDITED_BELOW)) != 0;
}

/* A leaf is measured at once.  Of a message around parts the place where its
 * body begins is kept; of an encoded one, whose parts lie in other bytes, the
 * place to go on from. */
static void
enter(struct mime_imap_size *size, struct mime_imap_cursor *c,
      const struct mime_part *p)
{
	struct mime_imap_cursor body;

	if (c->message != p->message)
		*c = (struct mime_imap_cursor){ .message = p->message };
	if (p->kind == MIME_PART_MULTIPART)
		return;
	advance(c, p->body);
	body = *c;
	size->cursor = *c;
	if (p->kind == MIME_PART_MESSAGE && p->type != MIME_TYPE_MESSAGE_NEWS)
		return;
	advance(c, p->end);
	measure(size, &body, c);
	size->cursor = *c;
}

static void
leave(struct mime_imap_size *size, struct mime_imap_cursor *c,
      const struct mime_part *p)
{
	if (c->message != p->message)
		*c = size->cursor;
	if (p->kind != MIME_PART_MESSAGE)
		return;
	advance(c, p->end);
	measure(size, &size->cursor, c);
}

static int
count(size_t *n, struct mime_part *root)
{
	struct mime_imap_walk w;
	int rc = MIME_OK;

	*n = 0;
	for (mime_imap_walk_init(&w, root); rc == MIME_OK && w.part != NULL;
	     rc = mime_imap_walk_next(&w)) {
		*n += !w.leaving;
		if (is_edited(w.part))
			return MIME_EINVAL;
	}
	return rc;
}

int
mime_imap_sizes(struct mime_imap_size **out, struct mime_part *root)
{
	struct mime_imap_cursor cursor = { .message = NULL };
	struct mime_imap_size *list = NULL;
	struct mime_imap_walk w;
	size_t n, above = 0;
	struct mime_part *child;
	int rc = count(&n, root);

	*out = NULL;
	if (rc == MIME_OK) {
		list = mime_alloc_array(n, sizeof *list);
		rc = list != NULL ? MIME_OK : MIME_ENOMEM;
	}
	for (mime_imap_walk_init(&w, root); rc == MIME_OK && w.part != NULL;
	     rc = mime_imap_walk_next(&w)) {
		if (w.leaving) {
			leave(&list[above], &cursor, w.part);
			above = list[above].above;
			continue;
		}
		list[w.index].above = above;
		enter(&list[w.index], &cursor, w.part);
		rc = mime_imap_child(&child, w.part);
		if (rc != MIME_OK)
			break;
		if (child != NULL)
			above = w.index;
	}
	if (rc == MIME_OK)
		*out = list;
	else
		mime_free(list);
	return rc;
}
