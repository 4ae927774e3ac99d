#include "../tools/buffer.h"
#include "support/tool.h"

static const struct {
	uint64_t value;
	const char *text;
} numbers[] = {
	{ 0, "0" },
	{ 9, "9" },
	{ 10, "10" },
	{ 999, "999" },
	{ 1000, "1,000" },
	{ 1001, "1,001" },
	{ 123456, "123,456" },
	{ 1234567, "1,234,567" },
	{ UINT64_MAX, "18,446,744,073,709,551,615" },
};

START_TEST(grouped)
{
	struct buffer b = { NULL, 0, 0 };

	buffer_add_grouped(&b, numbers[_i].value);
	ck_assert_str_eq(buffer_string(&b), numbers[_i].text);
	ck_assert_uint_eq(b.len, strlen(numbers[_i].text));
	buffer_free(&b);
}
END_TEST

/* Nothing in it is a string, and an empty slice, not an absent one. */
START_TEST(is_empty)
{
	struct buffer b = { NULL, 0, 0 };

	ck_assert_str_eq(buffer_string(&b), "");
	ck_assert(buffer_slice(&b).ptr != NULL && buffer_slice(&b).len == 0);
	buffer_clear(&b);
	buffer_truncate(&b, 0);
	buffer_add(&b, NULL, 0);
	buffer_add_slice(&b, (mime_slice){ NULL, 0 });
	buffer_add_hex(&b, NULL, 0);
	buffer_add_repeated(&b, 'x', 0);
	ck_assert_str_eq(buffer_string(&b), "");
	ck_assert_uint_eq(b.len, 0);
	buffer_free(&b);
	ck_assert(b.ptr == NULL && b.room == 0);
	buffer_free(&b);
}
END_TEST

/* Around each doubling, with its NUL always behind the bytes. */
START_TEST(grows)
{
	struct buffer b = { NULL, 0, 0 };

	for (size_t i = 0; i < 5000; i++) {
		ck_assert_uint_eq(b.len, i);
		buffer_add_char(&b, (char)i);
		ck_assert_uint_gt(b.room, b.len);
		ck_assert_int_eq(b.ptr[b.len], 0);
	}
	for (size_t i = 0; i < b.len; i++)
		ck_assert_int_eq(b.ptr[i], (char)i);
	buffer_truncate(&b, 63);
	ck_assert(b.len == 63 && b.ptr[63] == '\0' && b.ptr[62] == 62);
	buffer_clear(&b);
	ck_assert(b.len == 0 && b.room > 5000 && b.ptr[0] == '\0');
	buffer_free(&b);
	for (size_t n = 1; n < 300; n++) {
		buffer_add_repeated(&b, 'r', n);
		ck_assert(b.len == n && b.room > n && b.ptr[n] == '\0');
		ck_assert(b.ptr[0] == 'r' && b.ptr[n - 1] == 'r');
		buffer_free(&b);
	}
}
END_TEST

START_TEST(hex)
{
	static const uint8_t bytes[] = { 0x00, 0x0f, 0xf0, 0xff, 0xa5 };
	struct buffer b = { NULL, 0, 0 };

	buffer_add_text(&b, "x");
	buffer_add_hex(&b, bytes, sizeof bytes);
	ck_assert_str_eq(buffer_string(&b), "x000ff0ffa5");
	buffer_free(&b);
}
END_TEST

static void
add_much(void *ctx)
{
	size_t n = *(size_t *)ctx;
	struct buffer b = { NULL, 0, 0 };

	buffer_add_char(&b, 'a');
	buffer_add(&b, "x", n);
}

static void
repeat_much(void *ctx)
{
	struct buffer b = { NULL, 0, 0 };

	buffer_add_repeated(&b, 'x', *(size_t *)ctx);
}

/* More than memory can hold ends the program before a byte is written. */
START_TEST(too_much)
{
	size_t n[] = { SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2, SIZE_MAX / 4 };

	for (int i = 0; i < COUNT(n); i++) {
		ck_assert_int_eq(ends_with(add_much, &n[i]), CLI_SOFTWARE);
		ck_assert_int_eq(ends_with(repeat_much, &n[i]), CLI_SOFTWARE);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, grouped, 0, COUNT(numbers));
	tcase_add_test(cases, is_empty);
	tcase_add_test(cases, grows);
	tcase_add_test(cases, hex);
	tcase_add_test(cases, too_much);
}

SUITE_MAIN("buffer", add_tests)
