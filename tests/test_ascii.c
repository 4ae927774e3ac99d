#include "base/ascii.h"
#include "base/slice.h"
#include "support/suite.h"

/* The classes as their RFCs spell them, against the table, for all bytes. */
static const struct {
	unsigned class;
	const char *name, *members;
} classes[] = {
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
	{ MIME_ASCII_BLANK, "blank", " \t" },
	{ MIME_ASCII_EOL, "line end", "\r\n" },
	{ MIME_ASCII_DIGIT, "digit", "0123456789" },
	{ MIME_ASCII_ALPHA, "letter", UPPER LOWER },
	{ MIME_ASCII_HEX, "hexadecimal", "0123456789ABCDEFabcdef" },
	/* RFC 5322 3.2.3 */
	{ MIME_ASCII_ATEXT, "atext",
	  UPPER LOWER "0123456789!#$%&'*+-/=?^_`{|}~" },
	/* RFC 2045 5.1: all of ASCII but controls, SPACE and tspecials */
	{ MIME_ASCII_TOKEN, "token",
	  UPPER LOWER "0123456789!#$%&'*+-.^_`{|}~" },
	/* RFC 5322 3.6.8: 33-57 and 59-126 */
	{ MIME_ASCII_FTEXT, "field name",
	  UPPER LOWER "0123456789!\"#$%&'()*+,-./;<=>?@[\\]^_`{|}~" },
};

START_TEST(a_class_is_what_its_rfc_says)
{
	for (int c = 0; c < 256; c++) {
		bool want = c != 0 && strchr(classes[_i].members, c) != NULL;

		ck_assert_msg(mime_ascii_is((char)c, classes[_i].class) == want,
			      "%s: byte 0x%02x", classes[_i].name, (unsigned)c);
	}
}
END_TEST

/* Each byte against each, at every place of a text of every length that is
 * compared by words, by bytes, or by both. */
START_TEST(case_is_ignored_at_every_place)
{
	enum { MOST = 19 };
	char a[MOST], b[MOST];
	size_t n = (size_t)_i;

	memset(a, 'q', sizeof a);
	memset(b, 'Q', sizeof b);
	for (size_t at = 0; at < n; at++) {
		for (int pair = 0; pair < 256 * 256; pair++) {
			a[at] = (char)(pair / 256);
			b[at] = (char)(pair % 256);
			if (mime_ascii_same(a, b, n) !=
			    (mime_ascii_lower(a[at]) ==
			     mime_ascii_lower(b[at])))
				ck_abort_msg("%d at %zu of %zu", pair, at, n);
		}
		a[at] = 'q';
		b[at] = 'Q';
	}
}
END_TEST

START_TEST(small_questions_for_every_byte)
{
	for (int i = 0; i < 256; i++) {
		char c = (char)i;
		bool upper = i >= 'A' && i <= 'Z';

		ck_assert_int_eq(mime_ascii_lower(c),
				 upper ? (char)(i + 32) : c);
		ck_assert(mime_ascii_is_control(c) == (i < 32 || i == 127));
		ck_assert(mime_ascii_is_blank(c) == (i == ' ' || i == '\t'));
		ck_assert(mime_ascii_is_space(c) ==
			  (i == ' ' || i == '\t' || i == '\r' || i == '\n'));
		ck_assert((mime_ascii_hex(c) >= 0) ==
			  mime_ascii_is(c, MIME_ASCII_HEX));
	}
	ck_assert_int_eq(mime_ascii_hex('9'), 9);
	ck_assert_int_eq(mime_ascii_hex('a'), 10);
	ck_assert_int_eq(mime_ascii_hex('F'), 15);
}
END_TEST

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "Content-Type", "cONTENT-tYPE", true },
	{ "", "", true },
	{ "a", "b", false },
	/* neighbours of the letters are no letters: @ and `, [ and { */
	{ "@", "`", false },
	{ "[", "{", false },
	/* no locale folds these: Latin-1 A with diaeresis */
	{ "\xc4", "\xe4", false },
	{ "\xc4", "\xc4", true },
};

START_TEST(case_is_that_of_ascii_letters)
{
	ck_assert(mime_ascii_same(pairs[_i].a, pairs[_i].b,
				  strlen(pairs[_i].a)) == pairs[_i].same);
}
END_TEST

/* One high byte at every place of strings of every length near a word. */
START_TEST(one_high_byte_is_found_anywhere)
{
	char text[40];

	memset(text, 'a', sizeof text);
	for (size_t n = 0; n <= sizeof text; n++) {
		ck_assert(mime_ascii_only(text, n));
		for (size_t at = 0; at < n; at++) {
			text[at] = (char)0x80;
			ck_assert(!mime_ascii_only(text, n));
			text[at] = 'a';
		}
	}
	text[0] = 0;
	text[1] = 0x7f;
	ck_assert(mime_ascii_only(text, sizeof text));
}
END_TEST

static const struct {
	const char *text;
	uint64_t max, value;
	size_t read;
} decimals[] = {
	{ "0", 9, 0, 1 },
	{ "42 rest", 100, 42, 2 },
	{ "007", 7, 7, 3 },
	{ "", 9, 0, 0 },
	{ "-1", 9, 0, 0 },
	{ "x", 9, 0, 0 },
	{ "100", 100, 100, 3 },
	{ "101", 100, 0, 0 },
	/* a digit alone above the maximum */
	{ "9", 5, 0, 0 },
	{ "18446744073709551615", UINT64_MAX, UINT64_MAX, 20 },
	{ "18446744073709551616", UINT64_MAX, 0, 0 },
	{ "99999999999999999999999999", UINT64_MAX, 0, 0 },
};

START_TEST(decimals_stop_at_their_maximum)
{
	uint64_t value = 77;
	size_t n =
		mime_ascii_decimal(&value, decimals[_i].text,
				   strlen(decimals[_i].text), decimals[_i].max);

	ck_assert_uint_eq(n, decimals[_i].read);
	ck_assert(value == decimals[_i].value);
}
END_TEST

START_TEST(slices_compare_trim_and_begin)
{
	mime_slice s = mime_slice_trim(MIME_LITERAL(" \r\n\tab c \t\r\n"));

	ck_assert(mime_slice_equal(s, MIME_LITERAL("ab c")));
	ck_assert(mime_slice_same(s, MIME_LITERAL("AB C")));
	ck_assert(!mime_slice_equal(s, MIME_LITERAL("AB C")));
	ck_assert(mime_slice_is(s, "Ab C"));
	ck_assert(!mime_slice_is(s, "ab"));
	ck_assert(mime_slice_begins(s, MIME_LITERAL("ab")));
	ck_assert(mime_slice_begins(s, MIME_LITERAL("")));
	ck_assert(!mime_slice_begins(s, MIME_LITERAL("ab cd")));
	ck_assert(
		mime_slice_equal(mime_slice_part(s, 1, 2), MIME_LITERAL("b")));
	ck_assert_uint_eq(mime_slice_trim(MIME_LITERAL(" \t ")).len, 0);
	ck_assert(mime_slice_all(MIME_LITERAL("a-1"), MIME_ASCII_TOKEN));
	ck_assert(!mime_slice_all(MIME_LITERAL("a 1"), MIME_ASCII_TOKEN));
	ck_assert(!mime_slice_all(MIME_LITERAL(""), MIME_ASCII_TOKEN));
	ck_assert_uint_eq(mime_slice_line(MIME_LITERAL("a\r\nb")).len, 3);
	ck_assert_uint_eq(mime_slice_line(MIME_LITERAL("ab")).len, 2);
	ck_assert_uint_eq(mime_slice_line(MIME_LITERAL("\n")).len, 1);
	ck_assert_uint_eq(mime_slice_line(MIME_ABSENT).len, 0);
	/* absent and empty hold the same bytes */
	ck_assert(mime_slice_equal(MIME_ABSENT, MIME_LITERAL("")));
	ck_assert_uint_eq(mime_slice_text(NULL).len, 0);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, a_class_is_what_its_rfc_says, 0,
			    COUNT(classes));
	tcase_add_loop_test(cases, case_is_ignored_at_every_place, 1, 20);
	tcase_add_test(cases, small_questions_for_every_byte);
	tcase_add_loop_test(cases, case_is_that_of_ascii_letters, 0,
			    COUNT(pairs));
	tcase_add_test(cases, one_high_byte_is_found_anywhere);
	tcase_add_loop_test(cases, decimals_stop_at_their_maximum, 0,
			    COUNT(decimals));
	tcase_add_test(cases, slices_compare_trim_and_begin);
}

SUITE_MAIN("ascii", add_tests)
