#include "support/written.h"

#define TOKEN "01d0fabd251fcbbe2b93b4b9"
#define OUTER "=_2-" TOKEN
#define INNER "=_1-" TOKEN

/* write(parse(x)) == x, whatever x is. */
static const struct {
	const char *why, *in;
	size_t len;
} same[] = {
#define TEXT(s) s, sizeof(s) - 1
	{ "nothing", TEXT("") },
	{ "a line", TEXT("A: 1") },
	{ "no header", TEXT("\r\n\r\nbody") },
	{ "mixed line ends and controls",
	  TEXT("A: \0\x01\r\rB: 2\n\r\n\r\nx\ry\n\0\r") },
	{ "a multipart",
	  TEXT("Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n"
	       "--b\r\n\r\n1\r\n--b \n\n2--b--\r\n--b--\r\nepi") },
	{ "no close delimiter",
	  TEXT("Content-Type: multipart/mixed; boundary=b\n\n--b\n--b\n--b") },
	{ "an embedded message in a digest",
	  TEXT("Content-Type: multipart/digest; boundary=b\n\n--b\n\n"
	       "A: 1\nContent-Type: multipart/x; boundary=c\n\n--c\n\n1\n"
	       "--b--\n") },
	{ "an envelope line and a byte-order mark", TEXT("\xef\xbb\xbf"
							 "From x\nA: 1\n\n") },
#undef TEXT
};

START_TEST(an_unedited_message_is_lent_whole)
{
	mime_slice in = mime_slice_of(same[_i].in, same[_i].len), run;
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_BINARY);
	struct mime_message *m = parsed(in);
	struct mime_reader *r;

	for (int carry = 0; carry < 4; carry++) {
		opts.carry =
			carry < 3 ? (enum mime_carry)carry : MIME_CARRY_BINARY;
		ck_assert_int_eq(
			mime_write_open(&r, m, carry < 3 ? &opts : NULL),
			MIME_OK);
		if (opts.carry == MIME_CARRY_BINARY && in.len > 0) {
			ck_assert_int_eq(mime_reader_next(&run, r), 1);
			ck_assert_msg(run.ptr == in.ptr && run.len == in.len,
				      "%s: not one run", same[_i].why);
			ck_assert_int_eq(mime_reader_next(&run, r), 0);
			ck_assert_int_eq(mime_reader_next(&run, r), 0);
		}
		mime_reader_free(r);
	}
	mime_message_free(m);
}
END_TEST

/* The runs of a message whose Subject was changed: the bytes before it and
 * those after it are lent. */
START_TEST(lends_what_was_not_changed)
{
	enum { HALF = 100000 };
	char *in = malloc(2 * HALF + 32);
	struct mime_message *m;
	struct mime_reader *r;
	mime_slice run;
	size_t n = 0;

	memcpy(in, "X: ", 3);
	memset(in + 3, 'x', HALF);
	memcpy(in + 3 + HALF, "\nSubject: a\nY: 1\n\n", 18);
	memset(in + 3 + HALF + 18, 'y', HALF);
	m = parsed(mime_slice_of(in, 2 * HALF + 21));
	ck_assert_int_eq(mime_field_set(mime_message_root(m), "Subject",
					MIME_LITERAL("b"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&run, r), 1);
	ck_assert(run.ptr == in && run.len == HALF + 4);
	ck_assert_int_eq(mime_reader_next(&run, r), 1);
	same_bytes(run, MIME_LITERAL("Subject: b\n"), "the new line");
	ck_assert_int_eq(mime_reader_next(&run, r), 1);
	ck_assert(run.ptr == in + HALF + 4 + 11);
	n = run.len;
	ck_assert_uint_eq(n, HALF + 6);
	ck_assert_int_eq(mime_reader_next(&run, r), 0);
	mime_reader_free(r);
	mime_message_free(m);
	free(in);
}
END_TEST

/* Many small changes come in few runs. */
START_TEST(gathers_small_pieces)
{
	enum { FIELDS = 10000 };
	char *in = malloc(FIELDS * 10 + 1);
	struct mime_message *m;
	struct mime_part *root;
	struct mime_field *f = NULL;
	struct mime_reader *r;
	mime_slice run;
	size_t n = 0, runs = 0;

	for (int i = 0; i < FIELDS; i++)
		memcpy(in + i * 10, i % 2 > 0 ? "Even: 123\n" : "Odd: 1234\n",
		       10);
	m = parsed(mime_slice_of(in, FIELDS * 10));
	root = mime_message_root(m);
	mime_field_drop(root, "Even");
	while ((f = mime_field_find(root, NULL, f)) != NULL)
		n++;
	ck_assert_uint_eq(n, FIELDS / 2);
	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	for (n = 0; mime_reader_next(&run, r) > 0; runs++)
		n += run.len;
	ck_assert_uint_eq(n, FIELDS / 2 * 10);
	ck_assert_uint_eq(runs, 1);
	mime_reader_free(r);
	mime_message_free(m);
	free(in);
}
END_TEST

/* A message made from nothing: a text, its HTML, an attachment. */
static struct mime_message *
compose(void)
{
	struct mime_message *m = made();
	struct mime_part *text = mime_message_root(m), *both, *p, *root;

	ck_assert_int_eq(mime_body_set_text(text, MIME_LITERAL("hi\n"),
					    MIME_ENCODING_AUTO, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&both, text, "multipart/alternative"),
			 MIME_OK);
	ck_assert_int_eq(mime_part_new(&p, m, "text/html"), MIME_OK);
	ck_assert_int_eq(mime_body_set_text(p, MIME_LITERAL("<p>hi"),
					    MIME_ENCODING_AUTO, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_part_insert(both, p, NULL), MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&root, both, "multipart/mixed"),
			 MIME_OK);
	ck_assert_int_eq(mime_part_new(&p, m, "application/pdf"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(root, p, NULL), MIME_OK);
	ck_assert_int_eq(mime_field_set(p, "Content-Description",
					MIME_LITERAL("d"), NULL),
			 MIME_OK);
	ck_assert_int_eq(
		mime_field_set(p, "Content-ID", MIME_LITERAL("<i@j>"), NULL),
		MIME_OK);
	ck_assert_int_eq(mime_part_set_disposition(p, "attachment",
						   MIME_LITERAL("a.pdf"),
						   MIME_NAME_COMPAT, NULL),
			 MIME_OK);
	ck_assert_int_eq(
		mime_body_set(p, MIME_LITERAL("%PDF"), MIME_ENCODING_AUTO),
		MIME_OK);
	ck_assert_int_eq(
		mime_field_set(root, "From", MIME_LITERAL("a@b.c"), NULL),
		MIME_OK);
	ck_assert_int_eq(
		mime_field_set(root, "Subject", MIME_LITERAL("x"), NULL),
		MIME_OK);
	return m;
}

static const char composed[] =
	"From: a@b.c\nSubject: x\nMIME-Version: 1.0\n"
	"Content-Type: multipart/mixed;\n boundary=\"" OUTER "\"\n\n"
	"--" OUTER "\nContent-Type: multipart/alternative;\n"
	" boundary=\"" INNER "\"\n\n"
	"--" INNER "\nContent-Type: text/plain; charset=us-ascii\n"
	"Content-Transfer-Encoding: 7bit\n\nhi\n\n"
	"--" INNER "\nContent-Type: text/html; charset=us-ascii\n"
	"Content-Transfer-Encoding: 7bit\n\n<p>hi\n"
	"--" INNER "--\n"
	"--" OUTER "\nContent-Type: application/pdf; name=a.pdf\n"
	"Content-Disposition: attachment; filename=a.pdf\n"
	"Content-Transfer-Encoding: base64\nContent-ID: <i@j>\n"
	"Content-Description: d\n\nJVBERg==\n"
	"--" OUTER "--\n";

START_TEST(a_new_message_byte_for_byte)
{
	static const enum mime_write_eol eols[] = { MIME_EOL_KEEP,
						    MIME_EOL_CRLF,
						    MIME_EOL_LF };
	struct mime_message *m = compose(), *again;
	char tree[TREE_TEXT_MAX], defects[TREE_TEXT_MAX];

	for (int i = 0; i < COUNT(eols); i++) {
		struct mime_write_opts opts =
			WRITTEN_OPTS(eols[i], MIME_CARRY_7BIT);
		mime_slice want = lines(composed, eols[i] != MIME_EOL_LF);
		mime_slice got = written_with(m, &opts);

		same_bytes(got, want, "composed");
		written_free(want);
		again = parsed(got);
		tree_text(tree, again);
		ck_assert_str_eq(tree, "multipart/mixed(multipart/alternative("
				       "text/plain text/html) "
				       "application/pdf)");
		ck_assert_int_eq(mime_message_check(again), MIME_OK);
		defect_text(defects, again);
		ck_assert_str_eq(defects, "H14"); /* it has no Date */
		mime_message_free(again);
		written_free(got);
	}
	mime_message_free(m);
}
END_TEST

/* A parsed message written with other line ends: each LF and CRLF changes,
 * and a bare CR, which is data, stays. */
START_TEST(converts_line_ends)
{
	static const char in[] = "A: 1\r\nB: 2\n\nx\ry\r\nz\n";
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_CRLF, MIME_CARRY_BINARY);
	struct mime_message *m = parsed(mime_slice_text(in));
	mime_slice got;

	ck_assert_int_eq(mime_field_set(mime_message_root(m), "C",
					MIME_LITERAL("3"), NULL),
			 MIME_OK);
	check_written(m, MIME_LITERAL("A: 1\r\nB: 2\nC: 3\r\n\nx\ry\r\nz\n"),
		      "kept");
	got = written_with(m, &opts);
	same_bytes(got,
		   MIME_LITERAL("A: 1\r\nB: 2\r\nC: 3\r\n\r\nx\ry\r\nz\r\n"),
		   "CRLF");
	written_free(got);
	opts.eol = MIME_EOL_LF;
	got = written_with(m, &opts);
	same_bytes(got, MIME_LITERAL("A: 1\nB: 2\nC: 3\n\nx\ry\nz\n"), "LF");
	written_free(got);
	mime_message_free(m);
}
END_TEST

START_TEST(boundaries_are_a_function_of_the_seed)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_7BIT);
	struct mime_message *m = compose(), *other = compose();
	mime_slice a = written_with(m, &opts), b = written_with(other, &opts);

	ck_assert(mime_slice_equal(a, b));
	written_free(b);
	opts.seed = 2;
	b = written_with(m, &opts);
	ck_assert(!mime_slice_equal(a, b));
	written_free(a);
	written_free(b);
	opts.seed = 0;
	a = written_with(m, &opts);
	b = written_with(m, &opts);
	ck_assert(!mime_slice_equal(a, b));
	written_free(a);
	written_free(b);
	mime_message_free(m);
	mime_message_free(other);
}
END_TEST

/* A reader may be left at any point. */
START_TEST(may_be_left_early)
{
	enum { LARGE = 1000000 };
	struct mime_message *m = compose();
	struct mime_part *p = mime_message_root(m);
	char *large = calloc(LARGE, 1);
	struct mime_reader *r;
	mime_slice run;

	ck_assert_int_eq(mime_part_new(&p, m, "a/b"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(mime_message_root(m), p, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_body_set(p, mime_slice_of(large, LARGE),
				       MIME_ENCODING_AUTO),
			 MIME_OK);
	for (int pulls = 0; pulls < 4; pulls++) {
		ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
		for (int i = 0; i < pulls; i++) {
			ck_assert_int_eq(mime_reader_next(&run, r), 1);
			/* one block a stage */
			ck_assert_uint_le(run.len, 256 * 1024);
		}
		mime_reader_free(r);
	}
	mime_message_free(m);
	free(large);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, an_unedited_message_is_lent_whole, 0,
			    COUNT(same));
	tcase_add_test(cases, lends_what_was_not_changed);
	tcase_add_test(cases, gathers_small_pieces);
	tcase_add_test(cases, a_new_message_byte_for_byte);
	tcase_add_test(cases, converts_line_ends);
	tcase_add_test(cases, boundaries_are_a_function_of_the_seed);
	tcase_add_test(cases, may_be_left_early);
}

SUITE_MAIN("write", add_tests)
