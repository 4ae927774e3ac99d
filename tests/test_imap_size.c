#include "base/memory.h"
#include "base/strbuf.h"
#include "support/suite.h"
#include "view/imap_size.h"
#include <limits.h>

/* Sizes of each part as "octets:lines", those of multiparts left out. */
static const struct {
	const char *why, *mail, *sizes;
} vec[] = {
	{ "LF counts as CRLF", "a: b\n\none\ntwo\n", "10:2" },
	{ "CRLF as it is", "a: b\r\n\r\none\r\ntwo\r\n", "10:2" },
	{ "mixed", "a: b\r\n\none\r\ntwo\n", "10:2" },
	{ "a bare CR is data", "a: b\n\no\rne\r\r\n", "7:1" },
	{ "lines before and after a message are not in it",
	  "Content-Type: multipart/mixed; boundary=b\n\n\n\n--b\n\n1\n\n--b\n"
	  "Content-Type: message/rfc822\n\nX: y\n\n\n2\n\n--b--\n\n\n",
	  "3:1 13:4 5:2" },
	{ "a header alone", "Content-Type: message/rfc822\n\nX: y\n",
	  "6:1 0:0" },
};

static void
sizes_text(struct mime_strbuf *out, struct mime_part *root)
{
	struct mime_imap_size *sizes;
	struct mime_imap_walk w;

	ck_assert_int_eq(mime_imap_sizes(&sizes, root), MIME_OK);
	for (mime_imap_walk_init(&w, root); w.part != NULL;) {
		if (!w.leaving && w.part->kind != MIME_PART_MULTIPART) {
			if (out->len > 0)
				mime_strbuf_add_char(out, ' ');
			mime_strbuf_add_decimal(out, sizes[w.index].octets);
			mime_strbuf_add_char(out, ':');
			mime_strbuf_add_decimal(out, sizes[w.index].lines);
		}
		ck_assert_int_eq(mime_imap_walk_next(&w), MIME_OK);
	}
	mime_free(sizes);
}

START_TEST(counts)
{
	struct mime_message *m;
	struct mime_strbuf got;

	mime_strbuf_init(&got, SIZE_MAX);
	ck_assert_int_eq(
		mime_parse(&m, mime_slice_text(vec[_i].mail), NULL, NULL),
		MIME_OK);
	sizes_text(&got, mime_message_root(m));
	ck_assert_msg(mime_slice_equal(mime_strbuf_slice(&got),
				       mime_slice_text(vec[_i].sizes)),
		      "%s: %.*s", vec[_i].why, (int)got.len, got.ptr);
	mime_strbuf_free(&got);
	mime_message_free(m);
}
END_TEST

/* A message inside a message inside ..., deeper than any stack. */
START_TEST(deep)
{
	enum { DEEP = 20000 };
	static const char header[] = "Content-Type: message/rfc822\n\n";
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_depth = UINT_MAX,
					.max_parts = UINT_MAX };
	size_t each = sizeof header - 1 + 2; /* its line ends as CRLF */
	struct mime_imap_size *sizes;
	struct mime_strbuf mail;
	struct mime_message *m;
	struct mime_text *text;

	mime_strbuf_init(&mail, SIZE_MAX);
	for (int i = 0; i < DEEP; i++)
		mime_strbuf_add_text(&mail, header);
	mime_strbuf_add_text(&mail, "\ntext\n");
	ck_assert_int_eq(mime_parse(&m, mime_strbuf_slice(&mail), &opts, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_imap_sizes(&sizes, mime_message_root(m)),
			 MIME_OK);
	ck_assert_uint_eq(sizes[0].octets, (DEEP - 1) * each + 8);
	ck_assert_uint_eq(sizes[0].lines, (DEEP - 1) * 2 + 2);
	ck_assert_uint_eq(sizes[DEEP - 1].octets, 8);
	ck_assert_uint_eq(sizes[DEEP].octets, 6);
	ck_assert_uint_eq(sizes[DEEP].lines, 1);
	mime_free(sizes);
	ck_assert_int_eq(mime_imap_bodystructure(&text, mime_message_root(m),
						 MIME_IMAP_7BIT),
			 MIME_OK);
	mime_text_free(text);
	mime_message_free(m);
	mime_strbuf_free(&mail);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, counts, 0, COUNT(vec));
	tcase_add_test(cases, deep);
}

SUITE_MAIN("imap_size", add_tests)
