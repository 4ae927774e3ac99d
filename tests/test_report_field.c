#include "support/reading.h"
#include "text/report_field.h"

static const struct {
	const char *why, *body, *read;
} vectors[] = {
	{ "nothing", "", "" },
	{ "blank lines only", "\r\n \r\n", "" },
	{ "of the message, of two recipients",
	  "Reporting-MTA: dns; mx.example\r\n\r\n"
	  "Final-Recipient: rfc822;a@b\r\nAction: failed\r\n"
	  "Status: 5.1.1\r\n\r\n"
	  "Final-Recipient: rfc822; c@d\r\nAction: delayed\r\n",
	  "{Reporting-MTA dns[mx.example]}"
	  "{Final-Recipient rfc822[a@b]Action[failed]Status[5.1.1]}"
	  "{Final-Recipient rfc822[c@d]Action[delayed]}" },
	{ "more blank lines", "\r\nA: b\r\n\r\n\r\nC: d\r\n", "{A[b]}{C[d]}" },
	{ "folded", "Diagnostic-Code: smtp; 550\r\n no such user\r\n",
	  "{Diagnostic-Code smtp[550\\x0d\\x0a no such user]}" },
	{ "no type where there is none", "Action: a; b\r\n", "{Action[a; b]}" },
	{ "a type is missing", "Final-Recipient: a@b\r\n",
	  "{Final-Recipient[a@b]}" },
	{ "blanks before the colon", "Action : x\r\n", "{Action[x]}" },
	{ "a line that is no field", "what\r\nA: b\r\n", "{A[b]}" },
	{ "a continuation at the front", " x: y\r\nA: b\r\n", "{A[b]}" },
	{ "no name", ": x\r\nA: b", "{A[b]}" },
	{ "no value", "A:\r\n", "{A[]}" },
};

static void
check(mime_slice body, const char *want, const char *why)
{
	struct mime_report_field f;
	mime_slice group, rest = body;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	while (mime_report_group_next(&group, &rest)) {
		mime_strbuf_add_char(&out, '{');
		while (mime_report_field_next(&f, &group)) {
			mime_strbuf_add(&out, f.name);
			if (f.type.ptr != NULL)
				mime_strbuf_add_char(&out, ' ');
			mime_strbuf_add(&out, f.type);
			reading_show(&out, "", f.value);
		}
		mime_strbuf_add_char(&out, '}');
	}
	ck_assert_uint_eq(rest.len, 0);
	reading_same(&out, want, why);
	mime_strbuf_free(&out);
}

START_TEST(groups_and_fields_are_taken)
{
	mime_slice whole = mime_slice_text(vectors[_i].body);
	char *lf;
	size_t n;

	check(whole, vectors[_i].read, vectors[_i].why);
	if (strstr(vectors[_i].read, "\\x0d") != NULL)
		return;
	lf = reading_with_lf(&n, whole);
	check(mime_slice_of(lf, n), vectors[_i].read, vectors[_i].why);
	free(lf);
}
END_TEST

START_TEST(a_field_is_found_by_name)
{
	mime_slice group = MIME_LITERAL("A: 1\nstatus: 2\nStatus: 3\n");
	struct mime_report_field f;

	ck_assert(mime_report_field_find(&f, group, "Status"));
	ck_assert(mime_slice_is(f.value, "2"));
	ck_assert(!mime_report_field_find(&f, group, "Action"));
	ck_assert_ptr_null(f.name.ptr);
}
END_TEST

static const struct {
	const char *value;
	bool ok;
	unsigned major, subject, detail;
} statuses[] = {
	{ "5.1.1", true, 5, 1, 1 },	    { " 2.0.0 (ok)", true, 2, 0, 0 },
	{ "4.123.999", true, 4, 123, 999 }, { "5.1", false, 0, 0, 0 },
	{ "5.1.1.1", false, 0, 0, 0 },	    { "", false, 0, 0, 0 },
	{ "5.1.x", false, 0, 0, 0 },	    { "5.1.1000", false, 0, 0, 0 },
	{ "50.1.1", false, 0, 0, 0 },	    { "-5.1.1", false, 0, 0, 0 },
};

START_TEST(a_status_has_three_numbers)
{
	mime_slice value = mime_slice_text(statuses[_i].value);
	struct mime_report_status s;

	ck_assert(mime_report_status(&s, value) == statuses[_i].ok);
	ck_assert_uint_eq(s.major, statuses[_i].major);
	ck_assert_uint_eq(s.subject, statuses[_i].subject);
	ck_assert_uint_eq(s.detail, statuses[_i].detail);
}
END_TEST

static const struct {
	const char *value, *read;
} dispositions[] = {
	{ "manual-action/MDN-sent-manually; displayed",
	  "yes[manual-action][MDN-sent-manually][displayed]-" },
	{ "automatic-action/MDN-sent-automatically;\r\n deleted / error",
	  "yes[automatic-action][MDN-sent-automatically][deleted][error]" },
	{ "x; displayed", "yes[x]-[displayed]-" },
	{ "displayed", "no----" },
	{ "a/b;", "no----" },
	{ "", "no----" },
};

START_TEST(a_disposition_has_modes_and_a_type)
{
	struct mime_report_disposition d;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	reading_show(&out,
		     mime_report_disposition(
			     &d, mime_slice_text(dispositions[_i].value))
			     ? "yes"
			     : "no",
		     d.action);
	reading_show(&out, "", d.sending);
	reading_show(&out, "", d.type);
	reading_show(&out, "", d.modifier);
	reading_same(&out, dispositions[_i].read, dispositions[_i].value);
	mime_strbuf_free(&out);
}
END_TEST

static const struct {
	const char *value, *plain;
} plains[] = {
	{ "a\r\n b", "a b" },	  { "\"a \\\"b\\\\\"", "a \"b\\" },
	{ "\"a", "\"a" },	  { "a\\b", "a\\b" },
	{ "\"\"", "" },		  { "", "" },
	{ "\"a\r\n b\"", "a b" }, { "a\rb", "a\rb" },
	{ "\"a\\\"", "a\\" },
};

START_TEST(a_value_is_made_plain)
{
	mime_slice value = mime_slice_text(plains[_i].value);
	char *out = malloc(value.len > 0 ? value.len : 1);
	size_t n = mime_field_plain(out, value);

	ck_assert_msg(mime_slice_equal(mime_slice_of(out, n),
				       mime_slice_text(plains[_i].plain)),
		      "%s", plains[_i].value);
	free(out);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, groups_and_fields_are_taken, 0,
			    COUNT(vectors));
	tcase_add_test(cases, a_field_is_found_by_name);
	tcase_add_loop_test(cases, a_status_has_three_numbers, 0,
			    COUNT(statuses));
	tcase_add_loop_test(cases, a_disposition_has_modes_and_a_type, 0,
			    COUNT(dispositions));
	tcase_add_loop_test(cases, a_value_is_made_plain, 0, COUNT(plains));
}

SUITE_MAIN("report_field", add_tests)
