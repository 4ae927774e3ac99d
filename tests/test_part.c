#include "mime/message.h"
#include "support/suite.h"

/* multipart( text, message( multipart( text, html ) ), message( text ) ) */
static const char nested[] =
	"Content-Type: multipart/mixed; boundary=b\n\n"
	"--b\n\nx\n"
	"--b\nContent-Type: message/rfc822\n\n"
	"Content-Type: multipart/alternative; boundary=c\n\n"
	"--c\n\ny\n--c\nContent-Type: text/html\n\nz\n--c--\n"
	"--b\nContent-Type: message/rfc822\n\nSubject: s\n\nw\n"
	"--b--\n";

static struct mime_message *
parse(const char *text)
{
	struct mime_message *m;

	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ text, strlen(text) }, NULL, NULL),
		MIME_OK);
	return m;
}

static const struct {
	const char *section, *type;
} sections[] = {
	/* RFC 9051 6.4.5.1; the multipart in 2 shares its number */
	{ "", "multipart/mixed" }, { "1", "text/plain" },
	{ "2", "message/rfc822" }, { "2", "multipart/alternative" },
	{ "2.1", "text/plain" },   { "2.2", "text/html" },
	{ "3", "message/rfc822" }, { "3.1", "text/plain" },
};

START_TEST(numbers_like_imap)
{
	struct mime_message *m = parse(nested);
	struct mime_part *p = mime_message_root(m);
	mime_slice section, type;

	for (int i = 0; i < COUNT(sections); i++, p = mime_part_after(p)) {
		ck_assert_int_eq(mime_part_section(&section, p), MIME_OK);
		type = mime_part_type(p);
		ck_assert_uint_eq(section.len, strlen(sections[i].section));
		ck_assert(memcmp(section.ptr, sections[i].section,
				 section.len) == 0);
		ck_assert(memcmp(type.ptr, sections[i].type, type.len) == 0);
		if (i != 3)
			ck_assert_ptr_eq(
				mime_message_find(m, sections[i].section), p);
	}
	ck_assert_ptr_null(p);
	mime_message_free(m);
}
END_TEST

START_TEST(finds_nothing_where_there_is_nothing)
{
	static const char *const none[] = { "0",
					    "4",
					    "1.1",
					    "2.3",
					    "3.2",
					    "x",
					    "1.",
					    ".1",
					    "2..1",
					    "1x",
					    "99999999999999999999" };
	struct mime_message *m = parse(nested);

	for (int i = 0; i < COUNT(none); i++)
		ck_assert_msg(mime_message_find(m, none[i]) == NULL, "%s",
			      none[i]);
	mime_message_free(m);
}
END_TEST

START_TEST(a_single_part_is_number_one)
{
	struct mime_message *m = parse("Subject: s\n\nx\n");
	mime_slice section;

	ck_assert_int_eq(mime_part_section(&section, mime_message_root(m)),
			 MIME_OK);
	ck_assert(section.len == 1 && section.ptr[0] == '1');
	ck_assert_ptr_eq(mime_message_find(m, "1"), mime_message_root(m));
	ck_assert_ptr_null(mime_message_find(m, "2"));
	mime_message_free(m);
}
END_TEST

START_TEST(walks_up_and_down)
{
	struct mime_message *m = parse(nested);
	struct mime_part *html = mime_message_find(m, "2.2");

	ck_assert_uint_eq(mime_part_depth(html), 3);
	ck_assert_uint_eq(mime_part_depth(mime_message_root(m)), 0);
	ck_assert_int_eq(mime_part_kind(mime_message_find(m, "2")),
			 MIME_PART_MESSAGE);
	ck_assert_ptr_null(mime_part_next(html));
	ck_assert_ptr_null(mime_part_parent(NULL));
	ck_assert_ptr_null(mime_part_child(NULL));
	ck_assert_ptr_null(mime_part_next(NULL));
	ck_assert_ptr_null(mime_part_after(NULL));
	mime_message_free(m);
}
END_TEST

static const struct {
	const char *message, *type, *encoding, *disposition, *filename;
} facts[] = {
	{ "\nx", "text/plain", "7bit", NULL, NULL },
	{ "Content-Type: TEXT/Html; name=a\n\n", "text/html", "7bit", NULL,
	  "a" },
	{ "Content-Type: application/X-Thing\n\n", "application/x-thing",
	  "7bit", NULL, NULL },
	{ "Content-Transfer-Encoding: BASE64\n\n", "text/plain", "base64", NULL,
	  NULL },
	{ "Content-Transfer-Encoding: X-Uue\n\n", "text/plain", "x-uue", NULL,
	  NULL },
	{ "Content-Disposition: Attachment; filename=b\n\n", "text/plain",
	  "7bit", "attachment", "b" },
	/* the order of BEHAVIOUR: filename*, filename, name*, name */
	{ "Content-Type: text/plain; name=a\n"
	  "Content-Disposition: inline; filename=b; filename*=utf-8''c\n\n",
	  "text/plain", "7bit", "inline", "c" },
	{ "Content-Type: text/plain; name=a; name*=utf-8''d\n\n", "text/plain",
	  "7bit", NULL, "d" },
	{ "Content-Type: text/plain; name=\"=?gb2312?B?1tA=?=\"\n\n",
	  "text/plain", "7bit", NULL, "\xe4\xb8\xad" },
};

static void
same(mime_slice got, const char *wanted)
{
	if (wanted == NULL) {
		ck_assert_ptr_null(got.ptr);
		return;
	}
	ck_assert_msg(got.len == strlen(wanted) &&
			      memcmp(got.ptr, wanted, got.len) == 0,
		      "%.*s, not %s", (int)got.len, got.ptr, wanted);
}

START_TEST(tells_what_a_part_is)
{
	struct mime_message *m = parse(facts[_i].message);
	struct mime_part *p = mime_message_root(m);

	for (int again = 0; again < 2; again++) {
		same(mime_part_type(p), facts[_i].type);
		same(mime_part_encoding(p), facts[_i].encoding);
		same(mime_part_disposition(p), facts[_i].disposition);
		same(mime_part_filename(p), facts[_i].filename);
	}
	mime_message_free(m);
}
END_TEST

static const struct {
	const char *fields;
	unsigned form;
} forms[] = {
#define DISPOSITION(p) "Content-Disposition: attachment; " p "\n\n"
	{ "\n", 0 },
	{ DISPOSITION("x=y"), 0 },
	{ DISPOSITION("filename=a"), MIME_FILENAME_IN_DISPOSITION },
	{ DISPOSITION("filename=\"a\""),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_QUOTED },
	{ DISPOSITION("filename*=utf-8''a%C3%A4"),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2231 },
	{ DISPOSITION("filename*0=a; filename*1=b"),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2231 },
	/* filename* goes before filename, whatever their order */
	{ DISPOSITION("filename=\"b\"; filename*=utf-8''a"),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2231 },
	/* words in percent stay what they are */
	{ DISPOSITION("filename*=utf-8''=%3Futf-8%3FQ%3Fa%3F="),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2231 },
	{ DISPOSITION("filename*0=\"=?utf-8?Q?a?=\""),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2231 |
		  MIME_FILENAME_RFC2047 | MIME_FILENAME_QUOTED },
	{ DISPOSITION("filename=\"x =?utf-8?Q?a?=\""),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2047 |
		  MIME_FILENAME_QUOTED },
	{ DISPOSITION("filename==?utf-8?Q?a?="),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_RFC2047 },
	/* no word, though it begins like one */
	{ DISPOSITION("filename=\"a=?b\""),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_QUOTED },
	{ DISPOSITION("filename=\"\xe4\xb8\xad\""),
	  MIME_FILENAME_IN_DISPOSITION | MIME_FILENAME_QUOTED |
		  MIME_FILENAME_8BIT },
	{ "Content-Type: a/b; name=a\n\n", MIME_FILENAME_IN_TYPE },
	{ "Content-Type: a/b; name*=utf-8''a\n" DISPOSITION("x=y"),
	  MIME_FILENAME_IN_TYPE | MIME_FILENAME_RFC2231 },
	{ "Content-Type: a/b; name=a\n" DISPOSITION("filename=b"),
	  MIME_FILENAME_IN_DISPOSITION },
	/* a name in a comment or a value is none */
	{ DISPOSITION("x=\"; filename=a\"; (; filename=b)"), 0 },
};

START_TEST(tells_how_a_name_was_written)
{
	struct mime_message *m = parse(forms[_i].fields);

	ck_assert_uint_eq(mime_part_filename_form(mime_message_root(m)),
			  forms[_i].form);
	mime_message_free(m);
}
END_TEST

START_TEST(reads_ids_and_parameters)
{
	struct mime_message *m =
		parse("Content-ID: <a@b>\n"
		      "Content-Type: text/plain; Charset=\"x y\"\n\n");
	struct mime_part *p = mime_message_root(m);

	same(mime_part_content_id(p), "a@b");
	same(mime_part_param(p, "charset"), "x y");
	same(mime_part_param(p, "format"), NULL);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, numbers_like_imap);
	tcase_add_test(cases, finds_nothing_where_there_is_nothing);
	tcase_add_test(cases, a_single_part_is_number_one);
	tcase_add_test(cases, walks_up_and_down);
	tcase_add_loop_test(cases, tells_what_a_part_is, 0, COUNT(facts));
	tcase_add_loop_test(cases, tells_how_a_name_was_written, 0,
			    COUNT(forms));
	tcase_add_test(cases, reads_ids_and_parameters);
}

SUITE_MAIN("part", add_tests)
