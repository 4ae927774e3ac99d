#include "../tools/workers.h"
#include "support/store.h"
#include "support/tool.h"
#include "support/torn_gzip.h"
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>

#define FROM "From a@b.c Sat Jan  3 01:05:34 2026\n"

/* A test that hangs ends here. */
enum { HANGS_AFTER = 60 };

static char *dir;

static void
set_up(void)
{
	dir = strdup(store_make());
	ck_assert_int_eq(chdir(dir), 0);
	alarm(HANGS_AFTER);
}

static void
tear_down(void)
{
	alarm(0);
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

static const struct run {
	const char *why;
	unsigned jobs;
	size_t messages, octets; /* of the mailbox, octets in each */
	uint64_t stops;		 /* the message that says: go no further */
	uint64_t slow;		 /* the message that takes long */
	bool missing;		 /* a file that is not there comes between */
} runs[] = {
	{ "none", 3, 0, 0, 0, 0, false },
	{ "one message, one thread", 1, 1, 5, 0, 0, false },
	{ "one message, many threads", 16, 1, 5, 0, 0, false },
	{ "no thread beside this one", 1, 1000, 5, 0, 0, false },
	{ "a batch", 4, 32, 5, 0, 0, false },
	{ "a batch and one", 4, 33, 5, 0, 0, false },
	{ "many", 4, 5000, 5, 0, 0, false },
	{ "large ones, a batch each", 4, 40, 200000, 0, 0, false },
	{ "the first is slow", 4, 5000, 5, 0, 1, false },
	{ "one in the middle is slow", 4, 5000, 5, 0, 1700, false },
	{ "stops at the first", 4, 5000, 5, 1, 0, false },
	{ "stops in a batch", 4, 5000, 5, 1000, 0, false },
	{ "stops, one thread", 1, 5000, 5, 1000, 0, false },
	{ "stops at the last", 4, 5000, 5, 5000, 0, false },
	{ "stops after a slow one", 4, 5000, 5, 900, 300, false },
	{ "a file is missing", 4, 500, 5, 0, 0, true },
	{ "a file is missing, one thread", 1, 500, 5, 0, 0, true },
};

struct own {
	struct stage *stage;
	const struct run *run;
	struct buffer line;
};

static atomic_int begun, ended;

static void *
begin(void *shared, struct stage *stage)
{
	struct own *own = cli_alloc(sizeof *own);

	own->stage = stage;
	own->run = shared;
	begun++;
	return own;
}

static void
end(void *ctx)
{
	struct own *own = ctx;

	buffer_free(&own->line);
	free(own);
	ended++;
}

static bool
each(void *ctx, const struct item *item, struct tally *tally)
{
	struct own *own = ctx;
	struct timespec t = { 0, 50000000 };

	tally->messages++;
	tally->octets += item->bytes.len;
	if (item->sequence == own->run->slow)
		nanosleep(&t, NULL);
	buffer_clear(&own->line);
	buffer_add_text(&own->line, item->name);
	buffer_add_char(&own->line, '\n');
	stage_write(own->stage, STAGE_OUTPUT, own->line.ptr, own->line.len);
	cli_line((mime_slice){ own->line.ptr, own->line.len - 1 });
	if (item->code != CLI_OK)
		tally->failed++;
	return item->sequence == own->run->stops;
}

static void
make_box(const struct run *run)
{
	struct buffer box = { NULL, 0, 0 };

	for (size_t i = 0; i < run->messages; i++) {
		buffer_add_text(&box, FROM "Subject: x\n\n");
		buffer_add_repeated(&box, 'x', run->octets);
		buffer_add_text(&box, "\n\n");
	}
	store_file(dir, "box", buffer_string(&box));
	buffer_free(&box);
}

static void
run_workers(struct buffer *got, struct tally *tally,
	    const struct series_opts *opts, const struct run *run)
{
	union {
		const struct run *in;
		void *out;
	} shared = { run };
	struct work work = { begin, end, each, shared.out };
	struct output o;
	struct series *s;
	struct turn *t;

	begun = ended = 0;
	written_begin(&o);
	ck_assert_int_eq(series_new(&s, opts), CLI_OK);
	t = turn_new(&o, NULL);
	workers_run(s, t, run->jobs, &work);
	turn_free(t, tally);
	series_free(s);
	written_end(got, &o);
	ck_assert_int_eq(begun, ended);
	ck_assert_int_ge(begun, 1);
	ck_assert_int_le(begun, (int)run->jobs);
}

START_TEST(keeps_the_order)
{
	const struct run *run = &runs[_i];
	char none[] = "none", box[] = "box";
	char *operands[] = { box, none, box };
	struct series_opts opts = { .operands = operands,
				    .n = run->missing ? 3 : 1,
				    .format = FORMAT_MBOX };
	struct buffer got, said, wanted = { NULL, 0, 0 };
	struct caught caught;
	uint64_t last = run->stops != 0 ? run->stops : run->messages;
	struct tally tally;
	char line[32];

	make_box(run);
	caught_begin(&caught);
	run_workers(&got, &tally, &opts, run);
	caught_end(&said, &caught);
	for (int i = 0; i < (run->missing ? 2 : 1); i++) {
		if (i == 1)
			buffer_add_text(&wanted, "none\n");
		for (uint64_t k = 1; k <= last; k++) {
			snprintf(line, sizeof line, "box:%llu\n",
				 (unsigned long long)k);
			buffer_add_text(&wanted, line);
		}
	}
	ck_assert_msg(strcmp(buffer_string(&got), buffer_string(&wanted)) == 0,
		      "%s", run->why);
	if (!run->missing) /* each said a line, too */
		ck_assert_str_eq(buffer_string(&said), buffer_string(&wanted));
	buffer_free(&said);
	ck_assert_uint_eq(tally.messages, run->missing ? 2 * last + 1 : last);
	ck_assert_uint_eq(tally.failed, run->missing);
	buffer_free(&got);
	buffer_free(&wanted);
}
END_TEST

/* What is said behind the last message, of a file that holds none, is said
 * also by a worker who has nothing else to do. */
START_TEST(says_the_last_word)
{
	const struct run run = { .jobs = (unsigned)_i };
	char box[] = "box", torn[] = "torn.gz", *operands[] = { box, torn };
	struct series_opts opts = { .operands = operands,
				    .n = 2,
				    .format = FORMAT_MBOX,
				    .ranged = true,
				    .start = 10,
				    .end = 1000000 };
	struct buffer got, said;
	struct caught caught;
	struct tally tally;
	const char *line;

	if (!torn_gzip_known())
		return;
	make_box(&(struct run){ .messages = 3 });
	torn_gzip(dir, "torn.gz", FROM "Subject: x\n\nx\n");
	caught_begin(&caught);
	run_workers(&got, &tally, &opts, &run);
	caught_end(&said, &caught);
	ck_assert_uint_eq(tally.messages, 2);
	line = strstr(buffer_string(&said), "torn.gz: ");
	ck_assert_ptr_nonnull(line);
	ck_assert_ptr_null(strstr(line + 1, "torn.gz: "));
	buffer_free(&said);
	buffer_free(&got);
}
END_TEST

static void
write_to_closed(void *ctx)
{
	const struct run run = { .jobs = *(unsigned *)ctx };
	char box[] = "box", *operands[] = { box };
	struct series_opts opts = { .operands = operands, .n = 1 };
	union {
		const struct run *in;
		void *out;
	} shared = { &run };
	struct work work = { begin, end, each, shared.out };
	struct output o = { .dir = -1 };
	struct series *s;
	int ends[2];

	cli_init("test");
	alarm(HANGS_AFTER);
	if (pipe(ends) != 0 || series_new(&s, &opts) != CLI_OK)
		_exit(9);
	close(ends[0]);
	o.temporary.fd = -1;
	o.file = fdopen(ends[1], "wb");
	workers_run(s, turn_new(&o, NULL), run.jobs, &work);
}

START_TEST(ends_with_a_closed_pipe)
{
	unsigned jobs[] = { 1, 4 };

	make_box(&(struct run){ .messages = 50000 });
	for (int i = 0; i < COUNT(jobs); i++)
		ck_assert_int_eq(ends_with(write_to_closed, &jobs[i]),
				 -SIGPIPE);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, keeps_the_order, 0, COUNT(runs));
	tcase_add_loop_test(cases, says_the_last_word, 1, 5);
	tcase_add_test(cases, ends_with_a_closed_pipe);
}

SUITE_MAIN("workers", add_tests)
