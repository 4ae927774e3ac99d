#include "support/suite.h"
#include "text/charset_door.h"
#include "text/charset_entry.h"

START_TEST(stands_at_its_id)
{
	const struct mime_charset_entry *e = &mime_charset_entries[_i];

	ck_assert_int_eq((int)e->id, _i);
	ck_assert_ptr_nonnull(e->name);
	ck_assert((e->iconv[0] != NULL) == (e->kind == MIME_CHARSET_IS_ICONV));
}
END_TEST

/* What converts, converts ASCII to itself: all text of a header depends on
 * it.  UTF-16 alone does not. */
START_TEST(holds_ascii)
{
	const struct mime_charset_entry *e = &mime_charset_entries[_i];
	struct mime_converters *set;
	struct mime_conv c;

	if (e->kind == MIME_CHARSET_IS_UTF_16)
		return;
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
	if (mime_conv_open(&c, set, e) == MIME_OK) {
		struct mime_strbuf out;
		const char *text = "az AZ 09 !\"%&'()*+,-./:;<=>?_\r\n";

		mime_strbuf_init(&out, SIZE_MAX);
		mime_conv_step(&c, &out, (mime_slice){ text, strlen(text) },
			       true);
		ck_assert_uint_eq(out.len, strlen(text));
		ck_assert_msg(memcmp(out.ptr, text, out.len) == 0, "%s",
			      e->name);
		mime_strbuf_free(&out);
	}
	mime_converters_free(set);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, stands_at_its_id, 0, MIME_CHARSETS);
	tcase_add_loop_test(cases, holds_ascii, 0, MIME_CHARSETS);
}

SUITE_MAIN("charset_entry", add_tests)
