#include "extract_report.h"
#include "buffer.h"
#include "damage.h"
#include <stdio.h>
#include <string.h>

void
extract_number(char out[32], uint64_t sequence)
{
	snprintf(out, 32, "%06llu", (unsigned long long)sequence);
}

static void
add_path(struct buffer *out, const struct extract_report *r, const char *name)
{
	const char *dir = r->opts->directory;
	char number[32];

	if (dir != NULL && strcmp(dir, ".") != 0) {
		buffer_add_text(out, dir);
		if (dir[0] == '\0' || dir[strlen(dir) - 1] != '/')
			buffer_add_char(out, '/');
	}
	if (r->opts->per_message) {
		extract_number(number, r->sequence);
		buffer_add_text(out, number);
		buffer_add_char(out, '/');
	}
	buffer_add_text(out, name);
}

/* What the user must know besides the name: `was "../x"', what is wrong with
 * the content, or why the name has a number. */
static void
add_notes(struct buffer *out, const struct extract_report *r,
	  const struct extracted *e)
{
	struct buffer path = { NULL, 0, 0 };

	if (e->sender != NULL &&
	    (e->sender_len != strlen(e->safe) ||
	     memcmp(e->sender, e->safe, e->sender_len) != 0)) {
		buffer_add_text(out, "was \"");
		buffer_add(out, e->sender, e->sender_len);
		buffer_add_char(out, '"');
	}
	damage_add(out, e->damage);
	if (e->rival == NULL)
		return;
	if (out->len > 0)
		buffer_add_text(out, "; ");
	add_path(&path, r, e->rival);
	if (e->skipped) {
		buffer_add_text(out, "same content, left alone");
	} else if (e->same) {
		buffer_add_text(out, "same content as ");
		buffer_add_slice(out, buffer_slice(&path));
		buffer_add_text(out, "; --skip-existing would skip");
	} else {
		buffer_add_slice(out, buffer_slice(&path));
		buffer_add_text(out, " exists");
	}
	buffer_free(&path);
}

static void
add_row(struct extract_report *r, const struct extracted *e)
{
	struct table *t = &r->table;
	struct dump *d = r->dump;
	struct buffer text = { NULL, 0, 0 };

	add_path(&text, r, e->name);
	table_add(t, d, buffer_slice(&text));
	table_add_size(t, e->octets);
	buffer_clear(&text);
	buffer_add_text(&text, e->file);
	if (e->section[0] != '\0')
		buffer_add_char(&text, ':');
	buffer_add_text(&text, e->section);
	table_add(t, d, buffer_slice(&text));
	buffer_clear(&text);
	add_notes(&text, r, e);
	if (text.len > 0) /* set apart from what can be copied */
		buffer_add_char(&t->text, ' ');
	table_add(t, d, buffer_slice(&text));
	buffer_free(&text);
}

/* For scripts: file, section, path, size, sha256, the sender's name; with -0
 * alone, the path as it is. */
static void
add_plain_row(struct extract_report *r, struct extracted *e)
{
	struct table *t = &r->table;
	struct dump *d = r->dump;
	struct buffer path = { NULL, 0, 0 };

	add_path(&path, r, e->name);
	if (!d->tsv) {
		output_write(d->out, path.ptr, path.len);
		output_write(d->out, "", 1);
		buffer_free(&path);
		return;
	}
	table_add(t, d, (mime_slice){ e->file, strlen(e->file) });
	table_add(t, d, (mime_slice){ e->section, strlen(e->section) });
	table_add(t, d, buffer_slice(&path));
	table_add_size(t, e->octets);
	buffer_add_hex(&t->text, extracted_digest(e), 32);
	table_cell(t);
	table_add(t, d, (mime_slice){ e->sender, e->sender_len });
	buffer_free(&path);
}

void
extract_report_begin(struct extract_report *r, const struct extract_opts *opts,
		     struct dump *d, struct dump *turn, uint64_t sequence)
{
	static const char *const titles[] = { "file", "section", "path",
					      "size", "sha256",	 "name" };
	bool plain = table_is_plain(d);

	/* names line up over several messages as long as they are short */
	*r = (struct extract_report){ .opts = opts,
				      .dump = turn,
				      .sequence = sequence,
				      .table = { .columns = plain ? 6 : 4,
						 .plain = plain,
						 .right = plain ? 0 : 1u << 1,
						 .min = { 23, 7 } } };
	if (d->tsv && opts->tell)
		table_titles(d, titles, sizeof titles / sizeof *titles);
}

void
extract_report_add(struct extract_report *r, struct extracted *e)
{
	if (r->opts->tell && r->table.plain)
		add_plain_row(r, e);
	else if (r->opts->tell)
		add_row(r, e);
}

void
extract_report_print(struct extract_report *r)
{
	table_print(&r->table, r->dump);
}

void
extract_report_free(struct extract_report *r)
{
	table_free(&r->table);
}
