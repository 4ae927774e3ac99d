#include "mime/compose.h"
#include "mime/view.h"
#include "support/suite.h"
#include "support/tree_text.h"

/* multipart( text, base64 of message( multipart( text ) ) ) */
#define INNER_BASE64                                                           \
	"Q29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PWkKCi0taQoKaW5u" \
	"\n"                                                                   \
	"ZXIgdGV4dAotLWktLQo=\n"
#define INNER_QP                                                               \
	"Content-Type: multipart/mixed; boundary=3Di\n\n--i\n\ninner text\n"   \
	"--i--\n"
#define INNER_UU                                                               \
	"begin 644 m\n"                                                        \
	"M0V]N=&5N=\"U4>7!E.B!M=6QT:7!A<G0O;6EX960[(&)O=6YD87)Y/6D*\"BTM\n"    \
	"5:0H*:6YN97(@=&5X=`HM+6DM+0H`\n`\nend\n"
#define IN_MULTIPART(type, encoding, inner)                                    \
	"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b\n"         \
	"Content-Type: message/" type "\nContent-Transfer-Encoding: " encoding \
	"\n\n" inner "--b--\n"

static const char message[] = IN_MULTIPART("rfc822", "base64", INNER_BASE64);

static const struct {
	const char *text;
	bool defect; /* S15 */
} encoded[] = {
	{ message, true },
	{ IN_MULTIPART("news", "base64", INNER_BASE64), true },
	/* RFC 6532 3.7 allows it */
	{ IN_MULTIPART("global", "base64", INNER_BASE64), false },
	{ IN_MULTIPART("rfc822", "quoted-printable", INNER_QP), true },
	/* what old mailers call uuencode */
	{ IN_MULTIPART("rfc822", "x-uuencode", INNER_UU), true },
	{ IN_MULTIPART("rfc822", "X-UUE (of old)", INNER_UU), true },
	{ IN_MULTIPART("rfc822", "uuencode", INNER_UU), true },
	{ IN_MULTIPART("rfc822", "uue", INNER_UU), true },
	{ IN_MULTIPART("news", "x-uuencode", INNER_UU), true },
	{ IN_MULTIPART("global", "x-uuencode", INNER_UU), false },
};

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
	struct mime_message *m = parse(encoded[_i].text, NULL), *inner, *again;
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
	ck_assert_ptr_nonnull(mime_message_find(m, "2.1"));
	ck_assert_uint_eq(
		mime_message_defect_count(m, MIME_DEFECT_ENCODED_COMPOSITE),
		encoded[_i].defect);
	mime_message_free(m);
}
END_TEST

/* Written bytes of m; malloc'd. */
static char *
written(struct mime_message *m)
{
	struct mime_reader *r;
	mime_slice run;
	char *text = calloc(1, 4096);
	size_t n = 0;
	int rc;

	ck_assert_int_eq(mime_write_open(&r, m, NULL), MIME_OK);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		ck_assert_uint_lt(n + run.len, 4096);
		memcpy(text + n, run.ptr, run.len);
		n += run.len;
	}
	ck_assert_int_eq(rc, 0);
	mime_reader_free(r);
	return text;
}

/* Opened or not, it is written as it came; an edit beside it leaves it. */
START_TEST(keeps_its_bytes)
{
	static const char first[] = "Subject: s\n";
	struct mime_message *m = parse(encoded[_i].text, NULL), *inner;
	struct mime_part *p = mime_message_find(m, "2");
	char *text;

	ck_assert_int_eq(mime_part_message(&inner, p), MIME_OK);
	text = written(m);
	ck_assert_str_eq(text, encoded[_i].text);
	free(text);
	ck_assert_int_eq(mime_field_set(mime_message_root(m), "Subject",
					(mime_slice){ "s", 1 }, NULL),
			 MIME_OK);
	text = written(m);
	ck_assert_ptr_nonnull(strstr(text, first));
	ck_assert_str_eq(strstr(text, "--b\n"),
			 strstr(encoded[_i].text, "--b\n"));
	free(text);
	mime_message_free(m);
}
END_TEST

/* Neither the old message nor the old encoding is left. */
START_TEST(takes_new_content)
{
	static const char content[] = "Subject: new\n\nnew\n";
	struct mime_message *m = parse(encoded[_i].text, NULL), *inner;
	struct mime_part *p = mime_message_find(m, "2");
	char *text, tree[TREE_TEXT_MAX];

	ck_assert_int_eq(mime_part_message(&inner, p), MIME_OK);
	ck_assert_int_eq(mime_body_set(p,
				       (mime_slice){ content, strlen(content) },
				       MIME_ENCODING_AUTO),
			 MIME_OK);
	ck_assert_int_eq(mime_part_message(&inner, p), MIME_EINVAL);
	text = written(m);
	mime_message_free(m);
	m = parse(text, NULL);
	tree_text(tree, m);
	ck_assert_ptr_nonnull(strstr(tree, "(text/plain message/"));
	ck_assert_int_eq(mime_part_kind(mime_message_find(m, "2")),
			 MIME_PART_MESSAGE);
	check_tiling(m);
	mime_message_free(m);
	free(text);
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

/* Uuencoded messages in one another, n deep. */
static char *
nested_uu(int n)
{
	static const char head[] = "Content-Type: message/rfc822\n"
				   "Content-Transfer-Encoding: x-uue\n\n"
				   "begin 644 m\n";
	char *text = strdup("Subject: s\n\nend\n");

	while (n-- > 0) {
		size_t len = strlen(text), at = 0;
		char *outer = calloc(2, len + sizeof head + 64), *to = outer;

		memcpy(to, head, sizeof head - 1);
		to += sizeof head - 1;
		while (at < len) {
			size_t line = len - at < 45 ? len - at : 45;

			*to++ = (char)(' ' + line);
			for (size_t i = 0; i < line; i += 3) {
				uint32_t bits = 0;

				for (size_t k = i; k < i + 3; k++)
					bits = bits << 8 |
					       (k < line ? (uint8_t)text[at + k]
							 : 0u);
				for (int shift = 18; shift >= 0; shift -= 6)
					*to++ = (char)(' ' +
						       (bits >> shift & 63));
			}
			at += line;
			*to++ = '\n';
		}
		memcpy(to, "`\nend\n", 7);
		free(text);
		text = outer;
	}
	return text;
}

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
					.max_nested = (unsigned)_i % 4 };
	char *text = _i < 4 ? nested(20) : nested_uu(11);
	struct mime_message *m, *inner, *next;
	int depth = 0, rc;

	inner = m = parse(text, &opts);
	while ((rc = mime_part_message(&next, mime_message_root(inner))) ==
	       MIME_OK) {
		inner = next;
		depth++;
	}
	ck_assert_int_eq(rc, MIME_ELIMIT);
	ck_assert_int_eq(depth, _i % 4 == 0 ? 8 : _i % 4);
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
	tcase_add_loop_test(cases, opens_an_encoded_message, 0, COUNT(encoded));
	tcase_add_loop_test(cases, keeps_its_bytes, 0, COUNT(encoded));
	tcase_add_loop_test(cases, takes_new_content, 0, COUNT(encoded));
	tcase_add_test(cases, stays_closed_when_asked);
	tcase_add_test(cases, carries_on_the_section_numbers);
	tcase_add_test(cases, refuses_what_is_none);
	tcase_add_loop_test(cases, stops_at_the_nesting_limit, 0, 8);
	tcase_add_test(cases, names_the_limit);
	tcase_add_test(cases, shares_the_limits_of_the_outer_message);
}

SUITE_MAIN("nested", add_tests)
