#include "cli.h"
#include "place.h"
#include <stdlib.h>
#include <string.h>

struct operands {
	char **list;
	int n, next;
};

static bool
next_operand(struct step *out, void *state)
{
	struct operands *o = state;

	if (o->next == o->n)
		return false;
	out->path = cli_copy(o->list[o->next], strlen(o->list[o->next]));
	out->is_path = out->operand = true;
	o->next++;
	return true;
}

void
place_operands(struct place *out, char **operands, int n)
{
	static const struct place_kind kind = { next_operand, free };
	struct operands *o = cli_alloc(sizeof *o);

	*o = (struct operands){ operands, n, 0 };
	*out = (struct place){ &kind, o };
}

struct list {
	struct source *source;
	mime_slice rest;
	char end;
};

static bool
next_listed(struct step *out, void *state)
{
	struct list *l = state;
	const char *end;
	size_t n = 0;

	/* an empty name names nothing */
	while (n == 0 && l->rest.len > 0) {
		end = memchr(l->rest.ptr, l->end, l->rest.len);
		n = end != NULL ? (size_t)(end - l->rest.ptr) : l->rest.len;
		if (n > 0)
			out->path = cli_copy(l->rest.ptr, n);
		n += end != NULL;
		l->rest.ptr += n;
		l->rest.len -= n;
		n -= end != NULL;
	}
	out->is_path = n > 0;
	return out->is_path;
}

static void
close_list(void *state)
{
	struct list *l = state;

	source_drop(l->source);
	free(l);
}

void
place_list(struct place *out, struct source *names, char end)
{
	static const struct place_kind kind = { next_listed, close_list };
	struct list *l = cli_alloc(sizeof *l);

	*l = (struct list){ source_hold(names), source_bytes(names), end };
	*out = (struct place){ &kind, l };
}
