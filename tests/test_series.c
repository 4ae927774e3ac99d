#include "../tools/series.h"
#include "support/store.h"
#include "support/tool.h"

#define FROM "From a@b.c Sat Jan  3 01:05:34 2026\n"
#define MBOX                                                                   \
	FROM "Subject: 1\n\none\n\n" FROM "Subject: 2\n\ntwo\n\n" FROM         \
	     "Subject: 3\n\nthree\n"

static char *dir;

/* A folder of everything that an operand may be; the tests run in it. */
static void
set_up(void)
{
	dir = strdup(store_make());
	store_file(dir, "a.eml", "Subject: a\n\n");
	store_file(dir, "b.eml", "Subject: b\n\n");
	store_file(dir, "empty", "");
	store_file(dir, "four", "From");
	store_file(dir, "five", "From ");
	store_file(dir, "three.mbox", MBOX);
	store_file(dir, "bom", "\xef\xbb\xbf" FROM "Subject: 1\n\none\n");
	store_dir(dir, "tree");
	store_file(dir, "tree/b.eml", "Subject: b\n\n");
	store_file(dir, "tree/a.mbox", MBOX);
	store_file(dir, "tree/.eml", "hidden, no name before the end\n");
	store_file(dir, "tree/readme.txt", "Subject: none\n\n");
	store_dir(dir, "tree/B");
	store_file(dir, "tree/B/z.eml", "Subject: z\n\n");
	store_link(dir, "tree/B/up", "..");
	store_link(dir, "tree/c.eml", "b.eml");
	store_dir(dir, "empty.dir");
	store_dir(dir, "mh");
	store_file(dir, "mh/10", "Subject: 10\n\n");
	store_file(dir, "mh/9", "Subject: 9\n\n");
	store_dir(dir, "md");
	store_dir(dir, "md/cur");
	store_dir(dir, "md/new");
	store_file(dir, "md/new/1.x", "Subject: x\n\n");
	store_file(dir, "md/cur/2.y:2,S", "Subject: y\n\n");
	store_file(dir, "lines", "a.eml\n\nnone\nthree.mbox");
	store_file(dir, "lists", "three.mbox\n\n\n");
	ck_assert_int_eq(chdir(dir), 0);
}

static void
tear_down(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

/* What the operands mean: NAME@SEQUENCE of each, "!CODE" behind what cannot be
 * opened. */
static const struct {
	const char *why;
	const char *operands[4];
	const char *files_from, *messages;
	enum mail_format format;
	bool recursive, ranged, numbered;
	uint64_t start, end;
	const char *found;
} vec[] = {
	{ "a file", { "a.eml" }, .found = "a.eml@1 " },
	{ "the same twice", { "a.eml", "a.eml" }, .found = "a.eml@1 a.eml@2 " },
	{ "an empty file is a message", { "empty" }, .found = "empty@1 " },
	{ "less than \"From \"", { "four" }, .found = "four@1 " },
	{ "\"From \" alone", { "five" }, .found = "five:1@1 " },
	{ "an mbox",
	  { "three.mbox" },
	  .found = "three.mbox:1@1 three.mbox:2@2 three.mbox:3@3 " },
	{ "behind a byte-order mark", { "bom" }, .found = "bom:1@1 " },
	{ "no mbox, if the user says so",
	  { "three.mbox" },
	  .format = FORMAT_EML,
	  .found = "three.mbox@1 " },
	{ "a message said to be an mbox",
	  { "a.eml", "empty" },
	  .format = FORMAT_MBOX,
	  .found = "a.eml:1@1 " },
	{ "what is missing stands in its place",
	  { "a.eml", "none", "b.eml" },
	  .found = "a.eml@1 none@2!66 b.eml@3 " },
	{ "a directory needs -r",
	  { "tree", "b.eml" },
	  .found = "tree@1!66 b.eml@2 " },
	{ "in the order of bytes, no link followed",
	  { "tree" },
	  .recursive = true,
	  .found = "tree/B/z.eml@1 tree/a.mbox:1@2 tree/a.mbox:2@3 "
		   "tree/a.mbox:3@4 tree/b.eml@5 " },
	{ "a slash at the end",
	  { "tree/B/" },
	  .recursive = true,
	  .found = "tree/B/z.eml@1 " },
	{ "an empty directory",
	  { "empty.dir" },
	  .recursive = true,
	  .found = "" },
	{ "MH by number",
	  { "mh" },
	  .format = FORMAT_MH,
	  .found = "mh/9@1 mh/10@2 " },
	{ "a Maildir", { "md" }, .found = "md/new/1.x@1 md/cur/2.y:2,S@2 " },
	{ "a Maildir is more than -r",
	  { "md" },
	  .recursive = true,
	  .found = "md/new/1.x@1 md/cur/2.y:2,S@2 " },
	{ "no Maildir, though said to be",
	  { "tree" },
	  .format = FORMAT_MAILDIR,
	  .found = "tree@1!66 " },
	{ "operands, then names from a file",
	  { "b.eml" },
	  .files_from = "lines",
	  .found = "b.eml@1 a.eml@2 none@3!66 three.mbox:1@4 "
		   "three.mbox:2@5 three.mbox:3@6 " },
	{ "empty names are none",
	  { NULL },
	  .files_from = "lists",
	  .messages = "3",
	  .found = "three.mbox:3@3 " },
	{ "no names at all", { NULL }, .files_from = "empty", .found = "" },
	{ "wanted ones",
	  { "three.mbox", "a.eml" },
	  .messages = "2,4",
	  .found = "three.mbox:2@2 a.eml@4 " },
	{ "the last two",
	  { "three.mbox", "a.eml" },
	  .messages = "-2-",
	  .found = "three.mbox:3@3 a.eml@4 " },
	{ "none is wanted", { "three.mbox" }, .messages = "4--3", .found = "" },
	{ "what fails is told, wanted or not",
	  { "none", "three.mbox" },
	  .messages = "3",
	  .found = "none@1!66 three.mbox:2@3 " },
	{ "nothing is opened behind the last one wanted",
	  { "a.eml", "none" },
	  .messages = "1",
	  .found = "a.eml@1 " },
	{ "a range",
	  { "three.mbox" },
	  .ranged = true,
	  .start = 1,
	  .end = 60,
	  .found = "three.mbox:1@1 " },
	{ "a range, with the numbers of the file",
	  { "three.mbox" },
	  .ranged = true,
	  .numbered = true,
	  .start = 1,
	  .end = 60,
	  .found = "three.mbox:2@2 " },
	{ "a range behind the end",
	  { "three.mbox" },
	  .ranged = true,
	  .start = UINT64_MAX - 1,
	  .end = UINT64_MAX,
	  .found = "" },
};

static void
add_item(struct buffer *out, const struct item *item)
{
	char text[64];

	buffer_add_text(out, item->name);
	snprintf(text, sizeof text, "@%llu",
		 (unsigned long long)item->sequence);
	buffer_add_text(out, text);
	if (item->code != CLI_OK) {
		snprintf(text, sizeof text, "!%d", item->code);
		buffer_add_text(out, text);
	}
	buffer_add_char(out, ' ');
}

static void
set_options(struct series_opts *opts, int i)
{
	union {
		const char *const *in;
		char **out;
	} operands = { vec[i].operands };

	*opts = (struct series_opts){ .operands = operands.out,
				      .files_from = vec[i].files_from,
				      .files_end = '\n',
				      .format = vec[i].format,
				      .recursive = vec[i].recursive,
				      .ranged = vec[i].ranged,
				      .numbered = vec[i].numbered,
				      .start = vec[i].start,
				      .end = vec[i].end };
	while (opts->n < 4 && vec[i].operands[opts->n] != NULL)
		opts->n++;
	if (vec[i].messages != NULL)
		ck_assert_int_eq(ranges_new(&opts->messages, vec[i].messages),
				 CLI_OK);
}

/* With a look ahead, and without; both ways the same is said. */
START_TEST(finds)
{
	bool fails = strchr(vec[_i].found, '!') != NULL;

	for (int look = 0; look < 2; look++) {
		struct buffer found = { NULL, 0, 0 };
		struct series_opts opts;
		struct outlook outlook;
		struct series *s;
		struct said said;
		struct item item;

		set_options(&opts, _i);
		said_begin(&said);
		ck_assert_int_eq(series_new(&s, &opts), CLI_OK);
		if (opts.messages != NULL && ranges_need_count(opts.messages))
			ranges_count(opts.messages, series_count(s));
		if (look) {
			series_look(&outlook, s);
			ck_assert_uint_eq(said.lines.len, 0);
			ck_assert(outlook.messages > 0 ||
				  vec[_i].found[0] == '\0');
			ck_assert(!outlook.mailbox ||
				  strchr(vec[_i].found, ':') != NULL ||
				  vec[_i].format == FORMAT_MH);
		}
		while (series_next(&item, s)) {
			add_item(&found, &item);
			item_free(&item);
		}
		ck_assert(!series_next(&item, s));
		said_something(&said, fails);
		ck_assert_msg(strcmp(buffer_string(&found), vec[_i].found) == 0,
			      "%s: %s", vec[_i].why, buffer_string(&found));
		series_free(s);
		ranges_free(opts.messages);
		buffer_free(&found);
	}
}
END_TEST

START_TEST(list_of_names_is_missing)
{
	struct series_opts opts = { .files_from = "none" };
	struct series *s;
	struct said said;

	said_begin(&said);
	ck_assert_int_eq(series_new(&s, &opts), CLI_NOINPUT);
	ck_assert_ptr_null(s);
	said_something(&said, true);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, finds, 0, COUNT(vec));
	tcase_add_test(cases, list_of_names_is_missing);
}

SUITE_MAIN("series", add_tests)
