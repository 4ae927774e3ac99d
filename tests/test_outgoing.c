#include "base/slice.h"
#include "mime/build.h"
#include "support/written.h"
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#define TEXT MIME_LITERAL("hello\n")
#define HTML MIME_LITERAL("<p>hello</p>\n")
#define A(name, type, bytes)                                                   \
	{                                                                      \
		sizeof(struct mime_file), NULL,                                \
			{ "" bytes, sizeof bytes - 1 },                        \
			{ name, sizeof name - 1 }, type, { NULL, 0 }, NULL,    \
			false                                                  \
	}

static const struct mime_file files[] = {
	A("a.bin", NULL, "\x00\x01\xff"),
	A("b.txt", "text/plain; charset=us-ascii", "one\ntwo\r\nthree"),
	A("c.pdf", "application/pdf", ""),
};
static const struct mime_file shown = {
	.size = sizeof shown,
	.bytes = { "GIF89a", 6 },
	.name = { "l.gif", 5 },
	.type = "image/gif",
	.cid = "logo",
	.displayed = true,
};

/* The structure rule: mixed( alternative( text, related( html, inline... ) ),
 * attachments... ), every level with one child left out. */
static const struct {
	const char *why;
	bool text, html;
	size_t inlines, attachments;
	const char *tree;
} vec[] = {
	{ "nothing", false, false, 0, 0, "text/plain" },
	{ "text", true, false, 0, 0, "text/plain" },
	{ "html", false, true, 0, 0, "text/html" },
	{ "text and html", true, true, 0, 0,
	  "multipart/alternative(text/plain text/html)" },
	{ "html that shows something", false, true, 1, 0,
	  "multipart/related(text/html image/gif)" },
	{ "text beside html that shows something", true, true, 1, 0,
	  "multipart/alternative(text/plain "
	  "multipart/related(text/html image/gif))" },
	{ "an attachment alone", false, false, 0, 1,
	  "application/octet-stream" },
	{ "attachments alone", false, false, 0, 2,
	  "multipart/mixed(application/octet-stream text/plain)" },
	{ "text and an attachment", true, false, 0, 1,
	  "multipart/mixed(text/plain application/octet-stream)" },
	{ "html and an attachment", false, true, 0, 1,
	  "multipart/mixed(text/html application/octet-stream)" },
	{ "all of it", true, true, 1, 3,
	  "multipart/mixed(multipart/alternative(text/plain "
	  "multipart/related(text/html image/gif)) "
	  "application/octet-stream text/plain application/pdf)" },
};

static struct mime_outgoing
outgoing(bool text, bool html, size_t inlines, size_t attachments)
{
	struct mime_outgoing o = { .size = sizeof o };

	if (text)
		o.text = TEXT;
	if (html)
		o.html = HTML;
	o.inlines = &shown;
	o.n_inlines = inlines;
	o.attachments = files;
	o.n_attachments = attachments;
	return o;
}

/* With the header of a message of its own, so that it has no defect. */
static mime_slice
finished(struct mime_message *m)
{
	static const uint8_t random[16] = { 1 };
	static const struct mime_date date = { 0, 0, true };

	ck_assert_int_eq(mime_field_set(mime_message_root(m), "From",
					MIME_LITERAL("a@b.c"), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_outgoing_finish(m, &date, random), MIME_OK);
	return written(m);
}

static void
check_content(struct mime_part *p, mime_slice want)
{
	struct mime_reader *r;
	mime_slice got;

	ck_assert_int_eq(mime_body_open(&r, p, MIME_BODY_BYTES), MIME_OK);
	got = written_reader(r);
	same_bytes(got, want, "content");
	written_free(got);
}

START_TEST(makes_the_tree)
{
	struct mime_outgoing o = outgoing(vec[_i].text, vec[_i].html,
					  vec[_i].inlines, vec[_i].attachments);
	struct mime_message *m, *again;
	struct mime_outgoing_error err;
	char text[TREE_TEXT_MAX];
	mime_slice bytes;

	ck_assert_int_eq(mime_outgoing_build(&m, &o, &err), MIME_OK);
	ck_assert_int_eq(err.error.code, MIME_OK);
	tree_text(text, m);
	ck_assert_msg(strcmp(text, vec[_i].tree) == 0, "%s: %s", vec[_i].why,
		      text);
	bytes = finished(m);
	again = parsed(bytes);
	tree_text(text, again);
	ck_assert_msg(strcmp(text, vec[_i].tree) == 0, "%s, read: %s",
		      vec[_i].why, text);
	ck_assert_int_eq(mime_message_check(again), MIME_OK);
	defect_text(text, again);
	ck_assert_msg(text[0] == '\0', "%s: %s", vec[_i].why, text);
	mime_message_free(again);
	mime_message_free(m);
	written_free(bytes);
}
END_TEST

START_TEST(says_what_is_what)
{
	struct mime_outgoing o = outgoing(true, true, 1, 3);
	struct mime_message *m, *again;
	struct mime_part *p;
	mime_slice bytes;

	ck_assert_int_eq(mime_outgoing_build(&m, &o, NULL), MIME_OK);
	bytes = finished(m);
	again = parsed(bytes);
	p = mime_message_find(again, "1.2"); /* RFC 2387 3.1 */
	ck_assert(mime_slice_is(mime_part_param(p, "type"), "text/html"));
	p = mime_message_find(again, "1.2.2");
	ck_assert(mime_slice_is(mime_part_content_id(p), "logo"));
	ck_assert(mime_slice_is(mime_part_disposition(p), "inline"));
	ck_assert(mime_slice_is(mime_part_filename(p), "l.gif"));
	p = mime_message_find(again, "3");
	ck_assert(mime_slice_is(mime_part_disposition(p), "attachment"));
	ck_assert(mime_slice_is(mime_part_param(p, "charset"), "us-ascii"));
	/* line ends of a file are its own */
	check_content(p, files[1].bytes);
	check_content(mime_message_find(again, "2"), files[0].bytes);
	check_content(mime_message_find(again, "4"), MIME_LITERAL(""));
	mime_message_free(again);
	mime_message_free(m);
	written_free(bytes);
}
END_TEST

START_TEST(describes_a_file)
{
	struct mime_file f = files[0];
	struct mime_outgoing o = { .size = sizeof o,
				   .attachments = &f,
				   .n_attachments = 1 };
	struct mime_message *m;
	mime_slice text;

	f.description = MIME_LITERAL("\xe6\x8a\xa5\xe5\x91\x8a");
	ck_assert_int_eq(mime_outgoing_build(&m, &o, NULL), MIME_OK);
	ck_assert_int_eq(
		mime_field_text(&text,
				mime_field_find(mime_message_root(m),
						"Content-Description", NULL)),
		MIME_OK);
	ck_assert(mime_slice_equal(text, f.description));
	mime_message_free(m);
}
END_TEST

static void
is_refused(const struct mime_outgoing *o, int code,
	   enum mime_outgoing_place place, size_t index, size_t offset)
{
	struct mime_outgoing_error err;
	struct mime_message *m;
	int rc = mime_outgoing_build(&m, o, &err);

	ck_assert_msg(rc == code && err.error.code == code &&
			      err.place == place && err.index == index &&
			      err.error.offset == offset,
		      "%d at %d[%zu], byte %zu", rc, (int)err.place, err.index,
		      err.error.offset);
	ck_assert_ptr_null(m);
	ck_assert_ptr_nonnull(err.error.what);
}

#define OUTGOING(...)                                                          \
	&(const struct mime_outgoing)                                          \
	{                                                                      \
		.size = sizeof(struct mime_outgoing), __VA_ARGS__              \
	}

/* What cannot be made, and which of the pieces is at fault: a text ... */
START_TEST(names_the_text_at_fault)
{
	static const char hold[] = "a\n\xe9\x95\x95"; /* not in GB 2312 */
	const mime_slice text = { hold, sizeof hold - 1 };

	is_refused(OUTGOING(.text = text, .charset = "gb2312"), MIME_ECHARSET,
		   MIME_OUTGOING_TEXT, 0, 2);
	is_refused(OUTGOING(.text = TEXT, .html = text, .charset = "gb2312"),
		   MIME_ECHARSET, MIME_OUTGOING_HTML, 0, 2);
	is_refused(OUTGOING(.charset = "no"), MIME_ECHARSET, MIME_OUTGOING_NONE,
		   0, SIZE_MAX);
	is_refused(OUTGOING(.text = { "a\xff", 2 }), MIME_EINVAL,
		   MIME_OUTGOING_TEXT, 0, 1);
	is_refused(&(const struct mime_outgoing){ .size = 1 }, MIME_EINVAL,
		   MIME_OUTGOING_NONE, 0, SIZE_MAX);
}
END_TEST

/* ... or a file. */
START_TEST(names_the_file_at_fault)
{
	static const struct mime_file bad_name = { .size = sizeof bad_name,
						   .bytes = { "", 0 },
						   .name = { "a\r\nB: c", 7 } };
	static const struct mime_file gone = { .size = sizeof gone,
					       .path = "/nonexistent/file" };
	static const struct mime_file multipart = { .size = sizeof multipart,
						    .bytes = { "", 0 },
						    .type = "multipart/mixed" };
	const struct mime_file pair[] = { files[0], gone };

	is_refused(OUTGOING(.text = TEXT, .inlines = &shown, .n_inlines = 1),
		   MIME_EINVAL, MIME_OUTGOING_INLINE, 0, SIZE_MAX);
	is_refused(OUTGOING(.html = HTML, .inlines = &bad_name, .n_inlines = 1),
		   MIME_EINVAL, MIME_OUTGOING_INLINE, 0, 1);
	is_refused(OUTGOING(.attachments = pair, .n_attachments = 2), MIME_EIO,
		   MIME_OUTGOING_ATTACHMENT, 1, SIZE_MAX);
	is_refused(OUTGOING(.attachments = &multipart, .n_attachments = 1),
		   MIME_EINVAL, MIME_OUTGOING_ATTACHMENT, 0, 0);
}
END_TEST

START_TEST(a_file_is_streamed)
{
	char path[] = "/tmp/outgoingXXXXXX";
	int fd = mkstemp(path);
	struct mime_file f = { .size = sizeof f, .path = path };
	struct mime_outgoing o = { .size = sizeof o,
				   .text = TEXT,
				   .attachments = &f,
				   .n_attachments = 1 };
	struct mime_message *m, *again;
	mime_slice bytes;
	int i;

	ck_assert_int_ge(fd, 0);
	for (i = 0; i < 3; i++)
		ck_assert_int_eq(write(fd, "abc\n", 4), 4);
	ck_assert_int_eq(mime_outgoing_build(&m, &o, NULL), MIME_OK);
	bytes = finished(m);
	again = parsed(bytes);
	check_content(mime_message_find(again, "2"),
		      MIME_LITERAL("abc\nabc\nabc\n"));
	/* without a name there is none */
	ck_assert_ptr_null(
		mime_part_filename(mime_message_find(again, "2")).ptr);
	mime_message_free(again);
	mime_message_free(m);
	written_free(bytes);
	close(fd);
	unlink(path);
}
END_TEST

static const struct {
	const char *why, *before, *tree, *contains;
} attach[] = {
	{ "a text is wrapped", "Subject: x\nContent-Type: text/html\n\nx\n",
	  "multipart/mixed(text/html application/octet-stream)", "\n--=_1-" },
	{ "a mixed one takes it",
	  "Content-Type: multipart/mixed; boundary=b\n\np\n--b\n\nx\n--b--\ne",
	  "multipart/mixed(text/plain application/octet-stream)",
	  "p\n--b\n\nx\n--b\nContent-Type: application/octet-stream" },
	{ "an alternative is wrapped",
	  "Content-Type: multipart/alternative; "
	  "boundary=b\n\n--b\n\nx\n--b--\n",
	  "multipart/mixed(multipart/alternative(text/plain) "
	  "application/octet-stream)",
	  "boundary=b\n\n--b\n\nx\n--b--" },
	{ "what is signed is wrapped whole",
	  "MIME-Version: 1.0\nContent-Type: multipart/signed; boundary=b; "
	  "protocol=\"application/pgp-signature\"\n\n--b\nA: 1 \n\nx\n--b\n"
	  "Content-Type: application/pgp-signature\n\ns\n--b--\n",
	  "multipart/mixed(multipart/signed(text/plain "
	  "application/pgp-signature) application/octet-stream)",
	  "--b\nA: 1 \n\nx\n--b\n" },
	{ "a multipart without boundary is a leaf",
	  "Content-Type: multipart/mixed\n\nx\n",
	  "multipart/mixed(multipart/mixed application/octet-stream)",
	  "Content-Type: multipart/mixed\n\nx\n" },
};

START_TEST(attaches_to_a_message)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		struct mime_outgoing o = outgoing(false, false, 0, 1);
		mime_slice before = lines(attach[_i].before, crlf != 0);
		mime_slice wanted = lines(attach[_i].contains, crlf != 0);
		struct mime_message *m = parsed(before), *again;
		char text[TREE_TEXT_MAX];
		mime_slice bytes;

		ck_assert_int_eq(mime_outgoing_attach(m, &o, NULL), MIME_OK);
		bytes = written(m);
		again = parsed(bytes);
		tree_text(text, again);
		ck_assert_msg(strcmp(text, attach[_i].tree) == 0,
			      "%s: %s\n%.*s", attach[_i].why, text,
			      (int)bytes.len, bytes.ptr);
		ck_assert_msg(memmem(bytes.ptr, bytes.len, wanted.ptr,
				     wanted.len) != NULL,
			      "%s:\n%.*s", attach[_i].why, (int)bytes.len,
			      bytes.ptr);
		ck_assert(mime_slice_is(mime_field_body(mime_field_find(
						mime_message_root(again),
						"MIME-Version", NULL)),
					" 1.0"));
		mime_message_free(again);
		mime_message_free(m);
		written_free(bytes);
		written_free(before);
		written_free(wanted);
	}
}
END_TEST

START_TEST(attaching_nothing_changes_nothing)
{
	struct mime_outgoing o = outgoing(false, false, 0, 0);
	mime_slice before = MIME_LITERAL("A: 1\n\nx");
	struct mime_message *m = parsed(before);

	ck_assert_int_eq(mime_outgoing_attach(m, &o, NULL), MIME_OK);
	check_written(m, before, "nothing");
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, makes_the_tree, 0, COUNT(vec));
	tcase_add_test(cases, says_what_is_what);
	tcase_add_test(cases, describes_a_file);
	tcase_add_test(cases, names_the_text_at_fault);
	tcase_add_test(cases, names_the_file_at_fault);
	tcase_add_test(cases, a_file_is_streamed);
	tcase_add_loop_test(cases, attaches_to_a_message, 0, COUNT(attach));
	tcase_add_test(cases, attaching_nothing_changes_nothing);
}

SUITE_MAIN("outgoing", add_tests)
