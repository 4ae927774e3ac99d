/* What series.c tells before the messages are read: how many and how much. */
#include "../tools/series.h"
#include "support/store.h"
#include "support/tool.h"
#include "support/torn_gzip.h"

#define FROM "From a@b.c Sat Jan  3 01:05:34 2026\n"
#define MBOX                                                                   \
	FROM "Subject: 1\n\none\n\n" FROM "Subject: 2\n\ntwo\n\n" FROM         \
	     "Subject: 3\n\nthree\n"

static char *dir;

static void
set_up(void)
{
	dir = strdup(store_make());
	store_file(dir, "a.eml", "Subject: a\n\n");
	store_dir(dir, "tree");
	store_file(dir, "tree/b.eml", "Subject: b\n\n");
	store_file(dir, "tree/a.mbox", MBOX);
	store_file(dir, "tree/z.eml", "Subject: z\n\n");
	store_dir(dir, "mh");
	store_file(dir, "mh/10", "Subject: 10\n\n");
	store_file(dir, "mh/9", "Subject: 9\n\n");
	store_dir(dir, "md");
	store_dir(dir, "md/cur");
	store_dir(dir, "md/new");
	store_file(dir, "md/new/1.x", "Subject: x\n\n");
	store_file(dir, "md/cur/2.y:2,S", "Subject: y\n\n");
	ck_assert_int_eq(chdir(dir), 0);
}

static void
tear_down(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

/* What is said behind the last message is said, too: of a file that holds
 * none, which is no item. */
START_TEST(tells_of_what_holds_no_message)
{
	const char *const operands[] = { "a.eml", "torn.mbox.gz" };
	union {
		const char *const *in;
		char **out;
	} names = { operands };
	struct series_opts opts = { .operands = names.out, .n = 2 };

	if (!torn_gzip_known())
		return;
	torn_gzip(dir, "torn.mbox.gz", FROM "Subject: 1\n\none\n");
	for (int look = 0; look < 2; look++) {
		struct outlook outlook;
		struct series *s;
		struct said said;
		struct item item;
		int n = 0;

		ck_assert_int_eq(ranges_new(&opts.messages, "1,3"), CLI_OK);
		said_begin(&said);
		ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
		if (look) {
			series_look(&outlook, s);
			ck_assert_uint_eq(outlook.messages, 1);
		}
		for (; series_next(&item, s); n++)
			item_free(&item);
		ck_assert_int_eq(n, 1);
		said_something(&said, true);
		series_free(s);
		ranges_free(opts.messages);
	}
}
END_TEST

/* So many are looked at, and none is lost or given twice. */
START_TEST(looks_ahead)
{
	static const size_t counts[] = { 1, 31, 32, 33, 70 };
	struct buffer box = { NULL, 0, 0 };
	char name[] = "box", *operands[] = { name };
	struct series_opts opts = { .operands = operands, .n = 1 };
	struct outlook outlook;
	struct series *s;
	struct item item;
	uint64_t entries, octets;
	size_t n = 0;

	for (size_t i = 0; i < counts[_i]; i++)
		buffer_add_text(&box, FROM "Subject: x\n\nx\n\n");
	store_file(dir, name, buffer_string(&box));
	ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
	series_look(&outlook, s);
	ck_assert_uint_eq(outlook.messages,
			  counts[_i] < SERIES_MANY ? counts[_i] : SERIES_MANY);
	ck_assert(outlook.mailbox);
	series_total(&entries, &octets, s);
	ck_assert(entries == 0 && octets == box.len);
	for (; n < counts[_i] / 2 && series_next(&item, s); n++) {
		ck_assert_uint_eq(item.sequence, n + 1);
		item_free(&item);
	}
	if (_i % 2) /* the rest is freed with the series */
		for (; series_next(&item, s); n++)
			item_free(&item);
	ck_assert_uint_eq(n, _i % 2 ? counts[_i] : counts[_i] / 2);
	series_free(s);
	buffer_free(&box);
}
END_TEST

START_TEST(counts)
{
	char tree[] = "tree", *operands[] = { tree };
	struct series_opts opts = { .operands = operands,
				    .n = 1,
				    .recursive = true };
	struct series *s;
	struct item item;
	uint64_t entries, octets;
	int n = 0;

	ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
	ck_assert_uint_eq(series_count(s), 5);
	for (; series_next(&item, s); n++)
		item_free(&item);
	ck_assert_int_eq(n, 5);
	/* what was counted first is not counted twice */
	series_total(&entries, &octets, s);
	ck_assert(entries == 0 && octets == strlen(MBOX));
	series_free(s);
	series_free(NULL);
}
END_TEST

START_TEST(counts_entries)
{
	char md[] = "md", mh[] = "mh", *operands[] = { md, mh };
	struct series_opts opts = { .operands = operands, .n = 1 };
	struct series *s;
	struct item item;
	uint64_t entries, octets;

	for (int i = 0; i < 2; i++) {
		opts.format = i ? FORMAT_MH : FORMAT_AUTO;
		opts.operands = operands + i;
		ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
		ck_assert(series_next(&item, s));
		ck_assert_int_eq(item.format, i ? FORMAT_MH : FORMAT_MAILDIR);
		ck_assert_uint_eq(item.number, i ? 9 : 1);
		item_free(&item);
		series_total(&entries, &octets, s);
		ck_assert(entries == 2 && octets == 0);
		series_free(s);
	}
}
END_TEST

/* A pipe can be read but once: counting keeps it.  Without an operand it is
 * meant, too. */
START_TEST(counts_a_pipe)
{
	char name[] = "-", *operands[] = { name };
	struct series_opts opts = { .operands = operands, .n = _i };
	int ends[2], kept = dup(STDIN_FILENO), n = 0;
	ssize_t len = (ssize_t)strlen(MBOX);
	struct series *s;
	struct item item;

	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], MBOX, strlen(MBOX)), len);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
	ck_assert_uint_eq(series_count(s), 3);
	for (; series_next(&item, s); n++)
		item_free(&item);
	ck_assert_int_eq(n, 3);
	series_free(s);
	dup2(kept, STDIN_FILENO);
	close(kept);
	close(ends[0]);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_test(cases, tells_of_what_holds_no_message);
	tcase_add_loop_test(cases, looks_ahead, 0, 5);
	tcase_add_test(cases, counts);
	tcase_add_test(cases, counts_entries);
	tcase_add_loop_test(cases, counts_a_pipe, 0, 2);
}

SUITE_MAIN("series_ahead", add_tests)
