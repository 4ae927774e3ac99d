#include "base/slice.h"
#include "smtp/session.h"
#include "support/suite.h"

static const struct {
	int code;
	enum mime_verdict verdict;
} verdicts[] = {
	{ 250, MIME_VERDICT_ACCEPTED },	 { 251, MIME_VERDICT_ACCEPTED },
	{ 421, MIME_VERDICT_TEMPORARY }, { 450, MIME_VERDICT_TEMPORARY },
	{ 452, MIME_VERDICT_TEMPORARY }, { 502, MIME_VERDICT_PERMANENT },
	{ 503, MIME_VERDICT_PERMANENT }, { 535, MIME_VERDICT_PERMANENT },
	{ 550, MIME_VERDICT_PERMANENT }, { 552, MIME_VERDICT_PERMANENT },
	{ 571, MIME_VERDICT_PERMANENT },
};

START_TEST(codes_have_a_verdict)
{
	ck_assert_int_eq(mime_smtp_verdict(verdicts[_i].code),
			 verdicts[_i].verdict);
}
END_TEST

static struct mime_smtp *
session(void)
{
	struct mime_smtp_config cfg = { .size = sizeof cfg,
					.helo = MIME_LITERAL("me"),
					.tls = MIME_TLS_NONE };
	struct mime_smtp *s;

	ck_assert_int_eq(mime_smtp_new(&s, &cfg), MIME_OK);
	return s;
}

static const struct {
	int code, sys;
	enum mime_failure failure;
} drops[] = {
	{ MIME_ETIMEOUT, 0, MIME_FAILURE_TIMEOUT },
	{ MIME_EIO, 104, MIME_FAILURE_LOST },
	{ MIME_EIO, 0, MIME_FAILURE_LOST },
	{ MIME_ETLS, 0, MIME_FAILURE_TLS },
};

START_TEST(the_first_end_counts)
{
	struct mime_smtp *s = session();
	struct mime_smtp_event ev;

	mime_smtp_drop(s, drops[_i].code, drops[_i].sys);
	mime_smtp_drop(s, MIME_EPROTO, 5);
	ck_assert_int_eq(mime_smtp_feed(s, "220 hi\r\n", 8), drops[_i].code);
	ck_assert_int_eq(mime_smtp_error(s)->sys, drops[_i].sys);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 1);
	ck_assert_int_eq(ev.kind, MIME_SMTP_FAILED);
	ck_assert_int_eq(ev.failure, drops[_i].failure);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), drops[_i].code);
	ck_assert_int_eq(ev.kind, 0);
	ck_assert_int_eq(mime_smtp_quit(s), MIME_EINVAL);
	ck_assert_ptr_null(mime_smtp_output(s).ptr);
	mime_smtp_free(s);
}
END_TEST

/* Politely refused: QUIT can still be said, and whatever comes then is fine. */
START_TEST(a_refusal_leaves_room_for_quit)
{
	struct mime_smtp *s = session();
	struct mime_smtp_event ev;

	ck_assert_int_eq(mime_smtp_feed(s, "554 go away\r\n", 13), MIME_OK);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 1);
	ck_assert_int_eq(ev.kind, MIME_SMTP_FAILED);
	ck_assert_int_eq(ev.failure, MIME_FAILURE_GREETING);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), MIME_EREFUSED);
	ck_assert_int_eq(mime_smtp_quit(s), MIME_OK);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 0);
	ck_assert(mime_slice_equal(mime_smtp_output(s),
				   MIME_LITERAL("QUIT\r\n")));
	mime_smtp_sent(s, 6);
	mime_smtp_drop(s, MIME_EIO, 104);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 1);
	ck_assert_int_eq(ev.kind, MIME_SMTP_CLOSED);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 0);
	ck_assert_int_eq(mime_smtp_quit(s), MIME_OK);
	ck_assert_ptr_null(mime_smtp_output(s).ptr);
	mime_smtp_free(s);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, codes_have_a_verdict, 0, COUNT(verdicts));
	tcase_add_loop_test(cases, the_first_end_counts, 0, COUNT(drops));
	tcase_add_test(cases, a_refusal_leaves_room_for_quit);
}

SUITE_MAIN("outcome", add_tests)
