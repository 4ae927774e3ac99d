#include "base/strbuf.h"
#include "tree/content.h"
#include "tree/media_type.h"
#include "tree/tree.h"

struct mime_part *
mime_part_alloc(struct mime_message *m)
{
	struct mime_part *p = mime_arena_array(&m->arena, 1, sizeof *p);

	if (p != NULL)
		p->message = m;
	return p;
}

struct mime_part_more *
mime_part_need_more(struct mime_part *p)
{
	if (p->more == NULL)
		p->more = mime_arena_array(&p->message->arena, 1,
					   sizeof *p->more);
	return p->more;
}

struct mime_part *
mime_message_root(struct mime_message *m)
{
	return m != NULL ? m->root : NULL;
}

struct mime_part *
mime_part_parent(const struct mime_part *p)
{
	return p != NULL ? p->parent : NULL;
}

struct mime_part *
mime_part_child(const struct mime_part *p)
{
	return p != NULL ? p->child : NULL;
}

struct mime_part *
mime_part_next(const struct mime_part *p)
{
	return p != NULL ? p->next : NULL;
}

struct mime_part *
mime_part_after(const struct mime_part *p)
{
	if (p == NULL || p->child != NULL)
		return mime_part_child(p);
	while (p != NULL && p->next == NULL)
		p = p->parent;
	return mime_part_next(p);
}

unsigned
mime_part_depth(const struct mime_part *p)
{
	unsigned depth = 0;

	while (p->parent != NULL) {
		p = p->parent;
		depth++;
	}
	return depth;
}

void
mime_part_extent(struct mime_extent *out, const struct mime_part *p)
{
	*out = (struct mime_extent){ 0 };
	if ((p->flags & MIME_PART_NEW) != 0)
		return;
	out->start = p->start;
	out->header = mime_part_header_at(p);
	out->body = p->body;
	out->close = p->close;
	out->epilogue = p->close + p->close_len;
	out->end = p->end;
}

enum mime_part_kind
mime_part_kind(const struct mime_part *p)
{
	return (enum mime_part_kind)p->kind;
}

mime_slice
mime_part_type(const struct mime_part *p)
{
	if (p->type != MIME_TYPE_OTHER)
		return mime_media_type_name((enum mime_media_type)p->type);
	return p->more->type;
}

mime_slice
mime_part_encoding(const struct mime_part *p)
{
	const struct mime_content *content = mime_part_content(p);

	switch (content != NULL ? content->chosen
				: (enum mime_transfer)p->transfer) {
	case MIME_TRANSFER_8BIT:
		return MIME_LITERAL("8bit");
	case MIME_TRANSFER_BINARY:
		return MIME_LITERAL("binary");
	case MIME_TRANSFER_QP:
		return MIME_LITERAL("quoted-printable");
	case MIME_TRANSFER_BASE64:
		return MIME_LITERAL("base64");
	case MIME_TRANSFER_UU:
	case MIME_TRANSFER_UNKNOWN:
		return p->more->encoding;
	default:
		return MIME_LITERAL("7bit");
	}
}

/* The root of an embedded message that is a multipart has the number of its
 * message part (RFC 9051 6.4.5.1); a leaf there is its part 1. */
static bool
numbered(const struct mime_part *p)
{
	bool heads_message =
		p->parent == NULL || p->parent->kind == MIME_PART_MESSAGE;

	return !heads_message || p->kind != MIME_PART_MULTIPART;
}

static uint32_t
position(const struct mime_part *p)
{
	const struct mime_part *sibling;
	uint32_t n = 1;

	if (p->parent == NULL)
		return 1;
	if ((p->flags & MIME_PART_NEW) == 0 &&
	    (p->parent->flags & MIME_PART_EDITED_BELOW) == 0)
		return p->number;
	for (sibling = p->parent->child; sibling != p; sibling = sibling->next)
		n++;
	return n;
}

/* Neither p's message nor one around it was edited. */
static bool
unedited(const struct mime_part *p)
{
	for (; p != NULL; p = p->message->outer)
		if ((p->message->root->flags &
		     (MIME_PART_EDITED | MIME_PART_EDITED_BELOW)) != 0)
			return false;
	return true;
}

int
mime_part_section(mime_slice *out, struct mime_part *p)
{
	struct mime_part_more *more = mime_part_need_more(p);
	const struct mime_part *part;
	struct mime_strbuf reversed;
	char *text;
	size_t n;

	*out = MIME_ABSENT;
	if (more == NULL)
		return MIME_ENOMEM;
	if (more->section.ptr != NULL && unedited(p)) {
		*out = more->section;
		return MIME_OK;
	}
	/* numbers from the inside out, each with its digits reversed */
	mime_strbuf_init(&reversed, SIZE_MAX);
	for (part = p; part != NULL; part = mime_part_above(part)) {
		uint32_t number = position(part);

		if (!numbered(part))
			continue;
		if (reversed.len > 0)
			mime_strbuf_add_char(&reversed, '.');
		for (; number > 0; number /= 10)
			mime_strbuf_add_char(&reversed,
					     (char)('0' + number % 10));
	}
	n = reversed.len;
	text = mime_arena_alloc(&p->message->arena, n);
	if (text != NULL && reversed.error == MIME_OK) {
		for (size_t i = 0; i < n; i++)
			text[i] = reversed.ptr[n - 1 - i];
		more->section = mime_slice_of(text, n);
		*out = more->section;
	}
	mime_strbuf_free(&reversed);
	return out->ptr != NULL ? MIME_OK : MIME_ENOMEM;
}

/* The part that the numbers of a section below p speak of: the content of a
 * message part is numbered like a message (RFC 9051 6.4.5.1). */
static struct mime_part *
numbered_child(struct mime_part *p, uint64_t number)
{
	struct mime_message *inner = NULL;
	struct mime_part *child;

	if (p->kind == MIME_PART_LEAF)
		mime_part_message(&inner, p);
	if (inner != NULL || p->kind == MIME_PART_MESSAGE) {
		p = inner != NULL ? inner->root : p->child;
		if (p->kind != MIME_PART_MULTIPART)
			return number == 1 ? p : NULL;
	}
	child = p->child;
	while (child != NULL && --number > 0)
		child = child->next;
	return child;
}

struct mime_part *
mime_message_find(struct mime_message *m, const char *section)
{
	mime_slice rest = mime_slice_text(section);
	struct mime_part *p = mime_message_root(m);
	bool first = true;

	while (p != NULL && rest.len > 0) {
		uint64_t number;
		size_t n = mime_ascii_decimal(&number, rest.ptr, rest.len,
					      UINT32_MAX);

		if (n == 0 || number == 0)
			return NULL;
		if (first && p->kind != MIME_PART_MULTIPART)
			p = number == 1 ? p : NULL;
		else
			p = numbered_child(p, number);
		first = false;
		rest = mime_slice_part(rest, n, rest.len);
		if (rest.len == 0)
			break;
		if (rest.ptr[0] != '.' || rest.len == 1)
			return NULL;
		rest = mime_slice_part(rest, 1, rest.len);
	}
	return p;
}
