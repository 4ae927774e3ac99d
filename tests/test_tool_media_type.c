/* tools/media_type.c; that of the library is tested with part.c. */
#include "../tools/media_type.h"
#include "support/tool.h"

static const struct {
	const char *name, *type; /* NULL: not known */
} names[] = {
	{ "a.pdf", "application/pdf" },
	{ "A.PDF", "application/pdf" },
	{ "a.tar.gz", "application/gzip" },
	{ "7.7z", "application/x-7z-compressed" },
	{ "x.zst", "application/zstd" },
	{ ".txt", "text/plain" },
	{ "d.c/a", NULL },
	{ "d.c/a.c", "text/x-c" },
	{ "a", NULL },
	{ "", NULL },
	{ "a.", NULL },
	{ ".", NULL },
	{ "a.pd", NULL },
	{ "a.pdfx", NULL },
	{ "a.pdf ", NULL },
	{ "a.\xff", NULL },
	{ "pdf", NULL },
};

START_TEST(of_a_name)
{
	const char *type = media_type_of_name(names[_i].name);

	if (names[_i].type == NULL)
		ck_assert_ptr_null(type);
	else
		ck_assert_str_eq(type, names[_i].type);
}
END_TEST

static const struct {
	const char *type;
	bool valid;
} types[] = {
	{ "text/plain", true },	 { "a/b", true },    { "!/~", true },
	{ "x-a/vnd.b+c", true }, { "", false },	     { "/", false },
	{ "a/", false },	 { "/b", false },    { "a", false },
	{ "a/b/c", false },	 { "a b/c", false }, { "a/b c", false },
	{ "a/b;c=d", false },	 { "a/b\n", false }, { "a\x7f/b", false },
	{ "a/\xc3\xa4", false }, { "a/b=", false },  { "a/(b)", false },
	{ "a/\"b\"", false },
};

START_TEST(is_valid)
{
	ck_assert_msg(media_type_valid(types[_i].type) == types[_i].valid, "%s",
		      types[_i].type);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, of_a_name, 0, COUNT(names));
	tcase_add_loop_test(cases, is_valid, 0, COUNT(types));
}

SUITE_MAIN("tool_media_type", add_tests)
