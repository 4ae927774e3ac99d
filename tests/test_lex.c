#include "support/reading.h"
#include "text/lex.h"

#define BYTES(s) s, sizeof(s) - 1
#define A	 MIME_LEX_ADDRESS
#define P	 MIME_LEX_PARAM

/* Tokens are written kind and bytes: a atom, q quoted, c comment, d domain
 * literal, s special; "_" before one with a blank in front, "!" behind an open
 * one. */
static const struct {
	const char *why;
	enum mime_lex_specials specials;
	const char *text;
	size_t n;
	const char *tokens;
} tokens[] = {
	{ "nothing", A, BYTES(""), "" },
	{ "blanks alone", A, BYTES(" \t "), "" },
	{ "an address", A, BYTES("a.b@c.d"), "a[a.b]s[@]a[c.d]" },
	{ "name and address", A, BYTES("A B <a@b>"),
	  "a[A]_a[B]_s[<]a[a]s[@]a[b]s[>]" },
	{ "an encoded-word is an atom, whatever is in it", A,
	  BYTES("=?x?Q?[a,\"<(@?= <b@c>"),
	  "a[=?x?Q?[a,\"<(@?=]_s[<]a[b]s[@]a[c]s[>]" },
	{ "what only begins like one is not", A, BYTES("=?x?Q?a, b?=, =?"),
	  "a[=?x?Q?a]s[,]_a[b?=]s[,]_a[=?]" },
	{ "a fold is a blank", A, BYTES("a\r\n\tb"), "a[a]_a[b]" },
	{ "a bare CR is data", A, BYTES("a\rb \rc"), "a[a\\x0db]_a[\\x0dc]" },
	{ "a CR at the end is data", A, BYTES("a\r"), "a[a\\x0d]" },
	{ "NUL ends no atom", A, BYTES("a\0b"), "a[a\\x00b]" },
	{ "8-bit bytes end no atom", A, BYTES("\xd5\xc5\xff<"),
	  "a[\xd5\xc5\xff]s[<]" },
	{ "quotes hide specials", A, BYTES("\"a,<b\"@c"),
	  "q[\"a,<b\"]s[@]a[c]" },
	{ "an escaped quote does not end", A, BYTES("\"a\\\"b\" c"),
	  "q[\"a\\\"b\"]_a[c]" },
	{ "an escaped backslash does", A, BYTES("\"a\\\\\"b"),
	  "q[\"a\\\\\"]a[b]" },
	{ "an open quote takes the rest", A, BYTES("a \"b, c"),
	  "a[a]_q[\"b, c]!" },
	{ "an open quote at the end", A, BYTES("a\""), "a[a]q[\"]!" },
	{ "a backslash at the end of an open quote", A, BYTES("\"a\\"),
	  "q[\"a\\]!" },
	{ "comments nest", A, BYTES("(a (b) c)d"), "c[(a (b) c)]_a[d]" },
	{ "an escaped parenthesis does not", A, BYTES("(a \\( b)d"),
	  "c[(a \\( b)]_a[d]" },
	{ "quotes mean nothing in a comment", A, BYTES("(\")\"x"),
	  "c[(\")]_q[\"x]!" },
	{ "an open comment takes the rest", A, BYTES("a(b(c) <d>"),
	  "a[a]c[(b(c) <d>]!" },
	{ "a parenthesis too many is data", A, BYTES("a) b"), "a[a)]_a[b]" },
	{ "after a comment counts as after a blank", A, BYTES("a(b)c"),
	  "a[a]c[(b)]_a[c]" },
	{ "a domain literal", A, BYTES("a@[1.2.3.4],b"),
	  "a[a]s[@]d[[1.2.3.4]]s[,]a[b]" },
	{ "an escaped bracket", A, BYTES("[a\\]b]c"), "d[[a\\]b]]a[c]" },
	{ "an open bracket takes the rest", A, BYTES("a@[1.2, b"),
	  "a[a]s[@]d[[1.2, b]!" },
	{ "a bracket too many", A, BYTES("a]"), "a[a]s[]]" },
	{ "all specials of addresses", A, BYTES("<>]:;@\\,"),
	  "s[<]s[>]s[]]s[:]s[;]s[@]s[\\]s[,]" },
	{ "a parameter", P, BYTES("text/plain; a=\"b;c\" (d)"),
	  "a[text/plain]s[;]_a[a]s[=]q[\"b;c\"]_c[(d)]" },
	{ "a date", MIME_LEX_DATE, BYTES("Mon, 1 Jan;9:10<"),
	  "a[Mon]s[,]_a[1]_a[Jan;9]s[:]a[10<]" },
	{ "identifiers", MIME_LEX_ID, BYTES("<a@b,c:d;e>[=\\"),
	  "s[<]a[a@b,c:d;e]s[>]a[[=\\]" },
	{ "words", MIME_LEX_WORDS, BYTES("<a>[b]:;@=\\,(c)\"d\""),
	  "a[<a>[b]:;@=\\,]c[(c)]_q[\"d\"]" },
	{ "brackets end no atom there", P, BYTES("a[1]=<b>@:\\"),
	  "a[a[1]]s[=]a[<b>@:\\]" },
};

static void
show(struct mime_strbuf *out, const struct mime_token *t)
{
	static const char *const kinds[] = { "end", "a", "q", "c", "d", "s" };

	if (t->blank_before)
		mime_strbuf_add_char(out, '_');
	reading_show(out, kinds[t->kind], t->raw);
	if (t->open)
		mime_strbuf_add_char(out, '!');
}

START_TEST(tokens_are_cut)
{
	struct mime_strbuf out;
	struct mime_token t;
	struct mime_lex l;
	struct reading r;
	mime_slice text =
		reading_begin(&r, mime_slice_of(tokens[_i].text, tokens[_i].n));

	mime_strbuf_init(&out, SIZE_MAX);
	mime_lex_init(&l, text, tokens[_i].specials, &r.context);
	for (mime_lex_next(&t, &l); t.kind != MIME_TOKEN_END;
	     mime_lex_next(&t, &l))
		show(&out, &t);
	reading_same(&out, tokens[_i].tokens, tokens[_i].why);
	/* the end stays the end */
	mime_lex_next(&t, &l);
	ck_assert_int_eq(t.kind, MIME_TOKEN_END);
	ck_assert_uint_eq(t.raw.len, 0);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

/* Whatever the text is cut to, the tokens and what lies between them are it. */
START_TEST(tokens_tile_every_prefix)
{
	mime_slice whole = { tokens[_i].text, tokens[_i].n };

	for (size_t n = 0; n <= whole.len; n++) {
		struct reading r;
		mime_slice text =
			reading_begin(&r, mime_slice_part(whole, 0, n));
		struct mime_token t;
		struct mime_lex l;
		size_t at = 0;

		mime_lex_init(&l, text, tokens[_i].specials, NULL);
		do {
			size_t start;

			mime_lex_next(&t, &l);
			start = (size_t)(t.raw.ptr - text.ptr);
			ck_assert_uint_ge(start, at);
			for (; at < start; at++)
				ck_assert(mime_ascii_is_space(text.ptr[at]));
			at += t.raw.len;
		} while (t.kind != MIME_TOKEN_END);
		ck_assert_uint_eq(at, n);
		reading_end(&r);
	}
}
END_TEST

START_TEST(an_absent_text_has_no_tokens)
{
	struct mime_token t;
	struct mime_lex l;

	mime_lex_init(&l, MIME_ABSENT, A, NULL);
	mime_lex_next(&t, &l);
	ck_assert_int_eq(t.kind, MIME_TOKEN_END);
	ck_assert_ptr_nonnull(t.raw.ptr);
}
END_TEST

START_TEST(plain_tokens_skip_comments)
{
	struct mime_token t;
	struct mime_lex l;

	mime_lex_init(&l, MIME_LITERAL("(a)(b)c(d)"), A, NULL);
	mime_lex_next_plain(&t, &l);
	ck_assert_int_eq(t.kind, MIME_TOKEN_ATOM);
	ck_assert(t.blank_before);
	mime_lex_next_plain(&t, &l);
	ck_assert_int_eq(t.kind, MIME_TOKEN_END);
}
END_TEST

static const struct {
	unsigned limit;
	const char *text, *report;
	bool too_deep;
} depths[] = {
	{ 2, "((a))", "", false },
	/* at the parenthesis that is one too many, and once */
	{ 2, "x ((a (b) (c)))", "R08@6", true },
	{ 2, "((a))(((b)))(((c)))", "R08@7", true },
	{ 1, "((a", "R08@1", true },
	{ UINT32_MAX, "((((((a))))))", "", false },
};

START_TEST(comment_depth_is_limited)
{
	struct mime_token t;
	struct mime_lex l;
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(depths[_i].text));

	r.context.max_comments = depths[_i].limit;
	mime_lex_init(&l, text, A, &r.context);
	do
		mime_lex_next(&t, &l);
	while (t.kind != MIME_TOKEN_END);
	ck_assert_str_eq(reading_report(&r), depths[_i].report);
	ck_assert(l.too_deep == depths[_i].too_deep);
	reading_end(&r);
}
END_TEST

static const struct {
	const char *why, *raw;
	size_t n;
	const char *content;
} contents[] = {
	{ "nothing", BYTES(""), "[]" },
	{ "quotes", BYTES("\"a b\""), "[a b]" },
	{ "an empty string", BYTES("\"\""), "[]" },
	{ "pairs", BYTES("\"\\a\\\\\\\"\""), "[a\\\"]" },
	{ "a comment keeps those inside", BYTES("(a (b) c)"), "[a (b) c]" },
	{ "a domain literal", BYTES("[1\\.2]"), "[1.2]" },
	{ "a fold leaves its blank", BYTES("\"a\r\n b\""), "[a b]" },
	{ "so does one of LF", BYTES("\"a\n\tb\""), "[a\\x09b]" },
	{ "a bare CR is data", BYTES("\"a\rb\""), "[a\\x0db]" },
	{ "an escaped CR too", BYTES("\"a\\\rb\""), "[a\\x0db]" },
	{ "an escaped line end is one", BYTES("\"a\\\r\n b\""), "[a b]" },
	{ "an escaped LF is a line end", BYTES("\"a\\\n b\""), "[a b]" },
	{ "open: all of it", BYTES("\"abc"), "[abc]" },
	{ "open, with the quote escaped", BYTES("\"abc\\\""), "[abc\"]" },
	{ "open: a backslash with nothing to escape", BYTES("\"abc\\"),
	  "[abc\\]" },
	{ "only the quote", BYTES("\""), "[]" },
	{ "an open comment", BYTES("(a (b)"), "[a (b)]" },
	{ "NUL", BYTES("\"a\0\\\0b\""), "[a\\x00\\x00b]" },
};

START_TEST(content_is_unquoted)
{
	struct mime_strbuf got, shown;
	struct reading r;
	mime_slice raw = reading_begin(
		&r, mime_slice_of(contents[_i].raw, contents[_i].n));

	mime_strbuf_init(&got, SIZE_MAX);
	mime_strbuf_init(&shown, SIZE_MAX);
	mime_lex_unquote(&got, raw);
	reading_show(&shown, "", mime_strbuf_slice(&got));
	reading_same(&shown, contents[_i].content, contents[_i].why);
	mime_strbuf_free(&got);
	mime_strbuf_free(&shown);
	reading_end(&r);
}
END_TEST

START_TEST(unfolding_takes_line_ends_out)
{
	struct mime_strbuf got;

	mime_strbuf_init(&got, SIZE_MAX);
	mime_lex_unfold(&got, MIME_LITERAL("\r\na\r\n b\n\tc\rd\\\r\n"));
	reading_same(&got, "a b\tc\rd\\", "CRLF, LF and a bare CR");
	mime_strbuf_free(&got);
}
END_TEST

static const struct {
	const char *text;
	size_t n, at; /* SIZE_MAX: none */
} controls[] = {
	{ BYTES(""), SIZE_MAX },
	{ BYTES("a b~"), SIZE_MAX },
	{ BYTES("a\tb"), 1 },
	{ BYTES("ab\0"), 2 },
	{ BYTES("\x7f"), 0 },
	{ BYTES("a\xc2\x80"), 1 }, /* U+0080 */
	{ BYTES("a\xc2\x9f"), 1 },
	{ BYTES("a\xc2\xa0"), SIZE_MAX },    /* U+00A0 */
	{ BYTES("\xe4\xb8\xad"), SIZE_MAX }, /* no byte of it is a C1 */
	{ BYTES("a\xc2"), SIZE_MAX },
};

START_TEST(controls_are_found)
{
	mime_slice s = { controls[_i].text, controls[_i].n };
	const char *at = mime_lex_control(s);

	if (controls[_i].at == SIZE_MAX)
		ck_assert_ptr_null(at);
	else
		ck_assert_ptr_eq(at, s.ptr + controls[_i].at);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, tokens_are_cut, 0, COUNT(tokens));
	tcase_add_loop_test(cases, tokens_tile_every_prefix, 0, COUNT(tokens));
	tcase_add_test(cases, an_absent_text_has_no_tokens);
	tcase_add_test(cases, plain_tokens_skip_comments);
	tcase_add_loop_test(cases, comment_depth_is_limited, 0, COUNT(depths));
	tcase_add_loop_test(cases, content_is_unquoted, 0, COUNT(contents));
	tcase_add_test(cases, unfolding_takes_line_ends_out);
	tcase_add_loop_test(cases, controls_are_found, 0, COUNT(controls));
}

SUITE_MAIN("lex", add_tests)
