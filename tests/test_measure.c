#include "support/written.h"

static const struct {
	const char *why, *in;
	size_t len;
	uint64_t octets;
	size_t max_line;
	enum mime_carry carry;
} vec[] = {
#define TEXT(s) s, sizeof(s) - 1
	{ "nothing", TEXT(""), 0, 0, MIME_CARRY_7BIT },
	{ "7bit", TEXT("A: 1\n\nabc\n"), 10, 4, MIME_CARRY_7BIT },
	{ "CRLF is no part of a line", TEXT("A: 1\r\n\r\n"), 8, 4,
	  MIME_CARRY_7BIT },
	{ "8bit in a body", TEXT("A: 1\n\n\xe4\n"), 8, 4, MIME_CARRY_8BIT },
	{ "8bit in a header", TEXT("A: \xe4\n\n"), 6, 4, MIME_CARRY_8BIT },
	{ "NUL", TEXT("A: 1\n\n\0"), 7, 4, MIME_CARRY_BINARY },
	{ "the last line has no end", TEXT("A: 1\n\nabcdef"), 12, 6,
	  MIME_CARRY_7BIT },
#undef TEXT
};

START_TEST(measures_what_is_written)
{
	struct mime_message *m = parsed(mime_slice_of(vec[_i].in, vec[_i].len));
	struct mime_measure got;

	ck_assert_int_eq(mime_write_measure(&got, m, NULL), MIME_OK);
	ck_assert_msg(got.octets == vec[_i].octets &&
			      got.max_line == vec[_i].max_line &&
			      got.carry == vec[_i].carry,
		      "%s: %ju octets, line %zu, carry %d", vec[_i].why,
		      (uintmax_t)got.octets, got.max_line, got.carry);
	mime_message_free(m);
}
END_TEST

/* Line ends and encodings count as they are written. */
START_TEST(follows_its_options)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_CRLF, MIME_CARRY_7BIT);
	struct mime_message *m =
		parsed(mime_slice_text("MIME-Version: 1.0\n\n\xe4 abcdefgh\n"));
	struct mime_measure got;
	mime_slice bytes = written_with(m, &opts);

	ck_assert_int_eq(mime_write_measure(&got, m, &opts), MIME_OK);
	ck_assert_uint_eq(got.octets, bytes.len);
	ck_assert_uint_eq(
		got.max_line,
		strlen("Content-Transfer-Encoding: quoted-printable"));
	ck_assert_int_eq(got.carry, MIME_CARRY_7BIT);
	written_free(bytes);
	mime_message_free(m);
}
END_TEST

/* A sender has to know what could not be encoded. */
START_TEST(tells_of_signed_parts)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_7BIT);
	struct mime_message *m = parsed(
		mime_slice_text("Content-Type: multipart/signed; boundary=b\n\n"
				"--b\n\n\xe4\n--b--\n"));
	struct mime_measure got;

	ck_assert_int_eq(mime_write_measure(&got, m, &opts), MIME_OK);
	ck_assert_int_eq(got.carry, MIME_CARRY_8BIT);
	mime_message_free(m);
}
END_TEST

START_TEST(errors)
{
	struct mime_write_opts opts = { 0 };
	struct mime_measure got;
	struct mime_message *m = made();

	ck_assert_int_eq(mime_write_measure(&got, m, &opts), MIME_EINVAL);
	opts.size = sizeof opts;
	opts.carry = (enum mime_carry)3;
	ck_assert_int_eq(mime_write_measure(&got, m, &opts), MIME_EINVAL);
	opts.carry = MIME_CARRY_7BIT;
	opts.eol = (enum mime_write_eol)3;
	ck_assert_int_eq(mime_write_measure(&got, m, &opts), MIME_EINVAL);
	ck_assert_uint_eq(got.octets, 0);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, measures_what_is_written, 0, COUNT(vec));
	tcase_add_test(cases, follows_its_options);
	tcase_add_test(cases, tells_of_signed_parts);
	tcase_add_test(cases, errors);
}

SUITE_MAIN("measure", add_tests)
