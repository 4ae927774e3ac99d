#include "base/slice.h"
#include "mime/view.h"
#include "support/suite.h"

#define ZHONG "\xe4\xb8\xad"

static const struct {
	const char *why;
	mime_slice name;
	const char *safe; /* as part 2.1, application/pdf */
} vec[] = {
#define V(why, name, safe)                                                     \
	{                                                                      \
		why, MIME_LITERAL(name), safe                                  \
	}
	V("nothing to do", "a.txt", "a.txt"),
	V("Chinese stays", ZHONG "\xe6\x96\x87.xlsx",
	  ZHONG "\xe6\x96\x87.xlsx"),
	V("blanks inside stay", "a b  c.txt", "a b  c.txt"),
	/* last component */
	V("path", "../../etc/cron.d/x", "x"),
	V("absolute", "/etc/passwd", "passwd"),
	V("drive and backslash", "C:\\Windows\\x.dll", "x.dll"),
	V("both separators", "a/b\\c", "c"),
	V("slash after backslash", "a\\b/c", "c"),
	V("drive-relative", "C:x.dll", "C_x.dll"),
	V("stream", "a.txt:b", "a.txt_b"),
	V("fullwidth solidus", "..\xef\xbc\x8f..\xef\xbc\x8fx.sh", "x.sh"),
	V("fullwidth reverse solidus", "a\xef\xbc\xbcx.sh", "x.sh"),
	V("small reverse solidus", "a\xef\xb9\xa8x.sh", "x.sh"),
	V("fullwidth full stops",
	  "\xef\xbc\x8e\xef\xbc\x8e\xef\xbc\x8f\xef"
	  "\xbc\x8e"
	  "a\xef\xbc\x8e"
	  "b",
	  "a.b"),
	V("other slashes",
	  "a\xe2\x81\x84"
	  "b\xe2\x88\x95"
	  "c\xe2\xa7\xb8x.sh",
	  "x.sh"),
	V("other backslashes", "a\xe2\x88\x96\xe2\xa7\xb5\xe2\xa7\xb9x.sh",
	  "x.sh"),
	V("one dot leaders", "\xe2\x80\xa4\xe2\x80\xa4x\xe2\x80\xa4sh", "x.sh"),
	V("ellipsis at both ends", "\xe2\x80\xa6x.sh\xe2\x80\xa5", "x.sh"),
	V("ellipsis inside stays", "a\xe2\x80\xa6.sh", "a\xe2\x80\xa6.sh"),
	V("fullwidth colon and question mark stay", "a\xef\xbc\x9a\xef\xbc\x9f",
	  "a\xef\xbc\x9a\xef\xbc\x9f"),
	V("small full stop leads", "\xef\xb9\x92profile", "profile"),
	/* removed */
	V("NUL", "report.pdf\0.exe", "report.pdf.exe"),
	V("C0 and DEL", "a\x1b[31m\r\n\t\x7f.txt", "a[31m.txt"),
	V("C1",
	  "a\xc2\x9b"
	  "b",
	  "ab"),
	V("right-to-left override", "annexe\xe2\x80\xaegpj.exe",
	  "annexegpj.exe"),
	V("isolates and marks",
	  "\xe2\x81\xa6"
	  "a\xe2\x81\xa9\xe2\x80\x8f\xd8\x9c",
	  "a"),
	V("soft hyphen",
	  "a\xc2\xad"
	  "b",
	  "ab"),
	V("grapheme joiner",
	  "a\xcd\x8f"
	  "b",
	  "ab"),
	V("zero width space and joiners",
	  "a\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8d"
	  "b",
	  "ab"),
	V("word joiner",
	  "a\xe2\x81\xa0"
	  "b",
	  "ab"),
	V("Hangul fillers",
	  "a\xe1\x85\x9f\xe3\x85\xa4\xef\xbe\xa0"
	  "b",
	  "ab"),
	V("Khmer inherent vowel",
	  "a\xe1\x9e\xb4"
	  "b",
	  "ab"),
	V("Mongolian selector",
	  "a\xe1\xa0\x8e"
	  "b",
	  "ab"),
	V("variation selector",
	  "a\xef\xb8\x8f"
	  "b",
	  "ab"),
	V("byte-order mark",
	  "\xef\xbb\xbf"
	  "a",
	  "a"),
	V("specials",
	  "a\xef\xbf\xb9"
	  "b",
	  "ab"),
	V("shorthand format",
	  "a\xf0\x9b\xb2\xa0"
	  "b",
	  "ab"),
	V("music format",
	  "a\xf0\x9d\x85\xb3"
	  "b",
	  "ab"),
	V("tags",
	  "a\xf3\xa0\x80\xa1"
	  "b\xf3\xa0\x87\xaf",
	  "ab"),
	V("line separator",
	  "a\xe2\x80\xa8"
	  "b",
	  "ab"),
	V("uncovers a leading dot", "\xe2\x80\xae.bashrc", "bashrc"),
	V("uncovers a trailing dot", "a.\xe2\x80\x8b", "a"),
	V("splits a device name", "N\xe2\x80\x8bUL", "_NUL"),
	/* mapped */
	V("reserved characters", "a<b>c:d\"e|f?g*h", "a_b_c_d_e_f_g_h"),
	V("invalid UTF-8",
	  "a\xff"
	  "b\xe4\xb8",
	  "a\xef\xbf\xbd"
	  "b\xef\xbf\xbd"),
	/* trimmed */
	V("option", "-rf", "rf"),
	V("hidden", ".bashrc", "bashrc"),
	V("home", "~root", "root"),
	V("all of them", " .-~. -a", "a"),
	V("ideographic blanks",
	  "\xe3\x80\x80"
	  "a\xc2\xa0\xe3\x80\x80",
	  "a"),
	V("trailing", "a.exe. . .", "a.exe"),
	V("hyphen at the end stays", "a-", "a-"),
	V("tilde at the end stays", "a.txt~", "a.txt~"),
	/* reserved names */
	V("NUL device", "NUL.txt", "_NUL.txt"),
	V("case", "cOn", "_cOn"),
	V("PRN", "prn", "_prn"),
	V("two extensions", "AUX.tar.gz", "_AUX.tar.gz"),
	V("blank before the dot", "CON .txt", "_CON .txt"),
	V("COM1", "COM1", "_COM1"),
	V("LPT9", "lpt9.a", "_lpt9.a"),
	V("superscript digit", "COM\xc2\xb9", "_COM\xc2\xb9"),
	V("fullwidth full stop behind a device", "NUL\xef\xbc\x8etxt",
	  "_NUL.txt"),
	V("COM0 is none", "COM0", "COM0"),
	V("COM alone is none", "COM", "COM"),
	V("NUL1 is none", "NUL1", "NUL1"),
	V("COM12 is none", "COM12.txt", "COM12.txt"),
	V("prefix is none", "CONSOLE", "CONSOLE"),
	V("two words are none", "CON A", "CON A"),
	V("after the path", "x/NUL", "_NUL"),
	/* nothing left */
	V("empty", "", "part-2.1.pdf"),
	V("dot", ".", "part-2.1.pdf"),
	V("dots", "..", "part-2.1.pdf"),
	V("slash", "/", "part-2.1.pdf"),
	V("ends in dots", "a/..", "part-2.1.pdf"),
	V("ends in a slash", "dir/", "part-2.1.pdf"),
	V("controls only", "\x01\x02\xe2\x80\xae", "part-2.1.pdf"),
	V("blanks only", " \xe3\x80\x80 ", "part-2.1.pdf"),
	V("two dot leader only", "\xe2\x80\xa5", "part-2.1.pdf"),
	V("trimmed away", "-.~-", "part-2.1.pdf"),
};

static size_t
safe(char out[MIME_FILENAME_MAX], mime_slice name)
{
	return mime_filename_safe(out, name, MIME_LITERAL("2.1"),
				  MIME_LITERAL("application/pdf"));
}

START_TEST(each_rule)
{
	char out[MIME_FILENAME_MAX], again[MIME_FILENAME_MAX];
	size_t len = safe(out, vec[_i].name);

	ck_assert_msg(strcmp(out, vec[_i].safe) == 0, "%s: %s, not %s",
		      vec[_i].why, out, vec[_i].safe);
	ck_assert_uint_eq(len, strlen(out));
	/* A safe name is safe: nothing more happens to it. */
	safe(again, (mime_slice){ out, len });
	ck_assert_str_eq(again, out);
}
END_TEST

START_TEST(absent_name)
{
	char out[MIME_FILENAME_MAX];

	ck_assert_uint_eq(safe(out, MIME_ABSENT), 12);
	ck_assert_str_eq(out, "part-2.1.pdf");
}
END_TEST

static const struct {
	const char *type, *name;
} types[] = {
	{ "text/plain", "part-3.txt" },
	{ "message/rfc822", "part-3.eml" },
	{ "image/jpeg", "part-3.jpg" },
	{ "application/gzip", "part-3.gz" },
	{ "application/json", "part-3.json" },
	{ "application/msword", "part-3.doc" },
	{ "application/pdf", "part-3.pdf" },
	{ "application/pgp-signature", "part-3.asc" },
	{ "application/pkcs7-mime", "part-3.p7m" },
	{ "application/pkcs7-signature", "part-3.p7s" },
	{ "application/rtf", "part-3.rtf" },
	{ "application/xml", "part-3.xml" },
	{ "application/zip", "part-3.zip" },
	{ "audio/mpeg", "part-3.mp3" },
	{ "image/gif", "part-3.gif" },
	{ "image/png", "part-3.png" },
	{ "image/svg+xml", "part-3.svg" },
	{ "image/tiff", "part-3.tif" },
	{ "image/webp", "part-3.webp" },
	{ "message/global", "part-3.eml" },
	{ "message/news", "part-3.eml" },
	{ "text/calendar", "part-3.ics" },
	{ "text/csv", "part-3.csv" },
	{ "text/html", "part-3.html" },
	{ "text/vcard", "part-3.vcf" },
	{ "text/xml", "part-3.xml" },
	{ "video/mp4", "part-3.mp4" },
	{ "application/octet-stream", "part-3.bin" },
	{ "application/x-../../x", "part-3.bin" },
	{ "", "part-3.bin" },
};

START_TEST(extension_by_type)
{
	char out[MIME_FILENAME_MAX];

	mime_filename_safe(out, MIME_ABSENT, MIME_LITERAL("3"),
			   mime_slice_text(types[_i].type));
	ck_assert_str_eq(out, types[_i].name);
}
END_TEST

START_TEST(root_has_no_number)
{
	char out[MIME_FILENAME_MAX];

	mime_filename_safe(out, MIME_ABSENT, MIME_ABSENT,
			   MIME_LITERAL("multipart/mixed"));
	ck_assert_str_eq(out, "part.bin");
}
END_TEST

START_TEST(deep_section_is_cut)
{
	char out[MIME_FILENAME_MAX], section[600];

	for (size_t i = 0; i < sizeof section; i++)
		section[i] = i % 2 == 0 ? '1' : '.';
	mime_filename_safe(out, MIME_ABSENT,
			   mime_slice_of(section, sizeof section),
			   MIME_LITERAL("text/plain"));
	ck_assert_uint_le(strlen(out), 200);
	ck_assert(strcmp(out + strlen(out) - 5, "1.txt") == 0);
}
END_TEST

/* n Chinese characters, three bytes each, and a tail. */
static size_t
long_name(char out[MIME_FILENAME_MAX], size_t n, const char *tail)
{
	char name[4000];
	size_t len = 0;

	for (size_t i = 0; i < n; i++, len += 3)
		memcpy(name + len, ZHONG, 3);
	memcpy(name + len, tail, strlen(tail));
	return safe(out, mime_slice_of(name, len + strlen(tail)));
}

START_TEST(overlong_keeps_the_extension)
{
	char out[MIME_FILENAME_MAX];

	/* 196 bytes are left: 65 characters */
	ck_assert_uint_eq(long_name(out, 300, ".pdf"), 65 * 3 + 4);
	ck_assert_str_eq(out + 65 * 3, ".pdf");
	ck_assert(memcmp(out + 64 * 3, ZHONG, 3) == 0);
	/* 200 exactly: nothing is cut */
	ck_assert_uint_eq(long_name(out, 65, ".html"), 200);
	/* one more byte costs one character */
	ck_assert_uint_eq(long_name(out, 65, ".xhtml"), 64 * 3 + 6);
}
END_TEST

START_TEST(overlong_extension_is_none)
{
	char out[MIME_FILENAME_MAX];

	ck_assert_uint_eq(
		long_name(out, 64, ".abcdefghijklmnopqrstuvwxyzabcdef"), 200);
	ck_assert_str_eq(out + 64 * 3, ".abcdefg");
}
END_TEST

START_TEST(cut_leaves_no_blank_at_the_end)
{
	char out[MIME_FILENAME_MAX];

	ck_assert_uint_eq(long_name(out, 66, "  " ZHONG ZHONG), 66 * 3);
}
END_TEST

/* Blanks, then something that is cut off. */
START_TEST(cut_makes_no_device)
{
	static const char *const tails[] = { "x", ".txt", "x.txt", "." };
	char out[MIME_FILENAME_MAX], name[600];
	size_t n = strlen(tails[_i]);

	memset(name, ' ', sizeof name);
	memcpy(name, "CON", 3);
	memcpy(name + sizeof name - n, tails[_i], n);
	ck_assert_uint_le(safe(out, mime_slice_of(name, sizeof name)), 200);
	ck_assert_msg(strncmp(out, "_CON", 4) == 0, "%s", out);
}
END_TEST

/* Doubling the input must not do more than double the work. */
START_TEST(megabytes_are_read_once)
{
	static const char *const units[] = {
		"a", ".", " ", "/", "\xff", "-", "NUL ", "\xe2\x80\xae"
	};
	char out[MIME_FILENAME_MAX], *name = malloc(4 << 20);
	size_t n = strlen(units[_i]);

	ck_assert_ptr_nonnull(name);
	for (size_t at = 0; at + n <= 4 << 20; at += n)
		memcpy(name + at, units[_i], n);
	ck_assert_uint_le(safe(out, mime_slice_of(name, 4 << 20)), 200);
	free(name);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, each_rule, 0, COUNT(vec));
	tcase_add_test(cases, absent_name);
	tcase_add_loop_test(cases, extension_by_type, 0, COUNT(types));
	tcase_add_test(cases, root_has_no_number);
	tcase_add_test(cases, deep_section_is_cut);
	tcase_add_test(cases, overlong_keeps_the_extension);
	tcase_add_test(cases, overlong_extension_is_none);
	tcase_add_test(cases, cut_leaves_no_blank_at_the_end);
	tcase_add_loop_test(cases, cut_makes_no_device, 0, 4);
	tcase_add_loop_test(cases, megabytes_are_read_once, 0, 8);
}

SUITE_MAIN("filename", add_tests)
