/* Every allocation of parsing, decoding, editing and writing fails once: the
 * call says so (or did without it), nothing leaks, and what was there before
 * is still good. */
#include "base/reader.h"
#include "mime/view.h"
#include "support/failalloc.h"
#include "support/written.h"

static const char message[] =
	"From: =?gb2312?B?1tDOxA==?= <a@b.example>, \"c d\" <e@f>\r\n"
	"Subject: =?utf-8?Q?gr=C3=BC=C3=9F?=\r\n"
	"MIME-Version: 1.0\r\n"
	"Content-Type: multipart/mixed; boundary=\"b\"\r\n"
	"\r\npre\r\n"
	"--b\r\nContent-Type: text/plain; charset=gb2312\r\n"
	"Content-Transfer-Encoding: 8bit\r\n\r\n\xd6\xd0\xce\xc4 abc\r\n"
	"--b\r\nContent-Type: multipart/x-a; boundary=c\r\n\r\n"
	"--c\r\nContent-Type: text/html\r\n"
	"Content-Disposition: inline; filename*=gb2312''%D6%D0.txt\r\n"
	"Content-Transfer-Encoding: base64\r\n\r\nPHA+aGk=\r\n"
	"--c--\r\n"
	"--b\r\nContent-Type: message/rfc822\r\n\r\n"
	"Subject: inner\r\n\r\n\xe4 text\r\n"
	"--b--\r\nepi\r\n";

static mime_slice
input(void)
{
	return mime_slice_text(message);
}

static int
drain(struct mime_reader *r)
{
	mime_slice run;
	int rc;

	while ((rc = mime_reader_next(&run, r)) > 0)
		;
	mime_reader_free(r);
	return rc;
}

static int
write_all(struct mime_message *m, enum mime_carry carry,
	  enum mime_write_eol eol)
{
	struct mime_write_opts opts = WRITTEN_OPTS(eol, carry);
	struct mime_reader *r;
	int rc = mime_write_open(&r, m, &opts);

	return rc == MIME_OK ? drain(r) : rc;
}

static int
decode_part(struct mime_part *p)
{
	const struct mime_mailbox *list;
	struct mime_field *f = NULL;
	struct mime_reader *r;
	mime_slice text;
	size_t n;
	int rc = mime_part_section(&text, p);

	while (rc == MIME_OK && (f = mime_field_find(p, NULL, f)) != NULL)
		rc = mime_field_text(&text, f);
	f = mime_field_find(p, "From", NULL);
	if (rc == MIME_OK && f != NULL)
		rc = mime_field_addresses(&list, &n, f);
	if (rc == MIME_OK)
		rc = mime_body_open(&r, p, MIME_BODY_BYTES);
	if (rc == MIME_OK)
		rc = drain(r);
	if (rc != MIME_OK || mime_part_kind(p) != MIME_PART_LEAF)
		return rc;
	rc = mime_body_bytes(&text, p);
	if (rc != MIME_OK)
		return rc;
	rc = mime_body_open(&r, p, MIME_BODY_UTF8);
	return rc == MIME_OK ? drain(r) : rc;
}

static int
decode(struct mime_message *m)
{
	struct mime_part *p = mime_message_root(m);
	int rc = MIME_OK;

	for (; rc == MIME_OK && p != NULL; p = mime_part_after(p))
		rc = decode_part(p);
	if (rc == MIME_OK)
		rc = mime_message_check_headers(m);
	return rc == MIME_OK ? mime_message_check(m) : rc;
}

static int
write_narrow(struct mime_message *m)
{
	int rc = write_all(m, MIME_CARRY_7BIT, MIME_EOL_LF);
	struct mime_measure measure;

	return rc == MIME_OK ? mime_write_measure(&measure, m, NULL) : rc;
}

static int
set_fields(struct mime_message *m)
{
	struct mime_part *root = mime_message_root(m);
	int rc = mime_field_set(root, "Subject",
				MIME_LITERAL("\xe4\xb8\xad\xe6\x96\x87"), NULL);

	if (rc == MIME_OK)
		rc = mime_field_set(root, "To",
				    MIME_LITERAL("\xe4\xb8\xad <a@b.example>"),
				    NULL);
	if (rc == MIME_OK)
		rc = mime_field_add(root, "References",
				    MIME_LITERAL("<a@b> <c@d>"), NULL);
	mime_field_drop(root, "From");
	return rc;
}

static int
set_charset(struct mime_message *m)
{
	int rc = mime_message_set_charset(m, "gb2312");

	if (rc == MIME_OK)
		rc = mime_body_set_text(mime_message_find(m, "1"),
					MIME_LITERAL("\xe4\xb8\xad"),
					MIME_ENCODING_AUTO, NULL);
	return rc == MIME_OK
		       ? mime_field_set(mime_message_root(m), "Subject",
					MIME_LITERAL("\xe4\xb8\xad"), NULL)
		       : rc;
}

static int
set_names(struct mime_message *m)
{
	struct mime_part *p = mime_message_find(m, "2.1");
	int rc = mime_part_set_param(p, "x", MIME_LITERAL("1"), NULL);

	return rc == MIME_OK
		       ? mime_part_set_disposition(p, "attachment",
						   MIME_LITERAL("\xe4\xb8\xad"),
						   MIME_NAME_COMPAT, NULL)
		       : rc;
}

static int
add_parts(struct mime_message *m)
{
	struct mime_part *p = mime_message_find(m, "1"), *outer;
	int rc = mime_part_wrap(&outer, p, "multipart/alternative");

	if (rc == MIME_OK)
		rc = mime_part_new(&p, m, "text/html");
	if (rc == MIME_OK)
		rc = mime_part_insert(outer, p, NULL);
	if (rc == MIME_OK)
		rc = mime_body_set_text(p, MIME_LITERAL("<p>\xc3\xa4"),
					MIME_ENCODING_AUTO, NULL);
	if (rc == MIME_OK)
		rc = mime_part_detach(mime_message_find(m, "3"));
	if (rc == MIME_OK)
		rc = mime_part_wrap(&outer, mime_message_root(m),
				    "multipart/mixed");
	if (rc == MIME_OK)
		rc = mime_part_new(&p, m, "application/x-y");
	if (rc == MIME_OK)
		rc = mime_body_set_file(p, "/proc/self/exe", MIME_ENCODING_AUTO,
					NULL);
	if (rc == MIME_OK)
		rc = mime_part_insert(outer, p, NULL);
	return rc == MIME_OK ? write_all(m, MIME_CARRY_7BIT, MIME_EOL_KEEP)
			     : rc;
}

static int
write_edited(struct mime_message *m)
{
	int rc = set_fields(m);

	return rc == MIME_OK ? write_all(m, MIME_CARRY_BINARY, MIME_EOL_CRLF)
			     : rc;
}

static int
describe(struct mime_message *m)
{
	struct mime_part *root = mime_message_root(m), *html;
	struct mime_preview preview;
	struct mime_bodies *bodies;
	struct mime_text *text;
	size_t from = 0;
	int rc = mime_imap_envelope(&text, root, MIME_IMAP_7BIT);

	mime_text_free(text);
	if (rc == MIME_OK)
		rc = mime_imap_bodystructure(&text, root, MIME_IMAP_7BIT);
	else
		return rc;
	mime_text_free(text);
	if (rc == MIME_OK)
		rc = mime_bodies_new(&bodies, root);
	if (rc != MIME_OK)
		return rc;
	rc = mime_preview_read(&preview, &html, bodies, &from);
	mime_bodies_free(bodies);
	return rc;
}

static int (*const steps[])(struct mime_message *m) = {
	decode,	   write_narrow, set_fields,   set_charset,
	set_names, add_parts,	 write_edited, describe,
};

/* Parsing alone, then parsing and one step. */
START_TEST(parse_says_so)
{
	for (size_t n = 1;; n++) {
		struct mime_message *m;
		bool failed;
		int rc;

		failalloc_begin(n);
		rc = mime_parse(&m, input(), NULL, NULL);
		failed = failalloc_end();
		ck_assert_int_eq(rc, failed ? MIME_ENOMEM : MIME_OK);
		ck_assert((m == NULL) == failed);
		mime_message_free(m);
		ck_assert_uint_eq(failalloc_live(), 0);
		if (!failed)
			break;
	}
}
END_TEST

/* The reader is gone in every case. */
START_TEST(parse_of_a_reader_says_so)
{
	bool failed = true;

	for (size_t n = 1; failed; n++) {
		struct mime_message *m;
		struct mime_reader *r;
		int rc;

		failalloc_begin(0);
		ck_assert_int_eq(mime_reader_of(&r, input()), MIME_OK);
		failalloc_begin(n);
		rc = mime_parse_reader(&m, r, 0, NULL, NULL);
		failed = failalloc_end();
		ck_assert_int_eq(rc, failed ? MIME_ENOMEM : MIME_OK);
		ck_assert((m == NULL) == failed);
		mime_message_free(m);
		ck_assert_uint_eq(failalloc_live(), 0);
	}
}
END_TEST

START_TEST(steps_say_so)
{
	bool failed = true;

	for (size_t n = 1; failed; n++) {
		struct mime_message *m;
		int rc;

		failalloc_begin(0);
		ck_assert_int_eq(mime_parse(&m, input(), NULL, NULL), MIME_OK);
		failalloc_begin(n);
		rc = steps[_i](m);
		failed = failalloc_end();
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		mime_message_free(m);
		ck_assert_uint_eq(failalloc_live(), 0);
		ck_assert_uint_lt(n, 100000);
	}
}
END_TEST

/* One change at a time: when it fails the message is written as before. */
static int
set_one(struct mime_message *m)
{
	return mime_field_set(mime_message_root(m), "X-Y",
			      MIME_LITERAL("\xe4\xb8\xad"), NULL);
}

static int
replace_one(struct mime_message *m)
{
	return mime_field_set(mime_message_root(m), "From",
			      MIME_LITERAL("\xe4\xb8\xad <a@b.example>"), NULL);
}

static int
name_one(struct mime_message *m)
{
	return mime_part_set_disposition(mime_message_find(m, "1"), "inline",
					 MIME_LITERAL("\xe4\xb8\xad"),
					 MIME_NAME_RFC2231, NULL);
}

static int
fill_one(struct mime_message *m)
{
	return mime_body_set_text(mime_message_find(m, "1"),
				  MIME_LITERAL("\xc3\xa4"), MIME_ENCODING_AUTO,
				  NULL);
}

static int
detach_one(struct mime_message *m)
{
	return mime_part_detach(mime_message_find(m, "2"));
}

static int
wrap_one(struct mime_message *m)
{
	struct mime_part *outer;

	return mime_part_wrap(&outer, mime_message_root(m), "multipart/mixed");
}

static int (*const changes[])(struct mime_message *m) = {
	set_one, replace_one, name_one, fill_one, detach_one, wrap_one,
};

START_TEST(a_failed_change_changes_nothing)
{
	struct mime_message *m = parsed(input());
	bool failed = true;
	mime_slice changed;

	ck_assert_int_eq(changes[_i](m), MIME_OK);
	changed = written(m);
	mime_message_free(m);
	for (size_t n = 1; failed; n++) {
		int rc;

		m = parsed(input());
		failalloc_begin(n);
		rc = changes[_i](m);
		failed = failalloc_end();
		ck_assert(rc == MIME_OK || (failed && rc == MIME_ENOMEM));
		if (rc != MIME_OK) {
			check_written(m, input(), "unchanged");
			ck_assert_int_eq(changes[_i](m), MIME_OK);
		}
		/* wrapping again takes another number for the boundary */
		if (changes[_i] != wrap_one || rc == MIME_OK)
			check_written(m, changed, "changed");
		mime_message_free(m);
	}
	written_free(changed);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, parse_says_so);
	tcase_add_test(cases, parse_of_a_reader_says_so);
	tcase_add_loop_test(cases, steps_say_so, 0, COUNT(steps));
	tcase_add_loop_test(cases, a_failed_change_changes_nothing, 0,
			    COUNT(changes));
}

SUITE_MAIN("failalloc", add_tests)
