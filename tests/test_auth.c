#include "base/slice.h"
#include "smtp/auth.h"
#include "support/suite.h"

static const struct {
	const char *name;
	enum mime_auth wanted;
	unsigned caps;
	enum mime_auth chosen;
} choice[] = {
	{ "PLAIN before LOGIN", MIME_AUTH_AUTO,
	  MIME_CAP_ESMTP | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN,
	  MIME_AUTH_PLAIN },
	{ "LOGIN alone", MIME_AUTH_AUTO, MIME_CAP_ESMTP | MIME_CAP_AUTH_LOGIN,
	  MIME_AUTH_LOGIN },
	{ "LOGIN wanted", MIME_AUTH_LOGIN,
	  MIME_CAP_ESMTP | MIME_CAP_AUTH_PLAIN | MIME_CAP_AUTH_LOGIN,
	  MIME_AUTH_LOGIN },
	{ "LOGIN wanted, not there", MIME_AUTH_LOGIN,
	  MIME_CAP_ESMTP | MIME_CAP_AUTH_PLAIN, MIME_AUTH_AUTO },
	{ "PLAIN wanted, not there", MIME_AUTH_PLAIN,
	  MIME_CAP_ESMTP | MIME_CAP_AUTH_LOGIN, MIME_AUTH_AUTO },
	{ "only others", MIME_AUTH_AUTO, MIME_CAP_ESMTP | MIME_CAP_AUTH_OTHER,
	  MIME_AUTH_AUTO },
	{ "none", MIME_AUTH_AUTO, MIME_CAP_ESMTP, MIME_AUTH_AUTO },
	/* a server of the tutorials: HELO, then AUTH LOGIN */
	{ "after HELO", MIME_AUTH_AUTO, 0, MIME_AUTH_LOGIN },
	{ "after HELO, PLAIN wanted", MIME_AUTH_PLAIN, 0, MIME_AUTH_PLAIN },
};

START_TEST(chooses)
{
	ck_assert_msg(mime_auth_choose(choice[_i].wanted, choice[_i].caps) ==
			      choice[_i].chosen,
		      "%s", choice[_i].name);
}
END_TEST

static struct mime_smtp_config
config(mime_slice user, mime_slice password)
{
	return (struct mime_smtp_config){ .user = user, .password = password };
}

static void
expect(mime_slice s, const char *text)
{
	ck_assert_msg(mime_slice_equal(s, mime_slice_text(text)), "%.*s",
		      (int)s.len, s.ptr);
}

START_TEST(plain_is_said_at_once)
{
	/* RFC 4616 4, the example without an identity to act for */
	struct mime_smtp_config cfg =
		config(MIME_LITERAL("tim"), MIME_LITERAL("tanstaaftanstaaf"));
	struct mime_login l;
	mime_slice verb, secret;

	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	ck_assert(l.wanted);
	mime_login_start(&l, MIME_AUTH_PLAIN, &verb, &secret);
	expect(verb, "AUTH PLAIN ");
	expect(secret, "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
	ck_assert(mime_login_said(&l));
	/* a server without initial responses asks again, but once */
	ck_assert(mime_login_answer(&l, &secret));
	expect(secret, "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
	ck_assert(!mime_login_answer(&l, &secret));
	mime_login_free(&l);
	ck_assert(!l.wanted);
}
END_TEST

START_TEST(login_answers_twice)
{
	struct mime_smtp_config cfg = config(MIME_LITERAL("b\xc3\xb8"
							  "b"),
					     MIME_LITERAL("p\xc3\xa4ss"));
	struct mime_login l;
	mime_slice verb, secret;

	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	mime_login_start(&l, MIME_AUTH_LOGIN, &verb, &secret);
	expect(verb, "AUTH LOGIN");
	ck_assert_ptr_null(secret.ptr);
	ck_assert(mime_login_answer(&l, &secret));
	expect(secret, "YsO4Yg==");
	ck_assert(!mime_login_said(&l));
	ck_assert(mime_login_answer(&l, &secret));
	expect(secret, "cMOkc3M=");
	ck_assert(mime_login_said(&l));
	ck_assert(!mime_login_answer(&l, &secret));
	mime_login_free(&l);
}
END_TEST

START_TEST(empty_password_is_one)
{
	struct mime_smtp_config cfg = config(MIME_LITERAL("u"), MIME_ABSENT);
	struct mime_login l;
	mime_slice verb, secret;

	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	mime_login_start(&l, MIME_AUTH_PLAIN, &verb, &secret);
	expect(secret, "AHUA");
	mime_login_free(&l);
}
END_TEST

START_TEST(without_a_user_there_is_none)
{
	struct mime_smtp_config cfg = config(MIME_ABSENT, MIME_LITERAL("p"));
	struct mime_login l;

	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	ck_assert(!l.wanted);
	mime_login_free(&l);
}
END_TEST

START_TEST(names_have_a_length)
{
	static char name[MIME_AUTH_NAME_MAX + 1];
	struct mime_smtp_config cfg =
		config(mime_slice_of(name, MIME_AUTH_NAME_MAX),
		       mime_slice_of(name, MIME_AUTH_NAME_MAX));
	struct mime_login l;
	mime_slice verb, secret;
	mime_error err;

	memset(name, 'x', sizeof name);
	ck_assert_int_eq(mime_login_check(&cfg, &err), MIME_OK);
	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	mime_login_start(&l, MIME_AUTH_PLAIN, &verb, &secret);
	ck_assert_uint_eq(secret.len, (2 * MIME_AUTH_NAME_MAX + 2 + 2) / 3 * 4);
	mime_login_free(&l);
	cfg.password.len++;
	ck_assert_int_eq(mime_login_check(&cfg, &err), MIME_EINVAL);
	ck_assert_str_eq(err.what,
			 "password: CR, LF or NUL, or above 1024 bytes");
}
END_TEST

static const char *const breaking[] = { "a\rb", "a\nb", "a\0b" };

START_TEST(names_break_no_line)
{
	struct mime_smtp_config cfg =
		config(mime_slice_of(breaking[_i], 3), MIME_ABSENT);
	mime_error err;

	ck_assert_int_eq(mime_login_check(&cfg, &err), MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 1);
}
END_TEST

START_TEST(echoes_are_hidden)
{
	struct mime_smtp_config cfg =
		config(MIME_LITERAL("user"), MIME_LITERAL("secret"));
	struct mime_strbuf text;
	struct mime_login l;
	mime_slice verb, secret;

	mime_strbuf_init(&text, SIZE_MAX);
	ck_assert_int_eq(mime_login_init(&l, &cfg), MIME_OK);
	mime_login_start(&l, MIME_AUTH_LOGIN, &verb, &secret);
	mime_login_answer(&l, &secret);
	mime_login_answer(&l, &secret);
	mime_strbuf_add_text(&text, "no such command \"c2VjcmV0\", "
				    "secretsecret, secre");
	mime_login_hide(&l, &text);
	expect(mime_strbuf_slice(&text), "no such command \"********\", "
					 "************, secre");
	mime_strbuf_clear(&text);
	mime_login_hide(&l, &text);
	mime_login_free(&l);
	mime_login_hide(&l, &text);
	mime_strbuf_free(&text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, chooses, 0, COUNT(choice));
	tcase_add_test(cases, plain_is_said_at_once);
	tcase_add_test(cases, login_answers_twice);
	tcase_add_test(cases, empty_password_is_one);
	tcase_add_test(cases, without_a_user_there_is_none);
	tcase_add_test(cases, names_have_a_length);
	tcase_add_loop_test(cases, names_break_no_line, 0, COUNT(breaking));
	tcase_add_test(cases, echoes_are_hidden);
}

SUITE_MAIN("auth", add_tests)
