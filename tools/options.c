#include "options.h"
#include "buffer.h"
#include "cli.h"
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* getopt_long returns FIRST + row for a long option, so that a letter and a
 * row cannot be taken for one another. */
enum { FIRST = 256 };

struct options {
	const struct option_row *rows;
	struct option *longs;
	char *letters;
	int argc;
	char **argv;
};

static size_t
count(const struct option_row *rows)
{
	size_t n = 0;

	while (rows[n].name != NULL)
		n++;
	return n;
}

struct options *
options_new(const struct option_row *rows, int argc, char **argv)
{
	struct options *o = cli_alloc(sizeof *o);
	size_t n = count(rows), n_longs = 0, n_letters = 0;

	*o = (struct options){ rows, NULL, NULL, argc, argv };
	o->longs = cli_alloc((n + 1) * sizeof *o->longs);
	o->letters = cli_alloc(n * 3 + 2);
	o->letters[n_letters++] = ':'; /* a missing value is ':' */
	for (size_t i = 0; i < n; i++) {
		if (rows[i].id == 0)
			continue;
		o->longs[n_longs].name = rows[i].name;
		o->longs[n_longs].has_arg = (int)rows[i].takes;
		o->longs[n_longs++].val = FIRST + (int)i;
		if (rows[i].letter == 0)
			continue;
		o->letters[n_letters++] = (char)rows[i].letter;
		for (int k = 0; k < (int)rows[i].takes; k++)
			o->letters[n_letters++] = ':';
	}
	opterr = 0;
	optind = 0; /* begins anew, also in the middle of -abc */
	return o;
}

void
options_free(struct options *o)
{
	free(o->longs);
	free(o->letters);
	free(o);
}

static const struct option_row *
find_letter(const struct options *o, int letter)
{
	for (size_t i = 0; o->rows[i].name != NULL; i++)
		if (o->rows[i].id != 0 && o->rows[i].letter == letter)
			return &o->rows[i];
	return NULL;
}

static int
refuse(const struct options *o, int code)
{
	const char *word = o->argv[optind - 1];

	if (code == ':' && optopt < FIRST)
		cli_usage("-%c needs a value", optopt);
	else if (code == ':')
		cli_usage("--%s needs a value", o->rows[optopt - FIRST].name);
	else if (optopt >= FIRST)
		cli_usage("--%s takes no value", o->rows[optopt - FIRST].name);
	else if (optopt != 0)
		cli_usage("there is no option -%c", optopt);
	else
		cli_usage("there is no option %s, or it has several ends",
			  word);
	return -1;
}

int
options_next(struct options *o, const char **value)
{
	const struct option_row *row;
	int code;

	optopt = 0;
	code = getopt_long(o->argc, o->argv, o->letters, o->longs, NULL);
	*value = NULL;
	if (code == -1)
		return 0;
	if (code == '?' || code == ':')
		return refuse(o, code);
	row = code >= FIRST ? &o->rows[code - FIRST] : find_letter(o, code);
	*value = optarg;
	return row->id;
}

char **
options_operands(struct options *o, int *n)
{
	*n = o->argc - optind;
	return o->argv + optind;
}

/* "  -b, --body[=KIND]" */
static void
add_forms(struct buffer *line, const struct option_row *row)
{
	buffer_add_text(line, "  ");
	if (row->letter != 0) {
		buffer_add_char(line, '-');
		buffer_add_char(line, (char)row->letter);
		buffer_add_text(line, ", ");
	} else {
		buffer_add_text(line, "    ");
	}
	buffer_add_text(line, "--");
	buffer_add_text(line, row->name);
	if (row->takes == OPTION_NOTHING)
		return;
	buffer_add_text(line, row->takes == OPTION_MAYBE ? "[=" : "=");
	buffer_add_text(line, row->value);
	if (row->takes == OPTION_MAYBE)
		buffer_add_char(line, ']');
}

/* The help of a row in columns 28-79, its words kept whole. */
static void
add_help(struct buffer *line, const char *help)
{
	enum { INDENT = 28, WIDTH = 79 };
	size_t start = 0, word;

	if (line->len >= INDENT) {
		buffer_add_char(line, '\n');
		start = line->len;
	}
	buffer_add_repeated(line, ' ', INDENT - (line->len - start));
	while (*help != '\0') {
		word = strcspn(help, " ");
		if (line->len - start > INDENT &&
		    line->len - start + 1 + word > WIDTH) {
			buffer_add_char(line, '\n');
			start = line->len;
			buffer_add_repeated(line, ' ', INDENT);
		} else if (line->len - start > INDENT) {
			buffer_add_char(line, ' ');
		}
		buffer_add(line, help, word);
		help += word;
		help += *help == ' ';
	}
	buffer_add_char(line, '\n');
}

static void
print_help(FILE *out, const struct option_row *rows, const char *usage,
	   const char *examples)
{
	struct buffer line = { NULL, 0, 0 };

	fputs(usage, out);
	for (; rows->name != NULL; rows++) {
		buffer_clear(&line);
		if (rows->id == 0) {
			fprintf(out, "\n%s:\n", rows->name);
			continue;
		}
		add_forms(&line, rows);
		add_help(&line, rows->help);
		fputs(buffer_string(&line), out);
	}
	buffer_free(&line);
	fputs("\n", out);
	fputs(examples, out);
}

/* The rows are ASCII without control characters. */
static void
add_json(struct buffer *out, const char *name, const char *text)
{
	buffer_add_text(out, name);
	if (text == NULL) {
		buffer_add_text(out, "null");
		return;
	}
	buffer_add_char(out, '"');
	for (; *text != '\0'; text++) {
		if (*text == '"' || *text == '\\')
			buffer_add_char(out, '\\');
		buffer_add_char(out, *text);
	}
	buffer_add_char(out, '"');
}

static void
print_json(FILE *out, const struct option_row *rows)
{
	static const char *const takes[] = { "nothing", "value",
					     "optional value" };
	struct buffer line = { NULL, 0, 0 };
	const char *heading = NULL, *between = "[\n  {";

	for (; rows->name != NULL; rows++) {
		char letter[] = { (char)rows->letter, '\0' };

		if (rows->id == 0) {
			heading = rows->name;
			continue;
		}
		buffer_add_text(&line, between);
		add_json(&line, "\"long\": ", rows->name);
		add_json(&line, ", \"short\": ", letter[0] ? letter : NULL);
		add_json(&line, ", \"takes\": ", takes[rows->takes]);
		add_json(&line, ", \"value\": ", rows->value);
		add_json(&line, ", \"help\": ", rows->help);
		add_json(&line, ", \"heading\": ", heading);
		buffer_add_char(&line, '}');
		between = ",\n  {";
	}
	buffer_add_text(&line, "\n]\n");
	fputs(buffer_string(&line), out);
	buffer_free(&line);
}

int
options_answer(FILE *out, const struct option_row *rows, const char *value,
	       const char *usage, const char *examples)
{
	if (value == NULL)
		print_help(out, rows, usage, examples);
	else if (strcmp(value, "json") == 0)
		print_json(out, rows);
	else
		return cli_usage("--help: \"%s\" is not a value of it", value);
	return CLI_OK;
}

static bool
digits(uint64_t *out, const char **text, uint64_t max)
{
	uint64_t value = 0;

	if (**text < '0' || **text > '9')
		return false;
	for (; **text >= '0' && **text <= '9'; (*text)++) {
		unsigned digit = (unsigned)(**text - '0');

		if (digit > max || value > (max - digit) / 10)
			return false;
		value = value * 10 + digit;
	}
	*out = value;
	return true;
}

bool
option_count(uint64_t *out, const char *text, uint64_t max)
{
	return digits(out, &text, max) && *text == '\0';
}

bool
option_size(uint64_t *out, const char *text)
{
	static const char units[] = "KMGkmg";
	const char *unit;
	unsigned shift;

	if (!digits(out, &text, UINT64_MAX))
		return false;
	if (*text == '\0')
		return true;
	unit = strchr(units, *text);
	if (unit == NULL || text[1] != '\0')
		return false;
	shift = (unsigned)((unit - units) % 3 + 1) * 10;
	if (*out > UINT64_MAX >> shift)
		return false;
	*out <<= shift;
	return true;
}

int
option_word(const char *text, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	return -1;
}
