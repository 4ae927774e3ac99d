#include "support/suite.h"
#include "text/lookalike.h"

static const struct {
	uint32_t code, look;
	bool dots;
} vec[] = {
	{ 'a', 'a', false },
	{ '/', '/', false },
	{ '\\', '\\', false },
	{ '.', '.', true },
	/* fullwidth and small forms */
	{ 0xff0f, '/', false },
	{ 0xff3c, '\\', false },
	{ 0xfe68, '\\', false },
	{ 0xff0e, '.', true },
	{ 0xfe52, '.', true },
	/* best fit in code pages 932, 936, 1252 */
	{ 0x2044, '/', false },
	{ 0x2215, '/', false },
	{ 0x2216, '\\', false },
	{ 0x2024, '.', true },
	/* the eye takes them for it */
	{ 0x29f5, '\\', false },
	{ 0x29f8, '/', false },
	{ 0x29f9, '\\', false },
	/* several dots are dots, but not one */
	{ 0x2025, 0x2025, true },
	{ 0x2026, 0x2026, true },
	{ 0xfe19, 0xfe19, true },
	{ 0xfe30, 0xfe30, true },
	/* what Chinese and Japanese names are full of */
	{ 0x3002, 0x3002, false },
	{ 0x30fb, 0x30fb, false },
	{ 0xff1a, 0xff1a, false },
	{ 0xff5e, 0xff5e, false },
	{ 0xa5, 0xa5, false },
	{ 0x20a9, 0x20a9, false },
};

START_TEST(looks)
{
	ck_assert_uint_eq(mime_lookalike(vec[_i].code), vec[_i].look);
	ck_assert_int_eq(mime_lookalike_dots(vec[_i].code), vec[_i].dots);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, looks, 0, COUNT(vec));
}

SUITE_MAIN("lookalike", add_tests)
