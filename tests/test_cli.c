#include "../tools/cli.h"
#include "support/tool.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>

/* What is said, as a person and as a program reads it. */
static const struct {
	const char *file, *text, *line, *ascii, *json;
} vec[] = {
	{ NULL, "plain", "test: plain\n", "test: plain\n",
	  "{\"program\": \"test\", \"file\": null, \"kind\": \"error\", "
	  "\"message\": \"plain\"}\n" },
	{ "a.eml", "is bad", "test: a.eml: is bad\n", "test: a.eml: is bad\n",
	  "{\"program\": \"test\", \"file\": \"a.eml\", \"kind\": \"error\", "
	  "\"message\": \"is bad\"}\n" },
	{ "", "", "test: : \n", "test: : \n",
	  "{\"program\": \"test\", \"file\": \"\", \"kind\": \"error\", "
	  "\"message\": \"\"}\n" },
	/* neither name nor text moves a cursor or makes a line */
	{ "\x1b[2J\n", "a\r\nb\xff",
	  "test: \xe2\x90\x9b[2J\xe2\x90\x8a: a\xe2\x90\x8d\xe2\x90\x8a"
	  "b\xef\xbf\xbd\n",
	  "test: \\x1b[2J\\x0a: a\\x0d\\x0ab\xef\xbf\xbd\n",
	  "{\"program\": \"test\", \"file\": \"\\u001B[2J\\n\", \"kind\": "
	  "\"error\", \"message\": \"a\\r\\nb\xef\xbf\xbd\"}\n" },
};

START_TEST(says)
{
	struct said said;

	cli_init("test");
	said_begin(&said);
	cli_error(vec[_i].file, "%s", vec[_i].text);
	said_end(&said, vec[_i].line);
	cli_set_ascii(true);
	ck_assert(cli_ascii());
	said_begin(&said);
	cli_error(vec[_i].file, "%s", vec[_i].text);
	said_end(&said, vec[_i].ascii);
	cli_set_ascii(false);
	cli_set_json(true);
	said_begin(&said);
	cli_error(vec[_i].file, "%s", vec[_i].text);
	said_end(&said, vec[_i].json);
	cli_set_json(false);
}
END_TEST

START_TEST(kinds)
{
	struct said said;

	cli_init("test");
	ck_assert_str_eq(cli_program(), "test");
	said_begin(&said);
	cli_error("f", "%d%c", 1, '%');
	cli_warn("f", "%s", "2");
	cli_note(NULL, "3");
	cli_line((mime_slice){ "4", 1 });
	cli_set_quiet(true);
	cli_error("f", "5");
	cli_warn("f", "6");
	cli_note("f", "7");
	cli_line((mime_slice){ "8", 1 });
	cli_set_quiet(false);
	said_end(&said, "test: f: 1%\ntest: f: warning: 2\ntest: 3\n4\n"
			"test: f: 5\n");
	cli_set_json(true);
	said_begin(&said);
	cli_warn(NULL, "w");
	cli_note(NULL, "n");
	cli_set_json(false);
	said_end(&said, "{\"program\": \"test\", \"file\": null, \"kind\": "
			"\"warning\", \"message\": \"w\"}\n"
			"{\"program\": \"test\", \"file\": null, \"kind\": "
			"\"note\", \"message\": \"n\"}\n");
}
END_TEST

START_TEST(long_text)
{
	struct buffer text = { NULL, 0, 0 };
	struct said said;

	buffer_add_repeated(&text, 'x', 1000000);
	said_begin(&said);
	cli_error(NULL, "%s", buffer_string(&text));
	ck_assert_uint_gt(said.lines.len, 1000000);
	said_something(&said, true);
	buffer_free(&text);
}
END_TEST

START_TEST(usage)
{
	struct caught caught;
	struct buffer got;

	cli_init("test");
	caught_begin(&caught);
	ck_assert_int_eq(cli_usage("no %s", "good"), CLI_USAGE);
	cli_set_json(true);
	ck_assert_int_eq(cli_usage("no"), CLI_USAGE);
	cli_set_json(false);
	caught_end(&got, &caught);
	ck_assert_str_eq(buffer_string(&got),
			 "test: no good\ntest: see test --help\n"
			 "{\"program\": \"test\", \"file\": null, \"kind\": "
			 "\"error\", \"message\": \"no\"}\n");
	buffer_free(&got);
}
END_TEST

/* Lines go where those of this thread go, not those of another one. */
static void *
say_elsewhere(void *arg)
{
	(void)arg;
	cli_say("other\n", 6);
	return NULL;
}

START_TEST(of_each_thread)
{
	struct caught caught;
	struct buffer got;
	struct said outer, inner;
	pthread_t thread;

	caught_begin(&caught);
	said_begin(&outer);
	ck_assert_int_eq(pthread_create(&thread, NULL, say_elsewhere, NULL), 0);
	pthread_join(thread, NULL);
	cli_say("a\n", 2);
	said_begin(&inner);
	cli_say("b\n", 2);
	said_end(&inner, "b\n");
	cli_say("c\n", 2);
	said_end(&outer, "a\nc\n");
	cli_say("d\n", 2);
	caught_end(&got, &caught);
	ck_assert_str_eq(buffer_string(&got), "other\nd\n");
	buffer_free(&got);
}
END_TEST

static void
count(void *ctx)
{
	++*(int *)ctx;
}

START_TEST(called_before_printing)
{
	struct caught caught;
	struct buffer got;
	struct said said;
	int n = 0;

	caught_begin(&caught);
	cli_before_print(count, &n);
	cli_print("x\n", 2);
	cli_say("y\n", 2);
	said_begin(&said);
	cli_say("z\n", 2);
	said_end(&said, "z\n");
	cli_before_print(NULL, NULL);
	cli_print("w\n", 2);
	caught_end(&got, &caught);
	ck_assert_int_eq(n, 2);
	ck_assert_str_eq(buffer_string(&got), "x\ny\nw\n");
	buffer_free(&got);
}
END_TEST

static const struct {
	int sys, code;
} failures[] = {
	{ ENOSPC, CLI_IOERR },	    { EDQUOT, CLI_IOERR },
	{ EIO, CLI_IOERR },	    { EFBIG, CLI_IOERR },
	{ EACCES, CLI_CANTCREAT },  { EEXIST, CLI_CANTCREAT },
	{ EISDIR, CLI_CANTCREAT },  { ENOENT, CLI_CANTCREAT },
	{ ENOTDIR, CLI_CANTCREAT }, { 0, CLI_CANTCREAT },
};

START_TEST(codes)
{
	ck_assert_int_eq(cli_create_exit(failures[_i].sys), failures[_i].code);
	ck_assert_int_eq(cli_worst(0, failures[_i].code), failures[_i].code);
	ck_assert_int_eq(cli_worst(CLI_UNKNOWN, failures[_i].code),
			 CLI_UNKNOWN);
	ck_assert_int_eq(cli_worst(1, 0), 1);
}
END_TEST

static void
no_memory(void *ctx)
{
	size_t n = *(size_t *)ctx;

	cli_resize(cli_alloc(1), n);
}

static void
grow_much(void *ctx)
{
	size_t room = *(size_t *)ctx, n = room;

	cli_grow(NULL, n, &room, 16);
}

static void
broken_pipe(void *ctx)
{
	(void)ctx;
	cli_init("test");
	cli_broken_pipe();
}

START_TEST(ends_the_program)
{
	size_t n[] = { SIZE_MAX / 2 + 1, SIZE_MAX - 64 };

	for (int i = 0; i < COUNT(n); i++) {
		ck_assert_int_eq(ends_with(no_memory, &n[i]), CLI_SOFTWARE);
		ck_assert_int_eq(ends_with(grow_much, &n[i]), CLI_SOFTWARE);
	}
	ck_assert_int_eq(ends_with(broken_pipe, NULL), -SIGPIPE);
}
END_TEST

START_TEST(allocates)
{
	size_t room = 0, before;
	char *list = NULL, *copy;

	for (size_t i = 0; i < 1000; i++) {
		before = room;
		list = cli_grow(list, i, &room, 3);
		ck_assert_uint_gt(room, i);
		ck_assert(room == before || before == i);
		memset(list + 3 * i, (char)i, 3);
	}
	for (size_t i = 0; i < 1000; i++)
		ck_assert(list[3 * i] == (char)i && list[3 * i + 2] == (char)i);
	free(list);
	copy = cli_copy("ab\0c", 4);
	ck_assert(memcmp(copy, "ab\0c", 5) == 0);
	free(copy);
	copy = cli_copy(NULL, 0);
	ck_assert_str_eq(copy, "");
	free(copy);
	free(cli_alloc(0));
	copy = cli_alloc(100);
	for (int i = 0; i < 100; i++)
		ck_assert(copy[i] == 0);
	copy = cli_resize(copy, 0);
	ck_assert_ptr_nonnull(copy);
	free(copy);
}
END_TEST

static void
end_output(void *ctx)
{
	ck_assert_ptr_nonnull(freopen(ctx, "w", stdout));
	cli_init("test");
	printf("text\n");
	_exit(cli_end_output());
}

/* A pipe that nobody reads. */
static void
print_after(void *ctx)
{
	bool at_end = *(bool *)ctx;
	int ends[2];

	cli_init("test");
	if (pipe(ends) != 0)
		_exit(9);
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	printf("text\n");
	if (at_end)
		cli_end_output();
	else
		cli_print("line\n", 5);
}

START_TEST(end_of_output)
{
	bool at_end[] = { true, false };

	char full[] = "/dev/full", null[] = "/dev/null";

	ck_assert_int_eq(ends_with(end_output, null), CLI_OK);
	if (access(full, W_OK) == 0)
		ck_assert_int_eq(ends_with(end_output, full), CLI_IOERR);
	for (int i = 0; i < COUNT(at_end); i++)
		ck_assert_int_eq(ends_with(print_after, &at_end[i]), -SIGPIPE);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, says, 0, COUNT(vec));
	tcase_add_test(cases, kinds);
	tcase_add_test(cases, long_text);
	tcase_add_test(cases, usage);
	tcase_add_test(cases, of_each_thread);
	tcase_add_test(cases, called_before_printing);
	tcase_add_loop_test(cases, codes, 0, COUNT(failures));
	tcase_add_test(cases, ends_the_program);
	tcase_add_test(cases, allocates);
	tcase_add_test(cases, end_of_output);
}

SUITE_MAIN("cli", add_tests)
