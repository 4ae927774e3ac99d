/* mimedump_option_ids.h - the options of mimedump, numbered from 1 in the order
 * of their table, and what reads the values of some. */
#ifndef TOOLS_MIMEDUMP_OPTION_IDS_H
#define TOOLS_MIMEDUMP_OPTION_IDS_H
#include "mimedump_settings.h"

enum {
	OPT_HEADING,
#define HEADING(text)
#define OPTION(id, letter, name, takes, value, help) OPT_##id,
#include "mimedump_options.def"
#undef HEADING
#undef OPTION
	OPT_END
};

/* Says that the value is none of the option, and returns CLI_USAGE. */
int settings_refuse(int id, const char *value);
/* The index of value in words, NULL-ended.  Returns an exit code. */
int settings_word(int *out, int id, const char *value,
		  const char *const *words);

/* Each reads the value of an option of its kind, and returns an exit code. */
int settings_limit(struct settings *set, int id, const char *value);
int settings_selection(struct settings *set, int id, const char *value);
/* Refuses options that mean nothing in the modes that were chosen; given has
 * OPT_END entries. */
int settings_fit(const struct settings *set, const bool *given);
#endif
