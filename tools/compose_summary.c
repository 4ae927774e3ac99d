#include "compose_summary.h"
#include "ascii.h"
#include "cli.h"
#include "term.h"
#include <string.h>

static void
add_clean(struct buffer *out, mime_slice s)
{
	term_clean_line(out, s, cli_ascii());
}

static void
add_leaf(struct buffer *out, struct mime_part *p)
{
	mime_slice type = mime_part_type(p), name = mime_part_filename(p);
	mime_slice charset = mime_part_param(p, "charset");
	mime_slice text = { type.ptr, type.len < 5 ? type.len : 5 };

	add_clean(out, type);
	if (name.ptr != NULL) {
		buffer_add_char(out, ' ');
		add_clean(out, name);
	} else if (ascii_same(text, "text/")) {
		buffer_add_text(out, " (");
		add_clean(out, charset);
		buffer_add_text(out, charset.len > 0 ? ", " : "");
		add_clean(out, mime_part_encoding(p));
		buffer_add_char(out, ')');
	}
}

/* The root's type and, where it is a multipart, the leaves in order. */
static void
add_parts(struct buffer *out, struct mime_message *m)
{
	struct mime_part *p = mime_message_root(m);
	const char *before = ": ";

	if (mime_part_kind(p) == MIME_PART_LEAF) {
		add_leaf(out, p);
		return;
	}
	add_clean(out, mime_part_type(p));
	while ((p = mime_part_after(p)) != NULL) {
		if (mime_part_kind(p) != MIME_PART_LEAF)
			continue;
		buffer_add_text(out, before);
		add_leaf(out, p);
		before = ", ";
	}
}

void
compose_summary(struct buffer *out, const char *name, uint64_t octets,
		struct mime_message *m)
{
	add_clean(out, (mime_slice){ name, strlen(name) });
	buffer_add_text(out, "  ");
	buffer_add_grouped(out, octets);
	buffer_add_text(out, " B  ");
	add_parts(out, m);
}
