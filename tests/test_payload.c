#include "base/reader.h"
#include "base/slice.h"
#include "base/strbuf.h"
#include "smtp/payload.h"
#include "support/suite.h"
#include <stdio.h>

static const struct {
	const char *name, *in, *out;
} vec[] = {
	{ "nothing", "", ".\r\n" },
	{ "CRLF", "a\r\nb\r\n", "a\r\nb\r\n.\r\n" },
	{ "LF", "a\nb\n", "a\r\nb\r\n.\r\n" },
	{ "CR", "a\rb\r", "a\r\nb\r\n.\r\n" },
	{ "no end to the last line", "a", "a\r\n.\r\n" },
	{ "dots", ".\r\n..\r\n.x\r\na.\r\n",
	  "..\r\n...\r\n..x\r\na.\r\n.\r\n" },
	/* what servers have taken for the final dot (CVE-2023-51764 and
	 * others), each made a line of content */
	{ "LF . LF", "a\n.\nb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "LF . CRLF", "a\n.\r\nb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "CRLF . LF", "a\r\n.\nb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "CR . CR", "a\r.\rb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "CRLF . CR", "a\r\n.\rb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "CR . CRLF", "a\r.\r\nb", "a\r\n..\r\nb\r\n.\r\n" },
	{ "CR CRLF . CR CRLF", "a\r\r\n.\r\r\nb",
	  "a\r\n\r\n..\r\n\r\nb\r\n.\r\n" },
	{ "LF CR . LF CR", "a\n\r.\n\rb", "a\r\n\r\n..\r\n\r\nb\r\n.\r\n" },
	{ "ends in CR", "a\r\n.\r", "a\r\n..\r\n.\r\n" },
	{ "ends in a dot", "a\r\n.", "a\r\n..\r\n.\r\n" },
};

struct source {
	mime_slice left;
	size_t piece;
	int end;
};

static int
pull(mime_slice *out, void *ctx)
{
	struct source *s = ctx;
	size_t n = s->left.len < s->piece ? s->left.len : s->piece;

	if (n == 0)
		return s->end;
	*out = mime_slice_part(s->left, 0, n);
	s->left = mime_slice_part(s->left, n, s->left.len);
	return 1;
}

/* Everything that p gives, taken in pieces of `sent' bytes. */
static int
drain(struct mime_strbuf *all, struct mime_payload *p, size_t sent)
{
	struct mime_smtp_config cfg = { 0 };
	struct mime_output o;
	int rc = 1;

	ck_assert_int_eq(mime_output_init(&o, &cfg), MIME_OK);
	while (rc > 0 || mime_output_slice(&o).ptr != NULL) {
		mime_slice s;

		if (rc > 0)
			rc = mime_payload_fill(p, &o);
		s = mime_output_slice(&o);
		if (s.len > sent)
			s.len = sent;
		mime_strbuf_add(all, s);
		mime_output_sent(&o, s.len);
	}
	mime_output_free(&o);
	return rc;
}

static int
run(struct mime_strbuf *all, struct source *s, size_t sent,
    enum mime_carry carry)
{
	struct mime_payload *p = malloc(sizeof *p);
	struct mime_reader *body;
	int rc;

	mime_strbuf_init(all, SIZE_MAX);
	ck_assert_int_eq(mime_reader_new(&body, pull, NULL, s), MIME_OK);
	mime_payload_init(p, body, carry);
	rc = drain(all, p, sent);
	ck_assert_int_eq(p->error.code, rc);
	mime_payload_free(p);
	free(p);
	return rc;
}

START_TEST(stuffs_at_every_split)
{
	size_t n = strlen(vec[_i].in);

	for (size_t piece = 1; piece <= n + 1; piece++) {
		struct source s = { { vec[_i].in, n }, piece, 0 };
		struct mime_strbuf all;

		ck_assert_int_eq(run(&all, &s, piece, MIME_CARRY_7BIT), 0);
		ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&all),
					       mime_slice_text(vec[_i].out)),
			      "%s in pieces of %zu", vec[_i].name, piece);
		mime_strbuf_free(&all);
	}
}
END_TEST

/* Whatever comes in: one final dot, at the end, and no bare CR or LF. */
static void
check_wire(const struct mime_strbuf *all)
{
	const char *p = all->ptr;
	size_t n = all->len, dots = 0;

	ck_assert_uint_ge(n, 3);
	ck_assert_mem_eq(p + n - 3, ".\r\n", 3);
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\r')
			ck_assert(i + 1 < n && p[i + 1] == '\n');
		if (p[i] == '\n')
			ck_assert(i > 0 && p[i - 1] == '\r');
		if (p[i] == '.' && (i == 0 || p[i - 1] == '\n') &&
		    p[i + 1] == '\r')
			dots++;
	}
	ck_assert_uint_eq(dots, 1);
}

START_TEST(no_mixture_ends_early)
{
	char in[8];

	/* all texts of seven characters of these four */
	for (unsigned k = 0; k < 1u << 14; k++) {
		struct source s = { { in, 7 }, 1 + k % 7, 0 };
		struct mime_strbuf all;

		for (unsigned i = 0; i < 7; i++)
			in[i] = "\r\n.x"[k >> (2 * i) & 3];
		ck_assert_int_eq(run(&all, &s, SIZE_MAX, MIME_CARRY_7BIT), 0);
		check_wire(&all);
		mime_strbuf_free(&all);
	}
}
END_TEST

/* Blocks of the longest growth: every second byte doubles. */
START_TEST(large_content_fits_the_blocks)
{
	size_t n = 300000;
	char *in = malloc(n);
	struct source s = { { in, n }, _i == 0 ? SIZE_MAX : 4097, 0 };
	struct mime_strbuf all;

	for (size_t i = 0; i < n; i++)
		in[i] = i % 2 == 0 ? '\n' : '.';
	ck_assert_int_eq(run(&all, &s, 1000, MIME_CARRY_7BIT), 0);
	/* each pair becomes CR LF . . and the last line gets an end */
	ck_assert_uint_eq(all.len, n / 2 * 4 + 2 + 3);
	check_wire(&all);
	mime_strbuf_free(&all);
	free(in);
}
END_TEST

static int
line_of(size_t n, size_t piece, const char *end)
{
	char text[1100];
	struct source s = { { text, n + strlen(end) }, piece, 0 };
	struct mime_strbuf all;
	int rc;

	memset(text, 'x', n);
	memcpy(text + n, end, strlen(end));
	rc = run(&all, &s, SIZE_MAX, MIME_CARRY_7BIT);
	mime_strbuf_free(&all);
	return rc;
}

START_TEST(lines_have_a_length)
{
	static const size_t pieces[] = { SIZE_MAX, 1, 998, 999 };
	size_t piece = pieces[_i];

	ck_assert_int_eq(line_of(998, piece, "\r\n"), 0);
	ck_assert_int_eq(line_of(998, piece, "\n"), 0);
	ck_assert_int_eq(line_of(998, piece, ""), 0);
	ck_assert_int_eq(line_of(998, piece, "\r"), 0);
	ck_assert_int_eq(line_of(999, piece, "\r\n"), MIME_EINVAL);
	ck_assert_int_eq(line_of(999, piece, ""), MIME_EINVAL);
	ck_assert_int_eq(line_of(998, piece, "\r\nb"), 0);
}
END_TEST

static const struct {
	const char *name;
	mime_slice in;
	enum mime_carry carry;
	int rc;
} bytes[] = {
	{ "8-bit as 7-bit", { "a\xe4", 2 }, MIME_CARRY_7BIT, MIME_EINVAL },
	{ "8-bit", { "a\xe4", 2 }, MIME_CARRY_8BIT, 0 },
	{ "NUL as 7-bit", { "a\0b", 3 }, MIME_CARRY_7BIT, MIME_EINVAL },
	{ "NUL as 8-bit", { "a\0b", 3 }, MIME_CARRY_8BIT, MIME_EINVAL },
};

START_TEST(content_is_what_was_announced)
{
	struct source s = { bytes[_i].in, SIZE_MAX, 0 };
	struct mime_strbuf all;

	ck_assert_msg(run(&all, &s, SIZE_MAX, bytes[_i].carry) == bytes[_i].rc,
		      "%s", bytes[_i].name);
	if (bytes[_i].rc < 0)
		ck_assert_uint_eq(all.len, 0);
	mime_strbuf_free(&all);
}
END_TEST

START_TEST(a_failing_body_gets_no_dot)
{
	struct source s = { MIME_LITERAL("a\r\n.\r\n"), 2, MIME_EIO };
	struct mime_strbuf all;

	ck_assert_int_eq(run(&all, &s, SIZE_MAX, MIME_CARRY_7BIT), MIME_EIO);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&all),
				   MIME_LITERAL("a\r\n..\r\n")));
	mime_strbuf_free(&all);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, stuffs_at_every_split, 0, COUNT(vec));
	tcase_add_test(cases, no_mixture_ends_early);
	tcase_add_loop_test(cases, large_content_fits_the_blocks, 0, 2);
	tcase_add_loop_test(cases, lines_have_a_length, 0, 4);
	tcase_add_loop_test(cases, content_is_what_was_announced, 0,
			    COUNT(bytes));
	tcase_add_test(cases, a_failing_body_gets_no_dot);
}

SUITE_MAIN("payload", add_tests)
