#include "base/slice.h"
#include "smtp/envelope.h"
#include "support/suite.h"

#define UTF8                                                                   \
	"b\xc3\xb8"                                                            \
	"b@example.com"

static struct mime_path two[2] = { { .utf8 = { "a@b", 3 } },
				   { .utf8 = { "c@d", 3 } } };

static struct mime_envelope
envelope(void)
{
	return (struct mime_envelope){ .size = sizeof(struct mime_envelope),
				       .from.utf8 = MIME_LITERAL("f@g"),
				       .to = two,
				       .n_to = 2 };
}

START_TEST(good_is_good)
{
	struct mime_envelope env = envelope();
	mime_error err;
	size_t rcpt;

	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_OK);
	ck_assert_uint_eq(rcpt, SIZE_MAX);
	env.from.utf8 = MIME_LITERAL("");
	ck_assert_int_eq(mime_envelope_check(&env, NULL, NULL), MIME_OK);
}
END_TEST

START_TEST(bad_is_found)
{
	struct mime_envelope env = envelope();
	struct mime_path to[2] = { two[0], two[1] };
	mime_error err;
	size_t rcpt;

	env.n_to = 0;
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	ck_assert_str_eq(err.what, "there is no recipient");
	env = envelope();
	env.from.utf8 = MIME_ABSENT;
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	ck_assert_str_eq(err.what, "there is no sender");
	env.from.utf8 = MIME_LITERAL("f g@h");
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	ck_assert_uint_eq(rcpt, SIZE_MAX);
	ck_assert_uint_eq(err.offset, 1);
	env = envelope();
	env.to = to;
	to[1].utf8 = MIME_LITERAL("");
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	ck_assert_uint_eq(rcpt, 1);
	/* both forms are looked at, whichever will be used */
	to[1] = (struct mime_path){ .utf8 = MIME_LITERAL("x\n@y"),
				    .ascii = MIME_LITERAL("x@y") };
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	to[1] = (struct mime_path){ .ascii = MIME_LITERAL(UTF8) };
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
	env = envelope();
	env.carry = (enum mime_carry)7;
	ck_assert_int_eq(mime_envelope_check(&env, &rcpt, &err), MIME_EINVAL);
}
END_TEST

START_TEST(a_copy_is_its_own)
{
	char address[] = "a@b";
	struct mime_path to = { .utf8 = { address, 3 } };
	struct mime_envelope env = envelope(), copy;
	struct mime_arena a;

	env.to = &to;
	env.n_to = 1;
	mime_arena_init(&a);
	ck_assert_int_eq(mime_envelope_copy(&copy, &a, &env, NULL), MIME_OK);
	memset(address, 'x', 3);
	to.utf8 = MIME_ABSENT;
	ck_assert(mime_slice_equal(mime_envelope_path(&copy.to[0]),
				   MIME_LITERAL("a@b")));
	env.size = 1;
	ck_assert_int_eq(mime_envelope_copy(&copy, &a, &env, NULL),
			 MIME_EINVAL);
	mime_arena_free(&a);
}
END_TEST

START_TEST(ascii_form_is_used)
{
	struct mime_path p = { .utf8 = MIME_LITERAL(UTF8),
			       .ascii = MIME_LITERAL("bob@example.com") };
	struct mime_envelope env = envelope();
	size_t rcpt;

	ck_assert(mime_slice_is(mime_envelope_path(&p), "bob@example.com"));
	env.to = &p;
	env.n_to = 1;
	ck_assert(!mime_envelope_needs_utf8(&env, &rcpt));
	p.ascii = MIME_ABSENT;
	ck_assert(mime_envelope_needs_utf8(&env, &rcpt));
	ck_assert_uint_eq(rcpt, 0);
	env.from = p;
	ck_assert(mime_envelope_needs_utf8(&env, &rcpt));
	ck_assert_uint_eq(rcpt, SIZE_MAX);
}
END_TEST

static const struct {
	const char *name;
	enum mime_carry carry;
	size_t max_line;
	uint64_t octets;
	unsigned caps;
	uint64_t limit;
	enum mime_failure failure;
} fit[] = {
	{ "plain", 0, 76, 1000, 0, 0, MIME_FAILURE_NONE },
	{ "8-bit", MIME_CARRY_8BIT, 76, 1, 0, 0, MIME_FAILURE_CONTENT },
	{ "8-bit carried", MIME_CARRY_8BIT, 76, 1, MIME_CAP_8BITMIME, 0,
	  MIME_FAILURE_NONE },
	{ "binary", MIME_CARRY_BINARY, 76, 1, ~0u, 0, MIME_FAILURE_CONTENT },
	{ "longest line", 0, 998, 1, 0, 0, MIME_FAILURE_NONE },
	{ "too long", 0, 999, 1, 0, 0, MIME_FAILURE_CONTENT },
	{ "at the limit", 0, 0, 10, MIME_CAP_SIZE, 10, MIME_FAILURE_NONE },
	{ "above it", 0, 0, 11, MIME_CAP_SIZE, 10, MIME_FAILURE_SIZE },
	{ "above 4 GiB", 0, 0, UINT64_C(5) << 30, MIME_CAP_SIZE,
	  UINT64_C(4) << 30, MIME_FAILURE_SIZE },
	{ "size not known", 0, 0, 0, MIME_CAP_SIZE, 10, MIME_FAILURE_NONE },
	{ "no stated limit", 0, 0, UINT64_MAX, MIME_CAP_SIZE, 0,
	  MIME_FAILURE_NONE },
};

START_TEST(fits)
{
	struct mime_envelope env = envelope();
	struct mime_ehlo ehlo = { fit[_i].caps, fit[_i].limit };
	const char *what;
	size_t rcpt;

	env.carry = fit[_i].carry;
	env.max_line = fit[_i].max_line;
	env.octets = fit[_i].octets;
	ck_assert_msg(mime_envelope_fit(&env, &ehlo, &rcpt, &what) ==
			      fit[_i].failure,
		      "%s", fit[_i].name);
	ck_assert((what == NULL) == (fit[_i].failure == MIME_FAILURE_NONE));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, good_is_good);
	tcase_add_test(cases, bad_is_found);
	tcase_add_test(cases, a_copy_is_its_own);
	tcase_add_test(cases, ascii_form_is_used);
	tcase_add_loop_test(cases, fits, 0, COUNT(fit));
}

SUITE_MAIN("envelope", add_tests)
