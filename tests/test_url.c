#include "net/url.h"
#include "support/suite.h"

static const struct {
	const char *url;
	bool login;
	const char *host, *port;
	enum mime_tls tls;
} good[] = {
	{ "smtp://mail.example.com", false, "mail.example.com", "587",
	  MIME_TLS_REQUIRED },
	{ "smtp://mail.example.com", true, "mail.example.com", "587",
	  MIME_TLS_REQUIRED },
	{ "smtp://localhost:25", false, "localhost", "25",
	  MIME_TLS_OPPORTUNISTIC },
	/* a password never depends on what a server offers */
	{ "smtp://localhost:25", true, "localhost", "25", MIME_TLS_REQUIRED },
	{ "smtp://h:587", false, "h", "587", MIME_TLS_REQUIRED },
	{ "smtps://h", false, "h", "465", MIME_TLS_IMPLICIT },
	{ "smtps://h:8465", true, "h", "8465", MIME_TLS_IMPLICIT },
	{ "SMTPS://H", false, "H", "465", MIME_TLS_IMPLICIT },
	{ "smtp://127.0.0.1:2525/", false, "127.0.0.1", "2525",
	  MIME_TLS_OPPORTUNISTIC },
	{ "smtp://[::1]:2525", false, "::1", "2525", MIME_TLS_OPPORTUNISTIC },
	{ "smtps://[2001:db8::1]", false, "2001:db8::1", "465",
	  MIME_TLS_IMPLICIT },
	{ "smtp://h:65535", false, "h", "65535", MIME_TLS_OPPORTUNISTIC },
};

START_TEST(reads)
{
	struct mime_client_url u = { .size = sizeof u };
	mime_error err;

	ck_assert_msg(mime_client_url(&u, good[_i].url, good[_i].login, &err) ==
			      MIME_OK,
		      "%s: %s at %zu", good[_i].url, err.what, err.offset);
	ck_assert_int_eq(err.code, MIME_OK);
	ck_assert_str_eq(u.host, good[_i].host);
	ck_assert_str_eq(u.port, good[_i].port);
	ck_assert_int_eq(u.tls, good[_i].tls);
}
END_TEST

static const struct {
	const char *url;
	size_t offset;
} bad[] = {
	{ "", 0 },
	{ "mail.example.com", 0 },
	{ "http://h", 0 },
	{ "smtp:h", 0 },
	{ "smtp://", 7 },
	{ "smtp://:25", 7 },
	{ "smtp://[::1", 7 },
	{ "smtp://[]", 7 },
	{ "smtp://[::1]x", 12 },
	{ "smtp://h:", 9 },
	{ "smtp://h:0", 9 },
	{ "smtp://h:65536", 9 },
	{ "smtp://h:123456", 9 },
	{ "smtp://h:+25", 9 },
	{ "smtp://h:25x", 9 },
	{ "smtp://h:25/x", 12 },
	{ "smtp://h?x", 8 },
	{ "smtp://h#x", 8 },
	/* a password in ps(1) and in the shell's history */
	{ "smtp://user:secret@h", 7 },
	{ "smtp://user@h", 7 },
	{ "smtp://h/a@b", 7 },
	{ "smtp://a b", 7 },
	{ "smtp://a\r\nb", 7 },
};

START_TEST(refuses)
{
	struct mime_client_url u = { .size = sizeof u };
	mime_error err;

	ck_assert_msg(mime_client_url(&u, bad[_i].url, false, &err) ==
			      MIME_EINVAL,
		      "%s", bad[_i].url);
	ck_assert_msg(err.offset == bad[_i].offset, "%s: at %zu, %s",
		      bad[_i].url, err.offset, err.what);
	ck_assert_int_eq(mime_client_url(&u, bad[_i].url, false, NULL),
			 MIME_EINVAL);
}
END_TEST

START_TEST(hosts_have_a_length)
{
	struct mime_client_url u = { .size = sizeof u };
	char url[300] = "smtp://";

	memset(url + 7, 'h', 255);
	ck_assert_int_eq(mime_client_url(&u, url, false, NULL), MIME_OK);
	url[7 + 255] = 'h';
	ck_assert_int_eq(mime_client_url(&u, url, false, NULL), MIME_EINVAL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads, 0, COUNT(good));
	tcase_add_loop_test(cases, refuses, 0, COUNT(bad));
	tcase_add_test(cases, hosts_have_a_length);
}

SUITE_MAIN("url", add_tests)
