#include "support/mbox_text.h"
#include "support/pieces.h"
#include "support/suite.h"
#include <errno.h>
#include <stdio.h>

#define D    "Thu Nov 29 21:33:09 1973"
#define FROM "From a@b.c " D "\n"

/* Messages as "offset<stored>" one after the other, unquoted. */
static void
show(char *out, size_t room, struct mime_mbox *box, enum mime_mbox_form form)
{
	struct mime_mbox_message m;
	size_t n = 0;

	while (mime_mbox_next(&m, box) > 0) {
		size_t len = mime_mbox_unquote(NULL, m.stored, form);

		ck_assert_uint_lt(n + len + 30, room);
		n += (size_t)snprintf(out + n, room - n, "%d<", (int)m.offset);
		ck_assert_uint_eq(mime_mbox_unquote(out + n, m.stored, form),
				  len);
		n += len;
		out[n++] = '>';
	}
	out[n] = '\0';
}

static const struct {
	const char *text;
	enum mime_mbox_form form;
	const char *want;
} vec[] = {
	{ "", 0, "" },
	{ "\n\r\n\n", 0, "" },
	{ FROM "A: b\n\nx\n\n" FROM "A: c\n\ny\n\n", 0,
	  "0<A: b\n\nx\n>45<A: c\n\ny\n>" },
	/* the empty line belongs to the separator, but only one */
	{ FROM "A: b\n\nx\n\n\n" FROM, 0, "0<A: b\n\nx\n\n>46<>" },
	{ FROM "A: b\r\n\r\nx\r\n\r\n" FROM, 0, "0<A: b\r\n\r\nx\r\n>49<>" },
	{ FROM "A: b\n\nx\n" FROM "A: c\n", 0, "0<A: b\n\nx\n>44<A: c\n>" },
	{ FROM "\n" FROM "\n\n", 0, "0<>37<\n>" },
	/* no final line end */
	{ FROM "A: b\n\nx", 0, "0<A: b\n\nx>" },
	/* text before the first separator is a message; empty lines are not */
	{ "A: b\n\nx\n\n" FROM "A: c\n", 0, "0<A: b\n\nx\n>9<A: c\n>" },
	{ "\r\n\n" FROM "A: c\n", 0, "3<A: c\n>" },
	{ "no mbox at all\n", 0, "0<no mbox at all\n>" },
	{ "F", 0, "0<F>" },
	/* a byte-order mark; a first line without a date */
	{ "\xEF\xBB\xBF"
	  "From -\nA: b\n",
	  0, "0<A: b\n>" },
	{ "From here\nA: b\n\n" FROM "A: c\n", 0, "0<A: b\n>16<A: c\n>" },
	/* text that only looks like a separator; a file torn in one */
	{ FROM "A: b\n\nFrom here on\n\n" FROM "A: c\n", 0,
	  "0<A: b\n\nFrom here on\n>56<A: c\n>" },
	{ FROM "A: b\n\nx\n\nFrom a@b.", 0, "0<A: b\n\nx\n>45<>" },
	/* quoting */
	{ FROM ">From a\n>>From b\n> From c\n>Fro\n", 0,
	  "0<From a\n>From b\n> From c\n>Fro\n>" },
	{ FROM ">From a\n>>From b\n", MIME_MBOX_O, "0<From a\n>>From b\n>" },
	{ FROM ">From a\n", MIME_MBOX_RAW, "0<>From a\n>" },
	{ FROM ">From a\n", MIME_MBOX_CL2, "0<>From a\n>" },
	{ FROM ">From a\n", MIME_MBOX_CL, "0<From a\n>" },
	/* Content-Length: true, before an empty line or none, or the end */
	{ FROM "Content-Length: 44\n\nx\n\n" FROM "A: c\n\n" FROM "A: d\n",
	  MIME_MBOX_CL2,
	  "0<Content-Length: 44\n\nx\n\n" FROM "A: c\n>101<A: d\n>" },
	{ FROM "content-length:44 \n\nx\n\n" FROM "A: c\n" FROM "A: d\n",
	  MIME_MBOX_CL,
	  "0<content-length:44 \n\nx\n\n" FROM "A: c\n>100<A: d\n>" },
	{ FROM "Content-Length: 1\n\nx\n" FROM "A: d\n", MIME_MBOX_CL2,
	  "0<Content-Length: 1\n\nx>57<A: d\n>" },
	{ FROM "Content-Length: 39\n\nx\n\n" FROM, MIME_MBOX_CL2,
	  "0<Content-Length: 39\n\nx\n\n" FROM ">" },
	/* ignored in other forms */
	{ FROM "Content-Length: 44\n\nx\n\n" FROM "A: c\n\n" FROM "A: d\n", 0,
	  "0<Content-Length: 44\n\nx\n>59<A: c\n>101<A: d\n>" },
	/* a lie: into a line, past the end, said twice, no number */
	{ FROM "Content-Length: 40\n\nx\n\n" FROM "A: c\n\n" FROM "A: d\n",
	  MIME_MBOX_CL2, "0<Content-Length: 40\n\nx\n>59<A: c\n>101<A: d\n>" },
	{ FROM "Content-Length: 999\n\nx\n\n" FROM "A: c\n\n", MIME_MBOX_CL2,
	  "0<Content-Length: 999\n\nx\n>60<A: c\n>" },
	{ FROM "Content-Length: 99999999999999999999999\n\nx\n\n" FROM,
	  MIME_MBOX_CL2,
	  "0<Content-Length: 99999999999999999999999\n\nx\n>80<>" },
	{ FROM "Content-Length: 39\nContent-Length: 38\n\nx\n\n" FROM,
	  MIME_MBOX_CL2,
	  "0<Content-Length: 39\nContent-Length: 38\n\nx\n>78<>" },
	{ FROM "Content-Length: 39x\n\nx\n\n" FROM, MIME_MBOX_CL2,
	  "0<Content-Length: 39x\n\nx\n>60<>" },
	/* one that is in the body, or in the next message */
	{ FROM "A: b\n\nContent-Length: 39\n\nx\n\n" FROM, MIME_MBOX_CL2,
	  "0<A: b\n\nContent-Length: 39\n\nx\n>65<>" },
	{ FROM "A: b\n" FROM "Content-Length: 0\n\n\n" FROM, MIME_MBOX_CL2,
	  "0<A: b\n>41<Content-Length: 0\n\n>97<>" },
};

START_TEST(gives_the_messages)
{
	struct mime_mbox_opts opts = { .size = sizeof opts,
				       .form = vec[_i].form };
	struct mime_mbox *box;
	char got[500];

	ck_assert_int_eq(
		mime_mbox_open(&box, mime_slice_text(vec[_i].text), &opts), 0);
	show(got, sizeof got, box, opts.form);
	ck_assert_ptr_null(mime_mbox_error(box));
	mime_mbox_close(box);
	ck_assert_str_eq(got, vec[_i].want);
}
END_TEST

static void
assert_same(const struct mime_strbuf *a, const struct mime_strbuf *b)
{
	ck_assert_int_eq(a->error, MIME_OK);
	ck_assert_int_eq(b->error, MIME_OK);
	ck_assert_msg(
		mime_slice_equal(mime_strbuf_slice(a), mime_strbuf_slice(b)),
		"%.*s\nis not\n%.*s", (int)a->len, a->ptr, (int)b->len, b->ptr);
}

/* The file cut in two and in three, at every place. */
START_TEST(ranges_give_the_whole)
{
	mime_slice text = mime_slice_text(vec[_i].text);
	struct mime_mbox_opts opts = { .size = sizeof opts,
				       .form = vec[_i].form };
	struct mime_strbuf want, got;

	mime_strbuf_init(&want, SIZE_MAX);
	mime_strbuf_init(&got, SIZE_MAX);
	ck_assert_int_eq(mbox_text_slice(&want, text, &opts), 0);
	for (size_t i = 0; i <= text.len + 1; i++) {
		for (size_t k = i; k <= text.len + 1; k += 7) {
			size_t cuts[] = { i, k };

			mime_strbuf_clear(&got);
			ck_assert_int_eq(mbox_text_ranges(&got, text, opts.form,
							  cuts, 2),
					 0);
			assert_same(&got, &want);
		}
	}
	mime_strbuf_free(&want);
	mime_strbuf_free(&got);
}
END_TEST

/* In pieces of every size, and with a range that skips the first byte. */
START_TEST(a_stream_gives_the_same)
{
	mime_slice text = mime_slice_text(vec[_i].text);
	struct mime_mbox_opts opts = { .size = sizeof opts,
				       .form = vec[_i].form };
	struct mime_strbuf want, got;
	struct mime_mbox *box;
	struct pieces pieces;

	mime_strbuf_init(&want, SIZE_MAX);
	mime_strbuf_init(&got, SIZE_MAX);
	for (opts.start = 0; opts.start < 2; opts.start++) {
		mime_strbuf_clear(&want);
		ck_assert_int_eq(mbox_text_slice(&want, text, &opts), 0);
		for (size_t n = 1; n <= text.len + 1; n++) {
			struct mime_reader *r =
				pieces_open(&pieces, text, n, 0);

			mime_strbuf_clear(&got);
			ck_assert_int_eq(mime_mbox_open_reader(&box, r, &opts),
					 0);
			ck_assert_int_eq(mbox_text_add(&got, box), 0);
			mime_mbox_close(box);
			ck_assert(pieces.freed);
			assert_same(&got, &want);
		}
	}
	mime_strbuf_free(&want);
	mime_strbuf_free(&got);
}
END_TEST

/* Cut at any byte: the messages before the cut are whole, also when it lies in
 * the "From " line that ends the last of them. */
START_TEST(what_a_cut_leaves_is_whole)
{
	static const char text[] =
		FROM "A: b\n\nx\n\n" FROM "A: c\n\n"
		     "From here on\n\n\n"
		     "From a@b Thu, 29 Nov 1973 23:33:09 +0200\nA: d\n\n\n"
		     "From 123@xxx\nA: e\n\ny\n\n"
		     "From -\nA: f\n\nz\n\n" FROM;
	struct mime_mbox_message m, cut;
	struct mime_mbox *all, *some;
	int count = 0;

	for (size_t n = 0; n < sizeof text; n++) {
		ck_assert_int_eq(
			mime_mbox_open(&all, mime_slice_text(text), NULL), 0);
		ck_assert_int_eq(
			mime_mbox_open(&some, mime_slice_of(text, n), NULL), 0);
		for (count = 0; mime_mbox_next(&m, all) == 1; count++) {
			ck_assert_int_eq(mime_mbox_next(&cut, some),
					 m.offset < n);
			ck_assert_uint_eq(cut.offset,
					  m.offset < n ? m.offset : 0);
			if (m.end > n)
				break;
			ck_assert_uint_eq(cut.end, m.end);
			ck_assert(mime_slice_equal(cut.stored, m.stored));
		}
		mime_mbox_close(all);
		mime_mbox_close(some);
	}
	ck_assert_int_eq(count, 6);
}
END_TEST

START_TEST(tells_sender_and_date)
{
	struct mime_mbox_message m;
	struct mime_mbox *box;

	ck_assert_int_eq(
		mime_mbox_open(&box, MIME_LITERAL(FROM "A: b\n"), NULL), 0);
	ck_assert_int_eq(mime_mbox_next(&m, box), 1);
	ck_assert(mime_slice_is(m.separator, "From a@b.c " D));
	ck_assert(mime_slice_is(m.sender, "a@b.c"));
	ck_assert(m.has_date);
	ck_assert_int_eq(m.date.seconds, 123456789);
	ck_assert_uint_eq(m.offset, 0);
	ck_assert_uint_eq(m.end, 41);
	ck_assert_int_eq(mime_mbox_next(&m, box), 0);
	ck_assert_ptr_null(m.separator.ptr);
	mime_mbox_close(box);
	ck_assert_int_eq(mime_mbox_open(&box, MIME_LITERAL("x"), NULL), 0);
	ck_assert_int_eq(mime_mbox_next(&m, box), 1);
	ck_assert_ptr_null(m.separator.ptr);
	ck_assert(!m.has_date);
	mime_mbox_close(box);
	mime_mbox_close(NULL);
}
END_TEST

START_TEST(wrong_options_are_refused)
{
	struct mime_mbox_opts opts = { .size = sizeof opts, .form = 5 };
	struct mime_mbox *box;
	struct pieces pieces;

	ck_assert_int_eq(mime_mbox_open(&box, MIME_ABSENT, &opts), MIME_EINVAL);
	ck_assert_ptr_null(box);
	ck_assert_int_eq(
		mime_mbox_open_reader(
			&box, pieces_open(&pieces, MIME_ABSENT, 1, 0), &opts),
		MIME_EINVAL);
	ck_assert(pieces.freed);
}
END_TEST

/* What a stream says when it fails, every time. */
START_TEST(an_error_of_the_stream_is_told)
{
	mime_slice text = MIME_LITERAL(FROM "A: b\n\n" FROM "A: c\n\nx");
	struct mime_mbox_message m;
	struct mime_mbox *box;
	struct pieces p;

	ck_assert_int_eq(
		mime_mbox_open_reader(&box, pieces_open(&p, text, 9, MIME_EIO),
				      NULL),
		0);
	ck_assert_int_eq(mime_mbox_next(&m, box), 1);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(mime_mbox_next(&m, box), MIME_EIO);
		ck_assert_ptr_null(m.stored.ptr);
		ck_assert_int_eq(mime_mbox_error(box)->code, MIME_EIO);
	}
	mime_mbox_close(box);
}
END_TEST

/* A stream gives a message once the next one has begun for certain, and reads
 * no further before. */
START_TEST(a_stream_does_not_wait)
{
	static const struct {
		const char *first, *second, *rest;
		enum mime_mbox_form form;
	} box_of[] = {
		{ FROM "A: b\n\nx\n\n", FROM, "A: c\n\ny\n", MIME_MBOX_RD },
		{ FROM "A: b\n\nx\n", FROM "A:", " c\n\ny\n", MIME_MBOX_RD },
		{ FROM "A: b\n\nx\n\n", FROM, "A: c\n\ny\n", MIME_MBOX_CL },
		{ FROM "Content-Length: 2\n\nx\n\n", FROM, "\n\ny\n",
		  MIME_MBOX_CL },
		{ FROM "Content-Length: 37\n\n\n" FROM, FROM "A:", " c\n\ny\n",
		  MIME_MBOX_CL },
	};

	for (size_t i = 0; i < COUNT(box_of); i++) {
		struct mime_mbox_opts opts = { .size = sizeof opts,
					       .form = box_of[i].form };
		struct mime_mbox_message m;
		struct mime_strbuf text;
		struct mime_mbox *box;
		struct pieces p;
		size_t n, whole;

		mime_strbuf_init(&text, SIZE_MAX);
		mime_strbuf_add(&text, mime_slice_text(box_of[i].first));
		mime_strbuf_add(&text, mime_slice_text(box_of[i].second));
		n = text.len;
		mime_strbuf_add(&text, mime_slice_text(box_of[i].rest));
		whole = text.len;
		ck_assert_int_eq(
			mime_mbox_open_reader(
				&box,
				pieces_open(&p, mime_strbuf_slice(&text), 1, 0),
				&opts),
			0);
		ck_assert_uint_lt(whole - p.rest.len, n);
		ck_assert_int_eq(mime_mbox_next(&m, box), 1);
		ck_assert_msg(whole - p.rest.len == n, "%zu: %zu, not %zu", i,
			      whole - p.rest.len, n);
		ck_assert_int_eq(mime_mbox_next(&m, box), 1);
		ck_assert_int_eq(mime_mbox_next(&m, box), 0);
		mime_mbox_close(box);
		mime_strbuf_free(&text);
	}
}
END_TEST

START_TEST(a_message_above_the_limit_is_told)
{
	mime_slice text = MIME_LITERAL(FROM "A: b\n\n" FROM "A: c\n\nxyz\n");
	struct mime_mbox_opts opts = { .size = sizeof opts };
	struct mime_mbox_message m;
	struct mime_mbox *box;
	struct pieces p;

	for (size_t n = 1; n <= text.len; n++) {
		opts.max_message = 42;
		ck_assert_int_eq(
			mime_mbox_open_reader(&box, pieces_open(&p, text, n, 0),
					      &opts),
			0);
		ck_assert_int_eq(mime_mbox_next(&m, box), 1);
		ck_assert_int_eq(mime_mbox_next(&m, box), MIME_ELIMIT);
		ck_assert_int_eq(mime_mbox_error(box)->code, MIME_ELIMIT);
		mime_mbox_close(box);
	}
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, gives_the_messages, 0, COUNT(vec));
	tcase_add_loop_test(c, ranges_give_the_whole, 0, COUNT(vec));
	tcase_add_loop_test(c, a_stream_gives_the_same, 0, COUNT(vec));
	tcase_add_test(c, what_a_cut_leaves_is_whole);
	tcase_add_test(c, tells_sender_and_date);
	tcase_add_test(c, wrong_options_are_refused);
	tcase_add_test(c, an_error_of_the_stream_is_told);
	tcase_add_test(c, a_stream_does_not_wait);
	tcase_add_test(c, a_message_above_the_limit_is_told);
}

SUITE_MAIN("mbox", add_tests)
