#include "codec/lzfu.h"
#include "support/stage.h"
#include "support/suite.h"
#include "support/tnef_build.h"

STAGE(decoder, mime_lzfu_decode, MIME_LZFU_DECODE_MAX);

#define IN(s) s, sizeof s - 1
static const struct {
	const char *name, *in;
	size_t len;
	const char *out;
	size_t out_len;
} vec[] = {
	{ "nothing", IN(""), IN("") },
	{ "literals", IN("\0abcdefgh\0i"), IN("abcdefghi") },
	/* the window begins with {\rtf1\ansi */
	{ "of what the window holds", IN("\1\0\4"), IN("{\\rtf1") },
	/* 207 is where the first byte goes: one of the run is there */
	{ "a run that makes itself", IN("\2a\x0c\xf4"), IN("aaaaaaa") },
	{ "the longest", IN("\2a\x0c\xff"), IN("aaaaaaaaaaaaaaaaaa") },
	{ "bytes that were never written", IN("\1\x0f\x01"), IN("\0\0\0") },
	{ "from the end of the window to its start", IN("\1\xff\xf1"),
	  IN("\0{\\") },
	{ "the end", IN("\2a\x0d\0bcd"), IN("a") },
	/* to where the next byte goes */
	{ "the end, whatever its length", IN("\2a\x0d\x0f"), IN("a") },
	{ "cut in a reference", IN("\2a\x0c"), IN("a") },
	{ "cut behind a control byte", IN("\0abcdefgh\1"), IN("abcdefgh") },
};

START_TEST(decodes_at_every_split)
{
	struct mime_lzfu s;
	struct bytes out;

	for (size_t cut = 0; cut <= vec[_i].len; cut++) {
		mime_lzfu_init(&s);
		out = stage_run(&decoder, &s, vec[_i].in, vec[_i].len, cut,
				cut);
		ck_assert_msg(bytes_are(&out, vec[_i].out, vec[_i].out_len),
			      "%s, cut at %zu", vec[_i].name, cut);
		free(out.ptr);
	}
	mime_lzfu_init(&s);
	out = stage_run_bytes(&decoder, &s, vec[_i].in, vec[_i].len);
	ck_assert_msg(bytes_are(&out, vec[_i].out, vec[_i].out_len),
		      "%s, byte by byte", vec[_i].name);
	free(out.ptr);
}
END_TEST

/* The two examples of [MS-OXRTFCP] 3, and what one may say instead. */
#define SIMPLE                                                                 \
	"\x03\0\x0a\0rcpg125B2\x0a\xf3 hel\x09\0 "                             \
	"bw\x05\xb0ld}\x0a\x80\x0f\xa0"
#define CYCLE "\x41\0\x04 WXYZ\x0dn}\x01\x0e\xb0"
static const struct {
	const char *name, *in;
	size_t len;
	const char *out;
	int form;
	bool cut, bad_sum;
} content[] = {
	{ "simple", IN("\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7" SIMPLE),
	  "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n",
	  MIME_LZFU_COMPRESSED, false, false },
	{ "across the end",
	  IN("\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51" CYCLE),
	  "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", MIME_LZFU_COMPRESSED, false, false },
	{ "another CRC", IN("\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x52" CYCLE),
	  "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", MIME_LZFU_COMPRESSED, false, true },
	{ "padding behind it",
	  IN("\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51" CYCLE "\0\0"),
	  "{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", MIME_LZFU_COMPRESSED, false, false },
	{ "cut off", IN("\x1a\0\0\0\x1c\0\0\0LZFu\xe2\xd4\x4b\x51\x41\0\x04 W"),
	  "{\\rtf1 W", MIME_LZFU_COMPRESSED, true, false },
	{ "a size of everything",
	  IN("\xff\xff\xff\xff\x1c\0\0\0LZFu\xe2\xd4\x4b\x51\x41\0\x04 W"),
	  "{\\rtf1 W", MIME_LZFU_COMPRESSED, true, false },
	{ "a size without its header", IN("\3\0\0\0\0\0\0\0LZFu\0\0\0\0abc"),
	  "", MIME_LZFU_COMPRESSED, false, false },
	{ "stored", IN("\x10\0\0\0\4\0\0\0MELA\0\0\0\0{\\r}"), "{\\r}",
	  MIME_LZFU_STORED, false, false },
	{ "stored, cut off", IN("\x10\0\0\0\4\0\0\0MELA\0\0\0\0{\\r"), "{\\r",
	  MIME_LZFU_STORED, true, false },
	{ "another form", IN("\x10\0\0\0\4\0\0\0LZGU\0\0\0\0abcd"), NULL,
	  MIME_LZFU_NONE, false, false },
	{ "RTF as it is", IN("{\\rtf1}"), "{\\rtf1}", MIME_LZFU_NONE, false,
	  false },
};

START_TEST(reads_the_header)
{
	struct bytes out = { NULL, 0 };
	struct mime_lzfu_content c;
	struct mime_lzfu s;
	const char *want = content[_i].out;

	mime_lzfu_read(&c, mime_slice_of(content[_i].in, content[_i].len));
	ck_assert_msg((int)c.form == content[_i].form &&
			      c.cut == content[_i].cut &&
			      c.bad_sum == content[_i].bad_sum,
		      "%s: form %d, cut %d, sum %d", content[_i].name,
		      (int)c.form, c.cut, c.bad_sum);
	mime_lzfu_init(&s);
	if (c.form == MIME_LZFU_COMPRESSED)
		stage_feed(&decoder, &s, &out, c.data.ptr, c.data.len, true);
	else
		bytes_add(&out, c.data.ptr, c.data.len);
	if (want != NULL)
		ck_assert_msg(bytes_are(&out, want, strlen(want)), "%s: %.*s",
			      content[_i].name, (int)out.len, out.ptr);
	else
		ck_assert_uint_eq(out.len, content[_i].len);
	free(out.ptr);
}
END_TEST

/* What our own compressor makes of texts longer than the window. */
START_TEST(comes_back)
{
	uint32_t seed = 1 + (uint32_t)_i;
	static const char words[] = "\\par\\b0 \r\n{}hello";
	struct bytes text = { NULL, 0 }, out;
	struct mime_lzfu_content c;
	struct mime_strbuf packed;
	struct mime_lzfu s;

	while (text.len < 9000) {
		size_t at = test_random(&seed) % (sizeof words - 1);
		size_t n = test_random(&seed) % (sizeof words - at);

		bytes_add(&text, words + at, n);
	}
	mime_strbuf_init(&packed, SIZE_MAX);
	tnef_compress(&packed, mime_slice_of(text.ptr, text.len));
	mime_lzfu_read(&c, mime_strbuf_slice(&packed));
	ck_assert_int_eq(c.form, MIME_LZFU_COMPRESSED);
	ck_assert(!c.cut && !c.bad_sum);
	mime_lzfu_init(&s);
	out = stage_run_cut(&decoder, &s, c.data.ptr, c.data.len, seed);
	ck_assert(bytes_are(&out, text.ptr, text.len));
	mime_strbuf_free(&packed);
	free(text.ptr);
	free(out.ptr);
}
END_TEST

/* The most that n bytes can become. */
START_TEST(grows_eightfold_at_most)
{
	struct bytes in = { NULL, 0 }, out;
	struct mime_lzfu s;

	/* not so many that one of them is to where the next byte goes */
	for (int i = 0; i < 400; i++)
		bytes_add(
			&in,
			"\xff\0\x0f\0\x0f\0\x0f\0\x0f\0\x0f\0\x0f\0\x0f\0\x0f",
			17);
	mime_lzfu_init(&s);
	out = stage_run(&decoder, &s, in.ptr, in.len, 0, 0);
	ck_assert_uint_eq(out.len, 8 * in.len);
	free(in.ptr);
	free(out.ptr);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, decodes_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(cases, reads_the_header, 0, COUNT(content));
	tcase_add_loop_test(cases, comes_back, 0, 4);
	tcase_add_test(cases, grows_eightfold_at_most);
}

SUITE_MAIN("lzfu", add_tests)
