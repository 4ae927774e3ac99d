#include "support/conv.h"
#include "text/charset_door.h"

#define TEN_PAIRS "$\"$$$&$($*$\"$$$&$($*"
#define TEN	  "あいうえおあいうえお"

static const struct conv_vector vec[] = {
	{ "JIS X 0208", "iso-2022-jp", BYTES("a\033$B$\"$$\033(Bb"),
	  BYTES("aあいb"), 0, 0, 0, 0 },
	{ "the older escape", "iso-2022-jp", BYTES("\033$@$\"\033(J\\~"),
	  BYTES("あ¥‾"), 0, 0, 0, 0 },
	{ "half-width katakana, from Windows", "iso-2022-jp",
	  BYTES("\033(I1\033(B1"), BYTES("ｱ1"), 0, 0, 0, 0 },
	{ "what NEC added, from Windows", "iso-2022-jp",
	  BYTES("\033$B-!\033(B"), BYTES("①"), 0, 0, 0, 0 },
	{ "what NEC took from IBM", "iso-2022-jp", BYTES("\033$By_|q\033(B"),
	  BYTES("\xef\xa8\x8f\xe2\x85\xb0"), 0, 0, 0, 0 },
	{ "JIS X 0212", "iso-2022-jp-1", BYTES("\033$(D0!\033(B"), BYTES("丂"),
	  0, 0, 0, 0 },
	{ "a line begins in ASCII", "iso-2022-jp", BYTES("\033$B$\"\r\nab"),
	  BYTES("あ\r\nab"), 0, 0, 0, 0 },
	{ "8-bit bytes", "iso-2022-jp", BYTES("a\xa4\xa2"), BYTES("a" R R), 2,
	  1, 0, 0 },
	{ "an unknown escape", "iso-2022-jp", BYTES("a\033$Zb"),
	  BYTES("a" R "$Zb"), 1, 1, 0, 0 },
	{ "half an escape at the end", "iso-2022-jp", BYTES("a\033$"),
	  BYTES("a" R "$"), 1, 1, 0, 0 },
	{ "half a pair at the end", "iso-2022-jp", BYTES("\033$B$\"$"),
	  BYTES("あ" R), 1, 5, 0, 0 },
	{ "half a pair before an escape", "iso-2022-jp",
	  BYTES("\033$B$\"$\033(Bz"), BYTES("あ" R "z"), 1, 5, 0, 0 },
	{ "a pair without a character", "iso-2022-jp", BYTES("\033$B)!\033(Bz"),
	  BYTES(R "z"), 1, 3, 0, 0 },
	{ "one among others", "iso-2022-jp", BYTES("\033$B$\"$$)!-!$\"\033(Bz"),
	  BYTES("あい" R "①あz"), 1, 7, 0, 0 },
	{ "more than are converted at once", "iso-2022-jp",
	  BYTES("\033$B" TEN_PAIRS TEN_PAIRS TEN_PAIRS TEN_PAIRS "\033(Bz"),
	  BYTES(TEN TEN TEN TEN "z"), 0, 0, 0, 0 },
	{ "Korean", "iso-2022-kr", BYTES("\033$)Ca\016!!0!\017b"),
	  BYTES("a　가b"), 0, 0, 0, 0 },
	{ "announced twice, as in two encoded-words", "iso-2022-kr",
	  BYTES("\033$)C\0160!\017\033$)C\0160!\017"), BYTES("가가"), 0, 0, 0,
	  0 },
	{ "HZ", "hz-gb-2312", BYTES("~~a~{VPND~}b"), BYTES("~a中文b"), 0, 0, 0,
	  0 },
	{ "HZ, a line continued", "hz-gb-2312", BYTES("a~\nb~\r\nc"),
	  BYTES("abc"), 0, 0, 0, 0 },
	{ "HZ, an unknown escape", "hz-gb-2312", BYTES("a~xb"),
	  BYTES("a" R "xb"), 1, 1, 0, 0 },
	{ "HZ without its end", "hz-gb-2312", BYTES("~{VP\nab"),
	  BYTES("中\nab"), 0, 0, 0, 0 },
	{ "HZ, a tilde at the end", "hz", BYTES("a~"), BYTES("a" R), 1, 1, 0,
	  0 },
};

START_TEST(converts_at_every_cut)
{
	(void)conv_check(&vec[_i]);
}
END_TEST

static const struct {
	const char *name, *in, *out;
	enum mime_charset_kind kind;
} encoded[] = {
	{ "Japanese begins and ends in ASCII", "a\xa4\xa2\xa4\xa4",
	  "a\033$B$\"$$\033(B", MIME_CHARSET_IS_ISO_2022_JP },
	{ "nothing to shift", "abc", "abc", MIME_CHARSET_IS_ISO_2022_JP },
	{ "Korean is announced once", "a\xb0\xa1z\xb0\xa1",
	  "a\033$)C\0160!\017z\0160!\017", MIME_CHARSET_IS_ISO_2022_KR },
	{ "Korean without Korean", "abc", "abc", MIME_CHARSET_IS_ISO_2022_KR },
	{ "HZ, tildes doubled", "~\xd6\xd0", "~~~{VP~}", MIME_CHARSET_IS_HZ },
};

START_TEST(shifts_from_8_bits)
{
	size_t n = strlen(encoded[_i].in);

	for (size_t cut = 0; cut <= n; cut++) {
		enum mime_charset_kind kind = encoded[_i].kind;
		struct mime_strbuf out;
		uint8_t state = 0;

		if (cut > 0 && cut < n && (encoded[_i].in[cut - 1] & 0x80) != 0)
			continue; /* characters are whole */
		mime_strbuf_init(&out, SIZE_MAX);
		if (cut > 0)
			mime_shift_encode(&out, kind, &state, encoded[_i].in,
					  cut);
		if (cut < n)
			mime_shift_encode(&out, kind, &state,
					  encoded[_i].in + cut, n - cut);
		mime_shift_encode(&out, kind, &state, "", 0);
		ck_assert_msg(
			mime_slice_equal(mime_strbuf_slice(&out),
					 mime_slice_text(encoded[_i].out)),
			"%s, cut at %zu", encoded[_i].name, cut);
		mime_strbuf_free(&out);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, converts_at_every_cut, 0, COUNT(vec));
	tcase_add_loop_test(cases, shifts_from_8_bits, 0, COUNT(encoded));
}

SUITE_MAIN("charset_shift", add_tests)
