/* mimedump_settings.h - the command line of mimedump, read. */
#ifndef TOOLS_MIMEDUMP_SETTINGS_H
#define TOOLS_MIMEDUMP_SETTINGS_H
#include "dump.h"
#include "extract.h"
#include "format.h"
#include "json_email.h"
#include "progress.h"
#include "series.h"
#include "where.h"
#include <stdio.h>

/* In the order in which they are shown. */
enum mode {
	MODE_TREE = 1u << 0,
	MODE_LIST = 1u << 1,
	MODE_HEADERS = 1u << 2,
	MODE_BODY = 1u << 3,
	MODE_CHECK = 1u << 4,
	MODE_URLS = 1u << 5,
	MODE_ATTACHMENTS = 1u << 6,
	MODE_COMBINED = MODE_TREE | MODE_LIST | MODE_HEADERS | MODE_BODY |
			MODE_CHECK | MODE_URLS |
			MODE_ATTACHMENTS, /* these may stand together */
	MODE_ADDRESSES = 1u << 7,
	MODE_PART = 1u << 8,
	MODE_JSON = 1u << 9,
	MODE_IMAP = 1u << 10,
	MODE_FORMAT = 1u << 11,
	MODE_MBOX = 1u << 12,
	MODE_SPLIT = 1u << 13,
	MODE_EXTRACT = 1u << 14
};

struct settings {
	unsigned modes; /* bits of enum mode; 0: as the input wants it */
	const char *headers, *addresses; /* lists of names, or NULL */
	enum dump_body_kind body;
	enum dump_level level;
	struct select *select; /* owned; NULL: none was given */
	struct format *format; /* likewise */
	struct where *where;   /* likewise */
	struct json_opts json;
	struct extract_opts extract;
	const char *output;
	bool raw, null, tsv, utc, local, ascii, quiet;
	bool keep_going, no_descend, strict_charset;
	unsigned verbose;
	unsigned jobs; /* 0: as many as there are CPUs */
	bool jobs_given;
	enum progress_when progress;
	enum term_when colour;
	size_t width;
	struct mime_parse_opts parse;
	struct series_opts series; /* its messages are owned */
	bool help, version;
	const char *help_form;	 /* "json", or NULL */
	struct options *options; /* private */
};

/* settings_read returns it when nothing is to be read: --help, --version. */
enum { SETTINGS_DONE = -1 };
/* Reads argv, the operands too.  On error says why and returns CLI_USAGE.  Free
 * set in any case. */
int settings_read(struct settings *set, int argc, char **argv);
void settings_free(struct settings *set);
/* Prints what --help or --version asks for, and frees set; an exit code. */
int settings_print(struct settings *set);
void settings_print_version(FILE *out);
#endif
