#include "support/reading.h"
#include "text/list_field.h"

static const struct {
	const char *why, *body, *urls;
} lists[] = {
	{ "nothing", "", "" },
	{ "one", " <mailto:a@b?subject=x>", "[mailto:a@b?subject=x]" },
	{ "two, folded", " <ftp://a/b>,\r\n <https://c/d>",
	  "[ftp://a/b][https://c/d]" },
	{ "a comment", "(use <this>) <mailto:a@b> (or that)", "[mailto:a@b]" },
	{ "nobody may post", " NO (closed)", "" },
	{ "no brackets", "https://a/b", "" },
	{ "an empty one", "<> < > <x:y>", "[x:y]" },
	{ "not closed", "<x:y> <z:z", "[x:y]" },
	{ "blanks at its ends", "< x:y >", "[x:y]" },
	{ "in quotes it is text", "\"<a:b>\" <x:y>", "[x:y]" },
};

START_TEST(urls_are_taken_one_by_one)
{
	mime_slice url, rest = mime_slice_text(lists[_i].body);
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	while (mime_list_url_next(&url, &rest))
		reading_show(&out, "", url);
	ck_assert_ptr_null(url.ptr);
	ck_assert_uint_eq(rest.len, 0);
	reading_same(&out, lists[_i].urls, lists[_i].why);
	mime_strbuf_free(&out);
}
END_TEST

static const struct {
	const char *why, *body, *read;
} ids[] = {
	{ "with a phrase", " List of things <things.example.com>",
	  "id[things.example.com]phrase[List of things]" },
	{ "a quoted phrase", "\"A <b>\" <c.example>",
	  "id[c.example]phrase[\"A <b>\"]" },
	{ "alone", "<c.example>", "id[c.example]phrase-" },
	{ "the last one counts", "x <a.example> <c.example>",
	  "id[c.example]phrase[x <a.example>]" },
	{ "without brackets", "c.example", "id-phrase-" },
	{ "not closed", "x <c.example", "id-phrase-" },
	{ "empty", "x <>", "id-phrase-" },
	{ "nothing", "", "id-phrase-" },
};

START_TEST(an_id_has_a_phrase)
{
	struct mime_strbuf out;
	mime_slice id, phrase;
	bool got = mime_list_id(&id, &phrase, mime_slice_text(ids[_i].body));

	mime_strbuf_init(&out, SIZE_MAX);
	reading_show(&out, "id", id);
	reading_show(&out, "phrase", phrase);
	reading_same(&out, ids[_i].read, ids[_i].why);
	ck_assert(got == (id.ptr != NULL));
	mime_strbuf_free(&out);
}
END_TEST

START_TEST(one_click_is_one_word)
{
	static const char yes[] = " List-Unsubscribe=One-Click\r\n";

	ck_assert(mime_list_is_one_click(mime_slice_text(yes)));
	ck_assert(mime_list_is_one_click(
		MIME_LITERAL("list-unsubscribe=one-click")));
	ck_assert(!mime_list_is_one_click(
		MIME_LITERAL("List-Unsubscribe=One-Click x")));
	ck_assert(!mime_list_is_one_click(MIME_ABSENT));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, urls_are_taken_one_by_one, 0, COUNT(lists));
	tcase_add_loop_test(cases, an_id_has_a_phrase, 0, COUNT(ids));
	tcase_add_test(cases, one_click_is_one_word);
}

SUITE_MAIN("list_field", add_tests)
