#include "codec/utf8.h"
#include "support/stage.h"
#include "support/suite.h"

STAGE(stage, mime_utf8_repair, MIME_UTF8_MAX);

#define R MIME_UTF8_REPLACEMENT_BYTES
/* Where the first fault lies is where the well-formed start ends. */
static const struct {
	const char *name, *in, *out;
	size_t faults, valid;
} vec[] = {
	{ "nothing", "", "", 0, 0 },
	{ "ASCII", "plain text, longer than four words of eight bytes",
	  "plain text, longer than four words of eight bytes", 0, 49 },
	{ "two, three and four bytes", "\xc3\xbc\xe4\xb8\xad\xf0\x9f\x98\x80",
	  "\xc3\xbc\xe4\xb8\xad\xf0\x9f\x98\x80", 0, 9 },
	{ "U+FFFD itself is no fault", R, R, 0, 3 },
	{ "a byte-order mark stays", "\xef\xbb\xbfz", "\xef\xbb\xbfz", 0, 4 },
	{ "the first and last of each length",
	  "\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80"
	  "\xf4\x8f\xbf\xbf",
	  "\xc2\x80\xdf\xbf\xe0\xa0\x80\xef\xbf\xbf\xf0\x90\x80\x80"
	  "\xf4\x8f\xbf\xbf",
	  0, 18 },
	{ "around the surrogates", "\xed\x9f\xbf\xee\x80\x80",
	  "\xed\x9f\xbf\xee\x80\x80", 0, 6 },
	{ "lone continuations", "a\x80\xbf", "a" R R, 2, 1 },
	{ "no leads", "\xc0\xc1\xf5\xff", R R R R, 4, 0 },
	/* Unicode 3.9, the tables of U+FFFD for maximal subparts */
	{ "overlong",
	  "\xc0\xaf\xe0\x80\xbf\xf0\x81\x82"
	  "A",
	  R R R R R R R R "A", 8, 0 },
	{ "surrogates",
	  "\xed\xa0\x80\xed\xbf\xbf\xed\xaf"
	  "A",
	  R R R R R R R R "A", 8, 0 },
	{ "past U+10FFFF",
	  "\xf4\x91\x92\x93\xff"
	  "A\x80\xbf"
	  "B",
	  R R R R R "A" R R "B", 7, 0 },
	{ "cut off",
	  "\xe1\x80\xe2\xf0\x91\x92\xf1\xbf"
	  "A",
	  R R R R "A", 4, 0 },
	{ "cut off at the end, one of two", "a\xc3", "a" R, 1, 1 },
	{ "cut off at the end, two of three", "a\xe4\xb8", "a" R, 1, 1 },
	{ "cut off at the end, three of four", "\xf0\x9f\x98", R, 1, 0 },
	{ "windows-1252 in text",
	  "K\xf6ln, Gr\xfc\xdf"
	  "e",
	  "K" R "ln, Gr" R R "e", 3, 1 },
	{ "a fault after much text",
	  "0123456789012345678901234567890123456789\xe4\xb8",
	  "0123456789012345678901234567890123456789" R, 1, 40 },
};

START_TEST(repairs_at_every_split)
{
	const char *in = vec[_i].in, *want = vec[_i].out;
	size_t n = strlen(in);
	char *exact = malloc(n);

	memcpy(exact, in, n);
	ck_assert_uint_eq(mime_utf8_valid(exact, n), vec[_i].valid);
	free(exact);
	for (size_t a = 0; a <= n; a++) {
		for (size_t b = a; b <= n; b++) {
			struct mime_utf8 s;
			struct bytes out;

			mime_utf8_init(&s);
			out = stage_run(&stage, &s, in, n, a, b);
			ck_assert_msg(bytes_are(&out, want, strlen(want)),
				      "%s, cut at %zu, %zu", vec[_i].name, a,
				      b);
			ck_assert_uint_eq(s.fault.count, vec[_i].faults);
			if (s.fault.count > 0)
				ck_assert_uint_eq(s.fault.offset,
						  vec[_i].valid);
			free(out.ptr);
		}
	}
}
END_TEST

/* Read one by one, a text is what repair makes of it. */
START_TEST(reads_what_repair_writes)
{
	mime_slice in = { vec[_i].in, strlen(vec[_i].in) };
	char out[200];
	size_t n = 0;

	for (size_t at = 0; at < in.len;)
		n += (size_t)mime_utf8_put(out + n, mime_utf8_read(&at, in));
	ck_assert_uint_eq(n, strlen(vec[_i].out));
	ck_assert_int_eq(memcmp(out, vec[_i].out, n), 0);
}
END_TEST

START_TEST(every_code_point_comes_back)
{
	for (uint32_t c = 0; c <= 0x110010; c++) {
		bool good = c <= 0x10ffff && (c < 0xd800 || c > 0xdfff);
		char text[4];
		uint32_t code;
		size_t n = mime_utf8_put(text, c);

		ck_assert_int_eq(mime_utf8_next(&code, text, n), (int)n);
		ck_assert_uint_eq(code, good ? c : MIME_UTF8_REPLACEMENT);
		ck_assert_uint_eq(mime_utf8_valid(text, n), n);
		for (size_t cut = 1; cut < n; cut++) {
			ck_assert_int_eq(mime_utf8_next(&code, text, cut),
					 -(int)cut);
			ck_assert_uint_eq(code, MIME_UTF8_REPLACEMENT);
		}
	}
}
END_TEST

/* RFC 3629 4, written out: the code point at p, and only its shortest form. */
static bool
plain_sequence(const uint8_t *p, size_t n)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	uint32_t v = n == 2 ? p[0] & 0x1f : n == 3 ? p[0] & 0x0f : p[0] & 7;
	static const uint8_t lead[5] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	static const uint8_t mask[5] = { 0, 0, 0xe0, 0xf0, 0xf8 };

	if ((p[0] & mask[n]) != lead[n])
		return false;
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return false;
		v = v << 6 | (p[i] & 0x3f);
	}
	return v >= least[n] && v <= 0x10ffff && (v < 0xd800 || v > 0xdfff);
}

/* All leads with all second bytes, and continuations at the edges. */
START_TEST(only_well_formed_sequences_pass)
{
	static const uint8_t edges[] = { 0x00, 0x7f, 0x80, 0x8f, 0x90,
					 0xa0, 0xbf, 0xc0, 0xff };
	uint8_t p[4] = { (uint8_t)_i };

	for (unsigned second = 0; second < 256; second++) {
		for (int k = 0; k < COUNT(edges) * COUNT(edges); k++) {
			bool want = false;
			uint32_t code;
			int used;

			p[1] = (uint8_t)second;
			p[2] = edges[k % COUNT(edges)];
			p[3] = edges[k / COUNT(edges)];
			for (size_t n = 2; n <= 4; n++)
				want = want || plain_sequence(p, n);
			used = mime_utf8_next(&code, (char *)p, 4);
			ck_assert_int_eq(used > 0, want);
		}
	}
}
END_TEST

START_TEST(bound_is_reached)
{
	size_t n = (size_t)_i;
	struct bytes out = { NULL, 0 };
	struct mime_utf8 s;
	char in[32];

	memset(in, '\xff', sizeof in);
	mime_utf8_init(&s);
	stage_feed(&stage, &s, &out, "\xf0\x9f\x98", 3, false);
	ck_assert_uint_eq(out.len, 0);
	stage_feed(&stage, &s, &out, in, n, true);
	ck_assert_uint_eq(out.len, MIME_UTF8_MAX(n));
	free(out.ptr);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, repairs_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(tc, reads_what_repair_writes, 0, COUNT(vec));
	tcase_add_test(tc, every_code_point_comes_back);
	tcase_add_loop_test(tc, only_well_formed_sequences_pass, 0x80, 0x100);
	tcase_add_loop_test(tc, bound_is_reached, 0, 32);
}

SUITE_MAIN("utf8", add_tests)
