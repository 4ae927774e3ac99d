#include "support/reading.h"
#include "view/tnef_stream.h"

#define IN(s) MIME_LITERAL(s)
static const struct {
	const char *why;
	mime_slice in;
	const char *want; /* id[data], "s" for a wrong sum, "c" for cut */
} vectors[] = {
	{ "nothing", { "", 0 }, "" },
	{ "one", IN("\1\x04\x80\1\0\2\0\0\0ab\xc3\0"), "32772[ab]" },
	{ "of an attachment", IN("\2\x0f\x80\6\0\0\0\0\0\0\0"), "32783[]" },
	{ "two", IN("\1\1\0\0\0\1\0\0\0aa\0\2\2\0\0\0\1\0\0\0bb\0"),
	  "1[a]2[b]" },
	{ "another sum", IN("\1\1\0\0\0\1\0\0\0ab\0"), "1[a]s" },
	{ "the type does not count", IN("\1\1\0\xff\xff\1\0\0\0aa\0"), "1[a]" },
	{ "no level of ours", IN("\3\1\0\0\0\1\0\0\0aa\0"), "!" },
	{ "junk behind one", IN("\1\1\0\0\0\1\0\0\0aa\0junk"), "1[a]!" },
	{ "what mailers add", IN("\1\1\0\0\0\1\0\0\0aa\0\r\n\0\0"), "1[a]" },
	{ "a length of everything",
	  IN("\1\1\0\0\0\xff\xff\xff\xff"
	     "abc"),
	  "1[abc]c" },
	{ "cut in the sum", IN("\1\1\0\0\0\1\0\0\0aa"), "1[a]c" },
	{ "cut before the sum", IN("\1\1\0\0\0\1\0\0\0a"), "1[a]c" },
	{ "cut behind the head", IN("\1\1\0\0\0\1\0\0\0"), "1[]c" },
	{ "cut in the head", IN("\1\1\0\0\0\1\0\0"), "0[]c" },
	{ "a level alone", IN("\1"), "0[]c" },
};

START_TEST(attributes_are_taken)
{
	struct reading reading;
	mime_slice rest = reading_begin(&reading, vectors[_i].in);
	struct mime_tnef_attribute a;
	struct mime_strbuf out;
	int rc;

	mime_strbuf_init(&out, SIZE_MAX);
	while ((rc = mime_tnef_attribute_next(&a, &rest)) > 0) {
		mime_strbuf_add_decimal(&out, a.id);
		reading_show(&out, "", a.data);
		if (a.cut)
			mime_strbuf_add_char(&out, 'c');
		else if (!mime_tnef_attribute_sound(&a))
			mime_strbuf_add_char(&out, 's');
	}
	mime_strbuf_add_text(&out, rc < 0 ? "!" : "");
	ck_assert_uint_eq(rest.len, 0);
	reading_same(&out, vectors[_i].want, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&reading);
}
END_TEST

static const struct {
	const char *why;
	mime_slice in;
	bool is;
} heads[] = {
	{ "nothing", { "", 0 }, false },
	{ "the head", IN("\x78\x9f\x3e\x22\1\2"), true },
	{ "with an attribute", IN("\x78\x9f\x3e\x22\1\2\1"), true },
	{ "without its key", IN("\x78\x9f\x3e\x22\1"), false },
	{ "another", IN("\x78\x9f\x3e\x23\1\2\1"), false },
};

START_TEST(streams_are_told_by_their_head)
{
	mime_slice rest = heads[_i].in;

	ck_assert_msg(mime_tnef_begin(&rest) == heads[_i].is, "%s",
		      heads[_i].why);
	ck_assert_uint_eq(rest.len, heads[_i].in.len - (heads[_i].is ? 6 : 0));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, attributes_are_taken, 0, COUNT(vectors));
	tcase_add_loop_test(cases, streams_are_told_by_their_head, 0,
			    COUNT(heads));
}

SUITE_MAIN("tnef_stream", add_tests)
