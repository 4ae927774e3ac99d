#include "mime/message.h"
#include "support/pieces.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

static const char message[] = "Subject: s\n\nbody\n";

static void
write_file(char path[32], size_t n)
{
	int fd;

	strcpy(path, "/tmp/mime-test-XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq((int)write(fd, message, n), (int)n);
	close(fd);
}

START_TEST(reads_a_file)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = _i ? MIME_PARSE_MAP : 0 };
	struct mime_message *m;
	char path[32];

	for (size_t n = 0; n < sizeof message; n += sizeof message - 1) {
		write_file(path, n);
		ck_assert_int_eq(mime_parse_file(&m, path, &opts, NULL),
				 MIME_OK);
		ck_assert_uint_eq(mime_message_bytes(m).len, n);
		ck_assert(memcmp(mime_message_bytes(m).ptr, message, n) == 0);
		mime_message_free(m);
		unlink(path);
	}
}
END_TEST

START_TEST(says_why_a_file_cannot_be_read)
{
	struct mime_message *m;
	mime_error err;

	ck_assert_int_eq(mime_parse_file(&m, "/nonexistent/x", NULL, &err),
			 MIME_EIO);
	ck_assert_ptr_null(m);
	ck_assert_int_eq(err.sys, ENOENT);
	ck_assert_int_eq(mime_parse_file(&m, "/", NULL, &err), MIME_EIO);
	ck_assert_int_eq(err.sys, EISDIR);
	ck_assert_int_eq(mime_parse_fd(&m, -1, 0, NULL, &err), MIME_EIO);
	ck_assert_int_eq(err.sys, EBADF);
}
END_TEST

/* n bytes of a pattern through a pipe. */
static int
pipe_of(size_t n, pid_t *child)
{
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	*child = fork();
	if (*child == 0) {
		char buf[65536];

		for (size_t i = 0; i < sizeof buf; i++)
			buf[i] = (char)('a' + i % 23);
		close(ends[0]);
		while (n > 0) {
			ssize_t done = write(ends[1], buf,
					     n < sizeof buf ? n : sizeof buf);
			if (done <= 0)
				_exit(1);
			n -= (size_t)done;
		}
		_exit(0);
	}
	close(ends[1]);
	return ends[0];
}

static const size_t sizes[] = { 0,	  1, 100000, 16u << 20, (16u << 20) + 1,
				40u << 20 };

/* Above 16 MiB by way of a file: the bytes are the same. */
START_TEST(reads_a_pipe)
{
	struct mime_message *m;
	mime_slice bytes;
	pid_t child;
	int fd = pipe_of(sizes[_i], &child);

	ck_assert_int_eq(mime_parse_fd(&m, fd, 0, NULL, NULL), MIME_OK);
	bytes = mime_message_bytes(m);
	ck_assert_uint_eq(bytes.len, sizes[_i]);
	for (size_t i = 0; i < bytes.len; i += 997)
		ck_assert_int_eq(bytes.ptr[i], (char)('a' + i % 65536 % 23));
	mime_message_free(m);
	close(fd);
	waitpid(child, NULL, 0);
}
END_TEST

START_TEST(stops_at_the_limit)
{
	struct mime_message *m;
	mime_error err;
	pid_t child;
	int fd = pipe_of(100000, &child);

	ck_assert_int_eq(mime_parse_fd(&m, fd, 99999, NULL, &err), MIME_ELIMIT);
	ck_assert_ptr_null(m);
	close(fd);
	waitpid(child, NULL, 0);
	fd = pipe_of(100000, &child);
	ck_assert_int_eq(mime_parse_fd(&m, fd, 100000, NULL, &err), MIME_OK);
	mime_message_free(m);
	close(fd);
	waitpid(child, NULL, 0);
}
END_TEST

/* In pieces of any size, and above 16 MiB. */
START_TEST(reads_a_reader)
{
	size_t n = sizes[_i], pieces[] = { 1, 13, 65536, 70001, n };
	char *text = malloc(n + 1);
	struct mime_message *m;
	struct pieces p;

	for (size_t i = 0; i < n; i++)
		text[i] = (char)('a' + i % 23);
	for (size_t k = n > 100000 ? 2 : 0; k < COUNT(pieces); k++) {
		ck_assert_int_eq(mime_parse_reader(
					 &m,
					 pieces_open(&p, mime_slice_of(text, n),
						     pieces[k], 0),
					 n, NULL, NULL),
				 MIME_OK);
		ck_assert(p.freed);
		ck_assert(mime_slice_equal(mime_message_bytes(m),
					   mime_slice_of(text, n)));
		mime_message_free(m);
	}
	free(text);
}
END_TEST

START_TEST(says_why_a_reader_failed)
{
	mime_slice text = mime_slice_text(message);
	struct mime_message *m;
	struct pieces p;
	mime_error err;

	ck_assert_int_eq(mime_parse_reader(&m,
					   pieces_open(&p, text, 5, MIME_EIO),
					   0, NULL, &err),
			 MIME_EIO);
	ck_assert_ptr_null(m);
	ck_assert_int_eq(err.code, MIME_EIO);
	ck_assert(p.freed);
	ck_assert_int_eq(mime_parse_reader(&m,
					   pieces_open(&p, text, 5, MIME_EIO),
					   0, NULL, NULL),
			 MIME_EIO);
	ck_assert_int_eq(mime_parse_reader(&m, pieces_open(&p, text, 5, 0),
					   text.len - 1, NULL, &err),
			 MIME_ELIMIT);
	ck_assert_ptr_null(m);
	ck_assert_int_eq(err.code, MIME_ELIMIT);
	ck_assert(p.freed);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_a_file, 0, 2);
	tcase_add_test(cases, says_why_a_file_cannot_be_read);
	tcase_add_loop_test(cases, reads_a_pipe, 0, COUNT(sizes));
	tcase_add_test(cases, stops_at_the_limit);
	tcase_add_loop_test(cases, reads_a_reader, 0, COUNT(sizes));
	tcase_add_test(cases, says_why_a_reader_failed);
}

SUITE_MAIN("source", add_tests)
