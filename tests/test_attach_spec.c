#include "../tools/attach.h"
#include "support/store.h"
#include "support/tool.h"

static char *dir;

static void
set_up(void)
{
	dir = strdup(store_make());
	store_file(dir, "a.pdf", "pdf");
	store_file(dir, "semi;name=x", "semicolon");
	store_dir(dir, "sub");
	store_file(dir, "sub/b", "b");
	store_fifo(dir, "pipe");
	ck_assert_int_eq(chdir(dir), 0);
}

static void
tear_down(void)
{
	ck_assert_int_eq(chdir("/"), 0);
	store_remove(dir);
	free(dir);
}

/* path|name|type|description|cid|D or I, "-" for what is not there. */
static const struct {
	const char *spec;
	bool shown;
	const char *read;
} good[] = {
	{ "a.pdf", false, "a.pdf|a.pdf|-|-|-|I" },
	{ "none", false, "none|none|-|-|-|I" },
	{ "sub/b", false, "sub/b|b|-|-|-|I" },
	{ "a.pdf;name=n;type=a/b;desc=d;cid=c;inline", false,
	  "a.pdf|n|a/b|d|c|D" },
	{ "a.pdf; name=n;  type=a/b", false, "a.pdf|n|a/b|-|-|I" },
	{ "a.pdf;name=a b ", false, "a.pdf|a b |-|-|-|I" },
	{ "a.pdf;name=\"a;b\";desc=\"\"", false, "a.pdf|a;b|-||-|I" },
	{ "a.pdf;name=\"a\\\"b\"", false, "a.pdf|a\"b|-|-|-|I" },
	{ "a.pdf;name=\"open", false, "a.pdf|open|-|-|-|I" },
	{ "a.pdf;desc=\"a\\\\\";inline", false, "a.pdf|a.pdf|-|a\\|-|D" },
	{ "a.pdf;name=a\\b", false, NULL },
	{ "a.pdf;desc=a\\;inline", false, "a.pdf|a.pdf|-|a\\|-|D" },
	{ "a.pdf;name=x;name=y", false, "a.pdf|y|-|-|-|I" },
	{ "a.pdf;name=a=b", false, "a.pdf|a=b|-|-|-|I" },
	{ "a.pdf;name=\xe6\x8a\xa5", false, "a.pdf|\xe6\x8a\xa5|-|-|-|I" },
	{ "a.pdf;name=\xff", false, "a.pdf|\xff|-|-|-|I" },
	/* a file of that whole name goes first */
	{ "semi;name=x", false, "semi;name=x|semi;name=x|-|-|-|I" },
	{ "semi;name=y", false, "semi|y|-|-|-|I" },
	{ "a.pdf", true, "a.pdf|a.pdf|-|-|a.pdf|D" },
	{ "a.pdf;cid=x@y", true, "a.pdf|a.pdf|-|-|x@y|D" },
	{ "a.pdf;name=a b;cid=x", true, "a.pdf|a b|-|-|x|D" },
	{ "-;name=n", false, "-|n|-|-|-|I" },
	{ "pipe;name=n", false, "pipe|n|-|-|-|I" },
	/* what is wrong */
	{ "", false, NULL },
	{ ";name=x", false, NULL },
	{ "-", false, NULL },
	{ "pipe", false, NULL },
	{ "sub/", false, "sub/||-|-|-|I" },
	{ "a.pdf;", false, NULL },
	{ "a.pdf;;name=x", false, NULL },
	{ "a.pdf;Name=x", false, NULL },
	{ "a.pdf;name", false, NULL },
	{ "a.pdf;nam=x", false, NULL },
	{ "a.pdf;names=x", false, NULL },
	{ "a.pdf;inline=1", false, NULL },
	{ "a.pdf;inlin", false, NULL },
	{ "a.pdf;=x", false, NULL },
	{ "a.pdf;name=\"a\"b", false, NULL },
	{ "a.pdf;name=a/b", false, NULL },
	{ "a.pdf;name=../a", false, NULL },
	{ "a.pdf;name=a\tb", false, NULL },
	{ "a.pdf;name=a\nBcc: x", false, NULL },
	{ "a.pdf;name=a\x1b", false, NULL },
	{ "a.pdf;desc=a\r\nb", false, NULL },
	{ "a.pdf;type=", false, NULL },
	{ "a.pdf;type=text", false, NULL },
	{ "a.pdf;type=a/b\nc", false, NULL },
	{ "a.pdf;type=a/\"b; c\"", false, NULL },
	{ "a.pdf;type=multipart/mixed", false, NULL },
	{ "a.pdf;type=message/rfc822", false, NULL },
	{ "a.pdf;cid=", false, NULL },
	{ "a.pdf;cid=a b", false, NULL },
	{ "a.pdf;cid=<a>", false, NULL },
	{ "a.pdf;cid=\xc3\xa4", false, NULL },
	{ "a.pdf;name=a b", true, NULL },
};

static void
add(struct buffer *out, const char *text)
{
	buffer_add_text(out, text != NULL ? text : "-");
	buffer_add_char(out, '|');
}

START_TEST(reads)
{
	struct attach_list l = { NULL, 0, 0 };
	struct buffer got = { NULL, 0, 0 };
	const struct attachment *a;
	struct said said;
	int rc;

	said_begin(&said);
	rc = attach_list_add(&l, good[_i].spec, good[_i].shown);
	said_something(&said, good[_i].read == NULL);
	ck_assert_uint_eq(l.n, 1);
	ck_assert_msg((rc == CLI_OK) == (good[_i].read != NULL), "%s: %d",
		      good[_i].spec, rc);
	ck_assert(rc == CLI_OK || rc == CLI_USAGE || rc == CLI_DATA);
	if (rc == CLI_OK) {
		a = &l.list[0];
		add(&got, a->path);
		add(&got, a->name);
		add(&got, a->type);
		add(&got, a->description);
		add(&got, a->cid);
		buffer_add_char(&got, a->displayed ? 'D' : 'I');
		ck_assert_str_eq(buffer_string(&got), good[_i].read);
	}
	buffer_free(&got);
	attach_list_free(&l);
}
END_TEST

START_TEST(many)
{
	struct attach_list l = { NULL, 0, 0 };
	struct mime_file *files;

	for (int i = 0; i < 10000; i++)
		ck_assert_int_eq(
			attach_list_add(&l, i % 2 ? "a.pdf;name=x" : "sub/b",
					false),
			CLI_OK);
	l.n = 2; /* all of them would be opened */
	for (size_t i = 2; i < 10000; i++) {
		free(l.list[i].path);
		free(l.list[i].name);
	}
	ck_assert_int_eq(attach_list_open(&l), CLI_OK);
	ck_assert_uint_eq(l.list[0].octets, 1);
	ck_assert_uint_eq(l.list[1].octets, 3);
	ck_assert_ptr_null(l.list[1].type); /* that of the library */
	files = attach_list_files(&l);
	ck_assert_ptr_nonnull(files);
	free(files);
	ck_assert_uint_gt(attach_list_encoded(&l), 8);
	attach_list_free(&l);
}
END_TEST

static const struct {
	const char *spec;
	int code;
} opened[] = {
	{ "a.pdf", CLI_OK },
	{ "none", CLI_NOINPUT },
	{ "sub;name=x", CLI_NOINPUT },
};

START_TEST(opens)
{
	struct attach_list l = { NULL, 0, 0 };
	struct said said;

	ck_assert_int_eq(attach_list_add(&l, opened[_i].spec, false), CLI_OK);
	said_begin(&said);
	ck_assert_int_eq(attach_list_open(&l), opened[_i].code);
	said_something(&said, opened[_i].code != CLI_OK);
	if (opened[_i].code == CLI_OK)
		ck_assert_str_eq(l.list[0].type, "application/pdf");
	attach_list_free(&l);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, set_up, tear_down);
	tcase_add_loop_test(cases, reads, 0, COUNT(good));
	tcase_add_test(cases, many);
	tcase_add_loop_test(cases, opens, 0, COUNT(opened));
}

SUITE_MAIN("attach_spec", add_tests)
