#include "show.h"
#include "cli.h"
#include "mime/text.h"
#include "progress.h"
#include "workers.h"
#include <stdlib.h>

/* What all workers read. */
struct plan {
	const struct settings *set;
	struct output *out;	 /* the real one */
	struct dump model;	 /* what those of the workers are made of */
	struct dump dump;	 /* on the real output, used in turn */
	struct extract *extract; /* NULL: nothing is extracted */
	struct extract_opts extracting;
	bool keep_going, mailbox;
};

/* What a worker has of its own. */
struct own {
	const struct plan *plan;
	struct dump dump;
	struct output out; /* into its stage */
	struct mime_parse_opts parse;
};

static int
show_tree(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_tree(d, in);
}

static int
show_list(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_list(d, in);
}

static int
show_headers(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_headers(d, in, set->headers);
}

static int
show_body(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_body(d, in, set->body);
}

static int
show_findings(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_findings(d, in, set->level);
}

static int
show_urls(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_urls(d, in);
}

static int
show_attachments(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_attachments(d, in);
}

static int
show_addresses(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_addresses(d, in, set->addresses);
}

static int
show_json(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_json(d, in, &set->json);
}

static int
show_imap(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_imap(d, in);
}

static int
show_format(struct dump *d, struct input *in, const struct settings *set)
{
	return format_message(d, in, set->format);
}

static int
show_part(struct dump *d, struct input *in, const struct settings *set)
{
	return dump_part(d, in, set->select);
}

static int
show_mbox(struct dump *d, struct input *in, const struct settings *set)
{
	(void)set;
	return dump_mbox(d, in);
}

/* The modes that show something, in their order. */
static const struct {
	unsigned mode; /* enum mode */
	int (*show)(struct dump *d, struct input *in,
		    const struct settings *set);
	bool block; /* several lines: an empty one between two messages */
} modes[] = {
	{ MODE_TREE, show_tree, true },
	{ MODE_LIST, show_list, false },
	{ MODE_HEADERS, show_headers, false },
	{ MODE_BODY, show_body, false },
	{ MODE_CHECK, show_findings, false },
	{ MODE_URLS, show_urls, false },
	{ MODE_ATTACHMENTS, show_attachments, false },
	{ MODE_ADDRESSES, show_addresses, false },
	{ MODE_PART, show_part, false },
	{ MODE_JSON, show_json, false },
	{ MODE_IMAP, show_imap, false },
	{ MODE_FORMAT, show_format, false },
	{ MODE_MBOX, show_mbox, false },
};

static int
show(struct dump *d, const struct settings *set, struct input *in)
{
	unsigned shown = 0;
	int rc = CLI_OK;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		if ((set->modes & modes[i].mode) == 0)
			continue;
		if (shown++ > 0)
			output_write(d->out, "\n", 1);
		else if (modes[i].block)
			output_between(d->out, "\n", 1);
		rc = cli_worst(rc, modes[i].show(d, in, set));
	}
	return rc;
}

static void
tell_findings(struct dump *d, const struct settings *set, struct input *in)
{
	/* an object holds them, and a check has shown them */
	if (d->verbose == 0 || (set->modes & (MODE_JSON | MODE_CHECK)) != 0)
		return;
	/* the body alone has told of what it showed */
	if (set->modes != MODE_BODY)
		dump_charsets(d, in);
	dump_defects(d, in);
}

static void
failed(struct tally *t, int code)
{
	t->failed++;
	t->failed_code = cli_worst(t->failed_code, code);
}

static bool
each(void *ctx, const struct item *item, struct tally *t)
{
	struct own *own = ctx;
	const struct plan *plan = own->plan;
	const struct settings *set = plan->set;
	struct dump *d = &own->dump;
	struct input in;
	int rc;

	t->done++;
	t->done_octets += item->end - item->offset;
	rc = input_open(&in, item, &own->parse, &set->series.limit);
	if (rc != CLI_OK) {
		failed(t, rc);
		t->cut = t->cut || item->streamed;
		return !plan->keep_going;
	}
	if (set->where != NULL && !where_holds(set->where, &in)) {
		input_close(&in);
		return false;
	}
	if (mime_field_find(mime_message_root(in.message), NULL, NULL) ==
	    NULL) {
		cli_error(in.name,
			  "has no header field: this may be no message");
		failed(t, CLI_DATA);
	}
	t->messages++;
	t->octets += input_octets(&in);
	if ((set->modes & MODE_SPLIT) != 0)
		rc = extract_whole(plan->extract, d, &in);
	else if (plan->extract != NULL)
		rc = extract_message(plan->extract, d, &in);
	else
		rc = show(d, set, &in);
	t->code = cli_worst(t->code, rc);
	tell_findings(d, set, &in);
	input_close(&in);
	return false;
}

static void *
begin(void *shared, struct stage *stage)
{
	const struct plan *plan = shared;
	struct own *own = cli_alloc(sizeof *own);

	own->plan = plan;
	own->dump = plan->model;
	output_stage(&own->out, plan->out, stage);
	own->dump.out = &own->out;
	own->parse = plan->set->parse;
	if (mime_converters_new(&own->parse.converters) != MIME_OK)
		cli_no_memory();
	mime_converters_set_strict(own->parse.converters,
				   plan->set->strict_charset);
	return own;
}

static void
end(void *ctx)
{
	struct own *own = ctx;

	mime_converters_free(own->parse.converters);
	buffer_free(&own->dump.line);
	gather_free(&own->dump.gather);
	free(own);
}

static void
set_dump(struct dump *d, const struct settings *set, struct output *out,
	 bool several)
{
	*d = (struct dump){ .out = out, .several = several };
	term_init(&d->term, out->file, set->colour, set->ascii, set->width);
	d->raw = set->raw;
	d->null = set->null;
	d->tsv = set->tsv;
	d->zone = set->utc ? DATE_UTC : set->local ? DATE_LOCAL : DATE_SENDER;
	d->quiet = set->quiet;
	d->force = set->extract.force;
	d->headers_only = set->json.headers_only;
	/* of a range only the first piece, so that joined they are one list */
	d->list_titles = !set->quiet && !set->null &&
			 (!set->series.ranged || set->series.start == 0);
	d->verbose = set->verbose;
}

/* The exit code: in a batch that went on, failures are an answer. */
static int
conclude(const struct plan *plan, const struct tally *t)
{
	/* none has such a number; that none fits --where is nothing odd */
	if (t->failed == 0 && t->messages == 0 &&
	    plan->set->series.messages != NULL && plan->set->where == NULL &&
	    !plan->set->series.ranged)
		return cli_worst(t->code, CLI_NO);
	if (t->failed == 0)
		return t->code;
	if (plan->keep_going && t->done > 1 && !t->cut)
		return cli_worst(t->code, CLI_NO);
	return cli_worst(t->code, t->failed_code);
}

/* What a list, or taking a mailbox apart, comes to. */
static void
sum_up(const struct plan *plan, const struct tally *t, double seconds)
{
	struct buffer line = { NULL, 0, 0 };
	unsigned wanted = plan->set->modes;

	if ((wanted & MODE_LIST) != 0 && plan->dump.several)
		tally_describe(&line, t);
	else if (plan->extract != NULL && plan->mailbox)
		tally_describe_files(&line, t, seconds);
	if (line.len > 0 && !plan->set->series.ranged)
		cli_line(buffer_slice(&line));
	buffer_free(&line);
}

int
show_series(const struct settings *set, struct series *s, struct output *out,
	    unsigned jobs, const struct outlook *ahead)
{
	struct plan plan = { .set = set,
			     .out = out,
			     .mailbox = ahead->mailbox,
			     .extracting = set->extract };
	struct work work = { begin, end, each, &plan };
	struct progress *progress;
	struct tally tally;
	struct turn *turn;
	double start = cli_seconds();
	int rc = CLI_OK;

	set_dump(&plan.dump, set, out, ahead->messages > 1 || ahead->mailbox);
	plan.model = plan.dump;
	plan.keep_going =
		set->keep_going ||
		(set->modes & (MODE_LIST | MODE_EXTRACT | MODE_SPLIT)) != 0;
	/* of a mailbox, a person wants to see the bar, not ten thousand
	 * lines */
	if (plan.mailbox && plan.dump.term.tty && set->verbose == 0 &&
	    !set->tsv && !set->null)
		plan.extracting.tell = false;
	if ((set->modes & (MODE_EXTRACT | MODE_SPLIT)) != 0)
		rc = extract_new(&plan.extract, &plan.extracting, &plan.dump);
	if (rc != CLI_OK)
		return rc;
	progress = set->quiet ? NULL
			      : progress_new(set->progress, s,
					     plan.dump.term.tty &&
						     (plan.extract == NULL ||
						      plan.extracting.tell));
	turn = turn_new(out, progress);
	workers_run(s, turn, jobs, &work);
	turn_free(turn, &tally);
	progress_free(progress);
	sum_up(&plan, &tally, cli_seconds() - start);
	extract_free(plan.extract);
	buffer_free(&plan.dump.line);
	return conclude(&plan, &tally);
}
