/* The threads of turn.c; what one stage does is in test_turn.c. */
#include "../tools/turn.h"
#include "support/tool.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

/* Threads that wait for one another: a test that hangs ends here. */
enum { HANGS_AFTER = 60 };

static void
stop_hanging(void)
{
	alarm(HANGS_AFTER);
}

static void
went_well(void)
{
	alarm(0);
}

/* Several workers, each drawing tickets as they come. */
struct crew {
	struct turn *turn;
	atomic_uint_fast64_t next;
	uint64_t tickets; /* so many, unless it is over before */
	unsigned slow;	  /* 1/10 ms that the first worker sleeps; 0: none */
	size_t size;	  /* octets that each ticket writes beside its number */
	uint64_t stops;	  /* the ticket that says stop; 0: none */
	uint64_t bad;	  /* the ticket with CLI_IOERR; 0: none */
	pthread_mutex_t lock;
	unsigned workers;
};

static void
rest(unsigned tenths)
{
	struct timespec t = { 0, (long)tenths * 100000 };

	nanosleep(&t, NULL);
}

static void
write_ticket(struct crew *c, struct stage *s, uint64_t ticket)
{
	char text[32];
	int n = snprintf(text, sizeof text, "%06llu\n",
			 (unsigned long long)ticket);
	char *filler = cli_alloc(c->size + 1);

	stage_write(s, STAGE_TITLES, "TITLES\n", 7);
	stage_write(s, STAGE_BETWEEN, "--\n", 3);
	stage_write(s, STAGE_OUTPUT, text, (size_t)n);
	memset(filler, 'f', c->size);
	stage_write(s, STAGE_OUTPUT, filler, c->size);
	free(filler);
	stage_tally(s)->messages++;
	stage_tally(s)->done++;
	if (c->bad != 0 && ticket == c->bad)
		stage_tally(s)->code = CLI_IOERR;
}

static void *
draw_tickets(void *arg)
{
	struct crew *c = arg;
	struct stage *s = stage_new(c->turn);
	bool slow;

	pthread_mutex_lock(&c->lock);
	slow = c->workers++ == 0 && c->slow > 0;
	pthread_mutex_unlock(&c->lock);
	for (;;) {
		uint64_t ticket = UINT64_MAX;

		pthread_mutex_lock(&c->lock);
		if (!turn_is_over(c->turn) && c->next < c->tickets) {
			ticket = c->next++;
			stage_begin(s, ticket);
		}
		pthread_mutex_unlock(&c->lock);
		if (ticket == UINT64_MAX)
			break;
		if (slow)
			rest(c->slow);
		write_ticket(c, s, ticket);
		stage_end(s, c->stops != 0 && ticket == c->stops);
	}
	stage_free(s);
	return NULL;
}

static void
run_crew(struct crew *c, struct output *o, struct tally *tally, unsigned n)
{
	pthread_t threads[32];

	c->turn = turn_new(o, NULL);
	pthread_mutex_init(&c->lock, NULL);
	for (unsigned i = 0; i < n; i++)
		ck_assert_int_eq(
			pthread_create(&threads[i], NULL, draw_tickets, c), 0);
	for (unsigned i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	pthread_mutex_destroy(&c->lock);
	turn_free(c->turn, tally);
}

static const struct {
	const char *why;
	unsigned workers, slow;
	uint64_t tickets;
	size_t size;
	uint64_t stops, bad, written; /* 0: all are */
} runs[] = {
	{ "nothing to do", 4, 0, 0, 0, 0, 0, 0 },
	{ "one worker", 1, 0, 1000, 10, 0, 0, 0 },
	{ "contention", 8, 0, 20000, 0, 0, 0, 0 },
	{ "more workers than tickets", 16, 0, 3, 5, 0, 0, 0 },
	{ "one is slow: the queue of slots is full", 4, 300, 3000, 0, 0, 0, 0 },
	{ "one is slow: the queue of octets is full", 4, 300, 400, 100000, 0, 0,
	  0 },
	{ "each is too large to be kept", 4, 1, 40, (1 << 20) + 1, 0, 0, 0 },
	{ "just small enough to be kept", 3, 1, 40, (1 << 20) - 17, 0, 0, 0 },
	{ "stops in the middle", 8, 0, 20000, 7, 500, 0, 501 },
	{ "stops while others wait", 6, 200, 5000, 3000, 40, 0, 41 },
	{ "an error of writing in the middle", 8, 0, 20000, 7, 0, 500, 501 },
};

/* The order is that of the tickets, whoever was quicker. */
START_TEST(keeps_the_order)
{
	struct crew c = { .tickets = runs[_i].tickets,
			  .slow = runs[_i].slow,
			  .size = runs[_i].size,
			  .stops = runs[_i].stops,
			  .bad = runs[_i].bad };
	uint64_t wanted =
		runs[_i].written != 0 ? runs[_i].written : runs[_i].tickets;
	struct buffer got;
	struct output o;
	struct tally tally;
	size_t at = 0;

	stop_hanging();
	written_begin(&o);
	run_crew(&c, &o, &tally, runs[_i].workers);
	written_end(&got, &o);
	went_well();
	ck_assert_uint_eq(tally.messages, wanted);
	ck_assert_int_eq(tally.code, runs[_i].bad != 0 ? CLI_IOERR : 0);
	for (uint64_t i = 0; i < wanted; i++) {
		char line[32];
		int n = snprintf(line, sizeof line, "%s%06llu\n",
				 i == 0 ? "TITLES\n" : "--\n",
				 (unsigned long long)i);

		ck_assert_uint_le(at + (size_t)n + c.size, got.len);
		ck_assert_msg(memcmp(got.ptr + at, line, (size_t)n) == 0,
			      "%s: at ticket %u: %.20s", runs[_i].why,
			      (unsigned)i, got.ptr + at);
		at += (size_t)n;
		if (c.size > 0)
			ck_assert(got.ptr[at] == 'f' &&
				  memcmp(got.ptr + at, got.ptr + at + 1,
					 c.size - 1) == 0);
		at += c.size;
	}
	ck_assert_uint_eq(at, got.len);
	buffer_free(&got);
}
END_TEST

static void
write_to_closed(void *ctx)
{
	struct crew c = { .tickets = 100000, .size = 1000 };
	struct output o = { .dir = -1 };
	struct tally tally;
	int ends[2];

	(void)ctx;
	cli_init("test");
	if (pipe(ends) != 0)
		_exit(9);
	close(ends[0]);
	o.temporary.fd = -1;
	o.file = fdopen(ends[1], "wb");
	stop_hanging();
	run_crew(&c, &o, &tally, 8);
}

/* A pipe that nobody reads ends all of it, as it ends other commands. */
START_TEST(ends_with_a_closed_pipe)
{
	ck_assert_int_eq(ends_with(write_to_closed, NULL), -SIGPIPE);
}
END_TEST

/* A full disk: no more tickets, the failure is there to be told. */
START_TEST(ends_with_a_full_disk)
{
	struct crew c = { .tickets = 1000000, .size = 4000, .slow = 1 };
	struct output o = { .dir = -1 };
	struct tally tally;

	stop_hanging();
	o.temporary.fd = -1;
	o.file = fopen("/dev/full", "wb");
	if (o.file == NULL)
		return;
	run_crew(&c, &o, &tally, 4);
	went_well();
	ck_assert(output_failed(&o));
	ck_assert_int_eq(o.sys, ENOSPC);
	ck_assert_uint_lt(c.next, 100000);
	ck_assert_uint_lt(tally.messages, c.next);
	fclose(o.file);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, keeps_the_order, 0, COUNT(runs));
	tcase_add_test(cases, ends_with_a_closed_pipe);
	tcase_add_test(cases, ends_with_a_full_disk);
}

SUITE_MAIN("turn_threads", add_tests)
