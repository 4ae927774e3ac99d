#include "support/written.h"

#define MIXED "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"

/* What is done to the children of the root: 'i' inserts a new text before
 * child `at' (0: at the end), 'd' takes child `at' out, 'm' puts it at the
 * end. */
static const struct {
	const char *why, *before;
	char what;
	int at;
	const char *after;
} vec[] = {
#define NEW "Content-Type: x/y\n\n"
	{ "at the end", MIXED "\npre\n--b\n\n1\n--b\n\n2\n--b--\nepi\n", 'i', 0,
	  MIXED "\npre\n--b\n\n1\n--b\n\n2\n--b\n" NEW "\n--b--\nepi\n" },
	{ "before the first, behind a preamble",
	  MIXED "\npre\n--b\n\n1\n--b--\n", 'i', 1,
	  MIXED "\npre\n--b\n" NEW "\n--b\n\n1\n--b--\n" },
	/* the delimiter stands at the start of the body, without a line break
	 * of its own: it gets one */
	{ "before the first, without a preamble", MIXED "\n--b\n\n1\n--b--\n",
	  'i', 1, MIXED "\n--b\n" NEW "\n--b\n\n1\n--b--\n" },
	{ "in the middle; odd delimiters stay",
	  MIXED "\n--b \t\n\n1\n--b  \n\n2\n--b-- \n", 'i', 2,
	  MIXED "\n--b \t\n\n1\n--b\n" NEW "\n--b  \n\n2\n--b-- \n" },
	{ "the close delimiter was missing", MIXED "\n--b\n\n1\n", 'i', 0,
	  MIXED "\n--b\n\n1\n\n--b\n" NEW "\n--b--\n" },
	{ "no line end at the end", MIXED "\n--b\n\n1", 'i', 0,
	  MIXED "\n--b\n\n1\n--b\n" NEW "\n--b--\n" },
	{ "no part at all, but a close delimiter", MIXED "\npre\n--b--\n", 'i',
	  0, MIXED "\npre\n--b\n" NEW "\n--b--\n" },
	{ "a header cut off", MIXED, 'i', 0, MIXED "\n--b\n" NEW "\n--b--\n" },
	{ "a header that a delimiter ends", MIXED "--b\n\n1\n--b--\n", 'i', 1,
	  MIXED "\n--b\n" NEW "\n--b\n\n1\n--b--\n" },
	{ "the first is taken out", MIXED "\npre\n--b\n\n1\n--b\n\n2\n--b--\n",
	  'd', 1, MIXED "\npre\n--b\n\n2\n--b--\n" },
	{ "the last is taken out", MIXED "\n--b\n\n1\n--b\n\n2\n--b--\nepi",
	  'd', 2, MIXED "\n--b\n\n1\n--b--\nepi" },
	{ "the last one without a close delimiter",
	  MIXED "\n--b\n\n1\n--b\n\n2", 'd', 2, MIXED "\n--b\n\n1\n--b--\n" },
	{ "the only one", MIXED "\npre\n--b\n\n1\n--b--\n", 'd', 1,
	  MIXED "\npre\n--b--\n" },
	{ "moved to the end", MIXED "\n--b\n\n1\n--b\n\n2\n--b--\n", 'm', 1,
	  MIXED "\n\n--b\n\n2\n--b\n\n1\n--b--\n" },
	{ "an inner one is not confused",
	  MIXED "\n--b\nContent-Type: multipart/x; boundary=c\n\n--c\n\n1\n"
		"--b--\n",
	  'i', 0,
	  MIXED "\n--b\nContent-Type: multipart/x; boundary=c\n\n--c\n\n1\n"
		"--b\n" NEW "\n--b--\n" },
#undef NEW
};

static struct mime_part *
child(struct mime_part *parent, int at)
{
	struct mime_part *p = mime_part_child(parent);

	while (--at > 0)
		p = mime_part_next(p);
	return p;
}

static void
apply(struct mime_message *m, int i)
{
	struct mime_part *root = mime_message_root(m), *p;
	struct mime_part *at = vec[i].at > 0 ? child(root, vec[i].at) : NULL;

	if (vec[i].what == 'i') {
		ck_assert_int_eq(mime_part_new(&p, m, "X/y"), MIME_OK);
		ck_assert_int_eq(mime_part_insert(root, p, at), MIME_OK);
		return;
	}
	ck_assert_int_eq(mime_part_detach(at), MIME_OK);
	ck_assert_ptr_null(mime_part_parent(at));
	if (vec[i].what == 'm')
		ck_assert_int_eq(mime_part_insert(root, at, NULL), MIME_OK);
}

START_TEST(keeps_what_stands_beside)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice before = lines(vec[_i].before, crlf);
		mime_slice after = lines(vec[_i].after, crlf);
		struct mime_message *m = parsed(before), *again;
		char tree[TREE_TEXT_MAX], tree_again[TREE_TEXT_MAX];

		apply(m, _i);
		check_written(m, after, vec[_i].why);
		/* and it reads as what was built */
		tree_text(tree, m);
		again = parsed(after);
		tree_text(tree_again, again);
		ck_assert_str_eq(tree, tree_again);
		mime_message_free(again);
		mime_message_free(m);
		written_free(before);
		written_free(after);
	}
}
END_TEST

START_TEST(refuses)
{
	static const char text[] = MIXED "\n--b\n\n1\n--b\nContent-Type: "
					 "message/rfc822\n\nA: 1\n\n--b--\n";
	struct mime_message *m = parsed(mime_slice_text(text)), *other = made();
	struct mime_part *root = mime_message_root(m), *p, *q, *foreign;
	static const char *const types[] = { "",     "text",	"text/",
					     "/x",   "a/b; c",	"a/b c",
					     "a /b", "a/b\r\n", "multipart" };

	for (int i = 0; i < COUNT(types); i++) {
		ck_assert_int_eq(mime_part_new(&p, m, types[i]), MIME_EINVAL);
		ck_assert_ptr_null(p);
		ck_assert_int_eq(mime_part_wrap(&p, root, types[i]),
				 MIME_EINVAL);
	}
	ck_assert_int_eq(mime_part_wrap(&p, root, "text/plain"), MIME_EINVAL);
	ck_assert_int_eq(mime_part_new(&p, m, "multipart/mixed"), MIME_OK);
	ck_assert_int_eq(mime_part_new(&q, m, "multipart/mixed"), MIME_OK);
	ck_assert_int_eq(mime_part_new(&foreign, other, "a/b"), MIME_OK);
	/* a leaf has no children; only what is detached may be inserted */
	ck_assert_int_eq(mime_part_insert(child(root, 1), p, NULL),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_part_insert(root, child(root, 1), NULL),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_part_insert(root, foreign, NULL), MIME_EINVAL);
	ck_assert_int_eq(mime_part_insert(root, p, q), MIME_EINVAL);
	/* nor can a part stand in itself */
	ck_assert_int_eq(mime_part_insert(p, p, NULL), MIME_EINVAL);
	ck_assert_int_eq(mime_part_insert(p, q, NULL), MIME_OK);
	ck_assert_int_eq(mime_part_insert(q, p, NULL), MIME_EINVAL);
	/* roots stay where they are */
	ck_assert_int_eq(mime_part_detach(root), MIME_EINVAL);
	ck_assert_int_eq(mime_part_detach(mime_part_child(child(root, 2))),
			 MIME_EINVAL);
	check_written(m, mime_slice_text(text), "nothing changed");
	mime_message_free(m);
	mime_message_free(other);
}
END_TEST

START_TEST(needs_a_boundary_to_write)
{
	struct mime_message *m = parsed(mime_slice_text(MIXED "\npre\n"));
	struct mime_part *p;

	mime_field_drop(mime_message_root(m), "Content-Type");
	ck_assert_int_eq(mime_part_new(&p, m, "a/b"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(mime_message_root(m), p, NULL),
			 MIME_EINVAL);
	mime_message_free(m);
	/* a CR at the end of a line is part of the line end */
	m = parsed(mime_slice_text(
		"Content-Type: multipart/x; boundary=\"b\r\"\n\npre\n"));
	ck_assert_int_eq(mime_part_kind(mime_message_root(m)),
			 MIME_PART_MULTIPART);
	ck_assert_int_eq(mime_part_new(&p, m, "a/b"), MIME_OK);
	ck_assert_int_eq(mime_part_insert(mime_message_root(m), p, NULL),
			 MIME_EINVAL);
	mime_message_free(m);
}
END_TEST

/* RFC 2046 5.1.5: what a digest holds is a message without saying so. */
START_TEST(names_a_type_that_its_place_gave)
{
	mime_slice text = mime_slice_text(
		"MIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=a\n\n"
		"--a\nContent-Type: multipart/digest; boundary=b\n\n"
		"--b\n\nA: 1\n\n\n--b--\n--a\n\nx\n--a--\n");
	mime_slice after = mime_slice_text(
		"MIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=a\n\n"
		"--a\nContent-Type: multipart/digest; boundary=b\n\n"
		"--b\nContent-Type: text/plain\n\nx\n--b--\n"
		"\n--a\nContent-Type: message/rfc822\n\nA: 1\n\n\n--a--\n");
	struct mime_message *m = parsed(text);
	struct mime_part *root = mime_message_root(m);
	struct mime_part *digest = child(root, 1), *plain = child(root, 2);
	struct mime_part *inner = mime_part_child(digest);

	ck_assert_int_eq(mime_part_detach(inner), MIME_OK);
	ck_assert_int_eq(mime_part_detach(plain), MIME_OK);
	ck_assert_int_eq(mime_part_insert(digest, plain, NULL), MIME_OK);
	ck_assert_int_eq(mime_part_insert(root, inner, NULL), MIME_OK);
	check_written(m, after, "both places");
	mime_message_free(m);
}
END_TEST

/* So is one whose Content-Type says nothing. */
START_TEST(names_a_type_that_its_field_did_not_give)
{
	struct mime_message *m = parsed(mime_slice_text(
		"MIME-Version: 1.0\n"
		"Content-Type: multipart/digest; boundary=b\n\n"
		"--b\nContent-Type: /x; y=z\n\nA: 1\n\n\n--b--\n"));
	struct mime_part *root = mime_message_root(m), *outer;

	ck_assert_int_eq(mime_part_wrap(&outer, mime_part_child(root),
					"multipart/mixed"),
			 MIME_OK);
	check_written(
		m,
		mime_slice_text("MIME-Version: 1.0\n"
				"Content-Type: multipart/digest; boundary=b\n\n"
				"--b\nContent-Type: multipart/mixed;\n"
				" boundary=\"=_1-01d0fabd251fcbbe2b93b4b9\"\n\n"
				"--=_1-01d0fabd251fcbbe2b93b4b9\n"
				"Content-Type: message/rfc822\n\nA: 1\n\n\n"
				"--=_1-01d0fabd251fcbbe2b93b4b9--\n--b--\n"),
		"wrapped");
	mime_message_free(m);
}
END_TEST

START_TEST(charset_must_hold_ascii)
{
	struct mime_message *m = made();

	ck_assert_int_eq(mime_message_set_charset(m, "gb2312"), MIME_OK);
	ck_assert_int_eq(mime_message_set_charset(m, "utf-16"), MIME_ECHARSET);
	ck_assert_int_eq(mime_message_set_charset(m, "no-such"), MIME_ECHARSET);
	ck_assert_int_eq(mime_message_set_charset(m, "a/b"), MIME_ECHARSET);
	ck_assert_int_eq(mime_message_set_charset(m, ""), MIME_ECHARSET);
	/* the last good one holds */
	ck_assert_int_eq(mime_field_set(mime_message_root(m), "Subject",
					mime_slice_text("\xe4\xb8\xad"), NULL),
			 MIME_OK);
	check_written(m, mime_slice_text("Subject: =?gb2312?B?1tA=?=\r\n\r\n"),
		      "gb2312");
	ck_assert_int_eq(mime_message_set_charset(m, NULL), MIME_OK);
	ck_assert_int_eq(mime_field_set(mime_message_root(m), "Subject",
					mime_slice_text("\xe4\xb8\xad"), NULL),
			 MIME_OK);
	check_written(m, mime_slice_text("Subject: =?UTF-8?B?5Lit?=\r\n\r\n"),
		      "automatic");
	mime_message_free(m);
}
END_TEST

START_TEST(an_empty_message)
{
	struct mime_message *m = made();
	struct mime_part *root = mime_message_root(m);
	struct mime_extent x;

	ck_assert_ptr_null(mime_message_bytes(m).ptr);
	ck_assert(mime_slice_is(mime_part_type(root), "text/plain"));
	ck_assert_int_eq(mime_part_kind(root), MIME_PART_LEAF);
	ck_assert_ptr_null(mime_field_find(root, NULL, NULL));
	mime_part_extent(&x, root);
	ck_assert_uint_eq(x.end, 0);
	for (int kind = 1; kind < MIME_DEFECT_KINDS; kind++)
		ck_assert_uint_eq(mime_message_defect_count(m, kind), 0);
	check_written(m, mime_slice_text("\r\n"), "an empty header");
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, keeps_what_stands_beside, 0, COUNT(vec));
	tcase_add_test(cases, refuses);
	tcase_add_test(cases, needs_a_boundary_to_write);
	tcase_add_test(cases, names_a_type_that_its_place_gave);
	tcase_add_test(cases, names_a_type_that_its_field_did_not_give);
	tcase_add_test(cases, charset_must_hold_ascii);
	tcase_add_test(cases, an_empty_message);
}

SUITE_MAIN("edit_part", add_tests)
