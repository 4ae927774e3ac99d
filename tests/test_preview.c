#include "base/slice.h"
#include "mime/view.h"
#include "support/suite.h"

#define TEN   "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define EDGE  FIFTY FIFTY FIFTY FIFTY FIFTY /* 250 characters */
#define HAN   "\xe4\xb8\xad"

static const struct {
	const char *why, *in, *out;
} vec[] = {
	{ "nothing", "", "" },
	{ "blanks only", " \t\r\n\r\n ", "" },
	{ "white space becomes one space", "  a \r\n\r\n\tb\n", "a b" },
	{ "a no-break space and an ideographic one are white space",
	  "\xc2\xa0\xe3\x80\x80" HAN "\xe3\x80\x80\xe3\x80\x80" HAN,
	  HAN " " HAN },
	{ "line and paragraph separators",
	  "a\xe2\x80\xa8\xe2\x80\xa9"
	  "b",
	  "a b" },
	{ "controls part words", "a\x1b[1mb\x01", "a [1mb" },
	{ "C1 controls too",
	  "a\xc2\x9b"
	  "b",
	  "a b" },
	{ "what is not seen is left out, between words too",
	  "\xef\xbb\xbf"
	  "a \xe2\x80\x8b\xcd\x8f\xc2\xad \xe2\x80\xae"
	  "b",
	  "a b" },
	{ "joiners stay: some languages need them",
	  "a\xe2\x80\x8d"
	  "b",
	  "a\xe2\x80\x8d"
	  "b" },
	{ "256 characters", EDGE "123456", EDGE "123456" },
	{ "no more", EDGE "1234567", EDGE "123456" },
	{ "white space behind does not count", EDGE "123456 \n",
	  EDGE "123456" },
	{ "no blank at the end", EDGE "12345 7", EDGE "12345" },
	{ "a word of one that just fits", EDGE "1234 6 8", EDGE "1234 6" },
	{ "characters, not bytes", EDGE HAN HAN HAN HAN HAN HAN HAN,
	  EDGE HAN HAN HAN HAN HAN HAN },
	{ "four bytes each", "\xf0\x9f\x98\x80\xf0\x9f\x98\x80",
	  "\xf0\x9f\x98\x80\xf0\x9f\x98\x80" },
	{ "what is not UTF-8 is replaced",
	  "a\xff\xe4"
	  "b",
	  "a\xef\xbf\xbd\xef\xbf\xbd"
	  "b" },
	{ "a sequence that breaks off for another", "\xe4\xb8\xc3\xa9",
	  "\xef\xbf\xbd\xc3\xa9" },
};

static void
check(const struct mime_preview *p, const char *wanted, const char *why)
{
	mime_slice got = mime_preview_text(p);

	ck_assert_msg(mime_slice_equal(got, mime_slice_text(wanted)),
		      "%s: \"%.*s\"", why, (int)got.len, got.ptr);
}

START_TEST(collapses_at_every_split)
{
	mime_slice in = mime_slice_text(vec[_i].in);
	struct mime_preview p;

	for (size_t at = 0; at <= in.len; at++) {
		mime_preview_init(&p);
		if (mime_preview_feed(&p, mime_slice_part(in, 0, at)))
			mime_preview_feed(&p, mime_slice_part(in, at, in.len));
		check(&p, vec[_i].out, vec[_i].why);
	}
	mime_preview_init(&p);
	for (size_t i = 0; i < in.len; i++)
		mime_preview_feed(&p, mime_slice_part(in, i, i + 1));
	check(&p, vec[_i].out, vec[_i].why);
}
END_TEST

START_TEST(says_when_it_is_full)
{
	struct mime_preview p;

	mime_preview_init(&p);
	ck_assert(mime_preview_feed(&p, MIME_LITERAL(EDGE "123456  ")));
	ck_assert(!mime_preview_feed(&p, MIME_LITERAL("x")));
	check(&p, EDGE "123456", "full");
}
END_TEST

#define MIXED	    "Content-Type: multipart/mixed; boundary=b\n\n"
#define ALTERNATIVE "Content-Type: multipart/alternative; boundary=b\n\n"
#define TEXT(text)  "--b\n\n" text "\n"
#define HTML(text)  "--b\nContent-Type: text/html\n\n" text "\n"

static const struct {
	const char *why, *mail, *out;
	const char *html; /* type of the part that is to be rendered */
} messages[] = {
	{ "a text", "From: a@b.c\n\nHello,\n\n  you.\n", "Hello, you.", NULL },
	{ "encoded, in a charset",
	  "Content-Type: text/plain; charset=gb2312\n"
	  "Content-Transfer-Encoding: base64\n\n1tAKCtbQCg==\n",
	  HAN " " HAN, NULL },
	{ "the text, not the HTML", ALTERNATIVE TEXT("text") HTML("<p>page"),
	  "text", NULL },
	{ "an empty text before one with words",
	  MIXED TEXT("\n  \n") TEXT("words") TEXT("more"), "words", NULL },
	{ "HTML alone", "Content-Type: text/html\n\n<p>page", "", "text/html" },
	{ "HTML, then the footer of a list", MIXED HTML("<p>page") TEXT("-- "),
	  "", "text/html" },
	{ "an image before the text",
	  MIXED "--b\nContent-Type: image/png\n\nPNG\n" TEXT("text"), "text",
	  NULL },
	{ "an attachment is none", "Content-Disposition: attachment\n\ntext\n",
	  "", NULL },
	{ "other types are none", "Content-Type: text/csv\n\na,b\n", "", NULL },
};

START_TEST(reads_the_first_text)
{
	struct mime_message *m;
	struct mime_bodies *b;
	struct mime_part *html;
	struct mime_preview p;
	size_t from = 0;

	ck_assert_int_eq(
		mime_parse(&m, mime_slice_text(messages[_i].mail), NULL, NULL),
		MIME_OK);
	ck_assert_int_eq(mime_bodies_new(&b, mime_message_root(m)), MIME_OK);
	ck_assert_int_eq(mime_preview_read(&p, &html, b, &from), MIME_OK);
	check(&p, messages[_i].out, messages[_i].why);
	if (messages[_i].html == NULL)
		ck_assert_ptr_null(html);
	else
		ck_assert(
			mime_slice_is(mime_part_type(html), messages[_i].html));
	mime_bodies_free(b);
	mime_message_free(m);
}
END_TEST

/* A caller that found no word in the HTML asks for what is behind it. */
START_TEST(goes_on_behind_html)
{
	static const char mail[] =
		MIXED HTML("<p>") HTML("<p>page") TEXT("words") HTML("<p>last");
	static const char *const wanted[] = { "", "", "words", "", "" };
	struct mime_part *html, *last = NULL;
	struct mime_message *m;
	struct mime_bodies *b;
	struct mime_preview p;
	size_t from = 0;

	ck_assert_int_eq(mime_parse(&m, mime_slice_text(mail), NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_bodies_new(&b, mime_message_root(m)), MIME_OK);
	for (int i = 0; i < COUNT(wanted); i++) {
		ck_assert_int_eq(mime_preview_read(&p, &html, b, &from),
				 MIME_OK);
		check(&p, wanted[i], mail);
		ck_assert((html != NULL) == (i != 2 && i != 4));
		ck_assert(html == NULL || html != last);
		last = html;
	}
	mime_bodies_free(b);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, collapses_at_every_split, 0, COUNT(vec));
	tcase_add_test(cases, says_when_it_is_full);
	tcase_add_loop_test(cases, reads_the_first_text, 0, COUNT(messages));
	tcase_add_test(cases, goes_on_behind_html);
}

SUITE_MAIN("preview", add_tests)
