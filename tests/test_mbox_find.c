#include "base/slice.h"
#include "mailbox/mbox_line.h"
#include "support/suite.h"

/* there is none */
#define NONE SIZE_MAX
#define D    "Thu Nov 29 21:33:09 1973"

static const struct {
	const char *text;
	size_t at; /* the first separator after offset 0, or NONE */
	bool open; /* more bytes could change that */
} vec[] = {
	/* apart by an empty line, with a date */
	{ "x\n\nFrom a " D "\nA: b\n", 3, 0 },
	{ "x\r\n\r\nFrom a " D "\r\nA: b\r\n", 5, 0 },
	{ "x\n\r\nFrom a " D "\nA: b\n", 4, 0 },
	{ "\nFrom a " D "\n", 1, 0 },
	{ "x\n\nFrom a " D "\n\nno header\n", 3, 0 },
	{ "x\n\nFrom a " D "\nno header\n", 3, 0 },
	/* not apart: then a field must follow, or NONE */
	{ "x\nFrom a " D "\nA: b\n", 2, 0 },
	{ "x\nFrom a " D "\nA b: c\n", NONE, 0 },
	{ "x\nFrom a " D "\n>From b\nA: b\n", 2, 0 },
	{ "x\nFrom a " D "\n", 2, 1 },
	{ "x\n \nFrom a " D "\n\n", NONE, 0 },
	/* no date: a lone "-" or address, and a field */
	{ "x\n\nFrom -\nA: b\n", 3, 0 },
	{ "x\n\nFrom - \nA: b\n", 3, 0 },
	{ "x\n\nFrom 18443@xxx\nA: b\n", 3, 0 },
	{ "x\n\nFrom 18443@xxx\nAb", 3, 1 },
	{ "x\n\nFrom 18443@xxx\n", 3, 1 },
	{ "x\n\nFrom 18443\nA: b\n", NONE, 0 },
	{ "x\nFrom - \nA: b\n", 2, 0 },
	{ "x\nFrom -x\nA: b\n", NONE, 0 },
	{ "x\nFrom 18443@xxx\nA: b\n", NONE, 0 },
	{ "x\n\nFrom - \n\nA: b\n", NONE, 0 },
	/* text */
	{ "x\n\nFrom here on\nNote: it rains\n", NONE, 0 },
	{ "x\n\nFrom a@b I had this\nA: b\n", NONE, 0 },
	{ "x\n\n From a " D "\n", NONE, 0 },
	{ "x\n\n>From a " D "\n", NONE, 0 },
	{ "x\n\nfrom a " D "\n", NONE, 0 },
	{ "x\n\nFrom:a " D "\n", NONE, 0 },
	{ "x\r\rFrom a " D "\n", NONE, 0 },
	/* the file ends inside the line */
	{ "x\n\nF", 3, 1 },
	{ "x\n\nFrom", 3, 1 },
	{ "x\n\nFrom ", 3, 1 },
	{ "x\n\nFrom a@b", 3, 1 },
	{ "x\n\nFrom a@b ", 3, 1 },
	{ "x\n\nFrom a@b T", 3, 1 },
	{ "x\n\nFrom a@b Thu Nov 2", 3, 1 },
	{ "x\n\nFrom a " D, 3, 1 },
	{ "x\n\nFrom a " D "\r", 3, 1 },
	{ "x\n\nFrom here on", NONE, 0 },
	{ "x\n\nFor", NONE, 0 },
	{ "x\nFrom a " D, NONE, 0 },
	{ "x\n\nFrom a " D "\nFrom b " D "\nA: b\n", 3, 0 },
};

START_TEST(finds_a_line)
{
	size_t n = strlen(vec[_i].text), at = vec[_i].at;
	char *exact = malloc(n); /* so that a sanitizer sees the end */
	mime_slice text;

	if (at > n)
		at = n;
	memcpy(exact, vec[_i].text, n);
	text = mime_slice_of(exact, n);
	/* wherever the search begins, a place is one or is not */
	for (size_t from = 0; from <= at; from++)
		ck_assert_msg(mime_mbox_find(text, from) == at,
			      "%d: from %zu: %zu, not %zu", _i, from,
			      mime_mbox_find(text, from), at);
	for (size_t i = 1; i < at; i++)
		ck_assert(!mime_mbox_begins(text, i));
	ck_assert_int_eq(mime_mbox_begins(text, at), at < n);
	free(exact);
}
END_TEST

/* What is sure of the bytes so far no more bytes change; what a whole line and
 * a whole name of a field say is sure. */
START_TEST(what_is_sure_stays)
{
	mime_slice text = mime_slice_text(vec[_i].text), cut, more;
	size_t sure = 0;

	for (size_t i = 0; i < text.len; i++) {
		for (size_t n = 0; n <= text.len; n++) {
			cut = mime_slice_part(text, 0, n);
			if (!mime_mbox_begins_surely(cut, i))
				continue;
			sure += i == vec[_i].at;
			for (size_t k = n; k <= text.len; k++) {
				more = mime_slice_part(text, 0, k);
				ck_assert(mime_mbox_begins_surely(more, i));
				ck_assert(mime_mbox_begins(more, i));
			}
		}
	}
	ck_assert_int_eq(sure > 0, vec[_i].at != NONE && !vec[_i].open);
}
END_TEST

START_TEST(the_first_line_needs_no_date)
{
	ck_assert(mime_mbox_begins(MIME_LITERAL("From here on"), 0));
	ck_assert(mime_mbox_begins(MIME_LITERAL("\xEF\xBB\xBF"
						"From -"),
				   0));
	ck_assert(!mime_mbox_begins(MIME_LITERAL("From: a@b"), 0));
	ck_assert(!mime_mbox_begins(MIME_LITERAL("From"), 0));
	ck_assert(!mime_mbox_begins(MIME_LITERAL(""), 0));
	ck_assert(!mime_mbox_begins(MIME_ABSENT, 0));
	ck_assert(!mime_mbox_begins_surely(MIME_ABSENT, 0));
	ck_assert(!mime_mbox_begins_surely(MIME_LITERAL("From here on"), 0));
	ck_assert(mime_mbox_begins_surely(MIME_LITERAL("From here on\n"), 0));
	ck_assert_uint_eq(mime_mbox_find(MIME_ABSENT, 0), 0);
}
END_TEST

/* A "From " line of 1000 bytes is one, a longer one is none. */
START_TEST(a_line_has_a_longest)
{
	enum { MOST = MIME_MBOX_LINE_MAX };
	char text[MOST + 64];
	static const char date[] = " " D "\r\nA: b\r\n";

	for (size_t n = MOST - 1; n <= MOST + 1; n++) {
		size_t sender = n - 5 - strlen(" " D), all;

		memcpy(text, "\n\nFrom ", 7);
		memset(text + 7, 'x', sender);
		memcpy(text + 7 + sender, date, sizeof date);
		all = 7 + sender + sizeof date - 1;
		ck_assert_uint_eq(mime_mbox_find(mime_slice_of(text, all), 0),
				  n <= MOST ? 2 : all);
	}
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, finds_a_line, 0, COUNT(vec));
	tcase_add_loop_test(c, what_is_sure_stays, 0, COUNT(vec));
	tcase_add_test(c, the_first_line_needs_no_date);
	tcase_add_test(c, a_line_has_a_longest);
}

SUITE_MAIN("mbox_find", add_tests)
