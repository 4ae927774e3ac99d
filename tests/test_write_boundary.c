/* What would be read as a delimiter, and how writing does without it. */
#include "mime/codec.h"
#include "support/written.h"
#include "tree/boundary_new.h"

#define TOKEN "01d0fabd251fcbbe2b93b4b9" /* of seed 1 */

static void
check_parts(mime_slice bytes, const char *want)
{
	struct mime_message *m = parsed(bytes);
	char tree[TREE_TEXT_MAX];

	tree_text(tree, m);
	ck_assert_str_eq(tree, want);
	mime_message_free(m);
}

/* Someone who knows the seed puts the boundary into the content: into a text,
 * an attached message, or what is wrapped. */
START_TEST(a_boundary_that_occurs_is_not_used)
{
	static const char evil[] =
		"A: 1\n\nx\n--=_1-" TOKEN "\nContent-Type: text/html\n\n<x>\n"
		"--=_1-" TOKEN "--\n";
	mime_slice bytes = mime_slice_text(evil), got;
	struct mime_message *m = _i == 0 ? parsed(bytes) : made();
	struct mime_part *root = mime_message_root(m), *p = root;

	ck_assert_int_eq(mime_part_wrap(&root, root, "multipart/mixed"),
			 MIME_OK);
	if (_i == 1)
		ck_assert_int_eq(
			mime_body_set_text(p, bytes, MIME_ENCODING_7BIT, NULL),
			MIME_OK);
	if (_i == 2) {
		ck_assert_int_eq(mime_part_detach(p), MIME_OK);
		ck_assert_int_eq(mime_part_new(&p, m, "message/rfc822"),
				 MIME_OK);
		ck_assert_int_eq(mime_part_insert(root, p, NULL), MIME_OK);
		ck_assert_int_eq(mime_body_set(p, bytes, MIME_ENCODING_AUTO),
				 MIME_OK);
	}
	got = written(m);
	check_parts(got, _i < 2 ? "multipart/mixed(text/plain)"
				: "multipart/mixed(message/rfc822("
				  "text/plain))");
	ck_assert_ptr_nonnull(memmem(got.ptr, got.len, "--=_1-" TOKEN, 30));
	check_written(m, got, "the same seed, the same choice");
	written_free(got);
	mime_message_free(m);
}
END_TEST

/* Whoever knows the seed knows the second choice only if it does not depend
 * on the content that holds it. */
START_TEST(the_next_boundary_depends_on_the_content)
{
	char text[128] = "--=_1-" TOKEN "\n--=_1-";
	struct mime_message *m = made();
	struct mime_part *p = mime_message_root(m), *root;
	struct mime_sha256 nothing;
	uint8_t digest[32];
	mime_slice got, bytes;
	mime_error err;

	mime_sha256_init(&nothing);
	mime_sha256_end(&nothing, digest);
	ck_assert_int_eq(mime_token_make(text + strlen(text), 1, digest, &err),
			 MIME_OK);
	bytes = mime_slice_text(text);
	ck_assert_int_eq(mime_part_wrap(&root, p, "multipart/mixed"), MIME_OK);
	ck_assert_int_eq(mime_body_set_text(p, bytes, MIME_ENCODING_7BIT, NULL),
			 MIME_OK);
	got = written(m);
	check_parts(got, "multipart/mixed(text/plain)");
	written_free(got);
	mime_message_free(m);
}
END_TEST

/* A parsed multipart keeps its boundary: content that holds it is encoded, or
 * refused where it cannot be. */
START_TEST(content_that_holds_a_parsed_boundary)
{
	static const char text[] =
		"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n"
		"--b\nContent-Type: multipart/y; boundary=c\n\n"
		"--c\n\n1\n--b\n\n--c\n--b--\n";
	struct mime_message *m = parsed(mime_slice_text(text));
	struct mime_part *inner = mime_part_child(mime_message_root(m)), *p;
	struct mime_part *last = mime_part_next(inner);
	struct mime_reader *r;
	mime_slice got;

	ck_assert_int_eq(mime_part_new(&p, m, "text/plain"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(inner, p, NULL), MIME_OK);
	ck_assert_int_eq(mime_body_set_text(p, MIME_LITERAL("--b\n"),
					    MIME_ENCODING_AUTO, NULL),
			 MIME_OK);
	got = written(m);
	check_parts(got, "multipart/x(multipart/y(text/plain text/plain) "
			 "text/plain)");
	written_free(got);
	/* a message cannot be encoded */
	ck_assert_int_eq(mime_field_set(p, "Content-Type",
					MIME_LITERAL("message/rfc822"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&got, r), MIME_EINVAL);
	ck_assert_int_eq(mime_reader_error(r)->code, MIME_EINVAL);
	mime_reader_free(r);
	ck_assert_int_eq(mime_part_detach(p), MIME_OK);
	/* nor what was only moved: its body is a delimiter of `inner' */
	ck_assert_int_eq(mime_part_detach(last), MIME_OK);
	ck_assert_int_eq(mime_part_insert(inner, last, NULL), MIME_OK);
	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	ck_assert_int_eq(mime_reader_next(&got, r), MIME_EINVAL);
	mime_reader_free(r);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, a_boundary_that_occurs_is_not_used, 0, 3);
	tcase_add_test(cases, the_next_boundary_depends_on_the_content);
	tcase_add_test(cases, content_that_holds_a_parsed_boundary);
}

SUITE_MAIN("write_boundary", add_tests)
