/* Every allocation of reading what is inside a message, alone or in a file,
 * fails once: the call says so or does without it, nothing leaks, and the same
 * message can be asked again. */
#include "mime/compose.h"
#include "mime/view.h"
#include "support/failalloc.h"
#include "support/suite.h"
#include "support/tnef_build.h"
#include <fcntl.h>
#include <unistd.h>

#define HAN "\xe4\xb8\xad"

/* An encoded message, a text with files in it, a TNEF stream. */
static const char head[] =
	"From: =?gb2312?B?1tDOxA==?= <a@b.example>\n"
	"Content-Type: multipart/mixed; boundary=b\n\n"
	"--b\nContent-Type: message/rfc822; name=\"=?gb2312?B?1tDOxA==?=\"\n"
	"Content-Transfer-Encoding: quoted-printable\n\n"
	"Subject: =C3=A4\nContent-Type: multipart/mixed; boundary=3Di\n\n"
	"--i\nContent-Type: message/rfc822\n"
	"Content-Transfer-Encoding: quoted-printable\n\nA: b\n\ntext\n"
	"--i--\n"
	"--b\nContent-Type: text/plain; charset*=''gb2312\n"
	"Content-ID: <x@y>\nContent-Disposition: Inline\n"
	"Content-Transfer-Encoding: quoted-printable\n\n"
	"begin 644 a\n#0V%T\n`\nend\n"
	"=3Dybegin line=3D128 size=3D3 name=3Db\nm=8B=9E\n=3Dyend size=3D3\n"
	"--b\nContent-Type: application/ms-tnef\n\n";

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
read_file(const struct mime_embedded *file)
{
	struct mime_reader *r;
	int rc = mime_embedded_open(&r, file);

	return rc == MIME_OK ? drain(r) : rc;
}

static int
read_inside(struct mime_part *p)
{
	struct mime_embedded file;
	mime_slice rest;
	int rc = mime_body_bytes(&rest, p);

	while (rc == MIME_OK && mime_embedded_next(&file, &rest))
		rc = read_file(&file);
	return rc;
}

static int
read_tnef(struct mime_part *p)
{
	struct mime_embedded file;
	struct mime_tnef *t;
	int rc = mime_tnef_open(&t, p), more = rc;

	while (rc == MIME_OK && t != NULL &&
	       (more = mime_tnef_next(&file, t)) > 0)
		rc = read_file(&file);
	mime_tnef_free(t);
	return rc == MIME_OK && more < 0 ? more : rc;
}

static int
read_part(struct mime_part *p)
{
	struct mime_charset_use use;
	uint64_t octets;
	int rc = mime_body_octets(&octets, p);

	mime_part_filename(p);
	mime_part_filename_form(p);
	mime_part_param(p, "charset");
	mime_part_disposition(p);
	mime_part_content_id(p);
	if (rc == MIME_OK && mime_slice_is(mime_part_type(p), "text/plain")) {
		rc = mime_part_charset(&use, p);
		if (rc == MIME_OK)
			rc = read_inside(p);
	}
	return rc == MIME_OK ? read_tnef(p) : rc;
}

/* The tree with what is encoded in it, part by part. */
static int
walk(struct mime_message *m)
{
	struct mime_part *p = mime_message_root(m), *child;
	struct mime_mailbox author;
	int rc = MIME_OK;

	mime_message_author(&author, m);
	while (rc == MIME_OK && p != NULL) {
		rc = mime_view_child(&child, p);
		/* a part that is no leaf has no TNEF in it */
		if (rc == MIME_OK && mime_part_kind(p) == MIME_PART_LEAF)
			rc = read_part(p);
		if (rc == MIME_OK)
			rc = mime_view_after(&p, p);
	}
	return rc;
}

static int
open_message(struct mime_message *m)
{
	struct mime_message *inner;
	struct mime_part *p = mime_part_child(mime_message_root(m));
	int rc = mime_part_message(&inner, p);

	return rc == MIME_OK && inner == NULL ? MIME_EINVAL : rc;
}

static int
describe(struct mime_message *m)
{
	struct mime_text *text;
	int rc = mime_imap_body(&text, mime_message_root(m), MIME_IMAP_UTF8);

	mime_text_free(text);
	return rc;
}

static int (*const steps[])(struct mime_message *m) = { walk, open_message,
							describe };

static void
make_message(struct mime_strbuf *out)
{
	struct mime_strbuf tnef;
	const char *name = "";

	mime_strbuf_init(out, SIZE_MAX);
	mime_strbuf_add_text(out, head);
	for (size_t i = 0; strcmp(name, "attached") != 0; i++) {
		name = tnef_sample(&tnef, i);
		ck_assert_ptr_nonnull(name);
		if (strcmp(name, "attached") == 0)
			mime_strbuf_add(out, mime_strbuf_slice(&tnef));
		mime_strbuf_free(&tnef);
	}
	mime_strbuf_add_text(out, "\n--b--\n");
	ck_assert_int_eq(out->error, MIME_OK);
}

/* What could not be had is there once there is memory. */
START_TEST(steps_say_so)
{
	struct mime_strbuf mail;
	bool failed = true;

	make_message(&mail);
	for (size_t n = 1; failed; n++) {
		struct mime_message *m;
		int rc, again;

		failalloc_begin(0);
		rc = mime_parse(&m, mime_strbuf_slice(&mail), NULL, NULL);
		ck_assert_int_eq(rc, MIME_OK);
		failalloc_begin(n);
		rc = steps[_i](m);
		failed = failalloc_end();
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		again = steps[_i](m);
		ck_assert_msg(again == MIME_OK, "again after %zu: %d", n,
			      again);
		mime_message_free(m);
		ck_assert_uint_eq(failalloc_live(), 0);
		ck_assert_uint_lt(n, 100000);
	}
	mime_strbuf_free(&mail);
}
END_TEST

/* What needs no message. */
static int
decode_text(const char *unused)
{
	struct mime_text *text;
	int rc = mime_text_decode(
		&text, MIME_LITERAL(" =?gb2312?B?1tDOxA==?= a\n b"), NULL);

	(void)unused;
	mime_text_free(text);
	return rc;
}

static int
encode_text(const char *unused)
{
	struct mime_text *text;
	int rc = mime_text_encode(&text, MIME_LITERAL(HAN " a " HAN HAN),
				  "gb2312", 9);

	(void)unused;
	mime_text_free(text);
	return rc;
}

static int
read_addresses(const char *unused)
{
	struct mime_converters *c;
	struct mime_addresses *a;
	int rc = mime_converters_new(&c);

	(void)unused;
	if (rc != MIME_OK)
		return rc;
	rc = mime_addresses_parse(
		&a,
		MIME_LITERAL("g: =?gb2312?B?1tDOxA==?= <a@b>, c@d;, \"e\"@f"),
		c);
	mime_addresses_free(a);
	mime_converters_free(c);
	return rc;
}

static int
compose(const char *unused)
{
	struct mime_message *m;
	struct mime_reader *r;
	int rc = mime_message_new(&m);

	(void)unused;
	if (rc == MIME_OK)
		rc = mime_body_set(mime_message_root(m), MIME_LITERAL("\0\n"),
				   MIME_ENCODING_AUTO);
	if (rc == MIME_OK)
		rc = mime_write_open(&r, m, NULL);
	if (rc == MIME_OK)
		rc = drain(r);
	mime_message_free(m);
	return rc;
}

/* rc, or MIME_EINVAL if err says something else; err is made ready for the next
 * call. */
static int
told(int rc, mime_error *err)
{
	if (err->code != rc || err->what == NULL)
		rc = MIME_EINVAL;
	*err = (mime_error){ .code = 1 };
	return rc;
}

static int
edit(const char *path)
{
	mime_error err = { .code = 1 };
	struct mime_message *m;
	struct mime_part *root;
	int rc = told(mime_parse(&m, MIME_LITERAL("A: b\n\nc"), NULL, &err),
		      &err);

	if (rc != MIME_OK)
		return rc;
	root = mime_message_root(m);
	rc = told(mime_field_set(root, "A", MIME_LITERAL(HAN), &err), &err);
	if (rc == MIME_OK)
		rc = told(mime_field_add(root, "B", MIME_LITERAL("c"), &err),
			  &err);
	if (rc == MIME_OK)
		rc = told(mime_part_set_disposition(root, "inline",
						    MIME_LITERAL(HAN),
						    MIME_NAME_COMPAT, &err),
			  &err);
	if (rc == MIME_OK)
		rc = told(
			mime_part_set_param(root, "x", MIME_LITERAL("y"), &err),
			&err);
	if (rc == MIME_OK)
		rc = told(mime_body_set_text(root, MIME_LITERAL(HAN),
					     MIME_ENCODING_AUTO, &err),
			  &err);
	if (rc == MIME_OK)
		rc = told(mime_body_set_file(root, path, MIME_ENCODING_AUTO,
					     &err),
			  &err);
	mime_message_free(m);
	return rc;
}

static int
parse_file(const char *path)
{
	struct mime_message *m;
	mime_error err = { .code = 1 };
	int rc = told(mime_parse_file(&m, path, NULL, &err), &err);

	if ((m != NULL) != (rc == MIME_OK))
		rc = MIME_EINVAL;
	mime_message_free(m);
	return rc;
}

static int
parse_fd(const char *path)
{
	struct mime_message *m;
	mime_error err = { .code = 1 };
	int fd = open(path, O_RDONLY);
	int rc = told(mime_parse_fd(&m, fd, 0, NULL, &err), &err);

	if ((m != NULL) != (rc == MIME_OK))
		rc = MIME_EINVAL;
	mime_message_free(m);
	close(fd);
	return rc;
}

static int
pull_once(mime_slice *out, void *ctx)
{
	bool *given = ctx;

	*out = MIME_LITERAL("A: b\n\ntext\n");
	return *given ? 0 : (*given = true);
}

static int
parse_reader(const char *unused)
{
	struct mime_message *m = NULL;
	struct mime_reader *r;
	bool given = false;
	int rc = mime_reader_new(&r, pull_once, NULL, &given);

	(void)unused;
	if (rc == MIME_OK)
		rc = mime_parse_reader(&m, r, 0, NULL, NULL);
	mime_message_free(m);
	return rc;
}

static int (*const calls[])(const char *path) = {
	decode_text, encode_text, read_addresses, compose,
	edit,	     parse_file,  parse_fd,	  parse_reader,
};

START_TEST(calls_say_so)
{
	char path[] = "/tmp/failalloc.XXXXXX";
	int fd = mkstemp(path);
	bool failed = true;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, head, sizeof head - 1), sizeof head - 1);
	close(fd);
	for (size_t n = 1; failed; n++) {
		int rc;

		failalloc_begin(n);
		rc = calls[_i](path);
		failed = failalloc_end();
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		ck_assert_uint_eq(failalloc_live(), 0);
		ck_assert(failed || n > 1);
		ck_assert_uint_lt(n, 100000);
	}
	unlink(path);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, steps_say_so, 0, COUNT(steps));
	tcase_add_loop_test(cases, calls_say_so, 0, COUNT(calls));
}

SUITE_MAIN("failalloc_view", add_tests)
