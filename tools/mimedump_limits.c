#include "cli.h"
#include "mimedump_option_ids.h"
#include "options.h"
#include <limits.h>

/* A limit of the library; on the command line 0 means none. */
static int
read_unsigned(unsigned *out, int id, const char *value)
{
	uint64_t n;

	if (!option_count(&n, value, UINT_MAX))
		return settings_refuse(id, value);
	*out = n == 0 ? UINT_MAX : (unsigned)n;
	return CLI_OK;
}

static int
read_size(size_t *out, int id, const char *value)
{
	uint64_t n;

	if (!option_size(&n, value))
		return settings_refuse(id, value);
	*out = n == 0 || n > SIZE_MAX ? SIZE_MAX : (size_t)n;
	return CLI_OK;
}

int
settings_limit(struct settings *set, int id, const char *value)
{
	struct mime_parse_opts *p = &set->parse;
	struct input_limit *size = &set->series.limit;

	switch (id) {
	case OPT_MAX_DEPTH:
		return read_unsigned(&p->max_depth, id, value);
	case OPT_MAX_PARTS:
		return read_unsigned(&p->max_parts, id, value);
	case OPT_MAX_HEADER:
		return read_size(&p->max_header, id, value);
	case OPT_MAX_FIELDS:
		return read_unsigned(&p->max_fields, id, value);
	case OPT_MAX_PARAMS:
		return read_unsigned(&p->max_params, id, value);
	case OPT_MAX_ADDRESSES:
		return read_size(&p->max_addresses, id, value);
	case OPT_MAX_COMMENT_DEPTH:
		return read_unsigned(&p->max_comments, id, value);
	case OPT_MAX_NESTED:
		return read_unsigned(&p->max_nested, id, value);
	default:
		size->given = true;
		return option_size(&size->octets, value)
			       ? CLI_OK
			       : settings_refuse(id, value);
	}
}
