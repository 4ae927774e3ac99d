/* mimecompose - make a message, edit one, send one. */
#include "cli.h"
#include "compose_message.h"
#include "compose_request.h"
#include "compose_send.h"
#include "compose_write.h"
#include <string.h>
#include <unistd.h>

/* Bcc never leaves in a message; of an edited one it stays where it was, as
 * long as nobody asks for another. */
static void
drop_bcc(const struct compose_message *c, const struct compose_request *r)
{
	struct mime_part *root = mime_message_root(c->m);
	bool given = r->header.own[COMPOSE_BCC].given;
	const struct mime_mailbox *list;
	struct mime_field *bcc;
	size_t n, total = 0;

	if (c->edit && !given && !r->sending.wanted)
		return;
	for (bcc = NULL; (bcc = mime_field_find(root, "Bcc", bcc)) != NULL;) {
		if (mime_field_addresses(&list, &n, bcc) != MIME_OK)
			cli_no_memory();
		total += n;
	}
	mime_field_drop(root, "Bcc");
	mime_field_drop(root, "Resent-Bcc");
	if (total > 0 && !r->sending.wanted)
		cli_note(r->output,
			 "%zu Bcc recipient%s not in the message; --send "
			 "would reach them",
			 total, total == 1 ? " is" : "s are");
}

static int
send_or_plan(const struct compose_server *s, struct compose_envelope *e,
	     const struct compose_message *c, const struct compose_request *r,
	     const char *file)
{
	return r->dry_run ? compose_send_plan(s, e, c, file)
			  : compose_send(s, e, c, file, r->verbose);
}

/* A message from options, to a file, a server, or both. */
static int
make(struct compose_request *r)
{
	struct compose_sending *sending = &r->sending;
	struct compose_envelope e = { .n = 0 };
	struct compose_server s;
	struct compose_message c;
	int rc = compose_message_make(&c, r), closed;

	if (rc == CLI_OK && sending->wanted)
		rc = compose_envelope_make(&e, r->base, c.m, sending);
	if (rc == CLI_OK)
		drop_bcc(&c, r);
	if (rc == CLI_OK &&
	    (!sending->wanted || (r->output != NULL && !r->dry_run)))
		rc = compose_write(&c, r);
	if (rc == CLI_OK && sending->wanted) {
		rc = compose_server_open(&s, sending, r->dry_run);
		if (rc == CLI_OK)
			rc = send_or_plan(&s, &e, &c, r, r->base);
		closed = compose_server_close(&s);
		rc = rc != CLI_OK ? rc : closed;
	}
	compose_envelope_free(&e);
	compose_message_free(&c);
	return rc;
}

static int
send_finished(const struct compose_server *s, const struct compose_request *r,
	      const char *path)
{
	struct compose_envelope e = { .n = 0 };
	struct compose_message c;
	int rc = compose_message_read(&c, path);

	if (rc == CLI_OK && mime_field_find(mime_message_root(c.m),
					    "MIME-Version", NULL) == NULL) {
		cli_error(path, "has no MIME-Version field: not a finished "
				"message");
		rc = CLI_DATA;
	}
	if (rc == CLI_OK)
		rc = compose_envelope_make(&e, path, c.m, &r->sending);
	if (rc == CLI_OK) {
		drop_bcc(&c, r);
		rc = send_or_plan(s, &e, &c, r, path);
	}
	compose_envelope_free(&e);
	compose_message_free(&c);
	return rc;
}

/* Finished messages, in order; the first that is not sent ends it. */
static int
send_all(const struct compose_request *r)
{
	struct compose_server s;
	int rc, closed;

	if (r->n_operands == 0 && isatty(STDIN_FILENO) == 1)
		return cli_usage("--send: what? name a finished message, or "
				 "make one with -f, -t, -s, -m ...");
	rc = compose_server_open(&s, &r->sending, r->dry_run);
	if (rc == CLI_OK && r->n_operands == 0)
		rc = send_finished(&s, r, "-");
	for (int i = 0; rc <= CLI_NO && i < r->n_operands; i++)
		rc = cli_worst(rc, send_finished(&s, r, r->operands[i]));
	closed = compose_server_close(&s);
	return rc != CLI_OK ? rc : closed;
}

int
main(int argc, char **argv)
{
	struct compose_request r;
	int rc;

	cli_init("mimecompose");
	rc = compose_request_read(&r, argc, argv);
	if (rc == -1)
		rc = compose_request_makes(&r) ? make(&r) : send_all(&r);
	compose_request_free(&r);
	return rc;
}
