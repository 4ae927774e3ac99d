#include "extract.h"
#include "cli.h"
#include "extract_file.h"
#include "folder.h"
#include "table.h"
#include <stdlib.h>
#include <string.h>

struct extract {
	const struct extract_opts *opts;
	struct folder *folder;
};

int
extract_new(struct extract **out, const struct extract_opts *opts)
{
	struct extract *x = cli_alloc(sizeof *x);
	const char *path = opts->directory != NULL ? opts->directory : ".";
	int rc;

	*out = NULL;
	x->opts = opts;
	rc = folder_open(&x->folder, path, opts->dry);
	if (rc == CLI_OK)
		*out = x;
	else
		free(x);
	return rc;
}

void
extract_free(struct extract *x)
{
	if (x != NULL)
		folder_free(x->folder);
	free(x);
}

static void
find_parts(struct parts *out, const struct extract *x, struct input *in)
{
	size_t n = 0;

	if (x->opts->select != NULL) {
		select_parts(out, x->opts->select, in->message);
		return;
	}
	parts_find(out, in->message);
	for (size_t i = 0; i < out->n; i++)
		if (parts_is_attachment(&out->list[i]))
			out->list[n++] = out->list[i];
	out->n = n;
}

static void
add_path(struct buffer *out, const struct extract *x, const char *name)
{
	const char *dir = x->opts->directory;

	if (dir != NULL && strcmp(dir, ".") != 0) {
		buffer_add_text(out, dir);
		if (dir[0] == '\0' || dir[strlen(dir) - 1] != '/')
			buffer_add_char(out, '/');
	}
	buffer_add_text(out, name);
}

/* What the user must know besides the name: `was "../x"', or why the name has
 * a number. */
static void
add_notes(struct buffer *out, const struct extract *x,
	  const struct extracted *e)
{
	struct buffer path = { NULL, 0, 0 };

	if (e->sender.ptr != NULL &&
	    (e->sender.len != strlen(e->safe) ||
	     memcmp(e->sender.ptr, e->safe, e->sender.len) != 0)) {
		buffer_add_text(out, "was \"");
		buffer_add_slice(out, e->sender);
		buffer_add_char(out, '"');
	}
	if (e->rival == NULL)
		return;
	if (out->len > 0)
		buffer_add_text(out, "; ");
	add_path(&path, x, e->rival);
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
add_row(struct table *t, struct dump *d, const struct extract *x,
	struct input *in, const struct extracted *e)
{
	struct buffer text = { NULL, 0, 0 };

	add_path(&text, x, e->name);
	table_add(t, d, buffer_slice(&text));
	table_add_size(t, e->octets);
	buffer_clear(&text);
	buffer_add_text(&text, in->name);
	buffer_add_char(&text, ':');
	buffer_add_slice(&text, parts_section(e->part));
	table_add(t, d, buffer_slice(&text));
	buffer_clear(&text);
	add_notes(&text, x, e);
	table_add(t, d, buffer_slice(&text));
	buffer_free(&text);
}

/* For scripts: file, section, path, size, sha256, the sender's name; with -0
 * alone, the path as it is. */
static void
add_plain_row(struct table *t, struct dump *d, const struct extract *x,
	      struct input *in, struct extracted *e)
{
	struct buffer path = { NULL, 0, 0 };

	add_path(&path, x, e->name);
	if (!d->tsv) {
		output_write(d->out, path.ptr, path.len);
		output_write(d->out, "", 1);
		buffer_free(&path);
		return;
	}
	table_add(t, d, (mime_slice){ in->name, strlen(in->name) });
	table_add(t, d, parts_section(e->part));
	table_add(t, d, buffer_slice(&path));
	table_add_size(t, e->octets);
	buffer_add_hex(&t->text, extracted_digest(e), 32);
	table_cell(t);
	table_add(t, d, e->sender);
	buffer_free(&path);
}

static void
add_titles(struct table *t, struct dump *d)
{
	static const char *const titles[] = { "file", "section", "path",
					      "size", "sha256",	 "name" };

	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		table_add(t, d, (mime_slice){ titles[i], strlen(titles[i]) });
	d->titled = true;
}

int
extract_message(struct extract *x, struct dump *d, struct input *in)
{
	bool plain = table_is_plain(d);
	/* names line up over several messages as long as they are short */
	struct table t = { .columns = plain ? 6 : 4,
			   .plain = plain,
			   .right = plain ? 0 : 1u << 1,
			   .min = { 23, 7 } };
	struct parts parts;
	int rc = CLI_OK, one;

	find_parts(&parts, x, in);
	if (parts.n == 0 && x->opts->select != NULL) {
		cli_error(in->name, "has no such part");
		rc = CLI_NO;
	} else if (parts.n == 0) {
		cli_note(in->name, "has nothing to extract");
	}
	if (d->tsv && !d->titled && !d->quiet)
		add_titles(&t, d);
	for (size_t i = 0; i < parts.n; i++) {
		struct extracted e;

		one = extract_file(&e, x->opts, x->folder, in,
				   parts.list[i].part);
		if (one == CLI_OK && !d->quiet && plain)
			add_plain_row(&t, d, x, in, &e);
		else if (one == CLI_OK && !d->quiet)
			add_row(&t, d, x, in, &e);
		extracted_free(&e);
		rc = cli_worst(rc, one);
		if (one == CLI_IOERR)
			break;
	}
	parts_free(&parts);
	table_print(&t, d);
	return rc;
}
