#include "base/slice.h"
#include "support/defect_list.h"
#include "support/suite.h"
#include "text/charset.h"
#include "text/word.h"
#include <limits.h>
#include <time.h>

#define R MIME_UTF8_REPLACEMENT_BYTES
#define T MIME_WORD_TEXT

static struct mime_converters *set;
static struct mime_arena records; /* of the defects */
static struct mime_defects defects;

static void
setup(void)
{
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	mime_arena_init(&records);
	mime_defects_init(&defects, &records);
}

static void
teardown(void)
{
	mime_converters_free(set);
	mime_arena_free(&records);
}

static struct mime_text_context
context(const char *fallback, size_t offset)
{
	return (struct mime_text_context){ .converters = set,
					   .fallback =
						   mime_slice_text(fallback),
					   .defects = &defects,
					   .offset = offset,
					   .max_comments = UINT_MAX,
					   .max_params = UINT_MAX };
}

static const struct {
	const char *name, *in, *out, *defects;
	enum mime_word_place place;
} vec[] = {
	{ "nothing", "", "", "", T },
	{ "plain", "Hello  world", "Hello  world", "", T },
	{ "Q", "=?iso-8859-1?Q?Gr=FC=DFe_an=20alle?=", "Grüße an alle", "", T },
	{ "lower case", "=?UTF-8?q?=c3=bc?=", "ü", "", T },
	{ "B", "=?gb2312?B?1tDOxA==?=", "中文", "", T },
	{ "next to text", "a=?utf-8?q?b?=c", "abc", "", T },
	{ "a blank to the text stays", "a =?utf-8?q?b?= c", "a b c", "", T },
	/* RFC 2047 6.2: blanks between words are not shown */
	{ "blanks between words", "=?utf-8?q?a?= \t =?utf-8?q?b?=", "ab", "",
	  T },
	{ "a fold between words", "=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab", "",
	  T },
	{ "none between words", "=?utf-8?q?a?==?utf-8?q?b?=", "ab", "", T },
	{ "two charsets", "=?utf-8?q?=C3=BC?= =?koi8-r?q?=F0?=", "üП", "", T },
	{ "a blank that was encoded",
	  "=?UTF-8?B?SGVsbG8=?= =?UTF-8?B?IHdvcmxk?=", "Hello world", "", T },
	/* Foxmail, QQ and 163 cut between bytes */
	{ "a character over two words",
	  "=?utf-8?B?5Lit5g==?=\r\n =?UTF-8?B?lofpgq7ku7Y=?=", "中文邮件", "",
	  T },
	{ "the same in GBK", "=?gb2312?Q?=D6?= =?GB2312*zh?Q?=D0?=", "中", "",
	  T },
	{ "a shift over two words",
	  "=?iso-2022-jp?B?GyRCJCI=?= =?iso-2022-jp?B?JCQbKEI=?=", "あい", "",
	  T },
	{ "unfolding", "a\r\n b\n\tc", "a b\tc", "", T },
	{ "CRs before LF belong to the line end", "a\r\r\n b", "a b", "", T },
	{ "a CR alone is data", "a\rb", "a\rb", "", T },
	{ "what is no word stays", "=?utf-8?x?a?= =?b =?",
	  "=?utf-8?x?a?= =?b =?", "", T },
	{ "blanks inside Q", "=?utf-8?Q?a b?=", "a b", "W12@0+15", T },
	{ "a fold inside B", "=?utf-8?B?5Lit\r\n 5paH?=", "中文", "W12@0+23",
	  T },
	{ "padding missing", "=?utf-8?B?YQ?=", "a", "E03@0+14", T },
	{ "junk in B", "=?utf-8?B?Y*Q==?=", "a", "E01@0+17", T },
	{ "bad escape", "=?utf-8?Q?100=?= =?utf-8?Q?=4?=", "100==4",
	  "E07@0+16 E07@17+14", T },
	{ "a question mark in Q", "=?utf-8?Q?What?\?=", "What?", "E07@0+17",
	  T },
	/* Mailsploit */
	{ "line ends out of a word",
	  "=?utf-8?Q?a=0D=0ABcc:_x?=", "a" R R "Bcc: x", "W01@0+25", T },
	{ "NUL, escape and DEL", "=?utf-8?Q?=00=1B=7F?=", R R R, "W01@0+21",
	  T },
	{ "C1", "=?utf-8?Q?=C2=9B31m?= x", R "31m x", "W01@0+21", T },
	{ "C1 of windows-1252", "=?iso-8859-1?Q?=81?=", R, "W01@0+20", T },
	{ "what only begins like C1", "=?utf-8?Q?=C2=A0?=", "\xc2\xa0", "", T },
	{ "a tab is shown as a blank", "=?utf-8?Q?a=09b?=", "a\tb", "", T },
	{ "unknown charset, UTF-8", "x =?x-foo?Q?=E4=B8=AD?=", "x 中",
	  "W04@2+21", T },
	{ "unknown charset, GB18030", "=?x-foo?Q?=D6=D0?=", "中", "W04@0+18",
	  T },
	{ "unknown charset, ASCII", "=?x-foo?Q?abc?=", "abc", "W04@0+15", T },
	{ "refused", "=?iso-2022-cn?Q?abc?=", "abc", "W05@0+21", T },
	{ "UTF-7 stays as it is", "=?utf-7?Q?+ADw-?=", "+ADw-", "W10@0+17", T },
	{ "ASCII that is none", "=?us-ascii?Q?=D6=D0?=", "中", "W06@0+21", T },
	{ "bytes invalid in the charset", "=?utf-8?Q?a=FFb?= c", "a" R "b c",
	  "W06@0+17", T },
	{ "GBK under gb2312", "=?gb2312?B?1uzpRrv5?=", "朱镕基", "W14@0+21",
	  T },
	{ "raw UTF-8", "中文 =?utf-8?q?a?=", "中文 a", "H11@0+6", T },
	{ "raw GBK", "x \xd6\xd0\xce\xc4", "x 中文", "H11@2+4", T },
	{ "raw Latin", "M\xfcller", "Müller", "H11@1+1", T },
	{ "one guess for all raw bytes",
	  "\xd6\xd0 =?utf-8?q?=C3=BC?= \xce\xc4 =?utf-8?q?a?= \xc4",
	  "ÖÐ ü ÎÄ a Ä", "H11@0+2", T },
	{ "raw bytes in Q", "=?gb2312?Q?\xd6\xd0?=", "中", "H11@11+2", T },
	{ "a fold inside raw text", "\xd6\xd0\r\n \xce\xc4", "中 文", "H11@0+2",
	  T },
	{ "specials in a phrase", "=?utf-8?Q?a=2C_b=40c?=", "a, b@c",
	  "W02@0+22", MIME_WORD_PHRASE },
	{ "none", "=?utf-8?Q?J._B._(x)?=", "J. B. (x)", "", MIME_WORD_PHRASE },
	{ "specials in text", "=?utf-8?Q?a=2C?=", "a,", "", T },
	{ "in a quoted string", "=?utf-8?Q?a?= =?utf-8?q?b?=", "ab", "W11@0+27",
	  MIME_WORD_QUOTED },
	{ "in a file name", "x=?utf-8?Q?a?=", "xa", "P05@1+13",
	  MIME_WORD_NAME },
	{ "no word in a file name", "x.txt", "x.txt", "", MIME_WORD_NAME },
};

START_TEST(decodes)
{
	struct mime_text_context c = context(NULL, 0);
	struct mime_strbuf out;
	char list[256];

	mime_strbuf_init(&out, SIZE_MAX);
	mime_word_decode(&out, mime_slice_text(vec[_i].in), vec[_i].place, &c);
	ck_assert_int_eq(out.error, MIME_OK);
	ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&out),
				       mime_slice_text(vec[_i].out)),
		      "%s: \"%.*s\"", vec[_i].name, (int)out.len,
		      out.ptr != NULL ? out.ptr : "");
	defect_list(list, sizeof list, &defects);
	ck_assert_msg(strcmp(list, vec[_i].defects) == 0, "%s: %s",
		      vec[_i].name, list);
	mime_strbuf_free(&out);
}
END_TEST

/* Offsets are those of the parsed buffer, and raw bytes that are not UTF-8
 * have the charset of the message's text. */
START_TEST(takes_the_context)
{
	struct mime_text_context c = context("koi8-r", 1000);
	struct mime_strbuf out;
	char list[256];

	mime_strbuf_init(&out, SIZE_MAX);
	mime_word_decode(&out, MIME_LITERAL("a \xf0\xd2\xc9 =?no?Q?=F0?="), T,
			 &c);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&out),
				   MIME_LITERAL("a При П")));
	ck_assert_str_eq(defect_list(list, sizeof list, &defects),
			 "H11@1002+3 W04@1006+12");
	mime_strbuf_free(&out);
}
END_TEST

START_TEST(records_nothing_without_a_list)
{
	struct mime_text_context c = context(NULL, 0);
	struct mime_strbuf out;

	c.defects = NULL;
	mime_strbuf_init(&out, SIZE_MAX);
	mime_word_decode(&out, MIME_LITERAL("\xff =?x?q?=00?="), T, &c);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&out),
				   MIME_LITERAL("ÿ " R)));
	mime_strbuf_free(&out);
}
END_TEST

START_TEST(reads_raw_bytes)
{
	struct mime_text_context c = context(NULL, 5);
	struct mime_strbuf out;
	char list[64];

	mime_strbuf_init(&out, SIZE_MAX);
	mime_word_raw(&out, MIME_LITERAL("=?utf-8?q?a?= \xd6\xd0"), &c);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&out),
				   MIME_LITERAL("=?utf-8?q?a?= 中")));
	ck_assert_str_eq(defect_list(list, sizeof list, &defects), "H11@19+2");
	mime_strbuf_clear(&out);
	mime_defects_init(&defects, &records);
	mime_word_raw(&out, MIME_LITERAL("abc"), &c);
	ck_assert_str_eq(defect_list(list, sizeof list, &defects), "");
	mime_strbuf_free(&out);
}
END_TEST

START_TEST(sees_words)
{
	ck_assert(mime_word_present(MIME_LITERAL("a =?b?q?c?= d")));
	ck_assert(!mime_word_present(MIME_LITERAL("a =?b?q?c d")));
	ck_assert(!mime_word_present(MIME_ABSENT));
}
END_TEST

static const struct {
	const char *why, *text, *want;
	bool lent;
} texts[] = {
	{ "nothing to do", "a b=?c", "a b=?c", false },
	{ "plain", "a \t\x01 ? = b", "a \t\x01 ? = b", true },
	{ "empty", "", "", true },
	{ "a CR alone is data", "a\r b", "a\r b", true },
	{ "a fold", "a\r\n b\n\tc\r\r\n d\re", "a b\tc d\re", false },
	{ "a word", "=?utf-8?q?a=C3=A9?= b", "a\xc3\xa9 b", false },
	{ "raw 8-bit", "\xe9", "\xc3\xa9", false },
	{ "raw UTF-8", "\xc3\xa9", "\xc3\xa9", false },
};

/* Only what holds nothing to decode and nothing to unfold is lent. */
START_TEST(lends_plain_text)
{
	struct mime_text_context c = context(NULL, 0);
	mime_slice text = mime_slice_text(texts[_i].text), got;
	struct mime_arena arena;

	mime_arena_init(&arena);
	ck_assert_int_eq(mime_word_text(&got, &arena, text, T, &c), MIME_OK);
	ck_assert_msg(mime_slice_equal(got, mime_slice_text(texts[_i].want)),
		      "%s: \"%.*s\"", texts[_i].why, (int)got.len, got.ptr);
	ck_assert_msg((got.ptr == text.ptr) == texts[_i].lent, "%s",
		      texts[_i].why);
	mime_arena_free(&arena);
}
END_TEST

START_TEST(the_text_of_nothing_is_empty)
{
	struct mime_text_context c = context(NULL, 0);
	struct mime_arena arena;
	mime_slice got;

	mime_arena_init(&arena);
	ck_assert_int_eq(mime_word_text(&got, &arena, MIME_ABSENT, T, &c),
			 MIME_OK);
	ck_assert(got.ptr != NULL && got.len == 0);
	mime_arena_free(&arena);
}
END_TEST

/* A buffer with a maximum, and one that no memory is left for. */
START_TEST(stops_at_the_maximum)
{
	struct mime_text_context c = context(NULL, 0);
	struct mime_strbuf out;

	mime_strbuf_init(&out, 4);
	mime_word_decode(&out, MIME_LITERAL("ab =?utf-8?q?cdef?= g"), T, &c);
	ck_assert_int_eq(out.error, MIME_ELIMIT);
	mime_strbuf_free(&out);
}
END_TEST

static const char *const floods[] = {
	"=?",	      "=?a?q?",	    "=?a?b?",
	"=?a?q?b?=",  "=?a?q?b?= ", "=?utf-8?q?=C3?= x ",
	"=?=?a?q?? ", "?=",	    "\r",
	" ",	      "\xd6",
};

static double
seconds(const char *unit, size_t bytes)
{
	struct mime_text_context c = context(NULL, 0);
	struct mime_strbuf in, out;
	double best = 1e9;

	mime_strbuf_init(&in, SIZE_MAX);
	while (in.len < bytes)
		mime_strbuf_add_text(&in, unit);
	for (int i = 0; i < 3; i++) {
		clock_t start = clock();
		double took;

		mime_strbuf_init(&out, SIZE_MAX);
		mime_word_decode(&out, mime_strbuf_slice(&in), T, &c);
		mime_strbuf_free(&out);
		took = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (took < best)
			best = took;
	}
	mime_strbuf_free(&in);
	return best;
}

/* Ten times the input takes about ten times as long; a square would take a
 * hundred times.  The margin is for a busy machine. */
START_TEST(floods_are_linear)
{
	double small = seconds(floods[_i], 100000);
	double large = seconds(floods[_i], 1000000);

	ck_assert_msg(large < 40 * small + 0.05, "\"%s\": %g s and %g s",
		      floods[_i], small, large);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, decodes, 0, COUNT(vec));
	tcase_add_test(cases, takes_the_context);
	tcase_add_test(cases, records_nothing_without_a_list);
	tcase_add_test(cases, reads_raw_bytes);
	tcase_add_test(cases, sees_words);
	tcase_add_loop_test(cases, lends_plain_text, 0, COUNT(texts));
	tcase_add_test(cases, the_text_of_nothing_is_empty);
	tcase_add_test(cases, stops_at_the_maximum);
	tcase_add_loop_test(cases, floods_are_linear, 0, COUNT(floods));
}

SUITE_MAIN("word", add_tests)
