#include "base/slice.h"
#include "mime/build.h"
#include "support/written.h"
#include <time.h>

static const uint8_t bytes16[16] = { 0x00, 0x01, 0x02, 0x03, 0x7f, 0x80,
				     0xff, 0xfe, 0x10, 0x20, 0x30, 0x40,
				     0x50, 0x60, 0x70, 0xab };
#define ID                                                                     \
	"000102037f80fffe102030405060"                                         \
	"70ab"

/* 2026-11-18 09:30:11 +0800 */
static const struct mime_date date = { 1794965411, 480, true };
#define DATE "Date: Wed, 18 Nov 2026 09:30:11 +0800\r\n"

static const struct {
	const char *why, *header, *after;
	int rc;
} vec[] = {
	{ "all that is missing, at the end", "From: a@b.c\r\nSubject: x\r\n",
	  "From: a@b.c\r\nSubject: x\r\n" DATE "Message-ID: <" ID "@b.c>\r\n"
	  "MIME-Version: 1.0\r\n",
	  MIME_OK },
	{ "what is there stays",
	  "Message-ID: <i@j>\r\nMIME-Version: 1.0\r\nDate: never\r\n"
	  "From: a@b.c\r\n",
	  "Message-ID: <i@j>\r\nMIME-Version: 1.0\r\nDate: never\r\n"
	  "From: a@b.c\r\n",
	  MIME_OK },
	{ "the domain of the first author that has one",
	  "From: nobody, A <a@b.c>, d@e.f\r\nDate: x\r\n",
	  "From: nobody, A <a@b.c>, d@e.f\r\nDate: x\r\nMessage-ID: <" ID
	  "@b.c>\r\nMIME-Version: 1.0\r\n",
	  MIME_OK },
	{ "a domain literal", "From: a@[192.0.2.1]\r\nDate: x\r\n",
	  "From: a@[192.0.2.1]\r\nDate: x\r\nMessage-ID: <" ID
	  "@[192.0.2.1]>\r\nMIME-Version: 1.0\r\n",
	  MIME_OK },
	{ "no From", "Subject: x\r\n", NULL, MIME_EINVAL },
	{ "no valid From", "From: nobody\r\n", NULL, MIME_EINVAL },
	{ "a From without a domain", "From: root\r\n", NULL, MIME_EINVAL },
	{ "an id is ASCII", "From: a@b\xc3\xbc.c\r\n", NULL, MIME_EINVAL },
};

START_TEST(finishes)
{
	char whole[512];
	struct mime_message *m;
	size_t n = strlen(vec[_i].header);

	memcpy(whole, vec[_i].header, n);
	memcpy(whole + n, "\r\n", 2);
	m = parsed(mime_slice_of(whole, n + 2));
	ck_assert_msg(mime_outgoing_finish(m, &date, bytes16) == vec[_i].rc,
		      "%s", vec[_i].why);
	if (vec[_i].rc == MIME_OK) {
		char after[512];
		size_t len = strlen(vec[_i].after);

		memcpy(after, vec[_i].after, len);
		memcpy(after + len, "\r\n", 2);
		check_written(m, mime_slice_of(after, len + 2), vec[_i].why);
	}
	mime_message_free(m);
}
END_TEST

START_TEST(the_present_time_is_the_default)
{
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m);
	int64_t before = (int64_t)time(NULL);
	struct mime_date got;

	ck_assert_int_eq(
		mime_field_set(root, "From", MIME_LITERAL("a@b.c"), NULL),
		MIME_OK);
	ck_assert_int_eq(mime_outgoing_finish(m, NULL, bytes16), MIME_OK);
	ck_assert(mime_date_parse(
		&got, mime_field_body(mime_field_find(root, "Date", NULL))));
	ck_assert(got.seconds >= before && got.seconds <= (int64_t)time(NULL) &&
		  got.zone == 0);
	mime_message_free(m);
}
END_TEST

START_TEST(twice_changes_nothing)
{
	struct mime_message *m =
		parsed(MIME_LITERAL("From: a@b.c\r\n\r\nx\r\n"));
	mime_slice once;

	ck_assert_int_eq(mime_outgoing_finish(m, &date, bytes16), MIME_OK);
	once = written(m);
	ck_assert_int_eq(mime_outgoing_finish(m, NULL, bytes16 + 0), MIME_OK);
	check_written(m, once, "finished twice");
	written_free(once);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finishes, 0, COUNT(vec));
	tcase_add_test(cases, the_present_time_is_the_default);
	tcase_add_test(cases, twice_changes_nothing);
}

SUITE_MAIN("finish", add_tests)
