#include "support/conv.h"
#include "text/charset_door.h"

/* U+0081 and its like: what windows-1252 does not define stays a C1 control
 * (WHATWG Encoding Standard). */
static const struct conv_vector vec[] = {
	{ "windows-1252", "windows-1252", BYTES("\x80\x93Gr\xfc\xdf\x65\x94"),
	  BYTES("€“Grüße”"), 0, 0, 0, 0 },
	{ "ISO-8859-1 is windows-1252", "iso-8859-1", BYTES("\x85\xa0\xff"),
	  BYTES("…\xc2\xa0ÿ"), 0, 0, 0, 0 },
	{ "undefined bytes", "windows-1252", BYTES("\x81\x8d\x8f\x90\x9d"),
	  BYTES("\xc2\x81\xc2\x8d\xc2\x8f\xc2\x90\xc2\x9d"), 0, 0, 0, 0 },
	{ "8-bit under us-ascii", "us-ascii", BYTES("caf\xe9"), BYTES("café"),
	  0, 0, 0, 0 },
	{ "runs of ASCII longer than a word", "l1",
	  BYTES("0123456789abcdef0123456789\xe9z"),
	  BYTES("0123456789abcdef0123456789éz"), 0, 0, 0, 0 },
	{ "UTF-16, big-endian by its mark", "utf-16",
	  BYTES("\xfe\xff\0a\x4e\x2d\xd8\x3d\xde\0"), BYTES("a中😀"), 0, 0, 0,
	  0 },
	{ "UTF-16, little-endian by its mark", "utf-16",
	  BYTES("\xff\xfe"
		"a\0\x2d\x4e"),
	  BYTES("a中"), 0, 0, 0, 0 },
	{ "UTF-16 without a mark is little-endian", "utf-16",
	  BYTES("a\0\x2d\x4e"), BYTES("a中"), 0, 0, 0, 0 },
	{ "UTF-16BE", "utf-16be", BYTES("\0a\x4e\x2d"), BYTES("a中"), 0, 0, 0,
	  0 },
	{ "the mark goes before the label", "utf-16be",
	  BYTES("\xff\xfe"
		"a\0"),
	  BYTES("a"), 0, 0, 0, 0 },
	{ "a mark inside is a character", "utf-16le",
	  BYTES("a\0\xff\xfe"
		"b\0"),
	  BYTES("a\xef\xbb\xbf"
		"b"),
	  0, 0, 0, 0 },
	{ "lone surrogates", "utf-16be", BYTES("\xd8\x00\0a\xdc\x00\xd8\x00"),
	  BYTES(R "a" R R), 3, 0, 0, 0 },
	{ "half a unit", "utf-16be", BYTES("\0a\0"), BYTES("a" R), 1, 2, 0, 0 },
	{ "half a pair", "utf-16be", BYTES("\0a\xd8\x3d\xde"), BYTES("a" R R),
	  2, 2, 0, 0 },
	{ "one byte", "utf-16", BYTES("a"), BYTES(R), 1, 0, 0, 0 },
};

START_TEST(converts_at_every_cut)
{
	ck_assert(conv_check(&vec[_i]));
}
END_TEST

/* What a byte decodes to encodes to that byte. */
START_TEST(latin_is_one_to_one)
{
	struct mime_conv c;

	ck_assert_int_eq(
		mime_conv_open(
			&c, NULL,
			&mime_charset_entries[MIME_CHARSET_WINDOWS_1252]),
		MIME_OK);
	for (int byte = 0; byte < 256; byte++) {
		struct mime_strbuf utf8, back;
		char in = (char)byte;
		uint32_t code;

		mime_strbuf_init(&utf8, SIZE_MAX);
		mime_strbuf_init(&back, SIZE_MAX);
		mime_conv_step(&c, &utf8, mime_slice_of(&in, 1), true);
		ck_assert_int_eq(mime_utf8_next(&code, utf8.ptr, utf8.len),
				 (int)utf8.len);
		ck_assert(mime_latin_put(&back, code));
		ck_assert(back.len == 1 && back.ptr[0] == in);
		mime_strbuf_free(&utf8);
		mime_strbuf_free(&back);
	}
}
END_TEST

START_TEST(latin_refuses_the_rest)
{
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert(!mime_latin_put(&out, 0x80)); /* 0x80 is the euro */
	ck_assert(!mime_latin_put(&out, 0x100));
	ck_assert(!mime_latin_put(&out, 0x4e2d));
	ck_assert_uint_eq(out.len, 0);
	mime_strbuf_free(&out);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, converts_at_every_cut, 0, COUNT(vec));
	tcase_add_test(cases, latin_is_one_to_one);
	tcase_add_test(cases, latin_refuses_the_rest);
}

SUITE_MAIN("charset_builtin", add_tests)
