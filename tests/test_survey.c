#include "base/slice.h"
#include "support/suite.h"
#include "tree/survey.h"

enum { HIGH = 1, NUL = 2, CR = 4, FROM = 8, BLANKS = 16 };

static const struct {
	const char *why, *in;
	size_t len;
	unsigned flags;
	size_t max_line;
	uint64_t bare_lf;
} vec[] = {
#define TEXT(s) s, sizeof(s) - 1
	{ "nothing", TEXT(""), 0, 0, 0 },
	{ "lines", TEXT("abc\r\nde\n"), 0, 3, 1 },
	{ "the last line has no end", TEXT("a\nbcde"), 0, 4, 1 },
	{ "empty lines", TEXT("\r\n\n\r\n"), 0, 0, 1 },
	{ "8-bit", TEXT("\xc3\xa4"), HIGH, 2, 0 },
	{ "NUL", TEXT("a\0b"), NUL, 3, 0 },
	{ "bare CR inside", TEXT("a\rb\r\n"), CR, 3, 0 },
	{ "bare CR at the end", TEXT("ab\r"), CR, 3, 0 },
	{ "a CR too many", TEXT("ab\r\r\n"), CR, 3, 0 },
	{ "only CRs", TEXT("\r\r"), CR, 2, 0 },
	{ "From at the start", TEXT("From x\n"), FROM, 6, 1 },
	{ "From in the second line", TEXT("a\r\nFrom x"), FROM, 6, 0 },
	{ "From with nothing behind", TEXT("From "), FROM | BLANKS, 5, 0 },
	{ "no From", TEXT(">From x\n from y\nFrom\n"), 0, 7, 3 },
	{ "no From behind a CR", TEXT("\rFrom x"), CR, 7, 0 },
	{ "no From around a CR", TEXT("Fro\rm x"), CR, 7, 0 },
	{ "a trailing blank", TEXT("a \nb"), BLANKS, 2, 1 },
	{ "a trailing TAB before CRLF", TEXT("a\t\r\n"), BLANKS, 2, 0 },
	{ "a trailing blank at the end", TEXT("a\nb "), BLANKS, 2, 1 },
	{ "a line that is a blank", TEXT("\n \n"), BLANKS, 1, 2 },
	{ "a blank before a bare CR", TEXT("a \rb"), CR, 4, 0 },
	{ "blanks inside", TEXT(" a b\n"), 0, 4, 1 },
#undef TEXT
};

static void
check(const struct mime_survey *s, int i, size_t a, size_t b)
{
	unsigned flags = (s->high ? HIGH : 0u) | (s->nul ? NUL : 0u) |
			 (s->bare_cr ? CR : 0u) | (s->from ? FROM : 0u) |
			 (s->blanks ? BLANKS : 0u);

	ck_assert_msg(
		flags == vec[i].flags && s->max_line == vec[i].max_line &&
			s->bare_lf == vec[i].bare_lf && s->octets == vec[i].len,
		"%s, cut at %zu and %zu: flags %u, line %zu, LF %ju",
		vec[i].why, a, b, flags, s->max_line, (uintmax_t)s->bare_lf);
}

START_TEST(sees_it_at_every_cut)
{
	mime_slice in = mime_slice_of(vec[_i].in, vec[_i].len);

	for (size_t a = 0; a <= in.len; a++)
		for (size_t b = a; b <= in.len; b++) {
			struct mime_survey s;

			mime_survey_init(&s);
			mime_survey_add(&s, mime_slice_part(in, 0, a));
			mime_survey_add(&s, mime_slice_part(in, a, b));
			mime_survey_add(&s, mime_slice_part(in, b, in.len));
			mime_survey_end(&s);
			check(&s, _i, a, b);
		}
}
END_TEST

static enum mime_carry
carry(mime_slice in, bool with_lines)
{
	struct mime_survey s;

	mime_survey_init(&s);
	mime_survey_add(&s, in);
	mime_survey_end(&s);
	return mime_survey_carry(&s, with_lines);
}

/* RFC 2045 2.7-2.9 */
START_TEST(names_the_carry)
{
	char line[1000];

	memset(line, 'a', sizeof line);
	line[998] = '\r';
	line[999] = '\n';
	ck_assert_int_eq(carry(mime_slice_of(line, 1000), true),
			 MIME_CARRY_7BIT);
	line[998] = 'a';
	ck_assert_int_eq(carry(mime_slice_of(line, 1000), true),
			 MIME_CARRY_BINARY);
	ck_assert_int_eq(carry(mime_slice_of(line, 1000), false),
			 MIME_CARRY_7BIT);
	ck_assert_int_eq(carry(MIME_LITERAL("a\rb"), true), MIME_CARRY_BINARY);
	ck_assert_int_eq(carry(MIME_LITERAL("a\rb"), false), MIME_CARRY_7BIT);
	ck_assert_int_eq(carry(MIME_LITERAL("\xe4"), true), MIME_CARRY_8BIT);
	ck_assert_int_eq(carry(MIME_LITERAL("\0"), false), MIME_CARRY_BINARY);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, sees_it_at_every_cut, 0, COUNT(vec));
	tcase_add_test(cases, names_the_carry);
}

SUITE_MAIN("survey", add_tests)
