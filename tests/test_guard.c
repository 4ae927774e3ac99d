#include "base/slice.h"
#include "support/suite.h"
#include "text/guard.h"

#define FINE SIZE_MAX

static const struct {
	const char *name, *in;
	size_t n, offset; /* FINE, or of the byte that is refused */
} text[] = {
	{ "nothing", "", 0, FINE },
	{ "ASCII", "a b", 3, FINE },
	{ "Chinese", "中文", 6, FINE },
	{ "a tab", "a\tb", 3, FINE },
	/* CVE-2024-6923 and its kind */
	{ "another field", "a\r\nBcc: x@y.example", 19, 1 },
	{ "LF", "ab\n", 3, 2 },
	{ "CR", "\rab", 3, 0 },
	{ "NUL", "a\0b", 3, 1 },
	{ "not UTF-8", "中\xe9", 4, 3 },
	{ "UTF-8 cut off", "中\xe4\xb8", 5, 3 },
	{ "the first of two faults", "a\n\xff", 3, 1 },
	{ "the first of two faults", "a\xff\n", 3, 1 },
};

START_TEST(guards_text)
{
	mime_error err = { 0 };
	int rc = mime_guard_text(mime_slice_of(text[_i].in, text[_i].n), &err);

	ck_assert_int_eq(
		rc,
		mime_guard_text(mime_slice_of(text[_i].in, text[_i].n), NULL));
	if (text[_i].offset == FINE) {
		ck_assert_int_eq(rc, MIME_OK);
		return;
	}
	ck_assert_msg(rc == MIME_EINVAL, "%s", text[_i].name);
	ck_assert_int_eq(err.code, MIME_EINVAL);
	ck_assert_uint_eq(err.offset, text[_i].offset);
	ck_assert_ptr_nonnull(err.what);
}
END_TEST

#define TEN "abcdefghij"
static const struct {
	const char *name, *in;
	size_t offset;
} names[] = {
	{ "a name", "X-A", FINE },
	{ "every kind of byte", "!#$%&'*+-./09;<=>?@AZ[\\]^_`az{|}~", FINE },
	{ "76 bytes", TEN TEN TEN TEN TEN TEN TEN "123456", FINE },
	{ "77 bytes", TEN TEN TEN TEN TEN TEN TEN "1234567", 76 },
	{ "no name", "", 0 },
	{ "a colon", "X-A: b", 3 },
	{ "a line end", "X-A\r\nBcc", 3 },
	{ "a blank", "X A", 1 },
	{ "8-bit", "X\xc3\xa9", 1 },
	{ "DEL", "X\x7f", 1 },
};

START_TEST(guards_names)
{
	mime_error err = { 0 };
	int rc = mime_guard_name(mime_slice_text(names[_i].in), &err);

	if (names[_i].offset == FINE) {
		ck_assert_int_eq(rc, MIME_OK);
		return;
	}
	ck_assert_msg(rc == MIME_EINVAL, "%s", names[_i].name);
	ck_assert_uint_eq(err.offset, names[_i].offset);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, guards_text, 0, COUNT(text));
	tcase_add_loop_test(cases, guards_names, 0, COUNT(names));
}

SUITE_MAIN("guard", add_tests)
