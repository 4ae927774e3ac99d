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
	bool streamed, over;
	uint64_t start;	  /* of a stream: see struct mbox_range */
	bool numbered;	  /* likewise */
	uint64_t number;  /* of the last one */
	uint64_t skipped; /* before it, not told yet */
};

/* How many messages begin before that byte. */
static uint64_t
count_before(mime_slice whole, enum mime_mbox_form form, uint64_t end)
{
	struct mime_mbox_opts opts = { .size = sizeof opts,
				       .form = form,
				       .end = end };
	struct mime_mbox_message found;
	struct mime_mbox *box;
	uint64_t n = 0;

	if (end == 0)
		return 0;
	if (mime_mbox_open(&box, whole, &opts) != MIME_OK)
		cli_no_memory();
	while (mime_mbox_next(&found, box) > 0)
		n++;
	mime_mbox_close(box);
	return n;
}

/* The next one of those that are wanted; else 0, or < 0. */
static int
find(struct mime_mbox_message *found, struct mbox *m)
{
	int rc;

	while ((rc = mime_mbox_next(found, m->box)) > 0) {
		if (found->offset >= m->start)
			break;
		m->number += m->numbered;
		m->skipped += m->numbered;
	}
	return rc;
}

/* What a stream lends is gone with the next message: its own bytes, and of
 * those of the "From " line the sender. */
static void
copy_bytes(struct item *item, const struct mime_mbox_message *found)
{
	const char *start = found->stored.ptr;
	size_t before = 0;
	mime_slice all;

	if (found->separator.ptr != NULL)
		before = (size_t)(start - found->separator.ptr);
	all = (mime_slice){ start - before, before + found->stored.len };
	item->source = source_copy(all);
	all = source_bytes(item->source);
	item->bytes = (mime_slice){ all.ptr + before, found->stored.len };
	if (item->sender.ptr != NULL)
		item->sender.ptr =
			all.ptr + (item->sender.ptr - (start - before));
}

/* What came before the failure was good. */
static bool
fail(struct item *item, struct mbox *m, int rc)
{
	m->over = true;
	*item = (struct item){ .format = FORMAT_MBOX,
			       .streamed = true,
			       .code = source_failed(m->source, rc) };
	item->file = cli_copy(m->path, strlen(m->path));
	item->name = cli_copy(m->path, strlen(m->path));
	return true;
}

static bool
next_message(struct step *out, void *state)
{
	struct mbox *m = state;
	struct mime_mbox_message found;
	struct buffer name = { NULL, 0, 0 };
	struct item *item = &out->item;
	char number[32];
	int rc = m->over ? 0 : find(&found, m);

	out->skipped = m->skipped;
	m->skipped = 0;
	if (rc < 0)
		return fail(item, m, rc);
	if (rc == 0)
		return false;
	snprintf(number, sizeof number, ":%llu",
		 (unsigned long long)++m->number);
	buffer_add_text(&name, m->path);
	buffer_add_text(&name, number);
	*item = (struct item){ .code = CLI_OK, .format = FORMAT_MBOX };
	item->name = name.ptr;
	item->file = cli_copy(m->path, strlen(m->path));
	item->streamed = m->streamed;
	item->bytes = found.stored;
	item->form = m->form;
	item->number = m->number;
	item->offset = found.offset;
	item->end = found.end;
	item->has_received = found.has_date;
	item->received = found.date;
	item->sender = found.sender;
	if (m->streamed)
		copy_bytes(item, &found);
	else
		item->source = source_hold(m->source);
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
				       .end = range->end };
	struct mbox *m = cli_alloc(sizeof *m);
	int rc;

	m->source = source_hold(s);
	m->path = cli_copy(path, strlen(path));
	m->form = form;
	m->streamed = source_flows(s);
	*out = (struct place){ &kind, m };
	if (!m->streamed) {
		opts.start = range->start;
		if (range->numbered)
			m->number = m->skipped = count_before(
				source_bytes(s), form, range->start);
		rc = mime_mbox_open(&m->box, source_bytes(s), &opts);
	} else {
		m->start = range->start;
		m->numbered = range->numbered;
		m->over = range->start == UINT64_MAX;
		opts.max_message = source_most(s);
		rc = mime_mbox_open_reader(&m->box, source_reader(s), &opts);
	}
	if (rc != MIME_OK)
		cli_no_memory();
}
