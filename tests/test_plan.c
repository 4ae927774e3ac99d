#include "support/written.h"
#include "tree/plan.h"

/* Parsed messages written with carry 7BIT: what becomes of labels and of what
 * must not change. */
static const struct {
	const char *why, *before, *after;
} vec[] = {
	{ "nothing wide: not one byte changes",
	  "Content-Type: multipart/x; boundary=b\n"
	  "Content-Transfer-Encoding: 8bit\n\n--b\n\n1\n--b--\n",
	  NULL },
	{ "a label is as wide as what it holds (RFC 2045 6.4)",
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n"
	  "Content-Transfer-Encoding: 8bit\n\n"
	  "--b\nContent-Transfer-Encoding: 8bit\nA: 1\n\n\xe4 abcdefg\n"
	  "--b\n\n2\n--b--\n",
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n"
	  "Content-Transfer-Encoding: 7bit\n\n"
	  "--b\nContent-Transfer-Encoding: quoted-printable\nA: 1\n\n"
	  "=E4 abcdefg\n--b\n\n2\n--b--\n" },
	{ "a signed part stays, and the labels around it",
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n"
	  "Content-Transfer-Encoding: 8bit\n\n"
	  "--b\nContent-Type: multipart/signed; boundary=c\n\n"
	  "--c\n\n\xe4\n--c\nContent-Type: a/b\n\n\xe5\n--c--\n\n"
	  "--b\n\n\xe4 abcdefg\n--b--\n",
	  "MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n"
	  "Content-Transfer-Encoding: 8bit\n\n"
	  "--b\nContent-Type: multipart/signed; boundary=c\n\n"
	  "--c\n\n\xe4\n--c\nContent-Type: a/b\n\n\xe5\n--c--\n\n"
	  "--b\nContent-Transfer-Encoding: quoted-printable\n\n"
	  "=E4 abcdefg\n--b--\n" },
	{ "an encrypted part stays",
	  "Content-Type: multipart/encrypted; boundary=c\n\n"
	  "--c\n\n\xe4\n--c--\n",
	  NULL },
	{ "inside an embedded message",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n"
	  "Content-Transfer-Encoding: binary\n\n"
	  "MIME-Version: 1.0\nSubject: x\n\n\xe4 abcdefg\n",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n"
	  "Content-Transfer-Encoding: 7bit\n\n"
	  "MIME-Version: 1.0\nSubject: x\n"
	  "Content-Transfer-Encoding: quoted-printable\n\n=E4 abcdefg\n" },
	{ "an 8-bit header cannot be encoded: the label says so",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n"
	  "Content-Transfer-Encoding: binary\n\n"
	  "MIME-Version: 1.0\nSubject: \xe4\n\n\xe4 abcdefg\n",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n"
	  "Content-Transfer-Encoding: 8bit\n\n"
	  "MIME-Version: 1.0\nSubject: \xe4\n"
	  "Content-Transfer-Encoding: quoted-printable\n\n=E4 abcdefg\n" },
	{ "inside an embedded message without a header, or a blank line before",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n"
	  "\xe4 abcdefg\n",
	  "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
	  "Content-Transfer-Encoding: quoted-printable\n\n=E4 abcdefg\n" },
	{ "an encoding of ours needs MIME-Version", "A: 1\n\n\xe4 abcdefg\n",
	  "A: 1\nMIME-Version: 1.0\n"
	  "Content-Transfer-Encoding: quoted-printable\n\n=E4 abcdefg\n" },
};

START_TEST(labels_fit)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		struct mime_write_opts opts =
			WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_7BIT);
		mime_slice before = lines(vec[_i].before, crlf), got, want;
		struct mime_message *m = parsed(before);

		want = vec[_i].after != NULL ? lines(vec[_i].after, crlf)
					     : lines(vec[_i].before, crlf);
		got = written_with(m, &opts);
		same_bytes(got, want, vec[_i].why);
		written_free(got);
		written_free(want);
		check_written(m, before, "without opts nothing changes");
		mime_message_free(m);
		written_free(before);
	}
}
END_TEST

/* A new 8bit leaf widens the labels of what it stands in, of parsed and new
 * multiparts alike. */
START_TEST(new_content_widens_labels)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_8BIT);
	struct mime_message *m = parsed(mime_slice_text(
		"MIME-Version: 1.0\nContent-Type: multipart/x; boundary=b\n\n"
		"--b\n\n1\n--b--\n"));
	struct mime_part *root = mime_message_root(m), *leaf, *outer;
	mime_slice got;

	ck_assert_int_eq(mime_part_new(&leaf, m, "text/plain"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(root, leaf, NULL), MIME_OK);
	ck_assert_int_eq(mime_body_set_text(leaf, MIME_LITERAL("\xc3\xa4"),
					    MIME_ENCODING_8BIT, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_part_wrap(&outer, leaf, "multipart/mixed"),
			 MIME_OK);
	got = written_with(m, &opts);
	same_bytes(
		got,
		mime_slice_text("MIME-Version: 1.0\n"
				"Content-Type: multipart/x; boundary=b\n"
				"Content-Transfer-Encoding: 8bit\n\n"
				"--b\n\n1\n--b\n"
				"Content-Type: multipart/mixed;\n"
				" boundary=\"=_1-01d0fabd251fcbbe2b93b4b9\"\n"
				"Content-Transfer-Encoding: 8bit\n\n"
				"--=_1-01d0fabd251fcbbe2b93b4b9\n"
				"Content-Type: text/plain; charset=utf-8\n"
				"Content-Transfer-Encoding: 8bit\n\n\xc3\xa4\n"
				"--=_1-01d0fabd251fcbbe2b93b4b9--\n--b--\n"),
		"both");
	written_free(got);
	mime_message_free(m);
}
END_TEST

/* What is written raw below a new multipart decides its label too. */
START_TEST(wrapped_content_widens_labels)
{
	static const char *const bodies[] = { "abc\n", "\xe4\n", "a" };
	static const char *const labels[] = { NULL, "8bit", NULL };

	for (int i = 0; i < COUNT(bodies); i++) {
		char text[64] = "A: 1\n\n";
		struct mime_message *m;
		struct mime_part *outer;
		mime_slice got, want;

		memcpy(text + 6, bodies[i], strlen(bodies[i]) + 1);
		m = parsed(mime_slice_text(text));
		ck_assert_int_eq(mime_part_wrap(&outer, mime_message_root(m),
						"multipart/mixed"),
				 MIME_OK);
		got = written(m);
		mime_message_free(m);
		m = parsed(got);
		want = mime_slice_text(labels[i] != NULL ? labels[i] : "7bit");
		ck_assert(mime_slice_equal(
			mime_part_encoding(mime_message_root(m)), want));
		ck_assert((mime_field_find(mime_message_root(m),
					   "Content-Transfer-Encoding", NULL) !=
			   NULL) == (labels[i] != NULL));
		mime_message_free(m);
		written_free(got);
	}
}
END_TEST

/* What is not read is not planned: one entry for a clean message. */
START_TEST(a_clean_message_is_one_entry)
{
	struct mime_message *m = parsed(
		mime_slice_text("Content-Type: multipart/x; boundary=b\n\n"
				"--b\n\n1\n--b\n\n2\n--b--\n"));
	struct mime_plan plan;
	mime_error err = { 0 };

	ck_assert_int_eq(mime_plan_init(&plan, m, MIME_CARRY_BINARY, 1, &err),
			 MIME_OK);
	ck_assert_uint_eq(plan.n, 1);
	ck_assert(!plan.version);
	mime_plan_free(&plan);
	ck_assert_int_eq(mime_plan_init(&plan, m, MIME_CARRY_8BIT, 1, &err),
			 MIME_OK);
	ck_assert_uint_eq(plan.n, 3);
	for (size_t i = 0; i < plan.n; i++)
		ck_assert_int_eq(plan.entries[i].label, MIME_TRANSFER_NONE);
	mime_plan_free(&plan);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, labels_fit, 0, COUNT(vec));
	tcase_add_test(cases, new_content_widens_labels);
	tcase_add_test(cases, wrapped_content_widens_labels);
	tcase_add_test(cases, a_clean_message_is_one_entry);
}

SUITE_MAIN("plan", add_tests)
