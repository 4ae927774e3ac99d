#include "support/suite.h"
#include "view/imap_envelope.h"

#define NILS(n) NILS_##n
#define NILS_8	"NIL NIL NIL NIL NIL NIL NIL NIL"
#define FROM(address)                                                          \
	"(NIL NIL " address " " address " " address " NIL NIL NIL NIL NIL)"
#define TO(list) "(NIL NIL NIL NIL NIL " list " NIL NIL NIL NIL)"

static const struct {
	const char *why, *header, *out;
} vec[] = {
	{ "nothing", "X: y\n", "(NIL NIL " NILS(8) ")" },
	{ "everything",
	  "Date: Wed, 18 Nov 2026 09:30:11 +0800\n"
	  "Subject: a \"b\"\n"
	  "From: A <a@x.y>\n"
	  "Sender: s@x.y\n"
	  "Reply-To: r@x.y\n"
	  "To: t@x.y\n"
	  "Cc: c@x.y, d@x.y\n"
	  "Bcc: b@x.y\n"
	  "In-Reply-To: <i@x.y>\n"
	  "Message-ID: <m@x.y>\n",
	  "(\"Wed, 18 Nov 2026 09:30:11 +0800\" \"a \\\"b\\\"\" "
	  "((\"A\" NIL \"a\" \"x.y\")) ((NIL NIL \"s\" \"x.y\")) "
	  "((NIL NIL \"r\" \"x.y\")) ((NIL NIL \"t\" \"x.y\")) "
	  "((NIL NIL \"c\" \"x.y\")(NIL NIL \"d\" \"x.y\")) "
	  "((NIL NIL \"b\" \"x.y\")) \"<i@x.y>\" \"<m@x.y>\")" },
	{ "sender and reply-to are from", "From: a@x.y\n",
	  FROM("((NIL NIL \"a\" \"x.y\"))") },
	{ "and where they are empty", "From: a@x.y\nSender: \nReply-To: ,\n",
	  FROM("((NIL NIL \"a\" \"x.y\"))") },
	{ "present and empty is an empty string",
	  "Date:\nSubject: \nMessage-ID:\nIn-Reply-To:\n",
	  "(\"\" \"\" NIL NIL NIL NIL NIL NIL \"\" \"\")" },
	{ "empty lists are NIL", "From:\nTo:\nCc: \nBcc: ,\n",
	  "(NIL NIL " NILS(8) ")" },
	{ "unfolded, encoded-words left alone",
	  "Subject: =?utf-8?Q?a?=\n  =?utf-8?Q?b?=\n\tc\n",
	  "(NIL \"=?utf-8?Q?a?=  =?utf-8?Q?b?=\tc\" " NILS(8) ")" },
	{ "of a repeated field the first counts", "Subject: a\nSubject: b\n",
	  "(NIL \"a\" " NILS(8) ")" },
	{ "several From fields name no author",
	  "From: a@x.y\nFrom: b@x.y\nSender: s@x.y\n",
	  "(NIL NIL NIL ((NIL NIL \"s\" \"x.y\")) NIL NIL NIL NIL NIL NIL)" },
	{ "several authors in one", "From: a@x.y, b@x.y\n",
	  FROM("((NIL NIL \"a\" \"x.y\")(NIL NIL \"b\" \"x.y\"))") },
	{ "a quoted name", "To: \"A \\\"B\\\", C\" <a@x.y>\n",
	  TO("((\"A \\\"B\\\", C\" NIL \"a\" \"x.y\"))") },
	{ "a name of words, comments and folds",
	  "To: A (x) \"B\"\n  C. <a@x.y>\n",
	  TO("((\"A B C.\" NIL \"a\" \"x.y\"))") },
	{ "encoded-words of a name",
	  "To: =?utf-8?Q?=41?=\n =?utf-8?Q?B?= <a@x.y>\n",
	  TO("((\"=?utf-8?Q?=41?= =?utf-8?Q?B?=\" NIL \"a\" \"x.y\"))") },
	{ "a name with a comma", "To: Smith, John <a@x.y>, b@x.y\n",
	  TO("((\"Smith, John\" NIL \"a\" \"x.y\")(NIL NIL \"b\" \"x.y\"))") },
	{ "a name in 8-bit", "To: \xe9 <a@x.y>\n",
	  TO("(({1}\r\n\xe9 NIL \"a\" \"x.y\"))") },
	{ "a comment is the name of old", "To: a@x.y (A \\(B\\) )\n",
	  TO("((\"A (B)\" NIL \"a\" \"x.y\"))") },
	{ "a quoted local part", "To: \"a b\"@x.y\n",
	  TO("((NIL NIL \"a b\" \"x.y\"))") },
	{ "a domain literal", "To: a@[1.2.3.4]\n",
	  TO("((NIL NIL \"a\" \"[1.2.3.4]\"))") },
	{ "no domain", "To: root\n", TO("((NIL NIL \"root\" \"\"))") },
	{ "a source route", "To: A <@b.c, @d.e : a@x.y>\n",
	  TO("((\"A\" \"@b.c,@d.e\" \"a\" \"x.y\"))") },
	{ "a group", "To: a@x.y, \"my\" friends: B <b@x.y>, c@x.y;, d@x.y\n",
	  TO("((NIL NIL \"a\" \"x.y\")(NIL NIL \"my friends\" NIL)"
	     "(\"B\" NIL \"b\" \"x.y\")(NIL NIL \"c\" \"x.y\")"
	     "(NIL NIL NIL NIL)(NIL NIL \"d\" \"x.y\"))") },
	{ "an empty group", "To: undisclosed-recipients:;\n",
	  TO("((NIL NIL \"undisclosed-recipients\" NIL)(NIL NIL NIL NIL))") },
	{ "two groups, the last not closed", "To: a:;b: c@x.y\n",
	  TO("((NIL NIL \"a\" NIL)(NIL NIL NIL NIL)(NIL NIL \"b\" NIL)"
	     "(NIL NIL \"c\" \"x.y\")(NIL NIL NIL NIL))") },
	{ "an invalid mailbox is no address", "To: a@b@x.y, c@x.y\n",
	  TO("((\"a@b@x.y\" NIL \"\" \"\")(NIL NIL \"c\" \"x.y\"))") },
	{ "nor is a name alone", "To: John Doe\n",
	  TO("((\"John Doe\" NIL \"\" \"\"))") },
};

static void
envelope(char *out, size_t room, const char *mail, mime_slice bytes)
{
	struct mime_message *m;
	struct mime_text *text;
	mime_slice got;

	ck_assert_int_eq(mime_parse(&m, bytes, NULL, NULL), MIME_OK);
	ck_assert_int_eq(
		mime_imap_envelope(&text, mime_message_root(m), MIME_IMAP_7BIT),
		MIME_OK);
	got = mime_text_slice(text);
	ck_assert_msg(got.len < room, "%s", mail);
	memcpy(out, got.ptr, got.len);
	out[got.len] = '\0';
	mime_text_free(text);
	mime_message_free(m);
}

START_TEST(envelopes)
{
	char crlf[2000], got[2000];
	size_t n = 0;

	envelope(got, sizeof got, vec[_i].why, mime_slice_text(vec[_i].header));
	ck_assert_msg(strcmp(got, vec[_i].out) == 0, "%s: %s", vec[_i].why,
		      got);
	for (const char *c = vec[_i].header; *c != '\0'; c++) {
		if (*c == '\n')
			crlf[n++] = '\r';
		crlf[n++] = *c;
	}
	envelope(got, sizeof got, vec[_i].why, mime_slice_of(crlf, n));
	ck_assert_msg(strcmp(got, vec[_i].out) == 0, "%s, CRLF: %s",
		      vec[_i].why, got);
}
END_TEST

START_TEST(no_message_has_none)
{
	struct mime_text *text;

	ck_assert_int_eq(mime_imap_envelope(&text, NULL, MIME_IMAP_7BIT),
			 MIME_EINVAL);
	ck_assert_ptr_null(text);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, envelopes, 0, COUNT(vec));
	tcase_add_test(cases, no_message_has_none);
}

SUITE_MAIN("imap_envelope", add_tests)
