#include "base/slice.h"
#include "mailbox/mbox_length.h"
#include "support/suite.h"

static const struct {
	const char *header;
	bool found;
	size_t body, length;
} vec[] = {
	{ "Content-Length: 7\n\nx", 1, 19, 7 },
	{ "A: b\r\nCONTENT-LENGTH:\t07 \r\n\r\nx", 1, 29, 7 },
	{ "Content-Length: 7\nContent-Length: 7\n\n", 1, 37, 7 },
	{ "Content-Length: 7", 1, 17, 7 }, /* torn */
	{ "Content-Length: 7\nContent-Length: 8\n\n", 0, 0, 0 },
	{ "Content-Length:\n\n", 0, 0, 0 },
	{ "Content-Length: -7\n\n", 0, 0, 0 },
	{ "Content-Length: 7 bytes\n\n", 0, 0, 0 },
	{ "Content-Length: 18446744073709551615\n\n", 0, 0, 0 },
	{ "X-Content-Length: 7\n\n", 0, 0, 0 },
	{ " Content-Length: 7\n\n", 0, 0, 0 },
	{ "\nContent-Length: 7\n\n", 0, 0, 0 },
	{ "From x\nContent-Length: 7\n\n", 0, 0, 0 }, /* another message */
	{ "", 0, 0, 0 },
};

START_TEST(reads_a_length)
{
	size_t body, length;
	bool found = mime_mbox_length(&body, &length,
				      mime_slice_text(vec[_i].header), 0);

	ck_assert_int_eq(found, vec[_i].found);
	if (found) {
		ck_assert_uint_eq(body, vec[_i].body);
		ck_assert_uint_eq(length, vec[_i].length);
	}
}
END_TEST

/* A line, and many lines, up to the largest header and one byte above. */
START_TEST(a_header_has_a_longest)
{
	static const char field[] = "\nContent-Length: 7\n\n";
	size_t most = MIME_MBOX_HEADER_MAX, room = most + 100, body, length;
	char *p = malloc(room);

	for (int above = 0; above < 2; above++) {
		size_t n = most + (size_t)above - (sizeof field - 1);

		for (size_t width = n; width > 0; width /= 1000) {
			memset(p, 'x', n);
			for (size_t i = width; i < n; i += width)
				p[i] = '\n';
			if (p[n - 1] == '\n')
				p[n - 1] = 'x';
			if (width == 1)
				break;
			memcpy(p + n, field, sizeof field - 1);
			ck_assert_int_eq(
				mime_mbox_length(
					&body, &length,
					mime_slice_of(p, n + sizeof field - 1),
					0),
				above == 0);
		}
	}
	free(p);
}
END_TEST

/* However the bytes come, a header ends where its empty line is whole. */
START_TEST(sees_the_end_of_a_header)
{
	static const char *const headers[] = { "\nA: b\nC: d\n\n",
					       "\nA: b\r\n\r\n", "\n\n",
					       "\n\r\n", "A: b\n\r\n" };

	for (size_t h = 0; h < COUNT(headers); h++) {
		mime_slice all = mime_slice_text(headers[h]);

		for (size_t step = 1; step <= all.len; step++) {
			size_t at = 0, n = step;

			for (; n < all.len; n += step)
				ck_assert(!mime_mbox_header_ends(
					&at, mime_slice_part(all, 0, n)));
			ck_assert(mime_mbox_header_ends(&at, all));
		}
	}
}
END_TEST

static const struct {
	const char *text;
	size_t at;
	bool ends;
	size_t next;
} ends[] = {
	{ "x", 1, 1, 1 },
	{ "x\n", 1, 1, 2 },
	{ "x\r\n", 1, 1, 3 },
	{ "x\n\n", 1, 0, 0 },
	{ "x\nFrom a Thu Nov 29 21:33:09 1973\nA: b", 1, 1, 2 },
	{ "x\n\nFrom a Thu Nov 29 21:33:09 1973\n\n", 2, 1, 3 },
	{ "x\n\nFrom a Thu Nov 29 21:33:09 1973\n\n", 3, 1, 3 },
	{ "x\n\nFrom a Thu Nov 29 21:33:09 1973\n\n", 1, 0, 0 },
	{ "x\n\nFrom a Thu Nov 29 21:33:09 1973\n\n", 0, 0, 0 },
	{ "x\n\nFrom here on\n\n", 2, 0, 0 },
};

START_TEST(knows_where_a_message_may_end)
{
	size_t next;
	bool is = mime_mbox_ends_at(&next, mime_slice_text(ends[_i].text),
				    ends[_i].at);

	ck_assert_int_eq(is, ends[_i].ends);
	if (is)
		ck_assert_uint_eq(next, ends[_i].next);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, reads_a_length, 0, COUNT(vec));
	tcase_add_test(c, a_header_has_a_longest);
	tcase_add_test(c, sees_the_end_of_a_header);
	tcase_add_loop_test(c, knows_where_a_message_may_end, 0, COUNT(ends));
}

SUITE_MAIN("mbox_length", add_tests)
