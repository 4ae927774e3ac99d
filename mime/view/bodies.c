#include "base/memory.h"
#include "base/slice.h"
#include "mime/view.h"

/* A multipart whose children are being looked at. */
struct frame {
	bool alternative, related;
	bool below;	 /* an alternative is this one or one around it */
	bool text, html; /* the lists that are still on in this branch */
	size_t first;	 /* the first part below it */
	size_t n_text, n_html;
};

struct mime_bodies {
	size_t n;
	size_t n_text, n_html; /* parts in these lists so far */
	struct mime_body_part list[];
};

/* What follows p below root, in document order; a message part has nothing
 * below it.  *up is how many multiparts end before it. */
static struct mime_part *
after(struct mime_part *p, const struct mime_part *root, size_t *up)
{
	*up = 0;
	if (mime_part_kind(p) == MIME_PART_MULTIPART &&
	    mime_part_child(p) != NULL)
		return mime_part_child(p);
	for (; p != root; p = mime_part_parent(p), (*up)++)
		if (mime_part_next(p) != NULL)
			return mime_part_next(p);
	return NULL;
}

static void
measure(size_t *parts, size_t *depth, struct mime_part *root)
{
	struct mime_part *p = root, *next;
	size_t deep = 0, up;

	*parts = *depth = 0;
	for (; p != NULL; p = next) {
		(*parts)++;
		next = after(p, root, &up);
		if (next != NULL && mime_part_parent(next) == p)
			deep++;
		else
			deep -= up;
		if (deep > *depth)
			*depth = deep;
	}
}

static bool
is_media(mime_slice type)
{
	return mime_slice_begins(type, MIME_LITERAL("image/")) ||
	       mime_slice_begins(type, MIME_LITERAL("audio/")) ||
	       mime_slice_begins(type, MIME_LITERAL("video/"));
}

static void
add(struct mime_bodies *b, struct mime_part *p, unsigned lists)
{
	b->list[b->n++] = (struct mime_body_part){ p, lists };
	b->n_text += (lists & MIME_BODY_LIST_TEXT) != 0;
	b->n_html += (lists & MIME_BODY_LIST_HTML) != 0;
}

static bool
is_inline(struct mime_part *p, const struct frame *in, bool first)
{
	mime_slice type = mime_part_type(p);
	bool media = is_media(type);

	if (mime_part_kind(p) != MIME_PART_LEAF ||
	    mime_slice_is(mime_part_disposition(p), "attachment"))
		return false;
	if (!media && !mime_slice_is(type, "text/plain") &&
	    !mime_slice_is(type, "text/html"))
		return false;
	return first ||
	       (!in->related && (media || mime_part_filename(p).len == 0));
}

static unsigned
lists_of(struct mime_part *p, struct frame *in, bool first)
{
	mime_slice type = mime_part_type(p);
	unsigned lists = 0;

	if (!is_inline(p, in, first))
		return MIME_BODY_LIST_ATTACHMENTS;
	if (in->alternative) {
		if (mime_slice_is(type, "text/plain"))
			return in->text ? MIME_BODY_LIST_TEXT : 0;
		if (mime_slice_is(type, "text/html"))
			return in->html ? MIME_BODY_LIST_HTML : 0;
		return MIME_BODY_LIST_ATTACHMENTS;
	}
	if (in->below && mime_slice_is(type, "text/plain"))
		in->html = false;
	if (in->below && mime_slice_is(type, "text/html"))
		in->text = false;
	if (in->text)
		lists |= MIME_BODY_LIST_TEXT;
	if (in->html)
		lists |= MIME_BODY_LIST_HTML;
	if ((!in->text || !in->html) && is_media(type))
		lists |= MIME_BODY_LIST_ATTACHMENTS;
	return lists;
}

static void
enter(struct frame *f, const struct frame *in, const struct mime_part *p,
      const struct mime_bodies *b)
{
	mime_slice type = mime_part_type(p);

	*f = *in;
	f->alternative = mime_slice_is(type, "multipart/alternative");
	f->related = mime_slice_is(type, "multipart/related");
	f->below = f->below || f->alternative;
	f->first = b->n;
	f->n_text = b->n_text;
	f->n_html = b->n_html;
}

/* An alternative with one of the two forms only: it stands for both.  A part
 * is looked at here at most once for each list: a form that was copied is no
 * longer the only one for the alternatives around. */
static void
leave(struct mime_bodies *b, const struct frame *f)
{
	bool text = b->n_text != f->n_text, html = b->n_html != f->n_html;

	if (!f->alternative || !f->text || !f->html || text == html)
		return;
	for (size_t i = f->first; i < b->n; i++) {
		unsigned have = b->list[i].lists;

		if (text && (have & MIME_BODY_LIST_TEXT) != 0)
			b->list[i].lists |= MIME_BODY_LIST_HTML;
		if (html && (have & MIME_BODY_LIST_HTML) != 0)
			b->list[i].lists |= MIME_BODY_LIST_TEXT;
	}
	if (text)
		b->n_html += b->n_text - f->n_text;
	else
		b->n_text += b->n_html - f->n_html;
}

static void
fill(struct mime_bodies *b, struct mime_part *root, struct frame *frames)
{
	struct frame *in = frames;
	size_t up;

	*in = (struct frame){ .text = true, .html = true };
	for (struct mime_part *p = root; p != NULL; p = after(p, root, &up)) {
		bool first;

		if (p != root) {
			for (; up > 0; up--)
				leave(b, in--);
		}
		first = p == root || mime_part_child(mime_part_parent(p)) == p;
		if (mime_part_kind(p) != MIME_PART_MULTIPART) {
			add(b, p, lists_of(p, in, first));
		} else if (mime_part_child(p) != NULL) {
			enter(in + 1, in, p, b);
			in++;
		}
	}
	while (in != frames)
		leave(b, in--);
}

int
mime_bodies_new(struct mime_bodies **out, struct mime_part *root)
{
	size_t parts, depth;
	struct mime_bodies *b;
	struct frame *frames;

	*out = NULL;
	if (root == NULL)
		return MIME_EINVAL;
	measure(&parts, &depth, root);
	frames = mime_alloc_array(depth + 2, sizeof *frames);
	/* parts exist in memory, each larger than an entry: no overflow */
	b = mime_alloc(sizeof *b + parts * sizeof *b->list);
	if (frames != NULL && b != NULL) {
		*b = (struct mime_bodies){ 0, 0, 0 };
		fill(b, root, frames);
		*out = b;
	} else {
		mime_free(b);
	}
	mime_free(frames);
	return *out != NULL ? MIME_OK : MIME_ENOMEM;
}

void
mime_bodies_free(struct mime_bodies *b)
{
	mime_free(b);
}

bool
mime_bodies_get(struct mime_body_part *out, const struct mime_bodies *b,
		size_t i)
{
	*out = i < b->n ? b->list[i] : (struct mime_body_part){ NULL, 0 };
	return i < b->n;
}
