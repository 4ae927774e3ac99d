#include "support/pieces.h"
#include "support/written.h"
#include "tree/line_end.h"

static const struct {
	const char *why, *in, *crlf, *lf;
} vec[] = {
	{ "nothing", "", "", "" },
	{ "both kinds", "a\nb\r\nc", "a\r\nb\r\nc", "a\nb\nc" },
	/* a bare CR is data: as a line end it could begin a header field */
	{ "bare CR stays", "a\rb\r", "a\rb\r", "a\rb\r" },
	{ "CR before CRLF stays", "a\r\r\nb", "a\r\r\nb", "a\r\nb" },
	{ "LF CR", "a\n\rb", "a\r\n\rb", "a\n\rb" },
	{ "only line ends", "\n\n\r\n", "\r\n\r\n\r\n", "\n\n\n" },
	{ "CRs only", "\r\r\r", "\r\r\r", "\r\r\r" },
};

START_TEST(converts_in_pieces_of_any_size)
{
	mime_slice in = mime_slice_text(vec[_i].in);

	for (int lf = 0; lf < 2; lf++)
		for (size_t size = 1; size <= in.len + 1; size++) {
			struct pieces p;
			struct mime_reader *r = pieces_open(&p, in, size, 0);
			mime_slice got;

			ck_assert_int_eq(mime_line_end_open(&r, r, lf),
					 MIME_OK);
			got = written_reader(r);
			same_bytes(
				got,
				mime_slice_text(lf ? vec[_i].lf : vec[_i].crlf),
				vec[_i].why);
			written_free(got);
			ck_assert(p.freed);
		}
}
END_TEST

/* Every LF grows, over many blocks. */
START_TEST(fills_its_block)
{
	enum { N = 300000 };
	char *in = malloc(N), *want = malloc(2 * N);
	struct mime_reader *r;
	struct pieces p;
	mime_slice got;

	for (size_t i = 0; i < N; i++) {
		in[i] = want[2 * i + 1] = '\n';
		want[2 * i] = '\r';
	}
	r = pieces_open(&p, mime_slice_of(in, N), N, 0);
	ck_assert_int_eq(mime_line_end_open(&r, r, false), MIME_OK);
	got = written_reader(r);
	ck_assert(mime_slice_equal(got, mime_slice_of(want, 2 * N)));
	written_free(got);
	free(in);
	free(want);
}
END_TEST

START_TEST(hands_on_an_error)
{
	struct pieces p;
	struct mime_reader *r =
		pieces_open(&p, MIME_LITERAL("a\r"), 9, MIME_EIO);
	mime_slice run;

	ck_assert_int_eq(mime_line_end_open(&r, r, true), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&run, r), 1);
	ck_assert_int_eq(mime_reader_next(&run, r), MIME_EIO);
	ck_assert_int_eq(mime_reader_next(&run, r), MIME_EIO);
	ck_assert_int_eq(mime_reader_error(r)->code, MIME_EIO);
	mime_reader_free(r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, converts_in_pieces_of_any_size, 0,
			    COUNT(vec));
	tcase_add_test(cases, fills_its_block);
	tcase_add_test(cases, hands_on_an_error);
}

SUITE_MAIN("line_end", add_tests)
