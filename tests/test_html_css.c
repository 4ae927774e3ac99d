#include "../tools/html_css.h"
#include "support/suite.h"

static const struct {
	const char *why, *css, *urls; /* a blank after each */
} sheets[] = {
	{ "bare", "a { b: url(http://c) }", "http://c " },
	{ "quoted", "URL( 'x)y' ) url(\"z\")", "x)y z " },
	{ "import", "@import 'a'; @IMPORT url(b);", "a b " },
	{ "nothing in it", "url() url( ) a", "" },
	{ "cut off", "url(", "" },
	{ "cut off, too", "@import", "" },
	{ "no end", "url(a", "a " },
	{ "another function", "xurl(a) url-b(c) url (d)", "" },
	{ "a string of no URL", "a { font-family: 'b' } @media 'c'", "" },
	{ "escapes in the function", "u\\72l(a) \\000075 rl(b) u\\R\\l(c)",
	  "a b c " },
	{ "escapes in the URL", "url(htt\\70://a) url('\\68ttp://b\\\nc')",
	  "http://a http://bc " },
	{ "an escaped parenthesis", "url(a\\)b)", "a)b " },
	{ "an escape at the end", "url(a\\", "a " },
	{ "a character out of range", "url(\\110000)", "\xef\xbf\xbd " },
	{ "an escaped word", "@\\69mport 'a'", "a " },
	{ "comments", "/* url(a) */ @import/**/'b'; @import/**/url(c);",
	  "b c " },
	{ "a comment without an end", "url(a) /* url(b)", "a " },
	{ "no comment in a URL", "url(http://a/*b*/c)", "http://a/*b*/c " },
	{ "no comment in a string", "a{b:'/*'} url(c) a{b:'*/'}", "c " },
	{ "nor a URL", "a { content: 'url(b)' }", "" },
	{ "a string ends with its line", "a { b: 'c\n; d: url(e)", "e " },
	{ "image-set", "image-set('a' 1x, url(b) 2x, 'c' type('d')) 'e'",
	  "a b c " },
	{ "in a page", "<!-- @import 'a'; -->", "a " },
	{ "text outside ASCII", "a { b: \xe4\xb8\xad url(\xe4\xb8\xad) }",
	  "\xe4\xb8\xad " },
	{ "an escaped one", "url(\\\xe4\xb8\xad)", "\xe4\xb8\xad " },
	{ "parentheses", ")))) ((( url(a) 'b'", "a " },
};

START_TEST(finds_urls)
{
	mime_slice css = { sheets[_i].css, strlen(sheets[_i].css) }, url;
	struct buffer out = { NULL, 0, 0 };
	struct html_css c;

	html_css_init(&c, css);
	while (html_css_next(&url, &c)) {
		buffer_add_slice(&out, url);
		buffer_add_char(&out, ' ');
	}
	html_css_end(&c);
	ck_assert_msg(strcmp(buffer_string(&out), sheets[_i].urls) == 0,
		      "%s: '%s'", sheets[_i].why, buffer_string(&out));
	buffer_free(&out);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds_urls, 0, COUNT(sheets));
}

SUITE_MAIN("html_css", add_tests)
