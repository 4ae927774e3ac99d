#include "input.h"
#include "cli.h"
#include <stdlib.h>

/* The message as it was before it was put into an mbox. */
static mime_slice
unquote(struct input *in, mime_slice stored, enum mime_mbox_form form)
{
	size_t n = mime_mbox_unquote(NULL, stored, form);

	if (n == stored.len)
		return stored;
	in->unquoted = cli_alloc(n);
	mime_mbox_unquote(in->unquoted, stored, form);
	return (mime_slice){ in->unquoted, n };
}

static int
parse(struct input *in, mime_slice bytes, const struct mime_parse_opts *opts)
{
	int rc;

	if (bytes.ptr == NULL)
		bytes.ptr = "";
	rc = mime_parse(&in->message, bytes, opts, NULL);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_OK)
		return CLI_OK;
	cli_error(in->name, "%s", mime_error_phrase(rc));
	input_close(in);
	return CLI_SOFTWARE;
}

int
input_open_file(struct input *in, const char *path,
		const struct mime_parse_opts *opts,
		const struct input_limit *limit)
{
	int rc;

	*in = (struct input){ .name = path };
	rc = source_open_packed(&in->source, path, limit);
	return rc == CLI_OK ? parse(in, source_bytes(in->source), opts) : rc;
}

static int
open_stored(struct input *in, const struct mime_parse_opts *opts,
	    const struct input_limit *limit)
{
	int rc = source_open_stored(&in->source, in->item->file, limit);

	if (rc != CLI_OK)
		return rc;
	in->has_received = true;
	in->received = (struct mime_date){ source_time(in->source), 0, true };
	return parse(in, source_bytes(in->source), opts);
}

int
input_open(struct input *in, const struct item *item,
	   const struct mime_parse_opts *opts, const struct input_limit *limit)
{
	*in = (struct input){ .name = item->name,
			      .item = item,
			      .has_received = item->has_received,
			      .received = item->received };
	if (item->code != CLI_OK)
		return item->code;
	if (item->source == NULL)
		return open_stored(in, opts, limit);
	if (item->format == FORMAT_MBOX)
		return parse(in, unquote(in, item->bytes, item->form), opts);
	return parse(in, item->bytes, opts);
}

uint64_t
input_octets(const struct input *in)
{
	if (in->item->format == FORMAT_MBOX)
		return in->item->end - in->item->offset;
	return mime_message_bytes(in->message).len;
}

void
input_close(struct input *in)
{
	mime_message_free(in->message);
	source_drop(in->source);
	free(in->unquoted);
	in->message = NULL;
	in->source = NULL;
	in->unquoted = NULL;
}
