#include "codec/base64.h"
#include "codec/base64_kernel.h"
#include "support/stage.h"
#include "support/suite.h"
#include <stdio.h>

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz0123456789+/";

STAGE(decoder, mime_base64_decode, MIME_BASE64_DECODE_MAX);
STAGE(encoder, mime_base64_encode, MIME_BASE64_ENCODE_MAX);

/* "E02:1@4 E03:1@5": each kind that was met, how often, where first. */
static const char *
faults_text(const struct mime_base64 *s)
{
	static const char *const codes[] = { "E01", "E02", "E03", "E04",
					     "E13" };
	static char text[200];
	size_t len = 0;

	text[0] = '\0';
	for (int k = 0; k < MIME_BASE64_FAULTS; k++)
		if (s->faults[k].count > 0)
			len += (size_t)snprintf(
				text + len, sizeof text - len, "%s%s:%zu@%zu",
				len > 0 ? " " : "", codes[k],
				s->faults[k].count, s->faults[k].offset);
	return text;
}

#define IN(s) s, sizeof s - 1
static const struct {
	const char *name, *in;
	size_t len;
	const char *out, *faults;
} vec[] = {
	{ "nothing", IN(""), "", "" },
	/* RFC 4648 10 */
	{ "f", IN("Zg=="), "f", "" },
	{ "fo", IN("Zm8="), "fo", "" },
	{ "foo", IN("Zm9v"), "foo", "" },
	{ "foob", IN("Zm9vYg=="), "foob", "" },
	{ "foobar", IN("Zm9vYmFy"), "foobar", "" },
	/* RFC 2045 6.8: line ends are ignored, and blanks come with them */
	{ "lines", IN("Zm9v\r\n YmFy\t\r\n\r\n"), "foobar", "" },
	{ "LF lines", IN("\nZm9v\nYmFy\n"), "foobar", "" },
	{ "line inside a block", IN("Zm\r\n9vY\r\nmFy"), "foobar", "" },
	{ "long line after a short one", IN("Zm9v\r\nYmFyZm9v\r\nYmFy\r\n"),
	  "foobarfoobar", "" },
	/* the widths that are learned need not be whole blocks */
	{ "lines of 5", IN("Zm9vY\nmFyZm\n9vYmF\ny"), "foobarfoobar", "" },
	{ "junk between blocks", IN("Zm9v#YmFy"), "foobar", "E01:1@4" },
	{ "junk inside a block", IN("Zm#9v"), "foo", "E01:1@2" },
	{ "junk in a later line", IN("Zm9vZm9v\r\nZm9v!Zm9v\r\n"),
	  "foofoofoofoo", "E01:1@14" },
	{ "the other alphabet is junk", IN("Zm9v-_"), "foo", "E01:2@4" },
	{ "NUL, high and control bytes",
	  IN("Z\0m\xff"
	     "9\x0bv"),
	  "foo", "E01:3@1" },
	{ "junk after padding", IN("Zg==#"), "f", "E01:1@4" },
	{ "no padding, two missing", IN("Zg"), "f", "E03:1@1" },
	{ "no padding, one missing", IN("Zm8\r\n"), "fo", "E03:1@2" },
	{ "one of two missing", IN("Zg=\r\n"), "f", "E03:1@2" },
	{ "lone character", IN("Zm9vY\n"), "foo", "E03:1@4" },
	{ "padding over two lines", IN("Zg=\r\n="), "f", "" },
	/* streams one after another: both readings exist, we show all */
	{ "joined in a line", IN("Zg==Zg==\r\n"), "ff", "E02:1@3" },
	{ "joined with a blank", IN("Zm8= Zg=="), "fof", "E02:1@3" },
	{ "joined in lines", IN("Zg==\r\nZg==\r\n"), "ff", "E04:1@6" },
	{ "joined over a bare CR", IN("Zg==\rZg=="), "ff", "E04:1@5" },
	{ "three streams", IN("Zg==Zg==\nZm9v"), "fffoo", "E02:1@3 E04:1@9" },
	{ "padding at a line start", IN("Zg=\n=Zg=="), "ff", "E02:1@4" },
	{ "half the padding, data", IN("Zg=Zm9v"), "ffoo", "E02:1@2 E03:1@2" },
	{ "half the padding, a line", IN("Zg=\nZm9v"), "ffoo",
	  "E03:1@2 E04:1@4" },
	{ "padding first", IN("=Zm9v"), "foo", "E02:1@0" },
	{ "padding after a block", IN("Zm9v==\r\n"), "foo", "E02:2@4" },
	{ "padding after one character", IN("Z=m9v"), "foo", "E02:1@1" },
	{ "padding after padding", IN("Zg==\n="), "f", "E02:1@5" },
	/* RFC 4648 3.5 */
	{ "four tail bits", IN("Zh=="), "f", "E13:1@1" },
	{ "two tail bits", IN("Zm9="), "fo", "E13:1@2" },
	{ "tail bits, no padding", IN("Zm9vZh"), "foof", "E03:1@5 E13:1@5" },
};

START_TEST(decodes_at_every_split)
{
	const char *in = vec[_i].in;
	size_t len = vec[_i].len;

	for (size_t a = 0; a <= len; a++) {
		for (size_t b = a; b <= len; b++) {
			struct mime_base64 s;
			struct bytes out;

			mime_base64_init(&s, MIME_LINE_CRLF);
			out = stage_run(&decoder, &s, in, len, a, b);
			ck_assert_msg(bytes_are(&out, vec[_i].out,
						strlen(vec[_i].out)),
				      "%s, cut at %zu, %zu", vec[_i].name, a,
				      b);
			ck_assert_str_eq(faults_text(&s), vec[_i].faults);
			free(out.ptr);
		}
	}
}
END_TEST

/* A line without policy or kernel, to compare with. */
static size_t
plain_encode(const uint8_t *in, size_t n, char *out)
{
	size_t o = 0;

	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)in[i] << 16;

		if (i + 1 < n)
			v |= (unsigned)in[i + 1] << 8;
		if (i + 2 < n)
			v |= in[i + 2];
		out[o++] = alphabet[v >> 18];
		out[o++] = alphabet[v >> 12 & 63];
		out[o++] = i + 1 < n ? alphabet[v >> 6 & 63] : '=';
		out[o++] = i + 2 < n ? alphabet[v & 63] : '=';
	}
	return o;
}

static void
fill(uint8_t *p, size_t n, uint32_t seed)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)(test_random(&seed) >> 8);
}

/* Cuts the line that plain_encode makes into lines of the given width. */
static struct bytes
in_lines(const uint8_t *in, size_t n, size_t width, const char *end)
{
	struct bytes out = { NULL, 0 };
	char line[4096];
	size_t len = plain_encode(in, n, line);

	bytes_add(&out, "", 0);
	for (size_t i = 0; i < len; i += width) {
		bytes_add(&out, line + i, len - i < width ? len - i : width);
		bytes_add(&out, end, strlen(end));
	}
	return out;
}

/* Every length, every line end, cut at two places that move. */
START_TEST(encodes_as_the_plain_form)
{
	static const char *const ends[] = { "\r\n", "\n", "" };
	uint8_t in[301];
	size_t n = (size_t)_i;

	fill(in, n, (uint32_t)_i + 1);
	for (int e = 0; e < COUNT(ends); e++) {
		struct bytes want =
			in_lines(in, n, e == 2 ? 4096 : 76, ends[e]);

		for (size_t a = 0; a <= n; a++) {
			size_t b = a + (n - a) * (a % 7) / 7;
			struct mime_base64 s;
			struct bytes out, back;

			mime_base64_init(&s, (enum mime_line_end)e);
			out = stage_run(&encoder, &s, (const char *)in, n, a,
					b);
			ck_assert(bytes_are(&out, want.ptr, want.len));
			mime_base64_init(&s, MIME_LINE_CRLF);
			back = stage_run(&decoder, &s, out.ptr, out.len, a, a);
			ck_assert(bytes_are(&back, (const char *)in, n));
			ck_assert_str_eq(faults_text(&s), "");
			free(back.ptr);
			free(out.ptr);
		}
		free(want.ptr);
	}
}
END_TEST

/* Lines of any width, and one that changes half way. */
START_TEST(decodes_lines_of_any_width)
{
	static const size_t widths[] = { 1,  3,	 4,  5,	 60, 64, 72,
					 73, 75, 76, 77, 78, 80, 998 };
	size_t width = widths[_i];
	uint8_t in[999];

	fill(in, sizeof in, 7);
	for (int e = 0; e < 2; e++) {
		const char *end = e > 0 ? "\n" : "\r\n";
		struct bytes a = in_lines(in, 300, width, end);
		struct bytes b = in_lines(in + 300, 699, 76, end);

		bytes_add(&a, b.ptr, b.len);
		for (size_t cut = 0; cut <= a.len; cut++) {
			struct mime_base64 s;
			struct bytes out;

			mime_base64_init(&s, MIME_LINE_CRLF);
			out = stage_run(&decoder, &s, a.ptr, a.len, cut / 2,
					cut);
			ck_assert(bytes_are(&out, (char *)in, sizeof in));
			ck_assert_str_eq(faults_text(&s), "");
			free(out.ptr);
		}
		free(a.ptr);
		free(b.ptr);
	}
}
END_TEST

/* All of the line form may differ from byte to byte in one piece or many. */
START_TEST(garbage_decodes_the_same_in_pieces)
{
	static const char chars[] = "ABCDabcd0189+/ABCDabcd0189+/=# \t\r\n";
	uint32_t seed = (uint32_t)_i + 99;
	char in[400];
	size_t n = test_random(&seed) % sizeof in;
	struct mime_base64 whole, pieces;
	struct bytes a, b;

	for (size_t i = 0; i < n; i++)
		in[i] = chars[test_random(&seed) % (sizeof chars - 1)];
	mime_base64_init(&whole, MIME_LINE_CRLF);
	a = stage_run(&decoder, &whole, in, n, 0, 0);
	mime_base64_init(&pieces, MIME_LINE_CRLF);
	b = stage_run_bytes(&decoder, &pieces, in, n);
	ck_assert(bytes_are(&a, b.ptr, b.len));
	ck_assert_int_eq(
		memcmp(whole.faults, pieces.faults, sizeof whole.faults), 0);
	free(b.ptr);
	mime_base64_init(&pieces, MIME_LINE_CRLF);
	b = stage_run_cut(&decoder, &pieces, in, n, seed);
	ck_assert(bytes_are(&a, b.ptr, b.len));
	ck_assert_int_eq(
		memcmp(whole.faults, pieces.faults, sizeof whole.faults), 0);
	free(b.ptr);
	free(a.ptr);
}
END_TEST

/* The most that can come out does, for every length, and never more. */
START_TEST(bounds_are_reached)
{
	static const uint8_t zeros[400];
	size_t n = (size_t)_i;
	struct mime_base64 s;
	struct bytes out = { NULL, 0 };
	char as[400];

	memset(as, 'A', sizeof as);
	mime_base64_init(&s, MIME_LINE_CRLF);
	stage_feed(&decoder, &s, &out, as, 3, false);
	ck_assert_uint_eq(out.len, 0);
	stage_feed(&decoder, &s, &out, as, n, true);
	ck_assert_uint_eq(out.len, MIME_BASE64_DECODE_MAX(n));

	/* 54 bytes are a line but for its last block; two more are held */
	mime_base64_init(&s, MIME_LINE_CRLF);
	out.len = 0;
	stage_feed(&encoder, &s, &out, (const char *)zeros, 56, false);
	ck_assert_uint_eq(out.len, 72);
	stage_feed(&encoder, &s, &out, (const char *)zeros, n, true);
	ck_assert_uint_eq(out.len - 72, MIME_BASE64_ENCODE_MAX(n));
	free(out.ptr);
}
END_TEST

START_TEST(kernels_stop_at_every_other_byte)
{
	const struct mime_base64_kernel *k = mime_base64_kernels()[_i];
	const size_t n = 140;
	uint8_t *in = stage_alloc(n), *out = stage_alloc(n / 4 * 3), raw[105];

	fill(raw, sizeof raw, 3);
	for (size_t at = 0; at < n; at++) {
		for (unsigned c = 0; c < 256; c++) {
			bool good = c != 0 && strchr(alphabet, (int)c) != NULL;
			size_t used, want = good ? n : at / 4 * 4;

			plain_encode(raw, sizeof raw, (char *)in);
			in[at] = (uint8_t)c;
			used = k->decode(in, n, out);
			ck_assert_msg(used == want, "%s: byte %02x at %zu",
				      k->name, c, at);
			ck_assert(memcmp(out, raw, at / 4 * 3) == 0);
			ck_assert_int_eq(mime_base64_sextets[c] > 0, good);
		}
	}
	free(in);
	free(out);
}
END_TEST

START_TEST(kernels_convert_every_length)
{
	const struct mime_base64_kernel *k = mime_base64_kernels()[_i];
	uint8_t raw[400];
	char want[600];

	fill(raw, sizeof raw, 5);
	for (size_t n = 0; n < sizeof raw; n++) {
		size_t whole = n / 3 * 3, len = n / 3 * 4;
		uint8_t *in = stage_alloc(n), *out = stage_alloc(len);
		uint8_t *back = stage_alloc(n), *text;

		memcpy(in, raw, n);
		plain_encode(in, whole, want);
		ck_assert_uint_eq(k->encode(in, n, out), whole);
		ck_assert(memcmp(out, want, len) == 0);
		/* up to three characters more make no block */
		text = stage_alloc(len + n % 4);
		memset(text, 'A', len + n % 4);
		memcpy(text, out, len);
		ck_assert_uint_eq(k->decode(text, len + n % 4, back), len);
		ck_assert(memcmp(back, raw, whole) == 0);
		free(text);
		free(back);
		free(out);
		free(in);
	}
}
END_TEST

START_TEST(the_kernel_in_use_is_of_the_table)
{
	ck_assert_ptr_eq(mime_base64_kernel(), mime_base64_kernels()[0]);
	ck_assert_ptr_eq(mime_base64_kernel(), mime_base64_kernel());
}
END_TEST

static void
add_tests(TCase *tc)
{
	int kernels = 0;

	while (mime_base64_kernels()[kernels] != NULL)
		kernels++;
	tcase_add_loop_test(tc, decodes_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(tc, encodes_as_the_plain_form, 0, 301);
	tcase_add_loop_test(tc, decodes_lines_of_any_width, 0, 14);
	tcase_add_loop_test(tc, garbage_decodes_the_same_in_pieces, 0, 300);
	tcase_add_loop_test(tc, bounds_are_reached, 0, 300);
	tcase_add_loop_test(tc, kernels_stop_at_every_other_byte, 0, kernels);
	tcase_add_loop_test(tc, kernels_convert_every_length, 0, kernels);
	tcase_add_test(tc, the_kernel_in_use_is_of_the_table);
}

SUITE_MAIN("base64", add_tests)
