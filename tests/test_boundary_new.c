#include "support/written.h"
#include "tree/boundary_new.h"

/* What the delimiters in the buffer say, for a multipart that gets more
 * parts. */
static const struct {
	const char *why, *message, *boundary;
} vec[] = {
	{ "of its first part",
	  "Content-Type: multipart/x; boundary=b\n\npre\n--b\n\n1\n--b--\n",
	  "b" },
	{ "blanks after it do not count",
	  "Content-Type: multipart/x; boundary=\"a b \"\n\n--a b \t \n\n1\n",
	  "a b" },
	{ "of the close delimiter",
	  "Content-Type: multipart/x; boundary=b--\n\n--b---- \n", "b--" },
	{ "of the field, where there is no delimiter",
	  "Content-Type: multipart/x; boundary=\"b  \"\n\npre\n", "b" },
	{ "of the field, where it names two",
	  "Content-Type: multipart/x; boundary=b; boundary*=''c\n\npre\n",
	  "b" },
	{ "the field that the parser followed",
	  "Content-Type: text/plain\n"
	  "Content-Type: multipart/x; boundary=c\n\n--c\n\n1\n--c--\n",
	  "c" },
	{ "a leaf has none", "Content-Type: text/plain; boundary=b\n\n--b\n",
	  NULL },
};

START_TEST(reads_it_from_delimiters)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice bytes = lines(vec[_i].message, crlf);
		struct mime_message *m = parsed(bytes);
		mime_slice boundary;

		ck_assert_int_eq(
			mime_part_boundary(&boundary, mime_message_root(m)),
			MIME_OK);
		ck_assert_msg(
			mime_slice_equal(boundary,
					 mime_slice_text(vec[_i].boundary)),
			"%s: %.*s", vec[_i].why, (int)boundary.len,
			boundary.ptr);
		mime_message_free(m);
		written_free(bytes);
	}
}
END_TEST

START_TEST(a_token_is_a_function_of_its_seed)
{
	/* SHA-256 of the seed as 32 bytes, the lowest first, in 24 digits */
	static const struct {
		uint64_t seed;
		const char *token;
	} tokens[] = {
		{ 1, "01d0fabd251fcbbe2b93b4b9" },
		{ 0x0102030405060708, "8589175c269c87216cadb01f" },
	};
	char token[MIME_TOKEN_DIGITS], other[MIME_TOKEN_DIGITS];
	uint8_t digest[32] = { 0 };
	mime_error err;

	for (int i = 0; i < COUNT(tokens); i++) {
		ck_assert_int_eq(
			mime_token_make(token, tokens[i].seed, NULL, &err),
			MIME_OK);
		ck_assert_mem_eq(token, tokens[i].token, sizeof token);
	}
	ck_assert_int_eq(mime_token_make(other, tokens[1].seed, digest, &err),
			 MIME_OK);
	ck_assert_mem_ne(token, other, sizeof token);
	memcpy(token, other, sizeof token);
	digest[31] = 1;
	ck_assert_int_eq(mime_token_make(other, tokens[1].seed, digest, &err),
			 MIME_OK);
	ck_assert_mem_ne(token, other, sizeof token);
	/* without a seed it is another one each time */
	ck_assert_int_eq(mime_token_make(token, 0, NULL, &err), MIME_OK);
	ck_assert_int_eq(mime_token_make(other, 0, NULL, &err), MIME_OK);
	ck_assert_mem_ne(token, other, sizeof token);
}
END_TEST

/* bchars, at most 70, and none is the beginning of another (RFC 2046 5.1.1) */
START_TEST(looks_like_a_boundary)
{
	struct mime_message *m = made();
	struct mime_strbuf b[12];
	struct mime_part *p;

	for (int i = 0; i < COUNT(b); i++) {
		mime_strbuf_init(&b[i], SIZE_MAX);
		ck_assert_int_eq(mime_part_new(&p, m, "multipart/mixed"),
				 MIME_OK);
		mime_boundary_add_new(&b[i], p, "0123456789abcdef01234567");
		ck_assert_uint_le(b[i].len, 70);
		for (int j = 0; j < i; j++)
			ck_assert(!mime_slice_begins(mime_strbuf_slice(&b[i]),
						     mime_strbuf_slice(&b[j])));
	}
	ck_assert(mime_slice_is(mime_strbuf_slice(&b[11]),
				"=_12-0123456789abcdef01234567"));
	for (int i = 0; i < COUNT(b); i++)
		mime_strbuf_free(&b[i]);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_it_from_delimiters, 0, COUNT(vec));
	tcase_add_test(cases, a_token_is_a_function_of_its_seed);
	tcase_add_test(cases, looks_like_a_boundary);
}

SUITE_MAIN("boundary_new", add_tests)
