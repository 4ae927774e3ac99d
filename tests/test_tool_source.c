/* tools/source.c, gunzip.c and mapped.c: the bytes of a file, however they
 * lie there; test_source.c is that of the library. */
#include "../tools/gunzip.h"
#include "../tools/mapped.h"
#include "../tools/source.h"
#include "support/store.h"
#include "support/tool.h"
#include "support/torn_gzip.h"
#include <signal.h>

static char *dir;

/* "abc" and "de" as two gzip files, one behind the other. */
static const char packed[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x03\0\xfc\xff"
			     "abc\xc2\x41\x24\x35\x03\0\0\0"
			     "\x1f\x8b\x08\0\0\0\0\0\0\x03\x01\x02\0\xfd\xff"
			     "de\x8b\x29\x90\x7d\x02\0\0\0";

static void
write_bytes(const char *name, const char *bytes, size_t n)
{
	FILE *f = fopen(name, "wb");

	ck_assert_ptr_nonnull(f);
	ck_assert_uint_eq(fwrite(bytes, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
}

static void
set_up(void)
{
	dir = strdup(store_make());
	ck_assert_int_eq(chdir(dir), 0);
	store_file(dir, "plain", "abcdef");
	store_file(dir, "empty", "");
	store_dir(dir, "sub");
	write_bytes("packed", packed, sizeof packed - 1);
	write_bytes("half", packed, 17);
	write_bytes("head", packed, 3);
	write_bytes("damaged",
		    "\x1f\x8b\x08\0\0\0\0\0\0\x03\xff\xff\xff\xff"
		    "\xff\xff\xff\xff\xff\xff",
		    20);
	torn_gzip(dir, "torn", "abcdef");
}

static void
tear_down(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

enum how { OPEN, PACKED, STORED };

static const struct {
	const char *name;
	enum how how;
	bool given;
	uint64_t limit;
	int code;
	const char *bytes; /* NULL: as in the file */
	bool says, zlib;   /* zlib: it has to be built in for this */
} vec[] = {
	{ "plain", OPEN, false, 0, 0, "abcdef", false, false },
	{ "plain", PACKED, false, 0, 0, "abcdef", false, false },
	{ "plain", STORED, false, 0, 0, "abcdef", false, false },
	{ "plain", OPEN, true, 6, 0, "abcdef", false, false },
	{ "plain", OPEN, true, 5, CLI_DATA, "", true, false },
	{ "plain", OPEN, true, 0, 0, "abcdef", false, false },
	{ "plain", OPEN, true, UINT64_MAX, 0, "abcdef", false, false },
	{ "empty", OPEN, false, 0, 0, "", false, false },
	{ "empty", OPEN, true, 1, 0, "", false, false },
	{ "none", OPEN, false, 0, CLI_NOINPUT, "", true, false },
	{ "none", STORED, false, 0, CLI_NOINPUT, "", true, false },
	{ "sub", OPEN, false, 0, CLI_NOINPUT, "", true, false },
	{ "/dev/null", OPEN, false, 0, 0, "", false, false },
	{ "/dev/null", STORED, false, 0, CLI_NOINPUT, "", true, false },
	{ "packed", OPEN, false, 0, 0, "abcde", false, true },
	{ "packed", STORED, false, 0, 0, "abcde", false, true },
	{ "packed", PACKED, false, 0, 0, NULL, false, false },
	{ "packed", OPEN, true, sizeof packed - 1, 0, "abcde", false, true },
	{ "packed", OPEN, true, 5, CLI_DATA, "", true, true },
	{ "torn", OPEN, false, 0, 0, "abcdef", true, true },
	{ "half", OPEN, false, 0, 0, NULL, false, false }, /* too short */
	{ "head", OPEN, false, 0, 0, NULL, false, false },
	{ "damaged", OPEN, false, 0, 0, "", true, true },
};

START_TEST(opens)
{
	struct input_limit limit = { vec[_i].given, vec[_i].limit };
	struct source *s;
	struct said said;
	int rc;

	if (vec[_i].zlib && !torn_gzip_known())
		return;
	said_begin(&said);
	rc = vec[_i].how == OPEN ? source_open(&s, vec[_i].name, &limit)
	     : vec[_i].how == PACKED
		     ? source_open_packed(&s, vec[_i].name, &limit)
		     : source_open_stored(&s, vec[_i].name, &limit);
	said_something(&said, vec[_i].says);
	ck_assert_msg(rc == vec[_i].code, "%s: %d", vec[_i].name, rc);
	ck_assert((s != NULL) == (rc == CLI_OK));
	if (rc == CLI_OK) {
		mime_slice got = source_bytes(s);

		if (vec[_i].bytes != NULL)
			ck_assert(
				got.len == strlen(vec[_i].bytes) &&
				(got.len == 0 ||
				 memcmp(got.ptr, vec[_i].bytes, got.len) == 0));
		else
			ck_assert(got.len >= 3 &&
				  memcmp(got.ptr, packed, 3) == 0);
		ck_assert_int_eq(source_is_once(s), vec[_i].name[0] == '/');
		ck_assert_int_gt(source_time(s), 0);
	}
	source_drop(s);
}
END_TEST

START_TEST(is_held)
{
	const struct input_limit limit = { false, 0 };
	struct source *s;

	ck_assert_int_eq(source_open(&s, "plain", &limit), CLI_OK);
	ck_assert_ptr_eq(source_hold(s), s);
	ck_assert_int_eq(unlink("plain"), 0);
	source_drop(s);
	ck_assert(memcmp(source_bytes(s).ptr, "abcdef", 6) == 0);
	source_drop(s);
	source_drop(NULL);
}
END_TEST

/* Standard input, also behind its start, and a limit for what is no file. */
START_TEST(standard_input)
{
	const struct input_limit none = { false, 0 }, some = { true, 3 };
	int kept = dup(STDIN_FILENO), fd = open("plain", O_RDONLY);
	struct source *s;
	struct said said;
	int ends[2];

	ck_assert_int_eq(lseek(fd, 2, SEEK_SET), 2);
	dup2(fd, STDIN_FILENO);
	close(fd);
	ck_assert_int_eq(source_open(&s, "-", &none), CLI_OK);
	ck_assert_uint_eq(source_bytes(s).len, 4);
	ck_assert(memcmp(source_bytes(s).ptr, "cdef", 4) == 0);
	ck_assert(source_is_once(s));
	source_drop(s);
	ck_assert_int_eq(pipe(ends), 0);
	ck_assert_int_eq(write(ends[1], "wxyz", 4), 4);
	close(ends[1]);
	dup2(ends[0], STDIN_FILENO);
	said_begin(&said);
	ck_assert_int_eq(source_open(&s, "-", &some), CLI_DATA);
	said_something(&said, true);
	dup2(kept, STDIN_FILENO);
	close(kept);
	close(ends[0]);
}
END_TEST

/* More maps than there are slots: the others are read. */
START_TEST(many_at_a_time)
{
	const struct input_limit limit = { false, 0 };
	struct source *s[MAPPED_MAX + 5];
	struct mapped m[MAPPED_MAX + 1];
	int fd = open("plain", O_RDONLY);

	for (int i = 0; i < COUNT(s); i++) {
		ck_assert_int_eq(source_open(&s[i], "plain", &limit), CLI_OK);
		ck_assert(memcmp(source_bytes(s[i]).ptr, "abcdef", 6) == 0);
	}
	for (int i = 0; i < COUNT(s); i++)
		source_drop(s[i]);
	for (int i = 0; i < COUNT(m); i++)
		ck_assert_int_eq(mapped_open(&m[i], fd, 6, "plain"),
				 i < MAPPED_MAX);
	mapped_close(&m[3]);
	mapped_close(&m[3]);
	ck_assert(mapped_open(&m[MAPPED_MAX], fd, 6, "plain"));
	for (int i = 0; i < COUNT(m); i++)
		mapped_close(&m[i]);
	ck_assert(!mapped_open(&m[0], -1, 6, "plain"));
	mapped_close(&m[0]);
	close(fd);
}
END_TEST

static void
read_what_is_gone(void *ctx)
{
	const struct input_limit limit = { false, 0 };
	struct source *s;
	volatile char c;

	cli_init("test");
	if (source_open(&s, ctx, &limit) != CLI_OK || truncate(ctx, 0) != 0)
		_exit(9);
	c = source_bytes(s).ptr[5000];
	(void)c;
}

static void
touch_nothing(void *ctx)
{
	cli_init("test");
	(void)ctx;
	raise(SIGBUS);
}

/* A file that becomes shorter while it is read ends the program by name; a
 * SIGBUS of another kind is what it was. */
START_TEST(becomes_shorter)
{
	struct buffer much = { NULL, 0, 0 };
	char name[] = "much";

	buffer_add_repeated(&much, 'x', 10000);
	store_file(dir, name, buffer_string(&much));
	buffer_free(&much);
	ck_assert_int_eq(ends_with(read_what_is_gone, name), CLI_IOERR);
	/* the signal, or what a sanitizer makes of it */
	ck_assert_int_ne(ends_with(touch_nothing, NULL), CLI_IOERR);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, opens, 0, COUNT(vec));
	tcase_add_test(cases, is_held);
	tcase_add_test(cases, standard_input);
	tcase_add_test(cases, many_at_a_time);
	tcase_add_test(cases, becomes_shorter);
}

SUITE_MAIN("tool_source", add_tests)
