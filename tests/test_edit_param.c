#include "support/written.h"

#define LONG_NAME                                                              \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
	const char *why, *before, *param, *value, *after;
} vec[] = {
	{ "a first parameter", "Content-Type: text/plain\nA: 1\n\n", "charset",
	  "utf-8", "Content-Type: text/plain; charset=utf-8\nA: 1\n\n" },
	{ "behind the others, and instead of the old one",
	  "Content-Type: Text/Plain; charset=\"gb2312\"; format=flowed;\n"
	  "\tx=\"a b\\\"c\"\n\n",
	  "CharSet", "utf-8",
	  "Content-Type: text/plain; format=flowed; x=\"a b\\\"c\"; "
	  "CharSet=utf-8\n\n" },
	{ "all forms of the old one go",
	  "Content-Type: text/plain; x*0=a; x*1=b; x=c; y*=utf-8''%C3%A4\n\n",
	  "x", "1", "Content-Type: text/plain;\n y*=UTF-8''%C3%A4; x=1\n\n" },
	{ "an encoded-word is not encoded again",
	  "Content-Type: a/b; name=\"=?utf-8?B?5byg?=\"\n\n", "x", "1",
	  "Content-Type: a/b; name=\"=?utf-8?B?5byg?=\"; x=1\n\n" },
	{ "a value that needs quotes", "Content-Type: a/b\n\n", "type",
	  "text/html", "Content-Type: a/b; type=\"text/html\"\n\n" },
	{ "a part without the field", "A: 1\n\n", "charset", "utf-8",
	  "A: 1\nContent-Type: text/plain; charset=utf-8\n\n" },
	{ "a boundary is kept as it is",
	  "Content-Type: multipart/mixed; boundary=\"a b=?c\"\n\n--a b=?c\n\n"
	  "--a b=?c--\n",
	  "type", "text/html",
	  "Content-Type: multipart/mixed; boundary=\"a b=?c\"; "
	  "type=\"text/html\"\n\n--a b=?c\n\n--a b=?c--\n" },
	{ "lines are folded between parameters",
	  "Content-Type: a/b; b=" LONG_NAME "\n\n", "c", LONG_NAME,
	  "Content-Type: a/b;\n b=" LONG_NAME ";\n c=" LONG_NAME "\n\n" },
};

/* m with MIME-Version, so that none is added. */
static struct mime_message *
parsed_mime(const char *text, bool crlf, mime_slice *bytes)
{
	char whole[1024];

	ck_assert_uint_lt(strlen(text) + 20, sizeof whole);
	memcpy(whole, "MIME-Version: 1.0\n", 18);
	memcpy(whole + 18, text, strlen(text) + 1);
	*bytes = lines(whole, crlf);
	return parsed(*bytes);
}

START_TEST(sets_a_parameter)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice before, after;
		struct mime_message *m;

		m = parsed_mime(vec[_i].after, crlf, &after);
		mime_message_free(m);
		m = parsed_mime(vec[_i].before, crlf, &before);
		ck_assert_int_eq(mime_part_set_param(
					 mime_message_root(m), vec[_i].param,
					 mime_slice_text(vec[_i].value), NULL),
				 MIME_OK);
		check_written(m, after, vec[_i].why);
		ck_assert(mime_slice_is(
			mime_part_param(mime_message_root(m), vec[_i].param),
			vec[_i].value));
		mime_message_free(m);
		written_free(before);
		written_free(after);
	}
}
END_TEST

#define PDF_NAME "\xe9\x94\x80\xe5\x94\xae.pdf"

static const struct {
	const char *why, *before, *disposition, *name;
	enum mime_name_style style;
	const char *after;
} names[] = {
	{ "plain in both", "Content-Type: a/b\n\n", "attachment", "a.txt",
	  MIME_NAME_COMPAT,
	  "Content-Type: a/b; name=a.txt\n"
	  "Content-Disposition: attachment; filename=a.txt\n\n" },
	{ "Chinese for all readers", "Content-Type: a/b\n\n", "attachment",
	  PDF_NAME, MIME_NAME_COMPAT,
	  "Content-Type: a/b;\n name=\"=?UTF-8?B?6ZSA5ZSuLnBkZg==?=\"\n"
	  "Content-Disposition: attachment;\n"
	  " filename*=UTF-8''%E9%94%80%E5%94%AE.pdf\n\n" },
	{ "RFC 2231 in both", "Content-Type: a/b\n\n", "inline", PDF_NAME,
	  MIME_NAME_RFC2231,
	  "Content-Type: a/b;\n name*=UTF-8''%E9%94%80%E5%94%AE.pdf\n"
	  "Content-Disposition: inline;\n"
	  " filename*=UTF-8''%E9%94%80%E5%94%AE.pdf\n\n" },
	{ "RFC 2047 in both", "Content-Type: a/b\n\n", "attachment", PDF_NAME,
	  MIME_NAME_RFC2047,
	  "Content-Type: a/b;\n name=\"=?UTF-8?B?6ZSA5ZSuLnBkZg==?=\"\n"
	  "Content-Disposition: attachment;\n"
	  " filename=\"=?UTF-8?B?6ZSA5ZSuLnBkZg==?=\"\n\n" },
	{ "no name: a part without one stays without Content-Type", "A: 1\n\n",
	  "inline", NULL, MIME_NAME_COMPAT,
	  "A: 1\nContent-Disposition: inline\n\n" },
	{ "no name: the old ones go, other parameters stay",
	  "Content-Type: a/b; name=x; y=1\n"
	  "Content-Disposition: inline; filename=x; size=3\n\n",
	  "attachment", NULL, MIME_NAME_COMPAT,
	  "Content-Type: a/b; y=1\n"
	  "Content-Disposition: attachment; size=3\n\n" },
};

START_TEST(sets_a_disposition)
{
	mime_slice before, after;
	struct mime_message *m = parsed_mime(names[_i].after, false, &after);

	mime_message_free(m);
	m = parsed_mime(names[_i].before, false, &before);
	ck_assert_int_eq(mime_part_set_disposition(
				 mime_message_root(m), names[_i].disposition,
				 mime_slice_text(names[_i].name),
				 names[_i].style, NULL),
			 MIME_OK);
	check_written(m, after, names[_i].why);
	ck_assert(mime_slice_equal(mime_part_filename(mime_message_root(m)),
				   mime_slice_text(names[_i].name)));
	mime_message_free(m);
	written_free(before);
	written_free(after);
}
END_TEST

START_TEST(refuses_and_changes_nothing)
{
	static const char text[] = "Content-Type: a/b; name=x\n\ny";
	struct mime_message *m = parsed(mime_slice_text(text));
	struct mime_part *root = mime_message_root(m);
	mime_error err;

	ck_assert_int_eq(
		mime_part_set_param(root, "x", mime_slice_text("a\nb"), &err),
		MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 1);
	ck_assert_int_eq(mime_part_set_param(
				 root, "x", mime_slice_text("a\xc3\xa4"), &err),
			 MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 1);
	ck_assert_int_eq(
		mime_part_set_param(root, "x y", mime_slice_text("a"), NULL),
		MIME_EINVAL);
	ck_assert_int_eq(mime_part_set_param(root, "Boundary",
					     mime_slice_text("a"), NULL),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_part_set_disposition(root, "attachment",
						   mime_slice_text("a\r\nb"),
						   MIME_NAME_COMPAT, &err),
			 MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 1);
	ck_assert_int_eq(mime_part_set_disposition(root, "a b",
						   mime_slice_text("c"),
						   MIME_NAME_COMPAT, NULL),
			 MIME_EINVAL);
	check_written(m, mime_slice_text(text), "nothing changed");
	mime_message_free(m);
}
END_TEST

/* A parameter that would break out of a header is left out, not written. */
START_TEST(keeps_no_line_end)
{
	struct mime_message *m = parsed(mime_slice_text(
		"MIME-Version: 1.0\n"
		"Content-Type: a/b; x*=utf-8''1%0D%0ABcc:%20y; z=1\n\n"));

	ck_assert_int_eq(mime_part_set_param(mime_message_root(m), "y",
					     mime_slice_text("2"), NULL),
			 MIME_OK);
	check_written(m,
		      mime_slice_text("MIME-Version: 1.0\n"
				      "Content-Type: a/b; z=1; y=2\n\n"),
		      "CR and LF from a percent form");
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, sets_a_parameter, 0, COUNT(vec));
	tcase_add_loop_test(cases, sets_a_disposition, 0, COUNT(names));
	tcase_add_test(cases, refuses_and_changes_nothing);
	tcase_add_test(cases, keeps_no_line_end);
}

SUITE_MAIN("edit_param", add_tests)
