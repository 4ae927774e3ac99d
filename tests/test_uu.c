#include "codec/uu.h"
#include "support/stage.h"
#include "support/suite.h"

static size_t
run(void *s, const void *in, size_t n, void *out, bool last)
{
	return mime_uu_decode(s, in, n, out, last);
}

static size_t
max(size_t n)
{
	return MIME_UU_DECODE_MAX(n);
}

static const struct stage decoder = { run, max };

#define IN(s) s, sizeof s - 1
#define BEGIN "begin 644 a\n"
#define END   "`\nend\n"
static const struct {
	const char *name, *in;
	size_t len;
	const char *out;
	size_t out_len;
	size_t junk, few, unended, outside;
} vec[] = {
	{ "nothing", IN(""), IN(""), 0, 0, 1, 0 },
	{ "three bytes", IN(BEGIN "#0V%T\n" END), IN("Cat"), 0, 0, 0, 0 },
	{ "CRLF", IN("begin 644 a\r\n#0V%T\r\n`\r\nend\r\n"), IN("Cat"), 0, 0,
	  0, 0 },
	{ "no line end behind end", IN(BEGIN "#0V%T\n`\nend"), IN("Cat"), 0, 0,
	  0, 0 },
	{ "four digits of mode", IN("begin 0644 a b\n#0V%T\n" END), IN("Cat"),
	  0, 0, 0, 0 },
	{ "two bytes of the group", IN(BEGIN "\"0V%T\n" END), IN("Ca"), 0, 0, 0,
	  0 },
	{ "a checksum", IN(BEGIN "#0V%TX\n" END), IN("Cat"), 0, 0, 0, 0 },
	{ "a blank is zero", IN(BEGIN "#    \n" END), IN("\0\0\0"), 0, 0, 0,
	  0 },
	{ "lost blanks are zeros", IN(BEGIN "&0V%T\n" END), IN("Cat\0\0\0"), 0,
	  1, 0, 0 },
	{ "a count alone", IN(BEGIN "#\n" END), IN("\0\0\0"), 0, 1, 0, 0 },
	{ "a blank line", IN(BEGIN "\n#0V%T\n" END), IN("Cat"), 0, 0, 0, 0 },
	{ "no zero line", IN(BEGIN "#0V%T\nend\n"), IN("Cat"), 0, 0, 0, 0 },
	{ "no end", IN(BEGIN "#0V%T\n"), IN("Cat"), 0, 0, 1, 0 },
	{ "cut in a line", IN(BEGIN "#0V"), IN("C`\0"), 0, 1, 1, 0 },
	{ "lower case", IN(BEGIN "#0V%t\n" END), IN("CaT"), 1, 0, 0, 0 },
	{ "more than the count", IN(BEGIN "#0V%TXX\n" END), IN("Cat"), 1, 0, 0,
	  0 },
	{ "a line that is none", IN(BEGIN "\xe4\n#0V%T\n" END), IN("Cat"), 1, 0,
	  0, 0 },
	{ "text before", IN("x\n\n" BEGIN "#0V%T\n" END), IN("Cat"), 0, 0, 0,
	  1 },
	{ "text after", IN(BEGIN "#0V%T\n" END "\nx\n"), IN("Cat"), 0, 0, 0,
	  1 },
	{ "two blocks", IN(BEGIN "#0V%T\n" END BEGIN "#0V%T\n" END),
	  IN("CatCat"), 0, 0, 0, 1 },
	{ "no begin", IN("#0V%T\n" END), IN(""), 0, 0, 1, 3 },
};

static void
check(int i, struct mime_uu *s, struct bytes *out)
{
	ck_assert_msg(bytes_are(out, vec[i].out, vec[i].out_len), "%s",
		      vec[i].name);
	ck_assert_uint_eq(s->faults[MIME_UU_JUNK].count, vec[i].junk);
	ck_assert_uint_eq(s->faults[MIME_UU_SHORT].count, vec[i].few);
	ck_assert_uint_eq(s->faults[MIME_UU_UNENDED].count, vec[i].unended);
	ck_assert_uint_eq(s->faults[MIME_UU_OUTSIDE].count, vec[i].outside);
	free(out->ptr);
}

START_TEST(decodes_at_every_split)
{
	struct mime_uu s;
	struct bytes out;

	for (size_t a = 0; a <= vec[_i].len; a++)
		for (size_t b = a; b <= vec[_i].len; b++) {
			mime_uu_init(&s);
			out = stage_run(&decoder, &s, vec[_i].in, vec[_i].len,
					a, b);
			check(_i, &s, &out);
		}
	mime_uu_init(&s);
	out = stage_run_bytes(&decoder, &s, vec[_i].in, vec[_i].len);
	check(_i, &s, &out);
}
END_TEST

START_TEST(says_where)
{
	static const char in[] = "x\n" BEGIN "#0V%t\n#\n";
	struct mime_uu s;
	struct bytes out;

	mime_uu_init(&s);
	out = stage_run(&decoder, &s, in, sizeof in - 1, 5, 9);
	ck_assert_uint_eq(s.faults[MIME_UU_OUTSIDE].offset, 0);
	ck_assert_uint_eq(s.faults[MIME_UU_JUNK].offset, 18);
	ck_assert_uint_eq(s.faults[MIME_UU_SHORT].offset, 20);
	ck_assert_uint_eq(s.faults[MIME_UU_UNENDED].offset, 22);
	free(out.ptr);
}
END_TEST

/* No line makes more than 63 bytes, however long it is, and whatever is in
 * it. */
START_TEST(keeps_to_its_bound)
{
	char in[4096];
	uint32_t seed = 7;

	for (int round = 0; round < 200; round++) {
		struct mime_uu s;
		struct bytes out;

		memcpy(in, BEGIN, sizeof BEGIN - 1);
		for (size_t i = sizeof BEGIN - 1; i < sizeof in; i++)
			in[i] = test_random(&seed) % 3 == 0
					? '\n'
					: (char)(test_random(&seed) % 256);
		mime_uu_init(&s);
		out = stage_run_cut(&decoder, &s, in, sizeof in, seed);
		free(out.ptr);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, decodes_at_every_split, 0, COUNT(vec));
	tcase_add_test(cases, says_where);
	tcase_add_test(cases, keeps_to_its_bound);
}

SUITE_MAIN("uu", add_tests)
