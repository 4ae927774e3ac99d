#include "../tools/text_url.h"
#include "support/tool.h"

#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

/* The URLs in a text, a blank behind each. */
static const struct {
	mime_slice text;
	const char *urls;
} vec[] = {
	{ S(""), "" },
	{ S("no url"), "" },
	{ S("http://a"), "http://a " },
	{ S("HTTPS://A/ ftp://b mailto:c@d www.e"),
	  "HTTPS://A/ ftp://b mailto:c@d www.e " },
	{ S("http:// https:// ftp:// mailto: www."), "" },
	{ S("http:/a file:///a javascript:x"), "" },
	{ S("<http://a/b>"), "http://a/b " },
	{ S("\"http://a\"http://b"), "http://a http://b " },
	{ S("see:http://a"), "http://a " },
	{ S("xhttp://a 9www.b"), "" },
	{ S("0http://a ahttp://a zhttp://a Ahttp://a Zhttp://a"), "" },
	{ S("/http://a :www.b @www.c [www.d"), "http://a www.b www.c www.d " },
	{ S("(http://a)"), "http://a " },
	{ S("(see http://a/)."), "http://a/ " },
	{ S("http://a/(b)"), "http://a/(b) " },
	{ S("http://a/(b))"), "http://a/(b) " },
	{ S("http://a/b.,;:!?'*]"), "http://a/b " },
	{ S("http://a/b?c=d&e#f"), "http://a/b?c=d&e#f " },
	{ S("http://a/\xe4\xb8\xad"), "http://a/ " },
	{ S("\xe4\xb8\xadhttp://a\xe4\xb8\xad"), "http://a " },
	{ S("http://a\0b"), "http://a " },
	{ S("http://a\x7f\x1bhttp://b"), "http://a http://b " },
	{ S("http://a\nhttp://b"), "http://a http://b " },
	{ S("ttp://a hhttp://b"), "" },
	{ S("h http://x h"), "http://x " },
	{ S("...http://a..."), "http://a " },
	{ S("http://a|http://b"), "http://a http://b " },
};

static void
take(void *ctx, mime_slice url)
{
	buffer_add_slice(ctx, url);
	buffer_add_char(ctx, ' ');
}

START_TEST(finds_at_every_split)
{
	mime_slice s = vec[_i].text;

	for (size_t cut = 0; cut <= s.len; cut++) {
		struct buffer got = { NULL, 0, 0 };
		struct text_url t;

		text_url_init(&t, take, &got);
		text_url_add(&t, (mime_slice){ s.ptr, cut });
		text_url_add(&t, (mime_slice){ s.ptr + cut, s.len - cut });
		text_url_end(&t);
		text_url_end(&t); /* nothing is left */
		ck_assert_str_eq(buffer_string(&got), vec[_i].urls);
		buffer_free(&got);
	}
}
END_TEST

/* Of any length, cut, and the next one is whole. */
START_TEST(long_ones)
{
	static const size_t sizes[] = { TEXT_URL_MAX - 1, TEXT_URL_MAX,
					TEXT_URL_MAX + 1, 1000000 };
	struct buffer text = { NULL, 0, 0 }, got = { NULL, 0, 0 };
	size_t kept = sizes[_i] < TEXT_URL_MAX ? sizes[_i] : TEXT_URL_MAX;
	struct text_url t;

	buffer_add_text(&text, "http://");
	buffer_add_repeated(&text, 'a', sizes[_i] - 7);
	buffer_add_text(&text, " http://b ");
	text_url_init(&t, take, &got);
	text_url_add(&t, buffer_slice(&text));
	text_url_end(&t);
	ck_assert_uint_eq(got.len, kept + 1 + 9);
	ck_assert_str_eq(got.ptr + kept, " http://b ");
	buffer_free(&text);
	buffer_free(&got);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(cases, long_ones, 0, 4);
}

SUITE_MAIN("text_url", add_tests)
