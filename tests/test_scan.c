#include "codec/scan.h"
#include "support/stage.h"
#include "support/suite.h"

/* The obvious search, to compare with. */
static size_t
plain_pair(const char *p, size_t n, size_t from, char a, char b)
{
	for (size_t i = from; i + 1 < n; i++)
		if (p[i] == a && p[i + 1] == b)
			return i;
	return n;
}

static const struct {
	const char *in;
	size_t from, delimiter;
} vec[] = {
	{ "", 0, 0 },
	{ "-", 0, 1 }, /* a line start, but not after a line end */
	{ "\n", 0, 1 },
	{ "\n-", 0, 0 },
	{ "\n-", 1, 2 }, /* the LF lies before */
	{ "\n-", 2, 2 },
	{ "a\r\n--b", 0, 2 },
	{ "a\n\n-", 0, 2 },
	{ "a-b-c\nd-e\n-f", 0, 9 }, /* hyphens elsewhere */
	{ "--\n", 0, 3 },
	{ "a-\n", 0, 3 }, /* what would follow lies behind the end */
	{ "a-\n-", 0, 2 },
	{ "-\n -\n\t-", 0, 7 },
	{ "\n-\n-", 1, 2 },
};

START_TEST(finds_delimiter_lines)
{
	size_t n = strlen(vec[_i].in);
	char *p = malloc(n); /* exactly, so that a sanitizer sees the end */

	memcpy(p, vec[_i].in, n);
	ck_assert_uint_eq(mime_scan_delimiter(p, n, vec[_i].from),
			  vec[_i].delimiter);
	free(p);
}
END_TEST

/* Every kernel against the obvious search, from every place, in text of few
 * different characters. */
START_TEST(kernels_find_what_the_plain_search_finds)
{
	static const char chars[] = "\n-.a=?";
	uint32_t seed = (uint32_t)_i + 1;
	size_t n = (size_t)_i % 100, kinds = 2 + (size_t)_i / 100 % 5;
	char *p = malloc(n);

	for (size_t i = 0; i < n; i++) {
		size_t k = test_random(&seed) % (kinds + 1);

		p[i] = chars[k < kinds ? k : 3];
	}
	for (int k = 0; mime_scan_kernels()[k] != NULL; k++) {
		for (size_t from = 0; from <= n; from++) {
			const struct mime_scan_kernel *kernel =
				mime_scan_kernels()[k];

			ck_assert_uint_eq(kernel->pair(p, n, from, '\n', '-'),
					  plain_pair(p, n, from, '\n', '-'));
			ck_assert_uint_eq(kernel->pair(p, n, from, '=', '?'),
					  plain_pair(p, n, from, '=', '?'));
		}
	}
	ck_assert_uint_eq(mime_scan_line(p, n, n / 3, '.'),
			  plain_pair(p, n, n / 3, '\n', '.'));
	ck_assert_uint_eq(mime_scan_word(p, n), plain_pair(p, n, 0, '=', '?'));
	free(p);
}
END_TEST

START_TEST(finds_words)
{
	ck_assert_uint_eq(mime_scan_word("", 0), 0);
	ck_assert_uint_eq(mime_scan_word("=", 1), 1);
	ck_assert_uint_eq(mime_scan_word("a=?b", 4), 1);
	ck_assert_uint_eq(mime_scan_word("a==?b", 5), 2);
	ck_assert_uint_eq(mime_scan_word("?a=b?=?", 7), 5);
	ck_assert_uint_eq(mime_scan_word("a? = ?", 6), 6);
}
END_TEST

START_TEST(finds_what_is_odd)
{
	static const struct {
		const char *in;
		size_t from, odd;
	} cases[] = { { "", 0, 0 },	{ "plain", 0, 5 }, { "a\nb", 0, 1 },
		      { "a\nb", 2, 3 }, { "a=b?", 0, 4 },  { "a=?", 0, 1 },
		      { "a=", 0, 2 },	{ "a\x80", 0, 1 }, { "a\r\n", 0, 2 },
		      { "==?", 0, 1 },	{ "=?", 1, 2 } };

	for (int k = 0; mime_scan_kernels()[k] != NULL; k++)
		for (int i = 0; i < COUNT(cases); i++)
			ck_assert_uint_eq(
				mime_scan_kernels()[k]->odd(cases[i].in,
							    strlen(cases[i].in),
							    cases[i].from),
				cases[i].odd);
	ck_assert_uint_eq(mime_scan_odd(NULL, 0, 0), 0);
}
END_TEST

START_TEST(finds_lines_and_names)
{
	static const struct {
		const char *in;
		size_t from, stop, after;
	} cases[] = { { "", 0, 0, 0 },		 { "To: a\r\nb", 0, 2, 7 },
		      { "To: a\r\nb", 1, 2, 7 }, { "To", 0, 2, 2 },
		      { "\n", 0, 0, 1 },	 { " a:\nb", 0, 0, 4 },
		      { "a\x7f\n", 0, 1, 3 },	 { "a\x80\n", 0, 1, 3 },
		      { "!~:\n", 0, 2, 4 } };

	for (int k = 0; mime_scan_kernels()[k] != NULL; k++)
		for (int i = 0; i < COUNT(cases); i++) {
			size_t stop, after;

			after = mime_scan_kernels()[k]->line(
				cases[i].in, strlen(cases[i].in), cases[i].from,
				&stop);
			ck_assert_uint_eq(after, cases[i].after);
			ck_assert_uint_eq(stop, cases[i].stop);
		}
}
END_TEST

/* A match at any distance, also past what a vector form takes at once. */
START_TEST(finds_at_any_distance)
{
	const size_t n = 400;
	char *p = stage_alloc(n);

	for (size_t at = 0; at + 1 < n; at++) {
		memset(p, 'x', n);
		p[at] = '\n';
		p[at + 1] = '-';
		for (size_t from = at > 70 ? at - 70 : 0; from <= at; from++)
			ck_assert_uint_eq(mime_scan_delimiter(p, n, from), at);
		ck_assert_uint_eq(mime_scan_delimiter(p, n, at + 1), n);
	}
	free(p);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, finds_delimiter_lines, 0, COUNT(vec));
	tcase_add_loop_test(tc, kernels_find_what_the_plain_search_finds, 0,
			    1000);
	tcase_add_test(tc, finds_words);
	tcase_add_test(tc, finds_what_is_odd);
	tcase_add_test(tc, finds_lines_and_names);
	tcase_add_test(tc, finds_at_any_distance);
}

SUITE_MAIN("scan", add_tests)
