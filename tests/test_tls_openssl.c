#include "net/tls.h"
#include "support/client_call.h"
#include "support/suite.h"
#include <stdio.h>
#include <sys/wait.h>

/* clang-format off */
#define SECURE(kind) HELLO, SAY("250-mx\r\n250 STARTTLS\r\n"), HEAR, \
		     SAY("220 go\r\n"), { FAKE_TLS, kind, 0 }, HEAR
/* clang-format on */

START_TEST(logs_in_over_starttls)
{
	static const struct fake_step steps[] = {
		SECURE("good"),
		SAY("250-mx\r\n250 AUTH LOGIN PLAIN\r\n"),
		HEAR,
		SAY("235 ok\r\n"),
		HEAR,
		SAY("250 ok\r\n"),
		HEAR,
		SAY("250 ok\r\n"),
		HEAR,
		SAY("354 go\r\n"),
		CONTENT,
		SAY("250 ok\r\n"),
		HEAR,
		SAY("221 bye\r\n"),
		END
	};
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	c->cfg.host = _i == 0 ? "localhost" : "127.0.0.1";
	c->smtp.tls = MIME_TLS_REQUIRED;
	c->smtp.user = call_text("alice");
	c->smtp.password = call_text("open sesame");
	c->lines = 100000;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_NONE, MIME_OK);
	fake_server_stop(&f);
	ck_assert(call_heard(&f, "AUTH PLAIN AGFsaWNlAG9wZW4gc2VzYW1l\r\n"));
	ck_assert_ptr_nonnull(strstr(c->trace, "TLSv1.3, "));
	ck_assert_ptr_nonnull(strstr(c->trace, "AUTH PLAIN <hidden 24 bytes>"));
	ck_assert_ptr_null(strstr(c->trace, "AGFsaWNl"));
	ck_assert_ptr_null(strstr(c->trace, "sesame"));
	fake_server_free(&f);
	free(c);
}
END_TEST

static const struct {
	const char *kind, *host;
	bool own_ca;
	enum mime_failure failure;
} certificates[] = {
	{ "good", "localhost", false, MIME_FAILURE_CERTIFICATE },
	{ "foreign", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "other", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "other", "127.0.0.1", true, MIME_FAILURE_CERTIFICATE },
	{ "expired", "localhost", true, MIME_FAILURE_CERTIFICATE },
	/* RFC 9525 2: no name from the subject */
	{ "cn-only", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "client", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "star", "localhost", true, MIME_FAILURE_CERTIFICATE },
	{ "old", "localhost", true, MIME_FAILURE_TLS },
};

/* In every mode: MIME_TLS_OPPORTUNISTIC does not mean unverified. */
START_TEST(certificates_are_verified)
{
	static const enum mime_tls modes[] = { MIME_TLS_REQUIRED,
					       MIME_TLS_OPPORTUNISTIC };
	int k = _i / 2;
	struct fake_step steps[] = { SECURE(certificates[k].kind),
				     { FAKE_SAY, "250-mx\r\n250 AUTH PLAIN\r\n",
				       0 },
				     HEAR,
				     END };
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	c->cfg.host = certificates[k].host;
	if (!certificates[k].own_ca)
		c->cfg.ca_file = NULL;
	c->smtp.tls = modes[_i % 2];
	c->smtp.user = call_text("alice");
	c->smtp.password = call_text("open sesame");
	call_run(c, &f, steps);
	call_check(c, certificates[k].failure, MIME_ETLS);
	waitpid(f.pid, NULL, 0);
	ck_assert(!call_heard(&f, "AUTH"));
	ck_assert(!call_heard(&f, "MAIL"));
	fake_server_free(&f);
	free(c);
}
END_TEST

START_TEST(implicit_tls)
{
	static const struct fake_step steps[] = { { FAKE_TLS, "good", 0 },
						  HELLO,
						  ENVELOPE,
						  CONTENT,
						  SAY("250 ok\r\n"),
						  HEAR,
						  { FAKE_SAY, "221 bye\r\n",
						    0 },
						  END };
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	c->smtp.tls = MIME_TLS_IMPLICIT;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_NONE, MIME_OK);
	call_end(c, &f);
}
END_TEST

/* TLS cut short: an end without close_notify is no reply. */
static const struct {
	const char *name;
	struct fake_step after[4];
	enum mime_failure failure;
} truncated[] = {
	{ "before the final reply",
	  { { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "in the final reply",
	  { SAY("250 ok"), { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "in a multi-line reply",
	  { SAY("250-ok\r\n"), { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_UNKNOWN },
	{ "after it",
	  { SAY("250 ok\r\n"), { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_NONE },
	{ "after QUIT",
	  { SAY("250 ok\r\n"), HEAR, { FAKE_CUT, NULL, 0 } },
	  MIME_FAILURE_NONE },
};

START_TEST(tls_truncation)
{
	struct fake_step steps[20] = {
		{ FAKE_TLS, "good", 0 }, HELLO, ENVELOPE, CONTENT
	};
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	memcpy(steps + 11, truncated[_i].after, sizeof truncated[_i].after);
	c->smtp.tls = MIME_TLS_IMPLICIT;
	call_run(c, &f, steps);
	call_check(c, truncated[_i].failure,
		   truncated[_i].failure == MIME_FAILURE_NONE ? MIME_OK
							      : MIME_EIO);
	call_end(c, &f);
}
END_TEST

/* Clear text in the place of a handshake, and the reverse. */
START_TEST(wrong_mode_is_told)
{
	static const struct fake_step clear[] = {
		SAY("220 mx.example ESMTP\r\n"),
		{ FAKE_SWALLOW, NULL, 100000 },
		END
	};
	static const struct fake_step injected[] = {
		SAY("220 mx\r\n"),
		HEAR,
		SAY("250-mx\r\n250 STARTTLS\r\n"),
		HEAR,
		SAY("220 go\r\n"),
		{ FAKE_SLEEP, NULL, 100 },
		SAY("250-evil\r\n250 AUTH PLAIN\r\n"),
		{ FAKE_SWALLOW, NULL, 100000 },
		END
	};
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	c->smtp.tls = _i == 0 ? MIME_TLS_IMPLICIT : MIME_TLS_REQUIRED;
	call_run(c, &f, _i == 0 ? clear : injected);
	call_check(c, MIME_FAILURE_TLS, MIME_ETLS);
	ck_assert_ptr_nonnull(strstr(c->result.text, "does not speak TLS"));
	ck_assert_int_lt(c->took, 3000);
	call_end(c, &f);
}
END_TEST

START_TEST(ca_file_must_be_one)
{
	static const struct fake_step steps[] = { END };
	struct call *c = call_new(fake_server_ca());
	struct fake_server f;

	c->cfg.ca_file = "/dev/null";
	c->smtp.tls = MIME_TLS_IMPLICIT;
	call_run(c, &f, steps);
	call_check(c, MIME_FAILURE_CALL, MIME_EINVAL);
	call_end(c, &f);
}
END_TEST

static void
make_certificates(void)
{
	fake_server_ca();
}

/* Without TLS there is nothing to test here; test_client.c has that case. */
static void
add_tests(TCase *cases)
{
	if (!mime_client_has_tls())
		return;
	/* before the tests are forked, so that all have the same CA */
	tcase_add_unchecked_fixture(cases, make_certificates, fake_server_end);
	tcase_add_loop_test(cases, logs_in_over_starttls, 0, 2);
	tcase_add_loop_test(cases, certificates_are_verified, 0,
			    2 * COUNT(certificates));
	tcase_add_test(cases, implicit_tls);
	tcase_add_loop_test(cases, tls_truncation, 0, COUNT(truncated));
	tcase_add_loop_test(cases, wrong_mode_is_told, 0, 2);
	tcase_add_test(cases, ca_file_must_be_one);
}

SUITE_MAIN("tls_openssl", add_tests)
