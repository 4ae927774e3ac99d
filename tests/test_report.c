#include "net/report.h"
#include "support/suite.h"
#include <errno.h>

static const struct {
	enum mime_failure failure;
	int sys;
	bool temporary;
} passing[] = {
	{ MIME_FAILURE_CONNECT, ECONNREFUSED, true },
	{ MIME_FAILURE_LOST, 0, true },
	{ MIME_FAILURE_TIMEOUT, 0, true },
	{ MIME_FAILURE_RESOLVE, EAGAIN, true },
	{ MIME_FAILURE_RESOLVE, 0, false },
	{ MIME_FAILURE_CERTIFICATE, 0, false },
	/* trying again could deliver twice */
	{ MIME_FAILURE_UNKNOWN, 0, false },
	{ MIME_FAILURE_CALL, 0, false },
};

START_TEST(says_what_may_pass)
{
	mime_error err = { MIME_EIO, passing[_i].sys, SIZE_MAX, "so it is" };
	struct mime_report r;

	mime_report_init(&r);
	ck_assert_int_eq(mime_report_fail(&r, passing[_i].failure, &err),
			 MIME_EIO);
	ck_assert(r.result.temporary == passing[_i].temporary);
	ck_assert_str_eq(r.result.text, "so it is");
}
END_TEST

START_TEST(the_first_decision_counts)
{
	struct mime_report r;

	mime_report_init(&r);
	mime_report_fail_with(&r, MIME_FAILURE_NONE, MIME_OK, NULL);
	ck_assert_int_eq(
		mime_report_fail_with(&r, MIME_FAILURE_LOST, MIME_EIO, NULL),
		MIME_OK);
	ck_assert_int_eq(r.result.failure, MIME_FAILURE_NONE);
}
END_TEST

START_TEST(verdicts_are_counted)
{
	struct mime_smtp_event ev = { .kind = MIME_SMTP_RCPT };
	struct mime_report r;

	mime_report_init(&r);
	for (int v = MIME_VERDICT_ACCEPTED; v <= MIME_VERDICT_UNKNOWN; v++)
		for (int k = 0; k < v; k++) {
			ev.verdict = (enum mime_verdict)v;
			mime_report_count(&r, &ev);
		}
	ck_assert_uint_eq(r.result.n_accepted, 1);
	ck_assert_uint_eq(r.result.n_temporary, 2);
	ck_assert_uint_eq(r.result.n_permanent, 3);
	ck_assert_uint_eq(r.result.n_unknown, 4);
}
END_TEST

START_TEST(fills_the_struct_of_any_age)
{
	struct mime_client_result out;
	struct mime_report r;

	mime_report_init(&r);
	mime_report_fail_with(&r, MIME_FAILURE_LOST, MIME_EIO, "gone");
	memset(&out, 0x55, sizeof out);
	out.size = offsetof(struct mime_client_result, code);
	mime_report_give(&out, &r);
	ck_assert_int_eq(out.failure, MIME_FAILURE_LOST);
	ck_assert_int_eq(out.code, 0x55555555);
	ck_assert_uint_eq(out.size, offsetof(struct mime_client_result, code));
	out.size = 0;
	out.failure = MIME_FAILURE_DATA;
	mime_report_give(&out, &r);
	ck_assert_int_eq(out.failure, MIME_FAILURE_DATA);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, says_what_may_pass, 0, COUNT(passing));
	tcase_add_test(cases, the_first_decision_counts);
	tcase_add_test(cases, verdicts_are_counted);
	tcase_add_test(cases, fills_the_struct_of_any_age);
}

SUITE_MAIN("report", add_tests)
