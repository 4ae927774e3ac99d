/* mimedump - inspect mail messages and take them apart. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "dump.h"
#include "extract.h"
#include "mimedump_settings.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char hint[] =
	"usage: mimedump [OPTION]... [FILE|-]...\n"
	"  mimedump mail.eml             headers, structure, findings\n"
	"  mimedump -b mail.eml          the text\n"
	"  mimedump -x -C out mail.eml   its attachments, into out/\n"
	"  ... | mimedump                from a pipe\n"
	"  mimedump --help               everything else\n";

/* The modes that show something, in their order, an empty line between. */
static int
show(struct dump *d, const struct settings *set, struct input *in)
{
	unsigned shown = 0;
	int rc = CLI_OK;

	for (unsigned mode = 1; mode <= MODE_LAST; mode <<= 1) {
		if ((set->modes & mode) == 0)
			continue;
		if (shown++ > 0) {
			buffer_add_char(&d->line, '\n');
			dump_flush(d);
		}
		if (mode == MODE_TREE)
			rc = cli_worst(rc, dump_tree(d, in));
		else if (mode == MODE_HEADERS)
			rc = cli_worst(rc, dump_headers(d, in, set->headers));
		else if (mode == MODE_BODY)
			rc = cli_worst(rc, dump_body(d, in, set->body));
		else if (mode == MODE_ATTACHMENTS)
			rc = cli_worst(rc, dump_attachments(d, in));
		else if (mode == MODE_ADDRESSES)
			rc = cli_worst(rc,
				       dump_addresses(d, in, set->addresses));
		else if (mode == MODE_JSON)
			rc = cli_worst(rc, dump_json(d, in, &set->json));
		else if (mode == MODE_IMAP)
			rc = cli_worst(rc, dump_imap(d, in));
		else if (mode == MODE_PART)
			rc = cli_worst(rc, dump_part(d, in, set->select));
	}
	return rc;
}

static int
dump_file(struct dump *d, const struct settings *set, struct extract *extract,
	  const char *path)
{
	struct input in;
	int rc;

	rc = input_open(&in, path, &set->parse, &set->limit);
	if (rc != CLI_OK)
		return rc;
	if (mime_field_find(mime_message_root(in.message), NULL, NULL) ==
	    NULL) {
		cli_error(path, "has no header field: this may be no message");
		rc = CLI_DATA;
	}
	/* trees of several messages are told apart by a line */
	if ((set->modes & MODE_TREE) != 0 && d->shown) {
		buffer_add_char(&d->line, '\n');
		dump_flush(d);
	}
	d->shown = true;
	if (extract != NULL)
		rc = cli_worst(rc, extract_message(extract, d, &in));
	else
		rc = cli_worst(rc, show(d, set, &in));
	/* an object holds them */
	if (d->verbose > 0 && (set->modes & MODE_JSON) == 0) {
		/* the body alone has told of what it showed */
		if (set->modes != MODE_BODY)
			dump_charsets(d, &in);
		dump_defects(d, &in);
	}
	input_close(&in);
	return rc;
}

static int
dump_files(struct dump *d, const struct settings *set, char **files, int n)
{
	static char standard_input[] = "-";
	char *fallback[] = { standard_input };
	struct extract *extract = NULL;
	int rc = CLI_OK;

	if ((set->modes & MODE_EXTRACT) != 0)
		rc = extract_new(&extract, &set->extract);
	if (rc != CLI_OK)
		return rc;
	if (n == 0) {
		files = fallback;
		n = 1;
	}
	d->several = n > 1;
	for (int i = 0; i < n && !output_failed(d->out); i++) {
		rc = cli_worst(rc, dump_file(d, set, extract, files[i]));
	}
	extract_free(extract);
	return rc;
}

static int
run(const struct settings *set, char **files, int n)
{
	struct dump d = { .out = NULL };
	struct output out;
	int rc;

	rc = output_open(&out, set->output, set->extract.force);
	if (rc != CLI_OK)
		return rc;
	d.out = &out;
	term_init(&d.term, out.file, set->colour, set->ascii, set->width);
	d.raw = set->raw;
	d.null = set->null;
	d.tsv = set->tsv;
	d.utc = set->utc;
	d.quiet = set->quiet;
	d.force = set->extract.force;
	d.verbose = set->verbose;
	rc = dump_files(&d, set, files, n);
	buffer_free(&d.line);
	/* What could be shown is kept, also when some of it was wrong. */
	return cli_worst(rc, output_close(&out, rc != CLI_IOERR));
}

int
main(int argc, char **argv)
{
	struct settings set;
	char **files;
	int n, rc;

	cli_init("mimedump");
	rc = settings_read(&set, &files, &n, argc, argv);
	if (rc == SETTINGS_DONE)
		return settings_print(&set);
	if (rc == CLI_OK && n == 0 && isatty(STDIN_FILENO) == 1) {
		fputs(hint, stderr);
		rc = CLI_USAGE;
	}
	if (rc == CLI_OK)
		rc = run(&set, files, n);
	settings_free(&set);
	return rc;
}
