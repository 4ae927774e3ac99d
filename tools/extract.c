#include "extract.h"
#include "cli.h"
#include "damage.h"
#include "extract_file.h"
#include "extract_report.h"
#include "folder.h"
#include "turn.h"
#include <stdlib.h>
#include <string.h>

struct extract {
	const struct extract_opts *opts;
	struct folder *folder;
	struct dump *dump;
	bool nameless; /* temporary files need no name */
};

/* The parts of a message, until it is its turn. */
struct haul {
	struct extract *extract;
	struct folder *folder;	/* NULL: not needed yet */
	struct extracted *list; /* decoded */
	size_t n, room;
	struct extract_report report;
};

/* Parts of one message that wait for its turn. */
enum { HAUL_MAX = 16 };

int
extract_new(struct extract **out, const struct extract_opts *opts,
	    struct dump *d)
{
	struct extract *x = cli_alloc(sizeof *x);
	const char *path = opts->directory != NULL ? opts->directory : ".";
	int rc;

	*out = NULL;
	x->opts = opts;
	x->dump = d;
	rc = folder_open(&x->folder, path, opts->dry);
	if (rc != CLI_OK) {
		free(x);
		return rc;
	}
	/* without a name, none can take the place of another file */
	x->nameless = !opts->dry && !opts->force &&
		      temporary_can_be_nameless(folder_descriptor(x->folder));
	*out = x;
	return CLI_OK;
}

void
extract_free(struct extract *x)
{
	if (x != NULL)
		folder_free(x->folder);
	free(x);
}

static void
find_parts(struct parts *out, const struct extract *x, struct input *in)
{
	size_t n = 0;

	if (x->opts->select != NULL) {
		select_parts(out, x->opts->select, in->message);
		return;
	}
	parts_find(out, in->message);
	for (size_t i = 0; i < out->n; i++)
		if (x->opts->inside || parts_is_attachment(&out->list[i]))
			out->list[n++] = out->list[i];
	out->n = n;
}

static int
open_folder(struct haul *h)
{
	struct extract *x = h->extract;
	char number[32];

	if (h->folder != NULL)
		return CLI_OK;
	if (!x->opts->per_message) {
		h->folder = x->folder;
		return CLI_OK;
	}
	extract_number(number, h->report.sequence);
	return folder_open_in(&h->folder, x->folder, number, x->opts->dry);
}

/* Names for what was decoded; only when it is its turn. */
static void
place(struct haul *h, struct tally *tally)
{
	struct extract *x = h->extract;

	for (size_t i = 0; i < h->n; i++) {
		struct extracted *e = &h->list[i];
		int rc = open_folder(h);

		if (rc == CLI_OK)
			rc = extract_place(e, x->opts, h->folder);
		if (rc == CLI_OK)
			extract_report_add(&h->report, e);
		if (rc == CLI_OK) {
			tally->files++;
			tally->file_octets += e->octets;
		}
		tally->code = cli_worst(tally->code, rc);
		extracted_free(e);
	}
	h->n = 0;
}

static void
drop(void *ctx)
{
	struct haul *h = ctx;

	for (size_t i = 0; i < h->n; i++)
		extracted_free(&h->list[i]);
	extract_report_free(&h->report);
	if (h->folder != h->extract->folder)
		folder_free(h->folder);
	free(h->list);
	free(h);
}

static void
conclude(void *ctx, struct tally *tally)
{
	struct haul *h = ctx;

	place(h, tally);
	extract_report_print(&h->report);
	drop(h);
}

/* Room for a file more, by waiting for the turn if need be. */
static struct extracted *
make_room(struct haul *h, struct dump *d)
{
	struct stage *stage = d->out->stage;

	if (h->n == HAUL_MAX ||
	    (!h->extract->opts->dry && !stage_hold_file(stage)))
		stage_wait(stage);
	if (stage_has_turn(stage))
		place(h, stage_tally(stage));
	h->list = cli_grow(h->list, h->n, &h->room, sizeof *h->list);
	return &h->list[h->n];
}

static int
add(struct haul *h, struct dump *d, struct input *in, struct mime_part *part,
    const struct mime_embedded *inside)
{
	struct extract *x = h->extract;
	struct extract_to to = { x->opts, folder_descriptor(x->folder),
				 x->nameless, &d->gather };
	struct extracted *e = make_room(h, d);
	int rc;

	rc = part != NULL ? extract_decode(e, &to, in, part, inside)
			  : extract_copy(e, &to, in);
	if (rc == CLI_OK)
		h->n++;
	else
		extracted_free(e);
	return rc;
}

/* The files inside a text; *n counts them. */
static int
haul_text(struct haul *h, struct dump *d, struct input *in,
	  struct mime_part *part, size_t *n)
{
	struct mime_embedded file;
	mime_slice rest;
	int rc = CLI_OK;

	if (mime_body_bytes(&rest, part) != MIME_OK)
		cli_no_memory();
	for (; rc != CLI_IOERR && mime_embedded_next(&file, &rest); ++*n)
		rc = cli_worst(rc, add(h, d, in, part, &file));
	return rc;
}

/* Likewise inside a TNEF part. */
static int
haul_tnef(struct haul *h, struct dump *d, struct input *in,
	  struct mime_part *part, size_t *n)
{
	struct buffer text = { NULL, 0, 0 };
	struct mime_embedded file;
	struct mime_tnef *tnef;
	unsigned told = 0;
	int rc = CLI_OK, one;

	if (mime_tnef_open(&tnef, part) != MIME_OK)
		cli_no_memory();
	if (tnef == NULL)
		return CLI_OK;
	while (rc != CLI_IOERR && (one = mime_tnef_next(&file, tnef)) != 0) {
		if (one < 0)
			cli_no_memory();
		rc = cli_worst(rc, add(h, d, in, part, &file));
		told |= file.damage;
		++*n;
	}
	/* what is in no file, or between them */
	damage_add(&text, mime_tnef_damage(tnef) & ~told);
	if (text.len > 0)
		cli_warn(in->name, "part %.*s: TNEF: %.*s",
			 (int)parts_section(part).len, parts_section(part).ptr,
			 (int)text.len, text.ptr);
	buffer_free(&text);
	mime_tnef_free(tnef);
	return rc;
}

static int
haul_inside(struct haul *h, struct dump *d, struct input *in,
	    struct mime_part *part, size_t *n)
{
	return parts_is_text(part) ? haul_text(h, d, in, part, n)
				   : haul_tnef(h, d, in, part, n);
}

static struct haul *
begin(struct extract *x, struct dump *d, struct input *in)
{
	struct haul *h = cli_alloc(sizeof *h);

	*h = (struct haul){ .extract = x };
	extract_report_begin(&h->report, x->opts, d, x->dump,
			     in->item->sequence);
	return h;
}

int
extract_message(struct extract *x, struct dump *d, struct input *in)
{
	struct haul *h = begin(x, d, in);
	struct parts parts;
	size_t inside = 0;
	int rc = CLI_OK, one;

	find_parts(&parts, x, in);
	if (parts.n == 0 && x->opts->select != NULL) {
		cli_error(in->name, "has no such part");
		rc = CLI_NO;
	} else if (parts.n == 0 && !d->several) {
		cli_note(in->name, "has nothing to extract");
	}
	for (size_t i = 0; i < parts.n; i++) {
		struct mime_part *part = parts.list[i].part;

		one = x->opts->inside ? haul_inside(h, d, in, part, &inside)
				      : add(h, d, in, part, NULL);
		rc = cli_worst(rc, one);
		if (one == CLI_IOERR)
			break;
	}
	if (x->opts->inside && parts.n > 0 && inside == 0 && !d->several)
		cli_note(in->name, "has nothing to extract");
	parts_free(&parts);
	stage_defer(d->out->stage, conclude, drop, h);
	return rc;
}

int
extract_whole(struct extract *x, struct dump *d, struct input *in)
{
	struct haul *h = begin(x, d, in);
	int rc = add(h, d, in, NULL, NULL);

	stage_defer(d->out->stage, conclude, drop, h);
	return rc;
}
