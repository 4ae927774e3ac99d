#include "base/slice.h"
#include "support/suite.h"
#include "text/charset.h"

static const struct {
	const char *name, *in, *fallback, *label;
} vec[] = {
	{ "nothing", "", NULL, "us-ascii" },
	{ "ASCII", "plain", "gb2312", "us-ascii" },
	{ "UTF-8", "中文", NULL, "utf-8" },
	{ "UTF-8 goes before the fallback", "中文", "gb2312", "utf-8" },
	{ "UTF-8 of every length", "\xc3\xbc\xe4\xb8\xad\xf0\x9f\x98\x80 z",
	  NULL, "utf-8" },
	{ "UTF-8 cut off is not valid", "中\xe6\x96", "koi8-r", "koi8-r" },
	{ "the fallback goes before a guess", "\xd6\xd0\xce\xc4", "big5",
	  "big5" },
	{ "a fallback without a converter", "\xd6\xd0\xce\xc4", "x-nobody",
	  "gb18030" },
	{ "ASCII is no fallback", "\xd6\xd0\xce\xc4", "us-ascii", "gb18030" },
	{ "Chinese", "\xd6\xd0\xce\xc4 mail", NULL, "gb18030" },
	{ "Chinese with one character of GBK", "\xd6\xec\xe9\x46\xbb\xf9", NULL,
	  "gb18030" },
	{ "four bytes", "\xd6\xd0\x81\x30\x81\x30", NULL, "gb18030" },
	/* GB18030 decodes it, but not to characters of GB 2312 */
	{ "a German name", "M\xfcller", NULL, "windows-1252" },
	{ "a German town", "K\xf6ln", NULL, "windows-1252" },
	{ "half of two", "\xd6\xd0 M\xfcller", NULL, "gb18030" },
	{ "less than half", "\xd6\xd0 M\xfcller K\xf6ln", NULL,
	  "windows-1252" },
	{ "a lead byte before a blank", "caf\xe9 cr\xe8me", NULL,
	  "windows-1252" },
	{ "a lead byte at the end", "\xd6\xd0\xce", NULL, "windows-1252" },
	{ "no lead byte", "\xd6\xd0\xff", NULL, "windows-1252" },
	{ "0x80 is none either", "\xd6\xd0\x80", NULL, "windows-1252" },
	{ "four bytes that are none", "\xd6\xd0\x81\x30z", NULL,
	  "windows-1252" },
	{ "nor these", "\xd6\xd0\x81\x30\x81z", NULL, "windows-1252" },
	{ "between the planes", "\xd6\xd0\x84\x31\xa5\x30", NULL,
	  "windows-1252" },
	{ "past U+10FFFF", "\xd6\xd0\xe3\x32\x9a\x36", NULL, "windows-1252" },
};

START_TEST(guesses_at_every_cut)
{
	const char *in = vec[_i].in;
	size_t n = strlen(in);

	for (size_t a = 0; a <= n; a++)
		for (size_t b = a; b <= n; b++) {
			struct mime_charset_guess g;
			mime_slice label;

			mime_charset_guess_init(&g);
			mime_charset_guess_add(&g, mime_slice_of(in, a));
			mime_charset_guess_add(&g,
					       mime_slice_of(in + a, b - a));
			mime_charset_guess_add(&g,
					       mime_slice_of(in + b, n - b));
			label = mime_charset_guess_label(
				&g, mime_slice_text(vec[_i].fallback));
			ck_assert_msg(mime_slice_is(label, vec[_i].label),
				      "%s, cut at %zu and %zu: %.*s",
				      vec[_i].name, a, b, (int)label.len,
				      label.ptr);
		}
}
END_TEST

/* With the label that was guessed, or the next one if it cannot be had. */
START_TEST(begins_what_it_guessed)
{
	struct mime_converters *set;
	struct mime_charset_guess g;
	struct mime_charset found;
	struct mime_conv c;

	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_charset_guess_init(&g);
	mime_charset_guess_add(&g, MIME_LITERAL("M\xfcller"));
	ck_assert_int_eq(
		mime_conv_begin_guessed(&c, &found, set, &g, MIME_ABSENT),
		MIME_OK);
	ck_assert_str_eq(found.name, "windows-1252");
	ck_assert_int_eq(mime_conv_begin_guessed(&c, &found, set, &g,
						 MIME_LITERAL("koi8-r")),
			 MIME_OK);
	ck_assert_str_eq(found.name, "KOI8-R");
	/* a converter that this iconv may lack: the next guess is used */
	ck_assert_int_eq(mime_conv_begin_guessed(&c, &found, set, &g,
						 MIME_LITERAL("x-mac-greek")),
			 MIME_OK);
	ck_assert(strcmp(found.name, "x-mac-greek") == 0 ||
		  strcmp(found.name, "windows-1252") == 0);
	mime_converters_free(set);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, guesses_at_every_cut, 0, COUNT(vec));
	tcase_add_test(cases, begins_what_it_guessed);
}

SUITE_MAIN("charset_guess", add_tests)
