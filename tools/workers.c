#include "workers.h"
#include "cli.h"
#include <pthread.h>
#include <stdlib.h>

/* Small messages are taken several at a time. */
enum { BATCH_MESSAGES = 32, BATCH_OCTETS = 1 << 17 };

struct crew {
	struct series *series;
	struct turn *turn;
	const struct work *work;
	pthread_mutex_t lock; /* of series, ticket, over */
	uint64_t ticket;
	bool over;
	unsigned jobs;
};

struct batch {
	struct item items[BATCH_MESSAGES];
	size_t n;
};

static void
say(void *ctx, const char *lines, size_t n)
{
	stage_write(ctx, STAGE_MESSAGE, lines, n);
}

/* The next messages, and the ticket for them; false after the last ticket.
 * What cannot be opened is said here already, hence the stage begins here, and
 * the last ticket may have words but no message. */
static bool
take(struct batch *b, struct crew *c, struct stage *stage)
{
	uint64_t octets = 0;
	size_t most = c->jobs > 1 ? BATCH_MESSAGES : 1;
	struct item *item;
	bool begun;

	b->n = 0;
	pthread_mutex_lock(&c->lock);
	begun = !c->over && !turn_is_over(c->turn);
	if (begun)
		stage_begin(stage, c->ticket++);
	else
		c->over = true;
	while (!c->over && b->n < most && octets < BATCH_OCTETS) {
		item = &b->items[b->n];
		if (!series_next(item, c->series)) {
			c->over = true;
			break;
		}
		b->n++;
		/* a file of its own costs more than its bytes, and the next
		 * one of a stream may not be there yet */
		if (item->format != FORMAT_MBOX || item->streamed)
			break;
		octets += item->bytes.len;
	}
	pthread_mutex_unlock(&c->lock);
	return begun;
}

static void
write_out(void *ctx)
{
	turn_flush(ctx);
}

static void *
work(void *arg)
{
	struct crew *c = arg;
	struct stage *stage = stage_new(c->turn);
	struct batch *b = cli_alloc(sizeof *b);
	void *own = c->work->begin(c->work->shared, stage);

	cli_divert((struct cli_sink){ say, stage });
	while (take(b, c, stage)) {
		bool stop = false;

		for (size_t i = 0; i < b->n; i++) {
			if (!stop)
				stop = c->work->each(own, &b->items[i],
						     stage_tally(stage));
			item_free(&b->items[i]);
		}
		stage_end(stage, stop);
		if (series_waits(c->series))
			turn_flush(c->turn);
	}
	cli_divert((struct cli_sink){ NULL, NULL });
	c->work->end(own);
	free(b);
	stage_free(stage);
	return NULL;
}

void
workers_run(struct series *s, struct turn *turn, unsigned jobs,
	    const struct work *what)
{
	struct crew c = {
		.series = s, .turn = turn, .work = what, .jobs = jobs
	};
	pthread_t *threads = cli_alloc(jobs * sizeof *threads);
	unsigned n = 0;

	if (pthread_mutex_init(&c.lock, NULL) != 0)
		cli_no_memory();
	series_watch(s, write_out, turn);
	/* where no more threads can be had, fewer do it */
	while (n + 1 < jobs && pthread_create(&threads[n], NULL, work, &c) == 0)
		n++;
	work(&c);
	while (n > 0)
		pthread_join(threads[--n], NULL);
	series_watch(s, NULL, NULL);
	pthread_mutex_destroy(&c.lock);
	free(threads);
}
