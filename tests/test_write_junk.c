#include "support/written.h"

/* Lines that are no field, in headers that change; written with carry 7BIT,
 * so that an 8-bit body changes its Content-Transfer-Encoding.  Field X is
 * dropped. */
static const struct {
	const char *why, *before, *after;
} vec[] = {
	{ "a field follows", "A: 1\njunk\nX: 1\nB: 2\n\nx\n",
	  "A: 1\njunk\nB: 2\n\nx\n" },
	{ "none follows: the header would end before it",
	  "A: 1\njunk\nX: 1\n\nx\n", "A: 1\n\nx\n" },
	{ "a line of ours follows",
	  "MIME-Version: 1.0\njunk\nX: 1\n\n\xe4 abcdefg\n",
	  "MIME-Version: 1.0\njunk\nContent-Transfer-Encoding: "
	  "quoted-printable\n\n=E4 abcdefg\n" },
	{ "only an encoding that is written further up follows",
	  "MIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\njunk\n"
	  "Content-Transfer-Encoding: x\n\n\xe4 abcdefg\n",
	  "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n"
	  "=E4 abcdefg\n" },
	{ "the encoding follows in its place",
	  "MIME-Version: 1.0\nX: 1\njunk\nContent-Transfer-Encoding: 8bit\n\n"
	  "\xe4 abcdefg\n",
	  "MIME-Version: 1.0\njunk\nContent-Transfer-Encoding: "
	  "quoted-printable\n\n=E4 abcdefg\n" },
	{ "it would continue the line before (H12)",
	  "A: a;\nX: 1\nb=c\nB: 2\n\nx\n", "A: a;\nB: 2\n\nx\n" },
	{ "an envelope line needs no field", "From a\nX: 1\n\nx\n",
	  "From a\n\nx\n" },
	{ "nor does a byte-order mark",
	  "\xef\xbb\xbf"
	  "X: 1\n\nx\n",
	  "\xef\xbb\xbf"
	  "\nx\n" },
	{ "it would be a field behind a mark that begins the message",
	  "X: 1\n\xef\xbb\xbfTo: a\nB: 2\n\nx\n", "B: 2\n\nx\n" },
	{ "a mark that is not moved",
	  "X: 1\nA: 1\n\xef\xbb\xbfTo: a\nB: 2\n\nx\n",
	  "A: 1\n\xef\xbb\xbfTo: a\nB: 2\n\nx\n" },
	{ "an envelope line that stands elsewhere is junk",
	  "A: 1\n>From a\nX: 1\n\nx\n", "A: 1\n\nx\n" },
};

START_TEST(stays_where_it_is_read_the_same)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		struct mime_write_opts opts =
			WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_7BIT);
		mime_slice before = lines(vec[_i].before, crlf);
		mime_slice after = lines(vec[_i].after, crlf), got;
		struct mime_message *m = parsed(before);

		mime_field_drop(mime_message_root(m), "X");
		got = written_with(m, &opts);
		same_bytes(got, after, vec[_i].why);
		written_free(got);
		mime_message_free(m);
		written_free(before);
		written_free(after);
	}
}
END_TEST

/* Past a limit fields are one run without an index: they are fields still. */
static const struct {
	const char *why, *before, *after;
} runs[] = {
	{ "a run", "X: 1\nA: 1\nB: 2\n\nx\n", "A: 1\nB: 2\n\nx\n" },
	{ "it begins with junk", "X: 1\njunk\nA: 1\n\nx\n",
	  "junk\nA: 1\n\nx\n" },
};

START_TEST(a_run_of_fields_is_no_junk)
{
	struct mime_parse_opts limits = { .size = sizeof limits,
					  .max_fields = 1 };
	mime_slice in = mime_slice_text(runs[_i].before);
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, in, &limits, NULL), MIME_OK);
	mime_field_drop(mime_message_root(m), "X");
	check_written(m, mime_slice_text(runs[_i].after), runs[_i].why);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, stays_where_it_is_read_the_same, 0,
			    COUNT(vec));
	tcase_add_loop_test(cases, a_run_of_fields_is_no_junk, 0, COUNT(runs));
}

SUITE_MAIN("write_junk", add_tests)
