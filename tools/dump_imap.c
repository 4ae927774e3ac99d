#include "cli.h"
#include "dump.h"

/* Literals break lines: only -R has them, where the exact bytes count. */
static void
add(struct dump *d, const char *item, const struct mime_text *text)
{
	buffer_add_text(&d->line, item);
	buffer_add_char(&d->line, ' ');
	if (d->raw)
		buffer_add_slice(&d->line, mime_text_slice(text));
	else
		dump_add_tabs(d, mime_text_slice(text));
	dump_end(d);
}

int
dump_imap(struct dump *d, struct input *in)
{
	enum mime_imap_strings how = d->raw ? MIME_IMAP_7BIT : MIME_IMAP_LINE;
	struct mime_part *root = mime_message_root(in->message);
	struct mime_text *text;

	if (d->raw && !dump_may_be_raw(d, "the header text"))
		return CLI_USAGE;
	if (mime_imap_envelope(&text, root, how) != MIME_OK)
		cli_no_memory();
	add(d, "ENVELOPE", text);
	mime_text_free(text);
	if (mime_imap_bodystructure(&text, root, how) != MIME_OK)
		cli_no_memory();
	add(d, "BODYSTRUCTURE", text);
	mime_text_free(text);
	return CLI_OK;
}
