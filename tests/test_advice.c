#include "smtp/advice.h"
#include "support/suite.h"

static const struct {
	int code;
	const char *word; /* what a person can do */
} codes[] = {
	{ 421, "try again" }, { 450, "try again" }, { 502, "port" },
	{ 503, "login" },     { 535, "password" },  { 550, "address" },
	{ 552, "send less" },
};

START_TEST(codes_say_what_to_do)
{
	const char *s = mime_smtp_advice(MIME_FAILURE_NONE, codes[_i].code);

	ck_assert_msg(strstr(s, codes[_i].word) != NULL, "%d: %s",
		      codes[_i].code, s);
	/* the code says more than the step it came at */
	ck_assert_str_eq(
		s, mime_smtp_advice(MIME_FAILURE_RECIPIENTS, codes[_i].code));
}
END_TEST

START_TEST(each_failure_has_a_sentence)
{
	for (int f = MIME_FAILURE_CALL; f <= MIME_FAILURE_UNKNOWN; f++) {
		const char *s = mime_smtp_advice((enum mime_failure)f, 0);

		ck_assert_str_ne(s, mime_smtp_advice(MIME_FAILURE_NONE, 0));
		ck_assert_int_eq(s[strlen(s) - 1], '.');
	}
}
END_TEST

START_TEST(an_unknown_end_outweighs_a_code)
{
	ck_assert_ptr_nonnull(strstr(
		mime_smtp_advice(MIME_FAILURE_UNKNOWN, 354), "delivered"));
}
END_TEST

START_TEST(any_number_has_an_answer)
{
	for (int code = -1; code < 1000; code++)
		ck_assert_ptr_nonnull(
			mime_smtp_advice((enum mime_failure)1000, code));
	ck_assert_ptr_nonnull(
		strstr(mime_smtp_advice(MIME_FAILURE_NONE, 499), "later"));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, codes_say_what_to_do, 0, COUNT(codes));
	tcase_add_test(cases, each_failure_has_a_sentence);
	tcase_add_test(cases, an_unknown_end_outweighs_a_code);
	tcase_add_test(cases, any_number_has_an_answer);
}

SUITE_MAIN("advice", add_tests)
