#include "../tools/secret.h"
#include "support/tool.h"

#define LONG 1024

static const struct {
	const char *given, *text; /* NULL: refused */
	size_t rest;		  /* octets that are left for others */
} lines[] = {
	{ "secret\n", "secret", 0 },
	{ "secret", "secret", 0 },
	{ "secret\r\n", "secret", 0 },
	{ "a b\t\n", "a b\t", 0 },
	{ "one\ntwo\n", "one", 4 },
	{ "\rx\n", "\rx", 0 },
	{ "x\r", "x", 0 },
	{ "\xff\xfe\n", "\xff\xfe", 0 },
	{ "", NULL, 0 },
	{ "\n", NULL, 0 },
	{ "\r\n", NULL, 0 },
	{ "\nsecret\n", NULL, 7 },
};

static int
give(const char *bytes, size_t n)
{
	ssize_t wrote;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	wrote = write(ends[1], bytes, n);
	ck_assert_int_eq(wrote, (ssize_t)n);
	close(ends[1]);
	return ends[0];
}

static bool
is_wiped(const struct secret *s)
{
	const char *bytes = (const char *)s;

	for (size_t i = 0; i < sizeof *s; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

START_TEST(from_a_descriptor)
{
	int fd = give(lines[_i].given, strlen(lines[_i].given));
	bool good = lines[_i].text != NULL;
	struct secret s;
	struct said said;
	char rest[64];

	said_begin(&said);
	ck_assert_int_eq(secret_read(&s, NULL, fd), good ? CLI_OK : CLI_NOPERM);
	said_something(&said, !good);
	ck_assert_int_eq(read(fd, rest, sizeof rest), (int)lines[_i].rest);
	if (good) {
		ck_assert_uint_eq(s.len, strlen(lines[_i].text));
		ck_assert(memcmp(s.text, lines[_i].text, s.len) == 0);
		secret_wipe(&s);
	}
	ck_assert(is_wiped(&s));
	close(fd);
}
END_TEST

START_TEST(long_ones)
{
	char text[LONG + 2];
	struct secret s;
	struct said said;

	for (size_t n = LONG - 1; n <= LONG + 1; n++) {
		int fd;

		memset(text, 'p', n);
		text[n] = '\n';
		fd = give(text, n + 1 < sizeof text ? n + 1 : n);
		said_begin(&said);
		ck_assert_int_eq(secret_read(&s, NULL, fd),
				 n <= LONG ? CLI_OK : CLI_NOPERM);
		/* nothing of it is said */
		ck_assert_ptr_null(strstr(buffer_string(&said.lines), "ppp"));
		said_something(&said, n > LONG);
		ck_assert(n <= LONG ? s.len == n : is_wiped(&s));
		close(fd);
	}
}
END_TEST

static const struct {
	const char *command, *text;
} commands[] = {
	{ "echo secret", "secret" },
	{ "printf 'a b\\nrest\\n'", "a b" },
	{ "printf x; cat /dev/zero | head -c 1000000", NULL },
	{ "echo secret; head -c 1000000 /dev/zero", "secret" },
	{ "echo secret; false", NULL },
	{ "exit 3", NULL },
	{ "true", NULL },
	{ "echo secret; kill -9 $$", NULL },
	{ "/none/such 2>/dev/null", NULL },
};

START_TEST(from_a_command)
{
	bool good = commands[_i].text != NULL;
	struct secret s;
	struct said said;
	char why[100];

	alarm(60);
	said_begin(&said);
	ck_assert_msg(secret_read(&s, commands[_i].command, -1) ==
			      (good ? CLI_OK : CLI_NOPERM),
		      "%s", commands[_i].command);
	snprintf(why, sizeof why, "%s", buffer_string(&said.lines));
	said_something(&said, !good);
	ck_assert(good || strstr(why, "--password-command: ") != NULL);
	if (good)
		ck_assert(s.len == strlen(commands[_i].text) &&
			  memcmp(s.text, commands[_i].text, s.len) == 0);
	else
		ck_assert(is_wiped(&s));
	alarm(0);
}
END_TEST

START_TEST(no_descriptor)
{
	struct secret s;
	struct said said;

	said_begin(&said);
	ck_assert_int_eq(secret_read(&s, NULL, -1), CLI_NOPERM);
	said_something(&said, true);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, from_a_descriptor, 0, COUNT(lines));
	tcase_add_test(cases, long_ones);
	tcase_add_loop_test(cases, from_a_command, 0, COUNT(commands));
	tcase_add_test(cases, no_descriptor);
}

SUITE_MAIN("secret", add_tests)
