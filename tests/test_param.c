#include "support/reading.h"
#include "text/param.h"

#define BYTES(s) s, sizeof(s) - 1

/* Parameters are written name[literal]charset'language', with "=" before the
 * bracket of a quoted one, "*" of an extended and "+" of a continued one. */
static const struct {
	const char *why, *body;
	size_t n;
	const char *params, *report;
} vectors[] = {
	{ "a value alone", BYTES(" text/plain"), "<text/plain>", "" },
	{ "nothing", BYTES(""), "<>", "" },
	{ "tokens and quoted strings",
	  BYTES("text/plain; charset=utf-8; name=\"a b;c\""),
	  "<text/plain> charset[utf-8] name=[a b;c]", "" },
	{ "folds and comments between",
	  BYTES(" (x) text/plain (y);\r\n charset (c) = (d) utf-8 (e);\r\n"
		"\tformat=flowed (f)"),
	  "<text/plain> charset[utf-8] format[flowed]", "" },
	{ "semicolons too many", BYTES("a/b;; ;c=d;"), "<a/b> c[d]", "" },
	{ "escapes in quotes", BYTES("a; b=\"c\\\"d\\\\e\\f\""),
	  "<a> b=[c\"d\\ef]", "" },
	{ "a path with its backslashes escaped",
	  BYTES("attachment; filename=\"C:\\\\Windows\\\\y.dll\""),
	  "<attachment> filename=[C:\\Windows\\y.dll]", "" },
	{ "a path with its backslashes as they are",
	  BYTES("a; filename=\"C:\\dir\\f\"; name=\"D:\\x\"; b=\"C:\\dir\""),
	  "<a> filename=[C:\\dir\\f] name=[D:\\x] b=[C:dir]", "" },
	{ "a share that was not escaped",
	  BYTES("a; filename=\"\\\\server\\share\\x.doc\"; name=\"\\\\s\\x\""),
	  "<a> filename=[\\\\server\\share\\x.doc] name=[\\\\s\\x]", "" },
	{ "a share that was escaped",
	  BYTES("a; filename=\"\\\\\\\\server\\\\share\\\\x.doc\""),
	  "<a> filename=[\\\\server\\share\\x.doc]", "" },
	{ "a path from the root, escaped",
	  BYTES("a; filename=\"\\\\dir\\\\x.doc\""),
	  "<a> filename=[\\dir\\x.doc]", "" },
	{ "both: escaped", BYTES("a; filename=\"\\\\s\\\\d\\x.doc\""),
	  "<a> filename=[\\s\\dx.doc]", "" },
	/* what no Windows name holds */
	{ "an escaped quote in a path",
	  BYTES("a; filename=\"C:\\x\\\"y\"; name=\"\\\\s\\x\\\"y\""),
	  "<a> filename=[C:x\"y] name=[\\sx\"y]", "" },
	/* RFC 2616 and browsers read it so; a path may be meant */
	{ "a backslash elsewhere is a quoted pair",
	  BYTES("a; filename=\"f\\oo.html\"; name=\"\\dir\\x\""),
	  "<a> filename=[foo.html] name=[dirx]", "" },
	{ "a share in another parameter", BYTES("a; b=\"\\\\server\\share\""),
	  "<a> b=[\\servershare]", "" },
	{ "angle brackets are bytes like others", BYTES("a; b=<c>; d=\"<e>\""),
	  "<a> b[<c>] d=[<e>]", "" },
	{ "an empty quoted string", BYTES("a; b=\"\""), "<a> b=[]", "" },
	{ "no value behind the equals sign", BYTES("a; b=; c=d"),
	  "<a> b[] c[d]", "P17@3" },
	{ "equals signs without quotes, as Java writes boundaries",
	  BYTES("m/x; boundary=----=_Part_1.2; c=d"),
	  "<m/x> boundary[----=_Part_1.2] c[d]", "" },
	{ "tspecials without quotes", BYTES("a; b=c/d:e?f@g[1],h; i=j"),
	  "<a> b[c/d:e?f@g[1],h] i[j]", "" },
	{ "8-bit bytes without quotes", BYTES("a; b=\xd5\xc5\xff"),
	  "<a> b[\xd5\xc5\xff]", "" },
	{ "NUL", BYTES("a; b=\"c\0d\""), "<a> b=[c\\x00d]", "" },
	{ "blanks without quotes", BYTES("a; filename=my report.pdf; c=d"),
	  "<a> filename[my report.pdf] c[d]", "P17@3" },
	{ "they may be a fold", BYTES("a; filename=my\r\n report.pdf"),
	  "<a> filename[my report.pdf]", "P17@3" },
	{ "and a comment is part of them",
	  BYTES("a; filename=report (1).pdf (x)"),
	  "<a> filename[report (1).pdf]", "P17@3" },
	{ "missing semicolon", BYTES("a; b=c d=e"), "<a> b[c] d[e]", "P17@7" },
	{ "missing behind quotes", BYTES("a; b=\"c\"d=\"e\" f=g"),
	  "<a> b=[c] d=[e] f[g]", "P17@8 P17@14" },
	{ "missing behind the value", BYTES("text/plain charset=utf-8"),
	  "<text/plain> charset[utf-8]", "P17@11" },
	{ "a comma instead", BYTES("text/plain, charset=utf-8, a=b"),
	  "<text/plain> charset[utf-8] a[b]", "P17@12 P17@27" },
	{ "the value is missing", BYTES("charset=utf-8"), "<> charset[utf-8]",
	  "P17@0" },
	{ "so is it before a semicolon", BYTES("; a=b"), "<> a[b]", "" },
	{ "junk behind quotes", BYTES("a; b=\"c\".exe; d=e"), "<a> b=[c] d[e]",
	  "P17@8" },
	{ "quotes inside a run", BYTES("a; b=c\"d;e\"f; g=h"),
	  "<a> b[c\"d;e\"f] g[h]", "P17@3" },
	{ "a name that is no token", BYTES("m/x; x:y=1; boundary=b"),
	  "<m/x> boundary[b]", "P17@5" },
	{ "quotes hide the semicolon of a bad one",
	  BYTES("m/x; x:y=\"1; boundary=a\"; boundary=b"), "<m/x> boundary[b]",
	  "P17@5" },
	{ "a comment inside a name", BYTES("m/x; bound(c)ary=a; boundary=b"),
	  "<m/x> boundary[b]", "P17@5" },
	{ "a name alone", BYTES("a; b; c=d"), "<a> c[d]", "P17@3" },
	{ "no name", BYTES("a; =b; c=d"), "<a> c[d]", "P17@3" },
	{ "no name but a star", BYTES("a; *0=b; *=c; c=d"), "<a> c[d]",
	  "P17@3 P17@9" },
	{ "a quoted name", BYTES("a; \"b\"=c; d=e"), "<a> d[e]", "P17@3" },
	{ "an open quote takes the rest", BYTES("a; b=\"c; d=e"),
	  "<a> b=[c; d=e]", "P13@5" },
	{ "open at the very end", BYTES("a; b=\""), "<a> b=[]", "P13@5" },
	{ "an open quote behind a token", BYTES("a; b=c\""), "<a> b[c\"]",
	  "P17@3 P13@6" },
	{ "an open comment takes the rest", BYTES("a; b=c (d; e=f"), "<a> b[c]",
	  "P17@7" },
	{ "a fold in quotes", BYTES("a; b=\"c\r\n d\""), "<a> b=[c d]",
	  "P06@7" },
	{ "a bare CR in quotes is data", BYTES("a; b=\"c\rd\""),
	  "<a> b=[c\\x0dd]", "" },
	{ "names without case, the same one twice", BYTES("a; B=1; b=2"),
	  "<a> B[1] b[2]", "" },
	{ "two boundaries", BYTES("m/x; boundary=a; BOUNDARY=\"b\""),
	  "<m/x> boundary[a] BOUNDARY=[b]", "S06@17" },
	{ "the second by RFC 2231", BYTES("m/x; boundary=a; boundary*=b"),
	  "<m/x> boundary[a] boundary*[b]", "S06@17 P16@17" },
	{ "a structural parameter by RFC 2231",
	  BYTES("m/x; boundary*0=a; boundary*1=b; charset*=''c;"
		" protocol*0*=d; name*=e"),
	  "<m/x> boundary+[ab] charset*[c]'' protocol*+[d] name*[e]",
	  "P16@5 P16@33 P16@47" },
	{ "comments nested too deep",
	  BYTES("a ((((((((((((((((((((((((((((((((("
		")))))))))))))))))))))))))))))))))"),
	  "<a>", "R08@34" },
};

static void
show(struct mime_strbuf *out, const struct mime_params *params)
{
	mime_strbuf_add_char(out, '<');
	mime_strbuf_add(out, params->value);
	mime_strbuf_add_char(out, '>');
	for (size_t i = 0; i < params->n; i++) {
		const struct mime_param *p = &params->list[i];

		mime_strbuf_add_char(out, ' ');
		mime_strbuf_add(out, p->name);
		if (p->flags & MIME_PARAM_QUOTED)
			mime_strbuf_add_char(out, '=');
		if (p->flags & MIME_PARAM_EXTENDED)
			mime_strbuf_add_char(out, '*');
		if (p->flags & MIME_PARAM_CONTINUED)
			mime_strbuf_add_char(out, '+');
		reading_show(out, "", p->literal);
		if (p->charset.ptr == NULL)
			continue;
		mime_strbuf_add(out, p->charset);
		mime_strbuf_add_char(out, '\'');
		mime_strbuf_add(out, p->language);
		mime_strbuf_add_char(out, '\'');
	}
}

START_TEST(fields_are_parsed)
{
	struct mime_strbuf out;
	struct mime_params params;
	struct reading r;
	mime_slice text = reading_begin(
		&r, mime_slice_of(vectors[_i].body, vectors[_i].n));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	show(&out, &params);
	reading_same(&out, vectors[_i].params, vectors[_i].why);
	reading_reports(&r, vectors[_i].report, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

START_TEST(line_ends_of_unix_read_the_same)
{
	struct mime_strbuf out;
	struct mime_params params;
	struct reading r;
	size_t n;
	char *lf = reading_with_lf(
		&n, mime_slice_of(vectors[_i].body, vectors[_i].n));
	mime_slice text = reading_begin(&r, mime_slice_of(lf, n));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	show(&out, &params);
	reading_same(&out, vectors[_i].params, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
	free(lf);
}
END_TEST

START_TEST(every_prefix_is_parsed)
{
	for (size_t n = 0; n <= vectors[_i].n; n++) {
		struct mime_params params;
		struct reading r;
		mime_slice text =
			reading_begin(&r, mime_slice_of(vectors[_i].body, n));

		ck_assert_int_eq(
			mime_params_parse(&params, &r.arena, text, &r.context),
			MIME_OK);
		for (size_t i = 0; i < params.n; i++) {
			const struct mime_param *p = &params.list[i];

			ck_assert_uint_ge(p->offset, READING_AT);
			ck_assert_uint_le(p->offset + p->length,
					  READING_AT + n);
		}
		reading_end(&r);
	}
}
END_TEST

START_TEST(places_and_flags)
{
	struct mime_params params;
	struct reading r;
	mime_slice text = reading_begin(
		&r, MIME_LITERAL("a; b*1=\"x\"; b*0*=u'l'%41; c = \"d\r\n e"));

	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 2);
	/* a joined one stands where its first part stands */
	ck_assert_uint_eq(params.list[0].offset, READING_AT + 3);
	ck_assert_uint_eq(params.list[0].length, 7);
	ck_assert_uint_eq(params.list[0].literal_at, READING_AT + 8);
	ck_assert_uint_eq(params.list[0].flags, MIME_PARAM_CONTINUED |
							MIME_PARAM_EXTENDED |
							MIME_PARAM_QUOTED);
	ck_assert_uint_eq(params.list[1].offset, READING_AT + 26);
	ck_assert_uint_eq(params.list[1].literal_at, READING_AT + 31);
	ck_assert_uint_eq(params.list[1].length, text.len - 26);
	ck_assert_uint_eq(params.list[1].flags, MIME_PARAM_QUOTED |
							MIME_PARAM_FOLDED |
							MIME_PARAM_OPEN);
	reading_end(&r);
}
END_TEST

START_TEST(an_extended_one_is_found_first)
{
	struct mime_params params;
	struct reading r;
	const struct mime_param *p;
	mime_slice text = reading_begin(
		&r, MIME_LITERAL("a; Name=1; name=2; name*=''3; x*0=4; x=5"));

	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	p = mime_param_find(&params, "name");
	ck_assert_ptr_nonnull(p);
	ck_assert(mime_slice_is(p->literal, "3"));
	p = mime_param_find_plain(&params, "NAME");
	ck_assert_ptr_nonnull(p);
	ck_assert(mime_slice_is(p->literal, "1"));
	p = mime_param_find(&params, "x");
	ck_assert_ptr_nonnull(p);
	ck_assert(mime_slice_is(p->literal, "4"));
	p = mime_param_find_plain(&params, "x");
	ck_assert_ptr_nonnull(p);
	ck_assert(mime_slice_is(p->literal, "5"));
	ck_assert_ptr_null(mime_param_find(&params, "nam"));
	ck_assert_ptr_null(mime_param_find_plain(&params, "names"));
	reading_end(&r);
}
END_TEST

START_TEST(the_limit_keeps_a_boundary_in_pieces)
{
	struct mime_params params;
	struct reading r;
	mime_slice text = reading_begin(
		&r, MIME_LITERAL("m/x; a=1; b=2; c=3; boundary*1=y; d=4; "
				 "boundary*0=x"));

	r.context.max_params = 2;
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 3);
	ck_assert(mime_slice_is(params.list[2].literal, "xy"));
	ck_assert_str_eq(reading_report(&r), "R06@15 P16@20");
	reading_end(&r);
}
END_TEST

/* Padding must not hide the parameter that holds the parts. */
START_TEST(the_limit_keeps_a_boundary)
{
	struct mime_params params;
	struct reading r;
	mime_slice text = reading_begin(
		&r, MIME_LITERAL("m/x; a=1; b=2; c=3; boundary=x; boundary=y; "
				 "d=4; boundary*0=z"));

	r.context.max_params = 2;
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 3);
	ck_assert(mime_slice_is(params.list[2].literal, "x"));
	ck_assert_str_eq(reading_report(&r), "R06@15");
	reading_end(&r);
}
END_TEST

START_TEST(the_limit_itself_is_allowed)
{
	struct mime_params params;
	struct reading r;
	mime_slice text =
		reading_begin(&r, MIME_LITERAL("m/x; boundary=x; a=1; b=2"));

	r.context.max_params = 3;
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, 3);
	ck_assert_str_eq(reading_report(&r), "");
	reading_end(&r);
}
END_TEST

/* Without a limit every one of many is kept, and joined ones are joined. */
START_TEST(very_many)
{
	enum { MANY = 20000 };
	struct mime_strbuf body;
	struct mime_params params;
	struct reading r;
	mime_slice text;

	mime_strbuf_init(&body, SIZE_MAX);
	for (unsigned i = 0; i < MANY; i++) {
		mime_strbuf_add_text(&body, "; p");
		mime_strbuf_add_decimal(&body, i);
		mime_strbuf_add_text(&body, "*1=b; p");
		mime_strbuf_add_decimal(&body, i);
		mime_strbuf_add_text(&body, "*0=a");
	}
	text = reading_begin(&r, mime_strbuf_slice(&body));
	r.context.max_params = UINT32_MAX;
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(params.n, MANY);
	for (size_t i = 0; i < params.n; i++)
		ck_assert(mime_slice_is(params.list[i].literal, "ab"));
	mime_strbuf_free(&body);
	reading_end(&r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, fields_are_parsed, 0, COUNT(vectors));
	tcase_add_loop_test(cases, line_ends_of_unix_read_the_same, 0,
			    COUNT(vectors));
	tcase_add_loop_test(cases, every_prefix_is_parsed, 0, COUNT(vectors));
	tcase_add_test(cases, places_and_flags);
	tcase_add_test(cases, an_extended_one_is_found_first);
	tcase_add_test(cases, the_limit_keeps_a_boundary);
	tcase_add_test(cases, the_limit_keeps_a_boundary_in_pieces);
	tcase_add_test(cases, the_limit_itself_is_allowed);
	tcase_add_test(cases, very_many);
}

SUITE_MAIN("param", add_tests)
