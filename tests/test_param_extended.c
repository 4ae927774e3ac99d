#include "support/reading.h"
#include "text/param_extended.h"

static const struct {
	const char *name, *base;
	int number;
	unsigned flags;
	bool good;
} names[] = {
	{ "a", "a", -1, 0, true },
	{ "a*", "a", -1, MIME_PARAM_EXTENDED, true },
	{ "a*0", "a", 0, MIME_PARAM_CONTINUED, true },
	{ "a*0*", "a", 0, MIME_PARAM_CONTINUED | MIME_PARAM_EXTENDED, true },
	{ "a*12", "a", 12, MIME_PARAM_CONTINUED, true },
	{ "a*999", "a", 999, MIME_PARAM_CONTINUED, true },
	{ "a*1000", "a", -1, 0, false },
	{ "a*4294967295", "a", -1, 0, false },
	{ "a*18446744073709551616", "a", -1, 0, false },
	{ "a*99999999999999999999999", "a", -1, 0, false },
	{ "a*00", "a", -1, 0, false },
	{ "a*01", "a", -1, 0, false },
	{ "a*-1", "a", -1, 0, false },
	{ "a*+1", "a", -1, 0, false },
	{ "a*b", "a", -1, 0, false },
	{ "a**", "a", -1, 0, false },
	{ "a*0**", "a", 0, 0, false },
	{ "a*0b", "a", 0, 0, false },
	{ "*", "", -1, MIME_PARAM_EXTENDED, true },
};

START_TEST(names_say_how_a_value_is_written)
{
	struct mime_param_part part = { .number = 7 };

	ck_assert_msg(
		mime_param_part_name(&part, mime_slice_text(names[_i].name)) ==
			names[_i].good,
		"%s", names[_i].name);
	ck_assert(mime_slice_is(part.param.name, names[_i].base));
	if (!names[_i].good)
		return;
	ck_assert_int_eq(part.number, names[_i].number);
	ck_assert_uint_eq(part.param.flags, names[_i].flags);
}
END_TEST

/* As the whole field is read, since only that joins. */
static const struct {
	const char *why, *body, *params, *report;
} vectors[] = {
	{ "charset and language", "; a*=us-ascii'en-US'x%20y",
	  "a[x y]us-ascii en-US", "" },
	{ "a language with hyphens", "; a*=UTF-8'zh-Hans-CN'%E4%B8%AD",
	  "a[\xe4\xb8\xad]UTF-8 zh-Hans-CN", "" },
	{ "both empty", "; a*=''x", "a[x] ", "" },
	{ "no charset at all", "; a*=x%41'", "a[xA']", "" },
	{ "apostrophes in the value", "; a*=u''it's'", "a[it's']u ", "" },
	{ "a quoted extended value", "; a*=\"u''x%20y\"", "a[x y]u ", "" },
	{ "percent in each case of letters", "; a*=''%e4%B8%aD",
	  "a[\xe4\xb8\xad] ", "" },
	{ "bad percent stays", "; a*=''%4g%%41%4", "a[%4g%A%4] ", "" },
	{ "percent at the end", "; a*=''x%", "a[x%] ", "" },
	{ "NUL and line ends come out", "; a*=''%00%0D%0A",
	  "a[\\x00\\x0d\\x0a] ", "" },
	{ "not in a plain value", "; a=%41", "a[%41]", "" },
	{ "in order", "; a*0=x; a*1=y; a*2=z", "a[xyz]", "" },
	{ "out of order", "; a*2=z; b=1; a*0=x; a*1=y", "a[xyz] b[1]", "" },
	{ "ten goes behind nine",
	  "; a*10=k; a*0=a; a*1=b; a*2=c; a*3=d; a*4=e; a*5=f; a*6=g; a*7=h;"
	  " a*8=i; a*9=j",
	  "a[abcdefghijk]", "" },
	{ "extended and plain parts", "; a*0*=u'l'%41; a*1=%42; a*2*=%43",
	  "a[A%42C]u l", "" },
	{ "a plain one first: there is no charset",
	  "; a*0=u'l'%41; a*1*=u'l'%42", "a[u'l'%41u'l'B]", "" },
	{ "a character cut by the parts", "; a*0*=u''%E4; a*1*=%B8%AD",
	  "a[\xe4\xb8\xad]u ", "" },
	{ "names without case", "; A*0=x; a*1=y; a*0=z", "A[x]", "P04@16" },
	{ "two names", "; a*0=1; b*0=2; a*1=3; b*1=4", "a[13] b[24]", "" },
	{ "one the start of the other", "; ab*0=1; a*0=2; ab*1=3; a*1=4",
	  "ab[13] a[24]", "" },
	{ "a gap ends it", "; a*0=x; a*2=z", "a[x]", "P04@9" },
	{ "the first is missing", "; a*1=x; b=c", "b[c]", "P04@2" },
	{ "a repeat ends it", "; a*0=x; a*1=y; a*1=z; a*2=w", "a[xy]",
	  "P04@16" },
	{ "a repeat of the first", "; a*0=x; a*0=y; a*1=z", "a[x]", "P04@9" },
	{ "numbers out of range are ignored",
	  "; a*0=x; a*4294967295=y; a*00=z; a*-1=v; a*1=w", "a[xw]",
	  "P04@9 P04@25 P04@33" },
	{ "empty parts", "; a*0=\"\"; a*1=\"\"", "a[]", "" },
	{ "each form of one name stays", "; a=1; a*=''2; a*0=3; a*1=4",
	  "a[1] a[2]  a[34]", "" },
};

START_TEST(values_are_decoded_and_joined)
{
	struct mime_params params;
	struct mime_strbuf out;
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(vectors[_i].body));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_params_parse(&params, &r.arena, text, &r.context),
			 MIME_OK);
	for (size_t i = 0; i < params.n; i++) {
		const struct mime_param *p = &params.list[i];

		if (i > 0)
			mime_strbuf_add_char(&out, ' ');
		mime_strbuf_add(&out, p->name);
		reading_show(&out, "", p->literal);
		ck_assert((p->charset.ptr == NULL) ==
			  (p->language.ptr == NULL));
		mime_strbuf_add(&out, p->charset);
		if (p->charset.ptr != NULL)
			mime_strbuf_add_char(&out, ' ');
		mime_strbuf_add(&out, p->language);
	}
	reading_same(&out, vectors[_i].params, vectors[_i].why);
	reading_reports(&r, vectors[_i].report, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, names_say_how_a_value_is_written, 0,
			    COUNT(names));
	tcase_add_loop_test(cases, values_are_decoded_and_joined, 0,
			    COUNT(vectors));
}

SUITE_MAIN("param_extended", add_tests)
