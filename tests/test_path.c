#include "base/slice.h"
#include "smtp/path.h"
#include "support/suite.h"

static const char *const good[] = {
	"a@b",
	"alice@example.com",
	"first.last+tag@sub.example.co",
	"!#$%&'*+-/=?^_`{|}~@example.com",
	"postmaster",
	"PostMaster",
	/* DoCoMo gave such addresses out */
	"a..b@docomo.ne.jp",
	".a.@docomo.ne.jp",
	"\"a b\"@example.com",
	"\"a<b>c\"@example.com",
	"\"a@b\"@example.com",
	"\"a\\\"b\\\\\"@example.com",
	"\"\"@example.com",
	"a@[192.0.2.1]",
	"a@[IPv6:2001:db8::1]",
	"a@xn--bcher-kva.example",
	"a@under_score.example",
	"-rf@example.com", /* dangerous in argv only */
	"b\xc3\xb8"
	"b@b\xc3\xbc"
	"cher.example",
};

START_TEST(accepts)
{
	struct mime_strbuf b;
	mime_error err;
	size_t n = strlen(good[_i]);

	ck_assert_msg(mime_path_check(mime_slice_text(good[_i]), &err) ==
			      MIME_OK,
		      "%s: %s at %zu", good[_i], err.what, err.offset);
	mime_strbuf_init(&b, SIZE_MAX);
	ck_assert_int_eq(mime_path_add(&b, mime_slice_text(good[_i])), 0);
	ck_assert_uint_eq(b.len, n + 2);
	ck_assert(b.ptr[0] == '<' && b.ptr[n + 1] == '>');
	mime_strbuf_free(&b);
}
END_TEST

static const struct {
	const char *name, *path;
	size_t n; /* 0: as long as the string */
	size_t offset;
} bad[] = {
	{ "empty", "", 0, 0 },
	/* Terada 2015: Ruby, JavaMail, PHPMailer, curl, swaks */
	{ "a second command", "b@c>\r\nRCPT TO:<e@f", 0, 4 },
	{ "CR", "a@b\r", 0, 3 },
	{ "LF", "a\n@b", 0, 1 },
	{ "NUL", "a@b\0c", 5, 3 },
	/* CVE-2026-30227: MimeKit let it through when quoted */
	{ "CR LF in a quoted local part", "\"a\r\n\"@b", 0, 2 },
	{ "escaped CR in a quoted local part", "\"a\\\r\"@b", 0, 3 },
	{ "NUL in a quoted local part", "\"a\0\"@b", 6, 2 },
	{ "TAB", "a\tb@c", 0, 1 },
	{ "DEL", "a\x7f@b", 0, 1 },
	{ "NEL, which some take for a line end", "a\xc2\x85@b", 0, 1 },
	{ "overlong CR", "a\xc0\x8d@b", 0, 1 },
	{ "a lone continuation byte", "a\x8d@b", 0, 1 },
	{ "cut off in a character", "a@b\xc3", 0, 3 },
	{ "parameters", "a@b> SIZE=1 BODY=8BITMIME <", 0, 3 },
	{ "NOTIFY", "a@b> NOTIFY=NEVER", 0, 3 },
	{ "brackets of its own", "<a@b>", 0, 0 },
	{ "blank in front", " a@b", 0, 0 },
	{ "blank behind", "a@b ", 0, 3 },
	{ "blank inside", "a b@c", 0, 1 },
	{ "two addresses", "a@b,c@d", 0, 3 },
	{ "two @", "a@b@c", 0, 3 },
	{ "route", "@a,@b:c@d", 0, 0 },
	{ "no domain", "alice", 0, 5 },
	{ "no local part", "@b", 0, 0 },
	{ "nothing behind @", "a@", 0, 2 },
	{ "quote not closed", "\"a@b", 0, 0 },
	{ "quote closed too early", "\"a\"b@c", 0, 3 },
	{ "quote ends in a backslash", "\"a\\\"", 0, 0 },
	{ "backslash outside a quote", "a\\ b@c", 0, 1 },
	{ "comment", "a(x)@b", 0, 1 },
	{ "colon", "a:b@c", 0, 1 },
	{ "empty label", "a@b..c", 0, 4 },
	{ "dot first", "a@.b", 0, 2 },
	{ "dot last", "a@b.", 0, 4 },
	{ "literal not closed", "a@[192.0.2.1", 0, 12 },
	{ "literal empty", "a@[]", 0, 3 },
	{ "literal with more", "a@[192.0.2.1]x", 0, 13 },
	{ "literal with a blank", "a@[192.0.2.1 x]", 0, 12 },
};

START_TEST(refuses)
{
	mime_slice path = mime_slice_of(
		bad[_i].path, bad[_i].n > 0 ? bad[_i].n : strlen(bad[_i].path));
	struct mime_strbuf b;
	mime_error err;

	ck_assert_msg(mime_path_check(path, &err) == MIME_EINVAL, "%s",
		      bad[_i].name);
	ck_assert_msg(err.offset == bad[_i].offset, "%s: at %zu, %s",
		      bad[_i].name, err.offset, err.what);
	ck_assert_ptr_nonnull(err.what);
	ck_assert_int_eq(mime_path_check(path, NULL), MIME_EINVAL);
	mime_strbuf_init(&b, SIZE_MAX);
	if (path.len > 0)
		ck_assert_int_eq(mime_path_add(&b, path), MIME_EINVAL);
	ck_assert_uint_eq(b.len, 0);
	mime_strbuf_free(&b);
}
END_TEST

/* No byte that could end or divide a command gets in, wherever it stands. */
START_TEST(no_byte_slips_through)
{
	const char *seeds[] = { "ab@cd.ef", "\"a b\"@c.d", "a@[192.0.2.1]" };

	for (size_t s = 0; s < 3; s++)
		for (size_t at = 0; at < strlen(seeds[s]); at++)
			for (int byte = 0; byte < 256; byte++) {
				size_t n = strlen(seeds[s]);
				char path[32];
				bool cuts = byte < 0x20 || byte == 0x7f ||
					    byte >= 0x80;

				memcpy(path, seeds[s], n);
				path[at] = (char)byte;
				if (cuts)
					ck_assert_int_eq(
						mime_path_check(
							mime_slice_of(path, n),
							NULL),
						MIME_EINVAL);
			}
}
END_TEST

START_TEST(has_a_length)
{
	char path[300];
	mime_error err;

	memset(path, 'a', sizeof path);
	path[100] = '@';
	ck_assert_int_eq(mime_path_check(mime_slice_of(path, 254), NULL), 0);
	ck_assert_int_eq(mime_path_check(mime_slice_of(path, 255), &err),
			 MIME_EINVAL);
	ck_assert_uint_eq(err.offset, 254);
}
END_TEST

START_TEST(null_path_is_written)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	ck_assert_int_eq(mime_path_add(&b, MIME_LITERAL("")), MIME_OK);
	ck_assert(mime_slice_equal(mime_strbuf_slice(&b), MIME_LITERAL("<>")));
	mime_strbuf_free(&b);
}
END_TEST

static const struct {
	const char *name;
	size_t n;
	bool good;
} helo[] = {
	{ "desktop", 0, true },
	{ "mail.example.com", 0, true },
	{ "my_pc", 0, true },
	{ "[127.0.0.1]", 0, true },
	{ "[IPv6:::1]", 0, true },
	{ "", 0, false },
	{ "x\r\nMAIL FROM:<e@f>", 0, false },
	{ "a b", 0, false },
	{ "a\0b", 3, false },
	{ "a.", 0, false },
	{ "[127.0.0.1", 0, false },
	{ "[127.0.0.1] x", 0, false },
	{ "b\xc3\xbc"
	  "cher.example",
	  0, false },
	{ "a>", 0, false },
};

START_TEST(checks_helo)
{
	size_t n = helo[_i].n > 0 ? helo[_i].n : strlen(helo[_i].name);
	mime_error err;
	int rc = mime_helo_check(mime_slice_of(helo[_i].name, n), &err);

	ck_assert_msg(rc == (helo[_i].good ? MIME_OK : MIME_EINVAL), "%s",
		      helo[_i].name);
	ck_assert(helo[_i].good || strncmp(err.what, "helo", 4) == 0);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, accepts, 0, COUNT(good));
	tcase_add_loop_test(cases, refuses, 0, COUNT(bad));
	tcase_add_test(cases, no_byte_slips_through);
	tcase_add_test(cases, has_a_length);
	tcase_add_test(cases, null_path_is_written);
	tcase_add_loop_test(cases, checks_helo, 0, COUNT(helo));
}

SUITE_MAIN("path", add_tests)
