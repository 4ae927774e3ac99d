#include "series.h"
#include "buffer.h"
#include "cli.h"
#include "place.h"
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What can be read but once, in case we begin again. */
struct once {
	char *path;
	struct source *source;
};

struct series {
	const struct series_opts *opts;
	struct place *places; /* the innermost is the last one */
	size_t n, room;
	struct source *names; /* what --files-from gives */
	struct once *once;
	size_t n_once, room_once;
	uint64_t sequence; /* of the last message */
	bool counting;
	atomic_uint_fast64_t entries, octets; /* see series_total */
	struct feed_watch watch;
	struct item ahead[SERIES_MANY];
	size_t n_ahead, next_ahead;
	struct buffer said; /* behind the last one ahead, still to be printed */
};

static struct place *
enter(struct series *s)
{
	s->places = cli_grow(s->places, s->n, &s->room, sizeof *s->places);
	return &s->places[s->n++];
}

static void
leave(struct series *s)
{
	struct place *p = &s->places[--s->n];

	p->kind->close(p->state);
}

static bool
is_packed(const char *path)
{
	size_t n = strlen(path);

	return n > 3 && strcmp(path + n - 3, ".gz") == 0;
}

/* The bytes of the operands that are files, but for what is compressed: nobody
 * knows how much that is. */
static uint64_t
count_octets(const struct series_opts *opts)
{
	uint64_t sum = 0;
	struct stat st;

	for (int i = 0; i < opts->n; i++)
		if (!is_packed(opts->operands[i]) &&
		    stat(opts->operands[i], &st) == 0 && S_ISREG(st.st_mode))
			sum += (uint64_t)st.st_size;
	return sum;
}

static void
begin(struct series *s)
{
	static char standard_input[] = "-";
	static char *fallback[] = { standard_input };
	const struct series_opts *opts = s->opts;

	while (s->n > 0)
		leave(s);
	s->sequence = 0;
	atomic_store(&s->entries, 0);
	atomic_store(&s->octets, count_octets(opts));
	if (s->names != NULL)
		place_list(enter(s), s->names, opts->files_end);
	if (opts->n > 0)
		place_operands(enter(s), opts->operands, opts->n);
	else if (s->names == NULL)
		place_operands(enter(s), fallback, 1);
}

int
series_new(struct series **out, const struct series_opts *opts)
{
	struct series *s = cli_alloc(sizeof *s);
	int rc = CLI_OK;

	*out = NULL;
	s->opts = opts;
	if (opts->files_from != NULL)
		rc = source_open(&s->names, opts->files_from, &opts->limit);
	if (rc != CLI_OK) {
		series_free(s);
		return rc;
	}
	begin(s);
	*out = s;
	return CLI_OK;
}

void
series_free(struct series *s)
{
	if (s == NULL)
		return;
	while (s->n > 0)
		leave(s);
	while (s->next_ahead < s->n_ahead)
		item_free(&s->ahead[s->next_ahead++]);
	buffer_free(&s->said);
	for (size_t i = 0; i < s->n_once; i++) {
		source_drop(s->once[i].source);
		free(s->once[i].path);
	}
	free(s->once);
	free(s->places);
	source_drop(s->names);
	free(s);
}

static int
open_source(struct source **out, struct series *s, const char *path)
{
	int rc;

	for (size_t i = 0; i < s->n_once; i++) {
		if (strcmp(s->once[i].path, path) != 0)
			continue;
		*out = source_hold(s->once[i].source);
		return CLI_OK;
	}
	rc = source_begin(out, path, &s->opts->limit, &s->watch);
	if (rc != CLI_OK || !source_is_once(*out) || !s->counting)
		return rc;
	rc = source_finish(*out, &s->opts->limit);
	if (rc != CLI_OK) {
		source_drop(*out);
		return rc;
	}
	s->once = cli_grow(s->once, s->n_once, &s->room_once, sizeof *s->once);
	s->once[s->n_once].path = cli_copy(path, strlen(path));
	s->once[s->n_once++].source = source_hold(*out);
	return CLI_OK;
}

/* Whether it begins as an mbox does; a byte-order mark may stand before. */
static bool
looks_like_mbox(mime_slice bytes)
{
	if (bytes.len >= 3 && memcmp(bytes.ptr, "\xef\xbb\xbf", 3) == 0) {
		bytes.ptr += 3;
		bytes.len -= 3;
	}
	return bytes.len >= 5 && memcmp(bytes.ptr, "From ", 5) == 0;
}

static void
enter_mbox(struct series *s, struct source *source, const char *path,
	   enum mail_format format, bool operand)
{
	enum mime_mbox_form form =
		format == FORMAT_MBOXCL ? MIME_MBOX_CL : MIME_MBOX_RD;
	struct mbox_range range = { s->opts->start, s->opts->end,
				    s->opts->numbered };

	if (!source_flows(source) && !operand)
		atomic_fetch_add(&s->octets, source_bytes(source).len);
	place_mbox(enter(s), source, path, form, &range);
}

/* True: *item is a message, or what cannot be opened; false: a place was
 * entered. */
static bool
visit_file(struct item *item, struct series *s, const char *path, bool operand)
{
	enum mail_format format = s->opts->format;
	struct source *source;
	int rc;

	*item = (struct item){ .format = FORMAT_EML };
	rc = open_source(&source, s, path);
	if (rc == CLI_OK && (format == FORMAT_MBOX || format == FORMAT_MBOXCL ||
			     s->opts->ranged ||
			     (format == FORMAT_AUTO &&
			      looks_like_mbox(source_bytes(source))))) {
		enter_mbox(s, source, path, format, operand);
		source_drop(source);
		return false;
	}
	item->code = rc;
	item->source = rc == CLI_OK ? source : NULL;
	if (rc == CLI_OK)
		item->code = source_finish(source, &s->opts->limit);
	if (item->code == CLI_OK)
		item->bytes = source_bytes(source);
	item->end = item->bytes.len;
	item->file = cli_copy(path, strlen(path));
	item->name = cli_copy(path, strlen(path));
	return true;
}

static bool
visit_directory(struct item *item, struct series *s, const char *path)
{
	enum mail_format format = s->opts->format;
	uint64_t entries = 0;

	*item = (struct item){ .format = FORMAT_EML };
	if (s->opts->ranged) {
		cli_error(path, "is a directory; --range is of an mbox");
		item->code = CLI_NOINPUT;
	} else if (format == FORMAT_MH || format == FORMAT_MAILDIR ||
		   (format == FORMAT_AUTO && place_is_maildir(path))) {
		struct place place;

		item->code = place_store(&place, path, format == FORMAT_MH,
					 &entries);
		if (item->code == CLI_OK) {
			*enter(s) = place;
			atomic_fetch_add(&s->entries, entries);
			return false;
		}
	} else if (s->opts->recursive) {
		place_tree(enter(s), path);
		return false;
	} else {
		cli_error(path, "is a directory; -r looks into it");
		item->code = CLI_NOINPUT;
	}
	item->file = cli_copy(path, strlen(path));
	item->name = cli_copy(path, strlen(path));
	return true;
}

static bool
visit(struct item *item, struct series *s, const struct step *step)
{
	const char *path = step->path;
	struct stat st;

	if (strcmp(path, "-") != 0 && stat(path, &st) == 0 &&
	    S_ISDIR(st.st_mode))
		return visit_directory(item, s, path);
	return visit_file(item, s, path, step->operand);
}

/* The next one, wanted or not. */
static bool
advance(struct item *out, struct series *s)
{
	bool there;

	while (s->n > 0) {
		struct place *place = &s->places[s->n - 1];
		struct step step = { .is_path = false };

		there = place->kind->next(&step, place->state);
		s->sequence += step.skipped;
		if (!there) {
			leave(s);
			continue;
		}
		there = !step.is_path || visit(&step.item, s, &step);
		free(step.path);
		if (!there)
			continue;
		*out = step.item;
		out->sequence = ++s->sequence;
		return true;
	}
	return false;
}

static bool
next_wanted(struct item *out, struct series *s)
{
	const struct ranges *wanted = s->opts->messages;
	uint64_t last = wanted != NULL ? ranges_last(wanted) : UINT64_MAX;

	while (s->sequence < last && advance(out, s)) {
		if (out->code != CLI_OK || wanted == NULL ||
		    ranges_have(wanted, s->sequence))
			return true;
		item_free(out);
	}
	return false;
}

static void
keep(void *ctx, const char *lines, size_t n)
{
	buffer_add(ctx, lines, n);
}

void
series_look(struct outlook *out, struct series *s)
{
	struct buffer said = { NULL, 0, 0 };
	struct cli_sink before = cli_divert((struct cli_sink){ keep, &said });
	struct item *item;

	*out = (struct outlook){ 0, false };
	while (out->messages < SERIES_MANY &&
	       next_wanted(&s->ahead[s->n_ahead], s)) {
		item = &s->ahead[s->n_ahead++];
		item->said = said.ptr;
		said = (struct buffer){ NULL, 0, 0 };
		out->mailbox = out->mailbox || item->format != FORMAT_EML;
		/* the next one may be a day away */
		out->messages = item->streamed ? SERIES_MANY : s->n_ahead;
	}
	s->said = said;
	cli_divert(before);
}

bool
series_next(struct item *out, struct series *s)
{
	if (s->next_ahead == s->n_ahead) {
		if (s->said.len > 0)
			cli_say(s->said.ptr, s->said.len);
		buffer_free(&s->said);
		return next_wanted(out, s);
	}
	*out = s->ahead[s->next_ahead++];
	if (out->said != NULL)
		cli_say(out->said, strlen(out->said));
	return true;
}

uint64_t
series_count(struct series *s)
{
	struct buffer said = { NULL, 0, 0 };
	struct cli_sink before = cli_divert((struct cli_sink){ keep, &said });
	struct item item;
	uint64_t n;

	s->counting = true;
	while (advance(&item, s)) {
		item_free(&item);
		buffer_clear(&said);
	}
	s->counting = false;
	n = s->sequence;
	begin(s);
	buffer_free(&said);
	cli_divert(before);
	return n;
}

void
series_watch(struct series *s, void (*call)(void *ctx), void *ctx)
{
	s->watch.call = call;
	s->watch.ctx = ctx;
}

bool
series_waits(struct series *s)
{
	return atomic_load(&s->watch.waits);
}

void
series_total(uint64_t *entries, uint64_t *octets, const struct series *s)
{
	*entries = atomic_load(&s->entries);
	*octets = atomic_load(&s->octets);
}
