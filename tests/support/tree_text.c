#include "support/tree_text.h"
#include "support/suite.h"
#include <stdio.h>

static void
add(char out[TREE_TEXT_MAX], const char *text, size_t n)
{
	size_t at = strlen(out);

	ck_assert_msg(at + n < TREE_TEXT_MAX, "text too long");
	memcpy(out + at, text, n);
	out[at + n] = '\0';
}

void
tree_text(char out[TREE_TEXT_MAX], struct mime_message *m)
{
	const struct mime_part *p = mime_message_root(m);

	out[0] = '\0';
	while (p != NULL) {
		mime_slice type = mime_part_type(p);

		add(out, type.ptr, type.len);
		if (mime_part_child(p) != NULL) {
			add(out, "(", 1);
			p = mime_part_child(p);
			continue;
		}
		while (p != NULL && mime_part_next(p) == NULL) {
			p = mime_part_parent(p);
			if (p != NULL)
				add(out, ")", 1);
		}
		if (p != NULL) {
			add(out, " ", 1);
			p = mime_part_next(p);
		}
	}
}

void
defect_text(char out[TREE_TEXT_MAX], struct mime_message *m)
{
	out[0] = '\0';
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++) {
		const struct mime_defect_name *name = mime_defect_name(kind);
		struct mime_defect d;
		char text[16];

		if (mime_message_defect_count(m, kind) == 0)
			continue;
		for (size_t i = 0; mime_message_defect(&d, m, i); i++)
			if (d.kind == kind)
				break;
		ck_assert_msg(d.kind == kind, "%s is counted, not recorded",
			      name->code);
		if (d.severity == name->severity)
			snprintf(text, sizeof text, "%s", name->code);
		else
			snprintf(text, sizeof text, "%s/%c", name->code,
				 d.severity);
		if (out[0] != '\0')
			add(out, " ", 1);
		add(out, text, strlen(text));
	}
}

static void
check_part(const struct mime_part *p, size_t *at, size_t outer_end)
{
	struct mime_extent x, child;
	const struct mime_part *c;
	size_t next;

	mime_part_extent(&x, p);
	ck_assert_uint_eq(x.start, *at);
	ck_assert_uint_le(x.start, x.header);
	ck_assert_uint_le(x.header, x.body);
	ck_assert_uint_le(x.body, x.close);
	ck_assert_uint_le(x.close, x.epilogue);
	ck_assert_uint_le(x.epilogue, x.end);
	ck_assert_uint_le(x.end, outer_end);
	*at = x.end;
	c = mime_part_child(p);
	if (c == NULL)
		return;
	mime_part_extent(&child, c);
	ck_assert_uint_ge(child.start, x.body); /* the preamble lies between */
	next = child.start;
	for (; c != NULL; c = mime_part_next(c)) {
		mime_part_extent(&child, c);
		ck_assert_uint_eq(child.start, next);
		next = child.end;
	}
	ck_assert_uint_eq(next, x.close);
}

void
check_tiling(struct mime_message *m)
{
	size_t n = mime_message_bytes(m).len;
	const struct mime_part *p;

	for (p = mime_message_root(m); p != NULL; p = mime_part_after(p)) {
		struct mime_extent x;
		size_t at;

		mime_part_extent(&x, p);
		at = x.start;
		check_part(p, &at, n);
		if (mime_part_parent(p) == NULL) {
			ck_assert_uint_eq(x.start, 0);
			ck_assert_uint_eq(x.end, n);
		}
	}
}

char *
with_line_ends(size_t *n, const char *text, size_t len, bool crlf)
{
	char *out = malloc(len * 2 + 1);
	size_t made = 0;

	ck_assert_ptr_nonnull(out);
	for (size_t i = 0; i < len; i++) {
		if (crlf && text[i] == '\n')
			out[made++] = '\r';
		out[made++] = text[i];
	}
	*n = made;
	return out;
}
