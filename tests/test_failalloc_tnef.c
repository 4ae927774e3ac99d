/* Every allocation of reading TNEF fails once: the call says so, and nothing
 * leaks. */
#include "base/slice.h"
#include "mime/view.h"
#include "support/failalloc.h"
#include "support/suite.h"
#include "support/tnef_build.h"

static int
drain(const struct mime_embedded *file)
{
	struct mime_reader *r;
	mime_slice run;
	int rc = mime_embedded_open(&r, file);

	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&run, r)) > 0)
		;
	mime_reader_free(r);
	return rc;
}

static int
take_all(size_t *n, struct mime_message *m)
{
	struct mime_embedded file;
	struct mime_tnef *t;
	int rc = mime_tnef_open(&t, mime_message_root(m)), one;

	if (rc != MIME_OK)
		return rc;
	while (rc == MIME_OK && (one = mime_tnef_next(&file, t)) != 0) {
		rc = one > 0 ? drain(&file) : one;
		++*n;
	}
	mime_tnef_free(t);
	return rc;
}

START_TEST(says_so)
{
	struct mime_strbuf message, stream;
	bool failed = true;
	size_t most = 0;

	ck_assert_ptr_nonnull(tnef_sample(&stream, (size_t)_i));
	mime_strbuf_init(&message, SIZE_MAX);
	mime_strbuf_add_text(&message, "Content-Type: application/ms-tnef\n\n");
	mime_strbuf_add(&message, mime_strbuf_slice(&stream));
	for (size_t n = 1; failed; n++) {
		struct mime_message *m;
		size_t files = 0;
		int rc;

		failalloc_begin(0);
		ck_assert_int_eq(
			mime_parse(&m, mime_strbuf_slice(&message), NULL, NULL),
			MIME_OK);
		failalloc_begin(n);
		rc = take_all(&files, m);
		failed = failalloc_end();
		ck_assert_int_eq(rc, failed ? MIME_ENOMEM : MIME_OK);
		mime_message_free(m);
		ck_assert_uint_eq(failalloc_live(), 0);
		ck_assert_uint_lt(n, 10000);
		most = files > most ? files : most;
	}
	ck_assert_uint_gt(most, 0);
	mime_strbuf_free(&stream);
	mime_strbuf_free(&message);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, says_so, 0, 5);
}

SUITE_MAIN("failalloc_tnef", add_tests)
