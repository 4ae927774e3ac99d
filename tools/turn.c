#include "turn.h"
#include "buffer.h"
#include "cli.h"
#include "output.h"
#include "progress.h"
#include "temporary.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
	SLOTS = 256,	     /* finished stages that wait */
	STAGE_MAX = 1 << 20, /* bytes one of them may keep */
	QUEUE_MAX = 4 << 20, /* bytes in the queue */
	KEPT_MAX = 1 << 16   /* bytes of room that an empty one keeps */
};

/* A run of bytes of one kind, or something to do. */
struct chunk {
	enum stage_kind kind;
	size_t end; /* in the text */
	void (*act)(void *ctx, struct tally *tally);
	void (*drop)(void *ctx);
	void *ctx;
};

/* What a ticket has said so far. */
struct held {
	struct buffer text;
	struct chunk *chunks;
	size_t n, room;
	struct tally tally;
	unsigned files;
	bool stop;
	struct held *next; /* among those that are free */
};

struct turn {
	struct output *out;
	struct progress *progress;
	pthread_mutex_t lock;
	pthread_cond_t passed;
	uint64_t now;		   /* the ticket whose turn it is */
	struct held *slots[SLOTS]; /* finished: by ticket % SLOTS */
	size_t queued;		   /* bytes in slots */
	unsigned files;		   /* temporary files that wait */
	struct held *free;
	struct tally tally; /* of the one whose turn it is */
	atomic_bool over;
};

struct stage {
	struct turn *turn;
	struct held *held;
	uint64_t ticket;
	bool mine;
};

struct turn *
turn_new(struct output *out, struct progress *progress)
{
	struct turn *t = cli_alloc(sizeof *t);

	t->out = out;
	t->progress = progress;
	if (pthread_mutex_init(&t->lock, NULL) != 0 ||
	    pthread_cond_init(&t->passed, NULL) != 0)
		cli_no_memory();
	atomic_init(&t->over, false);
	return t;
}

static void
held_free(struct held *h)
{
	buffer_free(&h->text);
	free(h->chunks);
	free(h);
}

void
turn_free(struct turn *t, struct tally *tally)
{
	*tally = t->tally;
	while (t->free != NULL) {
		struct held *h = t->free;

		t->free = h->next;
		held_free(h);
	}
	pthread_cond_destroy(&t->passed);
	pthread_mutex_destroy(&t->lock);
	free(t);
}

bool
turn_is_over(struct turn *t)
{
	return atomic_load(&t->over);
}

void
turn_flush(struct turn *t)
{
	output_flush(t->out);
}

/* t->lock is held. */
static struct held *
take_free(struct turn *t)
{
	struct held *h = t->free;

	if (h == NULL)
		return cli_alloc(sizeof *h);
	t->free = h->next;
	return h;
}

/* For another ticket; t->lock is held. */
static void
give_free(struct turn *t, struct held *h)
{
	if (h->text.room > KEPT_MAX)
		buffer_free(&h->text);
	buffer_clear(&h->text);
	h->n = 0;
	h->stop = false;
	h->tally = (struct tally){ 0 };
	t->files -= h->files;
	h->files = 0;
	h->next = t->free;
	t->free = h;
}

/* Only by the worker whose turn it is. */
static void
write_through(struct turn *t, enum stage_kind kind, const char *bytes, size_t n)
{
	if (turn_is_over(t))
		return;
	switch (kind) {
	case STAGE_OUTPUT:
		output_write(t->out, bytes, n);
		break;
	case STAGE_TITLES:
		output_titles(t->out, bytes, n);
		break;
	case STAGE_BETWEEN:
		output_between(t->out, bytes, n);
		break;
	case STAGE_MESSAGE:
		cli_print(bytes, n);
		break;
	}
	if (output_failed(t->out))
		atomic_store(&t->over, true);
}

/* What it says goes out at once: it is its turn. */
static void
perform(const struct chunk *c, struct turn *t, struct tally *tally)
{
	struct cli_sink before = cli_divert((struct cli_sink){ NULL, NULL });

	if (turn_is_over(t))
		c->drop(c->ctx);
	else
		c->act(c->ctx, tally);
	cli_divert(before);
}

/* Says what was held, in its order. */
static void
replay(struct turn *t, struct held *h)
{
	size_t start = 0;

	for (size_t i = 0; i < h->n; i++) {
		struct chunk *c = &h->chunks[i];

		if (c->act != NULL)
			perform(c, t, &h->tally);
		else
			write_through(t, c->kind, h->text.ptr + start,
				      c->end - start);
		start = c->end;
	}
	h->n = 0;
	buffer_clear(&h->text);
}

static void
conclude(struct turn *t, struct held *h)
{
	if (turn_is_over(t))
		return;
	tally_add(&t->tally, &h->tally);
	progress_step(t->progress, &t->tally);
	/* what cannot be written once cannot be written again */
	if (h->stop || h->tally.code == CLI_IOERR)
		atomic_store(&t->over, true);
}

struct stage *
stage_new(struct turn *t)
{
	struct stage *s = cli_alloc(sizeof *s);

	s->turn = t;
	s->held = cli_alloc(sizeof *s->held);
	return s;
}

void
stage_free(struct stage *s)
{
	held_free(s->held);
	free(s);
}

void
stage_begin(struct stage *s, uint64_t ticket)
{
	struct turn *t = s->turn;

	s->ticket = ticket;
	pthread_mutex_lock(&t->lock);
	s->mine = t->now == ticket;
	pthread_mutex_unlock(&t->lock);
}

bool
stage_has_turn(const struct stage *s)
{
	return s->mine;
}

struct tally *
stage_tally(struct stage *s)
{
	return &s->held->tally;
}

void
stage_wait(struct stage *s)
{
	struct turn *t = s->turn;

	if (s->mine)
		return;
	pthread_mutex_lock(&t->lock);
	while (t->now != s->ticket)
		pthread_cond_wait(&t->passed, &t->lock);
	pthread_mutex_unlock(&t->lock);
	s->mine = true;
	replay(t, s->held);
	pthread_mutex_lock(&t->lock);
	t->files -= s->held->files;
	s->held->files = 0;
	pthread_mutex_unlock(&t->lock);
}

static struct chunk *
add_chunk(struct held *h, enum stage_kind kind)
{
	struct chunk *c;

	h->chunks = cli_grow(h->chunks, h->n, &h->room, sizeof *h->chunks);
	c = &h->chunks[h->n++];
	*c = (struct chunk){ .kind = kind, .end = h->text.len };
	return c;
}

void
stage_write(struct stage *s, enum stage_kind kind, const void *bytes, size_t n)
{
	struct held *h = s->held;
	struct chunk *last = h->n > 0 ? &h->chunks[h->n - 1] : NULL;

	if (!s->mine && h->text.len + n > STAGE_MAX)
		stage_wait(s);
	if (s->mine) {
		write_through(s->turn, kind, bytes, n);
		return;
	}
	if (last == NULL || last->act != NULL || last->kind != kind ||
	    (kind != STAGE_OUTPUT && kind != STAGE_MESSAGE))
		last = add_chunk(h, kind);
	buffer_add(&h->text, bytes, n);
	last->end = h->text.len;
}

void
stage_defer(struct stage *s, void (*act)(void *ctx, struct tally *tally),
	    void (*drop)(void *ctx), void *ctx)
{
	struct chunk now = { .act = act, .drop = drop, .ctx = ctx }, *c;

	if (s->mine) {
		perform(&now, s->turn, &s->held->tally);
		return;
	}
	c = add_chunk(s->held, STAGE_OUTPUT);
	now.end = c->end;
	*c = now;
}

bool
stage_hold_file(struct stage *s)
{
	struct turn *t = s->turn;
	bool there;

	if (s->mine)
		return true;
	pthread_mutex_lock(&t->lock);
	there = t->files < TEMPORARY_HELD;
	if (there) {
		t->files++;
		s->held->files++;
	}
	pthread_mutex_unlock(&t->lock);
	return there;
}

/* Leaves what is finished to the worker whose turn comes before; false if
 * there is no room for it. */
static bool
enqueue(struct stage *s)
{
	struct turn *t = s->turn;
	struct held *h = s->held;

	if (s->ticket - t->now >= SLOTS || t->queued + h->text.len > QUEUE_MAX)
		return false;
	t->slots[s->ticket % SLOTS] = h;
	t->queued += h->text.len;
	s->held = take_free(t);
	return true;
}

/* The turn of all that is finished, then of the next worker. */
static void
pass_on(struct turn *t)
{
	struct held *h;

	do {
		pthread_mutex_lock(&t->lock);
		t->now++;
		h = t->slots[t->now % SLOTS];
		t->slots[t->now % SLOTS] = NULL;
		if (h != NULL)
			t->queued -= h->text.len;
		else
			pthread_cond_broadcast(&t->passed);
		pthread_mutex_unlock(&t->lock);
		if (h == NULL)
			return;
		replay(t, h);
		conclude(t, h);
		pthread_mutex_lock(&t->lock);
		give_free(t, h);
		pthread_mutex_unlock(&t->lock);
	} while (true);
}

void
stage_end(struct stage *s, bool stop)
{
	struct turn *t = s->turn;
	bool left = false;

	s->held->stop = stop;
	if (!s->mine) {
		pthread_mutex_lock(&t->lock);
		left = t->now != s->ticket && enqueue(s);
		pthread_mutex_unlock(&t->lock);
	}
	if (left)
		return;
	stage_wait(s);
	conclude(t, s->held);
	s->held->tally = (struct tally){ 0 };
	s->held->stop = false;
	s->mine = false;
	pass_on(t);
}
