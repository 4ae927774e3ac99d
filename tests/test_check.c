#include "mime/message.h"
#include "support/suite.h"
#include "support/tree_text.h"

/* A header without defects, for what comes after it. */
#define HEAD	 "From: a@example.com\nDate: Mon, 2 Jan 2006 15:04:05 +0000\n"
#define MIME	 HEAD "MIME-Version: 1.0\n"
#define PLAIN	 MIME "Content-Type: text/plain; charset=utf-8\n"
#define ATTACHED MIME "Content-Disposition: attachment; "
#define MIXED	 MIME "Content-Type: multipart/mixed; boundary=b\n\n"

/* at: the text whose first byte the defect points at; NULL: not looked at */
static const struct {
	const char *name, *message, *codes, *at;
} vec[] = {
	{ "nothing wrong", PLAIN "\nx\n", "", NULL },
	{ "nothing at all", "", "", NULL },
	/* the header */
	{ "repeated, same value", HEAD "Subject: a\nSubject: a\n\n", "H01/W",
	  NULL },
	{ "repeated, other value", HEAD "Subject: a\nSubject: b\n\n", "H01",
	  "Subject: b" },
	{ "repeated Received is legal", HEAD "Received: a\nReceived: b\n\n", "",
	  NULL },
	{ "control", HEAD "Subject: a\x1b[m\n\n", "H05", "\x1b" },
	{ "TAB is no control", HEAD "Subject: a\tb\n\n", "", NULL },
	{ "MIME fields without MIME-Version",
	  HEAD "Content-Type: text/plain\n\n", "H10", "Content-Type" },
	{ "raw 8-bit", HEAD "Subject: \xc3\xbc\n\n", "H11", NULL },
	{ "raw 8-bit in a token field", HEAD "Received: \xc3\xbc\n\n", "H11",
	  NULL },
	{ "From is missing", "Date: Mon, 2 Jan 2006 15:04:05 +0000\n\n", "H14",
	  NULL },
	{ "Date is missing", "From: a@example.com\n\n", "H14", NULL },
	{ "an inner message may lack both",
	  MIME "Content-Type: message/rfc822\n\nSubject: s\n\nx\n", "", NULL },
	{ "no media type", MIME "Content-Type: plain\n\n", "H15", " plain" },
	{ "bare CR", HEAD "Subject: a\rb\n\n", "S04", "\rb" },
	{ "no date", "From: a@example.com\nDate: soon\n\n", "A10", " soon" },
	{ "bad Message-ID", HEAD "Message-ID: 12\n\n", "M01", " 12" },
	{ "Message-ID", HEAD "Message-ID: <1@example.com>\n\n", "", NULL },
	{ "two ids", HEAD "Message-ID: <1@a.example> <2@b.example>\n\n", "M01",
	  NULL },
	{ "several references", HEAD "References: <1@a> <2@b>\n\n", "", NULL },
	/* addresses */
	{ "two From fields", HEAD "From: b@example.com\n\n", "A01",
	  "From: b@" },
	{ "two authors without a Sender",
	  "From: a@example.com, b@example.com\n"
	  "Date: Mon, 2 Jan 2006 15:04:05 +0000\n\n",
	  "A01/W", NULL },
	{ "two authors and a Sender",
	  "From: a@example.com, b@example.com\nSender: a@example.com\n"
	  "Date: Mon, 2 Jan 2006 15:04:05 +0000\n\n",
	  "", NULL },
	/* transfer encoding */
	{ "unknown encoding", MIME "Content-Transfer-Encoding: b64\n\n", "E05",
	  " b64" },
	{ "list", MIME "Content-Transfer-Encoding: base64, 7bit\n\n", "E06",
	  NULL },
	{ "text behind a semicolon",
	  MIME "Content-Transfer-Encoding: 7bit; x\n\n", "E06", NULL },
	{ "comment", MIME "Content-Transfer-Encoding: (x) 7bit\n\n", "", NULL },
	{ "encoded-word",
	  MIME "Content-Transfer-Encoding: =?us-ascii?Q?7bit?=\n\n",
	  "E05 W11/E", NULL },
	{ "junk in base64", MIME "Content-Transfer-Encoding: base64\n\nQU#JD\n",
	  "E01", "#JD" },
	{ "padding inside a line",
	  MIME "Content-Transfer-Encoding: base64\n\nQQ==Qg==\n", "E02", NULL },
	{ "junk in uuencode",
	  MIME
	  "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n#0V%t\n`\n"
	  "end\n",
	  "E01", "t" },
	{ "uuencode without an end",
	  MIME "Content-Transfer-Encoding: x-uue\n\nbegin 644 a\n#0V%T\n`\n",
	  "E03", NULL },
	{ "text behind uuencode",
	  MIME "Content-Transfer-Encoding: uuencode\n\nbegin 644 a\n#0V%T\n`\n"
	       "end\nx\n",
	  "E04", "x" },
	{ "NUL, behind uuencode",
	  MIME "Content-Transfer-Encoding: uuencode\n\nbegin 644 a\n#00!!\n"
	       "`\nend\n",
	  "S20", NULL },
	{ "no padding", MIME "Content-Transfer-Encoding: base64\n\nQQ\n", "E03",
	  NULL },
	{ "a line after padding",
	  MIME "Content-Transfer-Encoding: base64\n\nQQ==\nQg==\n", "E04",
	  "Qg==" },
	{ "tail bits", MIME "Content-Transfer-Encoding: base64\n\nQR==\n",
	  "E13", NULL },
	{ "bad escape",
	  MIME "Content-Transfer-Encoding: quoted-printable\n\na=ZZ\n", "E07",
	  "=ZZ" },
	{ "blanks at a soft break",
	  MIME "Content-Transfer-Encoding: quoted-printable\n\na= \nb\n", "E08",
	  NULL },
	/* text */
	{ "8-bit in 7bit", PLAIN "\nx \xc3\xbc\n", "E10", "\xc3\xbc" },
	{ "8-bit in 8bit",
	  PLAIN "Content-Transfer-Encoding: 8bit\n\n\xc3\xbc\n", "", NULL },
	{ "8-bit without a label",
	  MIME "Content-Transfer-Encoding: 8bit\n\n\xc3\xbc\n", "E10", NULL },
	{ "8-bit as us-ascii",
	  MIME "Content-Type: text/plain; charset=us-ascii\n"
	       "Content-Transfer-Encoding: 8bit\n\n\xc3\xbc\n",
	  "E10", NULL },
	{ "uuencode", PLAIN "\nsee\nbegin 644 a.txt\n#0V%T\n`\nend\n", "E11",
	  "begin" },
	{ "no uuencode", PLAIN "\nbegin 644 times and you see\nthat it ends\n",
	  "", NULL },
	{ "yEnc", PLAIN "\n=ybegin line=128 size=1 name=a\n", "E11",
	  "=ybegin" },
	{ "unknown charset",
	  MIME "Content-Type: text/plain; charset=x-no\n\nx\n", "W04", NULL },
	{ "refused charset",
	  MIME "Content-Type: text/plain; charset=iso-2022-cn-ext\n\nx\n",
	  "W05", NULL },
	{ "UTF-7", MIME "Content-Type: text/plain; charset=utf-7\n\nx\n", "W10",
	  NULL },
	{ "invalid in the charset",
	  PLAIN "Content-Transfer-Encoding: 8bit\n\nab\xff"
		"c\n",
	  "W06", "\xff" },
	{ "invalid, behind base64",
	  PLAIN "Content-Transfer-Encoding: base64\n\nYWL/Yw==\n", "W06",
	  "/Yw==" },
	{ "outside GB 2312",
	  MIME "Content-Type: text/plain; charset=gb2312\n"
	       "Content-Transfer-Encoding: 8bit\n\n\xe9\x46\n",
	  "W14", NULL },
	{ "HTML names another charset",
	  MIME "Content-Type: text/html; charset=utf-8\n\n"
	       "<META http-equiv=x content='text/html; charset=gb2312'>\n",
	  "W13", NULL },
	{ "HTML names the same charset by another label",
	  MIME "Content-Type: text/html; charset=gb2312\n\n"
	       "<meta charset=\"gbk\">\n",
	  "", NULL },
	/* structure */
	{ "boundary on a leaf",
	  MIME "Content-Type: text/plain; boundary=b\n\nx\n", "S16",
	  "boundary" },
	{ "encoded-word as boundary",
	  MIME
	  "Content-Type: multipart/mixed; boundary=\"=?us-ascii?Q?b?=\"\n\n"
	  "--=?us-ascii?Q?b?=\n\n--=?us-ascii?Q?b?=--\n",
	  "W11/E", NULL },
	{ "parts in the preamble",
	  MIXED "Content-Type: text/html\n--b\n\nx\n--b--\n", "S10",
	  "Content-Type: text/html" },
	{ "parts in the epilogue", MIXED "--b\n\nx\n--b--\n--b\n\ny\n--b--\n",
	  "S11", NULL },
	{ "text around the parts", MIXED "hello\n--b\n\nx\n--b--\nbye\n", "",
	  NULL },
	{ "an open attribute before encrypted content",
	  MIXED "--b\nContent-Type: text/html\n\n<img src=\"http://a/\n"
		"--b\nContent-Type: application/pkcs7-mime\n\nx\n--b--\n",
	  "K01", NULL },
	/* what is in it */
	{ "a picture that is a PDF",
	  MIME "Content-Type: image/png\n\n%PDF-1.7\n", "K03", NULL },
	{ "the same, encoded",
	  MIME "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n"
	       "JVBERi0xLjcK\n",
	  "K03", NULL },
	{ "a text that is a picture",
	  MIME "Content-Type: text/plain\n\nGIF89a\n", "K03", NULL },
	{ "an office document that is a ZIP",
	  MIME "Content-Type: application/vnd.ms-excel\n\nPK\3\4\n", "", NULL },
	{ "a PDF that is a ZIP",
	  MIME "Content-Type: application/pdf\n\nPK\3\4\n", "K03", NULL },
	{ "nothing was said",
	  MIME "Content-Type: application/octet-stream; name=a.exe\n\nPK\3\4\n",
	  "", NULL },
	{ "a program by its name",
	  MIME "Content-Type: image/gif; name=\"a.gif.EXE\"\n\nx\n", "K03",
	  NULL },
	{ "a text by its name",
	  MIME "Content-Type: text/csv; name=a.txt\n\nx\n", "", NULL },
	{ "a name without a dot",
	  MIME "Content-Type: image/gif; name=exe\n\nx\n", "", NULL },
	{ "HTML named a picture",
	  MIME "Content-Type: text/html; name=a.jpg\n\nx\n", "K03", NULL },
	/* file names */
	{ "name and filename differ",
	  MIME "Content-Type: text/plain; name=a\n"
	       "Content-Disposition: attachment; filename=b\n\n",
	  "P02", NULL },
	{ "forms of a filename differ",
	  ATTACHED "filename=a; filename*=utf-8''b\n\n", "P03", NULL },
	{ "two filenames of one form", ATTACHED "filename=a; filename=b\n\n",
	  "P03", NULL },
	{ "two that are the same", ATTACHED "filename=a; filename=a\n\n", "",
	  NULL },
	{ "path", ATTACHED "filename=\"../x\"\n\n", "P07", NULL },
	{ "the directory above, in fullwidth",
	  ATTACHED "filename*=utf-8''%EF%BC%8E%EF%BC%8E\n\n", "P07", NULL },
	{ "three dots are a name", ATTACHED "filename*=utf-8''...x\n\n", "",
	  NULL },
	{ "path of division slashes",
	  ATTACHED "filename*=utf-8''a%E2%88%95b\n\n", "P07", NULL },
	{ "fullwidth path", ATTACHED "filename*=utf-8''a%EF%BC%8Fb\n\n", "P07",
	  NULL },
	{ "control in a name", ATTACHED "filename*=utf-8''a%00b\n\n", "P08",
	  NULL },
	{ "bidi override in a name",
	  ATTACHED "filename*=utf-8''a%E2%80%AEb\n\n", "P09", NULL },
	{ "invisible in a name", ATTACHED "filename*=utf-8''a%E2%80%8Bb\n\n",
	  "P09/I", NULL },
	{ "joiners are no defect", ATTACHED "filename*=utf-8''a%E2%80%8Db\n\n",
	  "", NULL },
	{ "device", ATTACHED "filename=\"com1.txt\"\n\n", "P10", NULL },
	{ "trailing dot", ATTACHED "filename=\"a.\"\n\n", "P11", NULL },
	{ "bidi override in a subject",
	  HEAD "Subject: =?utf-8?Q?a=E2=80=AEb?=\n\n", "P09", NULL },
};

static struct mime_message *
checked(const char *bytes, size_t n)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, (mime_slice){ bytes, n }, NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_message_check(m), MIME_OK);
	return m;
}

static void
check_place(struct mime_message *m, size_t i)
{
	mime_slice bytes = mime_message_bytes(m);
	const char *at = vec[i].at;
	struct mime_defect d;

	if (at == NULL)
		return;
	ck_assert(mime_message_defect(&d, m, 0));
	ck_assert_msg(d.offset + strlen(at) <= bytes.len &&
			      memcmp(bytes.ptr + d.offset, at, strlen(at)) == 0,
		      "%s: offset %zu", vec[i].name, d.offset);
}

START_TEST(reports)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		char codes[TREE_TEXT_MAX];
		size_t n;
		char *bytes = with_line_ends(&n, vec[_i].message,
					     strlen(vec[_i].message), crlf);
		struct mime_message *m = checked(bytes, n);

		defect_text(codes, m);
		ck_assert_msg(strcmp(codes, vec[_i].codes) == 0,
			      "%s: \"%s\", not \"%s\"", vec[_i].name, codes,
			      vec[_i].codes);
		check_place(m, (size_t)_i);
		mime_message_free(m);
		free(bytes);
	}
}
END_TEST

/* Whatever was decoded before, the report is the same. */
START_TEST(does_not_depend_on_what_was_read)
{
	size_t n = strlen(vec[_i].message);
	struct mime_message *m = checked(vec[_i].message, n), *again;
	struct mime_field *f = NULL;
	struct mime_defect a, b;
	mime_slice text;

	ck_assert_int_eq(mime_parse(&again, mime_message_bytes(m), NULL, NULL),
			 MIME_OK);
	while ((f = mime_field_find(mime_message_root(again), NULL, f)) != NULL)
		mime_field_text(&text, f);
	mime_part_filename(mime_message_root(again));
	ck_assert_int_eq(mime_message_check_headers(again), MIME_OK);
	ck_assert_int_eq(mime_message_check(again), MIME_OK);
	ck_assert_int_eq(mime_message_check_headers(again), MIME_OK);
	ck_assert_int_eq(mime_message_check(again), MIME_OK);
	for (size_t i = 0; mime_message_defect(&a, m, i); i++) {
		ck_assert(mime_message_defect(&b, again, i));
		ck_assert_int_eq(a.kind, b.kind);
		ck_assert_uint_eq(a.offset, b.offset);
		ck_assert_uint_eq(mime_message_defect_count(m, a.kind),
				  mime_message_defect_count(again, a.kind));
	}
	mime_message_free(m);
	mime_message_free(again);
}
END_TEST

/* What only a body can tell is missing, and nothing else is. */
static const struct {
	const char *name, *message, *codes;
} headers[] = {
	{ "junk in base64, a bad date",
	  MIME "Date: x\nContent-Transfer-Encoding: base64\n\n!!!!\n",
	  "H01 A10" },
	{ "8-bit without a label", MIME "\n\xff\n", "" },
	{ "lone CR in a body and in a header", PLAIN "X: a\rb\n\na\rb\n",
	  "S04" },
	{ "a part in the preamble",
	  MIXED "Content-Type: text/plain\n--b\n\nx\n--b--\n", "S10" },
	{ "no close delimiter", MIXED "--b\n\nx\xff\n", "S09" },
};

START_TEST(headers_leave_bodies)
{
	const char *in = headers[_i].message;
	struct mime_message *m;
	char codes[TREE_TEXT_MAX];

	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ in, strlen(in) }, NULL, NULL),
		MIME_OK);
	ck_assert_int_eq(mime_message_check_headers(m), MIME_OK);
	ck_assert_int_eq(mime_message_check_headers(m), MIME_OK);
	defect_text(codes, m);
	ck_assert_msg(strcmp(codes, headers[_i].codes) == 0,
		      "%s: \"%s\", not \"%s\"", headers[_i].name, codes,
		      headers[_i].codes);
	mime_message_free(m);
}
END_TEST

START_TEST(nul_and_lines)
{
	static const char nul[] = PLAIN "X: a\0b\n\nc\0d\n";
	static const char mixed[] = PLAIN "\nx\r\ny\n";
	struct mime_message *m = checked(nul, sizeof nul - 1);
	char codes[TREE_TEXT_MAX], longer[4000];
	size_t n;

	defect_text(codes, m);
	ck_assert_str_eq(codes, "H06 S20");
	mime_message_free(m);
	m = checked(mixed, sizeof mixed - 1);
	defect_text(codes, m);
	ck_assert_str_eq(codes, "S03");
	mime_message_free(m);
	n = strlen(PLAIN "X: ");
	memcpy(longer, PLAIN "X: ", n);
	memset(longer + n, 'x', 2500);
	memcpy(longer + n + 1000, "\n\n", 2);
	longer[n + 2500] = '\n';
	m = checked(longer, n + 2501);
	defect_text(codes, m);
	ck_assert_str_eq(codes, "H13 S21");
	mime_message_free(m);
}
END_TEST

/* At most 100 records, of each kind the first, and the count of all. */
START_TEST(keeps_a_hundred_records)
{
	char message[8000];
	struct mime_message *m;
	struct mime_defect d;
	size_t n = strlen(HEAD "Subject: "), records = 0;
	bool date = false;

	memcpy(message, HEAD "Subject: ", n);
	memset(message + n, '\x01', 5000);
	n += 5000;
	memcpy(message + n, "\nReferences: x\n\n", 16);
	m = checked(message, n + 16);
	while (mime_message_defect(&d, m, records)) {
		date = date || d.kind == MIME_DEFECT_BAD_MESSAGE_ID;
		records++;
	}
	ck_assert_uint_eq(records, 100);
	ck_assert(date);
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_CONTROL_IN_HEADER),
		5000);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reports, 0, COUNT(vec));
	tcase_add_loop_test(cases, does_not_depend_on_what_was_read, 0,
			    COUNT(vec));
	tcase_add_loop_test(cases, headers_leave_bodies, 0, COUNT(headers));
	tcase_add_test(cases, nul_and_lines);
	tcase_add_test(cases, keeps_a_hundred_records);
}

SUITE_MAIN("check", add_tests)
