#include "../tools/table.h"
#include "support/tool.h"

/* Rows of three cells, the third may be empty. */
static const char *const cells[] = {
	"a",	"\xe4\xb8\xad\xe6\x96\x87",
	"x",	"long\x1b[2J cell",
	"",	"",
	"b\tc", "2",
	"",
};

static const struct {
	const char *why;
	size_t width; /* 0: no terminal */
	bool plain, null, ascii;
	unsigned right;
	size_t min;
	const char *text;
	size_t n; /* 0: a string */
} vec[] = {
	{ "a pipe: two blanks, nothing cut", 0, false, false, false, 0, 0,
	  "a  \xe4\xb8\xad\xe6\x96\x87  x\nlong\xe2\x90\x9b[2J cell\n"
	  "b\xe2\x90\x89"
	  "c  2\n",
	  0 },
	{ "for scripts: every tab", 0, true, false, false, 0, 0,
	  "a\t\xe4\xb8\xad\xe6\x96\x87\tx\nlong\xe2\x90\x9b[2J cell\t\t\n"
	  "b\xe2\x90\x89"
	  "c\t2\t\n",
	  0 },
	{ "for scripts, also on a terminal", 4, true, false, true, 7, 9,
	  "a\t\xe4\xb8\xad\xe6\x96\x87\tx\nlong\\x1b[2J cell\t\t\n"
	  "b\\x09c\t2\t\n",
	  0 },
	{ "ended by NUL", 0, true, true, true, 0, 0,
	  "a\t\xe4\xb8\xad\xe6\x96\x87\tx\0long\\x1b[2J cell\t\t\0"
	  "b\\x09c\t2\t\0",
	  40 },
	{ "NUL only for scripts", 0, false, true, true, 0, 0,
	  "a  \xe4\xb8\xad\xe6\x96\x87  x\nlong\\x1b[2J cell\nb\\x09c  2\n",
	  0 },
	{ "columns", 80, false, false, true, 0, 0,
	  "a                 \xe4\xb8\xad\xe6\x96\x87  x\n"
	  "long\\x1b[2J cell\n"
	  "b\\x09c            2\n",
	  0 },
	{ "aligned at the right", 80, false, false, true, 3, 0,
	  "               a  \xe4\xb8\xad\xe6\x96\x87  x\n"
	  "long\\x1b[2J cell\n"
	  "          b\\x09c     2\n",
	  0 },
	{ "at least so wide", 80, false, false, true, 0, 18,
	  "a                   \xe4\xb8\xad\xe6\x96\x87  x\n"
	  "long\\x1b[2J cell\n"
	  "b\\x09c              2\n",
	  0 },
	{ "cut", 8, false, false, true, 0, 0,
	  "a    ...\nlong\\...\nb\\x09...\n", 0 },
	{ "cut to nothing", 1, false, false, true, 0, 0, ".\n.\n.\n", 0 },
};

START_TEST(prints)
{
	size_t n = vec[_i].n != 0 ? vec[_i].n : strlen(vec[_i].text);
	struct table t = { .columns = 3,
			   .plain = vec[_i].plain,
			   .right = vec[_i].right,
			   .min = { vec[_i].min } };
	struct output o;
	struct dump d = { .out = &o,
			  .null = vec[_i].null,
			  .tsv = vec[_i].plain && !vec[_i].null,
			  .term = { .ascii = vec[_i].ascii,
				    .width = vec[_i].width != 0 ? vec[_i].width
								: SIZE_MAX } };
	struct buffer got;

	ck_assert_int_eq(table_is_plain(&d), vec[_i].plain || vec[_i].null);
	written_begin(&o);
	for (int i = 0; i < COUNT(cells); i++)
		table_add(&t, &d, (mime_slice){ cells[i], strlen(cells[i]) });
	table_print(&t, &d);
	ck_assert(t.n == 0 && t.ends == NULL && t.text.len == 0);
	buffer_free(&d.line);
	written_end(&got, &o);
	ck_assert_msg(got.len == n && memcmp(got.ptr, vec[_i].text, n) == 0,
		      "%s: %s", vec[_i].why, buffer_string(&got));
	buffer_free(&got);
}
END_TEST

static const struct {
	uint64_t octets;
	const char *person, *script;
} sizes[] = {
	{ 0, "0 B", "0" },
	{ 2004, "2,004 B", "2004" },
	{ UINT64_MAX, "18,446,744,073,709,551,615 B", "18446744073709551615" },
};

START_TEST(size_cell)
{
	struct table t = { .columns = 1 };

	table_add_size(&t, sizes[_i].octets);
	ck_assert_str_eq(buffer_string(&t.text), sizes[_i].person);
	table_free(&t);
	t.plain = true;
	table_add_size(&t, sizes[_i].octets);
	ck_assert_str_eq(buffer_string(&t.text), sizes[_i].script);
	ck_assert(t.n == 1 && t.ends[0] == t.text.len);
	table_free(&t);
}
END_TEST

START_TEST(empty)
{
	struct table t = { .columns = 2 };
	struct output o;
	struct dump d = { .out = &o, .term = { .width = 80 } };
	struct buffer got;

	written_begin(&o);
	table_print(&t, &d);
	written_end(&got, &o);
	ck_assert_uint_eq(got.len, 0);
	table_free(&t);
	buffer_free(&got);
}
END_TEST

START_TEST(titles_once)
{
	static const char *const titles[] = { "a", "b", "c" };
	struct output o;
	struct dump d = { .out = &o, .tsv = true };
	struct buffer got;

	written_begin(&o);
	table_titles(&d, titles, 3);
	table_titles(&d, titles, 3);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), "a\tb\tc\n");
	buffer_free(&got);
	written_begin(&o);
	d.null = true;
	table_titles(&d, titles, 1);
	written_end(&got, &o);
	ck_assert(got.len == 2 && memcmp(got.ptr, "a\0", 2) == 0);
	buffer_free(&got);
}
END_TEST

START_TEST(many_rows)
{
	struct table t = { .columns = TABLE_COLUMNS };
	struct output o;
	struct dump d = { .out = &o, .term = { .width = 79 } };
	struct buffer got;

	written_begin(&o);
	for (int i = 0; i < 10000 * TABLE_COLUMNS; i++)
		table_add(&t, &d, (mime_slice){ "12345", 5 });
	table_print(&t, &d);
	buffer_free(&d.line);
	written_end(&got, &o);
	ck_assert_uint_eq(got.len, 10000 * (TABLE_COLUMNS * 7 - 1));
	buffer_free(&got);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, prints, 0, COUNT(vec));
	tcase_add_loop_test(cases, size_cell, 0, COUNT(sizes));
	tcase_add_test(cases, empty);
	tcase_add_test(cases, titles_once);
	tcase_add_test(cases, many_rows);
}

SUITE_MAIN("table", add_tests)
