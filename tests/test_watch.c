#include "base/slice.h"
#include "support/suite.h"
#include "tree/watch.h"

#define TOKEN "0123456789abcdef01234567"

static const struct {
	const char *why, *in;
	bool delimiter, has_token;
} vec[] = {
	{ "nothing", "", false, false },
	{ "plain text", "a\nb--\n-- \n---\n--\n", false, false },
	{ "a delimiter at the start", "--ab\nx", true, false },
	{ "a close delimiter in a line", "x\r\n--ab--\r\n", true, false },
	{ "the last bytes", "x\n--ab", true, false },
	{ "too close to one", "x\n--abc", true, false },
	{ "of the longer boundary", "x\n--longer boundary \n", true, false },
	{ "not quite", "x\n--longer boundarz\n--a\n--\nab", false, false },
	{ "not at the start of a line", "x--ab\n --ab\n", false, false },
	{ "no line break", "x\r--ab", false, false },
	{ "a boundary is broken by a line end", "--a\nb", false, false },
	{ "the token anywhere", "xx=_1-" TOKEN "x", false, true },
	{ "a part of it is none", "x0123456789abcdef0123456\n7", false, false },
	{ "after a false start", "0123456789a" TOKEN, false, true },
	{ "both", "--ab" TOKEN, true, true },
};

/* Three pieces, cut everywhere, each in a block of its own. */
static void
feed(struct mime_watch *w, mime_slice in, size_t a, size_t b)
{
	const size_t cuts[] = { 0, a, b, in.len };

	mime_watch_begin(w);
	for (int i = 0; i < 3; i++) {
		size_t n = cuts[i + 1] - cuts[i];
		char *piece = malloc(n > 0 ? n : 1);

		memcpy(piece, in.ptr + cuts[i], n);
		mime_watch_add(w, mime_slice_of(piece, n));
		free(piece);
	}
	ck_assert_int_eq(mime_watch_end(w), MIME_OK);
}

static void
open_boundaries(struct mime_boundaries *b)
{
	bool same, prefix;

	mime_boundaries_init(b);
	ck_assert_int_eq(mime_boundaries_push(b,
					      MIME_LITERAL("longer boundary"),
					      &same, &prefix),
			 MIME_OK);
	ck_assert_int_eq(
		mime_boundaries_push(b, MIME_LITERAL("ab"), &same, &prefix),
		MIME_OK);
}

START_TEST(sees_it_at_every_cut)
{
	mime_slice in = mime_slice_text(vec[_i].in);
	struct mime_boundaries open;

	open_boundaries(&open);
	for (size_t a = 0; a <= in.len; a++)
		for (size_t b = a; b <= in.len; b++) {
			struct mime_watch w;

			mime_watch_init(&w, &open, TOKEN, NULL);
			feed(&w, in, a, b);
			ck_assert_msg(w.delimiter == vec[_i].delimiter &&
					      w.has_token == vec[_i].has_token,
				      "%s, cut at %zu and %zu", vec[_i].why, a,
				      b);
			mime_watch_free(&w);
		}
	mime_boundaries_free(&open);
}
END_TEST

START_TEST(byte_by_byte)
{
	struct mime_boundaries open;
	struct mime_watch w;

	open_boundaries(&open);
	mime_watch_init(&w, &open, TOKEN, NULL);
	mime_watch_begin(&w);
	for (const char *p = vec[_i].in; *p != '\0'; p++)
		mime_watch_add(&w, mime_slice_of(p, 1));
	ck_assert_int_eq(mime_watch_end(&w), MIME_OK);
	ck_assert_msg(w.delimiter == vec[_i].delimiter &&
			      w.has_token == vec[_i].has_token,
		      "%s", vec[_i].why);
	mime_watch_free(&w);
	mime_boundaries_free(&open);
}
END_TEST

START_TEST(each_body_for_itself)
{
	struct mime_boundaries open;
	struct mime_watch w;

	open_boundaries(&open);
	mime_watch_init(&w, &open, TOKEN, NULL);
	feed(&w, MIME_LITERAL("x\n--ab" TOKEN), 0, 0);
	ck_assert(w.delimiter && w.has_token);
	feed(&w, MIME_LITERAL("x\n--"), 0, 0);
	ck_assert(!w.delimiter && w.has_token);
	feed(&w, MIME_LITERAL("ab"), 0, 0); /* the line began elsewhere */
	ck_assert(!w.delimiter);
	w.has_token = false;
	feed(&w, MIME_LITERAL("0123456789abcdef"), 0, 0);
	feed(&w, MIME_LITERAL("01234567"), 0, 0);
	ck_assert(!w.has_token);
	mime_watch_free(&w);
	mime_boundaries_free(&open);
}
END_TEST

START_TEST(takes_a_digest)
{
	struct mime_boundaries none;
	struct mime_sha256 got, want;
	uint8_t a[32], b[32];
	struct mime_watch w;

	mime_boundaries_init(&none);
	mime_sha256_init(&got);
	mime_sha256_init(&want);
	mime_watch_init(&w, &none, NULL, &got);
	feed(&w, MIME_LITERAL("--ab" TOKEN), 3, 7);
	ck_assert(!w.delimiter && !w.has_token);
	mime_sha256_add(&want, "--ab" TOKEN, 28);
	mime_sha256_end(&got, a);
	mime_sha256_end(&want, b);
	ck_assert_mem_eq(a, b, sizeof a);
	mime_watch_free(&w);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, sees_it_at_every_cut, 0, COUNT(vec));
	tcase_add_loop_test(cases, byte_by_byte, 0, COUNT(vec));
	tcase_add_test(cases, each_body_for_itself);
	tcase_add_test(cases, takes_a_digest);
}

SUITE_MAIN("watch", add_tests)
