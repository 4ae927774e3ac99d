#include "cli.h"
#include "dump.h"

/* The bytes of a message as a reader of one run. */
static int
pull(mime_slice *out, void *ctx)
{
	mime_slice *rest = ctx;

	*out = *rest;
	*rest = (mime_slice){ NULL, 0 };
	return out->len > 0;
}

/* Who sent it, as far as the message knows: its Return-Path, else its From. */
static mime_slice
sender(const struct input *in)
{
	static const char *const names[] = { "Return-Path", "From" };
	struct mime_part *root = mime_message_root(in->message);
	const struct mime_mailbox *boxes;
	size_t n;

	if (in->item->sender.len > 0)
		return in->item->sender;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct mime_field *f = mime_field_find(root, names[i], NULL);

		if (f == NULL)
			continue;
		if (mime_field_addresses(&boxes, &n, f) != MIME_OK)
			cli_no_memory();
		if (n > 0 && boxes[0].address.len > 0)
			return boxes[0].address;
	}
	return (mime_slice){ NULL, 0 };
}

int
dump_mbox(struct dump *d, struct input *in)
{
	mime_slice rest = mime_message_bytes(in->message), run;
	struct mime_date date = in->received;
	bool dated = in->has_received || date_of(&date, in);
	struct mime_reader *bytes, *r;
	int rc;

	if (mime_reader_new(&bytes, pull, NULL, &rest) != MIME_OK ||
	    mime_mbox_write_open(&r, bytes, sender(in), dated ? &date : NULL) !=
		    MIME_OK)
		cli_no_memory();
	while ((rc = mime_reader_next(&run, r)) > 0 && !output_failed(d->out))
		output_write(d->out, run.ptr, run.len);
	mime_reader_free(r);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	return CLI_OK;
}
