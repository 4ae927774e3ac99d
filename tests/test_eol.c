#include "codec/eol.h"
#include "support/stage.h"
#include "support/suite.h"

STAGE(stage, mime_eol_convert, MIME_EOL_MAX);

#define BOTH(in, lf, crlf)                                                     \
	in, sizeof in - 1,                                                     \
	{                                                                      \
		crlf, lf                                                       \
	}
static const struct {
	const char *name, *in;
	size_t len;
	const char *out[2]; /* by enum mime_line_end */
} vec[] = {
	{ "nothing", BOTH("", "", "") },
	{ "no line end", BOTH("abc", "abc", "abc") },
	{ "CRLF", BOTH("a\r\n\r\nb\r\n", "a\n\nb\n", "a\r\n\r\nb\r\n") },
	{ "LF", BOTH("a\n\nb\n", "a\n\nb\n", "a\r\n\r\nb\r\n") },
	/* SMTP may carry no bare CR: some servers end lines there */
	{ "bare CR", BOTH("a\r\rb\r", "a\n\nb\n", "a\r\n\r\nb\r\n") },
	{ "LF CR", BOTH("a\n\rb", "a\n\nb", "a\r\n\r\nb") },
	{ "CR CR LF", BOTH("a\r\r\nb", "a\n\nb", "a\r\n\r\nb") },
	{ "CR LF LF", BOTH("\r\n\nb", "\n\nb", "\r\n\r\nb") },
	{ "mixed", BOTH("a\rb\r\nc\nd", "a\nb\nc\nd", "a\r\nb\r\nc\r\nd") },
	{ "many CRs before a far LF",
	  BOTH("\r\r\rabc\r\r\n", "\n\n\nabc\n\n", "\r\n\r\n\r\nabc\r\n\r\n") },
	{ "high bytes", BOTH("\xff\x8a\n", "\xff\x8a\n", "\xff\x8a\r\n") },
};

START_TEST(converts_at_every_split)
{
	const char *in = vec[_i].in;
	size_t n = vec[_i].len;

	for (int kind = MIME_LINE_CRLF; kind <= MIME_LINE_LF; kind++) {
		const char *want = vec[_i].out[kind];

		for (size_t a = 0; a <= n; a++) {
			for (size_t b = a; b <= n; b++) {
				struct mime_eol s;
				struct bytes out;

				mime_eol_init(&s, (enum mime_line_end)kind);
				out = stage_run(&stage, &s, in, n, a, b);
				ck_assert_msg(
					bytes_are(&out, want, strlen(want)),
					"%s, cut at %zu, %zu", vec[_i].name, a,
					b);
				free(out.ptr);
			}
		}
	}
}
END_TEST

/* A NUL is a byte like others. */
START_TEST(passes_nul)
{
	struct mime_eol s;
	struct bytes out;

	mime_eol_init(&s, MIME_LINE_CRLF);
	out = stage_run(&stage, &s, "a\0\nb\0", 5, 0, 2);
	ck_assert(bytes_are(&out, "a\0\r\nb\0", 6));
	free(out.ptr);
}
END_TEST

START_TEST(bound_is_reached)
{
	static const char chars[] = "\r\n";
	char in[64], out[MIME_EOL_MAX(sizeof in)];
	struct mime_eol s;

	memset(in, chars[_i], sizeof in);
	mime_eol_init(&s, MIME_LINE_CRLF);
	ck_assert_uint_eq(mime_eol_convert(&s, in, sizeof in, out, true),
			  MIME_EOL_MAX(sizeof in));
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, converts_at_every_split, 0, COUNT(vec));
	tcase_add_test(tc, passes_nul);
	tcase_add_loop_test(tc, bound_is_reached, 0, 2);
}

SUITE_MAIN("eol", add_tests)
