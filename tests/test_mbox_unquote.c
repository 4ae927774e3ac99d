#include "base/slice.h"
#include "mime/mailbox.h"
#include "support/suite.h"

static const struct {
	const char *stored, *rd, *o;
} vec[] = {
	{ "", "", "" },
	{ "a\n", "a\n", "a\n" },
	{ ">From ", "From ", "From " },
	{ ">From a\nb\n>From c\n", "From a\nb\nFrom c\n",
	  "From a\nb\nFrom c\n" },
	{ ">>From a\n>>>From b\n", ">From a\n>>From b\n",
	  ">>From a\n>>>From b\n" },
	{ "a\r\n>From b\r\n", "a\r\nFrom b\r\n", "a\r\nFrom b\r\n" },
	{ "a>From b\n >From c\n", "a>From b\n >From c\n",
	  "a>From b\n >From c\n" },
	{ ">From\n>Fro", ">From\n>Fro", ">From\n>Fro" },
	{ "> >From \n", "> >From \n", "> >From \n" },
	{ ">", ">", ">" },
	{ ">>>", ">>>", ">>>" },
	{ "From a\n", "From a\n", "From a\n" },
	{ "a\r>From b", "a\r>From b", "a\r>From b" },
};

static void
check(int i, enum mime_mbox_form form, const char *want)
{
	mime_slice stored = mime_slice_text(vec[i].stored);
	char *out = malloc(stored.len + 1), *in = malloc(stored.len + 1);
	size_t n = strlen(want);

	memcpy(in, stored.ptr, stored.len);
	ck_assert_uint_eq(mime_mbox_unquote(NULL, stored, form), n);
	ck_assert_uint_eq(mime_mbox_unquote(out, stored, form), n);
	ck_assert_int_eq(memcmp(out, want, n), 0);
	/* in place */
	ck_assert_uint_eq(
		mime_mbox_unquote(in, mime_slice_of(in, stored.len), form), n);
	ck_assert_int_eq(memcmp(in, want, n), 0);
	free(out);
	free(in);
}

START_TEST(takes_quoting_out)
{
	check(_i, MIME_MBOX_RD, vec[_i].rd);
	check(_i, MIME_MBOX_O, vec[_i].o);
	check(_i, MIME_MBOX_CL, vec[_i].o);
	check(_i, MIME_MBOX_CL2, vec[_i].stored);
	check(_i, MIME_MBOX_RAW, vec[_i].stored);
}
END_TEST

START_TEST(nothing_is_nothing)
{
	ck_assert_uint_eq(mime_mbox_unquote(NULL, MIME_ABSENT, 0), 0);
}
END_TEST

static void
add_tests(TCase *c)
{
	tcase_add_loop_test(c, takes_quoting_out, 0, COUNT(vec));
	tcase_add_test(c, nothing_is_nothing);
}

SUITE_MAIN("mbox_unquote", add_tests)
