#include "support/suite.h"
#include "tree/boundary.h"
#include <stdio.h>

static mime_slice
text(const char *s)
{
	return (mime_slice){ s, strlen(s) };
}

/* level -1: no delimiter; -2: a near miss */
static const struct {
	const char *name, *rest;
	int level;
	bool close;
	size_t end;
} vec[] = {
	{ "exact", "b0\nx", 0, false, 3 },
	{ "CRLF", "b0\r\nx", 0, false, 4 },
	{ "end of input", "b0", 0, false, 2 },
	{ "blanks", "b0 \t\nx", 0, false, 5 },
	{ "CR CR LF", "b0\r\r\nx", 0, false, 5 },
	{ "close", "b0--\n", 0, true, 5 },
	{ "close at the end of input", "b1--", 1, true, 4 },
	{ "one that goes on", "b0x\n", -2, false, 0 },
	{ "close with text", "b0--x\n", -2, false, 0 },
	{ "text behind blanks", "b0 x\n", -2, false, 0 },
	{ "longer boundary wins where it fits", "b0long\n", 2, false, 7 },
	{ "the same text: innermost", "same\n", 4, false, 5 },
	{ "another", "zz\n", -1, false, 0 },
	{ "only a start", "b\n", -1, false, 0 },
	{ "nothing", "", -1, false, 0 },
};

START_TEST(matches)
{
	static const char *const open[] = { "b0", "b1", "b0long", "same",
					    "same" };
	struct mime_boundaries b;
	struct mime_delimiter d;
	bool same, prefix, found;

	mime_boundaries_init(&b);
	for (int i = 0; i < COUNT(open); i++) {
		ck_assert_int_eq(
			mime_boundaries_push(&b, text(open[i]), &same, &prefix),
			MIME_OK);
		ck_assert_int_eq(same, i == 4);
		ck_assert_int_eq(prefix, i == 2);
	}
	found = mime_boundaries_match(&d, &b, text(vec[_i].rest));
	ck_assert_msg(found == (vec[_i].level >= 0), "%s", vec[_i].name);
	ck_assert_msg(d.near_miss == (vec[_i].level == -2), "%s", vec[_i].name);
	if (found) {
		ck_assert_msg(d.level == (size_t)vec[_i].level, "%s: %zu",
			      vec[_i].name, d.level);
		ck_assert_int_eq(d.close, vec[_i].close);
		ck_assert_uint_eq(d.end, vec[_i].end);
	}
	mime_boundaries_pop(&b);
	found = mime_boundaries_match(&d, &b, text("same\n"));
	ck_assert(found && d.level == 3);
	mime_boundaries_free(&b);
}
END_TEST

/* Many levels in and out, against the plain way: compare with each. */
START_TEST(agrees_with_a_plain_search)
{
	enum { LEVELS = 500, STEPS = 20000 };
	static char names[LEVELS][16];
	struct mime_boundaries b;
	unsigned random = 1;
	bool same, prefix;

	mime_boundaries_init(&b);
	for (int step = 0; step < STEPS; step++) {
		struct mime_delimiter d;
		char line[24];
		int wanted = -1;

		random = random * 1103515245u + 12345u;
		if (b.n < LEVELS && (random >> 16) % 3 != 0) {
			snprintf(names[b.n], sizeof names[0], "n%u",
				 (random >> 18) % 700);
			ck_assert_int_eq(mime_boundaries_push(&b,
							      text(names[b.n]),
							      &same, &prefix),
					 MIME_OK);
		} else if (b.n > 0) {
			mime_boundaries_pop(&b);
		}
		snprintf(line, sizeof line, "n%u\n", (random >> 20) % 700);
		for (size_t i = 0; i < b.n; i++)
			if (strncmp(names[i], line, strlen(line) - 1) == 0 &&
			    strlen(names[i]) == strlen(line) - 1)
				wanted = (int)i;
		if (mime_boundaries_match(&d, &b, text(line)))
			ck_assert_int_eq((int)d.level, wanted);
		else
			ck_assert_int_eq(wanted, -1);
	}
	mime_boundaries_free(&b);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, matches, 0, COUNT(vec));
	tcase_add_test(cases, agrees_with_a_plain_search);
}

SUITE_MAIN("boundary", add_tests)
