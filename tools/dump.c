#include "dump.h"
#include "cli.h"
#include "mime/codec.h"
#include <string.h>

static unsigned
add_clean(struct dump *d, mime_slice s, unsigned keep)
{
	struct term_clean c;

	term_clean_init(&c, keep, d->term.ascii);
	term_clean_add(&c, &d->line, s);
	term_clean_end(&c, &d->line);
	return c.found;
}

unsigned
dump_add(struct dump *d, mime_slice s)
{
	return add_clean(d, s, 0);
}

unsigned
dump_add_tabs(struct dump *d, mime_slice s)
{
	return add_clean(d, s, TERM_KEEP_TAB);
}

void
dump_flush(struct dump *d)
{
	output_write(d->out, buffer_string(&d->line), d->line.len);
	buffer_clear(&d->line);
}

void
dump_end(struct dump *d)
{
	buffer_add_char(&d->line, d->null ? '\0' : '\n');
	dump_flush(d);
}

void
dump_add_place(struct dump *d, const struct input *in, struct mime_part *p)
{
	dump_add(d, (mime_slice){ in->name, strlen(in->name) });
	buffer_add_char(&d->line, ':');
	buffer_add_slice(&d->line, parts_section(p));
}

/* Characters that end or divide a name if it is not quoted. */
static bool
needs_quotes(mime_slice name)
{
	for (size_t i = 0; i < name.len; i++)
		if (memchr("()<>[]:;@\\,\"", name.ptr[i], 12) != NULL)
			return true;
	return false;
}

static void
add_name(struct dump *d, mime_slice name)
{
	struct buffer quoted = { NULL, 0, 0 };

	if (!needs_quotes(name)) {
		dump_add(d, name);
		return;
	}
	buffer_add_char(&quoted, '"');
	for (size_t i = 0; i < name.len; i++) {
		if (name.ptr[i] == '"' || name.ptr[i] == '\\')
			buffer_add_char(&quoted, '\\');
		buffer_add_char(&quoted, name.ptr[i]);
	}
	buffer_add_char(&quoted, '"');
	dump_add(d, buffer_slice(&quoted));
	buffer_free(&quoted);
}

void
dump_add_mailbox(struct dump *d, const struct mime_mailbox *box)
{
	if (box->address.ptr == NULL) {
		/* not a name that could be taken for an address */
		if (box->name.len > 0 &&
		    memchr(box->name.ptr, '@', box->name.len) == NULL)
			dump_add(d, box->name);
		else
			dump_add(d, box->raw);
		return;
	}
	if (box->name.len == 0) {
		dump_add(d, box->address);
		return;
	}
	add_name(d, box->name);
	buffer_add_text(&d->line, " <");
	dump_add(d, box->address);
	buffer_add_char(&d->line, '>');
}

struct mime_reader *
dump_open(struct mime_part *p, enum mime_body_form form)
{
	struct mime_reader *r;

	if (mime_body_open(&r, p, form) != MIME_OK)
		cli_no_memory();
	return r;
}

static int
read_failed(const struct input *in, struct mime_part *p,
	    const struct mime_reader *r, int rc)
{
	const mime_error *err = mime_reader_error(r);
	mime_slice section = parts_section(p);

	if (rc == MIME_ENOMEM)
		cli_no_memory();
	cli_error(in->name, "%.*s: cannot be decoded: %s", (int)section.len,
		  section.ptr, err != NULL ? err->what : mime_error_phrase(rc));
	return CLI_IOERR;
}

int
dump_content(struct dump *d, const struct input *in, struct mime_part *p,
	     bool text, bool line_end)
{
	struct mime_reader *r;
	struct term_clean c;
	mime_slice run;
	char last = '\n';
	int rc, code = CLI_OK;

	r = dump_open(p, text ? MIME_BODY_UTF8 : MIME_BODY_BYTES);
	term_clean_init(&c, TERM_KEEP_TEXT, d->term.ascii);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		last = run.ptr[run.len - 1];
		if (text) {
			term_clean_add(&c, &d->line, run);
			dump_flush(d);
		} else {
			output_write(d->out, run.ptr, run.len);
		}
		if (output_failed(d->out))
			break;
	}
	term_clean_end(&c, &d->line);
	if (line_end && last != '\n')
		buffer_add_char(&d->line, '\n');
	dump_flush(d);
	if (rc < 0)
		code = read_failed(in, p, r, rc);
	mime_reader_free(r);
	return code;
}

void
dump_hash(uint8_t digest[32], uint64_t *octets, struct mime_part *p)
{
	struct mime_reader *r = dump_open(p, MIME_BODY_BYTES);
	struct mime_sha256 sha;
	mime_slice run;
	int rc;

	*octets = 0;
	mime_sha256_init(&sha);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		mime_sha256_add(&sha, run.ptr, run.len);
		*octets += run.len;
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	mime_reader_free(r);
	mime_sha256_end(&sha, digest);
}

bool
dump_may_be_raw(const struct dump *d, const char *what)
{
	if (!d->term.tty || d->force)
		return true;
	cli_error(NULL,
		  "%s would go to the terminal as the sender wrote it; -o "
		  "writes it to a file, -F insists",
		  what);
	return false;
}
