#include "base/slice.h"
#include "smtp/session.h"
#include "support/suite.h"

static struct mime_smtp *
session(enum mime_tls tls)
{
	struct mime_smtp_config cfg = { .size = sizeof cfg,
					.helo = MIME_LITERAL("me"),
					.tls = tls };
	struct mime_smtp *s;

	ck_assert_int_eq(mime_smtp_new(&s, &cfg), MIME_OK);
	return s;
}

static void
feed(struct mime_smtp *s, const char *text)
{
	mime_smtp_sent(s, SIZE_MAX);
	ck_assert_int_eq(mime_smtp_feed(s, text, strlen(text)), MIME_OK);
}

static int
next_kind(struct mime_smtp *s)
{
	struct mime_smtp_event ev;
	int rc = mime_smtp_poll(&ev, s);

	return rc > 0 ? ev.kind : rc;
}

START_TEST(capabilities_are_those_of_the_last_ehlo)
{
	struct mime_smtp *s = session(MIME_TLS_REQUIRED);

	ck_assert_uint_eq(mime_smtp_caps(s), 0);
	feed(s, "220 mx\r\n");
	feed(s, "250-mx\r\n250-SIZE 100\r\n250-DSN\r\n250 STARTTLS\r\n");
	ck_assert_uint_eq(mime_smtp_size_limit(s), 100);
	feed(s, "220 go\r\n");
	ck_assert_int_eq(next_kind(s), MIME_SMTP_STARTTLS);
	ck_assert_ptr_null(mime_smtp_output(s).ptr);
	ck_assert_int_eq(mime_smtp_timeout(s), 60000);
	ck_assert_int_eq(mime_smtp_tls_up(s), MIME_OK);
	ck_assert_uint_eq(mime_smtp_caps(s), 0);
	ck_assert_uint_eq(mime_smtp_size_limit(s), 0);
	ck_assert_int_eq(mime_smtp_tls_up(s), MIME_EINVAL);
	/* STARTTLS offered once more is passed over */
	feed(s, "250-mx\r\n250-STARTTLS\r\n250 8BITMIME\r\n");
	ck_assert_int_eq(next_kind(s), MIME_SMTP_READY);
	ck_assert_uint_eq(mime_smtp_caps(s), MIME_CAP_ESMTP |
						     MIME_CAP_STARTTLS |
						     MIME_CAP_8BITMIME);
	mime_smtp_free(s);
}
END_TEST

START_TEST(implicit_tls_needs_no_starttls)
{
	struct mime_smtp *s = session(MIME_TLS_IMPLICIT);

	feed(s, "220 mx\r\n");
	feed(s, "250 mx\r\n");
	ck_assert_int_eq(next_kind(s), MIME_SMTP_READY);
	mime_smtp_free(s);
	/* and none can come: HELO is no way around it */
	s = session(MIME_TLS_IMPLICIT);
	feed(s, "220 mx\r\n");
	feed(s, "500 what?\r\n");
	feed(s, "250 mx\r\n");
	ck_assert_int_eq(next_kind(s), MIME_SMTP_READY);
	ck_assert_uint_eq(mime_smtp_caps(s), 0);
	mime_smtp_free(s);
}
END_TEST

/* tls_up is a claim; it counts only where a handshake was asked for. */
START_TEST(tls_up_must_be_asked_for)
{
	struct mime_smtp *s = session(MIME_TLS_REQUIRED);

	ck_assert_int_eq(mime_smtp_tls_up(s), MIME_EINVAL);
	feed(s, "220 mx\r\n");
	ck_assert_int_eq(mime_smtp_tls_up(s), MIME_EINVAL);
	feed(s, "250 mx\r\n");
	ck_assert_int_eq(next_kind(s), MIME_SMTP_FAILED);
	ck_assert_int_eq(next_kind(s), MIME_ETLS);
	mime_smtp_free(s);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, capabilities_are_those_of_the_last_ehlo);
	tcase_add_test(cases, implicit_tls_needs_no_starttls);
	tcase_add_test(cases, tls_up_must_be_asked_for);
}

SUITE_MAIN("handshake", add_tests)
