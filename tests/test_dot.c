#include "codec/dot.h"
#include "support/stage.h"
#include "support/suite.h"

STAGE(stage, mime_dot_stuff, MIME_DOT_MAX);

static const struct {
	const char *name, *in, *out;
} vec[] = {
	/* RFC 5321 4.1.1.4: the command's own line end stands before it */
	{ "nothing", "", ".\r\n" },
	{ "no dot", "a.b\r\nc\r\n", "a.b\r\nc\r\n.\r\n" },
	{ "a dot first", ".\r\n", "..\r\n.\r\n" },
	{ "dots first", "..a\r\n.b\r\n", "...a\r\n..b\r\n.\r\n" },
	{ "dots elsewhere", "a.\r\nb..\r\n", "a.\r\nb..\r\n.\r\n" },
	{ "the end of data inside", "a\r\n.\r\nMAIL\r\n",
	  "a\r\n..\r\nMAIL\r\n.\r\n" },
	{ "an open line", "a", "a\r\n.\r\n" },
	{ "an open line of a dot", ".", "..\r\n.\r\n" },
	{ "blank lines", "\r\n\r\n.\r\n\r\n", "\r\n\r\n..\r\n\r\n.\r\n" },
	/* what is not CRLF cannot end the data early either */
	{ "bare LF", "a\n.\nb\n.\r\n", "a\n..\nb\n..\r\n.\r\n" },
};

START_TEST(stuffs_at_every_split)
{
	const char *in = vec[_i].in, *want = vec[_i].out;
	size_t n = strlen(in);

	for (size_t a = 0; a <= n; a++) {
		for (size_t b = a; b <= n; b++) {
			struct mime_dot s;
			struct bytes out;

			mime_dot_init(&s);
			out = stage_run(&stage, &s, in, n, a, b);
			ck_assert_msg(bytes_are(&out, want, strlen(want)),
				      "%s, cut at %zu, %zu", vec[_i].name, a,
				      b);
			free(out.ptr);
		}
	}
}
END_TEST

/* A body that fails is given up: no last piece, no final dot. */
START_TEST(ends_only_when_told)
{
	struct mime_dot s;
	struct bytes out = { NULL, 0 };

	mime_dot_init(&s);
	stage_feed(&stage, &s, &out, "a\r\n", 3, false);
	ck_assert(bytes_are(&out, "a\r\n", 3));
	free(out.ptr);
}
END_TEST

/* Every second byte a dot that begins a line, and the last line open. */
START_TEST(bound_is_reached)
{
	size_t n = (size_t)_i;
	struct bytes out = { NULL, 0 };
	struct mime_dot s;
	char in[64];

	for (size_t i = 0; i < n; i++)
		in[i] = i % 2 == 0 || i + 1 == n ? '.' : '\n';
	mime_dot_init(&s);
	stage_feed(&stage, &s, &out, in, n, true);
	ck_assert_uint_eq(out.len, MIME_DOT_MAX(n));
	free(out.ptr);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, stuffs_at_every_split, 0, COUNT(vec));
	tcase_add_test(tc, ends_only_when_told);
	tcase_add_loop_test(tc, bound_is_reached, 1, 64);
}

SUITE_MAIN("dot", add_tests)
