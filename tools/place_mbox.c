#include "buffer.h"
#include "cli.h"
#include "place.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct mbox {
	struct source *source;
	struct mime_mbox *box;
	char *path;
	enum mime_mbox_form form;
	uint64_t number; /* of the last one */
};

static bool
next_message(struct step *out, void *state)
{
	struct mbox *m = state;
	struct mime_mbox_message found;
	struct buffer name = { NULL, 0, 0 };
	struct item *item = &out->item;
	char number[32];

	if (mime_mbox_next(&found, m->box) <= 0)
		return false;
	snprintf(number, sizeof number, ":%llu",
		 (unsigned long long)++m->number);
	buffer_add_text(&name, m->path);
	buffer_add_text(&name, number);
	*item = (struct item){ .code = CLI_OK, .format = FORMAT_MBOX };
	item->name = name.ptr;
	item->file = cli_copy(m->path, strlen(m->path));
	item->source = source_hold(m->source);
	item->bytes = found.stored;
	item->form = m->form;
	item->number = m->number;
	item->offset = found.offset;
	item->end = found.end;
	item->has_received = found.has_date;
	item->received = found.date;
	item->sender = found.sender;
	return true;
}

static void
close_mbox(void *state)
{
	struct mbox *m = state;

	mime_mbox_close(m->box);
	source_drop(m->source);
	free(m->path);
	free(m);
}

void
place_mbox(struct place *out, struct source *s, const char *path,
	   enum mime_mbox_form form, const struct mbox_range *range)
{
	static const struct place_kind kind = { next_message, close_mbox };
	struct mime_mbox_opts opts = { .size = sizeof opts,
				       .form = form,
				       .start = range->start,
				       .end = range->end };
	struct mbox *m = cli_alloc(sizeof *m);

	m->source = source_hold(s);
	m->path = cli_copy(path, strlen(path));
	m->form = form;
	m->number = range->number;
	if (mime_mbox_open(&m->box, source_bytes(s), &opts) != MIME_OK)
		cli_no_memory();
	*out = (struct place){ &kind, m };
}
