/* mimedump - inspect mail messages and take them apart. */
#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "mimedump_settings.h"
#include "show.h"
#include <stdio.h>
#include <unistd.h>

static const char hint[] =
	"usage: mimedump [OPTION]... [FILE|-]...\n"
	"  mimedump mail.eml             headers, structure, findings\n"
	"  mimedump -b mail.eml          the text\n"
	"  mimedump -x -C out mail.eml   its attachments, into out/\n"
	"  ... | mimedump                from a pipe\n"
	"  mimedump --help               everything else\n";

/* Workers at most, unless the user says otherwise. */
enum { WORKERS = 4 };

static unsigned
choose_jobs(const struct settings *set, const struct outlook *ahead)
{
	long cpus = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned n = cpus > 0 && cpus < 1024 ? (unsigned)cpus : 1;

	if (set->jobs_given)
		return set->jobs != 0 ? set->jobs : n;
	if (ahead->messages < SERIES_MANY)
		return 1;
	return n < WORKERS ? n : WORKERS;
}

static int
run(struct settings *set)
{
	bool one = set->series.messages != NULL &&
		   ranges_are_one(set->series.messages);
	struct outlook ahead;
	struct output out;
	struct series *s;
	bool several;
	int rc;

	rc = series_new(&s, &set->series);
	if (rc != CLI_OK)
		return rc;
	if (set->series.messages != NULL &&
	    ranges_need_count(set->series.messages))
		ranges_count(set->series.messages, series_count(s));
	series_look(&ahead, s);
	several = ahead.messages > 1 || ahead.mailbox;
	if (set->modes == 0)
		set->modes = several && !one ? MODE_LIST : MODE_TREE;
	rc = output_open(&out, set->output, set->extract.force);
	if (rc == CLI_OK) {
		rc = show_series(set, s, &out, choose_jobs(set, &ahead),
				 &ahead);
		/* What could be shown is kept, also when some of it was
		 * wrong. */
		rc = cli_worst(rc, output_close(&out, rc != CLI_IOERR));
	}
	series_free(s);
	return rc;
}

int
main(int argc, char **argv)
{
	struct settings set;
	int rc;

	cli_init("mimedump");
	rc = settings_read(&set, argc, argv);
	if (rc == SETTINGS_DONE)
		return settings_print(&set);
	if (rc == CLI_OK && set.series.n == 0 &&
	    set.series.files_from == NULL && isatty(STDIN_FILENO) == 1) {
		fputs(hint, stderr);
		rc = CLI_USAGE;
	}
	if (rc == CLI_OK)
		rc = run(&set);
	settings_free(&set);
	return rc;
}
