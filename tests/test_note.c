#include "net/note.h"
#include "support/suite.h"

START_TEST(pieces_add_up)
{
	struct mime_note n;

	mime_note_init(&n);
	ck_assert_str_eq(n.text, "");
	mime_note_add(&n, "until ");
	mime_note_add_number(&n, 2027, 4);
	mime_note_add_slice(&n, (mime_slice){ "-x", 1 });
	mime_note_add_number(&n, 3, 2);
	mime_note_add(&n, ", ");
	mime_note_add_number(&n, 0, 1);
	mime_note_add(&n, " ");
	mime_note_add_number(&n, 4294967295u, 1);
	ck_assert_str_eq(n.text, "until 2027-03, 0 4294967295");
	ck_assert_uint_eq(mime_note_slice(&n).len, strlen(n.text));
}
END_TEST

START_TEST(a_full_one_is_cut)
{
	struct mime_note n;

	mime_note_init(&n);
	for (int i = 0; i < 1000; i++)
		mime_note_add(&n, "abc");
	ck_assert_uint_eq(strlen(n.text), sizeof n.text - 1);
	mime_note_add_number(&n, 1, 10);
	ck_assert_uint_eq(strlen(n.text), sizeof n.text - 1);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, pieces_add_up);
	tcase_add_test(cases, a_full_one_is_cut);
}

SUITE_MAIN("note", add_tests)
