#include "cli.h"
#include "dump.h"
#include "summary.h"
#include "table.h"
#include <stdlib.h>
#include <string.h>

/* What stands before a part for each part it lies in, outermost first. */
struct prefix {
	const char *open, *none, *branch, *last;
};
static const struct prefix drawn = { "\xe2\x94\x82  ", "   ",
				     "\xe2\x94\x9c\xe2\x94\x80 ",
				     "\xe2\x94\x94\xe2\x94\x80 " };
static const struct prefix plain = { "|  ", "   ", "|- ", "`- " };

/* Whether more follows at that depth, and the columns that types take among
 * the siblings there. */
struct level {
	bool more;
	size_t type;
};

/* The tree while it is being printed. */
struct tree {
	struct dump *dump;
	struct table table;
	const struct prefix *prefix;
	struct mime_part *root; /* the part that gets no prefix, or NULL */
	struct level *levels;	/* by depth */
	size_t n, room;
};

static mime_slice
charset_of(struct mime_part *p)
{
	return parts_is_text(p) ? mime_part_param(p, "charset")
				: (mime_slice){ NULL, 0 };
}

/* Types are made equally long where a charset follows one of them. */
static size_t
type_columns(struct mime_part *first)
{
	size_t widest = 0;

	for (struct mime_part *p = first; p != NULL; p = mime_part_next(p)) {
		size_t n = mime_part_type(p).len;

		if (charset_of(p).len > 0 && n > widest)
			widest = n;
	}
	return widest;
}

/* The levels above p are known: parts come in document order. */
static void
enter_level(struct tree *t, struct mime_part *p, size_t depth)
{
	struct mime_part *parent = mime_view_parent(p);

	t->levels = cli_grow(t->levels, depth, &t->room, sizeof *t->levels);
	t->n = depth + 1;
	t->levels[depth].more = mime_part_next(p) != NULL;
	if (parent == NULL || parts_child(parent) == p)
		t->levels[depth].type = type_columns(p);
}

/* "|  `- 2.1  text/plain  gb2312" */
static void
add_label(struct tree *t, struct mime_part *p, size_t depth)
{
	struct buffer *out = &t->table.text;
	struct mime_part *parent = mime_view_parent(p);
	mime_slice section = parts_section(p), charset = charset_of(p);
	size_t start, top = t->root != NULL ? 1 : 0;

	for (size_t i = top; i < depth; i++)
		buffer_add_text(out, t->levels[i].more ? t->prefix->open
						       : t->prefix->none);
	buffer_add_text(out, t->levels[depth].more ? t->prefix->branch
						   : t->prefix->last);
	/* The root of a message inside shares the number of its message. */
	if (parent == NULL || mime_part_kind(parent) == MIME_PART_MULTIPART ||
	    mime_part_kind(p) != MIME_PART_MULTIPART) {
		buffer_add_slice(out, section);
		buffer_add_text(out, "  ");
	}
	start = out->len;
	term_clean_line(out, mime_part_type(p), t->dump->term.ascii);
	if (charset.len > 0) {
		if (t->dump->term.width != SIZE_MAX &&
		    out->len - start < t->levels[depth].type)
			buffer_add_repeated(out, ' ',
					    t->levels[depth].type -
						    (out->len - start));
		buffer_add_text(out, "  ");
		term_clean_line(out, charset, t->dump->term.ascii);
	}
	table_cell(&t->table);
}

static void
add_part(struct tree *t, struct mime_part *p, size_t depth)
{
	uint64_t octets;

	enter_level(t, p, depth);
	add_label(t, p, depth);
	if (mime_part_kind(p) == MIME_PART_MULTIPART) {
		table_cell(&t->table);
	} else {
		if (mime_body_octets(&octets, p) != MIME_OK)
			cli_no_memory();
		table_add_size(&t->table, octets);
	}
	summary_add(&t->table.text, t->dump, p);
	table_cell(&t->table);
}

/* "fox.eml  multipart/mixed   4,509 B" */
static void
add_file(struct tree *t, const struct input *in)
{
	struct buffer *out = &t->table.text;
	bool ascii = t->dump->term.ascii;

	term_clean_line(out, (mime_slice){ in->name, strlen(in->name) }, ascii);
	if (t->root != NULL) {
		buffer_add_text(out, "  ");
		term_clean_line(out, mime_part_type(t->root), ascii);
	}
	table_cell(&t->table);
	table_add_size(&t->table, mime_message_bytes(in->message).len);
	table_cell(&t->table);
}

/* A look at the structure does not wait for every body to be read: what is
 * wrong inside of them is for -v, which lists all of it. */
static void
show_counts(struct dump *d, struct input *in)
{
	struct dump_counts counts;
	struct buffer text = { NULL, 0, 0 };

	if (d->verbose > 0)
		return;
	dump_check(in->message, false);
	dump_count_defects(&counts, in->message);
	dump_add_counts(&text, &counts);
	if (text.len > 0) {
		term_add_coloured(&d->term, &d->line,
				  counts.errors > 0 ? TERM_RED : TERM_YELLOW,
				  buffer_slice(&text));
		buffer_add_text(&d->line, "; see --check\n");
		dump_flush(d);
	}
	buffer_free(&text);
}

int
dump_tree(struct dump *d, struct input *in)
{
	struct mime_part *p = mime_message_root(in->message);
	struct tree t = {
		.dump = d,
		.prefix = d->term.lines ? &drawn : &plain,
		.table = { .columns = 3, .right = 1u << 1, .min = { 0, 10 } }
	};
	size_t depth = 0;

	if (mime_part_kind(p) == MIME_PART_MULTIPART)
		t.root = p;
	summary_header(d, in);
	buffer_add_char(&d->line, '\n');
	add_file(&t, in);
	for (; p != NULL; p = parts_after(p)) {
		depth = mime_view_depth(p);
		if (p != t.root)
			add_part(&t, p, depth);
		else
			enter_level(&t, p, depth);
	}
	table_print(&t.table, d);
	free(t.levels);
	show_counts(d, in);
	return CLI_OK;
}
