#include "base/slice.h"
#include "mime/build.h"
#include "support/written.h"
#include <stdio.h>

static const struct {
	const char *why, *header, *sender, *recipients;
	size_t invalid;
} vec[] = {
	{ "To, Cc and Bcc alike, in the order of the fields",
	  "From: a@b.c\nCc: 3@x.y\nBcc: 4@x.y\nTo: 1@x.y, Zwei <2@x.y>\n",
	  "a@b.c", "3@x.y 4@x.y 1@x.y 2@x.y", 0 },
	{ "a repeated field counts", "From: a@b.c\nTo: 1@x.y\nTo: 2@x.y\n",
	  "a@b.c", "1@x.y 2@x.y", 0 },
	{ "the domain has no case, the local part has",
	  "From: a@b.c\nTo: a@X.Y, a@x.y, A@x.y, a@x.Y\n", "a@b.c",
	  "a@X.Y A@x.y", 0 },
	{ "an @ in quotes is no domain",
	  "From: a@b.c\nTo: \"p@Q\"@r.s, \"p@q\"@R.s, \"p@Q\"@R.S\n", "a@b.c",
	  "\"p@Q\"@r.s \"p@q\"@R.s", 0 },
	{ "a prefix is another address",
	  "From: a@b.c\nTo: a@b.cd, a@b.c, aa@b.c\n", "a@b.c",
	  "a@b.cd a@b.c aa@b.c", 0 },
	{ "groups give their members",
	  "From: a@b.c\nTo: g: 1@x.y, 2@x.y;, "
	  "none:;\n",
	  "a@b.c", "1@x.y 2@x.y", 0 },
	{ "what is not valid is counted, never repaired",
	  "From: a@b.c\nTo: 1@x.y, two words, a@b@c\nBcc: <\n", "a@b.c",
	  "1@x.y", 3 },
	{ "Sender speaks for several authors",
	  "From: a@b.c, d@e.f\nSender: s@t.u\nTo: 1@x.y\n", "s@t.u", "1@x.y",
	  0 },
	{ "but not for one", "From: a@b.c\nSender: s@t.u\nTo: 1@x.y\n", "a@b.c",
	  "1@x.y", 0 },
	{ "several authors without it: the first",
	  "From: x@y@z, a@b.c, d@e.f\nTo: 1@x.y\n", "a@b.c", "1@x.y", 0 },
	{ "without From there is none", "To: 1@x.y\n", NULL, "1@x.y", 0 },
	{ "Sender without From", "Sender: s@t.u\nTo: 1@x.y\n", "s@t.u", "1@x.y",
	  0 },
	{ "nobody at all", "Subject: x\n", NULL, "", 0 },
	{ "a resent message goes where it is resent to",
	  "Resent-From: r@s.t\nResent-To: 1@x.y\nResent-Cc: 2@x.y\n"
	  "Resent-Bcc: 3@x.y\nFrom: a@b.c\nTo: 9@x.y\nBcc: 8@x.y\n",
	  "r@s.t", "1@x.y 2@x.y 3@x.y", 0 },
	{ "of two blocks the newest, which is the first",
	  "Resent-From: r@s.t\nResent-To: 1@x.y\nResent-From: q@s.t\n"
	  "Resent-To: 2@x.y\nResent-Cc: 3@x.y\nFrom: a@b.c\n",
	  "r@s.t", "1@x.y", 0 },
	{ "transport stands between two blocks",
	  "Resent-From: r@s.t\nResent-To: 1@x.y\nReceived: x\nResent-Cc: "
	  "3@x.y\nFrom: a@b.c\n",
	  "r@s.t", "1@x.y", 0 },
	{ "Resent-To alone is no resending",
	  "Resent-To: 1@x.y\nFrom: a@b.c\nTo: 2@x.y\n", "a@b.c", "2@x.y", 0 },
	{ "Resent-Sender for several",
	  "Resent-From: r@s.t, q@s.t\nResent-Sender: p@s.t\nResent-To: "
	  "1@x.y\n",
	  "p@s.t", "1@x.y", 0 },
};

static struct mime_correspondents *
collected(struct mime_message *m)
{
	struct mime_correspondents *c;

	ck_assert_int_eq(mime_correspondents_new(&c, m), MIME_OK);
	return c;
}

START_TEST(collects)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice bytes = lines(vec[_i].header, crlf != 0), one;
		struct mime_message *m = parsed(bytes);
		struct mime_correspondents *c = collected(m);
		char got[256] = "";
		size_t n = 0;

		for (size_t i = 0;; i++) {
			one = mime_correspondents_recipient(c, i);
			if (one.ptr == NULL)
				break;
			n += (size_t)snprintf(got + n, sizeof got - n, "%s%.*s",
					      i > 0 ? " " : "", (int)one.len,
					      one.ptr);
		}
		ck_assert_msg(strcmp(got, vec[_i].recipients) == 0,
			      "%s: got %s", vec[_i].why, got);
		one = mime_correspondents_sender(c);
		ck_assert_msg(
			mime_slice_equal(one,
					 mime_slice_text(vec[_i].sender)) &&
				(one.ptr == NULL) == (vec[_i].sender == NULL),
			"%s: sender %.*s", vec[_i].why, (int)one.len, one.ptr);
		ck_assert_msg(mime_correspondents_invalid(c) == vec[_i].invalid,
			      "%s", vec[_i].why);
		mime_correspondents_free(c);
		mime_message_free(m);
		written_free(bytes);
	}
}
END_TEST

/* Bcc has to be dropped before the message is written: the envelope stays. */
START_TEST(addresses_outlive_their_fields)
{
	struct mime_message *m =
		parsed(MIME_LITERAL("From: a@b.c\nTo: 1@x.y\nBcc: 2@x.y\n\n"));
	struct mime_correspondents *c = collected(m);

	mime_field_drop(mime_message_root(m), "Bcc");
	check_written(m, MIME_LITERAL("From: a@b.c\nTo: 1@x.y\n\n"),
		      "Bcc is gone");
	ck_assert(mime_slice_is(mime_correspondents_recipient(c, 1), "2@x.y"));
	mime_correspondents_free(c);
	mime_message_free(m);
}
END_TEST

/* Fifty thousand of them, each twice, in an order that hides that. */
START_TEST(many_are_near_linear)
{
	enum { N = 50000 };
	size_t room = (size_t)N * 2 * 16 + 64, n = 0;
	char *text = malloc(room);
	struct mime_correspondents *c;
	struct mime_message *m;

	n += (size_t)snprintf(text + n, room - n, "From: a@b.c\nTo: ");
	for (unsigned i = 0; i < 2 * N; i++)
		n += (size_t)snprintf(text + n, room - n, "%u@x.y%s",
				      i * 7919u % N,
				      i + 1 < 2 * N ? ",\n " : "\n\n");
	m = parsed(mime_slice_of(text, n));
	c = collected(m);
	ck_assert_ptr_nonnull(mime_correspondents_recipient(c, N - 1).ptr);
	ck_assert_ptr_null(mime_correspondents_recipient(c, N).ptr);
	ck_assert(
		mime_slice_is(mime_correspondents_recipient(c, 1), "7919@x.y"));
	mime_correspondents_free(c);
	mime_message_free(m);
	free(text);
}
END_TEST

START_TEST(nothing_to_free_is_allowed)
{
	mime_correspondents_free(NULL);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, collects, 0, COUNT(vec));
	tcase_add_test(cases, addresses_outlive_their_fields);
	tcase_add_test(cases, many_are_near_linear);
	tcase_add_test(cases, nothing_to_free_is_allowed);
}

SUITE_MAIN("correspondents", add_tests)
