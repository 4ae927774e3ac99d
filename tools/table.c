#include "table.h"
#include "cli.h"
#include <stdlib.h>

void
table_cell(struct table *t)
{
	t->ends = cli_grow(t->ends, t->n, &t->room, sizeof *t->ends);
	t->ends[t->n++] = t->text.len;
}

void
table_free(struct table *t)
{
	buffer_free(&t->text);
	free(t->ends);
	t->ends = NULL;
	t->n = t->room = 0;
}

void
table_titles(struct dump *d, const char *const *titles, size_t n)
{
	struct buffer line = { NULL, 0, 0 };

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buffer_add_char(&line, '\t');
		buffer_add_text(&line, titles[i]);
	}
	buffer_add_char(&line, d->null ? '\0' : '\n');
	output_titles(d->out, line.ptr, line.len);
	buffer_free(&line);
}

bool
table_is_plain(const struct dump *d)
{
	return d->tsv || d->null;
}

void
table_add(struct table *t, const struct dump *d, mime_slice s)
{
	term_clean_line(&t->text, s, d->term.ascii);
	table_cell(t);
}

void
table_add_size(struct table *t, uint64_t octets)
{
	char plain[32];

	if (t->plain) {
		snprintf(plain, sizeof plain, "%llu",
			 (unsigned long long)octets);
		buffer_add_text(&t->text, plain);
	} else {
		buffer_add_grouped(&t->text, octets);
		buffer_add_text(&t->text, " B");
	}
	table_cell(t);
}

static mime_slice
cell(const struct table *t, size_t i)
{
	size_t start = i > 0 ? t->ends[i - 1] : 0;

	return (mime_slice){ buffer_string(&t->text) + start,
			     t->ends[i] - start };
}

static void
measure(size_t *widths, const struct table *t)
{
	for (unsigned c = 0; c < t->columns; c++)
		widths[c] = t->min[c];
	for (size_t i = 0; i < t->n; i++) {
		size_t width = term_width(cell(t, i));

		if (width > widths[i % t->columns])
			widths[i % t->columns] = width;
	}
}

/* The cells of a row that are not empty, counted from the left. */
static unsigned
used(const struct table *t, size_t row)
{
	unsigned n = t->columns;

	while (n > 1 && cell(t, row + n - 1).len == 0)
		n--;
	return n;
}

static void
add_row(const struct table *t, struct dump *d, size_t row, const size_t *widths)
{
	unsigned n = used(t, row);

	for (unsigned c = 0; c < n; c++) {
		mime_slice s = cell(t, row + c);
		size_t pad = widths[c] - term_width(s);

		if (c > 0)
			buffer_add_text(&d->line, "  ");
		if ((t->right >> c & 1) != 0)
			buffer_add_repeated(&d->line, ' ', pad);
		buffer_add_slice(&d->line, s);
		if ((t->right >> c & 1) == 0 && c + 1 < n)
			buffer_add_repeated(&d->line, ' ', pad);
	}
}

/* Cells that hold nothing leave no trace in a pipe, unless tabs count. */
static void
add_plain(const struct table *t, struct dump *d, size_t row)
{
	unsigned n = t->plain ? t->columns : used(t, row);

	for (unsigned c = 0; c < n; c++) {
		mime_slice s = cell(t, row + c);

		if (c > 0 && t->plain)
			buffer_add_char(&d->line, '\t');
		else if (c > 0 && s.len > 0)
			buffer_add_text(&d->line, "  ");
		buffer_add_slice(&d->line, s);
	}
}

static bool
has_columns(const struct table *t, const struct dump *d)
{
	return d->term.width != SIZE_MAX && !t->plain;
}

static void
print_rows(const struct table *t, struct dump *d)
{
	bool columns = has_columns(t, d);
	size_t widths[TABLE_COLUMNS];

	if (columns)
		measure(widths, t);
	for (size_t row = 0; row < t->n; row += t->columns) {
		if (columns) {
			add_row(t, d, row, widths);
			term_cut(&d->line, 0, d->term.width, d->term.ascii);
		} else {
			add_plain(t, d, row);
		}
		if (t->plain && d->null)
			buffer_add_char(&d->line, '\0');
		else
			buffer_add_char(&d->line, '\n');
		dump_flush(d);
	}
}

void
table_end_row(struct table *t, struct dump *d)
{
	if (has_columns(t, d))
		return;
	print_rows(t, d);
	buffer_clear(&t->text);
	t->n = 0;
}

void
table_print(struct table *t, struct dump *d)
{
	print_rows(t, d);
	table_free(t);
}
