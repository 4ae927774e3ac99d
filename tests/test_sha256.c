#include "codec/sha256.h"
#include "support/stage.h"
#include "support/suite.h"
#include <stdio.h>

static const char *
hex(const uint8_t digest[32])
{
	static char text[65];

	for (size_t i = 0; i < 32; i++)
		(void)snprintf(text + 2 * i, 3, "%02x", digest[i]);
	return text;
}

/* The first four are the examples of FIPS 180; the others, of n times one
 * character, end around the places where padding needs a second block. */
static const struct {
	const char *text;
	size_t n;
	const char *digest;
} vec[] = {
	{ "", 0,
	  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
	{ "abc", 0,
	  "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
	{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 0,
	  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	{ "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
	  "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
	  0,
	  "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
	{ "x", 55,
	  "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072" },
	{ "x", 56,
	  "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e" },
	{ "x", 63,
	  "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2" },
	{ "x", 64,
	  "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c" },
	{ "x", 65,
	  "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9" },
	{ "x", 119,
	  "000b48d4edf0fa7bee3c6236ecd2785baa5db4eeb8bb54341b029e0d9fa5fb0c" },
	{ "x", 120,
	  "13f05a0b594787f5ecd315edc96141bd3243203d1b7d4f0836f37308b276ba98" },
	{ "x", 128,
	  "24da1b81d0b16df6428eee73c69fcb2a93c76bc6df706f0c6670fe6bfe800464" },
	{ "x", 1000,
	  "44f8354494a5ba03ba1792a8d3e9c534c47a9181980fde7a3f44b06ef2ae7c7f" },
};

START_TEST(digests_at_every_split)
{
	size_t n = vec[_i].n > 0 ? vec[_i].n : strlen(vec[_i].text);
	char *in = stage_alloc(n);

	for (size_t i = 0; i < n; i++)
		in[i] = vec[_i].text[vec[_i].n > 0 ? 0 : i];
	for (size_t a = 0; a <= n; a++) {
		struct mime_sha256 s;
		uint8_t digest[32];
		size_t b = a + (n - a) / 3;

		mime_sha256_init(&s);
		mime_sha256_add(&s, in, a);
		mime_sha256_add(&s, in + a, b - a);
		mime_sha256_add(&s, in + b, n - b);
		mime_sha256_end(&s, digest);
		ck_assert_str_eq(hex(digest), vec[_i].digest);
	}
	free(in);
}
END_TEST

/* FIPS 180: a million times the letter a, here in pieces of 1 to 199. */
START_TEST(digests_a_million)
{
	struct mime_sha256 s;
	uint8_t digest[32];
	char piece[199];
	size_t left = 1000000;

	memset(piece, 'a', sizeof piece);
	mime_sha256_init(&s);
	for (size_t k = 1; left > 0; k = k % sizeof piece + 1) {
		size_t n = k < left ? k : left;

		mime_sha256_add(&s, piece, n);
		left -= n;
	}
	mime_sha256_end(&s, digest);
	ck_assert_str_eq(hex(digest), "cdc76e5c9914fb9281a1c7e284d73e67"
				      "f1809a48a497200e046d39ccc7112cd0");
}
END_TEST

static void
add_tests(TCase *tc)
{
	tcase_add_loop_test(tc, digests_at_every_split, 0, COUNT(vec));
	tcase_add_test(tc, digests_a_million);
}

SUITE_MAIN("sha256", add_tests)
