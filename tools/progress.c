#include "progress.h"
#include "cli.h"
#include "series.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct progress {
	struct series *series;
	bool log;   /* lines for a log, instead of a bar */
	bool shown; /* a bar is on the terminal */
	double begin, last;
};

/* Before anything else is printed. */
static void
hide(void *ctx)
{
	struct progress *p = ctx;

	if (p->shown)
		fputs("\r\033[K", stderr);
	p->shown = false;
}

struct progress *
progress_new(enum progress_when when, struct series *s, bool lines_on_terminal)
{
	bool tty = isatty(STDERR_FILENO) == 1;
	struct progress *p;

	if (when == PROGRESS_NEVER ||
	    (when == PROGRESS_AUTO && (!tty || lines_on_terminal)))
		return NULL;
	p = cli_alloc(sizeof *p);
	p->series = s;
	p->log = when == PROGRESS_ALWAYS;
	p->begin = p->last = cli_seconds();
	cli_before_print(hide, p);
	return p;
}

void
progress_free(struct progress *p)
{
	if (p == NULL)
		return;
	hide(p);
	cli_before_print(NULL, NULL);
	free(p);
}

/* "[#####-----] 412/1,000  2.1 MB/s  ETA 0:03" */
static void
describe(struct buffer *out, const struct progress *p, const struct tally *t,
	 double seconds)
{
	uint64_t entries, octets;
	double part = 0;
	char text[64];

	series_total(&entries, &octets, p->series);
	if (entries > 0)
		part = (double)t->done / (double)entries;
	else if (octets > 0)
		part = (double)t->done_octets / (double)octets;
	if (part > 1)
		part = 1;
	if (part > 0) {
		size_t filled = (size_t)(part * 20);

		buffer_add_char(out, '[');
		buffer_add_repeated(out, '#', filled);
		buffer_add_repeated(out, '-', 20 - filled);
		buffer_add_text(out, "] ");
	}
	buffer_add_grouped(out, t->done);
	if (entries > 0) {
		buffer_add_char(out, '/');
		buffer_add_grouped(out, entries);
	}
	buffer_add_text(out, "  ");
	tally_add_octets(out, (uint64_t)((double)t->done_octets / seconds));
	buffer_add_text(out, "/s");
	if (part > 0) {
		unsigned left = (unsigned)(seconds / part - seconds + 0.5);

		snprintf(text, sizeof text, "  ETA %u:%02u", left / 60,
			 left % 60);
		buffer_add_text(out, text);
	}
}

void
progress_step(struct progress *p, const struct tally *t)
{
	struct buffer line = { NULL, 0, 0 };
	double at;

	if (p == NULL)
		return;
	at = cli_seconds();
	if (at - p->last < (p->log ? 5 : 0.1) || at - p->begin < 0.5)
		return;
	p->last = at;
	describe(&line, p, t, at - p->begin);
	if (p->log)
		fprintf(stderr, "%s: %s\n", cli_program(),
			buffer_string(&line));
	else
		fprintf(stderr, "\r%s\033[K", buffer_string(&line));
	p->shown = !p->log;
	buffer_free(&line);
}
