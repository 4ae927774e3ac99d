#include "compose_message.h"
#include "cli.h"
#include "compose_clock.h"
#include "compose_digest.h"
#include "compose_place.h"
#include "compose_text.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
compose_message_free(struct compose_message *c)
{
	if (c->edit)
		input_close(&c->input);
	else
		mime_message_free(c->m);
}

int
compose_message_read(struct compose_message *c, const char *path)
{
	const struct input_limit none = { true, 0 };
	int rc;

	memset(c, 0, sizeof *c);
	c->edit = true;
	rc = input_open_file(&c->input, path, NULL, &none);
	c->m = c->input.message;
	return rc;
}

/* The exit code for what the library found wrong with a part. */
static int
refuse_part(const struct compose_request *r, const struct compose_texts *t,
	    const struct mime_outgoing_error *e)
{
	const struct attach_list *l = e->place == MIME_OUTGOING_INLINE
					      ? &r->inlines
					      : &r->attachments;

	switch (e->place) {
	case MIME_OUTGOING_TEXT:
		return compose_refuse(
			r->text_file, r->text_file != NULL ? NULL : "body",
			true, buffer_slice(&t->text), r->charset, &e->error);
	case MIME_OUTGOING_HTML:
		return compose_refuse(r->html_file, NULL, true,
				      buffer_slice(&t->html), r->charset,
				      &e->error);
	case MIME_OUTGOING_NONE:
		if (e->error.code == MIME_ECHARSET)
			return cli_usage("there is no charset '%s'",
					 r->charset);
		return compose_refuse(NULL, NULL, false, (mime_slice){ "", 0 },
				      NULL, &e->error);
	default:
		break;
	}
	if (e->error.code == MIME_ENOMEM)
		cli_no_memory();
	if (e->error.code == MIME_EIO) {
		cli_error(l->list[e->index].path, "cannot be attached: %s",
			  strerror(e->error.sys));
		return CLI_NOINPUT;
	}
	cli_error(l->list[e->index].path,
		  "filename or description cannot be written: %s",
		  e->error.what);
	return CLI_DATA;
}

static int
build(struct compose_message *c, const struct compose_request *r,
      const struct compose_texts *t)
{
	struct mime_file *inlines = attach_list_files(&r->inlines);
	struct mime_file *attachments = attach_list_files(&r->attachments);
	struct mime_outgoing o = { .size = sizeof o };
	struct mime_outgoing_error err;
	int rc;

	if (t->has_text)
		o.text = buffer_slice(&t->text);
	if (t->has_html)
		o.html = buffer_slice(&t->html);
	o.charset = r->charset;
	o.encoding = r->encoding;
	o.name_style = r->name_style;
	o.inlines = inlines;
	o.n_inlines = r->inlines.n;
	o.attachments = attachments;
	o.n_attachments = r->attachments.n;
	rc = c->m != NULL ? mime_outgoing_attach(c->m, &o, &err)
			  : mime_outgoing_build(&c->m, &o, &err);
	free(inlines);
	free(attachments);
	return rc == MIME_OK ? CLI_OK : refuse_part(r, t, &err);
}

static int
check_sender(struct mime_message *m)
{
	struct mime_part *root = mime_message_root(m);
	struct mime_field *from = mime_field_find(root, "From", NULL);
	const struct mime_mailbox *list;
	size_t n = 0;

	if (from == NULL) {
		cli_error(NULL, "no sender: give --from=ADDR (it is never "
				"guessed)");
		return CLI_CONFIG;
	}
	if (mime_field_addresses(&list, &n, from) != MIME_OK)
		cli_no_memory();
	if (n > 1 && mime_field_find(root, "Sender", NULL) == NULL) {
		cli_error(NULL,
			  "From: %zu authors want one Sender: give -H "
			  "'Sender: ADDR' (RFC 5322 3.6.2)",
			  n);
		return CLI_DATA;
	}
	return CLI_OK;
}

/* Date, Message-ID and what else every message has. */
static int
finish(struct compose_message *c, const struct compose_request *r,
       const uint8_t digest[32])
{
	uint8_t random[16];
	struct mime_date date;
	int rc = compose_clock(&date, r->reproducible);

	if (rc != CLI_OK)
		return rc;
	if (r->reproducible)
		memcpy(random, digest, sizeof random);
	else if (getentropy(random, sizeof random) != 0) {
		cli_error(NULL, "the system has no random bytes");
		return CLI_SOFTWARE;
	}
	rc = mime_outgoing_finish(c->m, &date, random);
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc == MIME_OK)
		return CLI_OK;
	cli_error(NULL, "From: no address to make a Message-ID with; give "
			"--message-id");
	return CLI_DATA;
}

static int
check_size(const struct compose_request *r)
{
	uint64_t size = attach_list_encoded(&r->attachments) +
			attach_list_encoded(&r->inlines);
	struct buffer text = { NULL, 0, 0 };

	if (r->max_attach == 0 || size <= r->max_attach)
		return CLI_OK;
	buffer_add_text(&text, "the attachments are ");
	buffer_add_grouped(&text, size);
	buffer_add_text(&text, " bytes once encoded, and the limit is ");
	buffer_add_grouped(&text, r->max_attach);
	buffer_add_text(&text, "; most servers take no more than 25M; "
			       "--max-attach=SIZE moves it, 0 lifts it");
	cli_error(NULL, "%s", buffer_string(&text));
	buffer_free(&text);
	return CLI_DATA;
}

/* The parts and the header; a new message has a sender. */
static int
fill(struct compose_message *c, const struct compose_request *r,
     const struct compose_texts *t)
{
	int rc = CLI_OK;

	if (!c->edit || r->attachments.n > 0)
		rc = build(c, r, t);
	if (rc == CLI_OK && c->edit &&
	    mime_message_set_charset(c->m, r->charset) != MIME_OK)
		rc = cli_usage("there is no charset '%s'", r->charset);
	if (rc == CLI_OK)
		rc = compose_header_apply(&r->header, c->m, c->edit,
					  r->charset);
	return rc == CLI_OK && !c->edit ? check_sender(c->m) : rc;
}

static void
warn_of_signature(const struct compose_message *c,
		  const struct compose_request *r)
{
	struct mime_part *root = mime_message_root(c->m);

	if ((compose_header_any(&r->header) || r->attachments.n > 0) &&
	    mime_field_find(root, "DKIM-Signature", NULL) != NULL)
		cli_warn(r->base, "it has a DKIM signature, which the edit "
				  "may have broken");
}

int
compose_message_make(struct compose_message *c, struct compose_request *r)
{
	struct compose_texts texts = { .has_text = false };
	uint8_t digest[32] = { 0 };
	int rc = CLI_OK;

	memset(c, 0, sizeof *c);
	if (r->base != NULL)
		rc = compose_message_read(c, r->base);
	if (rc == CLI_OK)
		rc = compose_texts_read(&texts, r);
	if (rc == CLI_OK)
		rc = attach_list_open(&r->inlines);
	if (rc == CLI_OK)
		rc = attach_list_open(&r->attachments);
	if (rc == CLI_OK)
		rc = check_size(r);
	if (rc == CLI_OK && r->reproducible)
		rc = compose_digest(digest, r, &texts,
				    c->edit ? mime_message_bytes(c->m)
					    : (mime_slice){ NULL, 0 });
	for (int i = 0; i < 8; i++)
		c->seed = c->seed << 8 | digest[16 + i];
	if (rc == CLI_OK)
		rc = fill(c, r, &texts);
	if (rc == CLI_OK && r->header.fresh_id && c->edit)
		mime_field_drop(mime_message_root(c->m), "Message-ID");
	if (rc == CLI_OK && (!c->edit || r->header.fresh_id))
		rc = finish(c, r, digest);
	if (rc == CLI_OK)
		compose_header_drop(&r->header, c->m);
	if (rc == CLI_OK && c->edit)
		warn_of_signature(c, r);
	compose_texts_free(&texts);
	return rc;
}
