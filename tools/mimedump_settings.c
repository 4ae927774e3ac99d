#include "cli.h"
#include "mimedump_option_ids.h"
#include "options.h"
#include <string.h>

static const struct option_row rows[] = {
#define HEADING(text) { 0, 0, text, OPTION_NOTHING, NULL, NULL },
#define OPTION(id, letter, name, takes, value, help)                           \
	{ OPT_##id, letter, name, OPTION_##takes, value, help },
#include "mimedump_options.def"
#undef HEADING
#undef OPTION
	{ 0, 0, NULL, OPTION_NOTHING, NULL, NULL },
};

static const char usage[] =
	"usage: mimedump [MODE] [OPTION]... [FILE|DIR|-]...\n"
	"Show mail messages, and take them apart; - is stdin.\n";
static const char examples[] =
	"SEL is a list with commas of sections such as 1.2, attachments, all,\n"
	"type:GLOB, name:GLOB and cid:ID.\n"
	"\n"
	"Examples:\n"
	"  mimedump mail.eml                     what is in it\n"
	"  mimedump -Hfrom,subject mail.eml      two header fields, decoded\n"
	"  mimedump -x -C out ~/Maildir          all attachments, into out/\n"
	"See mimedump(1).\n";

static const char *
name_of(int id)
{
	for (size_t i = 0; rows[i].name != NULL; i++)
		if (rows[i].id == id)
			return rows[i].name;
	return "";
}

int
settings_refuse(int id, const char *value)
{
	return cli_usage("--%s: \"%s\" is not a value of it", name_of(id),
			 value);
}

int
settings_word(int *out, int id, const char *value, const char *const *words)
{
	int word = option_word(value, words);

	if (word < 0)
		return settings_refuse(id, value);
	*out = word;
	return CLI_OK;
}

static int
read_charset(const char **out, const char *value)
{
	struct mime_charset charset;

	mime_charset_find(&charset, (mime_slice){ value, strlen(value) });
	if (charset.name == NULL)
		return cli_usage("\"%s\" is no charset that can be read",
				 value);
	*out = value;
	return CLI_OK;
}

/* A second SEL replaces the first one. */
static int
read_select(struct settings *set, const char *value)
{
	select_free(set->select);
	set->select = NULL;
	return value != NULL ? select_new(&set->select, value) : CLI_OK;
}

static int
read_json(struct settings *set, const char *value)
{
	static const char *const forms[] = { "auto", "compact", "pretty",
					     NULL };
	int word = JSON_FORM_AUTO, rc = CLI_OK;

	set->modes |= MODE_JSON;
	cli_set_json(true);
	if (value != NULL)
		rc = settings_word(&word, OPT_JSON, value, forms);
	set->json.form = (enum json_form)word;
	return rc;
}

static int
read_check(struct settings *set, const char *value)
{
	static const char *const levels[] = { "info", "warn", "error", NULL };
	int word = DUMP_LEVEL_WARN, rc = CLI_OK;

	set->modes |= MODE_CHECK;
	if (value != NULL)
		rc = settings_word(&word, OPT_CHECK, value, levels);
	set->level = (enum dump_level)word;
	return rc;
}

/* The options that choose a mode. */
static const struct {
	int id;
	unsigned mode; /* enum mode */
} modes[] = {
	{ OPT_TREE, MODE_TREE },
	{ OPT_LIST, MODE_LIST },
	{ OPT_HEADERS, MODE_HEADERS },
	{ OPT_ADDRESSES, MODE_ADDRESSES },
	{ OPT_BODY, MODE_BODY },
	{ OPT_CHECK, MODE_CHECK },
	{ OPT_URLS, MODE_URLS },
	{ OPT_PART, MODE_PART },
	{ OPT_ATTACHMENTS, MODE_ATTACHMENTS },
	{ OPT_JSON, MODE_JSON },
	{ OPT_IMAP, MODE_IMAP },
	{ OPT_FORMAT, MODE_FORMAT },
	{ OPT_SPLIT, MODE_SPLIT },
	{ OPT_MBOX, MODE_MBOX },
	{ OPT_EXTRACT, MODE_EXTRACT },
};

static int
read_mode(struct settings *set, int id, const char *value)
{
	static const char *const kinds[] = { "auto", "text", "html", NULL };
	int word = DUMP_BODY_AUTO, rc = CLI_OK;

	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
		if (modes[i].id == id)
			set->modes |= modes[i].mode;
	switch (id) {
	case OPT_HEADERS:
		set->headers = value;
		break;
	case OPT_ADDRESSES:
		set->addresses = value;
		break;
	case OPT_BODY:
		if (value != NULL)
			rc = settings_word(&word, id, value, kinds);
		set->body = (enum dump_body_kind)word;
		break;
	case OPT_CHECK:
		rc = read_check(set, value);
		break;
	case OPT_PART:
	case OPT_EXTRACT:
		set->extract.inside = id == OPT_EXTRACT && value != NULL &&
				      strcmp(value, "virtual") == 0;
		rc = read_select(set, set->extract.inside ? NULL : value);
		break;
	case OPT_JSON:
		rc = read_json(set, value);
		break;
	case OPT_SPLIT:
		set->extract.directory = value;
		break;
	case OPT_MBOX:
		set->output = value;
		break;
	case OPT_FORMAT:
		format_free(set->format);
		set->format = NULL;
		rc = format_new(&set->format, value);
		break;
	default:
		break;
	}
	return rc;
}

static int
read_look(struct settings *set, int id, const char *value)
{
	static const char *const when[] = { "auto", "always", "never", NULL };
	static const char *const bodies[] = { "text", "none", "html", "all",
					      NULL };
	static const char *const names[] = { "safe", "ascii", "section", "hash",
					     NULL };
	uint64_t n;
	int word = 0, rc;

	switch (id) {
	case OPT_NAMES:
		rc = settings_word(&word, id, value, names);
		set->extract.names = (enum extract_names)word;
		return rc;
	case OPT_JSON_BODIES:
		rc = settings_word(&word, id, value, bodies);
		set->json.bodies = (enum json_bodies)word;
		return rc;
	case OPT_PROGRESS:
		rc = settings_word(&word, id, value, when);
		set->progress = (enum progress_when)word;
		return rc;
	case OPT_COLOR:
		rc = settings_word(&word, id, value, when);
		set->colour = (enum term_when)word;
		return rc;
	case OPT_WIDTH:
		if (!option_count(&n, value, 100000) || n == 0)
			return settings_refuse(id, value);
		set->width = (size_t)n;
		return CLI_OK;
	default:
		return CLI_SOFTWARE;
	}
}

static const struct {
	int id;
	size_t place; /* of the bool in struct settings */
} flags[] = {
	{ OPT_ASCII, offsetof(struct settings, ascii) },
	{ OPT_DRY_RUN, offsetof(struct settings, extract.dry) },
	{ OPT_FORCE, offsetof(struct settings, extract.force) },
	{ OPT_HEADERS_ONLY, offsetof(struct settings, json.headers_only) },
	{ OPT_JSON_CONTENT, offsetof(struct settings, json.content) },
	{ OPT_KEEP_GOING, offsetof(struct settings, keep_going) },
	{ OPT_LOCAL, offsetof(struct settings, local) },
	{ OPT_NO_DESCEND, offsetof(struct settings, no_descend) },
	{ OPT_NULL, offsetof(struct settings, null) },
	{ OPT_PER_MESSAGE, offsetof(struct settings, extract.per_message) },
	{ OPT_QUIET, offsetof(struct settings, quiet) },
	{ OPT_RAW, offsetof(struct settings, raw) },
	{ OPT_RECURSIVE, offsetof(struct settings, series.recursive) },
	{ OPT_SKIP_EXISTING, offsetof(struct settings, extract.skip_existing) },
	{ OPT_STRICT_CHARSET, offsetof(struct settings, strict_charset) },
	{ OPT_TSV, offsetof(struct settings, tsv) },
	{ OPT_UTC, offsetof(struct settings, utc) },
	{ OPT_VERSION, offsetof(struct settings, version) },
};

static bool
read_flag(struct settings *set, int id)
{
	for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
		if (flags[i].id != id)
			continue;
		*(bool *)((char *)set + flags[i].place) = true;
		return true;
	}
	return false;
}

static int
read_option(struct settings *set, int id, const char *value)
{
	if (read_flag(set, id))
		return CLI_OK;
	switch (id) {
	case OPT_HELP:
		set->help = true;
		set->help_form = value;
		return CLI_OK;
	case OPT_OUTPUT:
		set->output = value;
		return CLI_OK;
	case OPT_DIRECTORY:
		set->extract.directory = value;
		return CLI_OK;
	case OPT_VERBOSE:
		set->verbose++;
		return CLI_OK;
	case OPT_CHARSET:
		return read_charset(&set->parse.charset, value);
	case OPT_FALLBACK_CHARSET:
		return read_charset(&set->parse.fallback, value);
	case OPT_NAMES:
	case OPT_COLOR:
	case OPT_PROGRESS:
	case OPT_WIDTH:
	case OPT_JSON_BODIES:
		return read_look(set, id, value);
	case OPT_MESSAGE:
	case OPT_WHERE:
	case OPT_INPUT_FORMAT:
	case OPT_FILES_FROM:
	case OPT_FILES0_FROM:
	case OPT_RANGE:
	case OPT_JOBS:
		return settings_selection(set, id, value);
	default:
		return id <= OPT_MBOX ? read_mode(set, id, value)
				      : settings_limit(set, id, value);
	}
}

static int
check(struct settings *set)
{
	unsigned alone = set->modes & ~(unsigned)MODE_COMBINED;
	unsigned bodies = MODE_TREE | MODE_BODY | MODE_ATTACHMENTS | MODE_PART |
			  MODE_CHECK | MODE_URLS | MODE_IMAP | MODE_EXTRACT |
			  MODE_MBOX | MODE_SPLIT;

	if (alone != 0 && (set->modes & (set->modes - 1)) != 0)
		return cli_usage("only -t, -l, -H, -b, -c, -u and -a go "
				 "together; -A, -p, -x, -j, -S, --imap, --mbox "
				 "and --format each stand alone");
	if (set->json.headers_only && (set->modes & bodies) != 0)
		return cli_usage("--headers-only goes with -l, -H, -A, -j and "
				 "--format");
	if (set->json.headers_only &&
	    ((set->where != NULL && where_needs_bodies(set->where)) ||
	     (set->format != NULL && format_needs_bodies(set->format))))
		return cli_usage("--headers-only does not see attachments");
	if (set->json.headers_only) {
		set->parse.flags |= MIME_PARSE_HEADERS;
		if (set->modes == 0)
			set->modes = MODE_LIST;
	}
	if (set->no_descend)
		set->parse.flags |= MIME_PARSE_NO_DESCEND;
	if (set->utc && set->local)
		return cli_usage("--utc and --local exclude one another");
	set->extract.select = set->select;
	set->extract.digest = set->tsv;
	set->extract.tell = !set->quiet;
	set->series.numbered = (set->modes & (MODE_LIST | MODE_FORMAT |
					      MODE_SPLIT | MODE_JSON)) != 0 ||
			       set->modes == 0 || set->extract.per_message ||
			       set->series.messages != NULL;
	return CLI_OK;
}

int
settings_read(struct settings *set, int argc, char **argv)
{
	bool given[OPT_END] = { false };
	const char *value;
	int id, rc = CLI_OK;

	memset(set, 0, sizeof *set);
	set->parse.size = sizeof set->parse;
	set->options = options_new(rows, argc, argv);
	while ((id = options_next(set->options, &value)) > 0) {
		rc = read_option(set, id, value);
		if (rc != CLI_OK)
			return rc;
		given[id] = true;
		if (set->help || set->version)
			return SETTINGS_DONE;
	}
	if (id < 0)
		return CLI_USAGE;
	set->series.operands = options_operands(set->options, &set->series.n);
	cli_set_quiet(set->quiet);
	cli_set_ascii(set->ascii);
	rc = check(set);
	return rc == CLI_OK ? settings_fit(set, given) : rc;
}

void
settings_free(struct settings *set)
{
	select_free(set->select);
	format_free(set->format);
	where_free(set->where);
	ranges_free(set->series.messages);
	options_free(set->options);
	set->select = NULL;
	set->format = NULL;
	set->where = NULL;
	set->series.messages = NULL;
	set->options = NULL;
}

int
settings_print(struct settings *set)
{
	int rc = CLI_OK;

	if (set->help)
		rc = options_answer(stdout, rows, set->help_form, usage,
				    examples);
	else
		settings_print_version(stdout);
	settings_free(set);
	return cli_worst(rc, cli_end_output());
}
