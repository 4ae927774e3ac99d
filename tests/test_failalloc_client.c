/* Every allocation of mime_client_send fails once: it says so, leaks nothing,
 * and calls nothing delivered that was not. */
#include "base/slice.h"
#include "support/client_call.h"
#include "support/failalloc.h"
#include "support/suite.h"
#include <signal.h>
#include <sys/wait.h>

static int
pull_body(mime_slice *out, void *ctx)
{
	bool *given = ctx;

	*out = MIME_LITERAL("content\n");
	return *given ? 0 : (*given = true);
}

static int
open_body(struct mime_reader **out, unsigned caps, void *ctx)
{
	(void)caps;
	return mime_reader_new(out, pull_body, NULL, ctx);
}

START_TEST(a_call_says_so)
{
	static const struct fake_step steps[] = {
		HELLO, ENVELOPE,	   CONTENT, SAY("250 2.0.0 queued\r\n"),
		HEAR,  SAY("221 bye\r\n"), END
	};
	bool failed = true;
	size_t n;

	for (n = 1; failed; n++) {
		struct call *c = call_new(NULL);
		struct fake_server f;
		bool given = false;
		int rc;

		ck_assert_uint_lt(n, 200);
		fake_server_start(&f, steps);
		c->cfg.port = f.port;
		c->cfg.open_body = open_body;
		c->cfg.verdict = NULL; /* it asserts, which allocates */
		c->cfg.ctx = &given;
		failalloc_begin(n);
		rc = mime_client_send(&c->cfg, &c->env, &c->err);
		failed = failalloc_end();
		ck_assert_uint_eq(failalloc_live(), 0);
		ck_assert_int_eq(rc, c->err.code);
		/* the resolver and TLS may say it in their words */
		ck_assert_msg(rc == MIME_OK || failed, "%zu: %d", n, rc);
		if (rc == MIME_OK)
			ck_assert_uint_eq(c->result.n_accepted, 1);
		else
			ck_assert_uint_eq(c->result.n_accepted, 0);
		if (!failed) {
			call_end(c, &f);
			continue;
		}
		kill(f.pid, SIGKILL);
		waitpid(f.pid, NULL, 0);
		fake_server_free(&f);
		free(c);
	}
	ck_assert_uint_gt(n, 5);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, a_call_says_so);
	tcase_set_timeout(cases, 60);
}

SUITE_MAIN("failalloc_client", add_tests)
