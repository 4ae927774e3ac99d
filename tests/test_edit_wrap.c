#include "support/written.h"

#define OUTER	 "=_1-01d0fabd251fcbbe2b93b4b9"
#define INNER	 "=_2-01d0fabd251fcbbe2b93b4b9"
#define MIXED(b) "Content-Type: multipart/mixed;\n boundary=\"" b "\"\n"

/* The root, or with 1 its first child, is wrapped. */
static const struct {
	const char *why, *before;
	int child;
	const char *after;
} vec[] = {
	{ "content fields stay with the content",
	  "From: a@b\nContent-Transfer-Encoding: 8bit\nSubject: x\n"
	  "content-type: text/html;\n charset=gb2312\nX: 1\n"
	  "MIME-Version: 1.0 (x)\nContent-Foo: 2\n\nbody\n",
	  0,
	  "From: a@b\nSubject: x\n" MIXED(
		  OUTER) "X: 1\nMIME-Version: 1.0 "
			 "(x)\n\n--" OUTER "\nContent-Transfer-Encoding: 8bit\n"
			 "content-type: text/html;\n "
			 "charset=gb2312\nContent-Foo: 2\n\n"
			 "body\n\n--" OUTER "--\n" },
	{ "no content field at all", "Subject: x\n\nbody", 0,
	  "Subject: x\nMIME-Version: 1.0\n" MIXED(
		  OUTER) "\n--" OUTER "\n\nbody\n--" OUTER "--\n" },
	{ "an envelope line stays first, junk in its place",
	  "From a@b\nA: 1\njunk\nB: 2\n\nbody", 0,
	  "From a@b\nA: 1\njunk\nB: 2\nMIME-Version: 1.0\n" MIXED(
		  OUTER) "\n--" OUTER "\n\nbody\n--" OUTER "--\n" },
	{ "a header without an end", "A: 1\nContent-Type: a/b\nbody here\n", 0,
	  "A: 1\nMIME-Version: 1.0\n" MIXED(
		  OUTER) "\n--" OUTER
			 "\nContent-Type: a/b\n\nbody here\n\n--" OUTER
			 "--\n" },
	{ "nothing", "", 0,
	  "MIME-Version: 1.0\n" MIXED(OUTER) "\n--" OUTER "\n\n--" OUTER
					     "--\n" },
	{ "a multipart keeps every byte of its content",
	  "A: 1\nMIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n"
	  "pre\n--b\n\n1\n--b-- \nepi\n",
	  0,
	  "A: 1\nMIME-Version: 1.0\n" MIXED(
		  OUTER) "\n--" OUTER
			 "\nContent-Type: multipart/x; boundary=b\n\n"
			 "pre\n--b\n\n1\n--b-- \nepi\n\n--" OUTER "--\n" },
	{ "a part of a multipart",
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n"
	  "--b\nContent-Type: text/html\n\n1\n--b  \n\n2\n--b--\n",
	  1,
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n"
	  "--b\n" MIXED(OUTER) "\n--" OUTER "\nContent-Type: text/html\n\n1"
			       "\n--" OUTER "--\n--b  \n\n2\n--b--\n" },
	{ "the root of an embedded message that is not there",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n", 1,
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
	  "MIME-Version: 1.0\n" MIXED(OUTER) "\n--" OUTER "\n\n--" OUTER
					     "--\n" },
	{ "the root of an embedded message",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
	  "Subject: x\nContent-Type: text/html\n\nbody\n",
	  1,
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
	  "Subject: x\nMIME-Version: 1.0\n" MIXED(
		  OUTER) "\n--" OUTER
			 "\nContent-Type: text/html\n\nbody\n\n--" OUTER
			 "--\n" },
};

START_TEST(moves_the_header)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice before = lines(vec[_i].before, crlf);
		/* without a line end the message's own is CRLF */
		bool wanted = crlf || strlen(vec[_i].before) == 0;
		mime_slice after = lines(vec[_i].after, wanted);
		struct mime_message *m = parsed(before);
		struct mime_part *p = mime_message_root(m), *outer;

		if (vec[_i].child == 1)
			p = mime_part_child(p);
		ck_assert_int_eq(mime_part_wrap(&outer, p, "multipart/Mixed"),
				 MIME_OK);
		ck_assert_ptr_eq(mime_part_parent(p), outer);
		ck_assert_ptr_eq(mime_part_child(outer), p);
		ck_assert_ptr_null(mime_part_next(p));
		check_written(m, after, vec[_i].why);
		mime_message_free(m);
		written_free(before);
		written_free(after);
	}
}
END_TEST

/* Fields set before and after, twice around. */
START_TEST(wraps_what_was_edited)
{
	mime_slice before = mime_slice_text("A: 1\nSubject: x\n"
					    "Content-Type: a/b\n\nbody\n");
	mime_slice after = mime_slice_text(
		"A: 1\nSubject: y\nMIME-Version: 1.0\n"
		"Content-Type: multipart/related;\n boundary=\"" INNER "\"\n"
		"B: 2\nC: 3\n\n--" INNER
		"\n" MIXED(OUTER) "Content-Description: w\n\n--" OUTER
				  "\nContent-Type: a/b\nContent-ID: "
				  "<i@j>\n\nbody\n\n--" OUTER "--\n--" INNER
				  "--\n");
	struct mime_message *m = parsed(before);
	struct mime_part *root = mime_message_root(m), *outer;

	ck_assert_int_eq(
		mime_field_set(root, "Subject", MIME_LITERAL("y"), NULL),
		MIME_OK);
	ck_assert_int_eq(mime_field_set(root, "B", MIME_LITERAL("2"), NULL),
			 MIME_OK);
	ck_assert_int_eq(
		mime_field_set(root, "Content-ID", MIME_LITERAL("<i@j>"), NULL),
		MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&outer, root, "multipart/mixed"),
			 MIME_OK);
	ck_assert_ptr_eq(mime_message_root(m), outer);
	ck_assert_int_eq(mime_field_set(outer, "C", MIME_LITERAL("3"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_field_set(outer, "Content-Description",
					MIME_LITERAL("w"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&outer, outer, "multipart/related"),
			 MIME_OK);
	check_written(m, after, "twice");
	mime_message_free(m);
}
END_TEST

START_TEST(finds_fields_where_they_went)
{
	struct mime_message *m = parsed(
		mime_slice_text("A: 1\nContent-Type: a/b\nSubject: x\n\n"));
	struct mime_part *p = mime_message_root(m), *outer;
	struct mime_field *f;
	mime_slice text;

	ck_assert_int_eq(mime_part_wrap(&outer, p, "multipart/mixed"), MIME_OK);
	ck_assert_ptr_null(mime_field_find(p, "Subject", NULL));
	f = mime_field_find(outer, "Subject", NULL);
	ck_assert_int_eq(mime_field_text(&text, f), MIME_OK);
	ck_assert(mime_slice_is(text, "x"));
	ck_assert_ptr_null(mime_field_find(outer, NULL, f));
	f = mime_field_find(p, NULL, NULL);
	ck_assert(mime_slice_is(mime_field_name(f), "Content-Type"));
	ck_assert_ptr_null(mime_field_find(p, NULL, f));
	ck_assert(mime_slice_is(mime_part_type(outer), "multipart/mixed"));
	ck_assert_int_eq(mime_part_kind(outer), MIME_PART_MULTIPART);
	mime_message_free(m);
}
END_TEST

/* A detached part may be wrapped too, and then inserted. */
START_TEST(wraps_a_detached_part)
{
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m), *p, *outer;

	ck_assert_int_eq(mime_part_new(&p, m, "a/b"), MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&outer, p, "multipart/related"),
			 MIME_OK);
	ck_assert_ptr_null(mime_part_parent(outer));
	ck_assert_ptr_eq(mime_message_root(m), root);
	ck_assert_int_eq(mime_part_wrap(&root, root, "multipart/mixed"),
			 MIME_OK);
	ck_assert_int_eq(mime_part_insert(root, p, NULL), MIME_EINVAL);
	ck_assert_int_eq(mime_part_insert(root, outer, NULL), MIME_OK);
	ck_assert_ptr_eq(mime_part_parent(outer), root);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, moves_the_header, 0, COUNT(vec));
	tcase_add_test(cases, wraps_what_was_edited);
	tcase_add_test(cases, finds_fields_where_they_went);
	tcase_add_test(cases, wraps_a_detached_part);
}

SUITE_MAIN("edit_wrap", add_tests)
