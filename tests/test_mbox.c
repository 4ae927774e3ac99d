#include "base/slice.h"
#include "mime/mailbox.h"
#include "support/suite.h"
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
	/* a byte-order mark */
	{ "\xEF\xBB\xBF"
	  "From -\nA: b\n",
	  0, "0<A: b\n>" },
	/* quoting */
	{ FROM ">From a\n>>From b\n> From c\n>Fro\n", 0,
	  "0<From a\n>From b\n> From c\n>Fro\n>" },
	{ FROM ">From a\n>>From b\n", MIME_MBOX_O, "0<From a\n>>From b\n>" },
	{ FROM ">From a\n", MIME_MBOX_RAW, "0<>From a\n>" },
	{ FROM ">From a\n", MIME_MBOX_CL2, "0<>From a\n>" },
	{ FROM ">From a\n", MIME_MBOX_CL, "0<From a\n>" },
	/* Content-Length */
	{ FROM "Content-Length: 44\n\nx\n\n" FROM "A: c\n\n" FROM "A: d\n",
	  MIME_MBOX_CL2,
	  "0<Content-Length: 44\n\nx\n\n" FROM "A: c\n>101<A: d\n>" },
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
	mime_mbox_close(box);
	ck_assert_str_eq(got, vec[_i].want);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, gives_the_messages, 0, COUNT(vec));
}

SUITE_MAIN("mbox", add_tests)
