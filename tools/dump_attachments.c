#include "cli.h"
#include "dump.h"
#include "table.h"
#include <string.h>

static mime_slice
shown_name(const struct input *in)
{
	return (mime_slice){ in->name, strlen(in->name) };
}

static void
add_row(struct table *t, struct dump *d, struct input *in, struct mime_part *p)
{
	uint8_t digest[32];
	uint64_t size;

	dump_hash(digest, &size, p);
	if (t->plain) {
		table_add(t, d, shown_name(in));
	} else if (d->several) {
		term_clean_line(&t->text, shown_name(in), d->term.ascii);
		buffer_add_char(&t->text, ':');
	}
	buffer_add_slice(&t->text, parts_section(p));
	table_cell(t);
	table_add(t, d, mime_part_type(p));
	table_add_size(t, size);
	buffer_add_hex(&t->text, digest, t->plain ? 32 : 6);
	table_cell(t);
	table_add(t, d, mime_part_filename(p));
}

int
dump_attachments(struct dump *d, struct input *in)
{
	static const char *const titles[] = { "file", "section", "type",
					      "size", "sha256",	 "name" };
	bool plain = table_is_plain(d);
	struct table t = { .columns = plain ? 6 : 5,
			   .plain = plain,
			   .right = plain ? 0 : 1u << 2 };
	struct parts parts;

	parts_find(&parts, in->message);
	if (d->tsv)
		table_titles(d, titles, sizeof titles / sizeof *titles);
	for (size_t i = 0; i < parts.n; i++)
		if (parts_is_attachment(&parts.list[i]))
			add_row(&t, d, in, parts.list[i].part);
	parts_free(&parts);
	table_print(&t, d);
	return CLI_OK;
}
