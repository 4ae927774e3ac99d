#include "support/reading.h"
#include "view/tnef_property.h"

#define LIST(s) MIME_LITERAL(s)

/* id:type[value] of each, "c" if it is cut; then what is wrong with the list */
static const struct {
	const char *why;
	mime_slice list;
	const char *want;
} vectors[] = {
	{ "nothing", { "", 0 }, " cut" },
	{ "no property", LIST("\0\0\0\0"), "" },
	{ "less than it says", LIST("\1\0\0\0"), " cut" },
	{ "more than it says", LIST("\0\0\0\0\3\0\1\0abcd"), "" },
	{ "a number", LIST("\1\0\0\0\3\0\1\0abcd"), "1:3[abcd]" },
	{ "two bytes, padded", LIST("\1\0\0\0\2\0\1\0ab\0\0"),
	  "1:2[ab\\x00\\x00]" },
	{ "a boolean, eight, sixteen",
	  LIST("\3\0\0\0\x0b\0\1\0\1\0\0\0\x40\0\2\0abcdefgh"
	       "\x48\0\3\0abcdefghijklmnop"),
	  "1:11[\\x01\\x00\\x00\\x00]2:64[abcdefgh]3:72[abcdefghijklmnop]" },
	{ "no bytes", LIST("\2\0\0\0\1\0\1\0\3\0\2\0abcd"), "1:1[]2:3[abcd]" },
	{ "a text, padded",
	  LIST("\2\0\0\0\x1e\0\1\0\1\0\0\0\3\0\0\0ab\0\0\3\0\2\0abcd"),
	  "1:30[ab\\x00]2:3[abcd]" },
	{ "a text of four bytes",
	  LIST("\2\0\0\0\x1f\0\1\0\1\0\0\0\4\0\0\0a\0b\0\3\0\2\0abcd"),
	  "1:31[a\\x00b\\x00]2:3[abcd]" },
	{ "an empty one",
	  LIST("\2\0\0\0\x1e\0\1\0\1\0\0\0\0\0\0\0\3\0\2\0abcd"),
	  "1:30[]2:3[abcd]" },
	{ "no value", LIST("\2\0\0\0\x1e\0\1\0\0\0\0\0\3\0\2\0abcd"),
	  "1:30-2:3[abcd]" },
	{ "several numbers",
	  LIST("\2\0\0\0\3\x10\1\0\2\0\0\0abcdefgh\3\0\2\0abcd"),
	  "1:3[abcdefgh]2:3[abcd]" },
	{ "several texts",
	  LIST("\2\0\0\0\x1e\x10\1\0\2\0\0\0\1\0\0\0a\0\0\0\2\0\0\0bc\0\0"
	       "\3\0\2\0abcd"),
	  "1:30[a]2:3[abcd]" },
	{ "a number for a name",
	  LIST("\2\0\0\0\3\0\0\x80"
	       "0123456789abcdef\0\0\0\0\x14\x85\0\0abcd\3\0\2\0efgh"),
	  "0:3[abcd]2:3[efgh]" },
	{ "a text for a name, padded",
	  LIST("\2\0\0\0\3\0\0\x80"
	       "0123456789abcdef\1\0\0\0\6\0\0\0a\0b\0\0\0\0\0abcd"
	       "\3\0\2\0efgh"),
	  "0:3[abcd]2:3[efgh]" },
	{ "the padding of the last is missing",
	  LIST("\1\0\0\0\x1e\0\1\0\1\0\0\0\1\0\0\0a"), "1:30[a]" },
	{ "cut in a value", LIST("\1\0\0\0\x1e\0\1\0\1\0\0\0\5\0\0\0abc"),
	  "1:30[abc]c cut" },
	{ "cut in a number", LIST("\1\0\0\0\3\0\1\0ab"), "1:3[ab]c cut" },
	{ "cut in a length", LIST("\1\0\0\0\x1e\0\1\0\1\0\0\0\5\0"),
	  "1:30-c cut" },
	{ "cut in a count", LIST("\1\0\0\0\x1e\0\1\0\1"), " cut" },
	{ "cut in a tag", LIST("\1\0\0\0\x1e\0"), " cut" },
	{ "cut in a name",
	  LIST("\1\0\0\0\3\0\0\x80"
	       "0123456789abcdef\1\0\0\0\x20\0\0\0a\0b\0"),
	  " cut" },
	{ "a length of everything",
	  LIST("\1\0\0\0\x1e\0\1\0\1\0\0\0\xff\xff\xff\xff"
	       "abc"),
	  "1:30[abc]c cut" },
	{ "a count of everything, of numbers",
	  LIST("\1\0\0\0\x40\x10\1\0\xff\xff\xff\xff"
	       "abcdefgh"),
	  "1:64[abcdefgh]c cut" },
	{ "a count of everything, of no bytes",
	  LIST("\2\0\0\0\1\x10\1\0\xff\xff\xff\xff\3\0\2\0abcd"),
	  "1:1[]2:3[abcd]" },
	{ "a count of everything, of texts",
	  LIST("\1\0\0\0\x1e\0\1\0\xff\xff\xff\xff\1\0\0\0a\0\0\0"),
	  "1:30[a]c cut" },
	{ "a list of everything", LIST("\xff\xff\xff\xff\3\0\1\0abcd"),
	  "1:3[abcd] cut" },
	{ "a type that is none", LIST("\2\0\0\0\x99\0\1\0abcd\3\0\2\0abcd"),
	  " unknown" },
};

START_TEST(lists_are_read)
{
	struct reading reading;
	mime_slice list = reading_begin(&reading, vectors[_i].list);
	struct mime_properties p;
	struct mime_property one;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_properties_begin(&p, list);
	while (mime_properties_next(&one, &p)) {
		mime_strbuf_add_decimal(&out, one.id);
		mime_strbuf_add_char(&out, ':');
		mime_strbuf_add_decimal(&out, one.type);
		reading_show(&out, "", one.value);
		mime_strbuf_add_text(&out, one.cut ? "c" : "");
	}
	mime_strbuf_add_text(&out, p.cut ? " cut" : "");
	mime_strbuf_add_text(&out, p.unknown ? " unknown" : "");
	reading_same(&out, vectors[_i].want, vectors[_i].why);
	mime_strbuf_free(&out);
	reading_end(&reading);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, lists_are_read, 0, COUNT(vectors));
}

SUITE_MAIN("tnef_property", add_tests)
