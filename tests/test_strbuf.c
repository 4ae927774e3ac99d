#include "base/slice.h"
#include "base/strbuf.h"
#include "support/suite.h"

static void
is(const struct mime_strbuf *b, const char *want)
{
	mime_slice s = mime_strbuf_slice(b);

	ck_assert_msg(s.len == strlen(want) && memcmp(s.ptr, want, s.len) == 0,
		      "\"%.*s\", wanted \"%s\"", (int)s.len, s.ptr, want);
}

START_TEST(additions_stand_in_order)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	ck_assert_ptr_nonnull(mime_strbuf_slice(&b).ptr); /* never absent */
	is(&b, "");
	mime_strbuf_add(&b, MIME_LITERAL("one"));
	mime_strbuf_add_char(&b, ' ');
	mime_strbuf_add_text(&b, "two");
	mime_strbuf_add(&b, MIME_ABSENT);
	mime_strbuf_add_decimal(&b, 3);
	is(&b, "one two3");
	mime_strbuf_clear(&b);
	is(&b, "");
	mime_strbuf_add_char(&b, 'x');
	is(&b, "x");
	mime_strbuf_free(&b);
	is(&b, "");
}
END_TEST

static const struct {
	uint64_t value;
	const char *text;
} decimals[] = {
	{ 0, "0" },
	{ 9, "9" },
	{ 10, "10" },
	{ 4294967296u, "4294967296" },
	{ UINT64_MAX, "18446744073709551615" },
};

START_TEST(decimals_are_written_whole)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_add_decimal(&b, decimals[_i].value);
	is(&b, decimals[_i].text);
	mime_strbuf_free(&b);
}
END_TEST

/* Every way to pass the maximum fails the same way, and what fits stays. */
START_TEST(the_maximum_holds)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, 4);
	mime_strbuf_add_text(&b, "1234");
	ck_assert_int_eq(b.error, MIME_OK);
	is(&b, "1234");
	switch (_i) {
	case 0:
		mime_strbuf_add_char(&b, '5');
		break;
	case 1:
		mime_strbuf_add_text(&b, "5");
		break;
	case 2:
		mime_strbuf_add_decimal(&b, 5);
		break;
	default:
		ck_assert_ptr_null(mime_strbuf_reserve(&b, 1));
	}
	ck_assert_int_eq(b.error, MIME_ELIMIT);
	is(&b, "1234");
	/* the first failure is kept, later additions do nothing */
	mime_strbuf_add(&b, MIME_ABSENT);
	mime_strbuf_add_text(&b, "");
	ck_assert_int_eq(b.error, MIME_ELIMIT);
	ck_assert_ptr_null(mime_strbuf_reserve(&b, 0));
	mime_strbuf_clear(&b);
	ck_assert_int_eq(b.error, MIME_OK);
	mime_strbuf_add_text(&b, "abcd");
	is(&b, "abcd");
	mime_strbuf_free(&b);
}
END_TEST

START_TEST(reserved_room_counts_when_it_is_written)
{
	struct mime_strbuf b;
	char *p;

	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_add_text(&b, "ab");
	p = mime_strbuf_reserve(&b, 1000);
	ck_assert_ptr_nonnull(p);
	memset(p, 'c', 1000);
	is(&b, "ab");
	mime_strbuf_added(&b, 2);
	is(&b, "abcc");
	mime_strbuf_free(&b);
}
END_TEST

/* What the given room holds stays when it becomes too small, and after that
 * nothing is written there. */
START_TEST(given_room_is_left_when_it_is_full)
{
	char room[5] = "....";
	struct mime_strbuf b;

	mime_strbuf_init_on(&b, SIZE_MAX, room, 4);
	is(&b, "");
	mime_strbuf_add_text(&b, "123");
	mime_strbuf_add_char(&b, '4');
	is(&b, "1234");
	ck_assert_ptr_eq(mime_strbuf_slice(&b).ptr, room);
	mime_strbuf_add_char(&b, '5');
	is(&b, "12345");
	mime_strbuf_clear(&b);
	mime_strbuf_add_text(&b, "abcdefgh");
	is(&b, "abcdefgh");
	ck_assert_str_eq(room, "1234");
	mime_strbuf_free(&b);
	mime_strbuf_init_on(&b, 2, room, 4);
	mime_strbuf_add_text(&b, "abc");
	ck_assert_int_eq(b.error, MIME_ELIMIT);
	mime_strbuf_free(&b);
	mime_strbuf_add_text(&b, "x");
	is(&b, "x");
	ck_assert_ptr_ne(mime_strbuf_slice(&b).ptr, room);
	mime_strbuf_free(&b);
}
END_TEST

START_TEST(too_much_room_is_no_memory)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_add_text(&b, "kept");
	ck_assert_ptr_null(mime_strbuf_reserve(&b, SIZE_MAX / 2));
	ck_assert_int_eq(b.error, MIME_ENOMEM);
	is(&b, "kept");
	mime_strbuf_free(&b);
}
END_TEST

START_TEST(a_million_characters)
{
	struct mime_strbuf b;
	mime_slice s;

	mime_strbuf_init(&b, 1000000);
	for (int i = 0; i < 1000000; i++)
		mime_strbuf_add_char(&b, (char)('a' + i % 26));
	ck_assert_int_eq(b.error, MIME_OK);
	s = mime_strbuf_slice(&b);
	ck_assert_uint_eq(s.len, 1000000);
	for (int i = 0; i < 1000000; i++)
		ck_assert(s.ptr[i] == (char)('a' + i % 26));
	mime_strbuf_add_char(&b, 'z');
	ck_assert_int_eq(b.error, MIME_ELIMIT);
	mime_strbuf_free(&b);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, additions_stand_in_order);
	tcase_add_loop_test(cases, decimals_are_written_whole, 0,
			    COUNT(decimals));
	tcase_add_loop_test(cases, the_maximum_holds, 0, 4);
	tcase_add_test(cases, reserved_room_counts_when_it_is_written);
	tcase_add_test(cases, given_room_is_left_when_it_is_full);
	tcase_add_test(cases, too_much_room_is_no_memory);
	tcase_add_test(cases, a_million_characters);
}

SUITE_MAIN("strbuf", add_tests)
