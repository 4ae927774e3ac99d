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
	tcase_add_test(cases, knows_blanks);
}

SUITE_MAIN("invisible", add_tests)
