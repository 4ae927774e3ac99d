/* tools/output.c; test_output.c is that of an SMTP session. */
#include "../tools/output.h"
#include "../tools/turn.h"
#include "support/store.h"
#include "support/tool.h"
#include <errno.h>
#include <signal.h>

static char *dir;

static void
set_up(void)
{
	dir = strdup(store_make());
	store_file(dir, "there", "old");
	store_dir(dir, "sub");
	store_link(dir, "link", "there");
	store_link(dir, "dangling", "none");
	ck_assert_int_eq(chdir(dir), 0);
}

static void
tear_down(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

static int
entries(void)
{
	DIR *d = opendir(".");
	int n = -2;

	ck_assert_ptr_nonnull(d);
	while (readdir(d) != NULL)
		n++;
	closedir(d);
	return n;
}

static void
holds(const char *path, const char *text)
{
	struct buffer got = { NULL, 0, 0 };
	char block[256];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (text == NULL) {
		ck_assert_ptr_null(f);
		return;
	}
	ck_assert_ptr_nonnull(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		buffer_add(&got, block, n);
	fclose(f);
	ck_assert_str_eq(buffer_string(&got), text);
	buffer_free(&got);
}

/* after: what the path holds then; NULL: there is no such file. */
static const struct {
	const char *why, *path;
	bool force, keep;
	int open, close;
	const char *after;
	int new_entries;
} vec[] = {
	{ "a new file", "new", false, true, 0, 0, "text", 1 },
	{ "not kept", "new", false, false, 0, 0, NULL, 0 },
	{ "in a folder", "sub/new", false, true, 0, 0, "text", 0 },
	{ "no folder", "none/new", false, true, CLI_CANTCREAT, 0, NULL, 0 },
	{ "a file is no folder", "there/new", true, true, CLI_CANTCREAT, 0,
	  NULL, 0 },
	{ "there", "there", false, true, CLI_CANTCREAT, 0, "old", 0 },
	{ "there, and forced", "there", true, true, 0, 0, "text", 0 },
	{ "forced, not kept", "there", true, false, 0, 0, "old", 0 },
	{ "a folder", "sub", true, true, CLI_CANTCREAT, 0, NULL, 0 },
	{ "a slash at the end", "new/", false, true, CLI_CANTCREAT, 0, NULL,
	  0 },
	{ "a link to a file", "link", false, true, CLI_CANTCREAT, 0, "old", 0 },
	{ "a link to a file, forced", "link", true, true, 0, 0, "text", 0 },
	{ "a link to nothing", "dangling", false, true, 0, CLI_CANTCREAT, NULL,
	  0 },
	{ "a device", "/dev/null", false, true, 0, 0, "", 0 },
};

START_TEST(opens_and_closes)
{
	int before = entries(), rc;
	struct output o;
	struct said said;

	said_begin(&said);
	rc = output_open(&o, vec[_i].path, vec[_i].force);
	ck_assert_msg(rc == vec[_i].open, "%s: %d", vec[_i].why, rc);
	if (rc == CLI_OK) {
		output_write(&o, "te", 2);
		output_write(&o, "", 0);
		output_write(&o, "xt", 2);
		ck_assert(!output_failed(&o));
		if (vec[_i].path[0] != '/' && !vec[_i].force)
			holds(vec[_i].path, NULL); /* not before it is whole */
		rc = output_close(&o, vec[_i].keep);
		ck_assert_msg(rc == vec[_i].close, "%s: %d", vec[_i].why, rc);
	}
	said_something(&said, vec[_i].open != 0 || vec[_i].close != 0);
	if (strcmp(vec[_i].path, "sub") != 0)
		holds(vec[_i].path, vec[_i].after);
	ck_assert_msg(entries() == before + vec[_i].new_entries, "%s",
		      vec[_i].why);
}
END_TEST

/* The link is replaced, not what it leads to. */
START_TEST(replaces_the_link)
{
	struct output o;

	ck_assert_int_eq(output_open(&o, "link", true), CLI_OK);
	output_write(&o, "new", 3);
	ck_assert_int_eq(output_close(&o, true), CLI_OK);
	holds("there", "old");
	holds("link", "new");
}
END_TEST

/* A file that came meanwhile stays. */
START_TEST(somebody_was_quicker)
{
	struct output o;
	struct said said;

	ck_assert_int_eq(output_open(&o, "new", false), CLI_OK);
	output_write(&o, "mine", 4);
	store_file(dir, "new", "theirs");
	said_begin(&said);
	ck_assert_int_eq(output_close(&o, true), CLI_CANTCREAT);
	said_something(&said, true);
	holds("new", "theirs");
}
END_TEST

/* Small and large writes in one stream, around the sizes that are treated
 * otherwise. */
START_TEST(sizes_mixed)
{
	static const size_t sizes[] = { 1,	131071, 1,	131072, 3,
					131073, 262144, 262145, 4096,	5 };
	struct buffer block = { NULL, 0, 0 }, got = { NULL, 0, 0 };
	char part[65536];
	struct output o;
	size_t at = 0, n;
	FILE *f;

	buffer_add_repeated(&block, 'x', 300000);
	ck_assert_int_eq(output_open(&o, "new", false), CLI_OK);
	for (int i = 0; i < COUNT(sizes); i++) {
		block.ptr[0] = (char)('a' + i);
		output_write(&o, block.ptr, sizes[i]);
	}
	ck_assert_int_eq(output_close(&o, true), CLI_OK);
	f = fopen("new", "rb");
	ck_assert_ptr_nonnull(f);
	while ((n = fread(part, 1, sizeof part, f)) > 0)
		buffer_add(&got, part, n);
	fclose(f);
	for (int i = 0; i < COUNT(sizes); at += sizes[i++])
		ck_assert(at < got.len && got.ptr[at] == 'a' + i);
	ck_assert_uint_eq(at, got.len);
	buffer_free(&got);
	buffer_free(&block);
}
END_TEST

START_TEST(full)
{
	static const size_t sizes[] = { 10, 300000 };
	struct buffer block = { NULL, 0, 0 };
	struct output o;
	struct said said;

	if (access("/dev/full", W_OK) != 0)
		return;
	buffer_add_repeated(&block, 'x', 300000);
	ck_assert_int_eq(output_open(&o, "/dev/full", false), CLI_OK);
	output_write(&o, block.ptr, sizes[_i]);
	ck_assert(output_failed(&o) || sizes[_i] < 1000);
	said_begin(&said);
	ck_assert_int_eq(output_close(&o, true), CLI_IOERR);
	ck_assert_ptr_nonnull(
		strstr(buffer_string(&said.lines), strerror(ENOSPC)));
	ck_assert_ptr_nonnull(strstr(buffer_string(&said.lines), "/dev/full"));
	said_something(&said, true);
	buffer_free(&block);
}
END_TEST

START_TEST(titles_and_between)
{
	struct buffer got;
	struct output o;

	written_begin(&o);
	for (int i = 0; i < 3; i++) {
		output_titles(&o, "T", 1);
		output_between(&o, "-", 1);
		output_write(&o, "x", 1);
	}
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "Tx-x-x");
	buffer_free(&got);
}
END_TEST

/* What a worker writes goes to its stage; nothing of it is closed. */
START_TEST(into_a_stage)
{
	struct output o, staged;
	struct tally tally;
	struct stage *s;
	struct buffer got;
	struct turn *t;

	written_begin(&o);
	t = turn_new(&o, NULL);
	s = stage_new(t);
	output_stage(&staged, &o, s);
	for (uint64_t i = 0; i < 2; i++) {
		stage_begin(s, i);
		output_titles(&staged, "T", 1);
		output_between(&staged, "-", 1);
		output_write(&staged, "x", 1);
		ck_assert(!output_failed(&staged));
		stage_end(s, false);
	}
	stage_free(s);
	turn_free(t, &tally);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "Tx-x");
	buffer_free(&got);
}
END_TEST

static void
write_to_closed(void *ctx)
{
	size_t n = *(size_t *)ctx;
	int ends[2];
	struct output o;

	cli_init("test");
	if (pipe(ends) != 0 || output_open(&o, "-", false) != CLI_OK)
		_exit(9);
	close(ends[0]);
	dup2(ends[1], STDOUT_FILENO);
	output_write(&o, cli_alloc(n), n);
	_exit(output_close(&o, true));
}

START_TEST(closed_pipe)
{
	size_t sizes[] = { 1, 200000 };

	for (int i = 0; i < COUNT(sizes); i++)
		ck_assert_int_eq(ends_with(write_to_closed, &sizes[i]),
				 -SIGPIPE);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, opens_and_closes, 0, COUNT(vec));
	tcase_add_test(cases, replaces_the_link);
	tcase_add_test(cases, somebody_was_quicker);
	tcase_add_test(cases, sizes_mixed);
	tcase_add_loop_test(cases, full, 0, 2);
	tcase_add_test(cases, titles_and_between);
	tcase_add_test(cases, into_a_stage);
	tcase_add_test(cases, closed_pipe);
}

SUITE_MAIN("tool_output", add_tests)
