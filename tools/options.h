/* options.h - the command line, read from one table a program: the arrays of
 * getopt_long and the text of --help come from the same rows.
 *
 * A program keeps its rows in NAME_options.def, as
 *	HEADING("Modes")
 *	OPTION(TREE, 't', "tree", NOTHING, NULL, "header summary and tree")
 * with a letter of 0 where there is no short form; NOTHING, VALUE or MAYBE
 * (a value that may be left out, attached when it is there); the name of the
 * value; and one sentence.  It includes the file twice, once to number the
 * options from 1 and once for the rows:
 *	#define HEADING(text)
 *	#define OPTION(id, letter, name, takes, value, help) OPT_##id,
 *	enum { OPT_HEADING,
 *	#include "NAME_options.def"
 *	};
 *	#define HEADING(text) { 0, 0, text, OPTION_NOTHING, NULL, NULL },
 *	#define OPTION(id, letter, name, takes, value, help) \
 *		{ OPT_##id, letter, name, OPTION_##takes, value, help },
 */
#ifndef TOOLS_OPTIONS_H
#define TOOLS_OPTIONS_H
#include "mime/types.h"
#include <stdio.h>

enum option_takes { OPTION_NOTHING, OPTION_VALUE, OPTION_MAYBE };

struct option_row {
	int id;		  /* > 0; 0: a heading, its text in name */
	int letter;	  /* of the short form, or 0 */
	const char *name; /* of the long form */
	enum option_takes takes;
	const char *value; /* what the help calls the value, or NULL */
	const char *help;
};

/* The command line while it is read. */
struct options;

/* rows end with one whose name is NULL; rows, argv are borrowed. */
struct options *options_new(const struct option_row *rows, int argc,
			    char **argv);
void options_free(struct options *o);
/* The id of the next option, and its value or NULL; 0 after the last; -1 when
 * it is wrong, which was said on stderr (then exit with CLI_USAGE). */
int options_next(struct options *o, const char **value);
/* What is no option, in order, after options_next returned 0; *n of them. */
char **options_operands(struct options *o, int *n);

/* The answer to --help: usage, the table by headings in at most 80 columns,
 * then the rest; or with the value "json" an array of the options, each an
 * object with its names, what it takes, its help and its heading.
 * value	    of the option, or NULL
 * usage, examples  whole lines
 * On error says why and returns CLI_USAGE. */
int options_answer(FILE *out, const struct option_row *rows, const char *value,
		   const char *usage, const char *examples);

/* A count in decimal digits.  False if it is none, or above max. */
bool option_count(uint64_t *out, const char *text, uint64_t max);
/* A size in bytes: digits and K, M or G (of 1024), in either case. */
bool option_size(uint64_t *out, const char *text);
/* The index of text among the NULL-ended words; -1 if it is none. */
int option_word(const char *text, const char *const *words);
#endif
