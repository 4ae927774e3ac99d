#include "tree/check.h"
#include "tree/media_type.h"

/* A line that would make a part, for a program that divides otherwise. */
static bool
looks_like_part(const struct mime_check *c, mime_slice line)
{
	struct mime_delimiter d;

	if (mime_slice_begins(line, MIME_LITERAL("--"))) {
		mime_slice rest = mime_slice_part(line, 2, line.len);

		return c->boundaries.n > 0 &&
		       (mime_boundaries_match(&d, &c->boundaries, rest) ||
			d.near_miss);
	}
	if (line.len >= 8 && mime_slice_same(mime_slice_of(line.ptr, 8),
					     MIME_LITERAL("Content-")))
		return memchr(line.ptr, ':', line.len) != NULL;
	return line.len >= 13 && mime_slice_same(mime_slice_of(line.ptr, 13),
						 MIME_LITERAL("MIME-Version:"));
}

/* Text before the first or behind the last part: one record a place. */
static void
check_around(struct mime_check *c, int kind, size_t from, size_t to)
{
	const char *bytes = c->message->source.bytes.ptr;
	size_t at = from;

	while (at < to) {
		const char *lf = memchr(bytes + at, '\n', to - at);
		size_t next = lf != NULL ? (size_t)(lf - bytes) + 1 : to;

		if (looks_like_part(c, mime_slice_of(bytes + at, next - at))) {
			mime_check_defect(c, kind, at, next);
			break;
		}
		at = next;
	}
	if (c->bodies)
		mime_check_lines(c, from, to, false);
}

static bool
is_encrypted(const struct mime_part *p)
{
	mime_slice type = mime_part_type(p);

	return p->type == MIME_TYPE_MULTIPART_ENCRYPTED ||
	       mime_slice_is(type, "application/pkcs7-mime") ||
	       mime_slice_is(type, "application/x-pkcs7-mime");
}

/* An attribute that is still open where the HTML ends: what follows it in
 * another program's rendering becomes part of a URL. */
static bool
leaves_open(const struct mime_part *p)
{
	mime_slice html = mime_part_bytes(p, p->body, p->end);
	char quote = 0;
	bool tag = false;

	if (p->type != MIME_TYPE_TEXT_HTML)
		return false;
	for (size_t i = 0; i < html.len; i++) {
		char b = html.ptr[i];

		if (quote != 0)
			quote = b == quote ? 0 : quote;
		else if (tag && (b == '"' || b == '\''))
			quote = b;
		else if (b == '<')
			tag = true;
		else if (b == '>')
			tag = false;
	}
	return quote != 0;
}

/* K01, the direct form of EFAIL: an HTML part left open before an encrypted
 * sibling. */
static void
check_encrypted(struct mime_check *c, const struct mime_part *p)
{
	const struct mime_part *open = NULL, *child, *unread = p->child;

	for (child = p->child; child != NULL; child = child->next) {
		if (!is_encrypted(child))
			continue;
		for (; unread != child; unread = unread->next)
			if (leaves_open(unread))
				open = unread;
		if (open != NULL) {
			mime_check_defect(c, MIME_DEFECT_HTML_NEXT_TO_ENCRYPTED,
					  open->body, open->end);
			return;
		}
	}
}

void
mime_check_structure(struct mime_check *c, struct mime_part *p)
{
	size_t epilogue = p->close + p->close_len;

	if (p->kind != MIME_PART_MULTIPART)
		return;
	check_around(c, MIME_DEFECT_PARTS_IN_PREAMBLE, p->body,
		     p->child != NULL ? p->child->start : p->close);
	check_around(c, MIME_DEFECT_PARTS_IN_EPILOGUE, epilogue, p->end);
	check_encrypted(c, p);
}
