#include "../tools/where.h"
#include "support/tool.h"

#define ATTACHMENT                                                             \
	"Content-Type: multipart/mixed; boundary=b\n\n--b\n\ntext\n--b\n"      \
	"Content-Type: image/png\nContent-Disposition: attachment\n\nx\n"      \
	"--b--\n"

static const char mail[] =
	"From: =?utf-8?q?W=C3=A4ng?= <wang@example.com>\n"
	"To: li@example.com, Han <han@example.net>\n"
	"Subject: =?utf-8?b?5oql5ZGK?= Report, 3\n"
	"X-Tag: one\n"
	"X-Tag: =?utf-8?q?two?=\n"
	"Date: Wed, 18 Nov 2026 09:30:11 +0800\n\nbody from~li\n";
static const char attached[] = "Subject: a\n" ATTACHMENT;
static const char bare[] = "X-None: x\n\n";

static const struct {
	const char *text;
	bool mail, attached, bare, bodies;
} vec[] = {
	{ "from~wang", true, false, false, false },
	{ "from~WANG@EXAMPLE", true, false, false, false },
	{ "from~W\xc3\xa4ng", true, false, false, false },
	/* only letters of ASCII are alike */
	{ "from~W\xc3\x84ng", false, false, false, false },
	{ "from~q?W", false, false, false, false },
	{ "!from~wang", false, true, true, false },
	{ "to~han", true, false, false, false },
	{ "cc~han", false, false, false, false },
	{ "subject~\xe6\x8a\xa5\xe5\x91\x8a", true, false, false, false },
	{ "subject~report\\, 3", true, false, false, false },
	{ "subject~Report\\\\, 3", false, false, false, false },
	{ "subject~a", false, true, false, false },
	{ "header.x-tag~one", true, false, false, false },
	{ "header.X-Tag~two", true, false, false, false },
	{ "!header.x-tag~two", false, true, true, false },
	{ "header.x-none~x", false, false, true, false },
	{ "header.Subject~report", true, false, false, false },
	/* the comma is text, no end */
	{ "subject~\\,", true, false, false, false },
	{ "subject~~", false, false, false, false },
	{ "has:attachment", false, true, false, true },
	{ "!has:attachment", true, false, true, true },
	{ "subject~a,has:attachment", false, true, false, true },
	{ "subject~report,has:attachment", false, false, false, true },
	{ "from~wang,to~han,subject~3", true, false, false, false },
	{ "size>0", true, true, true, false },
	{ "size<1", false, false, false, false },
	{ "size<1k", true, true, true, false },
	{ "size>1G", false, false, false, false },
	{ "size<18446744073709551615", true, true, true, false },
	{ "!size>11", false, false, true, false },
	{ "size>11", true, true, false, false },
	{ "size<11", false, false, false, false },
	{ "size<12", false, false, true, false },
	{ "size>12", true, true, false, false },
	{ "size<13", false, false, true, false },
	{ "since:2026-11-18", true, false, false, false },
	{ "since:2026-11-19", false, false, false, false },
	{ "before:2026-11-19", true, false, false, false },
	{ "before:2026-11-18", false, false, false, false },
	{ "since:2026-11-18T09:30:11+08:00", true, false, false, false },
	{ "before:2026-11-18T09:30:11+08:00", false, false, false, false },
	{ "since:2026-11-18T09:30:12+08:00", false, false, false, false },
	{ "before:2026-11-18T09:30:12+08:00", true, false, false, false },
	/* without a date it is neither, so both reversed ones hold */
	{ "!since:2026-11-18", false, true, true, false },
	{ "!before:2026-11-19", false, true, true, false },
};

static bool
holds(const struct where *w, const char *text)
{
	struct mail m;
	bool answer;

	mail_open(&m, text, strlen(text));
	answer = where_holds(w, &m.in);
	mail_close(&m);
	return answer;
}

START_TEST(answers)
{
	struct where *w;

	setenv("TZ", "UTC", 1);
	ck_assert_int_eq(where_new(&w, vec[_i].text), CLI_OK);
	ck_assert_msg(holds(w, mail) == vec[_i].mail, "%s", vec[_i].text);
	ck_assert_msg(holds(w, attached) == vec[_i].attached, "%s",
		      vec[_i].text);
	ck_assert_msg(holds(w, bare) == vec[_i].bare, "%s", vec[_i].text);
	ck_assert_msg(where_needs_bodies(w) == vec[_i].bodies, "%s",
		      vec[_i].text);
	where_free(w);
}
END_TEST

static const char *const bad[] = {
	"",
	"!",
	"!!from~x",
	",",
	"from~x,",
	",from~x",
	"from~x,,to~y",
	"from",
	"from~",
	"from=x",
	"From~x",
	"body~x",
	"~x",
	"header.~x",
	"header.x~",
	"header~x",
	"has:",
	"has:attachments",
	"has:attachment ",
	"size",
	"size>",
	"size=3",
	"size>=3",
	"size>-1",
	"size> 1",
	"size>1T",
	"size>1kk",
	"size>18446744073709551616",
	"size>18014398509481985K",
	"since:",
	"since:never",
	"since:2026-13-01",
	"before:",
	"before:2026-02-30",
	"until:2026-01-01",
};

START_TEST(is_refused)
{
	struct said said;
	struct where *w;

	said_begin(&said);
	ck_assert_msg(where_new(&w, bad[_i]) == CLI_USAGE, "%s", bad[_i]);
	ck_assert_ptr_null(w);
	said_something(&said, true);
	where_free(w);
}
END_TEST

/* NUL and bytes that are no UTF-8 in a field do not end the search. */
START_TEST(hostile_fields)
{
	static const char text[] = "Subject: a\0b\xff needle\x80\n\n";
	struct where *w;
	struct mail m;

	ck_assert_int_eq(where_new(&w, "subject~needle"), CLI_OK);
	mail_open(&m, text, sizeof text - 1);
	ck_assert(where_holds(w, &m.in));
	mail_close(&m);
	where_free(w);
}
END_TEST

START_TEST(many_conditions)
{
	struct buffer text = { NULL, 0, 0 };
	struct where *w;

	for (int i = 0; i < 10000; i++)
		buffer_add_text(&text, i ? ",from~wang" : "from~wang");
	ck_assert_int_eq(where_new(&w, buffer_string(&text)), CLI_OK);
	ck_assert(holds(w, mail) && !holds(w, bare));
	where_free(w);
	buffer_add_text(&text, ",x");
	ck_assert_int_eq(where_new(&w, buffer_string(&text)), CLI_USAGE);
	buffer_free(&text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, answers, 0, COUNT(vec));
	tcase_add_loop_test(cases, is_refused, 0, COUNT(bad));
	tcase_add_test(cases, hostile_fields);
	tcase_add_test(cases, many_conditions);
}

SUITE_MAIN("where", add_tests)
