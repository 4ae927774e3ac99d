#include "base/options.h"
#include "mime/types.h"
#include "support/suite.h"

struct known {
	size_t size;
	int a;
	int b;
};
struct newer {
	struct known known;
	int c, d; /* no padding, whose bytes nobody sets */
};

START_TEST(same_size_is_copied)
{
	struct known in = { sizeof in, 1, 2 }, out;

	ck_assert_int_eq(mime_options_copy(&out, sizeof out, &in), MIME_OK);
	ck_assert_int_eq(out.a, 1);
	ck_assert_int_eq(out.b, 2);
}
END_TEST

START_TEST(absent_is_all_zero)
{
	struct known out = { 9, 9, 9 };

	ck_assert_int_eq(mime_options_copy(&out, sizeof out, NULL), MIME_OK);
	ck_assert_uint_eq(out.size, sizeof out);
	ck_assert(out.a == 0 && out.b == 0);
}
END_TEST

START_TEST(older_is_filled_with_zeros)
{
	struct known in = { offsetof(struct known, b), 1, 2 }, out;

	ck_assert_int_eq(mime_options_copy(&out, sizeof out, &in), MIME_OK);
	ck_assert_uint_eq(out.size, sizeof out);
	ck_assert(out.a == 1 && out.b == 0);
}
END_TEST

START_TEST(newer_is_accepted_while_zero)
{
	struct newer in = { { sizeof in, 1, 2 }, 0, 0 };
	struct known out;

	ck_assert_int_eq(mime_options_copy(&out, sizeof out, &in), MIME_OK);
	ck_assert(out.a == 1 && out.b == 2);
	in.c = 1;
	ck_assert_int_eq(mime_options_copy(&out, sizeof out, &in), MIME_EINVAL);
	ck_assert(out.a == 0);
}
END_TEST

START_TEST(forgotten_size_is_refused)
{
	struct known in = { 0, 1, 2 }, out;

	ck_assert_int_eq(mime_options_copy(&out, sizeof out, &in), MIME_EINVAL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, same_size_is_copied);
	tcase_add_test(cases, absent_is_all_zero);
	tcase_add_test(cases, older_is_filled_with_zeros);
	tcase_add_test(cases, newer_is_accepted_while_zero);
	tcase_add_test(cases, forgotten_size_is_refused);
}

SUITE_MAIN("options", add_tests)
