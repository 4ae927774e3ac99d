#include "codec/qp.h"
#include "support/kernel_check.h"
#include "support/stage.h"
#include "support/suite.h"

STAGE(decoder, mime_qp_decode, MIME_QP_DECODE_MAX);

#define IN(s) s, sizeof s - 1
static const struct {
	const char *name, *in;
	size_t len;
	const char *out;
	size_t out_len;
	struct mime_fault escape, blanks;
} decoding[] = {
	{ "nothing", IN(""), IN(""), { 0, 0 }, { 0, 0 } },
	{ "plain",
	  IN("a b\tc.\r\n\r\nd"),
	  IN("a b\tc.\r\n\r\nd"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "escapes",
	  IN("=E4=B8=AD=3D=00x"),
	  IN("\xe4\xb8\xad=\0x"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "a plain stretch of more than a word, then an escape",
	  IN("0123456789abcdefghi=2E0123456789"),
	  IN("0123456789abcdefghi.0123456789"),
	  { 0, 0 },
	  { 0, 0 } },
	/* line ends are the sender's, mixed too */
	{ "line ends stay",
	  IN("a\r\nb\nc\rd\n\r"),
	  IN("a\r\nb\nc\rd\n\r"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "raw high bytes stay",
	  IN("\xe4\xb8\xad\xff"),
	  IN("\xe4\xb8\xad\xff"),
	  { 0, 0 },
	  { 0, 0 } },
	/* rule 5 */
	{ "soft break", IN("a=\r\nb=\nc"), IN("abc"), { 0, 0 }, { 0, 0 } },
	{ "soft break at the end", IN("a=\r\n"), IN("a"), { 0, 0 }, { 0, 0 } },
	/* the line end went to the delimiter */
	{ "soft break without a line end",
	  IN("a="),
	  IN("a"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "soft break, then blank lines",
	  IN("a =\r\n\r\n \r\n"),
	  IN("a \r\n\r\n"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "blanks at a soft break",
	  IN("abc= \t \r\ndef= \nghi"),
	  IN("abcdefghi"),
	  { 0, 0 },
	  { 2, 3 } },
	{ "blanks at a soft break at the end",
	  IN("abc= \t"),
	  IN("abc"),
	  { 0, 0 },
	  { 1, 3 } },
	/* rule 3: such blanks were added in transport */
	{ "trailing blanks",
	  IN("a \t\r\nb \nc\t"),
	  IN("a\r\nb\nc"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "lines of blanks",
	  IN(" \r\n\t\t\n "),
	  IN("\r\n\n"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "escaped blanks stay",
	  IN("a=20\r\nb=09\r\n c =20 \r\n"),
	  IN("a \r\nb\t\r\n c  \r\n"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "blanks before an escape stay",
	  IN("a  =41 \t=\r\nb"),
	  IN("a  A \tb"),
	  { 0, 0 },
	  { 0, 0 } },
	/* a bare CR is data, so nothing before it trails */
	{ "blanks before a bare CR",
	  IN("a \rb \r"),
	  IN("a \rb \r"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "blanks before CR CR LF",
	  IN("a \r\r\n"),
	  IN("a \r\r\n"),
	  { 0, 0 },
	  { 0, 0 } },
	{ "blanks before a bare CR and blanks",
	  IN("a \r \r\n"),
	  IN("a \r\r\n"),
	  { 0, 0 },
	  { 0, 0 } },
	/* 6.7: not legal, but only one reading */
	{ "lower-case digits",
	  IN("=e4=b8=ad=3d=aF"),
	  IN("\xe4\xb8\xad=\xaf"),
	  { 5, 0 },
	  { 0, 0 } },
	/* the place is counted from the start, wherever a piece ends */
	{ "lower-case digits after others",
	  IN("ab=41=42=e4"),
	  IN("abAB\xe4"),
	  { 1, 8 },
	  { 0, 0 } },
	{ "no digits", IN("a=ZZb"), IN("a=ZZb"), { 1, 1 }, { 0, 0 } },
	{ "one digit",
	  IN("b=3=\r\nc=3Dd=e\r\n"),
	  IN("b=3c=d=e\r\n"),
	  { 2, 1 },
	  { 0, 0 } },
	{ "one digit, then high",
	  IN("=4\xff"),
	  IN("=4\xff"),
	  { 1, 0 },
	  { 0, 0 } },
	{ "one digit at the end", IN("a=4"), IN("a=4"), { 1, 1 }, { 0, 0 } },
	{ "one digit, blanks, line end",
	  IN("=4 \r\n"),
	  IN("=4\r\n"),
	  { 1, 0 },
	  { 0, 0 } },
	{ "equals twice", IN("==41=4=42"), IN("=A=4B"), { 2, 0 }, { 0, 0 } },
	{ "equals and text",
	  IN("if a == b then"),
	  IN("if a == b then"),
	  { 2, 5 },
	  { 0, 0 } },
	{ "equals and blanks, then text",
	  IN("a= \t b"),
	  IN("a= \t b"),
	  { 1, 1 },
	  { 0, 0 } },
	{ "equals and a bare CR",
	  IN("a=\rb= \rc"),
	  IN("a=\rb= \rc"),
	  { 2, 1 },
	  { 0, 0 } },
	{ "equals and CR at the end",
	  IN("a= \r"),
	  IN("a= \r"),
	  { 1, 1 },
	  { 0, 0 } },
	{ "equals and CR twice",
	  IN("=\r\r\n"),
	  IN("=\r\r\n"),
	  { 1, 0 },
	  { 0, 0 } },
	{ "NUL", IN("a\0=00\0 \r\n"), IN("a\0\0\0\r\n"), { 0, 0 }, { 0, 0 } },
};

static void
decode_in_pieces(const char *name, const char *in, size_t n, const char *want,
		 size_t want_len, const struct mime_fault faults[], size_t a,
		 size_t b)
{
	struct mime_qp s;
	struct bytes out;

	mime_qp_init(&s, 0);
	out = stage_run(&decoder, &s, in, n, a, b);
	ck_assert_msg(bytes_are(&out, want, want_len), "%s, cut at %zu, %zu",
		      name, a, b);
	for (int k = 0; k < MIME_QP_FAULTS; k++) {
		ck_assert_msg(s.faults[k].count == faults[k].count,
			      "%s: %zu faults of kind %d", name,
			      s.faults[k].count, k);
		ck_assert_msg(s.faults[k].offset == faults[k].offset,
			      "%s: fault %d at %zu", name, k,
			      s.faults[k].offset);
	}
	free(out.ptr);
}

START_TEST(decodes_at_every_split)
{
	size_t n = decoding[_i].len;
	struct mime_fault faults[MIME_QP_FAULTS] = { decoding[_i].escape,
						     decoding[_i].blanks };

	for (size_t a = 0; a <= n; a++)
		for (size_t b = a; b <= n; b++)
			decode_in_pieces(decoding[_i].name, decoding[_i].in, n,
					 decoding[_i].out, decoding[_i].out_len,
					 faults, a, b);
}
END_TEST

/* What the state can hold decides, not the pieces: 1000 blanks are dropped,
 * 1001 are data. */
static const struct {
	const char *before;
	size_t blanks;
	const char *after, *out_before;
	bool kept;
	const char *out_after;
	struct mime_fault faults[MIME_QP_FAULTS];
} runs[] = {
	{ "a", 1000, "\r\nb", "a", false, "\r\nb", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1001, "\r\nb", "a", true, "\r\nb", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1000, "", "a", false, "", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1001, "", "a", true, "", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1000, "\rb", "a", true, "\rb", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1500, "\n \n", "a", true, "\n\n", { { 0, 0 }, { 0, 0 } } },
	{ "a", 1500, "=41", "a", true, "A", { { 0, 0 }, { 0, 0 } } },
	{ "a=", 1000, "\r\nb", "a", false, "b", { { 0, 0 }, { 1, 1 } } },
	{ "a=", 1000, "\r", "a=", true, "\r", { { 1, 1 }, { 0, 0 } } },
	{ "a=", 1001, "\r\nb", "a=", true, "\r\nb", { { 1, 1 }, { 0, 0 } } },
	{ "a=", 1001, "", "a=", true, "", { { 1, 1 }, { 0, 0 } } },
};

static void
add_blanks(struct bytes *b, size_t n)
{
	while (n-- > 0)
		bytes_add(b, n % 3 == 0 ? "\t" : " ", 1);
}

START_TEST(long_runs_of_blanks_do_not_depend_on_pieces)
{
	struct bytes in = { NULL, 0 }, out = { NULL, 0 };

	bytes_add(&in, runs[_i].before, strlen(runs[_i].before));
	add_blanks(&in, runs[_i].blanks);
	bytes_add(&in, runs[_i].after, strlen(runs[_i].after));
	bytes_add(&out, runs[_i].out_before, strlen(runs[_i].out_before));
	if (runs[_i].kept)
		add_blanks(&out, runs[_i].blanks);
	bytes_add(&out, runs[_i].out_after, strlen(runs[_i].out_after));
	for (size_t a = 0; a <= in.len; a++)
		decode_in_pieces("run", in.ptr, in.len, out.ptr, out.len,
				 runs[_i].faults, a, a + (in.len - a) / 2);
	free(in.ptr);
	free(out.ptr);
}
END_TEST

START_TEST(garbage_decodes_the_same_in_pieces)
{
	static const char chars[] = "=== \t\r\n\r\n3dDeE41xyz=\xff";
	uint32_t seed = (uint32_t)_i + 17;
	char in[400];
	size_t n = test_random(&seed) % sizeof in;
	struct mime_qp whole, pieces;
	struct bytes a, b;

	for (size_t i = 0; i < n; i++)
		in[i] = chars[test_random(&seed) % (sizeof chars - 1)];
	mime_qp_init(&whole, 0);
	a = stage_run(&decoder, &whole, in, n, 0, 0);
	mime_qp_init(&pieces, 0);
	b = stage_run_bytes(&decoder, &pieces, in, n);
	ck_assert(bytes_are(&a, b.ptr, b.len));
	ck_assert_int_eq(
		memcmp(whole.faults, pieces.faults, sizeof whole.faults), 0);
	free(b.ptr);
	mime_qp_init(&pieces, 0);
	b = stage_run_cut(&decoder, &pieces, in, n, seed);
	ck_assert(bytes_are(&a, b.ptr, b.len));
	ck_assert_int_eq(
		memcmp(whole.faults, pieces.faults, sizeof whole.faults), 0);
	free(b.ptr);
	free(a.ptr);
}
END_TEST

/* Of a length that kernels are for; byte by byte no kernel is asked. */
START_TEST(pieces_do_not_matter_to_kernels)
{
	uint32_t seed = (uint32_t)_i + 5;
	char in[900];
	size_t n = test_random(&seed) % sizeof in;
	struct mime_qp whole, pieces;
	struct bytes a, b;

	kernel_input(in, n, _i % 4 == 0 ? KERNEL_ESCAPES : KERNEL_QUOTED,
		     &seed);
	mime_qp_init(&whole, 0);
	a = stage_run(&decoder, &whole, in, n, n / 3, n / 3);
	mime_qp_init(&pieces, 0);
	b = stage_run_bytes(&decoder, &pieces, in, n);
	ck_assert(bytes_are(&a, b.ptr, b.len));
	ck_assert_int_eq(
		memcmp(whole.faults, pieces.faults, sizeof whole.faults), 0);
	free(b.ptr);
	free(a.ptr);
}
END_TEST

/* The most that can come out does, for every length, and never more. */
START_TEST(decoding_bound_is_reached)
{
	size_t n = (size_t)_i;
	struct bytes out = { NULL, 0 }, in = { NULL, 0 };
	struct mime_qp s;

	bytes_add(&in, "=", 1);
	add_blanks(&in, 1000);
	bytes_add(&in, "\r", 1);
	mime_qp_init(&s, 0);
	stage_feed(&decoder, &s, &out, in.ptr, in.len, false);
	ck_assert_uint_eq(out.len, 0);
	memset(in.ptr, 'x', in.len);
	stage_feed(&decoder, &s, &out, in.ptr, n, true);
	ck_assert_uint_eq(out.len, MIME_QP_DECODE_MAX(n));
	free(out.ptr);
	free(in.ptr);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, decodes_at_every_split, 0, COUNT(decoding));
	tcase_add_loop_test(tc, long_runs_of_blanks_do_not_depend_on_pieces, 0,
			    COUNT(runs));
	tcase_add_loop_test(tc, garbage_decodes_the_same_in_pieces, 0, 500);
	tcase_add_loop_test(tc, pieces_do_not_matter_to_kernels, 0, 2000);
	tcase_add_loop_test(tc, decoding_bound_is_reached, 0, 40);
}

SUITE_MAIN("qp", add_tests)
