#include "support/reading.h"
#include "text/address_spec.h"

#define BYTES(s) s, sizeof(s) - 1
#define NONE	 "--- "

/* address, local part and domain, then the defects. */
static const struct {
	const char *why;
	bool angle;
	const char *raw;
	size_t n;
	const char *spec, *report;
} vectors[] = {
	{ "plain", false, BYTES("a.b@c.d"), "[a.b@c.d][a.b][c.d]", "" },
	{ "blanks at both ends", true, BYTES(" a@b "), "[a@b][a][b]", "" },
	{ "blanks and comments at each place (4.4)", false,
	  BYTES("(x) a (y) . b (z) @ (x) c\r\n . (y) d (z)"),
	  "[a.b@c.d][a.b][c.d]", "" },
	{ "quoted", false, BYTES("\"a b\"@c"), "[\"a b\"@c][a b][c]", "" },
	{ "quoted for nothing", false, BYTES("\"ab\"@c"), "[ab@c][ab][c]", "" },
	{ "quoted, with pairs", false, BYTES("\"a\\b\\\"c\\\\\"@d"),
	  "[\"ab\\\"c\\\\\"@d][ab\"c\\][d]", "" },
	{ "quoted and empty", false, BYTES("\"\"@c"), "[\"\"@c][][c]", "" },
	{ "a quoted address is a local part", false, BYTES("\"a@b\"@c"),
	  "[\"a@b\"@c][a@b][c]", "" },
	{ "words with dots (4.4)", false, BYTES("a.\"b c\".d@e"),
	  "[\"a.b c.d\"@e][a.b c.d][e]", "" },
	{ "all of atext", false, BYTES("!#$%&'*+-/=?^_`{|}~@b"),
	  "[!#$%&'*+-/=?^_`{|}~@b][!#$%&'*+-/=?^_`{|}~][b]", "" },
	{ "two dots, as a mobile carrier of Japan hands them out", false,
	  BYTES("a..b@c"), "[\"a..b\"@c][a..b][c]", "" },
	{ "a dot at the end", false, BYTES("a.@c"), "[\"a.\"@c][a.][c]", "" },
	{ "a dot in front", false, BYTES(".a@c"), "[\".a\"@c][.a][c]", "" },
	{ "a domain literal", false, BYTES("a@[1.2.3.4]"),
	  "[a@[1.2.3.4]][a][[1.2.3.4]]", "" },
	{ "one of version 6", false, BYTES("a@[IPv6:::1]"),
	  "[a@[IPv6:::1]][a][[IPv6:::1]]", "" },
	{ "UTF-8 (RFC 6532)", false,
	  BYTES("\xe5\xbc\xa0@\xe4\xb8\xad.\xe5\x9b\xbd"),
	  "[\xe5\xbc\xa0@\xe4\xb8\xad.\xe5\x9b\xbd][\xe5\xbc\xa0]"
	  "[\xe4\xb8\xad.\xe5\x9b\xbd]",
	  "H11@0" },
	{ "no domain", true, BYTES("root"), "[root][root][]", "" },
	{ "no domain, but a comment", false, BYTES("root (x)"),
	  "[root][root][]", "" },
	{ "no domain: only an atom of ASCII", false, BYTES("\"a b\""), NONE,
	  "" },
	{ "no domain, quoted: a name", false, BYTES("\"ab\""), NONE, "" },
	{ "no domain, two words", false, BYTES("a b"), NONE, "" },
	{ "no domain, a dot at the end", false, BYTES("a."), NONE, "" },
	{ "no domain, not ASCII", false, BYTES("\xe5\xbc\xa0"), NONE, "H11@0" },
	{ "a route", true, BYTES("@x,@y:a@b"), "[a@b][a][b]", "" },
	{ "a route with blanks and nothing between commas", true,
	  BYTES(" @x , , @y : a@b"), "[a@b][a][b]", "" },
	{ "a route only between brackets", false, BYTES("@x:a@b"), NONE,
	  "A04@4" },
	{ "a route without commas", true, BYTES("@x@y:a@b"), NONE, "A04@2" },
	{ "a route and nothing", true, BYTES("@x:"), NONE, "" },
	{ "a route without its colon", true, BYTES("@x"), NONE, "" },
	{ "no local part", false, BYTES("@b"), NONE, "" },
	{ "no domain behind the sign", false, BYTES("a@"), NONE, "" },
	{ "only the sign", true, BYTES("@"), NONE, "" },
	{ "nothing", true, BYTES(""), NONE, "" },
	{ "two signs", false, BYTES("a@b@c"), NONE, "A04@3" },
	{ "two in a row", false, BYTES("a@@c"), NONE, "A04@2" },
	{ "three", false, BYTES("a@b@c@d"), NONE, "A04@3 A04@5" },
	{ "two words without a dot", false, BYTES("a b@c"), NONE, "" },
	{ "a comment is no dot", false, BYTES("a(x)b@c"), NONE, "" },
	{ "quoted next to an atom", false, BYTES("\"a\"b@c"), NONE, "" },
	{ "a dot inside quotes is none", false, BYTES("\"a.\"b@c"), NONE, "" },
	{ "two words of the domain", false, BYTES("a@b c"), NONE, "" },
	{ "a domain with a dot at the end", false, BYTES("a@b."), NONE, "" },
	{ "in front", false, BYTES("a@.b"), NONE, "" },
	{ "two inside", false, BYTES("a@b..c"), NONE, "" },
	{ "a quoted domain", false, BYTES("a@\"b\""), NONE, "" },
	{ "a literal and more", false, BYTES("a@[1.2].c"), NONE, "" },
	{ "an empty literal", false, BYTES("a@[]"), NONE, "" },
	{ "a literal with a blank", false, BYTES("a@[1 2]"), NONE, "" },
	{ "with a pair", false, BYTES("a@[1\\2]"), NONE, "" },
	{ "a literal as local part", false, BYTES("[1.2]@c"), NONE, "" },
	{ "specials", false, BYTES("a:b@c"), NONE, "" },
	{ "a backslash without quotes", false, BYTES("a\\@b@c"), NONE,
	  "A04@4" },
	{ "a parenthesis too many", false, BYTES("a)@b"), NONE, "A03@1" },
	{ "in the domain", false, BYTES("a@b)c"), NONE, "A03@3" },
	{ "a fold in a quoted local part", false, BYTES("\"a\r\n b\"@c"), NONE,
	  "A07@2" },
	{ "NUL in it", false, BYTES("\"a\0\"@c"), NONE, "A07@2" },
	{ "a tab, which no SMTP command may hold", false, BYTES("\"a\tb\"@c"),
	  NONE, "A07@2" },
	{ "an escaped control", false, BYTES("\"a\\\x01\"@c"), NONE, "A07@3" },
	{ "DEL in an atom", false, BYTES("a\x7f@c"), NONE, "A07@1" },
	{ "a bare CR", false, BYTES("a\r@c"), NONE, "A07@1" },
	{ "a C1 control", false, BYTES("a\xc2\x85@c"), NONE, "H11@0 A07@1" },
	{ "a control in the domain", false, BYTES("a@b\x01"), NONE, "" },
	{ "a C1 control in the domain", false, BYTES("a@b\xc2\x85"), NONE,
	  "H11@0" },
	{ "not UTF-8", false, BYTES("a\xff@b"), NONE, "H11@0" },
	{ "not UTF-8 in quotes", false, BYTES("\"a\xff\"@b"), NONE, "H11@0" },
	{ "not UTF-8 in the domain", false, BYTES("a@b\xff"), NONE, "H11@0" },
	{ "an encoded-word is not decoded", false, BYTES("=?utf-8?q?a?=@b"),
	  NONE, "A09@0" },
	{ "nor in quotes", false, BYTES("\"=?utf-8?q?a?=\"@b"), NONE, "A09@0" },
	{ "nor in the domain", false, BYTES("a@=?utf-8?q?b?="), NONE, "A09@2" },
	{ "an open quote", false, BYTES("\"a@b"), NONE, "" },
};

static void
show(struct mime_strbuf *out, const struct mime_address_spec *spec)
{
	reading_show(out, "", spec->address);
	reading_show(out, "", spec->local);
	reading_show(out, "", spec->domain);
	if (spec->address.ptr == NULL)
		mime_strbuf_add_char(out, ' ');
}

START_TEST(addresses_are_read)
{
	struct mime_address_spec spec;
	struct mime_strbuf out;
	struct reading r;
	mime_slice raw = reading_begin(
		&r, mime_slice_of(vectors[_i].raw, vectors[_i].n));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_address_spec_parse(&spec, &r.arena, raw,
						 vectors[_i].angle, &r.context),
			 MIME_OK);
	show(&out, &spec);
	reading_same(&out, vectors[_i].spec, vectors[_i].why);
	reading_reports(&r, vectors[_i].report, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

/* What is valid is valid again as it was put together, and the same. */
START_TEST(a_valid_address_is_its_own_source)
{
	struct mime_address_spec spec, again;
	struct reading r;
	mime_slice raw = reading_begin(
		&r, mime_slice_of(vectors[_i].raw, vectors[_i].n));

	ck_assert_int_eq(mime_address_spec_parse(&spec, &r.arena, raw,
						 vectors[_i].angle, &r.context),
			 MIME_OK);
	if (spec.address.ptr != NULL) {
		ck_assert_int_eq(mime_address_spec_parse(&again, &r.arena,
							 spec.address, true,
							 &r.context),
				 MIME_OK);
		ck_assert(mime_slice_equal(again.address, spec.address));
		ck_assert(mime_slice_equal(again.local, spec.local));
		ck_assert(mime_slice_equal(again.domain, spec.domain));
	}
	reading_end(&r);
}
END_TEST

START_TEST(every_prefix_is_read)
{
	for (size_t n = 0; n <= vectors[_i].n; n++) {
		struct mime_address_spec spec;
		struct reading r;
		mime_slice raw =
			reading_begin(&r, mime_slice_of(vectors[_i].raw, n));

		ck_assert_int_eq(mime_address_spec_parse(&spec, &r.arena, raw,
							 vectors[_i].angle,
							 &r.context),
				 MIME_OK);
		ck_assert((spec.address.ptr == NULL) ==
			  (spec.local.ptr == NULL));
		ck_assert((spec.address.ptr == NULL) ==
			  (spec.domain.ptr == NULL));
		reading_end(&r);
	}
}
END_TEST

static const struct {
	const char *local, *written;
} locals[] = {
	{ "a", "a" },
	{ "a.b", "a.b" },
	{ "a..b", "\"a..b\"" },
	{ ".a", "\".a\"" },
	{ "a.", "\"a.\"" },
	{ "", "\"\"" },
	{ "a b", "\"a b\"" },
	{ "a@b", "\"a@b\"" },
	{ "a\"\\", "\"a\\\"\\\\\"" },
	{ "\xe5\xbc\xa0", "\xe5\xbc\xa0" },
};

START_TEST(local_parts_are_quoted_if_they_must)
{
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_address_local_write(&out, mime_slice_text(locals[_i].local));
	reading_same(&out, locals[_i].written, "local part");
	mime_strbuf_free(&out);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, addresses_are_read, 0, COUNT(vectors));
	tcase_add_loop_test(cases, a_valid_address_is_its_own_source, 0,
			    COUNT(vectors));
	tcase_add_loop_test(cases, every_prefix_is_read, 0, COUNT(vectors));
	tcase_add_loop_test(cases, local_parts_are_quoted_if_they_must, 0,
			    COUNT(locals));
}

SUITE_MAIN("address_spec", add_tests)
