#include "support/suite.h"
#include "text/windows_path.h"

static const struct {
	const char *inner;
	bool raw;
} vec[] = {
	{ "C:\\dir\\file.txt", true },
	{ "c:\\file", true },
	{ "C:\\dir\\\\file", true }, /* written by hand */
	{ "C:\\\\dir\\\\file", false },
	{ "C:\\dir \\\"x\\\"", false },
	{ "C:\\dir\n \\file", false }, /* a fold has to go */
	{ "C:file", false },
	{ "C:\\", false },
	{ "\\\\server\\share\\x.doc", true },
	{ "\\\\s\\x", true },
	{ "\\\\?\\C:\\x", true },
	{ "\\\\\\\\server\\\\share\\\\x.doc", false },
	{ "\\\\dir\\\\x", false },    /* \dir\x, escaped */
	{ "\\\\dir\\\\a\\x", false }, /* both */
	{ "\\\\server", false },      /* \server, escaped */
	{ "\\\\s\\\"x\\\"", false },
	{ "\\\\s\\x\\", false }, /* the quote behind it was escaped */
	{ "dir\\file", false },	 /* "f\oo.html" is foo.html */
	{ "\\dir\\file", false },
	{ "", false },
	{ "\\", false },
	{ "\\\\", false },
	{ "\\\\a", false },
};

START_TEST(knows_raw_paths)
{
	const char *inner = vec[_i].inner;

	ck_assert_msg(mime_windows_path_raw((mime_slice){
			      inner, strlen(inner) }) == vec[_i].raw,
		      "%s", inner);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, knows_raw_paths, 0, COUNT(vec));
}

SUITE_MAIN("windows_path", add_tests)
