#include "base/slice.h"
#include "support/random_text.h"
#include "support/suite.h"
#include "text/word.h"
#include "text/word_encode.h"
#include <limits.h>

static struct mime_converters *set;

static void
setup(void)
{
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
}

static void
teardown(void)
{
	mime_converters_free(set);
}

static const struct {
	const char *name, *charset, *in, *words; /* one a line */
	size_t room;
} vec[] = {
	{ "Chinese in B", NULL, "中文", "=?UTF-8?B?5Lit5paH?=", 75 },
	{ "mostly ASCII in Q", NULL, "Grüße an alle Leser hier",
	  "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_an_alle_Leser_hier?=", 75 },
	{ "a short word in B", NULL, "grüß", "=?UTF-8?B?Z3LDvMOf?=", 75 },
	{ "another name for UTF-8", "utf8", "ü", "=?UTF-8?B?w7w=?=", 75 },
	{ "specials", NULL, "a=b?c_d(e)\"f\",g.h i é",
	  "=?UTF-8?B?YT1iP2NfZChlKSJmIixnLmggaSDDqQ==?=", 75 },
	{ "blanks in Q", NULL, "a  b cdefghijkl é",
	  "=?UTF-8?Q?a__b_cdefghijkl_=C3=A9?=", 75 },
	{ "a charset that is asked for", "gb2312", "中文",
	  "=?gb2312?B?1tDOxA==?=", 75 },
	{ "Q in a charset", "iso-8859-1", "Grüße an",
	  "=?iso-8859-1?Q?Gr=FC=DFe_an?=", 75 },
	{ "each word begins and ends in ASCII", "iso-2022-jp", "あいう",
	  "=?iso-2022-jp?B?GyRCJCIbKEI=?=\n=?iso-2022-jp?B?GyRCJCQbKEI=?=\n"
	  "=?iso-2022-jp?B?GyRCJCYbKEI=?=",
	  32 },
	{ "never inside a character", NULL, "中文中文",
	  "=?UTF-8?B?5Lit?=\n=?UTF-8?B?5paH?=\n=?UTF-8?B?5Lit?=\n"
	  "=?UTF-8?B?5paH?=",
	  19 },
	{ "nor inside four bytes", "gb18030", "😀😀",
	  "=?gb18030?Q?=949=FC6?=\n=?gb18030?B?lDn8Ng==?=", 25 },
	{ "full words", NULL, "第三季度销售报告第三季度销售报告第三季度",
	  "=?UTF-8?B?56ys5LiJ5a2j5bqm6ZSA5ZSu5oql5ZGK56ys5LiJ5a2j5bqm6ZSA"
	  "5ZSu5oql?=\n=?UTF-8?B?5ZGK56ys5LiJ5a2j5bqm?=",
	  75 },
	{ "a word before others has no padding", "gb18030",
	  "第三季度销售报告第三季度销售报告第三季度销售报告",
	  "=?gb18030?B?tdrI/by+tsjP+srbsai45rXayP28vrbIz/rK27GouOa12sj9vL62yM/"
	  "6?=\n"
	  "=?gb18030?B?ytuxqLjm?=",
	  75 },
	{ "and is a Q where padding could not be helped", NULL,
	  "2026年第三季度销售报告，请查收并回复各地区意见",
	  "=?UTF-8?Q?2026=E5=B9=B4=E7=AC=AC=E4=B8=89=E5=AD=A3=E5=BA=A6=E9=94="
	  "80?=\n"
	  "=?UTF-8?B?5ZSu5oql5ZGK77yM6K+35p+"
	  "l5pS25bm25Zue5aSN5ZCE5Zyw5Yy65oSP6KeB?=",
	  75 },
	{ "more room than a word may have", NULL,
	  "第三季度销售报告第三季度销售报告第三季度",
	  "=?UTF-8?B?56ys5LiJ5a2j5bqm6ZSA5ZSu5oql5ZGK56ys5LiJ5a2j5bqm6ZSA"
	  "5ZSu5oql?=\n=?UTF-8?B?5ZGK56ys5LiJ5a2j5bqm?=",
	  1000 },
};

START_TEST(encodes)
{
	mime_slice text = mime_slice_text(vec[_i].in);
	struct mime_word_coding c;
	struct mime_strbuf out;
	size_t bad;

	ck_assert_int_eq(mime_word_coding_init(&c, &bad, set,
					       mime_slice_text(vec[_i].charset),
					       text),
			 MIME_OK);
	mime_strbuf_init(&out, SIZE_MAX);
	while (text.len > 0) {
		char word[MIME_WORD_MAX];
		size_t taken, n = mime_word_encode(word, &taken, &c, text,
						   vec[_i].room);

		ck_assert_msg(n > 0 && taken > 0, "%s", vec[_i].name);
		if (out.len > 0)
			mime_strbuf_add_char(&out, '\n');
		mime_strbuf_add(&out, mime_slice_of(word, n));
		text = mime_slice_part(text, taken, text.len);
	}
	ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&out),
				       mime_slice_text(vec[_i].words)),
		      "%s: %.*s", vec[_i].name, (int)out.len, out.ptr);
	mime_strbuf_free(&out);
	mime_word_coding_free(&c);
}
END_TEST

static const struct {
	const char *name, *charset, *in;
	size_t bad;
} refused[] = {
	{ "a character that is not held", "gb2312", "朱镕基", 3 },
	{ "no such charset", "x-nobody", "a", SIZE_MAX },
	{ "a refused one", "utf-7", "a", SIZE_MAX },
	{ "a label that is no token", "ansi_x3.4-1968", "a", SIZE_MAX },
	{ "an empty label", "", "a", SIZE_MAX },
};

START_TEST(refuses)
{
	struct mime_word_coding c;
	size_t bad;

	ck_assert_msg(mime_word_coding_init(
			      &c, &bad, set,
			      mime_slice_text(refused[_i].charset),
			      mime_slice_text(refused[_i].in)) == MIME_ECHARSET,
		      "%s", refused[_i].name);
	ck_assert_uint_eq(bad, refused[_i].bad);
}
END_TEST

START_TEST(takes_nothing_where_nothing_fits)
{
	struct mime_word_coding c;
	char word[MIME_WORD_MAX];
	size_t bad, taken;

	ck_assert_int_eq(mime_word_coding_init(&c, &bad, NULL, MIME_ABSENT,
					       MIME_LITERAL("中")),
			 MIME_OK);
	for (size_t room = 0; room < 16; room++) {
		ck_assert_uint_eq(mime_word_encode(word, &taken, &c,
						   MIME_LITERAL("中"), room),
				  0);
		ck_assert_uint_eq(taken, 0);
	}
	ck_assert_uint_eq(
		mime_word_encode(word, &taken, &c, MIME_LITERAL("中"), 16), 16);
	ck_assert_uint_eq(taken, 3);
	mime_word_coding_free(&c);
}
END_TEST

static const char *const charsets[] = {
	NULL,	       "utf-8",	      "gb18030",    "gbk",
	"gb2312",      "big5",	      "koi8-r",	    "euc-kr",
	"iso-2022-jp", "iso-2022-kr", "hz-gb-2312", "big5-hkscs",
};

/* Words side by side decode to the text, whatever room each one had. */
START_TEST(comes_back)
{
	const char *label = charsets[_i];
	struct mime_text_context context = { .converters = set,
					     .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_strbuf in, words, back;
	uint32_t seed = 20261121;

	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&words, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	for (int round = 0; round < 300; round++) {
		struct mime_word_coding c;
		mime_slice rest;
		size_t bad;

		mime_strbuf_clear(&in);
		mime_strbuf_clear(&words);
		mime_strbuf_clear(&back);
		random_text(&in, &seed, 60, set, label);
		rest = mime_strbuf_slice(&in);
		ck_assert_int_eq(mime_word_coding_init(&c, &bad, set,
						       mime_slice_text(label),
						       rest),
				 MIME_OK);
		while (rest.len > 0) {
			char word[MIME_WORD_MAX];
			size_t taken, room = test_random(&seed) % 80;
			size_t n =
				mime_word_encode(word, &taken, &c, rest, room);

			ck_assert(n <= room && n <= MIME_WORD_MAX);
			ck_assert((n > 0) == (taken > 0));
			ck_assert(n > 0 || room < MIME_WORD_MAX);
			if (n == 0)
				continue;
			mime_strbuf_add(&words, mime_slice_of(word, n));
			mime_strbuf_add_char(&words, ' ');
			rest = mime_slice_part(rest, taken, rest.len);
		}
		mime_word_decode(&back,
				 mime_slice_trim(mime_strbuf_slice(&words)),
				 MIME_WORD_TEXT, &context);
		ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&back),
					       mime_strbuf_slice(&in)),
			      "%s: %.*s", label != NULL ? label : "",
			      (int)words.len, words.ptr);
		mime_word_coding_free(&c);
	}
	mime_strbuf_free(&in);
	mime_strbuf_free(&words);
	mime_strbuf_free(&back);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, encodes, 0, COUNT(vec));
	tcase_add_loop_test(cases, refuses, 0, COUNT(refused));
	tcase_add_test(cases, takes_nothing_where_nothing_fits);
	tcase_add_loop_test(cases, comes_back, 0, COUNT(charsets));
}

SUITE_MAIN("word_encode", add_tests)
