#include "support/suite.h"
#include "text/invisible.h"

static const struct {
	uint32_t code;
	enum mime_invisible kind;
} vec[] = {
	{ 'a', MIME_VISIBLE },	    { ' ', MIME_VISIBLE },
	{ 0x00, MIME_CONTROL },	    { 0x1f, MIME_CONTROL },
	{ 0x7f, MIME_CONTROL },	    { 0x9f, MIME_CONTROL },
	{ 0xa0, MIME_VISIBLE },	    { 0xad, MIME_IGNORABLE },
	{ 0x61c, MIME_BIDI },	    { 0x200b, MIME_IGNORABLE },
	{ 0x200c, MIME_JOINER },    { 0x200d, MIME_JOINER },
	{ 0x200e, MIME_BIDI },	    { 0x202a, MIME_BIDI },
	{ 0x202e, MIME_BIDI },	    { 0x202f, MIME_VISIBLE },
	{ 0x2066, MIME_BIDI },	    { 0x2069, MIME_BIDI },
	{ 0x4e2d, MIME_VISIBLE },   { 0xfe0f, MIME_JOINER },
	{ 0xfeff, MIME_IGNORABLE }, { 0xfffd, MIME_VISIBLE },
	{ 0x1f600, MIME_VISIBLE },  { 0xe0001, MIME_IGNORABLE },
	{ 0xe0100, MIME_JOINER },   { 0x10ffff, MIME_VISIBLE },
};

START_TEST(tells_the_kind)
{
	ck_assert_msg(mime_invisible_kind(vec[_i].code) == vec[_i].kind,
		      "U+%04X", (unsigned)vec[_i].code);
}
END_TEST

/* Default_Ignorable_Code_Point of Unicode, with the line separators and the
 * annotation marks; variation selectors and joiners are part of a text. */
START_TEST(knows_every_range)
{
	static const struct {
		uint32_t first, last;
		enum mime_invisible kind;
	} all[] = {
		{ 0x0000, 0x001f, MIME_CONTROL },
		{ 0x007f, 0x009f, MIME_CONTROL },
		{ 0x00ad, 0x00ad, MIME_IGNORABLE },
		{ 0x034f, 0x034f, MIME_IGNORABLE },
		{ 0x061c, 0x061c, MIME_BIDI },
		{ 0x115f, 0x1160, MIME_IGNORABLE },
		{ 0x17b4, 0x17b5, MIME_IGNORABLE },
		{ 0x180b, 0x180d, MIME_JOINER },
		{ 0x180e, 0x180e, MIME_IGNORABLE },
		{ 0x180f, 0x180f, MIME_JOINER },
		{ 0x200b, 0x200b, MIME_IGNORABLE },
		{ 0x200c, 0x200d, MIME_JOINER },
		{ 0x200e, 0x200f, MIME_BIDI },
		{ 0x2028, 0x2029, MIME_IGNORABLE },
		{ 0x202a, 0x202e, MIME_BIDI },
		{ 0x2060, 0x2065, MIME_IGNORABLE },
		{ 0x2066, 0x2069, MIME_BIDI },
		{ 0x206a, 0x206f, MIME_IGNORABLE },
		{ 0x3164, 0x3164, MIME_IGNORABLE },
		{ 0xfe00, 0xfe0f, MIME_JOINER },
		{ 0xfeff, 0xfeff, MIME_IGNORABLE },
		{ 0xffa0, 0xffa0, MIME_IGNORABLE },
		{ 0xfff0, 0xfffb, MIME_IGNORABLE },
		{ 0x1bca0, 0x1bca3, MIME_IGNORABLE },
		{ 0x1d173, 0x1d17a, MIME_IGNORABLE },
		{ 0xe0000, 0xe00ff, MIME_IGNORABLE },
		{ 0xe0100, 0xe01ef, MIME_JOINER },
		{ 0xe01f0, 0xe0fff, MIME_IGNORABLE },
	};
	size_t i = 0;

	for (uint32_t code = 0; code < 0x110000; code++) {
		enum mime_invisible want = MIME_VISIBLE;

		while (i < COUNT(all) && all[i].last < code)
			i++;
		if (i < COUNT(all) && code >= all[i].first)
			want = all[i].kind;
		ck_assert_msg(mime_invisible_kind(code) == want, "U+%04X",
			      (unsigned)code);
	}
}
END_TEST

START_TEST(knows_blanks)
{
	static const uint32_t blanks[] = { ' ',	   0xa0,   0x1680, 0x2000,
					   0x200a, 0x202f, 0x205f, 0x3000 };

	for (int i = 0; i < COUNT(blanks); i++)
		ck_assert(mime_invisible_blank(blanks[i]));
	ck_assert(!mime_invisible_blank('a'));
	ck_assert(!mime_invisible_blank(0x200b));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, tells_the_kind, 0, COUNT(vec));
	tcase_add_test(cases, knows_every_range);
	tcase_add_test(cases, knows_blanks);
}

SUITE_MAIN("invisible", add_tests)
