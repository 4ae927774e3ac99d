#include "base/slice.h"
#include "support/random_text.h"
#include "support/suite.h"
#include "text/fold.h"
#include "text/word.h"
#include <limits.h>

#define TEN   "abcdefghij"
#define FIFTY TEN TEN TEN TEN TEN

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

/* Each step of script: first byte "t" token, "g" glue, "u" unstructured text,
 * "p" phrase; then what is added. */
static const struct {
	const char *name;
	const char *script[6];
	const char *out; /* behind "Subject:" */
} vec[] = {
	{ "nothing", { NULL }, "" },
	{ "empty text", { "u" }, "" },
	{ "words", { "uHello world" }, " Hello world" },
	{ "exactly 78",
	  { "u" FIFTY " " TEN "12345678" },
	  " " FIFTY " " TEN "12345678" },
	{ "79",
	  { "u" FIFTY " " TEN "123456789" },
	  " " FIFTY "\r\n " TEN "123456789" },
	{ "no place but the first", { "u" FIFTY FIFTY }, "\r\n " FIFTY FIFTY },
	{ "two blanks stay", { "ua  b" }, " a  b" },
	{ "and are folded before",
	  { "u" FIFTY TEN TEN "  b" },
	  "\r\n " FIFTY TEN TEN "  b" },
	{ "a fold before two blanks",
	  { "u" FIFTY "  " TEN TEN },
	  " " FIFTY "\r\n  " TEN TEN },
	{ "a tab stays", { "ua\tb" }, " a\tb" },
	{ "blanks at the start", { "u  a b" }, " =?UTF-8?Q?__a?= b" },
	{ "blanks at the end", { "ua b \t" }, " a =?UTF-8?B?YiAJ?=" },
	{ "only blanks", { "u  " }, " =?UTF-8?Q?__?=" },
	{ "many blanks",
	  { "ua                                  b" },
	  " a =?UTF-8?Q?_________________________________b?=" },
	{ "blanks that no line holds",
	  { "ua   " FIFTY TEN TEN "12345 z" },
	  " a\r\n   " FIFTY TEN TEN "12345\r\n z" },
	{ "and these even less",
	  { "ua   " FIFTY TEN TEN "123456 z" },
	  " a =?UTF-8?Q?__" FIFTY "a?=\r\n =?UTF-8?Q?bcdefghij" TEN
	  "123456?= z" },
	{ "text among words",
	  { "u关于 Q3 报告" },
	  " =?UTF-8?B?5YWz5LqO?= Q3 =?UTF-8?B?5oql5ZGK?=" },
	{ "neighbours in one run",
	  { "u关于 报告 z" },
	  " =?UTF-8?B?5YWz5LqOIOaKpeWRig==?= z" },
	{ "what looks like a word",
	  { "ua =?utf-8?q?b?= c" },
	  " a =?UTF-8?B?PT91dGYtOD9xP2I/PQ==?= c" },
	{ "its start alone",
	  { "u=?utf-8?q?b c" },
	  " =?UTF-8?B?PT91dGYtOD9xP2I=?= c" },
	{ "controls", { "ua\033b" }, " =?UTF-8?B?YRti?=" },
	{ "tokens", { "ta", "tb" }, " a b" },
	{ "a comma", { "ta", "g,", "tb" }, " a, b" },
	{ "a comma moves what it hangs on",
	  { "t" FIFTY, "t" TEN "12345678", "g," },
	  " " FIFTY "\r\n " TEN "12345678," },
	{ "a comma where nothing can move",
	  { "t" FIFTY FIFTY, "g,", "tb" },
	  "\r\n " FIFTY FIFTY ",\r\n b" },
	{ "a line with a word holds 76",
	  { "t=?a?q?b?=", "t" FIFTY "1234567" },
	  " =?a?q?b?= " FIFTY "1234567" },
	{ "and not 77",
	  { "t=?a?q?b?=", "t" FIFTY "12345678" },
	  " =?a?q?b?=\r\n " FIFTY "12345678" },
	{ "a comma behind a word at 76",
	  { "t=?a?q?b?=", "t" FIFTY "1234567", "g," },
	  " =?a?q?b?=\r\n " FIFTY "1234567," },
	{ "atoms", { "pJohn Q Public" }, " John Q Public" },
	{ "a quoted string", { "pJohn Q. Public" }, " \"John Q. Public\"" },
	{ "quotes and backslashes",
	  { "pA, \"B\" <evil@example.org>\\" },
	  " \"A, \\\"B\\\" <evil@example.org>\\\\\"" },
	{ "blanks in quotes", { "p a  b " }, " \" a  b \"" },
	{ "an empty phrase", { "p" }, " \"\"" },
	{ "a phrase in words", { "p郜小亮" }, " =?UTF-8?B?6YOc5bCP5Lqu?=" },
	{ "atoms among words", { "pJohn 亮" }, " John =?UTF-8?B?5Lqu?=" },
	{ "specials among words", { "pJ. 亮" }, " =?UTF-8?B?Si4g5Lqu?=" },
	{ "two blanks in a phrase",
	  { "pJohn  亮" },
	  " =?UTF-8?B?Sm9obiAg5Lqu?=" },
	{ "what looks like a word in a phrase",
	  { "pa =?utf-8?q?b?=" },
	  " a =?UTF-8?B?PT91dGYtOD9xP2I/PQ==?=" },
	{ "a long phrase with a special",
	  { "p" FIFTY " " TEN TEN "1234." },
	  " " FIFTY "\r\n =?UTF-8?Q?" TEN TEN "1234=2E?=" },
	{ "a phrase and its address",
	  { "p亮", "t<a@b>", "g," },
	  " =?UTF-8?B?5Lqu?= <a@b>," },
};

static int
play(struct mime_strbuf *out, const char *const *script, size_t n)
{
	struct mime_fold f;

	mime_fold_begin(&f, out, MIME_LITERAL("Subject"), set, MIME_ABSENT);
	for (size_t i = 0; i < n && script[i] != NULL; i++) {
		mime_slice s = mime_slice_text(script[i] + 1);

		switch (script[i][0]) {
		case 't':
			mime_fold_token(&f, s);
			break;
		case 'g':
			mime_fold_glue(&f, s);
			break;
		case 'u':
			mime_fold_text(&f, s);
			break;
		default:
			mime_fold_phrase(&f, s);
		}
	}
	return mime_fold_end(&f);
}

START_TEST(folds)
{
	struct mime_strbuf out;
	mime_slice got;

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(play(&out, vec[_i].script, 6), MIME_OK);
	got = mime_slice_part(mime_strbuf_slice(&out), 8, out.len - 2);
	ck_assert_msg(mime_slice_equal(got, mime_slice_text(vec[_i].out)),
		      "%s:\n%.*s", vec[_i].name, (int)got.len, got.ptr);
	mime_strbuf_free(&out);
}
END_TEST

/* A line never passes 998 bytes: text is encoded, a token is an error. */
START_TEST(keeps_the_longest_line)
{
	static const struct {
		size_t n;
		int rc; /* of a token and a comma */
	} edges[] = { { 900, MIME_OK },
		      { 996, MIME_OK },
		      { 997, MIME_EINVAL },
		      { 998, MIME_EINVAL },
		      { 5000, MIME_EINVAL } };
	char text[5000];

	memset(text, 'x', sizeof text);
	for (int i = 0; i < COUNT(edges); i++) {
		mime_slice s = { text, edges[i].n };
		struct mime_strbuf out;
		struct mime_fold f;

		mime_strbuf_init(&out, SIZE_MAX);
		mime_fold_begin(&f, &out, MIME_LITERAL("X"), set, MIME_ABSENT);
		mime_fold_token(&f, s);
		mime_fold_glue(&f, MIME_LITERAL(","));
		ck_assert_int_eq(mime_fold_end(&f), edges[i].rc);
		mime_strbuf_clear(&out);
		mime_fold_begin(&f, &out, MIME_LITERAL("X"), set, MIME_ABSENT);
		mime_fold_text(&f, s);
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		for (size_t at = 0, line = 0; at < out.len; at++) {
			line = out.ptr[at] == '\n' ? 0 : line + 1;
			ck_assert_uint_le(line, MIME_FOLD_MAX + 1);
		}
		mime_strbuf_free(&out);
	}
}
END_TEST

START_TEST(names_the_bad_character)
{
	struct mime_strbuf out;
	struct mime_fold f;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_fold_begin(&f, &out, MIME_LITERAL("X"), set,
			MIME_LITERAL("gb2312"));
	mime_fold_text(&f, MIME_LITERAL("ab 中 z 朱镕基 镕"));
	ck_assert_int_eq(mime_fold_end(&f), MIME_ECHARSET);
	ck_assert_uint_eq(f.bad, 12);
	mime_fold_begin(&f, &out, MIME_LITERAL("X"), set,
			MIME_LITERAL("x-nobody"));
	mime_fold_phrase(&f, MIME_LITERAL("中"));
	ck_assert_int_eq(mime_fold_end(&f), MIME_ECHARSET);
	ck_assert_uint_eq(f.bad, SIZE_MAX);
	mime_strbuf_free(&out);
}
END_TEST

/* RFC 5322 2.1.1 and RFC 2047 2: 78, 76 with a word; more only where there is
 * no place to fold. */
static void
check_lines(mime_slice field)
{
	while (field.len > 0) {
		const char *end = memchr(field.ptr, '\r', field.len);
		size_t n = (size_t)(end - field.ptr);
		mime_slice line = mime_slice_of(field.ptr, n), rest;

		ck_assert(end != NULL && end[1] == '\n');
		field = mime_slice_part(field, n + 2, field.len);
		ck_assert_msg(mime_slice_trim(line).len > 0, "a blank line");
		ck_assert(n <= MIME_FOLD_MAX);
		rest = mime_slice_trim(line);
		if (n > (mime_word_present(line) ? 76 : 78))
			ck_assert_msg(memchr(rest.ptr, ' ', rest.len) == NULL &&
					      memchr(rest.ptr, '\t',
						     rest.len) == NULL,
				      "%zu bytes: %.*s", n, (int)n, line.ptr);
	}
}

static const char *const charsets[] = {
	NULL,	  "utf-8", "gb18030",	  "gbk",
	"gb2312", "big5",  "iso-2022-jp", "koi8-r",
};

/* What is written decodes to the text. */
START_TEST(text_comes_back)
{
	mime_slice label = mime_slice_text(charsets[_i]);
	struct mime_text_context context = { .converters = set,
					     .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_strbuf in, out, back;
	uint32_t seed = 20090629;

	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&out, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	for (int round = 0; round < 1000; round++) {
		struct mime_fold f;
		mime_slice body;

		mime_strbuf_clear(&in);
		mime_strbuf_clear(&out);
		mime_strbuf_clear(&back);
		random_text(&in, &seed, 40, set, charsets[_i]);
		mime_fold_begin(&f, &out, MIME_LITERAL("Subject"), set, label);
		mime_fold_text(&f, mime_strbuf_slice(&in));
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		check_lines(mime_strbuf_slice(&out));
		body = mime_slice_part(mime_strbuf_slice(&out), 8, out.len);
		mime_word_decode(&back, mime_slice_trim(body), MIME_WORD_TEXT,
				 &context);
		ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&back),
					       mime_strbuf_slice(&in)),
			      "\"%.*s\"\n%.*s\n\"%.*s\"", (int)in.len, in.ptr,
			      (int)out.len, out.ptr, (int)back.len, back.ptr);
	}
	mime_strbuf_free(&in);
	mime_strbuf_free(&out);
	mime_strbuf_free(&back);
}
END_TEST

/* A phrase that is no quoted string is atoms and words, which decode as they
 * stand. */
START_TEST(phrase_comes_back)
{
	mime_slice label = mime_slice_text(charsets[_i]);
	struct mime_text_context context = { .converters = set,
					     .max_comments = UINT_MAX,
					     .max_params = UINT_MAX };
	struct mime_strbuf in, out, back;
	uint32_t seed = 1234567;

	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&out, SIZE_MAX);
	mime_strbuf_init(&back, SIZE_MAX);
	for (int round = 0; round < 1000; round++) {
		struct mime_fold f;
		mime_slice body;

		mime_strbuf_clear(&in);
		mime_strbuf_clear(&out);
		mime_strbuf_clear(&back);
		random_text(&in, &seed, 20, set, charsets[_i]);
		mime_fold_begin(&f, &out, MIME_LITERAL("From"), set, label);
		mime_fold_phrase(&f, mime_strbuf_slice(&in));
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		body = mime_slice_trim(
			mime_slice_part(mime_strbuf_slice(&out), 5, out.len));
		if (body.ptr[0] == '"')
			continue;
		check_lines(mime_strbuf_slice(&out));
		for (size_t i = 0; i < body.len; i++)
			ck_assert(
				mime_ascii_is(body.ptr[i], MIME_ASCII_ATEXT) ||
				mime_ascii_is_space(body.ptr[i]));
		mime_word_decode(&back, body, MIME_WORD_PHRASE, &context);
		ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&back),
					       mime_strbuf_slice(&in)),
			      "\"%.*s\"\n%.*s\n\"%.*s\"", (int)in.len, in.ptr,
			      (int)out.len, out.ptr, (int)back.len, back.ptr);
	}
	mime_strbuf_free(&in);
	mime_strbuf_free(&out);
	mime_strbuf_free(&back);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, folds, 0, COUNT(vec));
	tcase_add_test(cases, keeps_the_longest_line);
	tcase_add_test(cases, names_the_bad_character);
	tcase_add_loop_test(cases, text_comes_back, 0, COUNT(charsets));
	tcase_add_loop_test(cases, phrase_comes_back, 0, COUNT(charsets));
}

SUITE_MAIN("fold", add_tests)
