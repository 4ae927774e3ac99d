#include "base/reader.h"
#include "base/slice.h"
#include "support/suite.h"
#include <errno.h>

/* A source that lends the runs given, then ends with `end'. */
struct source {
	const char *const *runs;
	int end;
	int pulled, freed;
};

static int
pull(mime_slice *out, void *ctx)
{
	struct source *s = ctx;

	s->pulled++;
	if (*s->runs == NULL) {
		*out = MIME_LITERAL("must not be seen");
		return s->end;
	}
	*out = mime_slice_text(*s->runs++);
	return 1;
}

static int
pull_explained(mime_slice *out, void *ctx, mime_error *err)
{
	int rc = pull(out, ctx);

	if (rc < 0)
		return mime_error_set(err, rc, ENOSPC, 17, "because");
	return rc;
}

static void
done(void *ctx)
{
	struct source *s = ctx;

	s->freed++;
}

static const char *const runs[] = { "one", "two", NULL };

START_TEST(runs_come_in_order_and_end)
{
	struct source s = { .runs = runs };
	struct mime_reader *r;
	mime_slice out;

	ck_assert_int_eq(mime_reader_new(&r, pull, done, &s), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&out, r), 1);
	ck_assert(mime_slice_is(out, "one"));
	ck_assert_int_eq(mime_reader_next(&out, r), 1);
	ck_assert(mime_slice_is(out, "two"));
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(mime_reader_next(&out, r), 0);
		ck_assert_ptr_null(out.ptr);
	}
	ck_assert_int_eq(s.pulled, 3); /* the end is asked for once */
	ck_assert_ptr_null(mime_reader_error(r));
	ck_assert_int_eq(s.freed, 0);
	mime_reader_free(r);
	ck_assert_int_eq(s.freed, 1);
}
END_TEST

START_TEST(an_error_stays_the_same)
{
	struct source s = { .runs = runs + 1, .end = MIME_EIO };
	struct mime_reader *r;
	mime_slice out;

	ck_assert_int_eq(mime_reader_new(&r, pull, done, &s), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&out, r), 1);
	ck_assert_ptr_null(mime_reader_error(r));
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(mime_reader_next(&out, r), MIME_EIO);
		ck_assert_ptr_null(out.ptr);
		ck_assert_uint_eq(out.len, 0);
	}
	ck_assert_int_eq(s.pulled, 2);
	ck_assert_int_eq(mime_reader_error(r)->code, MIME_EIO);
	ck_assert_uint_eq(mime_reader_error(r)->offset, SIZE_MAX);
	ck_assert_str_eq(mime_reader_error(r)->what,
			 mime_error_phrase(MIME_EIO));
	mime_reader_free(r);
	ck_assert_int_eq(s.freed, 1);
}
END_TEST

START_TEST(an_implementer_may_say_more)
{
	struct source s = { .runs = runs + 2, .end = MIME_EIO };
	struct mime_reader *r;
	mime_slice out;

	ck_assert_int_eq(mime_reader_open(&r, pull_explained, NULL, &s), 0);
	ck_assert_int_eq(mime_reader_next(&out, r), MIME_EIO);
	ck_assert_int_eq(mime_reader_error(r)->sys, ENOSPC);
	ck_assert_uint_eq(mime_reader_error(r)->offset, 17);
	ck_assert_str_eq(mime_reader_error(r)->what, "because");
	mime_reader_free(r);
}
END_TEST

START_TEST(a_slice_is_lent_once)
{
	struct mime_reader *r;
	mime_slice out;

	ck_assert_int_eq(mime_reader_of(&r, MIME_LITERAL("all")), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&out, r), 1);
	ck_assert(mime_slice_is(out, "all"));
	ck_assert_int_eq(mime_reader_next(&out, r), 0);
	mime_reader_free(r);
	/* a run is never empty */
	ck_assert_int_eq(mime_reader_of(&r, MIME_LITERAL("")), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&out, r), 0);
	mime_reader_free(r);
}
END_TEST

START_TEST(misuse_is_refused)
{
	struct source s = { .runs = runs };
	struct mime_reader *r = (struct mime_reader *)(void *)&s;

	ck_assert_int_eq(mime_reader_new(&r, NULL, done, &s), MIME_EINVAL);
	ck_assert_ptr_null(r);
	ck_assert_int_eq(s.freed, 0); /* ctx stays the caller's */
	mime_reader_free(NULL);
}
END_TEST

START_TEST(every_code_has_a_phrase)
{
	for (int code = 0; code >= MIME_ETIMEOUT; code--) {
		ck_assert_ptr_nonnull(mime_error_phrase(code));
		ck_assert_str_ne(mime_error_phrase(code), "unknown error");
	}
	ck_assert_str_eq(mime_error_phrase(1), "unknown error");
	ck_assert_str_eq(mime_error_phrase(-1000), "unknown error");
}
END_TEST

START_TEST(an_error_is_filled_in_if_wanted)
{
	mime_error err = { 0 };

	ck_assert_int_eq(mime_error_set(NULL, MIME_EIO, 0, 0, NULL), MIME_EIO);
	ck_assert_int_eq(mime_error_set(&err, MIME_EINVAL, 0, 5, NULL),
			 MIME_EINVAL);
	ck_assert_int_eq(err.code, MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 5);
	ck_assert_str_eq(err.what, "invalid argument");
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, runs_come_in_order_and_end);
	tcase_add_test(cases, an_error_stays_the_same);
	tcase_add_test(cases, an_implementer_may_say_more);
	tcase_add_test(cases, a_slice_is_lent_once);
	tcase_add_test(cases, misuse_is_refused);
	tcase_add_test(cases, every_code_has_a_phrase);
	tcase_add_test(cases, an_error_is_filled_in_if_wanted);
}

SUITE_MAIN("reader", add_tests)
