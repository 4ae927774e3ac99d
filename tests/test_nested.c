#include "mime/view.h"
#include "support/suite.h"
#include "support/tree_text.h"

/* multipart( text, base64 of message( multipart( text ) ) ) */
#define INNER_BASE64                                                           \
	"Q29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PWkKCi0taQoKaW5u" \
	"\n"                                                                   \
	"ZXIgdGV4dAotLWktLQo=\n"
static const char message[] =
	"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n"
	"Content-Type: message/rfc822\nContent-Transfer-Encoding: "
	"base64\n\n" INNER_BASE64 "--b--\n";

static struct mime_message *
parse(const char *text, const struct mime_parse_opts *opts)
{
	struct mime_message *m;

	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ text, strlen(text) }, opts, NULL),
		MIME_OK);
	return m;
}

START_TEST(opens_an_encoded_message)
{
	struct mime_message *m = parse(message, NULL), *inner, *again;
	struct mime_part *p = mime_message_find(m, "2");
	char tree[TREE_TEXT_MAX];

	/* tiling: what the buffer does not hold is not in the tree */
	ck_assert_ptr_null(mime_part_child(p));
	ck_assert_int_eq(mime_part_message(&inner, p), MIME_OK);
	ck_assert_int_eq(mime_part_message(&again, p), MIME_OK);
	ck_assert_ptr_eq(inner, again);
	tree_text(tree, inner);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain)");
	check_tiling(inner);
	mime_message_free(m);
}
END_TEST

START_TEST(stays_closed_when_asked)
{
	static const char plain[] =
		"Content-Type: message/rfc822\n\nSubject: s\n\nx\n";
	struct mime_parse_opts opts = { .size = sizeof opts,
					.flags = MIME_PARSE_NO_DESCEND };
	struct mime_message *m = parse(message, &opts), *inner;
	struct mime_part *child;

	ck_assert_int_eq(mime_part_message(&inner, mime_message_find(m, "2")),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_view_child(&child, mime_message_find(m, "2")),
			 MIME_OK);
	ck_assert_ptr_null(child);
	check_tiling(m);
	mime_message_free(m);
	m = parse(plain, &opts);
	ck_assert_ptr_null(mime_part_child(mime_message_root(m)));
	check_tiling(m);
	mime_message_free(m);
}
END_TEST

START_TEST(carries_on_the_section_numbers)
{
	static const char *const sections[] = { "", "1", "2", "2", "2.1" };
	struct mime_message *m = parse(message, NULL);
	struct mime_part *p = mime_message_root(m), *leaf = NULL;
	mime_slice section;
	int n = 0;

	while (p != NULL) {
		ck_assert_int_lt(n, COUNT(sections));
		ck_assert_int_eq(mime_part_section(&section, p), MIME_OK);
		ck_assert_uint_eq(section.len, strlen(sections[n]));
		ck_assert(memcmp(section.ptr, sections[n], section.len) == 0);
		leaf = p;
		n++;
		ck_assert_int_eq(mime_view_after(&p, p), MIME_OK);
	}
	ck_assert_int_eq(n, COUNT(sections));
	ck_assert_ptr_eq(mime_message_find(m, "2.1"), leaf);
	ck_assert_ptr_null(mime_message_find(m, "2.2"));
	ck_assert_uint_eq(mime_view_depth(leaf), 3);
	ck_assert_ptr_eq(mime_view_parent(mime_view_parent(leaf)),
			 mime_message_find(m, "2"));
	mime_message_free(m);
}
END_TEST

START_TEST(refuses_what_is_none)
{
	struct mime_message *m = parse(message, NULL), *inner;

	ck_assert_int_eq(mime_part_message(&inner, mime_message_root(m)),
			 MIME_EINVAL);
	ck_assert_ptr_null(inner);
	ck_assert_int_eq(mime_part_message(&inner, mime_message_find(m, "1")),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_part_message(&inner, NULL), MIME_EINVAL);
	mime_message_free(m);
}
END_TEST

/* Quoted-printable messages in one another, n deep. */
static char *
nested(int n)
{
	static const char head[] =
		"Content-Type: message/rfc822\n"
		"Content-Transfer-Encoding: quoted-printable\n\n";
	char *text = malloc((size_t)n * sizeof head * 5 + 10), *from;
	size_t len = 0;

	/* "=" does not occur, so that each level is its own encoding */
	from = text;
	for (int i = 0; i < n; i++) {
		memcpy(from + len, head, sizeof head - 1);
		len += sizeof head - 1;
	}
	memcpy(from + len, "\nend\n", 6);
	return text;
}

START_TEST(stops_at_the_nesting_limit)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_nested = (unsigned)_i };
	char *text = nested(20);
	struct mime_message *m = parse(text, &opts), *inner = m, *next;
	int depth = 0, rc;

	while ((rc = mime_part_message(&next, mime_message_root(inner))) ==
	       MIME_OK) {
		inner = next;
		depth++;
	}
	ck_assert_int_eq(rc, MIME_ELIMIT);
	ck_assert_int_eq(depth, _i == 0 ? 8 : _i);
	ck_assert_int_eq(mime_message_check(inner), MIME_OK);
	ck_assert_uint_eq(
		mime_message_defect_count(inner, MIME_DEFECT_NESTED_LIMIT), 1);
	ck_assert_int_eq(mime_message_check(m), MIME_OK);
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_NESTED_LIMIT), 0);
	mime_message_free(m);
	free(text);
}
END_TEST

/* The parts of an inner message count for the outer one. */
START_TEST(shares_the_limits_of_the_outer_message)
{
	struct mime_parse_opts opts = { .size = sizeof opts, .max_parts = 3 };
	struct mime_message *m = parse(message, &opts), *inner;
	struct mime_part *p = mime_message_find(m, "2");

	if (mime_part_message(&inner, p) == MIME_OK)
		ck_assert_uint_gt(mime_message_defect_count(
					  inner, MIME_DEFECT_PARTS_LIMIT),
				  0);
	mime_message_free(m);
}
END_TEST

/* Depth is told as depth, nesting as nesting. */
START_TEST(names_the_limit)
{
	struct mime_parse_opts opts = { .size = sizeof opts, .max_depth = 2 };
	struct mime_message *m = parse(message, &opts), *inner;

	ck_assert_int_eq(mime_part_message(&inner, mime_message_find(m, "2")),
			 MIME_ELIMIT);
	ck_assert_int_eq(mime_message_check(m), MIME_OK);
	ck_assert_uint_eq(mime_message_defect_count(m, MIME_DEFECT_DEPTH_LIMIT),
			  1);
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_NESTED_LIMIT), 0);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, opens_an_encoded_message);
	tcase_add_test(cases, stays_closed_when_asked);
	tcase_add_test(cases, carries_on_the_section_numbers);
	tcase_add_test(cases, refuses_what_is_none);
	tcase_add_loop_test(cases, stops_at_the_nesting_limit, 0, 4);
	tcase_add_test(cases, names_the_limit);
	tcase_add_test(cases, shares_the_limits_of_the_outer_message);
}

SUITE_MAIN("nested", add_tests)
