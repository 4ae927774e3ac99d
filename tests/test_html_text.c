#include "../tools/buffer.h"
#include "../tools/html_text.h"
#include "support/suite.h"
#include <time.h>

static const struct {
	const char *why, *in, *out;
	unsigned images, scripts;
} vec[] = {
	{ "plain", "hello", "hello", 0, 0 },
	{ "nothing", "", "", 0, 0 },
	{ "tags go", "a<b>b</b>c", "abc", 0, 0 },
	{ "white space is one blank", " a \r\n\t b ", "a b", 0, 0 },
	{ "blanks around tags", "a <i> b</i> c", "a b c", 0, 0 },
	/* lines */
	{ "div", "<div>a</div><div>b</div>", "a\nb", 0, 0 },
	{ "nested divs are one line end", "<div><div><div>a</div></div>b</div>",
	  "a\nb", 0, 0 },
	{ "paragraphs", "<p>a</p>\n<p>b</p>", "a\n\nb", 0, 0 },
	{ "breaks add up", "a<br>b<br><br/>c", "a\nb\n\nc", 0, 0 },
	{ "nothing before the first text", "<p><br>a", "a", 0, 0 },
	{ "nothing after the last", "a<p><br></p>", "a", 0, 0 },
	{ "case", "<DIV>a</Div><P>b", "a\n\nb", 0, 0 },
	{ "list", "<ul><li>a<li><p>b</p></li></ul>c", "- a\n- b\n\nc", 0, 0 },
	{ "table", "<table><tr><td>a</td><td>b</td></tr><tr><th>c</table>d",
	  "a  b\nc\n\nd", 0, 0 },
	{ "rule", "a<hr>b", "a\n--------\nb", 0, 0 },
	{ "preformatted", "<pre>\n a\n\n\tb</pre>c", " a\n\n\tb\nc", 0, 0 },
	{ "pre ends", "<pre>a</pre> b  c", "a\nb c", 0, 0 },
	{ "text without tags", "<textarea>\na<b>&lt;</textarea>c", "a<b><\nc",
	  0, 0 },
	/* dropped */
	{ "script", "a<script>if (a<b) x('</p>')</script>b", "ab", 0, 1 },
	{ "script with a long end tag", "a<script>x</SCRIPT\n foo>b", "ab", 0,
	  1 },
	{ "no end of script", "a</script >b<script>c</scriptx>d", "ab", 0, 1 },
	{ "near ends", "a<style><</</st</sty</style>b", "ab", 0, 0 },
	{ "title", "<head><title>t</title></head>a", "a", 0, 0 },
	{ "comment", "a<!-- <b>--x -- > -->b", "ab", 0, 0 },
	{ "empty comments", "a<!-->b<!--->c<!---->d", "abcd", 0, 0 },
	{ "comment ended by a bang", "a<!--x--!>b", "ab", 0, 0 },
	{ "doctype", "<!DOCTYPE html PUBLIC \"-//W3C//\">a", "a", 0, 0 },
	{ "conditional", "<![if !mso]>a<![endif]>", "a", 0, 0 },
	{ "processing instruction", "<?xml version='1.0'?>a", "a", 0, 0 },
	{ "bad end tag", "a</ x>b</>c", "abc", 0, 0 },
	{ "attributes hide >", "<a title='>' x=\">\" y>a", "a", 0, 0 },
	{ "unquoted value", "<a href=x/y>a</a>", "a", 0, 0 },
	{ "quote in a name is none", "<a b'c>a'b", "a'b", 0, 0 },
	{ "tag without an end", "a<b title='", "a", 0, 0 },
	/* less-than that is text */
	{ "comparison", "1 < 2 <3", "1 < 2 <3", 0, 0 },
	{ "double", "<<b>a<", "<a<", 0, 0 },
	/* entities */
	{ "named", "&lt;b&gt; &amp;&quot;&apos;", "<b> &\"'", 0, 0 },
	{ "Chinese", "&#20013;&#x4E2d;&#X4e2d;",
	  "\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad", 0, 0 },
	{ "four bytes", "&#x1F600;", "\xf0\x9f\x98\x80", 0, 0 },
	{ "larger than any number",
	  "&#x1100000000aa;&#4294967336;&#x1000000d8;",
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 0, 0 },
	{ "windows-1252", "&#128;&#x99;", "\xe2\x82\xac\xe2\x84\xa2", 0, 0 },
	{ "none such", "&#0;&#xd800;&#x110000;&#99999999999;",
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 0, 0 },
	{ "no-break space stays", "a&nbsp;&nbsp; b", "a   b", 0, 0 },
	{ "lines of one", "<div>&nbsp;</div><div>a</div>", " \na", 0, 0 },
	{ "old ones need no semicolon", "&lt&copy=1", "<\xc2\xa9=1", 0, 0 },
	{ "the others do", "?a=1&thetasym=2&euro", "?a=1&thetasym=2&euro", 0,
	  0 },
	{ "unknown", "&foo; &; & &#; &#x;", "&foo; &; & &#; &#x;", 0, 0 },
	{ "long", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;",
	  "&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;", 0, 0 },
	{ "before a tag", "&lt<b>", "<", 0, 0 },
	{ "at the end", "a&amp", "a&", 0, 0 },
	{ "no tag comes out of one", "&lt;script&gt;a", "<script>a", 0, 0 },
	/* images */
	{ "remote", "<img src=\"http://a/b.gif\"><IMG SRC=HTTPS://a>", "", 2,
	  0 },
	{ "without a scheme", "<img src='//a/b'>", "", 1, 0 },
	{ "blank before", "<img src=' http://a'>", "", 1, 0 },
	{ "part of the message", "<img src='cid:a'><img data-src=http://a>", "",
	  0, 0 },
	{ "the first counts", "<img src='cid:a' src='http://a'>", "", 0, 0 },
	{ "alternative text", "a <img alt='x &amp; <y>'> b", "a [x & <y>] b", 0,
	  0 },
	{ "of nothing else", "<input alt=x src=http://a>a", "a", 0, 0 },
	{ "an empty value behind another", "<img alt='a' src=''>", "[a]", 0,
	  0 },
	{ "old attribute name", "<img alt src=http://a>", "", 1, 0 },
};

static void
collect(void *ctx, const char *bytes, size_t n)
{
	buffer_add(ctx, bytes, n);
}

/* Reads in two pieces, by the stripper alone or by whichever fits. */
static void
read_to(struct html_page *page, const struct html_sink *sink, mime_slice in,
	size_t cut, bool strip)
{
	const mime_slice first = { in.ptr, cut };
	const mime_slice second = { in.ptr + cut, in.len - cut };

	if (strip) {
		struct html_strip h;

		html_page_init(page, sink);
		html_strip_init(&h, page);
		html_strip_add(&h, first);
		html_strip_add(&h, second);
		html_strip_end(&h);
		html_page_end(page);
	} else {
		struct html_text h;

		html_text_init(&h, sink);
		html_text_add(&h, first);
		html_text_add(&h, second);
		html_text_end(&h);
		*page = h.page;
	}
}

static void
read_page(struct html_page *page, struct buffer *out, mime_slice in, size_t cut,
	  bool strip)
{
	const struct html_sink sink = { collect, NULL, out };

	read_to(page, &sink, in, cut, strip);
}

static void
check_at_every_split(int i, bool strip)
{
	size_t n = strlen(vec[i].in);

	for (size_t cut = 0; cut <= n; cut++) {
		struct buffer out = { NULL, 0, 0 };
		struct html_page page;

		read_page(&page, &out, (mime_slice){ vec[i].in, n }, cut,
			  strip);
		ck_assert_msg(strcmp(buffer_string(&out), vec[i].out) == 0,
			      "%s, cut at %zu: %s", vec[i].why, cut,
			      buffer_string(&out));
		ck_assert_uint_eq(page.images, vec[i].images);
		ck_assert_uint_eq(page.scripts, vec[i].scripts);
		buffer_free(&out);
	}
}

START_TEST(strips_at_every_split)
{
	check_at_every_split(_i, true);
}
END_TEST

START_TEST(reads_at_every_split)
{
	check_at_every_split(_i, false);
}
END_TEST

START_TEST(long_alternative_is_cut_between_characters)
{
	struct buffer in = { NULL, 0, 0 }, out = { NULL, 0, 0 };
	struct html_page page;

	buffer_add_text(&in, "<img alt='");
	for (int i = 0; i < 100; i++)
		buffer_add_text(&in, "\xe4\xb8\xad");
	buffer_add_text(&in, "'>");
	read_page(&page, &out, buffer_slice(&in), 0, _i != 0);
	ck_assert_uint_eq(out.len, 85 * 3 + 2);
	ck_assert(memcmp(out.ptr + 84 * 3 + 1, "\xe4\xb8\xad]", 4) == 0);
	buffer_free(&in);
	buffer_free(&out);
}
END_TEST

/* What only the stripper could read otherwise than gumbo. */
static const struct {
	const char *why, *in, *urls;
} linked[] = {
	{ "an end tag is none of the style",
	  "<style>a{b:image-set(\"//c/d</style>e", "//c/d\n" },
	{ "nor in a URL without an end", "<style>a{b:url(//c/d</STYLE >e",
	  "//c/d\n" },
	{ "but what only looks like one is", "<style>@import '//c/d</styl",
	  "//c/d</styl\n" },
	{ "nothing ends the style", "<style>@import '//c/d", "//c/d\n" },
	{ "nothing ends the comment", "<!--[if mso]><a href=//c/d>e",
	  "//c/d\n" },
	{ "tags in a text are none",
	  "<textarea><a b=\"</textarea><a href=//c/d>e", "//c/d\n" },
	{ "nor here", "<xmp><a b=\"</xmp><a href=//c/d>e", "//c/d\n" },
	{ "nor this one, which is none for Outlook", "<!--[a]><a href=//c/d>e",
	  "" },
};

static void
add_url(void *ctx, const struct html_url *url)
{
	buffer_add_slice(ctx, url->text);
	buffer_add_char(ctx, '\n');
}

static void
find_urls(int i, bool strip)
{
	const mime_slice in = { linked[i].in, strlen(linked[i].in) };

	for (size_t cut = 0; cut <= in.len; cut++) {
		struct buffer out = { NULL, 0, 0 };
		const struct html_sink sink = { NULL, add_url, &out };
		struct html_page page;

		read_to(&page, &sink, in, cut, strip);
		ck_assert_msg(strcmp(buffer_string(&out), linked[i].urls) == 0,
			      "%s, cut at %zu: %s", linked[i].why, cut,
			      buffer_string(&out));
		buffer_free(&out);
	}
}

START_TEST(finds_what_nothing_ends)
{
	find_urls(_i, true);
	find_urls(_i, false);
}
END_TEST

static void
drop(void *ctx, const char *bytes, size_t n)
{
	(void)bytes;
	*(size_t *)ctx += n;
}

static double
seconds(const char *unit, size_t size)
{
	size_t n = strlen(unit), emitted = 0;
	const struct html_sink sink = { drop, NULL, &emitted };
	clock_t start = clock();
	struct html_text h;

	html_text_init(&h, &sink);
	for (size_t at = 0; at < size; at += n)
		html_text_add(&h, (mime_slice){ unit, n });
	html_text_end(&h);
	ck_assert_uint_le(emitted, size * 2 + 16);
	return (double)(clock() - start) / CLOCKS_PER_SEC;
}

static const char *const units[] = {
	"<div>",
	"<pre>",
	"<li>",
	"<a b='",
	"&lt",
	"&",
	"<",
	"<!-",
	"<!--",
	"-",
	"<style></",
	"<br>",
	"\n",
	"<td>",
	"<img alt='aaaa'>",
	"<table><tr>",
	"<div><object></div></object>",
	"<p><font color=1></p>",
	"<table>x<i></i>",
	"<table>x<tr>",
	"<a b c d ",
	"<b><div></b>",
	"<svg><title><div>",
	"<table><td></div>",
	"<!---->",
	"</p>",
	"<style><!--</style><div>",
};

/* Below the size that gumbo gets. */
START_TEST(small_is_linear)
{
	double once = seconds(units[_i], 1 << 16);
	double eight = seconds(units[_i], 8 << 16);

	ck_assert_msg(eight < 32 * once + 0.5, "%s: %f s, then %f s", units[_i],
		      once, eight);
}
END_TEST

START_TEST(linear)
{
	double once = seconds(units[_i], 1 << 20);
	double eight = seconds(units[_i], 8 << 20);

	ck_assert_msg(eight < 32 * once + 0.5, "%s: %f s, then %f s", units[_i],
		      once, eight);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, strips_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(cases, reads_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(cases, long_alternative_is_cut_between_characters,
			    0, 2);
	tcase_add_loop_test(cases, finds_what_nothing_ends, 0, COUNT(linked));
	tcase_add_loop_test(cases, small_is_linear, 0, COUNT(units));
	tcase_add_loop_test(cases, linear, 0, COUNT(units));
}

SUITE_MAIN("html_text", add_tests)
