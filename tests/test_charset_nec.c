#include "support/suite.h"
#include "text/charset_nec.h"

static const struct {
	const char *name;
	char row, cell;
	uint32_t code;
} vec[] = {
	{ "the first", 0x79, 0x21, 0x7e8a },
	{ "a compatibility ideograph", 0x79, 0x5f, 0xfa0f },
	{ "the last kanji", 0x7c, 0x6e, 0x9ed1 },
	{ "a small Roman number", 0x7c, 0x71, 0x2170 },
	{ "the last", 0x7c, 0x7e, 0xff02 },
	{ "none between", 0x7c, 0x6f, 0 },
	{ "the row before", 0x78, 0x7e, 0 },
	{ "the row after", 0x7d, 0x21, 0 },
	{ "a cell that is none", 0x79, 0x20, 0 },
	{ "nor this", 0x79, 0x7f, 0 },
};

START_TEST(finds)
{
	ck_assert_uint_eq(mime_nec_code(vec[_i].row, vec[_i].cell),
			  vec[_i].code);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds, 0, COUNT(vec));
}

SUITE_MAIN("charset_nec", add_tests)
