#include "summary.h"
#include "cli.h"
#include "html_part.h"
#include "sniff.h"
#include <string.h>

/* Characters of a text that are shown, as RFC 8621 4.1.4 has it. */
enum { PREVIEW_MAX = 256 };

static void
begin_label(struct dump *d, const char *label)
{
	mime_slice text = { label, strlen(label) };

	term_add_coloured(&d->term, &d->line, TERM_CYAN, text);
	buffer_add_repeated(&d->line, ' ', 9 - text.len);
}

/* The value that was added from start on, cut to the terminal. */
static void
end_value(struct dump *d, size_t start)
{
	if (d->term.width != SIZE_MAX)
		term_cut(&d->line, start,
			 d->term.width > 9 ? d->term.width - 9 : 0,
			 d->term.ascii);
	buffer_add_char(&d->line, '\n');
	dump_flush(d);
}

static void
show_mailboxes(struct dump *d, struct mime_part *root, const char *name,
	       const char *label)
{
	const struct mime_mailbox *boxes;
	struct mime_field *f = NULL;
	size_t n, start = 0, shown = 0;

	while ((f = mime_field_find(root, name, f)) != NULL) {
		if (mime_field_addresses(&boxes, &n, f) != MIME_OK)
			cli_no_memory();
		for (size_t i = 0; i < n; i++) {
			if (shown++ > 0) {
				buffer_add_text(&d->line, ", ");
			} else {
				begin_label(d, label);
				start = d->line.len;
			}
			dump_add_mailbox(d, &boxes[i]);
		}
	}
	if (shown > 0)
		end_value(d, start);
}

static void
show_text(struct dump *d, struct mime_part *root, const char *name)
{
	struct mime_field *f = mime_field_find(root, name, NULL);
	bool is_date = strcmp(name, "Date") == 0;
	struct mime_date date;
	mime_slice text;
	size_t start;

	if (f == NULL)
		return;
	begin_label(d, name);
	start = d->line.len;
	if (is_date && mime_date_parse(&date, mime_field_body(f))) {
		date_add(&d->line, &date, DATE_SECONDS, d->zone);
	} else {
		if (mime_field_text(&text, f) != MIME_OK)
			cli_no_memory();
		dump_add(d, text);
	}
	end_value(d, start);
}

void
summary_header(struct dump *d, struct input *in)
{
	struct mime_part *root = mime_message_root(in->message);

	show_mailboxes(d, root, "From", "From");
	show_mailboxes(d, root, "To", "To");
	show_mailboxes(d, root, "Cc", "Cc");
	show_mailboxes(d, root, "Bcc", "Bcc");
	show_text(d, root, "Date");
	show_text(d, root, "Subject");
}

/* The first words of a text, its white space made single blanks. */
struct preview {
	struct buffer text;
	size_t n; /* characters */
	bool blank;
};

static void
add_preview(void *ctx, const char *bytes, size_t n)
{
	struct preview *p = ctx;

	for (size_t i = 0; i < n && p->n <= PREVIEW_MAX; i++) {
		char c = bytes[i];

		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			p->blank = p->n > 0;
			continue;
		}
		/* a character counts at its first byte */
		p->n += (c & 0xc0) != 0x80 ? 1u : 0u;
		p->n += p->blank;
		if (p->n > PREVIEW_MAX)
			break;
		if (p->blank)
			buffer_add_char(&p->text, ' ');
		p->blank = false;
		buffer_add_char(&p->text, c);
	}
}

static void
add_count(struct buffer *out, unsigned n, const char *what)
{
	char text[64];

	if (n == 0)
		return;
	snprintf(text, sizeof text, "%s%u %s%s", out->len > 0 ? ", " : "", n,
		 what, n == 1 ? "" : "s");
	buffer_add_text(out, text);
}

static void
read_text(struct preview *preview, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_UTF8);
	mime_slice run;
	int rc = 1;

	while (preview->n <= PREVIEW_MAX &&
	       (rc = mime_reader_next(&run, r)) > 0)
		add_preview(preview, run.ptr, run.len);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
}

static void
add_text(struct buffer *out, const struct dump *d, struct mime_part *p)
{
	struct preview preview = { { NULL, 0, 0 }, 0, false };
	const struct html_sink sink = { add_preview, NULL, &preview };
	struct buffer counts = { NULL, 0, 0 };
	struct html_text h;

	if (html_part_is(p)) {
		html_part_read(&h, p, &sink);
		add_count(&counts, h.page.images, "remote image");
		add_count(&counts, h.page.loads - h.page.images,
			  counts.len > 0 ? "other remote load" : "remote load");
		add_count(&counts, h.page.scripts, "script");
	} else {
		read_text(&preview, p);
	}
	if (counts.len > 0)
		buffer_add_slice(out, buffer_slice(&counts));
	else
		term_clean_line(out, buffer_slice(&preview.text),
				d->term.ascii);
	buffer_free(&counts);
	buffer_free(&preview.text);
}

static void
add_contradiction(struct buffer *out, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_BYTES);
	const char *other = NULL;
	mime_slice run;

	if (mime_reader_next(&run, r) > 0)
		other = sniff_contradiction(run, mime_part_type(p));
	mime_reader_free(r);
	if (other == NULL)
		return;
	buffer_add_text(out, out->len > 0 ? "   (looks like " : "(looks like ");
	buffer_add_text(out, other);
	buffer_add_char(out, ')');
}

static void
add_subject(struct buffer *out, const struct dump *d, struct mime_part *p)
{
	struct mime_part *root = parts_child(p);
	struct mime_field *f;
	mime_slice text;

	f = root != NULL ? mime_field_find(root, "Subject", NULL) : NULL;
	if (f == NULL)
		return;
	if (mime_field_text(&text, f) != MIME_OK)
		cli_no_memory();
	term_clean_line(out, text, d->term.ascii);
}

void
summary_add(struct buffer *out, const struct dump *d, struct mime_part *p)
{
	struct buffer text = { NULL, 0, 0 };
	mime_slice name = mime_part_filename(p);

	if (name.len > 0)
		term_clean_line(&text, name, d->term.ascii);
	else if (parts_child(p) != NULL)
		add_subject(&text, d, p);
	else if (parts_is_text(p))
		add_text(&text, d, p);
	if (mime_part_kind(p) == MIME_PART_LEAF &&
	    (name.len > 0 || !parts_is_text(p)))
		add_contradiction(&text, p);
	buffer_add_slice(out, buffer_slice(&text));
	buffer_free(&text);
}
