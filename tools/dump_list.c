#include "cli.h"
#include "date_text.h"
#include "dump.h"
#include "facts.h"
#include "table.h"
#include <string.h>

/* Columns that are not cut in a pipe, but padded everywhere, so that a list of
 * any length needs no memory and its pieces look alike. */
enum { NUMBER = 3, DATE = 16, SIZE = 5, ATTACHMENTS = 3, FROM = 13 };

static const char titles[] =
	"  #  Date              Size   Att  From           Subject\n";
static const char *const plain_titles[] = { "number",	   "date",  "size",
					    "attachments", "from",  "subject",
					    "file",	   "offset" };

/* 4.4K */
static void
add_rounded(struct buffer *out, uint64_t octets)
{
	static const char units[] = "KMGTPE";
	unsigned unit = 0;
	uint64_t tenths = octets, step = 1;
	char text[32];

	if (octets < 1000) {
		snprintf(text, sizeof text, "%lluB",
			 (unsigned long long)octets);
		buffer_add_text(out, text);
		return;
	}
	for (step = 1024; octets / step >= 1000; step *= 1024)
		unit++;
	/* rounded to a tenth: octets * 10 might not fit */
	tenths = octets / step * 10 + (octets % step * 10 + step / 2) / step;
	if (tenths < 100)
		snprintf(text, sizeof text, "%u.%u%c", (unsigned)(tenths / 10),
			 (unsigned)(tenths % 10), units[unit]);
	else
		snprintf(text, sizeof text, "%u%c",
			 (unsigned)((tenths + 5) / 10), units[unit]);
	buffer_add_text(out, text);
}

/* Pads, and on a terminal cuts, the cell that begins at start. */
static void
end_cell(struct dump *d, size_t start, size_t columns)
{
	size_t width = term_width((mime_slice){ buffer_string(&d->line) + start,
						d->line.len - start });

	if (width > columns && d->term.width != SIZE_MAX)
		term_cut(&d->line, start, columns, d->term.ascii);
	if (width < columns)
		buffer_add_repeated(&d->line, ' ', columns - width);
	buffer_add_text(&d->line, "  ");
}

static void
add_number(struct dump *d, uint64_t n, size_t columns)
{
	char text[32];
	int len = snprintf(text, sizeof text, "%llu", (unsigned long long)n);

	if (len > 0 && (size_t)len < columns)
		buffer_add_repeated(&d->line, ' ', columns - (size_t)len);
	buffer_add_text(&d->line, text);
}

static void
list_plain(struct dump *d, struct input *in)
{
	struct mime_part *root = mime_message_root(in->message);
	struct buffer *line = &d->line;
	struct mime_date date;

	if (d->tsv)
		table_titles(d, plain_titles,
			     sizeof plain_titles / sizeof *plain_titles);
	add_number(d, in->item->sequence, 0);
	buffer_add_char(line, '\t');
	if (date_of(&date, in))
		date_add(line, &date, DATE_EXACT, d->zone);
	buffer_add_char(line, '\t');
	add_number(d, mime_message_bytes(in->message).len, 0);
	buffer_add_char(line, '\t');
	if (!d->headers_only)
		add_number(d, facts_attachments(in->message), 0);
	buffer_add_char(line, '\t');
	dump_add(d, facts_author(root));
	buffer_add_char(line, '\t');
	dump_add(d, facts_text(root, "Subject"));
	buffer_add_char(line, '\t');
	dump_add(d, (mime_slice){ in->item->file, strlen(in->item->file) });
	buffer_add_char(line, '\t');
	add_number(d, in->item->offset, 0);
	dump_end(d);
}

int
dump_list(struct dump *d, struct input *in)
{
	struct mime_part *root = mime_message_root(in->message);
	struct buffer *line = &d->line;
	struct mime_date date;
	size_t start;

	if (table_is_plain(d)) {
		list_plain(d, in);
		return CLI_OK;
	}
	if (d->list_titles)
		output_titles(d->out, titles, sizeof titles - 1);
	add_number(d, in->item->sequence, NUMBER);
	buffer_add_text(line, "  ");
	start = line->len;
	if (date_of(&date, in))
		date_add(line, &date, DATE_MINUTES, d->zone);
	end_cell(d, start, DATE);
	start = line->len;
	add_rounded(line, mime_message_bytes(in->message).len);
	end_cell(d, start, SIZE);
	start = line->len;
	if (!d->headers_only)
		add_number(d, facts_attachments(in->message), 0);
	else
		buffer_add_char(line, '-');
	end_cell(d, start, ATTACHMENTS);
	start = line->len;
	dump_add(d, facts_author(root));
	end_cell(d, start, FROM);
	dump_add(d, facts_text(root, "Subject"));
	while (line->len > 0 && line->ptr[line->len - 1] == ' ')
		buffer_truncate(line, line->len - 1);
	if (d->term.width != SIZE_MAX)
		term_cut(line, 0, d->term.width, d->term.ascii);
	dump_end(d);
	return CLI_OK;
}
