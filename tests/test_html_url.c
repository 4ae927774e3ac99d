#include "../tools/html_prescan.h"
#include "../tools/html_url.h"
#include "support/suite.h"

static mime_slice
slice(const char *text)
{
	return (mime_slice){ text, strlen(text) };
}

static const struct {
	const char *why, *value, *base, *url;
	bool remote;
} vec[] = {
	{ "as it is", "http://a/b", "", "http://a/b", true },
	{ "blanks around, line ends inside", " \t\x01ht\ntp://a\r\n/b ", "",
	  "http://a/b", true },
	{ "case", "HTTPS://a", "", "HTTPS://a", true },
	{ "host alone", "//a/b", "", "//a/b", true },
	{ "browsers take these for slashes", "\\\\a/b", "", "\\\\a/b", true },
	{ "in the message", "cid:a", "http://b/", "cid:a", false },
	{ "a name alone", "a.gif", "", "a.gif", false },
	{ "beside the base", "a.gif", "http://b/c/d", "http://b/c/a.gif",
	  true },
	{ "base without a path", "a.gif", "http://b", "http://b/a.gif", true },
	{ "slash in the query of the base", "a", "http://b/c?d/e", "http://b/a",
	  true },
	{ "path on the host of the base", "/a", "http://b/c/d", "http://b/a",
	  true },
	{ "other host", "//a", "http://b/", "//a", true },
	{ "in the page", "#a", "http://b/", "#a", false },
	{ "a file of another machine", "file://b/c", "", "file://b/c", true },
	{ "of this one", "file:///c", "", "file:///c", false },
	{ "of a share", "file:////b/c", "", "file:////b/c", true },
	{ "a share", "\\\\b\\c", "", "\\\\b\\c", true },
	{ "no scheme, but a colon", "1:2", "http://b/", "http://b/1:2", true },
};

START_TEST(reads_as_a_browser)
{
	struct buffer out = { NULL, 0, 0 };

	html_url_add(&out, slice(vec[_i].value), slice(vec[_i].base));
	ck_assert_msg(strcmp(buffer_string(&out), vec[_i].url) == 0, "%s: %s",
		      vec[_i].why, buffer_string(&out));
	ck_assert_msg(html_url_is_remote(buffer_slice(&out)) == vec[_i].remote,
		      "%s", vec[_i].why);
	buffer_free(&out);
}
END_TEST

START_TEST(cuts_a_host_between_characters)
{
	struct buffer base = { NULL, 0, 0 }, out = { NULL, 0, 0 };

	buffer_add_text(&base, "//xx");
	for (int i = 0; i < _i; i++)
		buffer_add_char(&base, 'x');
	for (int i = 0; i < 100; i++)
		buffer_add_text(&base, "\xe4\xb8\xad");
	html_url_add(&out, slice("/a"), buffer_slice(&base));
	ck_assert_int_eq((int)out.len, 4 + _i + (296 - _i) / 3 * 3 + 5);
	ck_assert_str_eq(buffer_string(&out) + out.len - 8,
			 "\xe4\xb8\xad.../a");
	buffer_free(&base);
	buffer_free(&out);
}
END_TEST

START_TEST(finds_in_srcset)
{
	mime_slice set = slice(" a 1x, b,c 100w , , d"), url;
	static const char *const wanted[] = { "a", "b,c", "d" };
	size_t n = 0;

	for (; html_url_next_source(&url, &set); n++) {
		ck_assert_uint_lt(n, 3);
		ck_assert_uint_eq(url.len, strlen(wanted[n]));
		ck_assert(memcmp(url.ptr, wanted[n], url.len) == 0);
	}
	ck_assert_uint_eq(n, 3);
}
END_TEST

static const struct {
	const char *why, *unit;
	size_t times;
	bool passes;
} shapes[] = {
	{ "ordinary", "<div><p><b>x</b></p></div>", 1000, true },
	{ "as deep as may be", "<div>", 256, true },
	{ "deeper", "<div>", 257, false },
	{ "paragraphs end one another", "<p>x", 1000, true },
	{ "rows and cells without ends", "<table><tr><td>x<td>y</table>", 1000,
	  true },
	{ "an end that closes nothing", "<div></span>", 300, false },
	{ "an object hides the end", "<div><object></div></object>", 300,
	  false },
	{ "a table hides the end", "<div><table></div></table>", 300, false },
	{ "a special element hides the end", "<i></i><foo><div></foo>", 300,
	  false },
	{ "formatting comes back", "<p><font></p>", 300, false },
	{ "but ends with its cell", "<table><td><font></table>", 1000, true },
	{ "too much of it",
	  "<p><b><b><b><b><b><b><b></p></b></b></b></b></b>"
	  "</b></b>",
	  10000, false },
	{ "comments", "<!---->", 100001, false },
	{ "attributes", "<a b c d e f g h", 40, false },
	{ "moved out of a table", "<table><i></i>", 3000, false },
	{ "a script that may not end where it seems", "<script><!--</script>",
	  1, false },
	{ "other rules", "<svg>", 1, false },
	{ "an attribute after a slash", "<a b/=\"><div>\">", 300, false },
};

START_TEST(knows_shapes)
{
	struct buffer html = { NULL, 0, 0 };

	for (size_t i = 0; i < shapes[_i].times; i++)
		buffer_add_text(&html, shapes[_i].unit);
	ck_assert_msg(html_prescan(buffer_slice(&html)) == shapes[_i].passes,
		      "%s", shapes[_i].why);
	buffer_free(&html);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_as_a_browser, 0, COUNT(vec));
	tcase_add_loop_test(cases, cuts_a_host_between_characters, 0, 3);
	tcase_add_test(cases, finds_in_srcset);
	tcase_add_loop_test(cases, knows_shapes, 0, COUNT(shapes));
}

SUITE_MAIN("html_url", add_tests)
