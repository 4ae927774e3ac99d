#include "support/suite.h"
#include "tree/uuencode.h"

static const struct {
	const char *name, *text;
	int begin; /* -1: none */
} vec[] = {
	{ "uuencode", "begin 644 a\n#0V%T\n`\nend\n", 0 },
	{ "below text", "x\nbegin 755 a b\n#0V%T\n", 2 },
	{ "four digits", "begin 0644 a\n#0V%T\n", 0 },
	{ "no mode", "begin a\n#0V%T\n", -1 },
	{ "no name", "begin 644 \n#0V%T\n", -1 },
	{ "prose follows", "begin 644 times\nand stop\n", -1 },
	{ "too long a line for its count", "begin 644 a\n#0V%TXXXX\n", -1 },
	{ "not at the start of a line", " begin 644 a\n#0V%T\n", -1 },
	{ "yEnc", "a\n=ybegin line=128 size=3 name=b\n", 2 },
	{ "nothing", "", -1 },
};

START_TEST(finds_at_every_split)
{
	size_t n = strlen(vec[_i].text);

	for (size_t cut = 0; cut <= n; cut++) {
		struct mime_uuencode u;
		bool found;

		mime_uuencode_init(&u);
		found = mime_uuencode_find(&u,
					   (mime_slice){ vec[_i].text, cut });
		found = found ||
			mime_uuencode_find(&u, (mime_slice){ vec[_i].text + cut,
							     n - cut });
		ck_assert_msg(found == (vec[_i].begin >= 0), "%s, cut at %zu",
			      vec[_i].name, cut);
		if (found)
			ck_assert_uint_eq(u.begin, (size_t)vec[_i].begin);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, finds_at_every_split, 0, COUNT(vec));
}

SUITE_MAIN("uuencode", add_tests)
