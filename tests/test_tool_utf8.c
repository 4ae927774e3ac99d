/* tools/utf8.c; test_utf8.c is that of the library. */
#include "../tools/utf8.h"
#include "support/tool.h"

START_TEST(every_character)
{
	bool good = true;

	for (uint32_t code = 0; code < 0x110000 && good; code++) {
		char bytes[4];
		uint32_t got = 0;
		size_t n = utf8_put(bytes, code);
		const uint8_t *p = (const uint8_t *)bytes;
		bool surrogate = code >= 0xd800 && code < 0xe000;

		good = n == (code < 0x80      ? 1u
			     : code < 0x800   ? 2u
			     : code < 0x10000 ? 3u
					      : 4u);
		if (surrogate)
			good = good && utf8_next(&got, p, n) == -1;
		else
			good = good && utf8_next(&got, p, n) == (int)n &&
			       got == code;
		for (size_t cut = 1; cut < n && !surrogate; cut++)
			good = good && utf8_next(&got, p, cut) == 0;
		if (!good)
			ck_abort_msg("U+%04X", code);
	}
}
END_TEST

static const struct {
	const char *bytes;
	size_t n;
	int answer;
} bad[] = {
	{ "\x80", 1, -1 },
	{ "\xbf\x80", 2, -1 },
	{ "\xc0\x80", 2, -1 },
	{ "\xc1\xbf", 2, -1 },
	{ "\xc2\x41", 2, -1 },
	{ "\xc2\xc2", 2, -1 },
	{ "\xe0\x9f\xbf", 3, -1 },
	{ "\xe0\xa0\x41", 3, -2 },
	{ "\xed\xa0\x80", 3, -1 },
	{ "\xed\x9f\x41", 3, -2 },
	{ "\xf0\x8f\xbf\xbf", 4, -1 },
	{ "\xf0\x90\x80\x41", 4, -3 },
	{ "\xf4\x90\x80\x80", 4, -1 },
	{ "\xf4\x8f\x41\x80", 4, -2 },
	{ "\xf5\x80\x80\x80", 4, -1 },
	{ "\xff", 1, -1 },
	{ "\xe0", 1, 0 },
	{ "\xf4\x8f\xbf", 3, 0 },
};

START_TEST(ill_formed)
{
	uint32_t code;

	ck_assert_int_eq(
		utf8_next(&code, (const uint8_t *)bad[_i].bytes, bad[_i].n),
		bad[_i].answer);
}
END_TEST

#define FFFD UTF8_REPLACEMENT

static const struct {
	const char *in;
	size_t n;
	const char *out;
} texts[] = {
	{ "", 0, "" },
	{ "plain", 5, "plain" },
	{ "\xe4\xb8\xad", 3, "\xe4\xb8\xad" },
	{ "a\xff"
	  "b",
	  3, "a" FFFD "b" },
	{ "\xff\xfe", 2, FFFD FFFD },
	{ "\xe4\xb8", 2, FFFD },
	{ "\xe4\xb8z", 3, FFFD "z" },
	{ "\xf0\x9f\x98", 3, FFFD },
	{ "\xe4\xb8\xe4\xb8\xad", 5, FFFD "\xe4\xb8\xad" },
	{ "\xed\xa0\x80", 3, FFFD FFFD FFFD },
	{ "x\xc2", 2, "x" FFFD },
};

START_TEST(makes_valid)
{
	struct buffer b = { NULL, 0, 0 };

	utf8_add_valid(&b, (mime_slice){ texts[_i].in, texts[_i].n });
	ck_assert_str_eq(buffer_string(&b), texts[_i].out);
	buffer_free(&b);
	utf8_add_valid(&b, (mime_slice){ "a\0b", 3 });
	ck_assert(b.len == 3 && memcmp(b.ptr, "a\0b", 3) == 0);
	buffer_free(&b);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, every_character);
	tcase_add_loop_test(cases, ill_formed, 0, COUNT(bad));
	tcase_add_loop_test(cases, makes_valid, 0, COUNT(texts));
}

SUITE_MAIN("tool_utf8", add_tests)
