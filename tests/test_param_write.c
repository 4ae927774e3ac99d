#include "support/field_lines.h"
#include "support/random_text.h"
#include "support/reading.h"
#include "text/fold.h"
#include "text/param.h"

#define COMPAT	MIME_PARAM_COMPAT
#define RFC2231 MIME_PARAM_RFC2231
#define RFC2047 MIME_PARAM_RFC2047
#define A10	"abcdefghij"
#define A50	A10 A10 A10 A10 A10
#define ZHANG	"\xe5\xbc\xa0" /* U+5F20 */
#define SAN	"\xe4\xb8\x89" /* U+4E09 */
#define LONG	ZHANG SAN ZHANG SAN ZHANG SAN ZHANG SAN ZHANG SAN

static const struct {
	const char *why;
	enum mime_param_style style;
	const char *charset, *name, *value, *written;
} vectors[] = {
	{ "a token", COMPAT, NULL, "charset", "utf-8", "X: v; charset=utf-8" },
	{ "a file name that is ASCII stays plain", COMPAT, NULL, "filename",
	  "a.txt", "X: v; filename=a.txt" },
	{ "in both parameters", COMPAT, NULL, "name", "a.txt",
	  "X: v; name=a.txt" },
	{ "in each style", RFC2231, NULL, "name", "a b", "X: v; name=\"a b\"" },
	{ "in each style", RFC2047, NULL, "name", "a b", "X: v; name=\"a b\"" },
	{ "quotes and backslashes", COMPAT, NULL, "name", "a\"b\\c",
	  "X: v; name=\"a\\\"b\\\\c\"" },
	{ "a path", COMPAT, NULL, "name", "C:\\a", "X: v; name=\"C:\\\\a\"" },
	{ "tspecials", COMPAT, NULL, "boundary", "=_a;b",
	  "X: v; boundary=\"=_a;b\"" },
	{ "what RFC 2231 gives a meaning is quoted", COMPAT, NULL, "name",
	  "a%20'b'*", "X: v; name=\"a%20'b'*\"" },
	{ "an empty value", COMPAT, NULL, "name", "", "X: v; name=\"\"" },
	{ "blanks at both ends", COMPAT, NULL, "name", " a ",
	  "X: v; name=\" a \"" },
	{ "name= is what old mailers read", COMPAT, NULL, "name", ZHANG SAN,
	  "X: v;\r\n name=\"=?UTF-8?B?5byg5LiJ?=\"" },
	{ "filename= is what the standard says", COMPAT, NULL, "filename",
	  ZHANG SAN, "X: v;\r\n filename*=UTF-8''%E5%BC%A0%E4%B8%89" },
	{ "both by the standard", RFC2231, NULL, "name", ZHANG SAN,
	  "X: v;\r\n name*=UTF-8''%E5%BC%A0%E4%B8%89" },
	{ "both for old mailers", RFC2047, NULL, "filename", ZHANG SAN,
	  "X: v;\r\n filename=\"=?UTF-8?B?5byg5LiJ?=\"" },
	{ "what would be read as an encoded-word", RFC2231, NULL, "name",
	  "=?a?q?b?=", "X: v;\r\n name*=UTF-8''%3D%3Fa%3Fq%3Fb%3F%3D" },
	{ "the same for old mailers", RFC2047, NULL, "name",
	  "=?a?q?b?=", "X: v;\r\n name=\"=?UTF-8?B?PT9hP3E/Yj89?=\"" },
	{ "what needs percent", RFC2231, NULL, "name", ZHANG "'%*\"",
	  "X: v;\r\n name*=UTF-8''%E5%BC%A0%27%25%2A%22" },
	{ "a control comes back by RFC 2231 only", RFC2047, NULL, "name",
	  "a\tb", "X: v;\r\n name*=UTF-8''a%09b" },
	{ "a C1 too", COMPAT, NULL, "name", "a\xc2\x85",
	  "X: v;\r\n name*=UTF-8''a%C2%85" },
	{ "a charset", COMPAT, "gb2312", "name", ZHANG SAN,
	  "X: v;\r\n name=\"=?gb2312?B?1cXI/Q==?=\"" },
	{ "a charset", COMPAT, "gb2312", "filename", ZHANG SAN,
	  "X: v;\r\n filename*=gb2312''%D5%C5%C8%FD" },
	{ "folded before it", COMPAT, NULL, "name", A50 "1234567890123456.txt",
	  "X: v;\r\n name=" A50 "1234567890123456.txt" },
	{ "the longest in one line", COMPAT, NULL, "filename",
	  A50 A10 "1234567", "X: v;\r\n filename=" A50 A10 "1234567" },
	{ "one more is continued", COMPAT, NULL, "filename", A50 A10 "12345678",
	  "X: v;\r\n filename*0=\"" A50 A10 "123\";\r\n filename*1=\"45678\"" },
	{ "but not where old mailers look", COMPAT, NULL, "name",
	  A50 A10 "12345678 x", "X: v;\r\n name=\"" A50 A10 "12345678 x\"" },
	{ "nor in their style", RFC2047, NULL, "filename", A50 A50,
	  "X: v;\r\n filename=" A50 A50 },
	{ "an escape is not cut", RFC2231, NULL, "n", A50 A10 "123456789\"\"",
	  "X: v;\r\n n*0=\"" A50 A10 "123456789\";\r\n n*1=\"\\\"\\\"\"" },
	{ "a character is not cut", RFC2231, NULL, "filename", LONG,
	  "X: v;\r\n"
	  " filename*0*=UTF-8''%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89%E5%BC%A0"
	  "%E4%B8%89;"
	  "\r\n"
	  " filename*1*=%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89" },
	{ "which only UTF-8 shows", RFC2231, "gb2312", "filename", LONG LONG,
	  "X: v;\r\n "
	  "filename*0*=UTF-8''%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%"
	  "B8%89;\r\n"
	  " filename*1*=%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89%"
	  "E5%BC%A0;\r\n"
	  " filename*2*=%E4%B8%89%E5%BC%A0%E4%B8%89%E5%BC%A0%E4%B8%89%E5%BC%A0%"
	  "E4%B8%89" },
	{ "encoded-words, 76 to a line", RFC2047, NULL, "name", LONG LONG,
	  "X: v;\r\n"
	  " name=\"=?UTF-8?B?5byg5LiJ5byg5LiJ5byg5LiJ5byg5LiJ5byg5LiJ5byg5LiJ"
	  "5byg?=\r\n =?UTF-8?B?5LiJ5byg5LiJ5byg5LiJ5byg5LiJ?=\"" },
};

static void
write_one(struct mime_strbuf *out, struct mime_fold *f,
	  struct mime_converters *converters, const char *charset)
{
	mime_strbuf_init(out, SIZE_MAX);
	mime_fold_begin(f, out, MIME_LITERAL("X"), converters,
			mime_slice_text(charset));
	mime_fold_token(f, MIME_LITERAL("v"));
}

START_TEST(parameters_are_written)
{
	struct mime_strbuf out;
	struct mime_fold f;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	write_one(&out, &f, r.converters, vectors[_i].charset);
	mime_param_write(&f, vectors[_i].name,
			 mime_slice_text(vectors[_i].value), vectors[_i].style);
	ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
	field_lines_check(mime_strbuf_slice(&out), 998);
	out.len -= 2;
	reading_same(&out, vectors[_i].written, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

/* Reads a written field and compares value, defects aside that a style is
 * known for. */
static void
read_back(struct mime_strbuf *field, const char *name, mime_slice value)
{
	struct mime_params params;
	struct reading r;
	mime_slice raw = mime_strbuf_slice(field), got;
	mime_slice text =
		reading_begin(&r, mime_slice_part(raw, 2, raw.len - 2));
	const struct mime_param *p;

	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 2);
	ck_assert(mime_slice_is(params.value, "v"));
	p = mime_param_find(&params, "last");
	ck_assert(p != NULL && mime_slice_is(p->literal, "1"));
	p = mime_param_find(&params, name);
	ck_assert_ptr_nonnull(p);
	ck_assert_int_eq(mime_param_text(&got, &r.arena, p, &r.context),
			 MIME_OK);
	ck_assert_msg(mime_slice_equal(got, value), "%.*s\n%.*s", (int)raw.len,
		      raw.ptr, (int)got.len, got.ptr);
	for (size_t i = 0; i < r.defects.n; i++)
		ck_assert_msg(
			r.defects.records[i].kind ==
					MIME_DEFECT_ENCODED_WORD_IN_PARAMETER ||
				r.defects.records[i].kind ==
					MIME_DEFECT_FOLD_IN_QUOTED_PARAMETER,
			"%s in %.*s", reading_report(&r), (int)raw.len,
			raw.ptr);
	reading_end(&r);
}

static const char *const styled_names[] = { "name", "filename", "x-long-name" };
static const char *const charsets[] = { NULL, "UTF-8", "gb18030" };

START_TEST(random_text_comes_back)
{
	enum mime_param_style style = (enum mime_param_style)(_i % 3);
	const char *name = styled_names[_i / 3 % 3];
	const char *charset = charsets[_i / 9];
	uint32_t seed = (uint32_t)_i;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	for (int round = 0; round < 300; round++) {
		struct mime_strbuf value, out;
		struct mime_fold f;

		mime_strbuf_init(&value, SIZE_MAX);
		random_text(&value, &seed, round < 250 ? 20 : 90, r.converters,
			    charset);
		write_one(&out, &f, r.converters, charset);
		mime_param_write(&f, name, mime_strbuf_slice(&value), style);
		mime_param_write(&f, "last", MIME_LITERAL("1"), style);
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		field_lines_check(mime_strbuf_slice(&out),
				  style == RFC2231 ? 78 : 998);
		read_back(&out, name, mime_strbuf_slice(&value));
		mime_strbuf_free(&value);
		mime_strbuf_free(&out);
	}
	reading_end(&r);
}
END_TEST

/* Each length around the edges of a line, of each kind of text. */
START_TEST(every_length_comes_back)
{
	static const char *const units[] = { "a", "\"", "=", ZHANG, " a" };
	enum mime_param_style style = (enum mime_param_style)(_i % 3);
	const char *unit = units[_i / 3];
	struct mime_strbuf value;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	mime_strbuf_init(&value, SIZE_MAX);
	for (int n = 0; n < 170; n++) {
		struct mime_strbuf out;
		struct mime_fold f;

		write_one(&out, &f, r.converters, NULL);
		mime_param_write(&f, "filename", mime_strbuf_slice(&value),
				 style);
		mime_param_write(&f, "last", MIME_LITERAL("1"), style);
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		field_lines_check(mime_strbuf_slice(&out),
				  style == RFC2047 ? 998 : 78);
		read_back(&out, "filename", mime_strbuf_slice(&value));
		mime_strbuf_free(&out);
		mime_strbuf_add_text(&value, unit);
	}
	mime_strbuf_free(&value);
	reading_end(&r);
}
END_TEST

/* An ASCII value too long for any line is not cut, and not sent too long. */
START_TEST(no_line_passes_998)
{
	struct mime_strbuf value, out;
	struct mime_fold f;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	mime_strbuf_init(&value, SIZE_MAX);
	for (int n = 0; n < 1100; n++) {
		mime_strbuf_add_char(&value, 'a');
		if (n < 960)
			continue;
		write_one(&out, &f, r.converters, NULL);
		mime_param_write(&f, "name", mime_strbuf_slice(&value),
				 RFC2047);
		mime_param_write(&f, "last", MIME_LITERAL("1"), RFC2047);
		ck_assert_int_eq(mime_fold_end(&f), MIME_OK);
		field_lines_check(mime_strbuf_slice(&out), 998);
		read_back(&out, "name", mime_strbuf_slice(&value));
		mime_strbuf_free(&out);
	}
	mime_strbuf_free(&value);
	reading_end(&r);
}
END_TEST

START_TEST(failures_are_kept)
{
	struct mime_strbuf out, value;
	struct mime_fold f;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	for (int i = 0; i < 2; i++) {
		/* U+9555 is not in GB 2312 */
		write_one(&out, &f, r.converters, "gb2312");
		mime_param_write(&f, i == 0 ? "name" : "filename",
				 MIME_LITERAL(ZHANG "\xe9\x95\x95"), COMPAT);
		mime_param_write(&f, "last", MIME_LITERAL(ZHANG), COMPAT);
		ck_assert_int_eq(mime_fold_end(&f), MIME_ECHARSET);
		ck_assert_uint_eq(f.bad, 3);
		mime_strbuf_free(&out);
		/* no such charset, and one that would end the value */
		write_one(&out, &f, r.converters, i == 0 ? "x-none" : "a'b");
		mime_param_write(&f, "filename", MIME_LITERAL(ZHANG), COMPAT);
		ck_assert_int_eq(mime_fold_end(&f), MIME_ECHARSET);
		ck_assert_uint_eq(f.bad, SIZE_MAX);
		mime_strbuf_free(&out);
	}
	/* more continuations than a reader takes */
	mime_strbuf_init(&value, SIZE_MAX);
	for (int i = 0; i < 20000; i++)
		mime_strbuf_add_char(&value, 'a');
	write_one(&out, &f, r.converters, NULL);
	mime_param_write(&f, "filename", mime_strbuf_slice(&value), COMPAT);
	ck_assert_int_eq(mime_fold_end(&f), MIME_EINVAL);
	mime_strbuf_free(&out);
	mime_strbuf_free(&value);
	reading_end(&r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, parameters_are_written, 0, COUNT(vectors));
	tcase_add_loop_test(cases, random_text_comes_back, 0, 27);
	tcase_add_loop_test(cases, every_length_comes_back, 0, 15);
	tcase_add_test(cases, no_line_passes_998);
	tcase_add_test(cases, failures_are_kept);
}

SUITE_MAIN("param_write", add_tests)
