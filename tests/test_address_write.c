#include "support/field_lines.h"
#include "support/random_text.h"
#include "support/reading.h"
#include "text/address.h"
#include "text/fold.h"

#define A10   "abcdefghij"
#define A50   A10 A10 A10 A10 A10
#define ZHANG "\xe5\xbc\xa0\xe4\xb8\x89"
#define LI    "\xe6\x9d\x8e\xe5\x9b\x9b"

static const struct {
	const char *why, *charset, *text, *written;
} vectors[] = {
	{ "an address", NULL, " a@b.c ", "To: a@b.c" },
	{ "a name", NULL, "A B <a@b.c>", "To: A B <a@b.c>" },
	{ "quotes for nothing", NULL, "\"A B\" <a@b.c>", "To: A B <a@b.c>" },
	{ "quotes for a comma", NULL, "\"B, A\" <a@b.c>",
	  "To: \"B, A\" <a@b.c>" },
	{ "a comma without quotes", NULL, "B, A <a@b.c>",
	  "To: \"B, A\" <a@b.c>" },
	{ "a name that would end in the middle", NULL,
	  "\"A, \\\"B\\\" <evil@example.org>\\\\\" <a@example.com>",
	  "To: \"A, \\\"B\\\" <evil@example.org>\\\\\" <a@example.com>" },
	{ "a comment as a name", NULL, "a@b.c (A (x) B)",
	  "To: \"A (x) B\" <a@b.c>" },
	{ "Chinese", NULL, ZHANG " <z@e.c>, " LI " <l@e.c>",
	  "To: =?UTF-8?B?5byg5LiJ?= <z@e.c>, =?UTF-8?B?5p2O5Zub?= <l@e.c>" },
	{ "in a charset", "gb2312", ZHANG " <z@e.c>",
	  "To: =?gb2312?B?1cXI/Q==?= <z@e.c>" },
	{ "an encoded-word that was typed", NULL,
	  "=?utf-8?q?A_=E5=BC=A0?= <z@e.c>", "To: A =?UTF-8?B?5byg?= <z@e.c>" },
	{ "a quoted local part", NULL, "\"a b\"@c.d, \"a\\\"b\"@c.d",
	  "To: \"a b\"@c.d, \"a\\\"b\"@c.d" },
	{ "one quoted for nothing", NULL, "\"ab\"@c.d", "To: ab@c.d" },
	{ "dots that need quotes", NULL, "a..b@c.d", "To: \"a..b\"@c.d" },
	{ "an empty name is none", NULL, "\"\" <a@b.c>", "To: a@b.c" },
	{ "a route is not sent on", NULL, "<@x,@y:a@b.c>", "To: a@b.c" },
	{ "semicolons", NULL, "a@b.c; d@e.f;", "To: a@b.c, d@e.f" },
	{ "an empty group", NULL, "Undisclosed recipients:;",
	  "To: Undisclosed recipients:;" },
	{ "groups", NULL, "a@b.c, G: d@e.f, H <i@j.k>;, " ZHANG ": l@m.n;o@p.q",
	  "To: a@b.c, G: d@e.f, H <i@j.k>;, =?UTF-8?B?5byg5LiJ?= : l@m.n;, "
	  "o@p.q" },
	{ "a group without its end", NULL, "G: a@b.c", "To: G: a@b.c;" },
	{ "a name is not parted from its comma at the edge", NULL,
	  A50 A10 "123@b.cdef, x@y.z", "To: " A50 A10 "123@b.cdef,\r\n x@y.z" },
	{ "one more goes to the next line", NULL,
	  "x@y.z, " A50 A10 "12@b.cd, x@y.z",
	  "To: x@y.z,\r\n " A50 A10 "12@b.cd, x@y.z" },
	{ "a domain literal", NULL, "a@[1.2.3.4]", "To: a@[1.2.3.4]" },
};

static int
write_list(struct mime_strbuf *out, struct reading *r, mime_slice text,
	   const char *charset, mime_error *err)
{
	struct mime_fold f;
	int rc, end;

	mime_strbuf_init(out, SIZE_MAX);
	mime_fold_begin(&f, out, MIME_LITERAL("To"), r->converters,
			mime_slice_text(charset));
	rc = mime_address_write(&f, text, err);
	end = mime_fold_end(&f);
	return rc != MIME_OK ? rc : end;
}

START_TEST(lists_are_written)
{
	struct mime_strbuf out;
	struct reading r;
	mime_slice text = reading_begin(&r, mime_slice_text(vectors[_i].text));

	ck_assert_int_eq(write_list(&out, &r, text, vectors[_i].charset, NULL),
			 MIME_OK);
	field_lines_check(mime_strbuf_slice(&out), 78);
	out.len -= 2;
	reading_same(&out, vectors[_i].written, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

static const struct {
	const char *why, *text;
	size_t offset;
	const char *what;
} refused[] = {
	{ "nothing", "", 0, "no address" },
	{ "a comment", "(a)", 0, "no address" },
	{ "two signs", "a@b.c, d@e@f", 7, "more than one \"@\" in an address" },
	{ "an open quote", "a@b.c, \"d <e@f>", 7,
	  "unbalanced comment or quote in an address" },
	{ "an encoded-word", "=?a?q?b?=@c.d", 0,
	  "encoded-word inside an address" },
	{ "a control", "a@b.c, \"d\te\"@f.g", 7,
	  "control character in a local part" },
	{ "the second of those", "a@b.c, d@, e@f@g", 7, "not a valid address" },
	{ "a name alone", "a@b.c, " ZHANG, 7, "not a valid address" },
	{ "inside a group", "a@b.c, G: d@, e@f", 10, "not a valid address" },
	{ "no domain", "a@b.c, root", 7, "an address without a domain" },
	{ "a local part that needs SMTPUTF8", ZHANG "@e.c", 0,
	  "an address whose local part is not ASCII" },
	{ "a domain that is not yet an A-label", "A <a@" ZHANG ".c>", 0,
	  "an address whose domain is not ASCII" },
	{ "the first of two", "a@b.c,  a@, b@", 8, "not a valid address" },
};

START_TEST(what_is_not_valid_is_refused)
{
	struct mime_strbuf out;
	struct reading r;
	mime_error err = { 0 };
	mime_slice text = reading_begin(&r, mime_slice_text(refused[_i].text));

	ck_assert_int_eq(write_list(&out, &r, text, NULL, &err), MIME_EINVAL);
	ck_assert_int_eq(err.code, MIME_EINVAL);
	ck_assert_msg(err.offset == refused[_i].offset, "%s: %zu",
		      refused[_i].why, err.offset);
	ck_assert_str_eq(err.what, refused[_i].what);
	mime_strbuf_free(&out);
	ck_assert_int_eq(write_list(&out, &r, text, NULL, NULL), MIME_EINVAL);
	reading_same(&out, "To:\r\n", "nothing is written");
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

START_TEST(an_address_longer_than_a_line)
{
	for (size_t n = 900; n < 1100; n++) {
		struct mime_strbuf text, out;
		struct reading r;
		mime_error err;
		int rc;

		mime_strbuf_init(&text, SIZE_MAX);
		mime_strbuf_add_text(&text, "N <");
		for (size_t i = 0; i < n; i++)
			mime_strbuf_add_char(&text, 'a');
		mime_strbuf_add_text(&text, "@b.c>, d@e.f");
		reading_begin(&r, MIME_ABSENT);
		rc = write_list(&out, &r, mime_strbuf_slice(&text), NULL, &err);
		ck_assert_int_eq(rc, n + 4 <= 990 ? MIME_OK : MIME_EINVAL);
		if (rc == MIME_OK)
			field_lines_check(mime_strbuf_slice(&out), 998);
		else
			ck_assert_str_eq(err.what,
					 "an address too long for a line");
		mime_strbuf_free(&text);
		mime_strbuf_free(&out);
		reading_end(&r);
	}
}
END_TEST

START_TEST(a_charset_that_cannot_hold_a_name)
{
	struct mime_strbuf out;
	struct reading r;

	reading_begin(&r, MIME_ABSENT);
	ck_assert_int_eq(write_list(&out, &r,
				    MIME_LITERAL("\xe9\x95\x95 <a@b.c>"),
				    "gb2312", NULL),
			 MIME_ECHARSET);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

/* Adds a mailbox with a name in quotes; the name goes to *name. */
static void
add_mailbox(struct mime_strbuf *text, struct mime_strbuf *name, uint32_t *seed,
	    struct reading *r)
{
	static const char *const locals[] = { "a", "long.local-part+tag",
					      "\"a \\\" b\"", "x..y", "\"\"" };
	static const char *const domains[] = { "b.example", "[1.2.3.4]",
					       "a-very-long-domain.example" };

	mime_strbuf_init(name, SIZE_MAX);
	random_text(name, seed, 12, r->converters, NULL);
	/* an encoded-word in it would be read as one */
	if (mime_word_present(mime_strbuf_slice(name)))
		mime_strbuf_clear(name);
	mime_strbuf_add_char(text, '"');
	for (size_t i = 0; i < name->len; i++) {
		if (name->ptr[i] == '"' || name->ptr[i] == '\\')
			mime_strbuf_add_char(text, '\\');
		mime_strbuf_add_char(text, name->ptr[i]);
	}
	mime_strbuf_add_text(text, "\" <");
	mime_strbuf_add_text(text, locals[test_random(seed) % 5]);
	mime_strbuf_add_char(text, '@');
	mime_strbuf_add_text(text, domains[test_random(seed) % 3]);
	mime_strbuf_add_text(text, ">");
}

static void
compare(struct reading *r, mime_slice typed, mime_slice written,
	struct mime_strbuf *names, size_t n)
{
	struct mime_address_list before, after;

	ck_assert_int_eq(mime_address_list_parse(&before, &r->arena, typed,
						 SIZE_MAX, &r->context),
			 MIME_OK);
	mime_defects_init(&r->defects, &r->arena);
	ck_assert_int_eq(mime_address_list_parse(&after, &r->arena, written,
						 SIZE_MAX, &r->context),
			 MIME_OK);
	ck_assert_uint_eq(before.n, n);
	ck_assert_uint_eq(after.n, n);
	ck_assert_uint_eq(before.groups, after.groups);
	for (size_t i = 0; i < n; i++) {
		mime_slice name = mime_strbuf_slice(&names[i]);

		ck_assert(mime_slice_equal(before.list[i].address,
					   after.list[i].address));
		ck_assert_msg(mime_slice_equal(after.list[i].name, name) ||
				      name.len == 0,
			      "%.*s\n%.*s", (int)written.len, written.ptr,
			      (int)name.len, name.ptr);
		ck_assert(mime_slice_equal(before.list[i].group,
					   after.list[i].group));
	}
	for (size_t i = 0; i < r->defects.n; i++) {
		int kind = r->defects.records[i].kind;

		ck_assert_msg(
			kind == MIME_DEFECT_NAME_LOOKS_LIKE_ADDRESS ||
				kind == MIME_DEFECT_SPECIALS_IN_ENCODED_WORD,
			"%s", reading_report(r));
	}
}

START_TEST(random_lists_come_back)
{
	enum { MOST = 6 };
	static const char *const groups[] = { "G", ZHANG, "a \\\"b" };
	uint32_t seed = (uint32_t)_i;

	for (int round = 0; round < 100; round++) {
		struct mime_strbuf text, out, names[MOST];
		struct reading r;
		size_t n = test_random(&seed) % MOST + 1;
		bool group = false;

		mime_strbuf_init(&text, SIZE_MAX);
		reading_begin(&r, MIME_ABSENT);
		for (size_t i = 0; i < n; i++) {
			if (test_random(&seed) % 4 == 0) {
				mime_strbuf_add_text(&text,
						     group ? ";\"" : "\"");
				mime_strbuf_add_text(
					&text, groups[test_random(&seed) % 3]);
				mime_strbuf_add_text(&text, "\":");
				group = true;
			}
			add_mailbox(&text, &names[i], &seed, &r);
			mime_strbuf_add_text(&text, ",");
		}
		ck_assert_int_eq(write_list(&out, &r, mime_strbuf_slice(&text),
					    NULL, NULL),
				 MIME_OK);
		field_lines_check(mime_strbuf_slice(&out), 998);
		compare(&r, mime_strbuf_slice(&text),
			mime_slice_of(out.ptr + 3, out.len - 3), names, n);
		for (size_t i = 0; i < n; i++)
			mime_strbuf_free(&names[i]);
		mime_strbuf_free(&text);
		mime_strbuf_free(&out);
		reading_end(&r);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, lists_are_written, 0, COUNT(vectors));
	tcase_add_loop_test(cases, what_is_not_valid_is_refused, 0,
			    COUNT(refused));
	tcase_add_test(cases, an_address_longer_than_a_line);
	tcase_add_test(cases, a_charset_that_cannot_hold_a_name);
	tcase_add_loop_test(cases, random_lists_come_back, 0, 10);
}

SUITE_MAIN("address_write", add_tests)
