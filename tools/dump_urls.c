#include "ascii.h"
#include "cli.h"
#include "dump.h"
#include "html_part.h"
#include "table.h"
#include "text_url.h"
#include <string.h>

/* The part whose URLs become rows. */
struct place {
	struct table *table;
	struct dump *dump;
	const struct input *in;
	struct mime_part *part;
	struct text_url text;
};

static void
add_cell(struct table *t, const char *text)
{
	buffer_add_text(&t->text, text);
	table_cell(t);
}

static void
add_row(struct place *at, bool load, const char *where, mime_slice url)
{
	struct table *t = at->table;
	mime_slice name = { at->in->name, strlen(at->in->name) };

	if (t->plain) {
		table_add(t, at->dump, name);
	} else if (at->dump->several) {
		term_clean_line(&t->text, name, at->dump->term.ascii);
		buffer_add_char(&t->text, ':');
	}
	buffer_add_slice(&t->text, parts_section(at->part));
	table_cell(t);
	add_cell(t, load ? "load" : "link");
	add_cell(t, where);
	table_add(t, at->dump, url);
	table_end_row(t, at->dump);
}

static void
on_url(void *ctx, const struct html_url *url)
{
	static const char *const names[] = { "href", "src", "css" };

	add_row(ctx, url->load, names[url->where], url->text);
}

static void
on_text(void *ctx, const char *bytes, size_t n)
{
	struct place *at = ctx;

	text_url_add(&at->text, (mime_slice){ bytes, n });
}

static void
on_text_url(void *ctx, mime_slice url)
{
	add_row(ctx, false, "text", url);
}

static void
read_text(struct place *at)
{
	struct mime_reader *r = dump_open(at->part, MIME_BODY_UTF8);
	mime_slice run;
	int rc;

	while ((rc = mime_reader_next(&run, r)) > 0)
		text_url_add(&at->text, run);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
}

static void
read_part(struct place *at)
{
	const struct html_sink sink = { on_text, on_url, at };
	struct html_text h;

	text_url_init(&at->text, on_text_url, at);
	if (html_part_is(at->part))
		html_part_read(&h, at->part, &sink);
	else
		read_text(at);
	text_url_end(&at->text);
}

/* A page that is attached is looked at when it is opened; a text is not. */
static bool
is_looked_at(const struct mime_body_part *part)
{
	if (!parts_is_text(part->part))
		return false;
	return html_part_is(part->part) ||
	       (part->lists & MIME_BODY_LIST_ATTACHMENTS) == 0;
}

int
dump_urls(struct dump *d, struct input *in)
{
	static const char *const titles[] = { "file", "section", "kind",
					      "where", "url" };
	bool plain = table_is_plain(d);
	struct table t = { .columns = plain ? 5 : 4, .plain = plain };
	struct parts parts;

	parts_find(&parts, in->message);
	if (d->tsv)
		table_titles(d, titles, sizeof titles / sizeof *titles);
	for (size_t i = 0; i < parts.n; i++) {
		struct place at = { .table = &t,
				    .dump = d,
				    .in = in,
				    .part = parts.list[i].part };

		if (is_looked_at(&parts.list[i]))
			read_part(&at);
	}
	parts_free(&parts);
	table_print(&t, d);
	return CLI_OK;
}
