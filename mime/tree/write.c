#include "tree/write.h"
#include "base/memory.h"
#include "base/options.h"
#include "base/reader.h"
#include "tree/line_end.h"

enum {
	BLOCK = 64 * 1024,
	DIRECT = 16 * 1024 /* a piece of that size is lent, not copied */
};

struct piece {
	mime_slice bytes;
	bool raw;
};

/* The pieces of a writer, joined to runs. */
struct gather {
	struct mime_writer writer;
	struct piece ready; /* to be lent or copied next; len 0: none */
	struct piece ahead; /* made while `ready' was joined */
	int state;	    /* of the writer: 1, 0 ended, < 0 failed */
	mime_error error;
	char *block;
};

static void
next_piece(struct piece *out, struct gather *g)
{
	struct mime_writer *w = &g->writer;

	*out = g->ahead;
	g->ahead.bytes = MIME_ABSENT;
	while (out->bytes.len == 0 && g->state > 0) {
		g->state = mime_write_step(w, &g->error);
		if (g->state > 0)
			*out = (struct piece){ w->piece, w->raw };
	}
}

/* Slices of the buffer that abut become one. */
static void
next_joined(struct gather *g)
{
	struct piece *p = &g->ready, next;

	if (p->bytes.len > 0)
		return;
	next_piece(p, g);
	while (p->raw && p->bytes.len > 0) {
		next_piece(&next, g);
		if (!next.raw || next.bytes.len == 0 ||
		    next.bytes.ptr != p->bytes.ptr + p->bytes.len) {
			g->ahead = next;
			break;
		}
		p->bytes.len += next.bytes.len;
	}
}

static bool
is_last(const struct gather *g)
{
	return g->ready.raw && g->ahead.bytes.len == 0 && g->state <= 0;
}

/* Copies what fits of the ready piece. */
static size_t
copy(struct gather *g, size_t fill)
{
	mime_slice *s = &g->ready.bytes;
	size_t n = BLOCK - fill < s->len ? BLOCK - fill : s->len;

	memcpy(g->block + fill, s->ptr, n);
	*s = mime_slice_part(*s, n, s->len);
	return fill + n;
}

static int
pull(mime_slice *out, void *ctx, mime_error *err)
{
	struct gather *g = ctx;
	struct mime_writer *w = &g->writer;
	size_t fill = 0;

	if (!w->planned) {
		int rc = mime_plan_init(&w->plan, w->message, w->carry, w->seed,
					err);

		w->planned = true;
		if (rc != MIME_OK)
			return rc;
	}
	while (fill < BLOCK) {
		next_joined(g);
		if (g->ready.bytes.len == 0)
			break;
		if (g->ready.bytes.len >= DIRECT || (fill == 0 && is_last(g))) {
			if (fill > 0)
				break;
			*out = g->ready.bytes;
			g->ready.bytes = MIME_ABSENT;
			return 1;
		}
		if (g->block == NULL)
			g->block = mime_alloc(BLOCK);
		if (g->block == NULL)
			return MIME_ENOMEM;
		fill = copy(g, fill);
	}
	*out = mime_slice_of(g->block, fill);
	if (fill > 0)
		return 1;
	*err = g->error;
	return g->state;
}

static void
done(void *ctx)
{
	struct gather *g = ctx;

	mime_reader_free(g->writer.body);
	mime_strbuf_free(&g->writer.line);
	if (g->writer.planned)
		mime_plan_free(&g->writer.plan);
	mime_free(g->block);
	mime_free(g);
}

int
mime_write_open(struct mime_reader **out, struct mime_message *m,
		const struct mime_write_opts *opts)
{
	struct mime_write_opts o;
	struct mime_writer *w;
	struct gather *g;
	int rc;

	*out = NULL;
	rc = mime_options_copy(&o, sizeof o, opts);
	if (opts == NULL)
		o.carry = MIME_CARRY_BINARY;
	if (rc != MIME_OK || o.eol > MIME_EOL_LF || o.carry > MIME_CARRY_BINARY)
		return MIME_EINVAL;
	g = mime_alloc_array(1, sizeof *g);
	if (g == NULL)
		return MIME_ENOMEM;
	w = &g->writer;
	w->message = m;
	w->part = m->root;
	w->carry = o.carry;
	w->seed = o.seed;
	w->lf = o.eol == MIME_EOL_KEEP ? m->lf : o.eol == MIME_EOL_LF;
	w->last = '\n';
	mime_strbuf_init(&w->line, SIZE_MAX);
	g->state = 1;
	rc = mime_reader_open(out, pull, done, g);
	if (rc != MIME_OK) {
		done(g);
		return rc;
	}
	/* what was not parsed has the line ends it was asked to have */
	if (o.eol != MIME_EOL_KEEP && m->source.bytes.len > 0)
		rc = mime_line_end_open(out, *out, w->lf);
	return rc;
}
