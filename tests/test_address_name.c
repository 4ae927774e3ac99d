#include "support/reading.h"
#include "text/address_name.h"

static const struct {
	const char *why, *raw, *name, *report;
} phrases[] = {
	{ "words", "John Smith", "[John Smith]", "" },
	{ "dots, as everyone writes them", "John Q. Public", "[John Q. Public]",
	  "" },
	{ "several blanks are one", "  John \t  Smith ", "[John Smith]", "" },
	{ "a fold is one blank", "John\r\n\tSmith", "[John Smith]", "" },
	{ "quotes go", "\"Smith, John\"", "[Smith, John]", "" },
	{ "so do backslashes", "\"A \\\"B\\\" \\\\\"", "[A \"B\" \\]", "" },
	{ "blanks in quotes stay", "\" A  B \"", "[ A  B ]", "" },
	{ "a fold in quotes leaves its blank", "\"A\r\n B\"", "[A B]", "" },
	{ "quotes inside", "Matt \"M\" Mick", "[Matt M Mick]", "" },
	{ "without blanks around", "a\"b\"c", "[abc]", "" },
	{ "empty quotes", "\"\"", "[]", "" },
	{ "comments go", "A (b) C(d)", "[A C]", "" },
	{ "commas and other specials", "Smith, J: x@y", "[Smith, J: x@y]", "" },
	{ "a backslash alone", "a\\b c", "[a\\b c]", "" },
	{ "an encoded-word", "=?utf-8?q?=E4=B8=AD?=", "[\xe4\xb8\xad]", "" },
	{ "next to text", "a=?utf-8?q?=E4=B8=AD?=b",
	  "[a\xe4\xb8\xad"
	  "b]",
	  "" },
	{ "two are joined",
	  "=?utf-8?q?=E4?= =?utf-8?q?=B8=AD?=", "[\xe4\xb8\xad]", "" },
	{ "over a fold too", "=?utf-8?q?=E4?=\r\n\t =?utf-8?q?=B8=AD?= b",
	  "[\xe4\xb8\xad b]", "" },
	{ "a word and a fold and text", "=?utf-8?q?a?=\r\n b", "[a b]", "" },
	{ "in quotes", "\"=?utf-8?q?=E4=B8=AD?= b\"", "[\xe4\xb8\xad b]",
	  "W11@1" },
	{ "in quotes with a pair", "x \"=?utf-8?q?a?= \\\"\"", "[x a \"]",
	  "W11@3" },
	{ "specials come out", "a =?utf-8?q?=3Cb=40c=3E?=", "[a <b@c>]",
	  "W02@2" },
	{ "controls come out", "=?utf-8?q?a=00b?=",
	  "[a\xef\xbf\xbd"
	  "b]",
	  "W01@0" },
	{ "raw UTF-8", "\xe5\xbc\xa0 \xe4\xb8\x89",
	  "[\xe5\xbc\xa0 "
	  "\xe4\xb8\x89]",
	  "H11@0" },
	{ "raw GBK", "\"\xd5\xc5\xc8\xfd\"", "[\xe5\xbc\xa0\xe4\xb8\x89]",
	  "H11@1" },
	{ "an open quote", "a \"b c", "[a b c]", "" },
	{ "nothing", "", "[]", "" },
};

START_TEST(phrases_become_names)
{
	struct mime_strbuf got, shown;
	struct reading r;
	mime_slice raw = reading_begin(&r, mime_slice_text(phrases[_i].raw));

	mime_strbuf_init(&got, SIZE_MAX);
	mime_strbuf_init(&shown, SIZE_MAX);
	mime_address_phrase(&got, raw, &r.context);
	ck_assert_int_eq(got.error, MIME_OK);
	reading_show(&shown, "", mime_strbuf_slice(&got));
	reading_same(&shown, phrases[_i].name, phrases[_i].why);
	reading_reports(&r, phrases[_i].report, phrases[_i].why);
	mime_strbuf_free(&got);
	mime_strbuf_free(&shown);
	reading_end(&r);
}
END_TEST

/* A name is added to what is there, without a blank of its own. */
START_TEST(phrases_are_appended)
{
	struct mime_strbuf got;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	mime_strbuf_init(&got, SIZE_MAX);
	mime_strbuf_add_text(&got, "x:");
	mime_address_phrase(&got, MIME_LITERAL(" a  \"b\""), &r.context);
	reading_same(&got, "x:a b", "appended");
	mime_strbuf_free(&got);
	reading_end(&r);
}
END_TEST

START_TEST(comments_become_names)
{
	struct mime_strbuf got;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	mime_strbuf_init(&got, SIZE_MAX);
	mime_address_comment(&got,
			     MIME_LITERAL("( A\r\n (b) \\) =?utf-8?q?c?= )"),
			     &r.context);
	reading_same(&got, "A (b) ) c", "a comment");
	ck_assert_str_eq(reading_report(&r), "");
	mime_strbuf_free(&got);
	reading_end(&r);
}
END_TEST

START_TEST(what_is_not_read_stays_as_it_is)
{
	struct mime_strbuf got;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	mime_strbuf_init(&got, SIZE_MAX);
	mime_address_unread(
		&got,
		MIME_LITERAL("=?utf-8?q?a?=@b \"\\c\r\n d\xd5\xc5\xc8\xfd"),
		&r.context);
	reading_same(&got, "=?utf-8?q?a?=@b \"\\c d\xe5\xbc\xa0\xe4\xb8\x89",
		     "unread");
	mime_strbuf_free(&got);
	reading_end(&r);
}
END_TEST

static const struct {
	const char *name, *address;
	bool misleads;
} names[] = {
	{ "ceo@bank.example", "real@evil.example", true },
	{ "ceo@bank.example", "CEO@Bank.example", false },
	{ "The CEO (ceo@bank.example)", "real@evil.example", true },
	{ "<real@evil.example>", "real@evil.example", false },
	{ "a@b.c, real@evil.example", "real@evil.example", true },
	{ "real@evil.example, a@b.c", "real@evil.example", true },
	{ "real@evil.example.", "real@evil.example", false },
	{ "real@evil.example.com", "real@evil.example", true },
	{ "xreal@evil.example", "real@evil.example", true },
	/* text of a script without blanks in front */
	{ "\xe8\x81\x94\xe7\xb3\xbbreal@evil.example", "real@evil.example",
	  false },
	{ "\xe8\x81\x94\xe7\xb3\xbb"
	  "ceo@bank.example",
	  "real@evil.example", true },
	/* U+FF20 and U+FE6B look like the sign */
	{ "ceo\xef\xbc\xa0"
	  "bank.example",
	  "real@evil.example", true },
	{ "ceo\xef\xb9\xab"
	  "bank.example",
	  "real@evil.example", true },
	/* the nickname and team names of chats, and prices */
	{ "john @ work", "real@evil.example", false },
	{ "@john", "real@evil.example", false },
	{ "john@home", "real@evil.example", false },
	{ "3@5.", "real@evil.example", false },
	{ "a@.b", "real@evil.example", false },
	{ "a@b.c@d.e", "a@b.c", true },
	{ "@@@...@", "a@b.c", false },
	{ "", "a@b.c", false },
};

START_TEST(names_that_look_like_addresses)
{
	ck_assert_msg(
		mime_address_misleads(mime_slice_text(names[_i].name),
				      mime_slice_text(names[_i].address)) ==
			names[_i].misleads,
		"%s", names[_i].name);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, phrases_become_names, 0, COUNT(phrases));
	tcase_add_test(cases, phrases_are_appended);
	tcase_add_test(cases, comments_become_names);
	tcase_add_test(cases, what_is_not_read_stays_as_it_is);
	tcase_add_loop_test(cases, names_that_look_like_addresses, 0,
			    COUNT(names));
}

SUITE_MAIN("address_name", add_tests)
