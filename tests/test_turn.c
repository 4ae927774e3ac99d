#include "../tools/temporary.h"
#include "../tools/turn.h"
#include "support/tool.h"

/* What was said, and done, in order, by stages of one thread. */
static struct buffer *events;

static void
act(void *ctx, struct tally *tally)
{
	buffer_add_text(events, ctx);
	cli_note(NULL, "to stderr");
	tally->files++;
}

static void
drop(void *ctx)
{
	buffer_add_text(events, "dropped ");
	buffer_add_text(events, ctx);
}

static char first[] = "first;", second[] = "second;", third[] = "third;";

START_TEST(defers)
{
	struct buffer log = { NULL, 0, 0 }, got;
	struct stage *a, *b, *c;
	struct tally tally;
	struct output o;
	struct said said;
	struct turn *t;

	events = &log;
	written_begin(&o);
	t = turn_new(&o, NULL);
	a = stage_new(t);
	b = stage_new(t);
	c = stage_new(t);
	stage_begin(a, 0);
	stage_begin(b, 1);
	stage_begin(c, 2);
	ck_assert(stage_has_turn(a) && !stage_has_turn(b));
	stage_write(c, STAGE_OUTPUT, "c1 ", 3);
	stage_defer(c, act, drop, third);
	stage_write(c, STAGE_OUTPUT, "c2 ", 3);
	stage_end(c, false);
	ck_assert_str_eq(buffer_string(&log), "");
	stage_defer(b, act, drop, second);
	stage_write(b, STAGE_OUTPUT, "b ", 2);
	stage_end(b, false);
	stage_write(a, STAGE_OUTPUT, "a ", 2);
	said_begin(&said);
	stage_defer(a, act, drop, first);
	ck_assert_str_eq(buffer_string(&log), "first;");
	stage_end(a, false);
	cli_line((mime_slice){ "to the sink", 11 });
	said_end(&said, "to the sink\n");
	ck_assert_str_eq(buffer_string(&log), "first;second;third;");
	stage_free(a);
	stage_free(b);
	stage_free(c);
	turn_free(t, &tally);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "a b c1 c2 ");
	ck_assert_uint_eq(tally.files, 3);
	buffer_free(&got);
	buffer_free(&log);
}
END_TEST

/* After a stop nothing is done any more, but all is given back. */
START_TEST(drops_what_comes_after_a_stop)
{
	struct buffer log = { NULL, 0, 0 }, got;
	struct stage *a, *b, *c;
	struct tally tally;
	struct output o;
	struct turn *t;

	events = &log;
	written_begin(&o);
	t = turn_new(&o, NULL);
	a = stage_new(t);
	b = stage_new(t);
	c = stage_new(t);
	stage_begin(a, 0);
	stage_begin(b, 1);
	stage_begin(c, 2);
	stage_defer(b, act, drop, second);
	stage_write(b, STAGE_OUTPUT, "b", 1);
	stage_write(b, STAGE_MESSAGE, "lost\n", 5);
	stage_tally(b)->messages = 5;
	stage_end(b, false);
	stage_write(a, STAGE_OUTPUT, "a", 1);
	ck_assert(!turn_is_over(t));
	stage_end(a, true);
	ck_assert(turn_is_over(t));
	ck_assert_str_eq(buffer_string(&log), "dropped second;");
	/* its turn has come meanwhile, and still nothing is done */
	stage_defer(c, act, drop, third);
	stage_write(c, STAGE_OUTPUT, "c", 1);
	stage_end(c, false);
	ck_assert_str_eq(buffer_string(&log), "dropped second;dropped third;");
	stage_free(a);
	stage_free(b);
	stage_free(c);
	turn_free(t, &tally);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "a");
	ck_assert_uint_eq(tally.messages, 0);
	ck_assert_uint_eq(tally.files, 0);
	buffer_free(&got);
	buffer_free(&log);
}
END_TEST

/* So many files may wait, whoever holds them, and they come back. */
START_TEST(shares_the_files)
{
	enum { ALL = TEMPORARY_HELD };
	struct stage *a, *b, *c;
	struct tally tally;
	struct output o;
	struct turn *t;

	written_begin(&o);
	t = turn_new(&o, NULL);
	a = stage_new(t);
	b = stage_new(t);
	c = stage_new(t);
	stage_begin(a, 0);
	stage_begin(b, 1);
	stage_begin(c, 2);
	for (int i = 0; i < 2 * ALL; i++)
		ck_assert(stage_hold_file(a)); /* its turn: no end */
	for (int i = 0; i < ALL; i++)
		ck_assert(stage_hold_file(i % 2 ? b : c));
	ck_assert(!stage_hold_file(b) && !stage_hold_file(c));
	stage_end(b, false); /* waits, and holds them still */
	ck_assert(!stage_hold_file(c));
	stage_end(a, false); /* now b has said all it had to */
	ck_assert(stage_has_turn(c) || stage_hold_file(c));
	stage_wait(c);
	ck_assert(stage_has_turn(c));
	stage_begin(a, 3);
	for (int i = 0; i < ALL; i++)
		ck_assert(stage_hold_file(a));
	ck_assert(!stage_hold_file(a));
	stage_end(c, false);
	stage_end(a, false);
	stage_free(a);
	stage_free(b);
	stage_free(c);
	turn_free(t, &tally);
	fclose(o.file);
}
END_TEST

/* A message has its place among what goes to the output. */
static void
say_in_turn(void *ctx)
{
	struct stage *a, *b;
	struct tally tally;
	struct output o;
	struct turn *t;

	(void)ctx;
	written_begin(&o);
	t = turn_new(&o, NULL);
	a = stage_new(t);
	b = stage_new(t);
	stage_begin(a, 0);
	stage_begin(b, 1);
	stage_write(b, STAGE_MESSAGE, "b\n", 2);
	stage_write(b, STAGE_MESSAGE, "b\n", 2);
	stage_end(b, false);
	stage_write(a, STAGE_MESSAGE, "a\n", 2);
	stage_end(a, false);
	stage_free(a);
	stage_free(b);
	turn_free(t, &tally);
}

START_TEST(messages_keep_the_order)
{
	struct caught caught;
	struct buffer got;

	caught_begin(&caught);
	say_in_turn(NULL);
	caught_end(&got, &caught);
	ck_assert_str_eq(buffer_string(&got), "a\nb\nb\n");
	buffer_free(&got);
}
END_TEST

/* What one ticket said is not said again by the next one of its stage. */
START_TEST(begins_anew)
{
	struct stage *a, *b;
	struct tally tally;
	struct buffer got;
	struct output o;
	struct turn *t;

	written_begin(&o);
	t = turn_new(&o, NULL);
	a = stage_new(t);
	b = stage_new(t);
	for (uint64_t i = 0; i < 4; i += 2) {
		stage_begin(a, i);
		stage_begin(b, i + 1);
		stage_write(b, STAGE_OUTPUT, "b", 1);
		stage_tally(b)->files += 10;
		stage_end(b, false);
		ck_assert_uint_eq(stage_tally(b)->files, 0);
		stage_write(a, STAGE_OUTPUT, "a", 1);
		stage_tally(a)->files += 1;
		stage_end(a, false);
		ck_assert_uint_eq(stage_tally(a)->files, 0);
		ck_assert(!stage_has_turn(a));
	}
	stage_free(a);
	stage_free(b);
	turn_free(t, &tally);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "abab");
	ck_assert_uint_eq(tally.files, 22);
	buffer_free(&got);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, defers);
	tcase_add_test(cases, drops_what_comes_after_a_stop);
	tcase_add_test(cases, shares_the_files);
	tcase_add_test(cases, messages_keep_the_order);
	tcase_add_test(cases, begins_anew);
}

SUITE_MAIN("turn", add_tests)
