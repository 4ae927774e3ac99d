/* tools/options.c; test_options.c is that of the library. */
#include "../tools/options.h"
#include "support/tool.h"

enum { OPT_ALL = 1, OPT_BODY, OPT_FILE, OPT_LONG, OPT_LONGER };

static const struct option_row rows[] = {
	{ 0, 0, "First", OPTION_NOTHING, NULL, NULL },
	{ OPT_ALL, 'a', "all", OPTION_NOTHING, NULL, "take all" },
	{ OPT_BODY, 'b', "body", OPTION_MAYBE, "KIND",
	  "a help that is so long that it does not fit into one line of the "
	  "terminal and is broken \"between\" words" },
	{ 0, 0, "Second", OPTION_NOTHING, NULL, NULL },
	{ OPT_FILE, 'f', "file", OPTION_VALUE, "FILE", "a file" },
	{ OPT_LONG, 0, "long", OPTION_NOTHING, NULL, "long alone" },
	{ OPT_LONGER, 0, "longer-than-all-the-others", OPTION_VALUE, "VALUE",
	  "its help is on the next line" },
	{ 0, 0, NULL, OPTION_NOTHING, NULL, NULL },
};

/* ID, then the value in brackets; "!" for an error; the operands. */
static const struct {
	const char *argv[6];
	const char *read;
} lines[] = {
	{ { NULL }, "" },
	{ { "x", "y" }, "x y " },
	{ { "-a" }, "1 " },
	{ { "--all" }, "1 " },
	{ { "-aa" }, "1 1 " },
	{ { "-b" }, "2 " },
	{ { "-bx" }, "2[x] " },
	{ { "-b", "x" }, "2 x " },
	{ { "--body" }, "2 " },
	{ { "--body=" }, "2[] " },
	{ { "--body=x=y" }, "2[x=y] " },
	{ { "--body", "x" }, "2 x " },
	{ { "-fx" }, "3[x] " },
	{ { "-f", "x" }, "3[x] " },
	{ { "-f", "-a" }, "3[-a] " },
	{ { "-af", "" }, "1 3[] " },
	{ { "--file=x" }, "3[x] " },
	{ { "--file", "x" }, "3[x] " },
	{ { "--long" }, "4 " },
	{ { "x", "-a", "y" }, "1 x y " },
	{ { "-a", "--", "-a", "--all" }, "1 -a --all " },
	{ { "-" }, "- " },
	{ { "--" }, "" },
	{ { "--lo" }, "!" },
	{ { "--longe=1" }, "5[1] " },
	{ { "-z" }, "!" },
	{ { "-az" }, "1 !" },
	{ { "-\xff" }, "!" },
	{ { "-:" }, "!" },
	{ { "--none" }, "!" },
	{ { "--none=x" }, "!" },
	{ { "--First" }, "!" },
	{ { "--all=x" }, "!" },
	{ { "--long=" }, "!" },
	{ { "-f" }, "!" },
	{ { "--file" }, "!" },
	{ { "--longer-than-all-the-others" }, "!" },
	{ { "x", "--none", "y" }, "!" },
};

START_TEST(reads)
{
	char name[] = "test", copies[6][40], *argv[8] = { name };
	struct buffer got = { NULL, 0, 0 };
	int argc = 1, id, n = 0;
	const char *value;
	struct options *o;
	struct said said;
	char **operands = NULL;

	for (; argc < 7 && lines[_i].argv[argc - 1] != NULL; argc++) {
		snprintf(copies[argc - 1], sizeof copies[0], "%s",
			 lines[_i].argv[argc - 1]);
		argv[argc] = copies[argc - 1];
	}
	o = options_new(rows, argc, argv);
	said_begin(&said);
	while ((id = options_next(o, &value)) > 0) {
		buffer_add_char(&got, (char)('0' + id));
		if (value != NULL) {
			buffer_add_char(&got, '[');
			buffer_add_text(&got, value);
			buffer_add_char(&got, ']');
		}
		buffer_add_char(&got, ' ');
	}
	if (id < 0)
		buffer_add_char(&got, '!');
	else
		operands = options_operands(o, &n);
	for (int i = 0; i < n; i++) {
		buffer_add_text(&got, operands[i]);
		buffer_add_char(&got, ' ');
	}
	said_something(&said, id < 0);
	ck_assert_str_eq(buffer_string(&got), lines[_i].read);
	buffer_free(&got);
	options_free(o);
}
END_TEST

static const struct {
	char word[30];
	const char *said;
} refusals[] = {
	{ "--none", "there is no option --none, or it has several ends" },
	{ "--lo", "there is no option --lo, or it has several ends" },
	{ "--al=x", "--all takes no value" },
	{ "-f", "-f needs a value" },
	{ "--fil", "--file needs a value" },
	{ "-z\x1b", "there is no option -z" },
	{ "--\x1b", "there is no option --\xe2\x90\x9b, or it has several "
		    "ends" },
};

START_TEST(says_why)
{
	char name[] = "test", word[30], *argv[] = { name, word, NULL };
	struct options *o;
	const char *value;
	char line[200];
	struct said said;

	memcpy(word, refusals[_i].word, sizeof word);
	snprintf(line, sizeof line, "%s: %s\n", cli_program(),
		 refusals[_i].said);
	o = options_new(rows, 2, argv);
	said_begin(&said);
	ck_assert_int_eq(options_next(o, &value), -1);
	said_end(&said, line);
	options_free(o);
}
END_TEST

static const char help[] =
	"usage: test\n\nFirst:\n"
	"  -a, --all                 take all\n"
	"  -b, --body[=KIND]         a help that is so long that it does not "
	"fit into\n"
	"                            one line of the terminal and is broken "
	"\"between\"\n"
	"                            words\n"
	"\nSecond:\n"
	"  -f, --file=FILE           a file\n"
	"      --long                long alone\n"
	"      --longer-than-all-the-others=VALUE\n"
	"                            its help is on the next line\n"
	"\nexample\n";

static const char json[] =
	"[\n  {\"long\": \"all\", \"short\": \"a\", \"takes\": \"nothing\", "
	"\"value\": null, \"help\": \"take all\", \"heading\": \"First\"},\n"
	"  {\"long\": \"body\", \"short\": \"b\", \"takes\": \"optional "
	"value\", \"value\": \"KIND\", \"help\": \"a help that is so long that "
	"it does not fit into one line of the terminal and is broken "
	"\\\"between\\\" words\", \"heading\": \"First\"},\n"
	"  {\"long\": \"file\", \"short\": \"f\", \"takes\": \"value\", "
	"\"value\": \"FILE\", \"help\": \"a file\", \"heading\": "
	"\"Second\"},\n"
	"  {\"long\": \"long\", \"short\": null, \"takes\": \"nothing\", "
	"\"value\": null, \"help\": \"long alone\", \"heading\": "
	"\"Second\"},\n"
	"  {\"long\": \"longer-than-all-the-others\", \"short\": null, "
	"\"takes\": \"value\", \"value\": \"VALUE\", \"help\": \"its help is "
	"on the next line\", \"heading\": \"Second\"}\n]\n";

static const struct {
	const char *value, *text;
} answers[] = {
	{ NULL, help }, { "json", json }, { "", "" },
	{ "JSON", "" }, { "jsonx", "" },
};

START_TEST(answers_help)
{
	bool good = answers[_i].text[0] != '\0';
	struct buffer got;
	struct output o;
	struct said said;

	written_begin(&o);
	said_begin(&said);
	ck_assert_int_eq(options_answer(o.file, rows, answers[_i].value,
					"usage: test\n", "example\n"),
			 good ? CLI_OK : CLI_USAGE);
	said_something(&said, !good);
	written_end(&got, &o);
	ck_assert_str_eq(buffer_string(&got), answers[_i].text);
	buffer_free(&got);
}
END_TEST

#define MAX64 UINT64_C(18446744073709551615)

static const struct {
	const char *text;
	uint64_t max;
	bool good;
	uint64_t value;
} counts[] = {
	{ "0", 0, true, 0 },
	{ "1", 0, false, 0 },
	{ "7", 7, true, 7 },
	{ "8", 7, false, 0 },
	{ "10", 10, true, 10 },
	{ "19", 20, true, 19 },
	{ "21", 20, false, 0 },
	{ "100", 20, false, 0 },
	{ "007", 7, true, 7 },
	{ "00000000000000000000000000007", 7, true, 7 },
	{ "18446744073709551615", MAX64, true, MAX64 },
	{ "18446744073709551616", MAX64, false, 0 },
	{ "18446744073709551625", MAX64, false, 0 },
	{ "184467440737095516150", MAX64, false, 0 },
	{ "4294967296", UINT32_MAX, false, 0 },
	{ "4294967295", UINT32_MAX, true, UINT32_MAX },
	{ "", MAX64, false, 0 },
	{ "-1", MAX64, false, 0 },
	{ "+1", MAX64, false, 0 },
	{ " 1", MAX64, false, 0 },
	{ "1 ", MAX64, false, 0 },
	{ "1k", MAX64, false, 0 },
	{ "0x1", MAX64, false, 0 },
	{ "1e3", MAX64, false, 0 },
	{ "1,000", MAX64, false, 0 },
	{ "/", MAX64, false, 0 },
	{ ":", MAX64, false, 0 },
	{ "1\xff", MAX64, false, 0 },
};

START_TEST(reads_a_count)
{
	uint64_t value = 0;

	ck_assert_msg(option_count(&value, counts[_i].text, counts[_i].max) ==
			      counts[_i].good,
		      "%s", counts[_i].text);
	if (counts[_i].good)
		ck_assert_uint_eq(value, counts[_i].value);
}
END_TEST

static const struct {
	const char *text;
	bool good;
	uint64_t value;
} sizes[] = {
	{ "0", true, 0 },
	{ "0G", true, 0 },
	{ "1023", true, 1023 },
	{ "1K", true, 1024 },
	{ "1k", true, 1024 },
	{ "1M", true, 1048576 },
	{ "1m", true, 1048576 },
	{ "3G", true, UINT64_C(3221225472) },
	{ "3g", true, UINT64_C(3221225472) },
	{ "18446744073709551615", true, MAX64 },
	{ "18446744073709551616", false, 0 },
	{ "18014398509481983K", true, MAX64 - 1023 },
	{ "18014398509481984K", false, 0 },
	{ "17592186044415M", true, MAX64 - 1048575 },
	{ "17592186044416M", false, 0 },
	{ "17179869183G", true, MAX64 - 1073741823 },
	{ "17179869184G", false, 0 },
	{ "18446744073709551615G", false, 0 },
	{ "", false, 0 },
	{ "K", false, 0 },
	{ "1T", false, 0 },
	{ "1B", false, 0 },
	{ "1KB", false, 0 },
	{ "1KK", false, 0 },
	{ "1 K", false, 0 },
	{ "-1K", false, 0 },
	{ "1.5M", false, 0 },
	{ "1\xff", false, 0 },
};

START_TEST(reads_a_size)
{
	uint64_t value = 0;

	ck_assert_msg(option_size(&value, sizes[_i].text) == sizes[_i].good,
		      "%s", sizes[_i].text);
	if (sizes[_i].good)
		ck_assert_uint_eq(value, sizes[_i].value);
}
END_TEST

START_TEST(finds_a_word)
{
	static const char *const words[] = { "auto", "text", "a", "", NULL };
	static const char *const none[] = { NULL };

	ck_assert_int_eq(option_word("auto", words), 0);
	ck_assert_int_eq(option_word("text", words), 1);
	ck_assert_int_eq(option_word("a", words), 2);
	ck_assert_int_eq(option_word("", words), 3);
	ck_assert_int_eq(option_word("au", words), -1);
	ck_assert_int_eq(option_word("auto ", words), -1);
	ck_assert_int_eq(option_word("Auto", words), -1);
	ck_assert_int_eq(option_word("", none), -1);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads, 0, COUNT(lines));
	tcase_add_loop_test(cases, says_why, 0, COUNT(refusals));
	tcase_add_loop_test(cases, answers_help, 0, COUNT(answers));
	tcase_add_loop_test(cases, reads_a_count, 0, COUNT(counts));
	tcase_add_loop_test(cases, reads_a_size, 0, COUNT(sizes));
	tcase_add_test(cases, finds_a_word);
}

SUITE_MAIN("tool_options", add_tests)
