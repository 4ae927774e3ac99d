#include "mailbox/mbox_window.h"
#include "support/pieces.h"
#include "support/suite.h"

#define LINE "From a@b Thu Nov 29 21:33:09 1973\nA: b\n\n"

START_TEST(reads_no_more_than_it_must)
{
	struct mime_mbox_window w;
	struct pieces p;
	char text[3000];

	memset(text, 'x', sizeof text);
	mime_mbox_window_stream(
		&w, pieces_open(&p, mime_slice_of(text, sizeof text), 100, 0),
		SIZE_MAX);
	ck_assert_int_eq(mime_mbox_window_fill(&w, 150), 0);
	ck_assert_uint_eq(w.text.len, 200);
	ck_assert_int_eq(mime_mbox_window_fill(&w, 200), 0);
	ck_assert_uint_eq(w.text.len, 200);
	ck_assert(!w.ended);
	ck_assert_int_eq(mime_mbox_window_fill(&w, 4000), 0);
	ck_assert_uint_eq(w.text.len, 3000);
	ck_assert(w.ended);
	mime_mbox_window_close(&w);
	ck_assert(p.freed);
}
END_TEST

/* Dropping keeps the four bytes that say what precedes a line. */
START_TEST(drops_what_is_behind)
{
	struct mime_mbox_window w;
	struct pieces p;

	mime_mbox_window_stream(
		&w, pieces_open(&p, MIME_LITERAL("0123456789"), 10, 0),
		SIZE_MAX);
	ck_assert_int_eq(mime_mbox_window_fill(&w, 10), 0);
	ck_assert_uint_eq(mime_mbox_window_drop(&w, 3), 3);
	ck_assert_uint_eq(mime_mbox_window_drop(&w, 8), 8); /* 6 to move */
	ck_assert_uint_eq(mime_mbox_window_drop(&w, 9), 4);
	ck_assert_uint_eq(w.base, 5);
	ck_assert(mime_slice_is(w.text, "56789"));
	mime_mbox_window_close(&w);
	mime_mbox_window_over(&w, MIME_LITERAL("0123456789"));
	ck_assert_uint_eq(mime_mbox_window_drop(&w, 9), 9);
	mime_mbox_window_close(&w);
}
END_TEST

/* What a piece ends with is decided only with the next one. */
START_TEST(waits_for_what_decides)
{
	static const char text[] = "x\n\n" LINE "From here on\nx";
	struct mime_mbox_window w;
	struct pieces p;
	size_t at;

	for (size_t n = 1; n < sizeof text; n++) {
		mime_mbox_window_stream(
			&w, pieces_open(&p, mime_slice_text(text), n, 0),
			SIZE_MAX);
		ck_assert_int_eq(mime_mbox_window_find(&at, &w, 0, 0), 0);
		ck_assert_uint_eq(at, 3);
		ck_assert_int_eq(mime_mbox_window_find(&at, &w, 3, 4), 0);
		ck_assert_uint_eq(at, sizeof text - 1);
		mime_mbox_window_close(&w);
	}
}
END_TEST

/* A reader that lends a lot is not copied at once. */
START_TEST(takes_a_large_piece_bit_by_bit)
{
	enum { LARGE = 4 << 20 };
	struct mime_mbox_window w;
	struct mime_mbox *box;
	struct mime_mbox_message m;
	struct pieces p;
	char *text = malloc(LARGE);
	size_t n = 0, count = 0;

	while (n + sizeof LINE < LARGE) {
		memcpy(text + n, LINE, sizeof LINE - 1);
		n += sizeof LINE - 1;
	}
	mime_mbox_window_stream(
		&w, pieces_open(&p, mime_slice_of(text, n), n, 0), SIZE_MAX);
	ck_assert_int_eq(mime_mbox_window_fill(&w, 1), 0);
	ck_assert_uint_le(w.text.len, 64 << 10);
	mime_mbox_window_close(&w);
	ck_assert_int_eq(mime_mbox_open_reader(
				 &box,
				 pieces_open(&p, mime_slice_of(text, n), n, 0),
				 NULL),
			 0);
	while (mime_mbox_next(&m, box) == 1) {
		ck_assert_uint_eq(m.offset, count * (sizeof LINE - 1));
		ck_assert_uint_eq(m.end - m.offset, sizeof LINE - 1);
		count++;
	}
	ck_assert_uint_eq(count, n / (sizeof LINE - 1));
	mime_mbox_close(box);
	free(text);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_test(c, reads_no_more_than_it_must);
	tcase_add_test(c, drops_what_is_behind);
	tcase_add_test(c, waits_for_what_decides);
	tcase_add_test(c, takes_a_large_piece_bit_by_bit);
}

SUITE_MAIN("mbox_window", add_tests)
