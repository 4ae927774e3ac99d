#include "ranges.h"
#include "cli.h"
#include "options.h"
#include <stdlib.h>
#include <string.h>

struct range {
	uint64_t first, last;	    /* 0: there is none */
	bool first_back, last_back; /* counted from the end */
};

struct ranges {
	struct range *list;
	size_t n, room;
	bool wants_count;
};

/* "7" or "-7" off the front of *text. */
static bool
read_end(uint64_t *out, bool *back, const char **text)
{
	size_t n;
	char *digits;
	bool good;

	*back = **text == '-';
	*text += *back;
	n = strspn(*text, "0123456789");
	digits = cli_copy(*text, n);
	good = option_count(out, digits, UINT64_MAX) && *out > 0;
	free(digits);
	*text += n;
	return good;
}

static bool
read_range(struct range *out, const char **text)
{
	if (!read_end(&out->first, &out->first_back, text))
		return false;
	out->last = out->first;
	out->last_back = out->first_back;
	if (**text != '-')
		return true;
	(*text)++;
	out->last = UINT64_MAX;
	out->last_back = false;
	return **text == ',' || **text == '\0' ||
	       read_end(&out->last, &out->last_back, text);
}

/* Ends that count from different sides are told apart by the count only. */
static bool
is_backwards(const struct range *r)
{
	if (r->first_back != r->last_back)
		return false;
	return r->first_back ? r->last > r->first : r->last < r->first;
}

int
ranges_new(struct ranges **out, const char *text)
{
	struct ranges *r = cli_alloc(sizeof *r);
	const char *rest = text, *start;
	bool more = true;

	*out = NULL;
	while (more) {
		start = rest;
		r->list = cli_grow(r->list, r->n, &r->room, sizeof *r->list);
		if (!read_range(&r->list[r->n], &rest) ||
		    (*rest != ',' && *rest != '\0')) {
			ranges_free(r);
			return cli_usage("\"%s\" is no list of messages such "
					 "as 1,4-6 or -1",
					 text);
		}
		if (is_backwards(&r->list[r->n])) {
			ranges_free(r);
			return cli_usage("%.*s: ends before it begins",
					 (int)(rest - start), start);
		}
		r->wants_count = r->wants_count || r->list[r->n].first_back ||
				 r->list[r->n].last_back;
		r->n++;
		more = *rest == ',';
		rest += more;
	}
	*out = r;
	return CLI_OK;
}

void
ranges_free(struct ranges *r)
{
	if (r != NULL)
		free(r->list);
	free(r);
}

bool
ranges_need_count(const struct ranges *r)
{
	return r->wants_count;
}

/* -1 of 5 is 5; what lies before the first one is 0. */
static void
turn_round(uint64_t *end, bool *back, uint64_t n)
{
	if (*back)
		*end = *end > n ? 0 : n + 1 - *end;
	*back = false;
}

void
ranges_count(struct ranges *r, uint64_t n)
{
	for (size_t i = 0; i < r->n; i++) {
		turn_round(&r->list[i].first, &r->list[i].first_back, n);
		turn_round(&r->list[i].last, &r->list[i].last_back, n);
	}
	r->wants_count = false;
}

bool
ranges_have(const struct ranges *r, uint64_t number)
{
	for (size_t i = 0; i < r->n; i++)
		if (number >= r->list[i].first && number <= r->list[i].last)
			return true;
	return false;
}

uint64_t
ranges_last(const struct ranges *r)
{
	uint64_t last = 0;

	for (size_t i = 0; i < r->n; i++)
		if (r->list[i].last > last)
			last = r->list[i].last;
	return last;
}

bool
ranges_are_one(const struct ranges *r)
{
	return r->n == 1 && r->list[0].first == r->list[0].last &&
	       r->list[0].first_back == r->list[0].last_back;
}
