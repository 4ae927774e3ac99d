#include "base/slice.h"
#include "support/suite.h"
#include "text/word_scan.h"

static const struct {
	const char *name, *in;
	const char *charset; /* NULL: no word */
	const char *text;
	size_t start, end;
	bool base64;
} vec[] = {
	{ "Q", "=?utf-8?Q?a?=", "utf-8", "a", 0, 13, false },
	{ "B in lower case", "=?GB2312?b?1tA=?=", "GB2312", "1tA=", 0, 17,
	  true },
	{ "next to text", "x=?a?q?b?=y", "a", "b", 1, 10, false },
	{ "a language (RFC 2231 5)", "=?gb2312*zh-CN?q?a?=", "gb2312", "a", 0,
	  20, false },
	{ "no text", "=?a?q?\?=", "a", "", 0, 8, false },
	{ "Q text that ends in an escape", "=?a?q?=?=", "a", "=", 0, 9, false },
	{ "blanks inside", "=?a?q?b c\r\n d?=", "a", "b c\r\n d", 0, 15,
	  false },
	{ "a question mark inside", "=?a?q?b?c?\?=", "a", "b?c?", 0, 12,
	  false },
	{ "the second one is whole", "=?a?q?=?a?q?b?=", "a", "b", 6, 15,
	  false },
	{ "a word after an open one", "=?a?b?x =?a?q?b?=", "a", "b", 8, 17,
	  false },
	{ "any charset", "=?UTF-8//IGNORE?q?a?=", "UTF-8//IGNORE", "a", 0, 21,
	  false },
	{ "nothing", "", NULL, "", 0, 0, false },
	{ "plain", "a=b?c=?d", NULL, "", 0, 0, false },
	{ "no charset", "=?\?q?a?=", NULL, "", 0, 0, false },
	{ "a blank in the charset", "=?a b?q?c?=", NULL, "", 0, 0, false },
	{ "another encoding", "=?a?x?c?=", NULL, "", 0, 0, false },
	{ "a longer encoding", "=?a?qq?c?=", NULL, "", 0, 0, false },
	{ "not closed", "=?a?q?c", NULL, "", 0, 0, false },
	{ "closed by half", "=?a?q?c?", NULL, "", 0, 0, false },
	{ "a question mark in base64", "=?a?b?1?tA?=", NULL, "", 0, 0, false },
	{ "8-bit charset", "=?\xe9?q?c?=", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?a?q", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?a?", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?aaaaaaaa", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?aaaaaaaa?", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?aaaaaaaa?q", NULL, "", 0, 0, false },
	{ "cut after each mark", "=?aaaaaaaa?q?", NULL, "", 0, 0, false },
};

START_TEST(finds_the_first)
{
	/* in a block of its size: a byte read past it is seen */
	size_t n = strlen(vec[_i].in);
	char *copy = malloc(n > 0 ? n : 1);
	struct mime_word w;
	bool found;

	memcpy(copy, vec[_i].in, n);
	found = mime_word_scan(&w, mime_slice_of(copy, n), 0);
	ck_assert_msg(found == (vec[_i].charset != NULL), "%s", vec[_i].name);
	if (found) {
		ck_assert_msg(w.start == vec[_i].start && w.end == vec[_i].end,
			      "%s: %zu to %zu", vec[_i].name, w.start, w.end);
		ck_assert(mime_slice_equal(w.charset,
					   mime_slice_text(vec[_i].charset)));
		ck_assert_msg(
			mime_slice_equal(w.text, mime_slice_text(vec[_i].text)),
			"%s: %.*s", vec[_i].name, (int)w.text.len, w.text.ptr);
		ck_assert(w.base64 == vec[_i].base64);
	}
	free(copy);
}
END_TEST

START_TEST(goes_on_from_where_it_is_told)
{
	mime_slice s = MIME_LITERAL("=?a?q?b?= =?c?q?d?=");
	struct mime_word w;

	ck_assert(mime_word_scan(&w, s, 0));
	ck_assert(mime_word_scan(&w, s, w.end));
	ck_assert(mime_slice_is(w.charset, "c"));
	ck_assert(!mime_word_scan(&w, s, w.end));
	ck_assert(!mime_word_scan(&w, s, s.len));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds_the_first, 0, COUNT(vec));
	tcase_add_test(cases, goes_on_from_where_it_is_told);
}

SUITE_MAIN("word_scan", add_tests)
