#include "cli.h"
#include "mimedump_option_ids.h"

/* The options that change what some modes give, and nothing of the others; with
 * those they would be passed over in silence. */
static const struct {
	int id;
	unsigned modes; /* enum mode */
	const char *name, *goes;
} rows[] = {
	{ OPT_JSON_BODIES, MODE_JSON, "--json-bodies", "-j" },
	{ OPT_JSON_CONTENT, MODE_JSON, "--json-content", "-j" },
	{ OPT_DIRECTORY, MODE_EXTRACT, "-C", "-x" },
	{ OPT_NAMES, MODE_EXTRACT, "--names", "-x" },
	{ OPT_PER_MESSAGE, MODE_EXTRACT | MODE_SPLIT, "--per-message",
	  "-x and -S" },
	{ OPT_SKIP_EXISTING, MODE_EXTRACT | MODE_SPLIT, "--skip-existing",
	  "-x and -S" },
	{ OPT_DRY_RUN, MODE_EXTRACT | MODE_SPLIT, "-n", "-x and -S" },
	{ OPT_RAW, MODE_HEADERS | MODE_BODY | MODE_PART | MODE_IMAP, "-R",
	  "-H, -b, -p and --imap" },
	{ OPT_NULL,
	  MODE_LIST | MODE_HEADERS | MODE_ADDRESSES | MODE_CHECK | MODE_URLS |
		  MODE_ATTACHMENTS | MODE_JSON | MODE_IMAP | MODE_EXTRACT |
		  MODE_SPLIT,
	  "-0", "-l, -H, -A, -c, -u, -a, -j, -x, -S and --imap" },
	{ OPT_TSV,
	  MODE_LIST | MODE_URLS | MODE_ATTACHMENTS | MODE_EXTRACT | MODE_SPLIT,
	  "--tsv", "-l, -u, -a, -x and -S" },
};

int
settings_fit(const struct settings *set, const bool *given)
{
	/* which of the two, the input says */
	unsigned modes = set->modes != 0 ? set->modes : MODE_TREE | MODE_LIST;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (given[rows[i].id] && (modes & rows[i].modes) == 0)
			return cli_usage("%s goes with %s", rows[i].name,
					 rows[i].goes);
	if (given[OPT_OUTPUT] && (modes & MODE_MBOX) != 0)
		return cli_usage("--mbox names its file, -o another one");
	return CLI_OK;
}
