#include "mime/address.h"
#include "support/reading.h"
#include "text/msgid.h"

/* The ids one after the other, then what remains. */
static const struct {
	const char *why, *body, *ids;
} vectors[] = {
	{ "nothing", "", "rest[]" },
	{ "one", " <a@b>", "[a@b]rest[]" },
	{ "several, folded", " <a@b>\r\n <c@d>\r\n\t<e@f>",
	  "[a@b][c@d][e@f]rest[]" },
	{ "without blanks", "<a@b><c@d>", "[a@b][c@d]rest[]" },
	{ "blanks inside the brackets", "< a@b >", "[a@b]rest[]" },
	{ "comments hide brackets", "(<x@y>) <a@b> (<c@d>)", "[a@b]rest[]" },
	{ "old phrases in In-Reply-To",
	  "Your message of \"Mon, 1 <x@y> Jan\" <a@b>", "[a@b]rest[]" },
	{ "a domain literal", "<a@[1.2.3.4]>", "[a@[1.2.3.4]]rest[]" },
	{ "a quoted left side may hold a bracket", "<\"a>b\"@c> <d@e>",
	  "[\"a>b\"@c][d@e]rest[]" },
	{ "an open quote inside does not", "<\"a@c> <d@e>",
	  "[\"a@c][d@e]rest[]" },
	{ "not of the form left@right", "<abc> <20 09>", "[abc][20 09]rest[]" },
	{ "empty ones are none", "<> < > <a@b>", "[a@b]rest[]" },
	{ "cut off, and a whole one", "<abc <d@e>", "[d@e]rest[]" },
	{ "no closing bracket", "<a@b> <c@d", "[a@b]rest[<c@d]" },
	{ "no brackets at all", " a@b", "rest[a@b]" },
	{ "junk behind the last", "<a@b> junk (c)", "[a@b]rest[junk (c)]" },
	{ "a comment behind the last", "<a@b> (c) ", "[a@b]rest[]" },
	{ "a closing bracket alone", "> <a@b>", "[a@b]rest[]" },
	{ "8-bit bytes", "<\xd5\xc5@b>", "[\xd5\xc5@b]rest[]" },
};

static void
check(mime_slice body, const char *want, const char *why)
{
	struct mime_strbuf out;
	mime_slice id, rest = body;

	mime_strbuf_init(&out, SIZE_MAX);
	while (mime_msgid_next(&id, &rest))
		reading_show(&out, "", id);
	ck_assert_ptr_null(id.ptr);
	reading_show(&out, "rest", rest);
	reading_same(&out, want, why);
	mime_strbuf_free(&out);
}

START_TEST(ids_are_taken_one_by_one)
{
	reading_both(check, vectors[_i].body, vectors[_i].ids, vectors[_i].why);
}
END_TEST

/* No prefix reads past its end, and what is taken lies in it. */
START_TEST(every_prefix_ends)
{
	mime_slice whole = mime_slice_text(vectors[_i].body);

	for (size_t n = 0; n <= whole.len; n++) {
		struct reading r;
		mime_slice text =
			reading_begin(&r, mime_slice_part(whole, 0, n));
		mime_slice id, rest = text;

		while (mime_msgid_next(&id, &rest)) {
			ck_assert(id.ptr >= text.ptr);
			ck_assert(rest.ptr >= id.ptr + id.len);
			ck_assert_ptr_eq(rest.ptr + rest.len, text.ptr + n);
		}
		reading_end(&r);
	}
}
END_TEST

START_TEST(an_absent_body_has_none)
{
	mime_slice id, rest = MIME_ABSENT;

	ck_assert(!mime_msgid_next(&id, &rest));
	ck_assert_uint_eq(rest.len, 0);
}
END_TEST

static const struct {
	const char *body;
	bool valid, valid_alone;
} lists[] = {
	{ " <a@b>", true, true },
	{ "<a@b>\r\n <c@d> (x)", true, false },
	{ "", false, false },
	{ "a@b", false, false },
	{ "<a>", false, false },
	{ "<a b@c>", false, false },
	{ "<a@b> junk", false, false },
	{ "junk <a@b>", true, true }, /* a phrase may stand before, 4.5.4 */
};

START_TEST(lists_are_judged)
{
	mime_slice body = mime_slice_text(lists[_i].body);

	ck_assert_int_eq(mime_msgid_list_valid(body, false), lists[_i].valid);
	ck_assert_int_eq(mime_msgid_list_valid(body, true),
			 lists[_i].valid_alone);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, ids_are_taken_one_by_one, 0, COUNT(vectors));
	tcase_add_loop_test(cases, every_prefix_ends, 0, COUNT(vectors));
	tcase_add_test(cases, an_absent_body_has_none);
	tcase_add_loop_test(cases, lists_are_judged, 0, COUNT(lists));
}

SUITE_MAIN("msgid", add_tests)
