#include "support/reading.h"
#include "text/auth_results.h"

static const struct {
	const char *why, *body, *read;
} vectors[] = {
	{ "nothing", "", "id-" },
	{ "no results", " mx.example; none", "id[mx.example] none-" },
	{ "a version", "mx.example 1; none", "id[mx.example]v[1] none-" },
	{ "one result, folded",
	  " mx.example;\r\n\tspf=pass (sender ok) smtp.mailfrom=a@b.example",
	  "id[mx.example] spf[pass] smtp.mailfrom[a@b.example]" },
	{ "several",
	  "mx.example; dkim=pass header.d=b.example header.s=k; dmarc=fail "
	  "reason=\"p=none; sp\" header.from=b.example",
	  "id[mx.example] dkim[pass] header.d[b.example] header.s[k] "
	  "dmarc[fail]reason[\"p=none; sp\"] header.from[b.example]" },
	{ "a version of the method", "mx; dkim/1=pass", "id[mx] dkim/1[pass]" },
	{ "blanks around =", "mx; dkim = pass header.d = b",
	  "id[mx] dkim[pass] header.d[b]" },
	{ "base64 in a property", "mx; dkim=pass header.b=ab/cd=",
	  "id[mx] dkim[pass] header.b[ab/cd=]" },
	{ "a quoted local part", "mx; spf=pass smtp.mailfrom=\"a b\"@c",
	  "id[mx] spf[pass] smtp.mailfrom[\"a b\"@c]" },
	{ "a semicolon in a comment", "mx (a; b); spf=pass (c; d) x.y=z",
	  "id[mx] spf[pass] x.y[z]" },
	{ "ARC", " i=2; mx.example; spf=none",
	  "i[2] id[mx.example] spf[none]" },
	{ "a quoted id", "\"mx x\"; none", "id[\"mx x\"] none-" },
	{ "empty results", "mx;; ;spf=pass;", "id[mx] spf[pass]" },
	{ "no value", "mx; spf=", "id[mx] spf[]" },
	{ "junk is read over", "mx; spf=pass what x.y=z = q",
	  "id[mx] spf[pass] x.y[z]" },
	{ "a property without a dot", "mx; spf=pass ip=1 x.y=z",
	  "id[mx] spf[pass] x.y[z]" },
	{ "no id", "; spf=pass", "id- spf[pass]" },
	{ "an open quote", "mx; spf=pass reason=\"a; b",
	  "id[mx] spf[pass]reason[\"a; b]" },
};

static void
show(struct mime_strbuf *out, const struct mime_auth_result *r)
{
	struct mime_auth_property p;
	mime_slice rest = r->properties;

	mime_strbuf_add_char(out, ' ');
	mime_strbuf_add(out, r->method);
	if (r->version.ptr != NULL) {
		mime_strbuf_add_char(out, '/');
		mime_strbuf_add(out, r->version);
	}
	reading_show(out, "", r->result);
	if (r->reason.ptr != NULL)
		reading_show(out, "reason", r->reason);
	while (mime_auth_property_next(&p, &rest)) {
		mime_strbuf_add_char(out, ' ');
		mime_strbuf_add(out, p.type);
		mime_strbuf_add_char(out, '.');
		mime_strbuf_add(out, p.name);
		reading_show(out, "", p.value);
	}
	ck_assert_ptr_null(p.value.ptr);
}

static void
check(mime_slice body, const char *want, const char *why)
{
	struct mime_auth_results results;
	struct mime_auth_result one;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_auth_begin(&results, body);
	if (results.instance.ptr != NULL) {
		reading_show(&out, "i", results.instance);
		mime_strbuf_add_char(&out, ' ');
	}
	reading_show(&out, "id", results.authserv_id);
	if (results.version.ptr != NULL)
		reading_show(&out, "v", results.version);
	while (mime_auth_next(&one, &results))
		show(&out, &one);
	reading_same(&out, want, why);
	mime_strbuf_free(&out);
}

START_TEST(results_and_properties_are_read)
{
	reading_both(check, vectors[_i].body, vectors[_i].read,
		     vectors[_i].why);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, results_and_properties_are_read, 0,
			    COUNT(vectors));
}

SUITE_MAIN("auth_results", add_tests)
