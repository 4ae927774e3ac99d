#include "mime/message.h"
#include "support/suite.h"
#include "support/tree_text.h"
#include "tree/field_id.h"

static struct mime_message *
parse(const char *text, size_t n)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, (mime_slice){ text, n }, NULL, NULL),
			 MIME_OK);
	return m;
}

static const struct {
	const char *name, *field, *text;
} vec[] = {
	{ "plain", "Subject: a b\n", "a b" },
	{ "fold", "Subject: a\n b\n", "a b" },
	{ "blanks at both ends", "Subject: \t a \n", "a" },
	{ "nothing", "Subject:\n", "" },
	{ "blank before the colon", "Subject \t: a\n", "a" },
	{ "a character over two words",
	  "Subject: =?gb2312?B?tdrI/by+tg==?=\n =?gb2312?B?yM/6ytuxqLjm?=\n",
	  "\xe7\xac\xac\xe4\xb8\x89\xe5\xad\xa3\xe5\xba\xa6"
	  "\xe9\x94\x80\xe5\x94\xae\xe6\x8a\xa5\xe5\x91\x8a" },
	{ "a line end inside a word", "Subject: =?utf-8?Q?a=0D=0Ab?=\n",
	  "a\xef\xbf\xbd\xef\xbf\xbd"
	  "b" },
	/* the charset of the first text part */
	{ "raw 8-bit",
	  "Content-Type: text/plain; charset=gbk\nSubject: \xd6\xec\xe9\x46\n",
	  "\xe6\x9c\xb1\xe9\x95\x95" },
};

START_TEST(decodes_text)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		size_t n;
		char *bytes = with_line_ends(&n, vec[_i].field,
					     strlen(vec[_i].field), crlf);
		struct mime_message *m = parse(bytes, n);
		struct mime_field *f =
			mime_field_find(mime_message_root(m), "subject", NULL);

		for (int again = 0; again < 2; again++) {
			mime_slice text;

			ck_assert_int_eq(mime_field_text(&text, f), MIME_OK);
			ck_assert_msg(text.len == strlen(vec[_i].text) &&
					      memcmp(text.ptr, vec[_i].text,
						     text.len) == 0,
				      "%s: %.*s", vec[_i].name, (int)text.len,
				      text.ptr);
		}
		mime_message_free(m);
		free(bytes);
	}
}
END_TEST

START_TEST(finds_by_name)
{
	static const char message[] = "X-A: 1\nTo: 2\nx-a: 3\njunk\nTO: 4\n\n";
	struct mime_message *m = parse(message, sizeof message - 1);
	struct mime_part *root = mime_message_root(m);
	struct mime_field *f = mime_field_find(root, "x-A", NULL);
	mime_slice body;
	int n = 0;

	f = mime_field_find(root, "X-A", f);
	body = mime_field_body(f);
	ck_assert(body.len == 2 && body.ptr[1] == '3');
	ck_assert_ptr_null(mime_field_find(root, "X-A", f));
	f = mime_field_find(root, "to", mime_field_find(root, "to", NULL));
	body = mime_field_body(f);
	ck_assert(body.len == 2 && body.ptr[1] == '4');
	ck_assert_ptr_null(mime_field_find(root, "Cc", NULL));
	ck_assert_ptr_null(mime_field_find(NULL, "Cc", NULL));
	for (f = NULL; (f = mime_field_find(root, NULL, f)) != NULL; n++)
		;
	ck_assert_int_eq(n, 4);
	mime_message_free(m);
}
END_TEST

static const struct {
	const char *from, *author;
} authors[] = {
	{ "From: a@example.com\n", "a@example.com" },
	{ "From: A <a@example.com>\n", "a@example.com" },
	{ "From: a@example.com\nFrom: b@example.com\n", NULL },
	{ "From: a@example.com, b@example.com\n", NULL },
	{ "From: victim@bank.example( <attacker@evil.example>\n", NULL },
	{ "Subject: s\n", NULL },
};

START_TEST(offers_one_author)
{
	struct mime_message *m =
		parse(authors[_i].from, strlen(authors[_i].from));
	struct mime_mailbox author;
	bool any = mime_message_author(&author, m);

	ck_assert_int_eq(any, authors[_i].author != NULL);
	if (any)
		ck_assert(author.address.len == strlen(authors[_i].author) &&
			  memcmp(author.address.ptr, authors[_i].author,
				 author.address.len) == 0);
	mime_message_free(m);
}
END_TEST

/* The limit is one of the message, not of a field. */
START_TEST(stops_at_the_limit_of_addresses)
{
	static const char message[] = "To: a@b, c@d\nCc: e@f, g@h\n\n";
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_addresses = 3 };
	const struct mime_mailbox *list;
	struct mime_message *m;
	size_t n;

	ck_assert_int_eq(mime_parse(&m,
				    (mime_slice){ message, sizeof message - 1 },
				    &opts, NULL),
			 MIME_OK);
	mime_field_addresses(&list, &n,
			     mime_field_find(mime_message_root(m), "To", NULL));
	ck_assert_uint_eq(n, 2);
	mime_field_addresses(&list, &n,
			     mime_field_find(mime_message_root(m), "Cc", NULL));
	ck_assert_uint_eq(n, 1);
	ck_assert_int_eq(mime_message_check(m), MIME_OK);
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_ADDRESSES_LIMIT), 1);
	mime_message_free(m);
}
END_TEST

START_TEST(every_known_name_has_its_number)
{
	for (int id = MIME_FIELD_BCC; id < MIME_FIELD_IDS; id++) {
		const char *name = mime_field_id_name((enum mime_field_id)id);
		char upper[64];
		size_t n = strlen(name);

		for (size_t i = 0; i < n; i++)
			upper[i] = (char)(name[i] >= 'a' && name[i] <= 'z'
						  ? name[i] - 32
						  : name[i]);
		ck_assert_int_eq(mime_field_id_find((mime_slice){ name, n }),
				 id);
		ck_assert_int_eq(mime_field_id_find((mime_slice){ upper, n }),
				 id);
	}
	ck_assert_int_eq(mime_field_id_find((mime_slice){ "X-To", 4 }),
			 MIME_FIELD_OTHER);
	ck_assert_int_eq(mime_field_id_find((mime_slice){ "", 0 }),
			 MIME_FIELD_OTHER);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, decodes_text, 0, COUNT(vec));
	tcase_add_test(cases, finds_by_name);
	tcase_add_loop_test(cases, offers_one_author, 0, COUNT(authors));
	tcase_add_test(cases, stops_at_the_limit_of_addresses);
	tcase_add_test(cases, every_known_name_has_its_number);
}

SUITE_MAIN("field", add_tests)
