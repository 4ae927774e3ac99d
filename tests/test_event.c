#include "base/slice.h"
#include "smtp/event.h"
#include "support/suite.h"
#include <stdio.h>

/* Texts stay right while the buffer that holds them grows and moves. */
START_TEST(events_keep_their_order_and_text)
{
	struct mime_smtp_event ev = { .kind = MIME_SMTP_RCPT };
	struct mime_events q;
	char text[32];

	mime_events_init(&q);
	for (unsigned round = 0; round < 3; round++) {
		ck_assert(!mime_events_next(&ev, &q));
		for (size_t i = 0; i < 1000; i++) {
			snprintf(text, sizeof text, "text %zu", i);
			ev.kind = MIME_SMTP_RCPT;
			ev.rcpt = i;
			ev.text = mime_slice_text(text);
			ck_assert_int_eq(mime_events_add(&q, &ev), MIME_OK);
		}
		for (size_t i = 0; i < 1000; i++) {
			snprintf(text, sizeof text, "text %zu", i);
			ck_assert(mime_events_next(&ev, &q));
			ck_assert_uint_eq(ev.rcpt, i);
			ck_assert(mime_slice_equal(ev.text,
						   mime_slice_text(text)));
			mime_events_drop(&q);
			/* untold ones are kept */
			mime_events_tidy(&q);
		}
	}
	mime_events_free(&q);
}
END_TEST

START_TEST(absent_text_stays_absent)
{
	struct mime_smtp_event ev = { .kind = MIME_SMTP_DONE };
	struct mime_events q;

	mime_events_init(&q);
	ck_assert_int_eq(mime_events_add(&q, &ev), MIME_OK);
	ev.text = MIME_LITERAL("");
	ck_assert_int_eq(mime_events_add(&q, &ev), MIME_OK);
	ck_assert(mime_events_next(&ev, &q));
	ck_assert_ptr_null(ev.text.ptr);
	mime_events_drop(&q);
	ck_assert(mime_events_next(&ev, &q));
	ck_assert_ptr_nonnull(ev.text.ptr);
	mime_events_free(&q);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, events_keep_their_order_and_text);
	tcase_add_test(cases, absent_text_stays_absent);
}

SUITE_MAIN("event", add_tests)
