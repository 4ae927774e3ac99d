#include "codec/qp.h"
#include "support/stage.h"
#include "support/suite.h"

STAGE(decoder, mime_qp_decode, MIME_QP_DECODE_MAX);
STAGE(encoder, mime_qp_encode, MIME_QP_ENCODE_MAX);

#define IN(s) s, sizeof s - 1
#define A10   "aaaaaaaaaa"
#define A70   A10 A10 A10 A10 A10 A10 A10
static const struct {
	const char *name;
	unsigned flags;
	const char *in;
	size_t len;
	const char *out;
} encoding[] = {
	{ "nothing", 0, IN(""), "" },
	{ "plain", 0, IN("a b\tc!~\r\n"), "a b\tc!~\r\n" },
	{ "LF becomes CRLF", 0, IN("a\nb\r\nc"), "a\r\nb\r\nc" },
	{ "CRLF becomes LF", MIME_QP_LF, IN("a\nb\r\nc"), "a\nb\nc" },
	{ "escapes", 0, IN("=\xe4\xb8\xad\x7f"), "=3D=E4=B8=AD=7F" },
	{ "NUL and controls", 0, IN("\0\x01\x1f\x0b"), "=00=01=1F=0B" },
	/* a bare CR would be read as a line end by some */
	{ "bare CR", 0, IN("a\rb\r\r\nc\r"), "a=0Db=0D\r\nc=0D" },
	/* rule 3 */
	{ "blank before a line end", 0, IN("a \r\nb\t\nc  \n"),
	  "a=20\r\nb=09\r\nc =20\r\n" },
	{ "blank before the end", 0, IN("a "), "a=20" },
	{ "blank before a bare CR", 0, IN("a \rb"), "a =0Db" },
	/* an mbox writes ">From " */
	{ "From at a line start", 0, IN("From a\r\nFrom b\nFromc\n From d\n"),
	  "=46rom a\r\n=46rom b\r\nFromc\r\n From d\r\n" },
	{ "From at the end", 0, IN("From"), "From" },
	{ "From and a line end", 0, IN("From \n"), "=46rom=20\r\n" },
	/* SMTP ends at such a line: stuffing it is the sender's business */
	{ "lone dot", 0, IN(".\r\n.\n..\n.a\n."), ".\r\n.\r\n..\r\n.a\r\n." },
	{ "75 and the end", 0, IN(A70 "bbbbb"), A70 "bbbbb" },
	{ "76 and the end", 0, IN(A70 "bbbbbb"), A70 "bbbbbb" },
	{ "76 and a line end", 0, IN(A70 "bbbbbb\r\nc"), A70 "bbbbbb\r\nc" },
	{ "77", 0, IN(A70 "bbbbbbb\n"), A70 "bbbbb=\r\nbb\r\n" },
	{ "76 and a bare CR", 0, IN(A70 "bbbbbb\rc"), A70 "bbbbb=\r\nb=0Dc" },
	{ "soft breaks with LF", MIME_QP_LF, IN(A70 "bbbbbbb\n"),
	  A70 "bbbbb=\nbb\n" },
	{ "an escape is not split", 0, IN(A70 "bbb=c"), A70 "bbb=\r\n=3Dc" },
	{ "an escape that just fits", 0, IN(A70 "bb=cd"), A70 "bb=3D=\r\ncd" },
	{ "an escape that ends the line", 0, IN(A70 "bbb=\n"),
	  A70 "bbb=3D\r\n" },
	{ "a blank that ends the line", 0, IN(A70 "bbbb \n"),
	  A70 "bbbb=\r\n=20\r\n" },
	{ "a blank before a soft break", 0, IN(A70 "bbbb cc"),
	  A70 "bbbb =\r\ncc" },
	/* lines that soft breaks make are lines too */
	{ "From after a soft break", 0, IN(A70 "bbbbbFrom c"),
	  A70 "bbbbb=\r\n=46rom c" },
	{ "lone dot after a soft break", 0, IN(A70 "bbbbb=.\n"),
	  A70 "bbbbb=\r\n=3D.\r\n" },
	{ "lone dot after a full line", 0, IN(A70 "bbbb=\n.\n"),
	  A70 "bbbb=\r\n=3D\r\n.\r\n" },
	/* RFC 2045 6.7 (4): line ends of binary data are data */
	{ "binary", MIME_QP_BINARY, IN("a \r\n\n\r"), "a =0D=0A=0A=0D" },
	{ "binary, blank at the end", MIME_QP_BINARY, IN("a\n "), "a=0A=20" },
	{ "binary, From and dot", MIME_QP_BINARY, IN("From ."), "=46rom ." },
};

START_TEST(encodes_at_every_split)
{
	const char *in = encoding[_i].in;
	size_t n = encoding[_i].len;

	for (size_t a = 0; a <= n; a++) {
		for (size_t b = a; b <= n; b++) {
			struct mime_qp s;
			struct bytes out;

			mime_qp_init(&s, encoding[_i].flags);
			out = stage_run(&encoder, &s, in, n, a, b);
			ck_assert_msg(bytes_are(&out, encoding[_i].out,
						strlen(encoding[_i].out)),
				      "%s, cut at %zu, %zu: %.*s",
				      encoding[_i].name, a, b, (int)out.len,
				      out.ptr);
			free(out.ptr);
		}
	}
}
END_TEST

/* What transport may harm, looked for line by line. */
static void
check_lines(const struct bytes *b)
{
	size_t start = 0;

	for (size_t i = 0; i <= b->len; i++) {
		const char *line = b->ptr + start;
		size_t n;

		if (i < b->len && b->ptr[i] != '\n') {
			uint8_t c = (uint8_t)b->ptr[i];

			ck_assert((c >= 0x20 && c < 0x7f) || c == '\t' ||
				  (c == '\r' && i + 1 < b->len &&
				   b->ptr[i + 1] == '\n'));
			continue;
		}
		n = i - start;
		if (n > 0 && line[n - 1] == '\r')
			n--;
		ck_assert_uint_le(n, 76);
		ck_assert(!(n >= 5 && memcmp(line, "From ", 5) == 0));
		ck_assert(n == 0 ||
			  (line[n - 1] != ' ' && line[n - 1] != '\t'));
		start = i + 1;
	}
}

static void
round_trip(const char *in, size_t n, unsigned flags)
{
	struct mime_qp s;
	struct bytes whole, out, back;

	mime_qp_init(&s, flags);
	whole = stage_run_bytes(&encoder, &s, in, n);
	check_lines(&whole);
	for (size_t a = 0; a <= n; a += 1 + n / 20) {
		mime_qp_init(&s, flags);
		out = stage_run(&encoder, &s, in, n, a, a + (n - a) / 3);
		ck_assert(bytes_are(&out, whole.ptr, whole.len));
		mime_qp_init(&s, 0);
		back = stage_run(&decoder, &s, out.ptr, out.len, a, a);
		ck_assert(bytes_are(&back, in, n));
		ck_assert_uint_eq(s.faults[MIME_QP_ESCAPE].count, 0);
		ck_assert_uint_eq(s.faults[MIME_QP_BLANKS].count, 0);
		free(back.ptr);
		free(out.ptr);
	}
	free(whole.ptr);
}

/* Of three kinds: any bytes, text, and what is odd at line starts and ends. */
START_TEST(decodes_what_it_encodes)
{
	static const char *const kinds[] = {
		NULL, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJ .,\xc3\xbc",
		"From .. \t=\x01zz"
	};
	uint32_t seed = (uint32_t)_i + 1;
	size_t n = (size_t)_i;
	char in[301];

	for (int k = 0; k < COUNT(kinds); k++) {
		size_t chars = k > 0 ? strlen(kinds[k]) : 256;

		for (size_t i = 0; i < n; i++) {
			unsigned c = test_random(&seed) % (unsigned)chars;

			in[i] = k > 0 ? kinds[k][c] : (char)(uint8_t)c;
		}
		round_trip(in, n, MIME_QP_BINARY);
		/* as text, with the line ends that decoding gives back */
		for (size_t i = 0; i < n; i++)
			if (in[i] == '\r' || test_random(&seed) % 23 == 0)
				in[i] = '\n';
		round_trip(in, n, MIME_QP_LF);
	}
}
END_TEST

/* The most that can come out does, for every length, and never more. */
START_TEST(encoding_bound_is_reached)
{
	size_t n = (size_t)_i;
	struct bytes out = { NULL, 0 };
	struct mime_qp s;
	char in[400];

	memset(in, '\xff', sizeof in);
	mime_qp_init(&s, 0);
	/* 25 escapes are a line; four more bytes are held */
	stage_feed(&encoder, &s, &out, in, 29, false);
	ck_assert_uint_eq(out.len, 75);
	stage_feed(&encoder, &s, &out, in, n, true);
	ck_assert_uint_eq(out.len - 75, MIME_QP_ENCODE_MAX(n));
	free(out.ptr);
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, encodes_at_every_split, 0, COUNT(encoding));
	tcase_add_loop_test(tc, decodes_what_it_encodes, 0, 301);
	tcase_add_loop_test(tc, encoding_bound_is_reached, 0, 200);
}

SUITE_MAIN("qp_encode", add_tests)
