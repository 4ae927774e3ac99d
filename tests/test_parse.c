#include "mime/message.h"
#include "support/suite.h"
#include "support/tree_text.h"
#include <stdio.h>

#define MIXED	"Content-Type: multipart/mixed; boundary=b\n\n"
#define TEXT(s) "Content-Type: text/plain\n\n" s "\n"

static const struct {
	const char *name, *message, *tree, *defects;
} vec[] = {
	/* RFC 2046 5.1.1 */
	{ "two parts", MIXED "--b\n" TEXT("x") "--b\n" TEXT("y") "--b--\n",
	  "multipart/mixed(text/plain text/plain)", "" },
	{ "blanks behind a delimiter", MIXED "--b \t\n" TEXT("x") "--b-- \n",
	  "multipart/mixed(text/plain)", "" },
	{ "preamble and epilogue",
	  MIXED "hello\n--b\n" TEXT("x") "--b--\ngood bye\n",
	  "multipart/mixed(text/plain)", "" },
	{ "a longer boundary is none, and said",
	  MIXED "--b\n\nx\n--bX\n--b--\n", "multipart/mixed(text/plain)",
	  "S08" },
	{ "never in the middle of a line", MIXED "--b\n\nx --b\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "the close delimiter is missing", MIXED "--b\n\nx\n",
	  "multipart/mixed(text/plain)", "S09" },
	{ "no part at all", MIXED "--b--\n", "multipart/mixed", "" },
	{ "no delimiter at all", MIXED "x\n", "multipart/mixed", "S09" },
	{ "an empty part", MIXED "--b\n--b\n\n--b--\n",
	  "multipart/mixed(text/plain text/plain)", "" },
	{ "a boundary in quotes",
	  "Content-Type: multipart/mixed; boundary=\"a b\"\n\n--a b\n\n--a b--",
	  "multipart/mixed(text/plain)", "" },
	{ "blanks at the end of a boundary do not count",
	  "Content-Type: multipart/mixed; boundary=\"b \"\n\n--b\n\n--b--",
	  "multipart/mixed(text/plain)", "S07" },
	{ "missing boundary", "Content-Type: multipart/mixed\n\n--b\n\n--b--\n",
	  "multipart/mixed", "S05" },
	{ "empty boundary",
	  "Content-Type: multipart/mixed; boundary=\"\"\n\n--\n\n----\n",
	  "multipart/mixed", "S05" },
	{ "RFC 2231 boundary",
	  "Content-Type: multipart/mixed; boundary*0=a; boundary*1=b\n\n"
	  "--ab\n\n--ab--\n",
	  "multipart/mixed(text/plain)", "P16" },
	{ "of two boundaries the first, whatever its form",
	  "Content-Type: multipart/mixed; boundary=a; boundary*=utf-8''c\n\n"
	  "--a\n\nx\n--a--\n",
	  "multipart/mixed(text/plain)", "S06 P16" },
	/* innermost first; an outer delimiter closes what is inside */
	{ "inner boundary goes on from the outer",
	  MIXED "--b\nContent-Type: multipart/mixed; boundary=bi\n\n"
		"--bi\n\nx\n--bi--\n--b--\n",
	  "multipart/mixed(multipart/mixed(text/plain))", "S12/I" },
	{ "inner equals outer",
	  MIXED "--b\nContent-Type: multipart/mixed; boundary=b\n\n"
		"--b\n\nx\n--b--\n--b--\n",
	  "multipart/mixed(multipart/mixed(text/plain))", "S12" },
	{ "outer delimiter ends inner parts",
	  MIXED "--b\nContent-Type: multipart/mixed; boundary=i\n\n"
		"--i\n\nx\n--b\n\ny\n--b--\n",
	  "multipart/mixed(multipart/mixed(text/plain) text/plain)", "S09" },
	/* nested types (RFC 2046 5.2.1, 5.1.5) */
	{ "embedded message",
	  MIXED "--b\nContent-Type: message/rfc822\n\nSubject: s\n\nx\n--b--\n",
	  "multipart/mixed(message/rfc822(text/plain))", "" },
	{ "digest",
	  "Content-Type: multipart/digest; boundary=b\n\n"
	  "--b\n\nSubject: s\n\nx\n--b--\n",
	  "multipart/digest(message/rfc822(text/plain))", "" },
	{ "encoded message stays a leaf",
	  "Content-Type: message/rfc822\n"
	  "Content-Transfer-Encoding: base64\n\nQQ==\n",
	  "message/rfc822", "S15" },
	{ "message/global may be encoded",
	  "Content-Type: message/global\n"
	  "Content-Transfer-Encoding: base64\n\nQQ==\n",
	  "message/global", "" },
	{ "encoded multipart is read all the same",
	  "Content-Transfer-Encoding: base64\n" MIXED "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "S15" },
	{ "message/partial", "Content-Type: message/partial; id=a\n\nx\n",
	  "message/partial", "S18" },
	{ "message/external-body",
	  "Content-Type: message/external-body; access-type=URL\n\nx\n",
	  "message/external-body", "S19" },
	/* two Content-Types: the multipart that is there is the safe side */
	{ "text, then multipart",
	  "Content-Type: text/plain\n" MIXED "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "text, then multipart whose boundary does not occur",
	  "Content-Type: text/plain\n" MIXED "--c\n\nx\n--c--\n", "text/plain",
	  "" },
	{ "text, then multipart whose boundary occurs in a later part only",
	  MIXED "--b\nContent-Type: text/plain\n"
		"Content-Type: multipart/mixed; boundary=c\n\nx\n"
		"--b\n\n--c\n--b--\n",
	  "multipart/mixed(text/plain text/plain)", "" },
	{ "the third of three types",
	  "Content-Type: text/plain\nContent-Type: text/html\n" MIXED
	  "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "a multipart without a boundary, then one with it",
	  "Content-Type: multipart/mixed\n" MIXED "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "a multipart whose boundary does not occur, then one whose does",
	  "Content-Type: multipart/related; boundary=no\n" MIXED
	  "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "both occur: the first",
	  "Content-Type: multipart/related; boundary=c\n" MIXED
	  "--c\n\n--b\n\nx\n--b--\n--c--\n",
	  "multipart/related(text/plain)", "" },
	{ "the header ends at a delimiter of its second type",
	  "Content-Type: text/plain\n"
	  "Content-Type: multipart/mixed; boundary=b\n"
	  "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "S01" },
	{ "comments on both sides of the slash",
	  "Content-Type: multipart(x)/(y)mixed; boundary=b\n\n"
	  "--b\n\nx\n--b--\n",
	  "multipart/mixed(text/plain)", "" },
	{ "comments in a type", "Content-Type: (a) text/(b)html (c)\n\nx\n",
	  "text/html", "" },
	{ "no type at all", "Content-Type: nothing\n\nx\n", "text/plain", "" },
	{ "empty", "", "text/plain", "" },
};

static struct mime_message *
parse(const char *bytes, size_t n, const struct mime_parse_opts *opts)
{
	struct mime_message *m;
	mime_error err;
	int rc = mime_parse(&m, (mime_slice){ bytes, n }, opts, &err);

	ck_assert_int_eq(rc, MIME_OK);
	return m;
}

START_TEST(makes_the_tree)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		char tree[TREE_TEXT_MAX], defects[TREE_TEXT_MAX];
		size_t n;
		char *bytes = with_line_ends(&n, vec[_i].message,
					     strlen(vec[_i].message), crlf);
		struct mime_message *m = parse(bytes, n, NULL);

		tree_text(tree, m);
		defect_text(defects, m);
		check_tiling(m);
		ck_assert_msg(strcmp(tree, vec[_i].tree) == 0, "%s: %s",
			      vec[_i].name, tree);
		ck_assert_msg(strcmp(defects, vec[_i].defects) == 0, "%s: %s",
			      vec[_i].name, defects);
		mime_message_free(m);
		free(bytes);
	}
}
END_TEST

START_TEST(tiles_every_prefix)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		size_t n;
		char *bytes = with_line_ends(&n, vec[_i].message,
					     strlen(vec[_i].message), crlf);

		for (size_t cut = 0; cut <= n; cut++) {
			struct mime_message *m = parse(bytes, cut, NULL);

			check_tiling(m);
			mime_message_free(m);
		}
		free(bytes);
	}
}
END_TEST

/* n multiparts inside one another. */
static char *
nested(size_t *len, size_t n)
{
	char *out = malloc(n * 80 + 80);
	size_t at;

	at = (size_t)sprintf(out, "Content-Type: multipart/mixed; "
				  "boundary=b0\n\n");
	for (size_t i = 0; i < n; i++)
		at += (size_t)sprintf(out + at,
				      "--b%zu\nContent-Type: multipart/mixed; "
				      "boundary=b%zu\n\n",
				      i, i + 1);
	*len = at;
	return out;
}

START_TEST(stops_at_the_depth_limit)
{
	size_t n;
	char *bytes = nested(&n, 50);
	struct mime_parse_opts opts = { .size = sizeof opts, .max_depth = 7 };
	struct mime_message *m = parse(bytes, n, &opts);
	const struct mime_part *p = mime_message_root(m);
	unsigned depth = 0;

	for (; mime_part_child(p) != NULL; p = mime_part_child(p))
		depth++;
	ck_assert_uint_eq(depth, 7);
	ck_assert_int_eq(mime_part_kind(p), MIME_PART_LEAF);
	ck_assert_uint_eq(mime_message_defect_count(m, MIME_DEFECT_DEPTH_LIMIT),
			  1);
	check_tiling(m);
	mime_message_free(m);
	opts.max_depth = (unsigned)-1;
	m = parse(bytes, n, &opts);
	ck_assert_uint_eq(mime_message_defect_count(m, MIME_DEFECT_DEPTH_LIMIT),
			  0);
	mime_message_free(m);
	free(bytes);
}
END_TEST

/* What is too deep to be read as parts still ends where an outer multipart
 * goes on: nothing is hidden behind it. */
START_TEST(an_outer_delimiter_ends_what_is_too_deep)
{
	static const char message[] =
		MIXED "--b\nContent-Type: multipart/mixed; boundary=c\n\n"
		      "--c\n\nx\n--c--\n--b\nContent-Type: text/html\n\n"
		      "y\n--b--\n";
	struct mime_parse_opts opts = { .size = sizeof opts, .max_depth = 1 };
	struct mime_message *m = parse(message, sizeof message - 1, &opts);
	char tree[TREE_TEXT_MAX], defects[TREE_TEXT_MAX];

	tree_text(tree, m);
	ck_assert_str_eq(tree, "multipart/mixed(multipart/mixed text/html)");
	defect_text(defects, m);
	ck_assert_str_eq(defects, "R01");
	check_tiling(m);
	mime_message_free(m);
}
END_TEST

START_TEST(stops_at_the_parts_limit)
{
	static const char message[] =
		MIXED "--b\n\n1\n--b\n\n2\n--b\n\n3\n--b\n\n4\n--b--\nend\n";
	struct mime_parse_opts opts = { .size = sizeof opts, .max_parts = 3 };
	struct mime_message *m = parse(message, sizeof message - 1, &opts);
	char tree[TREE_TEXT_MAX];

	tree_text(tree, m);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain text/plain "
			       "application/octet-stream)");
	ck_assert_uint_eq(mime_message_defect_count(m, MIME_DEFECT_PARTS_LIMIT),
			  1);
	check_tiling(m);
	mime_message_free(m);
	opts.max_parts = 5;
	m = parse(message, sizeof message - 1, &opts);
	ck_assert_uint_eq(mime_message_defect_count(m, MIME_DEFECT_PARTS_LIMIT),
			  0);
	mime_message_free(m);
}
END_TEST

START_TEST(strict_names_the_first_defect)
{
	static const char message[] = MIXED "--b\n\n1\n--bX\n--b--\n";
	/*                                              ^           */
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_STRICT };
	struct mime_message *m;
	mime_error err;

	ck_assert_int_eq(mime_parse(&m,
				    (mime_slice){ message, sizeof message - 1 },
				    &opts, &err),
			 MIME_ESYNTAX);
	ck_assert_ptr_null(m);
	ck_assert_uint_eq(err.offset,
			  (size_t)(strstr(message, "--bX") - message));
}
END_TEST

START_TEST(stops_at_the_blank_line_when_asked)
{
	static const char message[] = MIXED "--b\n\n1\n--b--\n";
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_HEADERS };
	struct mime_message *m = parse(message, sizeof message - 1, &opts);

	ck_assert_ptr_null(mime_part_child(mime_message_root(m)));
	check_tiling(m);
	mime_message_free(m);
}
END_TEST

START_TEST(refuses_options_from_the_future)
{
	struct {
		struct mime_parse_opts known;
		char tail[8];
	} opts;
	struct mime_message *m;

	memset(&opts, 0, sizeof opts);
	opts.known.size = sizeof opts;
	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ "", 0 }, &opts.known, NULL),
		MIME_OK);
	mime_message_free(m);
	opts.tail[0] = 1;
	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ "", 0 }, &opts.known, NULL),
		MIME_EINVAL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, makes_the_tree, 0, COUNT(vec));
	tcase_add_loop_test(cases, tiles_every_prefix, 0, COUNT(vec));
	tcase_add_test(cases, stops_at_the_depth_limit);
	tcase_add_test(cases, an_outer_delimiter_ends_what_is_too_deep);
	tcase_add_test(cases, stops_at_the_parts_limit);
	tcase_add_test(cases, strict_names_the_first_defect);
	tcase_add_test(cases, stops_at_the_blank_line_when_asked);
	tcase_add_test(cases, refuses_options_from_the_future);
}

SUITE_MAIN("parse", add_tests)
