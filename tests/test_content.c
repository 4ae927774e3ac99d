#include "support/written.h"
#include "tree/content.h"
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* A temporary file with that content; the caller unlinks and frees it. */
static char *
temporary(mime_slice content)
{
	char *path = malloc(64);
	FILE *f;
	int fd;

	snprintf(path, 64, "test_content-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	f = fdopen(fd, "w");
	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(content.ptr, 1, content.len, f), content.len);
	ck_assert_int_eq(fclose(f), 0);
	return path;
}

static const struct {
	const char *why, *charset, *type, *text, *header, *bytes;
} vec[] = {
	{ "ASCII needs no charset", NULL, "text/plain", "abc",
	  "text/plain; charset=us-ascii", "abc" },
	{ "else it is UTF-8", NULL, "text/html", "\xe4\xb8\xad",
	  "text/html; charset=utf-8", "\xe4\xb8\xad" },
	{ "a charset set for the message", "gb2312", "text/plain",
	  "\xe4\xb8\xad", "text/plain; charset=gb2312", "\xd6\xd0" },
	{ "but ASCII is ASCII", "gb2312", "text/plain", "abc",
	  "text/plain; charset=us-ascii", "abc" },
	{ "a label is no copy of the present one", NULL,
	  "text/plain; charset=gb2312; format=flowed", "\xc3\xa4",
	  "text/plain; format=flowed; charset=utf-8", "\xc3\xa4" },
	{ "nothing", NULL, "text/plain", "", "text/plain; charset=us-ascii",
	  "" },
};

START_TEST(text_and_charset_fit)
{
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m);
	char *text = strdup(vec[_i].text);
	struct mime_reader *r;
	mime_slice got;

	ck_assert_int_eq(mime_message_set_charset(m, vec[_i].charset), MIME_OK);
	ck_assert_int_eq(mime_field_set(root, "Content-Type",
					mime_slice_text(vec[_i].type), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_body_set_text(root, mime_slice_text(text),
					    MIME_ENCODING_AUTO, NULL),
			 MIME_OK);
	memset(text, 'x', strlen(text)); /* it was copied */
	free(text);
	got = mime_field_body(mime_field_find(root, "Content-Type", NULL));
	ck_assert_msg(mime_slice_equal(mime_slice_trim(got),
				       mime_slice_text(vec[_i].header)),
		      "%s: %.*s", vec[_i].why, (int)got.len, got.ptr);
	ck_assert_int_eq(mime_body_open(&r, root, MIME_BODY_BYTES), MIME_OK);
	got = written_reader(r);
	same_bytes(got, mime_slice_text(vec[_i].bytes), vec[_i].why);
	written_free(got);
	ck_assert_int_eq(mime_body_open(&r, root, MIME_BODY_UTF8), MIME_OK);
	got = written_reader(r);
	same_bytes(got, mime_slice_text(vec[_i].text), vec[_i].why);
	written_free(got);
	mime_message_free(m);
}
END_TEST

START_TEST(refuses_and_changes_nothing)
{
	static const char bytes[] =
		"Content-Type: multipart/x; boundary=b\n\n"
		"--b\nContent-Type: text/plain; charset=a\n\n1\n"
		"--b\nContent-Type: a/b\n\n2\n--b--\n";
	struct mime_message *m = parsed(mime_slice_text(bytes));
	struct mime_part *root = mime_message_root(m);
	struct mime_part *text = mime_part_child(root);
	struct mime_part *other = mime_part_next(text);
	char long_line[1000];
	mime_error err;

	memset(long_line, 'a', sizeof long_line);
	ck_assert_int_eq(
		mime_body_set(root, MIME_LITERAL("x"), MIME_ENCODING_AUTO),
		MIME_EINVAL);
	ck_assert_int_eq(
		mime_body_set_file(root, "/dev/null", MIME_ENCODING_AUTO, &err),
		MIME_EINVAL);
	ck_assert_int_eq(mime_body_set_text(other, MIME_LITERAL("x"),
					    MIME_ENCODING_AUTO, &err),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_body_set_text(text, MIME_LITERAL("ab\xff"),
					    MIME_ENCODING_AUTO, &err),
			 MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 2);
	/* an encoding that was asked for has to do */
	ck_assert_int_eq(mime_body_set_text(text, MIME_LITERAL("\xc3\xa4"),
					    MIME_ENCODING_7BIT, &err),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_body_set_text(text, mime_slice_of(long_line, 999),
					    MIME_ENCODING_8BIT, &err),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_message_set_charset(m, "gb2312"), MIME_OK);
	ck_assert_int_eq(mime_body_set_text(text, MIME_LITERAL("a\xe9\x95\x95"),
					    MIME_ENCODING_AUTO, &err),
			 MIME_ECHARSET);
	ck_assert_uint_eq(err.offset, 1);
	check_written(m, mime_slice_text(bytes), "nothing changed");
	ck_assert_int_eq(mime_body_set_text(text, mime_slice_of(long_line, 998),
					    MIME_ENCODING_7BIT, &err),
			 MIME_OK);
	mime_message_free(m);
}
END_TEST

START_TEST(files_must_be_regular)
{
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m);
	mime_error err;

	ck_assert_int_eq(mime_body_set_file(root, "no-such-file",
					    MIME_ENCODING_AUTO, &err),
			 MIME_EIO);
	ck_assert_int_eq(err.sys, ENOENT);
	ck_assert_int_eq(
		mime_body_set_file(root, "/", MIME_ENCODING_AUTO, &err),
		MIME_EIO);
	ck_assert_int_eq(err.sys, EISDIR);
	/* a FIFO can be read once only, and nobody may be there to write */
	ck_assert_int_eq(mkfifo("test_content.fifo", 0600), 0);
	ck_assert_int_eq(mime_body_set_file(root, "test_content.fifo",
					    MIME_ENCODING_AUTO, &err),
			 MIME_EIO);
	unlink("test_content.fifo");
	ck_assert_int_eq(err.sys, ESPIPE);
	check_written(m, MIME_LITERAL("\r\n"), "nothing changed");
	mime_message_free(m);
}
END_TEST

START_TEST(a_file_is_read_when_written)
{
	mime_slice large = { calloc(200000, 1), 200000 };
	char *path = temporary(large);
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m);
	struct mime_reader *r;
	mime_slice got;
	int rc;

	ck_assert_int_eq(
		mime_field_set(root, "Content-Type", MIME_LITERAL("a/b"), NULL),
		MIME_OK);
	ck_assert_int_eq(
		mime_body_set_file(root, path, MIME_ENCODING_AUTO, NULL),
		MIME_OK);
	ck_assert_int_eq(mime_body_open(&r, root, MIME_BODY_BYTES), MIME_OK);
	got = written_reader(r);
	ck_assert(mime_slice_equal(got, large));
	written_free(got);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	while ((rc = mime_reader_next(&got, r)) > 0)
		;
	ck_assert_int_eq(rc, MIME_EIO);
	ck_assert_int_eq(mime_reader_error(r)->sys, ENOENT);
	mime_reader_free(r);
	mime_message_free(m);
	free(path);
	written_free(large);
}
END_TEST

/* A parsed body is replaced; its old encoding says nothing of the new one. */
START_TEST(replaces_a_parsed_body)
{
	struct mime_message *m = parsed(mime_slice_text(
		"MIME-Version: 1.0\nContent-Transfer-Encoding: base64\n"
		"A: 1\ncontent-transfer-encoding: x\n\nQUJD\n"));
	struct mime_part *root = mime_message_root(m);
	struct mime_reader *r;
	mime_slice got;

	ck_assert_int_eq(
		mime_body_set(root, MIME_LITERAL("QUJD\n"), MIME_ENCODING_AUTO),
		MIME_OK);
	ck_assert_int_eq(mime_body_open(&r, root, MIME_BODY_BYTES), MIME_OK);
	got = written_reader(r);
	same_bytes(got, MIME_LITERAL("QUJD\n"), "not decoded");
	written_free(got);
	check_written(m,
		      mime_slice_text("MIME-Version: 1.0\n"
				      "Content-Transfer-Encoding: 7bit\n"
				      "A: 1\n\nQUJD\n"),
		      "the field stays in its place, once");
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, text_and_charset_fit, 0, COUNT(vec));
	tcase_add_test(cases, refuses_and_changes_nothing);
	tcase_add_test(cases, files_must_be_regular);
	tcase_add_test(cases, a_file_is_read_when_written);
	tcase_add_test(cases, replaces_a_parsed_body);
}

SUITE_MAIN("content", add_tests)
