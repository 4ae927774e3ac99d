#include "compose_summary.h"
#include "ascii.h"
#include "cli.h"
#include "mime/message.h"
#include "term.h"
#include <string.h>

enum {
	SHORT = 40,    /* a line below may be a boundary or a field */
	LONGEST = 4096 /* a line that is kept in pieces */
};

void
compose_summary_free(struct compose_summary *s)
{
	buffer_free(&s->kept);
	buffer_free(&s->line);
}

/* A line that only a body in base64 has. */
static bool
is_bulk(mime_slice line)
{
	size_t i = 0;

	if (line.len < SHORT)
		return false;
	while (i < line.len && ((line.ptr[i] >= 'A' && line.ptr[i] <= 'Z') ||
				(line.ptr[i] >= 'a' && line.ptr[i] <= 'z') ||
				(line.ptr[i] >= '0' && line.ptr[i] <= '9') ||
				line.ptr[i] == '+' || line.ptr[i] == '/'))
		i++;
	while (i < line.len && (line.ptr[i] == '=' || line.ptr[i] == '\r' ||
				line.ptr[i] == '\n'))
		i++;
	return i == line.len;
}

static void
end_line(struct compose_summary *s)
{
	if (!is_bulk(buffer_slice(&s->line)))
		buffer_add_slice(&s->kept, buffer_slice(&s->line));
	buffer_clear(&s->line);
}

void
compose_summary_add(struct compose_summary *s, mime_slice run)
{
	s->octets += run.len;
	while (run.len > 0) {
		const char *lf = memchr(run.ptr, '\n', run.len);
		size_t n = lf != NULL ? (size_t)(lf - run.ptr) + 1 : run.len;

		buffer_add(&s->line, run.ptr, n);
		if (lf != NULL || s->line.len > LONGEST)
			end_line(s);
		run.ptr += n;
		run.len -= n;
	}
}

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
compose_summary_end(struct compose_summary *s, struct buffer *out,
		    const char *name)
{
	struct mime_message *m;

	end_line(s);
	if (mime_parse(&m, buffer_slice(&s->kept), NULL, NULL) != MIME_OK)
		cli_no_memory();
	add_clean(out, (mime_slice){ name, strlen(name) });
	buffer_add_text(out, "  ");
	buffer_add_grouped(out, s->octets);
	buffer_add_text(out, " B  ");
	add_parts(out, m);
	mime_message_free(m);
}
