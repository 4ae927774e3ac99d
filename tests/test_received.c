#include "support/reading.h"
#include "text/received.h"

static const struct {
	const char *why, *body, *read;
} vectors[] = {
	{ "nothing", "", "no" },
	{ "all of it",
	  " from a.example (a.example [192.0.2.1])\r\n"
	  "\tby b.example (Postfix) via TCP with ESMTPS id 4AB\r\n"
	  "\tfor <c@d.example>; Wed, 18 Nov 2026 09:30:11 +0800",
	  "yes from[a.example]([(a.example [192.0.2.1])]) "
	  "by[b.example]([(Postfix)]) via[TCP] with[ESMTPS] id[4AB] "
	  "for[<c@d.example>] 1794965411 480" },
	{ "two comments", "from a (HELO x) (1.2.3.4) by b",
	  "yes from[a]([(HELO x) (1.2.3.4)]) by[b]" },
	{ "a comment alone", "from (x) by b", "yes from-([(x)]) by[b]" },
	{ "words in upper case", "FROM a BY b", "yes from[a] by[b]" },
	{ "a host with the name of a word", "from by by with",
	  "yes from[by] by[with]" },
	{ "a word inside another", "by b with x-by id by.c",
	  "yes by[b] with[x-by] id[by.c]" },
	{ "words inside a comment are none", "from a (b by c) by d",
	  "yes from[a]([(b by c)]) by[d]" },
	{ "the first of two", "from a from b by c", "yes from[a] by[c]" },
	{ "a value of several words", "by b with Microsoft SMTP Server id 1",
	  "yes by[b] with[Microsoft SMTP Server] id[1]" },
	{ "a domain literal", "from [192.0.2.1] by b",
	  "yes from[[192.0.2.1]] by[b]" },
	{ "a word at the end", "from a by", "yes from[a] by-" },
	{ "only a date", "(qmail 1 invoked by uid 0); 18 Nov 2026 01:30 -0000",
	  "yes 1794965400 0" },
	{ "a semicolon in a comment", "by b (x; y)", "yes by[b]([(x; y)])" },
	{ "no date behind the semicolon", "by b; soon", "yes by[b]" },
	{ "an open comment", "from a (b by c; 18 Nov 2026 01:30 +0000",
	  "yes from[a]([(b by c; 18 Nov 2026 01:30 +0000])" },
	{ "text before the first word", "mail from a", "yes from[a]" },
	{ "8-bit bytes", "from \xd5\xc5", "yes from[\xd5\xc5]" },
};

static void
check(mime_slice body, const char *want, const char *why)
{
	static const char *const words[] = { " from", " by", " via",
					     " with", " id", " for" };
	struct mime_received r;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	mime_strbuf_add_text(&out,
			     mime_received_parse(&r, body) ? "yes" : "no");
	for (int i = 0; i < MIME_RECEIVED_CLAUSES; i++) {
		if (r.value[i].ptr == NULL && r.comment[i].ptr == NULL &&
		    (i != MIME_RECEIVED_BY || strstr(want, "by-") == NULL))
			continue;
		reading_show(&out, words[i], r.value[i]);
		if (r.comment[i].ptr == NULL)
			continue;
		reading_show(&out, "(", r.comment[i]);
		mime_strbuf_add_char(&out, ')');
	}
	if (r.dated) {
		char text[64];

		snprintf(text, sizeof text, " %lld %d",
			 (long long)r.date.seconds, r.date.zone);
		mime_strbuf_add_text(&out, text);
	}
	reading_same(&out, want, why);
	mime_strbuf_free(&out);
}

START_TEST(clauses_and_date_are_read)
{
	reading_both(check, vectors[_i].body, vectors[_i].read,
		     vectors[_i].why);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, clauses_and_date_are_read, 0,
			    COUNT(vectors));
}

SUITE_MAIN("received", add_tests)
