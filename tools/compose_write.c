#include "compose_write.h"
#include "cli.h"
#include "compose_summary.h"
#include "output.h"
#include <string.h>
#include <sys/stat.h>

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

/* Every run of the written message to put, which returns 0, or errno to stop
 * with. */
static int
write_runs(const struct compose_message *c, const struct mime_write_opts *opts,
	   int (*put)(void *ctx, mime_slice run), void *ctx)
{
	struct mime_reader *reader;
	mime_slice run;
	int rc = mime_write_open(&reader, c->m, opts), sys = 0;

	if (rc != MIME_OK)
		return write_failed(rc, NULL);
	while (sys == 0 && (rc = mime_reader_next(&run, reader)) > 0)
		sys = put(ctx, run);
	rc = rc < 0 ? write_failed(rc, mime_reader_error(reader)) : CLI_OK;
	mime_reader_free(reader);
	if (rc == CLI_OK && sys != 0) {
		cli_error(NULL, "cannot write: %s", strerror(sys));
		rc = CLI_IOERR;
	}
	return rc;
}

static int
put_output(void *ctx, mime_slice run)
{
	struct output *o = ctx;

	output_write(o, run.ptr, run.len);
	return output_failed(o) ? o->sys : 0;
}

static int
put_spool(void *ctx, mime_slice run)
{
	return spool_write(ctx, run.ptr, run.len);
}

int
compose_write_summary(struct buffer *out, const char *name,
		      const struct compose_message *c,
		      const struct mime_write_opts *opts)
{
	struct spool s = { .path = NULL };
	int sys = spool_open(&s), rc = CLI_IOERR, end;

	if (sys == 0) {
		rc = write_runs(c, opts, put_spool, &s);
		end = spool_end(&s);
		rc = rc == CLI_OK && end != 0 ? CLI_IOERR : rc;
		if (rc == CLI_OK)
			rc = compose_summary(out, name, s.path);
		spool_close(&s);
	} else {
		cli_error(NULL, "no temporary file: %s", strerror(sys));
	}
	return rc;
}

/* A file is told of by what it holds, not by what it should hold. */
static int
say_summary(const struct compose_message *c, const struct compose_request *r,
	    const struct mime_write_opts *opts)
{
	const char *name = r->output != NULL ? r->output : "message";
	struct buffer line = { NULL, 0, 0 };
	struct stat st;
	int rc = CLI_OK;

	if (r->dry_run)
		rc = compose_write_summary(&line, name, c, opts);
	else if (stat(name, &st) == 0 && S_ISREG(st.st_mode))
		rc = compose_summary(&line, name, name);
	if (rc == CLI_OK && r->dry_run)
		buffer_add_text(&line, "  (not written)");
	if (rc == CLI_OK && line.len > 0)
		cli_line(buffer_slice(&line));
	buffer_free(&line);
	return rc;
}

int
compose_write(const struct compose_message *c, const struct compose_request *r)
{
	bool named = r->output != NULL && strcmp(r->output, "-") != 0;
	enum mime_write_eol eol = r->eol;
	enum mime_carry carry = MIME_CARRY_8BIT;
	struct mime_write_opts opts;
	struct output o;
	int rc = CLI_OK, closed;

	/* what was parsed stays as it is */
	if (c->edit)
		carry = MIME_CARRY_BINARY;
	else if (eol == MIME_EOL_KEEP)
		eol = MIME_EOL_CRLF;
	compose_write_opts(&opts, c, eol, carry);
	if (!r->dry_run) {
		rc = output_open(&o, r->output, r->force);
		if (rc != CLI_OK)
			return rc;
		rc = write_runs(c, &opts, put_output, &o);
		closed = output_close(&o, rc == CLI_OK);
		rc = rc != CLI_OK ? rc : closed;
	}
	return rc == CLI_OK && (r->dry_run || named) ? say_summary(c, r, &opts)
						     : rc;
}
