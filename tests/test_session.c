#include "base/reader.h"
#include "base/slice.h"
#include "smtp/session.h"
#include "support/smtp_script.h"
#include "support/suite.h"
#include <dirent.h>
#include <stdio.h>

static struct dirent **scripts;
static int n_scripts;
static char folder[512];

static int
is_script(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return n > 7 && strcmp(d->d_name + n - 7, ".script") == 0;
}

START_TEST(runs_script)
{
	char path[1024];

	snprintf(path, sizeof path, "%s/%s", folder,
		 scripts[_i / SMTP_SCRIPT_PACES]->d_name);
	smtp_script_run(path, (enum smtp_script_pace)(_i % SMTP_SCRIPT_PACES));
}
END_TEST

static struct mime_smtp_config
config(void)
{
	return (struct mime_smtp_config){
		.size = sizeof(struct mime_smtp_config),
		.helo = MIME_LITERAL("client.example"),
		.tls = MIME_TLS_NONE,
	};
}

static const struct {
	const char *name;
	struct mime_smtp_config cfg;
} bad[] = {
	{ "no helo", { .size = sizeof(struct mime_smtp_config) } },
	{ "GHSA-vvjj-xcjg-gr5g: a command in the name",
	  { .size = sizeof(struct mime_smtp_config),
	    .helo = { "x\r\nMAIL FROM:<e@example.org>", 28 } } },
	{ "no such TLS mode",
	  { .size = sizeof(struct mime_smtp_config),
	    .helo = { "a", 1 },
	    .tls = (enum mime_tls)9 } },
	{ "no such mechanism",
	  { .size = sizeof(struct mime_smtp_config),
	    .helo = { "a", 1 },
	    .auth = (enum mime_auth)9 } },
	{ "a size that cannot be", { .size = 1, .helo = { "a", 1 } } },
	{ "NUL in the user, which PLAIN takes for its end",
	  { .size = sizeof(struct mime_smtp_config),
	    .helo = { "a", 1 },
	    .user = { "a\0b", 3 } } },
	{ "CR in the password",
	  { .size = sizeof(struct mime_smtp_config),
	    .helo = { "a", 1 },
	    .user = { "a", 1 },
	    .password = { "b\rc", 3 } } },
};

START_TEST(refuses_config)
{
	struct mime_smtp *s;

	ck_assert_msg(mime_smtp_new(&s, &bad[_i].cfg) == MIME_EINVAL, "%s",
		      bad[_i].name);
	ck_assert_ptr_null(s);
}
END_TEST

/* A session past its greeting, ready for a message. */
static struct mime_smtp *
ready_session(void)
{
	struct mime_smtp_config cfg = config();
	struct mime_smtp_event ev;
	struct mime_smtp *s;

	ck_assert_int_eq(mime_smtp_new(&s, &cfg), MIME_OK);
	ck_assert_int_eq(mime_smtp_feed(s, "220 mx\r\n", 8), MIME_OK);
	mime_smtp_sent(s, SIZE_MAX);
	ck_assert_int_eq(mime_smtp_feed(s, "250 mx\r\n", 8), MIME_OK);
	ck_assert_int_eq(mime_smtp_poll(&ev, s), 1);
	ck_assert_int_eq(ev.kind, MIME_SMTP_READY);
	return s;
}

static void
count_done(void *ctx)
{
	++*(int *)ctx;
}

static int
pull_nothing(mime_slice *out, void *ctx)
{
	(void)out;
	(void)ctx;
	return 0;
}

START_TEST(submit_owns_the_body_in_every_case)
{
	struct mime_smtp *s = ready_session();
	struct mime_path to = { .utf8 = MIME_LITERAL("b@c\r\nRCPT") };
	struct mime_envelope env = { .size = sizeof env,
				     .from.utf8 = MIME_LITERAL("a@b"),
				     .to = &to,
				     .n_to = 1 };
	struct mime_reader *body;
	int freed = 0;

	mime_reader_new(&body, pull_nothing, count_done, &freed);
	ck_assert_int_eq(mime_smtp_submit(s, &env, body), MIME_EINVAL);
	ck_assert_int_eq(freed, 1);
	ck_assert_uint_eq(mime_smtp_error(s)->offset, 3);
	ck_assert_ptr_null(mime_smtp_output(s).ptr);
	mime_reader_new(&body, pull_nothing, count_done, &freed);
	ck_assert_int_eq(mime_smtp_submit(s, NULL, body), MIME_EINVAL);
	ck_assert_int_eq(freed, 2);
	ck_assert_int_eq(mime_smtp_submit(s, &env, NULL), MIME_EINVAL);
	/* and the session is as good as before */
	to.utf8 = MIME_LITERAL("b@c");
	mime_reader_new(&body, pull_nothing, count_done, &freed);
	ck_assert_int_eq(mime_smtp_submit(s, &env, body), MIME_OK);
	ck_assert_int_eq(mime_smtp_quit(s), MIME_EINVAL);
	mime_smtp_free(s);
	ck_assert_int_eq(freed, 3);
}
END_TEST

START_TEST(waits_as_rfc_5321_says)
{
	struct mime_smtp_config cfg = config();
	struct mime_smtp *s;
	unsigned step;

	ck_assert_int_eq(mime_smtp_new(&s, &cfg), MIME_OK);
	ck_assert_int_eq(mime_smtp_timeout(s), 300000);
	step = mime_smtp_step(s);
	mime_smtp_feed(s, "220-m\r\n220", 10);
	/* half a reply is no progress: a drip gains nothing */
	ck_assert_uint_eq(mime_smtp_step(s), step);
	mime_smtp_feed(s, "\r\n", 2);
	ck_assert_uint_ne(mime_smtp_step(s), step);
	mime_smtp_free(s);
	s = ready_session();
	ck_assert_int_eq(mime_smtp_quit(s), MIME_OK);
	ck_assert_int_eq(mime_smtp_timeout(s), 2000);
	mime_smtp_free(s);
}
END_TEST

/* Without an end to a line, and without an end to the lines. */
START_TEST(endless_replies_end)
{
	struct mime_smtp_config cfg = config();
	struct mime_smtp *s;
	char line[1000];
	size_t fed = 0;
	int rc = MIME_OK;

	memset(line, 'x', sizeof line);
	memcpy(line, "220-", 4);
	if (_i > 0)
		line[sizeof line - 1] = '\n';
	ck_assert_int_eq(mime_smtp_new(&s, &cfg), MIME_OK);
	for (; rc == MIME_OK && fed < 1000000; fed += sizeof line)
		rc = mime_smtp_feed(s, line, sizeof line);
	ck_assert_int_eq(rc, MIME_EPROTO);
	ck_assert_uint_le(fed, _i > 0 ? 67000 : 6000);
	ck_assert_int_eq(mime_smtp_feed(s, line, sizeof line), MIME_EPROTO);
	mime_smtp_free(s);
}
END_TEST

START_TEST(check_needs_no_server)
{
	struct mime_smtp_config cfg = config();
	struct mime_path to[2] = { { .utf8 = MIME_LITERAL("a@b") },
				   { .utf8 = MIME_LITERAL("a b@c") } };
	struct mime_envelope env = { .size = sizeof env,
				     .from.utf8 = MIME_LITERAL(""),
				     .to = to,
				     .n_to = 2 };
	mime_error err;
	size_t rcpt;

	ck_assert_int_eq(mime_smtp_check(&rcpt, &cfg, &env, &err), MIME_EINVAL);
	ck_assert_uint_eq(rcpt, 1);
	ck_assert_uint_eq(err.offset, 1);
	env.n_to = 1;
	ck_assert_int_eq(mime_smtp_check(&rcpt, &cfg, &env, &err), MIME_OK);
	ck_assert_uint_eq(rcpt, SIZE_MAX);
	cfg.helo = MIME_LITERAL("a b");
	ck_assert_int_eq(mime_smtp_check(NULL, &cfg, NULL, NULL), MIME_EINVAL);
	ck_assert_int_eq(mime_smtp_check(NULL, NULL, &env, NULL), MIME_OK);
	env.size = 3;
	ck_assert_int_eq(mime_smtp_check(NULL, NULL, &env, NULL), MIME_EINVAL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	const char *root = getenv("top_srcdir");

	snprintf(folder, sizeof folder, "%s/tests/data/smtp",
		 root != NULL ? root : ".");
	n_scripts = scandir(folder, &scripts, is_script, alphasort);
	if (n_scripts <= 0) {
		fprintf(stderr, "%s has no scripts\n", folder);
		exit(EXIT_FAILURE);
	}
	tcase_add_loop_test(cases, runs_script, 0,
			    n_scripts * SMTP_SCRIPT_PACES);
	tcase_add_loop_test(cases, refuses_config, 0, COUNT(bad));
	tcase_add_test(cases, submit_owns_the_body_in_every_case);
	tcase_add_test(cases, waits_as_rfc_5321_says);
	tcase_add_loop_test(cases, endless_replies_end, 0, 2);
	tcase_add_test(cases, check_needs_no_server);
}

SUITE_MAIN("session", add_tests)
