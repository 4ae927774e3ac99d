#include "support/pieces.h"
#include "support/written.h"
#include "tree/encode.h"

#define LINE57 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz01234"
#define LINE76                                                                 \
	"QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5" \
	"ejAxMjM0"

static const struct {
	const char *why;
	struct mime_encode_opts opts;
	const char *in, *out;
} vec[] = {
	{ "base64", { .base64 = true }, "abcd", "YWJjZA==\r\n" },
	{ "its lines may end in LF",
	  { .base64 = true, .lf = true },
	  "abcd",
	  "YWJjZA==\n" },
	{ "before a delimiter",
	  { .base64 = true, .inside = true },
	  "abcd",
	  "YWJjZA==" },
	{ "a full line ends at once",
	  { .base64 = true },
	  LINE57,
	  LINE76 "\r\n" },
	{ "but not before a delimiter",
	  { .base64 = true, .inside = true },
	  LINE57,
	  LINE76 },
	{ "inner line ends stay",
	  { .base64 = true, .inside = true },
	  LINE57 LINE57 "a",
	  LINE76 "\r\n" LINE76 "\r\nYQ==" },
	{ "two full lines",
	  { .base64 = true, .inside = true, .lf = true },
	  LINE57 LINE57,
	  LINE76 "\n" LINE76 },
	{ "nothing", { .base64 = true }, "", "" },
	{ "nothing before a delimiter",
	  { .base64 = true, .inside = true },
	  "",
	  "" },
	{ "quoted-printable text",
	  { .text = true },
	  "a=\nb \r\n\rc",
	  "a=3D\r\nb=20\r\n=0Dc" },
	{ "quoted-printable bytes", { .lf = true }, "a\r\nb\n", "a=0D=0Ab=0A" },
	/* the line end of a text is content, and no delimiter's */
	{ "text before a delimiter",
	  { .text = true, .inside = true },
	  "a\n",
	  "a\r\n" },
};

START_TEST(encodes_in_pieces_of_any_size)
{
	mime_slice in = mime_slice_text(vec[_i].in);

	for (size_t size = 1; size <= in.len + 1; size++) {
		struct pieces p;
		struct mime_reader *r = pieces_open(&p, in, size, 0);
		mime_slice got;

		ck_assert_int_eq(mime_encode_open(&r, r, &vec[_i].opts),
				 MIME_OK);
		got = written_reader(r);
		same_bytes(got, mime_slice_text(vec[_i].out), vec[_i].why);
		written_free(got);
		ck_assert(p.freed);
	}
}
END_TEST

/* Over many blocks, in runs as large as they come. */
START_TEST(fills_its_block)
{
	enum { N = 57 * 10000 };
	struct mime_encode_opts opts = { .base64 = true, .inside = _i == 1 };
	char *in = malloc(N);
	struct mime_reader *r;
	struct pieces p;
	mime_slice got;

	memset(in, 0, N);
	r = pieces_open(&p, mime_slice_of(in, N), N, 0);
	ck_assert_int_eq(mime_encode_open(&r, r, &opts), MIME_OK);
	got = written_reader(r);
	ck_assert_uint_eq(got.len, 78 * 10000 - (_i == 1 ? 2 : 0));
	for (size_t i = 0; i < got.len; i++)
		ck_assert_int_eq(got.ptr[i], i % 78 < 76    ? 'A'
					     : i % 78 == 76 ? '\r'
							    : '\n');
	written_free(got);
	free(in);
}
END_TEST

/* Each byte becomes three, and a soft break comes every 25 of them: no input
 * makes more.  As large a run as the block holds, and in pieces that fill it
 * up to its last byte but one before the next is taken. */
START_TEST(fills_its_block_with_escapes)
{
	enum { N = 400 * 1024 };
	static const size_t sizes[] = { N, 28 * 1024, 17001, 4096, 1 };
	struct mime_encode_opts opts = { .lf = false };
	char *in = malloc(N);
	struct mime_reader *r;
	struct pieces p;
	size_t octets = 0, escapes = 0;
	mime_slice run;

	memset(in, '\xff', N);
	r = pieces_open(&p, mime_slice_of(in, N), sizes[_i], 0);
	ck_assert_int_eq(mime_encode_open(&r, r, &opts), MIME_OK);
	while (mime_reader_next(&run, r) > 0) {
		octets += run.len;
		for (size_t i = 0; i < run.len; i++)
			escapes += run.ptr[i] == '=';
		/* all but the last are worth a write of their own */
		ck_assert((run.len >= 128 * 1024 && run.len % 4096 == 0) ||
			  octets == 3 * N + (N - 1) / 25 * 3);
	}
	ck_assert_uint_eq(octets, 3 * N + (N - 1) / 25 * 3);
	ck_assert_uint_eq(escapes, N + (N - 1) / 25);
	mime_reader_free(r);
	free(in);
}
END_TEST

START_TEST(hands_on_an_error)
{
	struct mime_encode_opts opts = { .base64 = _i == 1 };
	struct pieces p;
	struct mime_reader *r =
		pieces_open(&p, MIME_LITERAL("abcdefgh"), 8, MIME_EIO);
	mime_slice run;

	ck_assert_int_eq(mime_encode_open(&r, r, &opts), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&run, r), 1);
	ck_assert_int_eq(mime_reader_next(&run, r), MIME_EIO);
	ck_assert_int_eq(mime_reader_error(r)->code, MIME_EIO);
	mime_reader_free(r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, encodes_in_pieces_of_any_size, 0,
			    COUNT(vec));
	tcase_add_loop_test(cases, fills_its_block, 0, 2);
	tcase_add_loop_test(cases, fills_its_block_with_escapes, 0, 5);
	tcase_add_loop_test(cases, hands_on_an_error, 0, 2);
}

SUITE_MAIN("encode", add_tests)
