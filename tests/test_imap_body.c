#include "base/slice.h"
#include "mime/compose.h"
#include "mime/view.h"
#include "support/suite.h"

#define TEXT(octets_and_lines)                                                 \
	"(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL "              \
	"\"7bit\" " octets_and_lines " NIL NIL NIL NIL)"
#define NO_BODY                                                                \
	"(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"7bit\" 0 0 " \
	"NIL NIL NIL NIL)"
#define NO_ENVELOPE "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL)"
#define SUBJECT(s)  "(NIL \"" s "\" NIL NIL NIL NIL NIL NIL NIL NIL)"
#define TYPE(t)	    "Content-Type: " t "\n"
#define BOUNDARY    "(\"boundary\" \"b\") NIL NIL NIL)"

static const struct {
	const char *why, *mail, *out;
} vec[] = {
	{ "nothing at all", "", TEXT("0 0") },
	{ "a text", "Subject: x\n\none\ntwo\n", TEXT("10 2") },
	{ "a last line without an end is octets, and no line", "\none\ntwo",
	  TEXT("8 1") },
	{ "types, encodings and dispositions in lower case, names as written",
	  "Content-Type: TEXT/HTML; Charset=UTF-8; Format=\"Flowed x\"\n"
	  "Content-Transfer-Encoding: QUOTED-printable\n"
	  "Content-Disposition: INLINE\n\n=C3=A9=\n\n",
	  "(\"text\" \"html\" (\"Charset\" \"UTF-8\" \"Format\" \"Flowed x\") "
	  "NIL NIL \"quoted-printable\" 11 2 NIL (\"inline\" NIL) NIL NIL)" },
	{ "a charset is said for every text", TYPE("text/html; a=b") "\n",
	  "(\"text\" \"html\" (\"a\" \"b\" \"charset\" \"us-ascii\") NIL NIL "
	  "\"7bit\" 0 0 NIL NIL NIL NIL)" },
	{ "all fields",
	  TYPE("application/x; name=y") "Content-ID: <i@x.y>\n"
					"Content-Description: a\n \"b\"\n"
					"Content-Transfer-Encoding: base64\n"
					"Content-MD5: "
					"Q2hlY2sgSW50ZWdyaXR5IQ==\n"
					"Content-Disposition: attachment; "
					"filename=\"a b\"; size=3\n"
					"Content-Language: en (English)\n"
					"Content-Location: "
					"http://x.y/z\n\nAAAA\n",
	  "(\"application\" \"x\" (\"name\" \"y\") \"<i@x.y>\" "
	  "\"a \\\"b\\\"\" \"base64\" 6 \"Q2hlY2sgSW50ZWdyaXR5IQ==\" "
	  "(\"attachment\" (\"filename\" \"a b\" \"size\" \"3\")) \"en\" "
	  "\"http://x.y/z\")" },
	{ "several languages",
	  TYPE("a/b") "Content-Language: de, en-GB (x, y),\n fr\n\n",
	  "(\"a\" \"b\" NIL NIL NIL \"7bit\" 0 NIL NIL "
	  "(\"de\" \"en-GB\" \"fr\") NIL)" },
	{ "a disposition without a value",
	  TYPE("a/b") "Content-Disposition: ; filename=x\n\n",
	  "(\"a\" \"b\" NIL NIL NIL \"7bit\" 0 NIL NIL NIL NIL)" },
	{ "an encoding without a value", "Content-Transfer-Encoding:\n\n",
	  TEXT("0 0") },
	{ "an unknown encoding", "Content-Transfer-Encoding: X-UUE\n\n",
	  "(\"text\" \"plain\" (\"charset\" \"us-ascii\") NIL NIL \"x-uue\" "
	  "0 0 NIL NIL NIL NIL)" },
	/* RFC 2231 6 */
	{ "continuations are joined",
	  TYPE("a/b; n*1=c; n*0=\"a b\"; x*=utf-8'en'%41%e2; "
	       "y*0*=''%20;y*1=%20"),
	  "(\"a\" \"b\" (\"n\" \"a bc\" \"x*\" \"utf-8'en'A%E2\" \"y*\" "
	  "\"''%20%2520\") NIL NIL \"7bit\" 0 NIL NIL NIL NIL)" },
	{ "a parameter twice", TYPE("a/b; n=1; n=2"),
	  "(\"a\" \"b\" (\"n\" \"1\" \"n\" \"2\") NIL NIL \"7bit\" 0 NIL NIL "
	  "NIL NIL)" },
	{ "a multipart",
	  TYPE("multipart/mixed; boundary=b") "\npreamble\n"
					      "--b\n\none\ntwo\n--b\n" TYPE(
						      "a/b") "\nx\n\n--b--"
							     "\nepilogue\n",
	  "(" TEXT("8 1") "(\"a\" \"b\" NIL NIL NIL \"7bit\" 3 NIL NIL NIL "
			  "NIL) \"mixed\" " BOUNDARY },
	{ "multiparts in multiparts",
	  TYPE("multipart/x-y; boundary=b") "\n--b\n" TYPE(
		  "multipart/related; boundary=c") "\n--c\n\n1\n--c--\n"
						   "--b\n\n22\n--b--\n",
	  "((" TEXT("1 0") " \"related\" (\"boundary\" \"c\") NIL NIL "
			   "NIL)" TEXT("2 0") " \"x-y\" " BOUNDARY },
	{ "a multipart without a part",
	  TYPE("multipart/mixed; boundary=b") "\ntext\n",
	  "(" NO_BODY " \"mixed\" " BOUNDARY },
	{ "a multipart without a boundary", TYPE("multipart/mixed") "\ntext\n",
	  "(\"multipart\" \"mixed\" NIL NIL NIL \"7bit\" 6 NIL NIL NIL NIL)" },
	{ "a message", TYPE("message/rfc822") "\nSubject: s\n\none\n",
	  "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 19 " SUBJECT(
		  "s") " " TEXT("5 1") " 3 NIL NIL NIL NIL)" },
	{ "messages in messages",
	  TYPE("message/rfc822") "\n" TYPE(
		  "message/global") "Subject: 1\n\nSubject: 2\n\n",
	  "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 58 " SUBJECT(
		  "1") " (\"message\" \"global\" NIL NIL NIL \"7bit\" "
		       "14 " SUBJECT("2") " " TEXT("0 0") " 2 NIL NIL NIL NIL) "
							  "5 NIL NIL NIL "
							  "NIL)" },
	{ "a digest",
	  TYPE("multipart/digest; boundary=b") "\n--b\n\nSubject: 1\n\n1\n"
					       "--b\n\nSubject: "
					       "2\n\n2\n2\n--b--",
	  "((\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 15 " SUBJECT(
		  "1") " " TEXT("1 0") " 2 NIL NIL NIL NIL)"
				       "(\"message\" \"rfc822\" NIL NIL NIL "
				       "\"7bit\" 18 " SUBJECT("2") " " TEXT(
					       "4 1") " 3 NIL NIL NIL NIL) "
						      "\"digest\" " BOUNDARY },
	{ "an encoded message is opened, its size is that of what was sent",
	  TYPE("multipart/mixed; boundary=b") "\n--b\n" TYPE(
		  "message/rfc822") "Content-Transfer-Encoding: base64\n\n"
				    "U3ViamVjdDogcwoK\nb25lCg==\n--"
				    "b\n\nafter\n\n--b--\n",
	  "((\"message\" \"rfc822\" NIL NIL NIL \"base64\" 26 " SUBJECT("s") " " TEXT(
		  "5 1") " 1 NIL NIL NIL NIL)" TEXT("7 1") " \"mixed\""
							   " " BOUNDARY },
	{ "a message that cannot be opened",
	  TYPE("message/rfc822") "Content-Transfer-Encoding: x\n\na: b\n\n",
	  "(\"message\" \"rfc822\" NIL NIL NIL \"x\" 8 " NO_ENVELOPE " " NO_BODY
	  " 2 NIL NIL NIL NIL)" },
	{ "news is no message to IMAP",
	  TYPE("message/news") "\nSubject: s\n\none\n",
	  "(\"message\" \"news\" NIL NIL NIL \"7bit\" 19 NIL NIL NIL NIL)" },
};

static void
check(mime_slice mail, const char *wanted, const char *why)
{
	struct mime_message *m;
	struct mime_text *text;
	mime_slice got;

	ck_assert_int_eq(mime_parse(&m, mail, NULL, NULL), MIME_OK);
	ck_assert_int_eq(mime_imap_bodystructure(&text, mime_message_root(m),
						 MIME_IMAP_7BIT),
			 MIME_OK);
	got = mime_text_slice(text);
	ck_assert_msg(mime_slice_equal(got, mime_slice_text(wanted)),
		      "%s:\n%.*s\nnot\n%s", why, (int)got.len, got.ptr, wanted);
	mime_text_free(text);
	mime_message_free(m);
}

START_TEST(structures)
{
	char crlf[2000];
	size_t n = 0;

	check(mime_slice_text(vec[_i].mail), vec[_i].out, vec[_i].why);
	/* sizes are those of the message with CRLF; what is inside base64 has
	 * its own line ends */
	for (const char *c = vec[_i].mail; *c != '\0'; c++) {
		if (*c == '\n')
			crlf[n++] = '\r';
		crlf[n++] = *c;
	}
	check(mime_slice_of(crlf, n), vec[_i].out, vec[_i].why);
}
END_TEST

START_TEST(body_has_no_extension_data)
{
	static const char mail[] =
		TYPE("multipart/mixed; boundary=b") "\n--b\n" TYPE(
			"message/rfc822") "\nSubject: s\n\n1\n--b--\n";
	static const char wanted[] =
		"((\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 15 " SUBJECT(
			"s") " (\"text\" \"plain\" (\"charset\" \"us-ascii\") "
			     "NIL NIL "
			     "\"7bit\" 1 0) 2) \"mixed\")";
	struct mime_message *m;
	struct mime_text *text;
	mime_slice got;

	ck_assert_int_eq(mime_parse(&m, mime_slice_text(mail), NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(
		mime_imap_body(&text, mime_message_root(m), MIME_IMAP_7BIT),
		MIME_OK);
	got = mime_text_slice(text);
	ck_assert_msg(mime_slice_equal(got, mime_slice_text(wanted)), "%.*s",
		      (int)got.len, got.ptr);
	mime_text_free(text);
	mime_message_free(m);
}
END_TEST

START_TEST(edited_messages_are_refused)
{
	struct mime_message *m;
	struct mime_text *text;

	ck_assert_int_eq(mime_parse(&m, MIME_LITERAL("a: b\n\n"), NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_field_set(mime_message_root(m), "Subject",
					MIME_LITERAL("x"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_imap_bodystructure(&text, mime_message_root(m),
						 MIME_IMAP_7BIT),
			 MIME_EINVAL);
	ck_assert_ptr_null(text);
	mime_message_free(m);
	ck_assert_int_eq(mime_imap_body(&text, NULL, MIME_IMAP_7BIT),
			 MIME_EINVAL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, structures, 0, COUNT(vec));
	tcase_add_test(cases, body_has_no_extension_data);
	tcase_add_test(cases, edited_messages_are_refused);
}

SUITE_MAIN("imap_body", add_tests)
