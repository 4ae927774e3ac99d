#include "cli.h"
#include "mimedump_option_ids.h"
#include "options.h"
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static int
read_names(struct settings *set, const char *value, char end)
{
	if (set->series.files_from != NULL)
		return cli_usage("one list of files is enough");
	set->series.files_from = value;
	set->series.files_end = end;
	return CLI_OK;
}

/* "1000-2000": bytes 1000 to 1999; without its end, to that of the file. */
static int
read_range(struct series_opts *s, const char *value)
{
	const char *dash = strchr(value, '-');
	char *start;
	bool good;

	if (dash == NULL)
		return settings_refuse(OPT_RANGE, value);
	start = cli_copy(value, (size_t)(dash - value));
	good = option_size(&s->start, start);
	free(start);
	if (!good || (dash[1] != '\0' && !option_size(&s->end, dash + 1)))
		return settings_refuse(OPT_RANGE, value);
	s->ranged = true;
	/* 0 means the end of the file, and a range of nothing means nothing */
	if (dash[1] != '\0' && s->end <= s->start)
		s->start = s->end = UINT64_MAX;
	return CLI_OK;
}

static int
read_jobs(struct settings *set, const char *value)
{
	uint64_t n;

	if (!option_count(&n, value, 1024))
		return settings_refuse(OPT_JOBS, value);
	set->jobs = (unsigned)n;
	set->jobs_given = true;
	return CLI_OK;
}

int
settings_selection(struct settings *set, int id, const char *value)
{
	/* in the order of enum mail_format */
	static const char *const formats[] = { "auto",	 "eml",	    "mbox",
					       "mboxcl", "maildir", "mh",
					       NULL };
	int word = 0, rc;

	switch (id) {
	case OPT_MESSAGE:
		ranges_free(set->series.messages);
		set->series.messages = NULL;
		return ranges_new(&set->series.messages, value);
	case OPT_WHERE:
		where_free(set->where);
		set->where = NULL;
		return where_new(&set->where, value);
	case OPT_INPUT_FORMAT:
		rc = settings_word(&word, id, value, formats);
		set->series.format = (enum mail_format)word;
		return rc;
	case OPT_FILES_FROM:
		return read_names(set, value, '\n');
	case OPT_FILES0_FROM:
		return read_names(set, value, '\0');
	case OPT_RANGE:
		return read_range(&set->series, value);
	default:
		return read_jobs(set, value);
	}
}
