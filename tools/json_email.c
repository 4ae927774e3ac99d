#include "json_email.h"
#include "cli.h"
#include "html_part.h"
#include "json_defect.h"
#include "json_header.h"
#include "json_tree.h"
#include "mime/codec.h"
#include <string.h>

static void
feed(void *ctx, const char *bytes, size_t n)
{
	mime_preview_feed(ctx, (mime_slice){ bytes, n });
}

static void
put_preview(struct json *j, const struct mime_bodies *bodies)
{
	struct mime_preview preview;
	const struct html_sink sink = { feed, NULL, &preview };
	struct mime_part *html;
	struct html_text h;
	size_t from = 0;

	do {
		if (mime_preview_read(&preview, &html, bodies, &from) !=
		    MIME_OK)
			cli_no_memory();
		if (html != NULL)
			html_part_read(&h, html, &sink);
	} while (html != NULL && mime_preview_text(&preview).len == 0);
	json_text(j, "preview", mime_preview_text(&preview));
}

static void
put_blob(struct json *j, mime_slice bytes)
{
	struct mime_sha256 sha;
	uint8_t digest[32];

	mime_sha256_init(&sha);
	mime_sha256_add(&sha, bytes.ptr, bytes.len);
	mime_sha256_end(&sha, digest);
	json_hash(j, "blobId", digest);
}

static void
put_content(struct json *j, struct input *in, const struct json_opts *opts)
{
	struct mime_part *root = mime_message_root(in->message);
	struct mime_bodies *bodies;
	struct json_parts parts;

	if (mime_bodies_new(&bodies, root) != MIME_OK)
		cli_no_memory();
	json_put(j, "hasAttachment", json_boolean(json_has_attachment(bodies)));
	put_preview(j, bodies);
	json_tree(j, &parts, root, opts->content);
	json_values(j, in->message, bodies, opts->bodies);
	json_lists(j, &parts, bodies);
	json_parts_free(&parts);
	mime_bodies_free(bodies);
}

/* What only the mailbox knows; left out where there is none. */
static void
put_mailbox(struct json *j, const struct input *in)
{
	static const struct {
		unsigned flag;
		const char *keyword;
	} keywords[] = {
		{ MIME_MAILDIR_SEEN, "$seen" },
		{ MIME_MAILDIR_REPLIED, "$answered" },
		{ MIME_MAILDIR_FLAGGED, "$flagged" },
		{ MIME_MAILDIR_DRAFT, "$draft" },
		{ MIME_MAILDIR_PASSED, "$forwarded" },
	};
	json_t *set;

	if (in->has_received) {
		struct mime_date date = in->received;

		date.zone = 0; /* a UTCDate */
		date.zone_known = true;
		json_date(j, "receivedAt", &date);
	}
	if (in->item == NULL || in->item->format != FORMAT_MAILDIR)
		return;
	set = json_object();
	for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
		if ((in->item->flags & keywords[i].flag) != 0)
			json_set(set, keywords[i].keyword, json_true());
	json_put(j, "keywords", set);
}

static void
put_extras(struct json *j, struct input *in, bool headers_only)
{
	static const char *const formats[] = { "eml",	 "eml",	    "mbox",
					       "mboxcl", "maildir", "mh" };
	const struct item *item = in->item;
	const char *file = item != NULL ? item->file : in->name;

	json_begin(j, "mimedump", '{');
	json_number(j, "schema", JSON_SCHEMA);
	json_text(j, "file", (mime_slice){ file, strlen(file) });
	json_put(j, "format",
		 json_string(formats[item != NULL ? item->format : 0]));
	if (item != NULL && item->number > 0) {
		json_number(j, "number", item->number);
		json_number(j, "fileOffset", item->offset);
	}
	if (headers_only)
		json_put(j, "headersOnly", json_true());
	json_defects(j, in->message);
	json_end(j, '}');
}

int
dump_json(struct dump *d, struct input *in, const struct json_opts *opts)
{
	struct mime_part *root = mime_message_root(in->message);
	mime_slice bytes = mime_message_bytes(in->message);
	struct json j;

	dump_check(in->message, !opts->headers_only);
	json_init(&j, d, opts->form);
	json_begin(&j, NULL, '{');
	if (!opts->headers_only)
		put_blob(&j, bytes);
	json_number(&j, "size", bytes.len);
	put_mailbox(&j, in);
	json_header_members(&j, root);
	if (!opts->headers_only)
		put_content(&j, in, opts);
	json_header_fields(&j, root);
	put_extras(&j, in, opts->headers_only);
	json_end(&j, '}');
	json_finish(&j);
	return CLI_OK;
}
