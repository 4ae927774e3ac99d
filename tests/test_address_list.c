#include "support/reading.h"
#include "text/address.h"

#define BYTES(s) s, sizeof(s) - 1

/* Mailboxes as "name[..] <address>", "!" for one that is not valid, the group
 * behind it; then the groups, "name:first+n". */
static const struct {
	const char *why, *body;
	size_t n;
	const char *list, *report;
} vectors[] = {
	{ "nothing", BYTES(" \r\n "), "", "" },
	{ "one", BYTES("a@b"), "-<a@b>", "" },
	{ "several", BYTES("a@b, C <d@e>,\r\n \"F, G\" <h@i>"),
	  "-<a@b> [C]<d@e> [F, G]<h@i>", "" },
	{ "commas too many", BYTES(",a@b,, c@d,"), "-<a@b> -<c@d>", "" },
	{ "semicolons as Outlook shows them", BYTES("a@b; C <d@e>;"),
	  "-<a@b> [C]<d@e>", "" },
	{ "a comment as a name", BYTES("a@b (C (D)), <e@f> (G)"),
	  "[C (D)]<a@b> [G]<e@f>", "" },
	{ "a name goes before a comment", BYTES("A (b) <c@d> (e)"), "[A]<c@d>",
	  "" },
	{ "an empty name is one", BYTES("\"\" <a@b>"), "[]<a@b>", "" },
	{ "dots in a name", BYTES("John Q. Public <a@b>"),
	  "[John Q. Public]<a@b>", "" },
	{ "an encoded-word without a blank",
	  BYTES("=?gb2312?B?1cXI/Q==?=<a@b>"),
	  "[\xe5\xbc\xa0\xe4\xb8\x89]<a@b>", "" },
	{ "specials in an encoded-word hide no address behind it",
	  BYTES("=?utf-8?Q?[x?= <b@e>, =?utf-8?Q?a\"?= <c@e>, d@e"),
	  "[[x]<b@e> [a\"]<c@e> -<d@e>", "W02@22" },
	{ "one in quotes", BYTES("\"=?gb2312?B?1cXI/Q==?=\" <a@b>"),
	  "[\xe5\xbc\xa0\xe4\xb8\x89]<a@b>", "W11@1" },
	{ "raw 8-bit", BYTES("a@b, \xd5\xc5\xc8\xfd <c@d>"),
	  "-<a@b> [\xe5\xbc\xa0\xe4\xb8\x89]<c@d>", "H11@5" },
	{ "no domain", BYTES("root, <admin>"), "-<root> -<admin>", "" },
	{ "no address", BYTES("A B, \"C\", c@d"), "[A B]! [C]! -<c@d>", "" },
	{ "an encoded-word is a name then",
	  BYTES("=?utf-8?q?=E5=BC=A0?= B, c@d"), "[\xe5\xbc\xa0 B]! -<c@d>",
	  "" },
	{ "so is Chinese", BYTES("\xe5\xbc\xa0"), "[\xe5\xbc\xa0]!", "H11@0" },
	/* commas of a name */
	{ "a comma in a name", BYTES("Smith, John <j@x>"), "[Smith, John]<j@x>",
	  "" },
	{ "two", BYTES("a@b, Smith, John, Dr. <j@x>, c@d"),
	  "-<a@b> [Smith, John, Dr.]<j@x> -<c@d>", "" },
	{ "with quotes, words and comments",
	  BYTES("\"S\", =?utf-8?q?J?= (x), Dr <j@x>"), "[S, J , Dr]<j@x>", "" },
	{ "an atom before an address stays", BYTES("a, b@c"), "-<a> -<b@c>",
	  "" },
	{ "before one in brackets without a name", BYTES("a, <b@c>"),
	  "-<a> -<b@c>", "" },
	{ "before a group", BYTES("a, B: c@d;"), "-<a> -<c@d>{B} | B:1+1", "" },
	{ "before a semicolon", BYTES("a, b; C <d@e>"), "-<a> -<b> [C]<d@e>",
	  "" },
	{ "over an empty place", BYTES("a,, B <c@d>"), "-<a> [B]<c@d>", "" },
	{ "before an invalid one", BYTES("a, B <c@d"), "-<a> [B <c@d]!",
	  "A03@5" },
	{ "before two addresses", BYTES("a, b@c <d@e>"), "-<a> [b@c <d@e>]!",
	  "A04@7" },
	{ "at the end", BYTES("A <a@b>, c, d"), "[A]<a@b> -<c> -<d>", "" },
	/* groups */
	{ "an empty group", BYTES("Undisclosed recipients:;"),
	  " | Undisclosed recipients:0+0", "" },
	{ "groups and others",
	  BYTES("A: a@b, C <d@e>;, f@g, \"H\":;, =?utf-8?q?I?=: j@k;"),
	  "-<a@b>{A} [C]<d@e>{A} -<f@g> -<j@k>{I} | A:0+2 H:3+0 I:3+1", "" },
	{ "no comma behind a group", BYTES("A:a@b; c@d"),
	  "-<a@b>{A} -<c@d> | A:0+1", "" },
	{ "a group without its end", BYTES("A: a@b, c@d"),
	  "-<a@b>{A} -<c@d>{A} | A:0+2", "" },
	{ "a comma in a name in a group", BYTES("A: S, J <a@b>;"),
	  "[S, J]<a@b>{A} | A:0+1", "" },
	{ "waiting atoms belong to the group they stand in",
	  BYTES("A: b, c; d"), "-<b>{A} -<c>{A} -<d> | A:0+2", "" },
	{ "groups do not nest", BYTES("A: B: c@d;, e@f"),
	  "[B: c@d]!{A} -<e@f> | A:0+1", "" },
	{ "a route", BYTES("A <@b,@c:d@e>"), "[A]<d@e>", "" },
	/* never repaired into another address */
	{ "an open comment", BYTES("victim@bank.example( <x@y.example>"),
	  "[victim@bank.example( <x@y.example>]!", "A03@19" },
	{ "an open quote", BYTES("a@b, \"C <d@e>, f@g"),
	  "-<a@b> [\"C <d@e>, f@g]!", "A03@5" },
	{ "an open bracket hides what follows", BYTES("A <b@c, d@e, f@g"),
	  "[A <b@c, d@e, f@g]!", "A03@2" },
	{ "a closing bracket alone", BYTES("a@b>, c@d"), "[a@b>]! -<c@d>",
	  "A03@3" },
	{ "a bracket between two others", BYTES("A <b, c@d, e> F, g@h"),
	  "[A <b, c@d, e> F]! -<g@h>", "" },
	{ "two signs", BYTES("a@b@c"), "[a@b@c]!", "A04@3" },
	{ "an address before another", BYTES("a@b <c@d>"), "[a@b <c@d>]!",
	  "A04@4" },
	{ "before the same is no harm", BYTES("A@b <a@B>"), "[A@b]<a@B>", "" },
	{ "words and an address before the same", BYTES("A a@b <a@b>"),
	  "[A a@b <a@b>]!", "A04@6" },
	{ "two in brackets", BYTES("A <b@c> <d@e>"), "[A <b@c> <d@e>]!",
	  "A04@8" },
	{ "one behind brackets", BYTES("A <b@c> d@e"), "[A <b@c> d@e]!",
	  "A04@9" },
	{ "words behind brackets", BYTES("=?utf-8?q?A?= <b@c> D"),
	  "[A <b@c> D]!", "" },
	{ "two words", BYTES("a b@c"), "[a b@c]!", "" },
	{ "controls in a local part",
	  BYTES("\"a\r\n b\r\n RCPT TO:<x@y.example>\"@example.com"),
	  "[\"a b RCPT TO:<x@y.example>\"@example.com]!", "A07@2" },
	{ "an encoded-word in an address",
	  BYTES("=?utf-8?q?a=40b=2Ec?==?utf-8?q?=00?=@d.e"),
	  "[=?utf-8?q?a=40b=2Ec?==?utf-8?q?=00?=@d.e]!", "A09@0" },
	{ "in brackets too", BYTES("A <=?utf-8?q?b?=@c>"),
	  "[A <=?utf-8?q?b?=@c>]!", "A09@3" },
	{ "a name that is another address", BYTES("x@y, \"a@b.c\" <d@e.f>"),
	  "-<x@y> [a@b.c]<d@e.f>", "A02@5" },
	{ "a comment that is", BYTES("d@e.f (a@b.c)"), "[a@b.c]<d@e.f>",
	  "A02@6" },
	{ "an encoded-word that is", BYTES("=?utf-8?q?a=40b=2Ec?= <d@e.f>"),
	  "[a@b.c]<d@e.f>", "W02@0 A02@0" },
	{ "empty brackets", BYTES("A <>"), "[A <>]!", "" },
	{ "comments alone are no mailbox", BYTES("(a), b@c, (d)"), "-<b@c>",
	  "" },
	{ "but an open one is", BYTES("b@c, (d"), "-<b@c> [(d]!", "A03@5" },
	{ "comments too deep",
	  BYTES("((((((((((((((((((((((((((((((((("
		"x"
		"))))))))))))))))))))))))))))))))) a@b"),
	  NULL, "R08@32" },
};

static void
show(struct mime_strbuf *out, const struct mime_address_list *l)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct mime_mailbox *m = &l->list[i];

		mime_strbuf_add_text(out, i > 0 ? " " : "");
		reading_show(out, "", m->name);
		mime_strbuf_add_text(out, m->address.ptr != NULL ? "<" : "!");
		mime_strbuf_add(out, m->address);
		mime_strbuf_add_text(out, m->address.ptr != NULL ? ">" : "");
		if (m->group.ptr == NULL)
			continue;
		mime_strbuf_add_char(out, '{');
		mime_strbuf_add(out, m->group);
		mime_strbuf_add_char(out, '}');
	}
	for (size_t i = 0; i < l->groups; i++) {
		mime_strbuf_add_text(out, i > 0 ? " " : " | ");
		mime_strbuf_add(out, l->group[i].name);
		mime_strbuf_add_char(out, ':');
		mime_strbuf_add_decimal(out, l->group[i].first);
		mime_strbuf_add_char(out, '+');
		mime_strbuf_add_decimal(out, l->group[i].n);
	}
}

START_TEST(lists_are_parsed)
{
	struct mime_address_list list;
	struct mime_strbuf out;
	struct reading r;
	mime_slice text = reading_begin(
		&r, mime_slice_of(vectors[_i].body, vectors[_i].n));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_address_list_parse(&list, &r.arena, text,
						 SIZE_MAX, &r.context),
			 MIME_OK);
	show(&out, &list);
	if (vectors[_i].list != NULL)
		reading_same(&out, vectors[_i].list, vectors[_i].why);
	reading_reports(&r, vectors[_i].report, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
}
END_TEST

START_TEST(line_ends_of_unix_read_the_same)
{
	struct mime_address_list list;
	struct mime_strbuf out;
	struct reading r;
	size_t n;
	char *lf = reading_with_lf(
		&n, mime_slice_of(vectors[_i].body, vectors[_i].n));
	mime_slice text = reading_begin(&r, mime_slice_of(lf, n));

	mime_strbuf_init(&out, SIZE_MAX);
	ck_assert_int_eq(mime_address_list_parse(&list, &r.arena, text,
						 SIZE_MAX, &r.context),
			 MIME_OK);
	show(&out, &list);
	if (vectors[_i].list != NULL)
		reading_same(&out, vectors[_i].list, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&r);
	free(lf);
}
END_TEST

/* Every prefix; raw lies in the text, one behind the other. */
START_TEST(every_prefix_is_parsed)
{
	for (size_t n = 0; n <= vectors[_i].n; n++) {
		struct mime_address_list list;
		struct reading r;
		mime_slice text =
			reading_begin(&r, mime_slice_of(vectors[_i].body, n));
		const char *at = text.ptr;

		ck_assert_int_eq(mime_address_list_parse(&list, &r.arena, text,
							 SIZE_MAX, &r.context),
				 MIME_OK);
		for (size_t i = 0; i < list.n; i++) {
			mime_slice raw = list.list[i].raw;

			ck_assert(raw.ptr >= at && raw.len > 0);
			at = raw.ptr + raw.len;
			ck_assert(at <= text.ptr + n);
			ck_assert(list.list[i].address.ptr != NULL ||
				  list.list[i].name.ptr != NULL);
		}
		reading_end(&r);
	}
}
END_TEST

START_TEST(the_limit_leaves_the_rest_out)
{
	const char *body = "a@b, c, D <e@f>, g@h, I: j@k;";
	static const struct {
		size_t max, n, groups;
		const char *report;
	} limits[] = {
		{ 0, 0, 0, "R05@0" },  { 1, 1, 0, "R05@5" },
		{ 2, 2, 0, "R05@17" }, { 3, 3, 1, "R05@25" },
		{ 4, 4, 1, "" },       { SIZE_MAX, 4, 1, "" },
	};

	for (int i = 0; i < COUNT(limits); i++) {
		struct mime_address_list list;
		struct reading r;
		mime_slice text = reading_begin(&r, mime_slice_text(body));

		ck_assert_int_eq(mime_address_list_parse(&list, &r.arena, text,
							 limits[i].max,
							 &r.context),
				 MIME_OK);
		ck_assert_uint_eq(list.n, limits[i].n);
		ck_assert_uint_eq(list.groups, limits[i].groups);
		ck_assert_str_eq(reading_report(&r), limits[i].report);
		reading_end(&r);
	}
}
END_TEST

START_TEST(empty_groups_are_limited_too)
{
	struct mime_address_list list;
	struct reading r;
	mime_slice text = reading_begin(&r, MIME_LITERAL("a:;b:;c:;d:;"));

	ck_assert_int_eq(
		mime_address_list_parse(&list, &r.arena, text, 2, &r.context),
		MIME_OK);
	ck_assert_uint_eq(list.groups, 2);
	ck_assert_str_eq(reading_report(&r), "R05@6");
	reading_end(&r);
}
END_TEST

START_TEST(very_many)
{
	enum { MANY = 100000 };
	struct mime_address_list list;
	struct mime_strbuf body;
	struct reading r;
	mime_slice text;

	mime_strbuf_init(&body, SIZE_MAX);
	for (unsigned i = 0; i < MANY; i++) {
		mime_strbuf_add_text(&body, "N <u");
		mime_strbuf_add_decimal(&body, i);
		mime_strbuf_add_text(&body, "@example.com>,\r\n ");
	}
	text = reading_begin(&r, mime_strbuf_slice(&body));
	ck_assert_int_eq(mime_address_list_parse(&list, &r.arena, text,
						 SIZE_MAX, &r.context),
			 MIME_OK);
	ck_assert_uint_eq(list.n, MANY);
	ck_assert(mime_slice_is(list.list[MANY - 1].address,
				"u99999@example.com"));
	ck_assert_str_eq(reading_report(&r), "");
	mime_strbuf_free(&body);
	reading_end(&r);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, lists_are_parsed, 0, COUNT(vectors));
	tcase_add_loop_test(cases, line_ends_of_unix_read_the_same, 0,
			    COUNT(vectors));
	tcase_add_loop_test(cases, every_prefix_is_parsed, 0, COUNT(vectors));
	tcase_add_test(cases, the_limit_leaves_the_rest_out);
	tcase_add_test(cases, empty_groups_are_limited_too);
	tcase_add_test(cases, very_many);
}

SUITE_MAIN("address_list", add_tests)
