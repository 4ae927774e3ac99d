#include "compose_write.h"
#include "cli.h"
#include "compose_summary.h"
#include "output.h"
#include <string.h>

void
compose_write_opts(struct mime_write_opts *out, const struct compose_message *c,
		   enum mime_write_eol eol, enum mime_carry carry)
{
	*out = (struct mime_write_opts){
		.size = sizeof *out, .eol = eol, .carry = carry, .seed = c->seed
	};
}

static int
write_failed(int rc, const mime_error *err)
{
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (err != NULL && err->sys != 0)
		cli_error(NULL, "%s: %s", err->what, strerror(err->sys));
	else
		cli_error(NULL, "%s",
			  err != NULL ? err->what : mime_error_phrase(rc));
	return rc == MIME_EIO ? CLI_IOERR : CLI_DATA;
}

/* o: NULL: nowhere */
static int
write_runs(uint64_t *octets, struct output *o, const struct compose_message *c,
	   const struct mime_write_opts *opts)
{
	struct mime_reader *reader;
	mime_slice run;
	int rc = mime_write_open(&reader, c->m, opts);

	*octets = 0;
	if (rc != MIME_OK)
		return write_failed(rc, NULL);
	while ((o == NULL || !output_failed(o)) &&
	       (rc = mime_reader_next(&run, reader)) > 0) {
		if (o != NULL)
			output_write(o, run.ptr, run.len);
		*octets += run.len;
	}
	rc = rc < 0 ? write_failed(rc, mime_reader_error(reader)) : CLI_OK;
	mime_reader_free(reader);
	return rc;
}

int
compose_write_summary(struct buffer *out, const char *name,
		      const struct compose_message *c,
		      const struct mime_write_opts *opts)
{
	uint64_t octets;
	int rc = write_runs(&octets, NULL, c, opts);

	if (rc == CLI_OK)
		compose_summary(out, name, octets, c->m);
	return rc;
}

/* Written and, where it is not stdout, told of. */
static int
write_output(const struct compose_message *c, const struct compose_request *r,
	     const struct mime_write_opts *opts)
{
	bool named = r->output != NULL && strcmp(r->output, "-") != 0;
	struct buffer line = { NULL, 0, 0 };
	uint64_t octets;
	struct output o;
	int rc = output_open(&o, r->output, r->force), closed;

	if (rc != CLI_OK)
		return rc;
	rc = write_runs(&octets, &o, c, opts);
	closed = output_close(&o, rc == CLI_OK);
	rc = rc != CLI_OK ? rc : closed;
	if (rc == CLI_OK && named) {
		compose_summary(&line, r->output, octets, c->m);
		cli_line(buffer_slice(&line));
	}
	buffer_free(&line);
	return rc;
}

static int
write_nothing(const struct compose_message *c, const struct compose_request *r,
	      const struct mime_write_opts *opts)
{
	const char *name = r->output != NULL ? r->output : "message";
	struct buffer line = { NULL, 0, 0 };
	int rc = compose_write_summary(&line, name, c, opts);

	buffer_add_text(&line, "  (not written)");
	if (rc == CLI_OK)
		cli_line(buffer_slice(&line));
	buffer_free(&line);
	return rc;
}

int
compose_write(const struct compose_message *c, const struct compose_request *r)
{
	enum mime_write_eol eol = r->eol;
	enum mime_carry carry = MIME_CARRY_8BIT;
	struct mime_write_opts opts;

	/* what was parsed stays as it is */
	if (c->edit)
		carry = MIME_CARRY_BINARY;
	else if (eol == MIME_EOL_KEEP)
		eol = MIME_EOL_CRLF;
	compose_write_opts(&opts, c, eol, carry);
	return r->dry_run ? write_nothing(c, r, &opts)
			  : write_output(c, r, &opts);
}
