#include "mime/message.h"
#include "support/suite.h"
#include "support/tree_text.h"
#include "tree/tree.h"
#include <stdio.h>

/* fields: the names found, each with "|" behind it. */
static const struct {
	const char *name, *message, *fields, *body, *defects;
} vec[] = {
	{ "plain", "A: 1\nB: 2\n\nx", "A|B|", "x", "" },
	{ "no body", "A: 1\nB: 2\n", "A|B|", "", "" },
	{ "fold", "A: 1\n 2\n\t3\nB: 4\n\n", "A|B|", "", "" },
	/* obsolete syntax, RFC 5322 4.5 */
	{ "blank before the colon", "A : 1\n\n", "A|", "", "H03" },
	/* junk between fields stays in the header */
	{ "junk inside", "A: 1\nno field\nB: 2\n\nx", "A|B|", "x", "H04" },
	{ "two lines of junk", "A: 1\nno\nfield\nB: 2\n\nx", "A|B|", "x",
	  "H04" },
	{ "8-bit name", "A: 1\n\xc3\xbc: 2\nB: 3\n\nx", "A|B|", "x", "H04" },
	/* nothing but text follows: the blank line was lost */
	{ "no blank line", "A: 1\nsome text\nmore\n", "A|", "some text\nmore\n",
	  "S01" },
	{ "no blank line, paragraphs", "A: 1\nsome text\n\nmore\n", "A|",
	  "some text\n\nmore\n", "S01" },
	{ "no blank line before its own delimiter",
	  "Content-Type: multipart/mixed; boundary=b\n--b\n\nx\n--b--\n",
	  "Content-Type|", "--b\n\nx\n--b--\n", "S01" },
	/* as pasted from a web page */
	{ "continuation without its blank", "A: x;\nb=\"c\"\nB: 2\n\n", "A|B|",
	  "", "H12" },
	{ "the same, with a colon in its value", "A: x;\nb=\"c:d\"\nB: 2\n\n",
	  "A|B|", "", "H12" },
	{ "no continuation without the semicolon", "A: x\nb=\"c\"\nB: 2\n\n",
	  "A|B|", "", "H04" },
	/* first lines */
	{ "mbox envelope", "From a@b Mon Jan 1\nA: 1\n\n", "A|", "", "" },
	{ "quoted envelope", ">From a@b Mon Jan 1\nA: 1\n\n", "A|", "", "" },
	{ "byte-order mark",
	  "\xef\xbb\xbf"
	  "A: 1\n\nx",
	  "A|", "x", "" },
	{ "first line is a continuation", " A: 1\nB: 2\n\nx", "A|B|", "x",
	  "H08" },
	/* odd ends */
	{ "only blanks", "A: 1\n \nB: 2\n\nx", "A|B|", "x", "S02" },
	{ "CR CR LF", "A: 1\n\r\r\nx", "A|", "x", "S02" },
	{ "empty header", "\nx", "", "x", "" },
	{ "nothing but text", "x y\nz\n", "", "x y\nz\n", "S01" },
	{ "a name alone", "A:", "A|", "", "" },
};

static struct mime_message *
parse(const char *bytes, size_t n, const struct mime_parse_opts *opts)
{
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m, (mime_slice){ bytes, n }, opts, NULL),
			 MIME_OK);
	return m;
}

static void
names_text(char out[TREE_TEXT_MAX], const struct mime_part *p)
{
	const struct mime_field *f = NULL;

	out[0] = '\0';
	while ((f = mime_field_find(p, NULL, f)) != NULL) {
		mime_slice name = mime_field_name(f);

		strncat(out, name.ptr, name.len);
		strcat(out, "|");
	}
}

START_TEST(finds_the_fields)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		char names[TREE_TEXT_MAX], defects[TREE_TEXT_MAX];
		size_t n, n_body;
		char *bytes = with_line_ends(&n, vec[_i].message,
					     strlen(vec[_i].message), crlf);
		char *body = with_line_ends(&n_body, vec[_i].body,
					    strlen(vec[_i].body), crlf);
		struct mime_message *m = parse(bytes, n, NULL);
		struct mime_extent x;

		names_text(names, mime_message_root(m));
		ck_assert_msg(strcmp(names, vec[_i].fields) == 0, "%s: %s",
			      vec[_i].name, names);
		mime_part_extent(&x, mime_message_root(m));
		ck_assert_msg(x.end - x.body == n_body &&
				      memcmp(bytes + x.body, body, n_body) == 0,
			      "%s: body at %zu", vec[_i].name, x.body);
		defect_text(defects, m);
		ck_assert_msg(strcmp(defects, vec[_i].defects) == 0, "%s: %s",
			      vec[_i].name, defects);
		mime_message_free(m);
		free(body);
		free(bytes);
	}
}
END_TEST

START_TEST(fields_tile_the_header)
{
	const char *message = vec[_i].message;
	struct mime_message *m = parse(message, strlen(message), NULL);
	const struct mime_field *f = NULL;
	const char *end = message;

	while ((f = mime_field_find(mime_message_root(m), NULL, f)) != NULL) {
		mime_slice raw = mime_field_raw(f);

		ck_assert(raw.ptr >= end);
		end = raw.ptr + raw.len;
	}
	mime_message_free(m);
}
END_TEST

START_TEST(a_delimiter_ends_it)
{
	static const char message[] =
		"Content-Type: multipart/mixed; boundary=b\n"
		"no blank line\n--b\n\nx\n--b--\n";
	struct mime_message *m = parse(message, sizeof message - 1, NULL);
	char tree[TREE_TEXT_MAX], defects[TREE_TEXT_MAX];

	/* the boundary is named by this very header */
	tree_text(tree, m);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain)");
	defect_text(defects, m);
	ck_assert_str_eq(defects, "S01");
	mime_message_free(m);
}
END_TEST

/* Padding hides nothing: past a limit the blank line is still sought, and the
 * fields that shape the tree are still read. */
START_TEST(limits_stop_the_index_only)
{
	struct mime_parse_opts opts = { .size = sizeof opts };
	char message[20000], tree[TREE_TEXT_MAX];
	struct mime_message *m;
	size_t at = 0;

	for (int i = 0; i < 500; i++)
		at += (size_t)sprintf(message + at, "X-%d: padding\n", i);
	at += (size_t)sprintf(message + at,
			      "Content-Type: multipart/mixed; boundary=b\n"
			      "X-Last: 1\n\n--b\n\nx\n--b--\n");
	opts.max_fields = 10;
	m = parse(message, at, &opts);
	tree_text(tree, m);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain)");
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_FIELDS_LIMIT), 1);
	ck_assert_ptr_null(
		mime_field_find(mime_message_root(m), "X-Last", NULL));
	check_tiling(m);
	mime_message_free(m);
	opts.max_fields = 0;
	opts.max_header = 1000;
	m = parse(message, at, &opts);
	tree_text(tree, m);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain)");
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_HEADER_LIMIT), 1);
	mime_message_free(m);
}
END_TEST

/* Junk, too, goes into the run: a limit bounds memory. */
START_TEST(past_a_limit_is_one_run)
{
	static const char message[] =
		"A: 1\nB: 2\nC: 3\njunk\nD: 4\n folded\n"
		"junk\nE: 5\nContent-ID: <6>\nContent-ID: <7>\n"
		"F: 8\njunk\nG: 8\n\nx";
	struct mime_parse_opts opts = { .size = sizeof opts, .max_fields = 2 };
	struct mime_message *m;

	ck_assert_int_eq(mime_parse(&m,
				    (mime_slice){ message, sizeof message - 1 },
				    &opts, NULL),
			 MIME_OK);
	/* A, B, a run, Content-ID, a run */
	ck_assert_uint_eq(mime_message_root(m)->fields->n, 5);
	ck_assert_ptr_null(mime_message_root(m)->fields->next);
	check_tiling(m);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds_the_fields, 0, COUNT(vec));
	tcase_add_loop_test(cases, fields_tile_the_header, 0, COUNT(vec));
	tcase_add_test(cases, a_delimiter_ends_it);
	tcase_add_test(cases, limits_stop_the_index_only);
	tcase_add_test(cases, past_a_limit_is_one_run);
}

SUITE_MAIN("header", add_tests)
