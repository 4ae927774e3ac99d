#include "base/slice.h"
#include "mime/message.h"
#include "support/suite.h"

static const struct {
	const char *name, *message, *bytes; /* NULL: MIME_EINVAL */
} vec[] = {
	{ "as it is", "\na\n", "a\n" },
	{ "base64", "Content-Transfer-Encoding: base64\n\nYQpi\n", "a\nb" },
	{ "uuencode",
	  "Content-Transfer-Encoding: x-uue\n\nbegin 644 a\n#0V%T\n`\nend\n",
	  "Cat" },
	{ "unknown", "Content-Transfer-Encoding: x-no\n\nYQ==\n", "YQ==\n" },
	{ "a multipart", "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
	  NULL },
};

START_TEST(gives_it_in_one_piece)
{
	struct mime_message *m;
	struct mime_part *p;
	mime_slice got, again;

	ck_assert_int_eq(
		mime_parse(&m, mime_slice_text(vec[_i].message), NULL, NULL),
		MIME_OK);
	p = mime_message_root(m);
	if (vec[_i].bytes == NULL) {
		ck_assert_int_eq(mime_body_bytes(&got, p), MIME_EINVAL);
		ck_assert_ptr_null(got.ptr);
	} else {
		ck_assert_int_eq(mime_body_bytes(&got, p), MIME_OK);
		ck_assert_msg(
			mime_slice_equal(got, mime_slice_text(vec[_i].bytes)),
			"%s", vec[_i].name);
		ck_assert_int_eq(mime_body_bytes(&again, p), MIME_OK);
		ck_assert_ptr_eq(got.ptr, again.ptr);
	}
	mime_message_free(m);
}
END_TEST

/* Two bytes can be 63 in uuencode, and nothing else grows. */
START_TEST(what_grows_has_room)
{
	static char text[256] = "Content-Transfer-Encoding: x-uue\n\n"
				"begin 644 a\n";
	size_t first = strlen(text), at = first;
	struct mime_message *m;
	mime_slice got;

	for (; at + 2 <= sizeof text; at += 2)
		memcpy(text + at, "_\n", 2);
	ck_assert_int_eq(mime_parse(&m, mime_slice_of(text, at), NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_body_bytes(&got, mime_message_root(m)), MIME_OK);
	ck_assert_uint_eq(got.len, 63 * ((at - first) / 2));
	for (size_t i = 0; i < got.len; i++)
		ck_assert_int_eq(got.ptr[i], 0);
	mime_message_free(m);
}
END_TEST

START_TEST(no_part_is_refused)
{
	mime_slice got;

	ck_assert_int_eq(mime_body_bytes(&got, NULL), MIME_EINVAL);
	ck_assert_ptr_null(got.ptr);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, gives_it_in_one_piece, 0, COUNT(vec));
	tcase_add_test(cases, what_grows_has_room);
	tcase_add_test(cases, no_part_is_refused);
}

SUITE_MAIN("body_bytes", add_tests)
