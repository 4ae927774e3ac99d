#include "support/written.h"
#include "tree/transfer.h"

#define LINE_50 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define LINE_500                                                               \
	LINE_50 LINE_50 LINE_50 LINE_50 LINE_50 LINE_50 LINE_50 LINE_50        \
		LINE_50 LINE_50
#define LINE_1000 LINE_500 LINE_500
#define HAN	  "\xe4\xb8\xad\xe6\x96\x87"

/* New content.  A root of that type is written with carry 7BIT, 8BIT and
 * BINARY: the encoding it gets. */
static const struct {
	const char *why, *type, *in;
	size_t len;
	enum mime_encoding wish;
	const char *encoding[3];
} chosen[] = {
#define TEXT(s) s, sizeof(s) - 1
#define SAME(s)                                                                \
	{                                                                      \
		s, s, s                                                        \
	}
#define QP  "quoted-printable"
#define B64 "base64"
	{ "ASCII text", "text/plain", TEXT("abc\n"), MIME_ENCODING_AUTO,
	  SAME("7bit") },
	{ "nothing", "text/plain", TEXT(""), MIME_ENCODING_AUTO, SAME("7bit") },
	{ "a few letters beyond ASCII", "text/plain",
	  TEXT("K\xc3\xb6ln is a city\n"), MIME_ENCODING_AUTO, SAME(QP) },
	{ "Chinese", "text/plain", TEXT(HAN HAN HAN), MIME_ENCODING_AUTO,
	  SAME(B64) },
	/* 80 bytes in QP; in base64 84, as its lines end in CRLF */
	{ "the length of line ends counts", "text/plain",
	  TEXT("\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n\xe4"
	       "abc\n"),
	  MIME_ENCODING_AUTO, SAME(QP) },
	{ "From at the start of a line", "text/plain", TEXT("a\nFrom b\n"),
	  MIME_ENCODING_AUTO, SAME(QP) },
	{ "a signature's dashes and blank", "text/plain", TEXT("a\n-- \nb\n"),
	  MIME_ENCODING_AUTO, SAME(QP) },
	{ "a blank at the end", "text/plain", TEXT("a "), MIME_ENCODING_AUTO,
	  SAME(QP) },
	{ "a bare CR is no line end", "text/plain", TEXT("a\rb\n"),
	  MIME_ENCODING_AUTO, SAME(QP) },
	{ "NUL", "text/plain", TEXT("abcdefghijkl\0"), MIME_ENCODING_AUTO,
	  SAME(QP) },
	{ "a line of 1000", "text/plain", TEXT(LINE_1000), MIME_ENCODING_AUTO,
	  SAME(QP) },
	{ "lines up to 998 stay", "text/plain", TEXT(LINE_500 LINE_50),
	  MIME_ENCODING_AUTO, SAME("7bit") },
	{ "not text", "a/b", TEXT("abc\n"), MIME_ENCODING_AUTO, SAME(B64) },
	{ "8bit, where it is carried",
	  "text/plain",
	  TEXT("\xc3\xa4 abcdefgh"),
	  MIME_ENCODING_8BIT,
	  { QP, "8bit", "8bit" } },
	{ "8bit, where 7bit does", "text/plain", TEXT("abc"),
	  MIME_ENCODING_8BIT, SAME("7bit") },
	{ "8bit, but a line is long", "text/plain", TEXT(LINE_1000 "\xc3\xa4"),
	  MIME_ENCODING_8BIT, SAME(QP) },
	{ "7bit as asked for, fragile as it is", "text/plain",
	  TEXT("From a \n"), MIME_ENCODING_7BIT, SAME("7bit") },
	{ "7bit that cannot be", "text/plain", TEXT("\xc3\xa4 abcdefgh"),
	  MIME_ENCODING_7BIT, SAME(QP) },
	{ "7bit of what is not text", "a/b", TEXT("abc\n"), MIME_ENCODING_7BIT,
	  SAME("7bit") },
	{ "and where it cannot be", "a/b", TEXT("abc\r"), MIME_ENCODING_7BIT,
	  SAME(B64) },
	{ "QP by name", "text/plain", TEXT("abc"), MIME_ENCODING_QP, SAME(QP) },
	{ "QP of bytes", "a/b", TEXT("abc\n"), MIME_ENCODING_QP, SAME(QP) },
	{ "base64 by name", "text/plain", TEXT("abc\n"), MIME_ENCODING_BASE64,
	  SAME(B64) },
	/* RFC 2046 5.2.1: a message is carried, not encoded */
	{ "a message", "message/rfc822", TEXT("A: 1\n\nb \n"),
	  MIME_ENCODING_BASE64, SAME("7bit") },
	{ "a message with 8-bit", "message/rfc822", TEXT("A: 1\n\n\xe4\n"),
	  MIME_ENCODING_AUTO, SAME("8bit") },
	{ "a message with a long line", "message/rfc822",
	  TEXT("A: 1\n\n" LINE_1000), MIME_ENCODING_AUTO, SAME("binary") },
#undef SAME
};

static const char *
encoding_of(mime_slice bytes, char out[32])
{
	struct mime_message *m = parsed(bytes);
	mime_slice s = mime_part_encoding(mime_message_root(m));

	ck_assert_uint_lt(s.len, 32);
	memcpy(out, s.ptr, s.len);
	out[s.len] = '\0';
	mime_message_free(m);
	return out;
}

/* What a reader gets is what was given, with CRLF line ends where lines are
 * lines. */
static void
check_content(mime_slice bytes, int i)
{
	bool has_lines = chosen[i].wish != MIME_ENCODING_BASE64 &&
			 (strncmp(chosen[i].type, "text/", 5) == 0 ||
			  chosen[i].wish == MIME_ENCODING_7BIT);
	struct mime_message *m = parsed(bytes);
	size_t n;
	char *want = with_line_ends(&n, chosen[i].in, chosen[i].len, has_lines);
	struct mime_reader *r;
	mime_slice got;

	if (mime_part_kind(mime_message_root(m)) == MIME_PART_LEAF) {
		ck_assert_int_eq(mime_body_open(&r, mime_message_root(m),
						MIME_BODY_BYTES),
				 MIME_OK);
		got = written_reader(r);
		same_bytes(got, mime_slice_of(want, n), chosen[i].why);
		written_free(got);
	}
	free(want);
	mime_message_free(m);
}

START_TEST(chooses_for_new_content)
{
	for (int carry = 0; carry < 3; carry++) {
		struct mime_write_opts opts =
			WRITTEN_OPTS(MIME_EOL_KEEP, (enum mime_carry)carry);
		struct mime_message *m = made();
		struct mime_part *root = mime_message_root(m);
		char got[32];
		mime_slice bytes;

		ck_assert_int_eq(
			mime_field_set(root, "Content-Type",
				       mime_slice_text(chosen[_i].type), NULL),
			MIME_OK);
		ck_assert_int_eq(mime_body_set(root,
					       mime_slice_of(chosen[_i].in,
							     chosen[_i].len),
					       chosen[_i].wish),
				 MIME_OK);
		bytes = written_with(m, &opts);
		ck_assert_msg(strcmp(encoding_of(bytes, got),
				     chosen[_i].encoding[carry]) == 0,
			      "%s, carry %d: %s", chosen[_i].why, carry, got);
		ck_assert(mime_slice_equal(mime_part_encoding(root),
					   mime_slice_text(got)));
		check_content(bytes, _i);
		written_free(bytes);
		mime_message_free(m);
	}
}
END_TEST

/* Parsed content: written with carry 7BIT and 8BIT.  With BINARY nothing ever
 * changes. */
static const struct {
	const char *why, *header, *body;
	size_t len;
	const char *encoding[2]; /* NULL: not one byte changes */
} kept[] = {
	{ "7bit",
	  "Content-Type: text/plain\n",
	  TEXT("abc \nFrom x\n"),
	  { NULL, NULL } },
	{ "8bit",
	  "Content-Transfer-Encoding: 8bit\n",
	  TEXT("\xc3\xa4 abcdefgh\n"),
	  { QP, NULL } },
	{ "Chinese 8bit",
	  "Content-Transfer-Encoding: 8bit\n",
	  TEXT(HAN HAN HAN "\n"),
	  { B64, NULL } },
	{ "8-bit without a label",
	  "A: 1\n",
	  TEXT("\xe4 abcdefgh\n"),
	  { QP, NULL } },
	{ "8-bit that is not text",
	  "Content-Type: a/b\n",
	  TEXT("\xe4 abcdefgh\n"),
	  { B64, NULL } },
	{ "a long line", "A: 1\n", TEXT(LINE_1000 "\n"), { QP, QP } },
	{ "a bare CR", "A: 1\n", TEXT("a\rbcdef\n"), { QP, QP } },
	{ "NUL",
	  "Content-Transfer-Encoding: binary\nContent-Type: a/b\n",
	  TEXT("a\0b\n"),
	  { B64, B64 } },
	{ "base64 in one long line",
	  "Content-Transfer-Encoding: base64\n",
	  TEXT(LINE_1000),
	  { B64, B64 } },
	{ "QP with raw 8-bit",
	  "Content-Transfer-Encoding: quoted-printable\n",
	  TEXT("a=3D\xe4=\nbcdefgh\n"),
	  { QP, NULL } },
	/* what may not be encoded, or is not understood, stays */
	{ "an unknown encoding",
	  "Content-Transfer-Encoding: x\n",
	  TEXT("\xe4\n"),
	  { NULL, NULL } },
	{ "a multipart without parts",
	  "Content-Type: multipart/mixed\n",
	  TEXT("\xe4\n"),
	  { NULL, NULL } },
	{ "message/partial",
	  "Content-Type: message/partial; id=x\n",
	  TEXT("\xe4\n"),
	  { NULL, NULL } },
};

START_TEST(encodes_what_is_too_wide)
{
	char message[4096];
	size_t n = strlen(kept[_i].header);

	memcpy(message, "MIME-Version: 1.0\n", 18);
	memcpy(message + 18, kept[_i].header, n);
	n += 18;
	message[n++] = '\n';
	memcpy(message + n, kept[_i].body, kept[_i].len);
	n += kept[_i].len;
	for (int carry = 0; carry < 3; carry++) {
		struct mime_write_opts opts =
			WRITTEN_OPTS(MIME_EOL_KEEP, (enum mime_carry)carry);
		const char *want = carry < 2 ? kept[_i].encoding[carry] : NULL;
		mime_slice in = mime_slice_of(message, n), bytes;
		struct mime_message *m = parsed(in);
		struct mime_reader *r;
		mime_slice before, after;
		char got[32];

		bytes = written_with(m, &opts);
		if (want == NULL) {
			same_bytes(bytes, in, kept[_i].why);
		} else {
			ck_assert_msg(
				strcmp(encoding_of(bytes, got), want) == 0,
				"%s, carry %d: %s", kept[_i].why, carry, got);
			ck_assert_int_eq(mime_body_open(&r,
							mime_message_root(m),
							MIME_BODY_BYTES),
					 MIME_OK);
			before = written_reader(r);
			mime_message_free(m);
			m = parsed(bytes);
			ck_assert_int_eq(mime_body_open(&r,
							mime_message_root(m),
							MIME_BODY_BYTES),
					 MIME_OK);
			after = written_reader(r);
			/* base64 of a text has CRLF; the cases with it have
			 * one line end, at the end */
			if (after.len != before.len)
				ck_assert_uint_eq(after.len, before.len + 1);
			else
				same_bytes(after, before, kept[_i].why);
			written_free(before);
			written_free(after);
		}
		written_free(bytes);
		mime_message_free(m);
	}
}
END_TEST

/* Quoted-printable breaks lines: what stood in the middle of one must not
 * become a delimiter. */
START_TEST(soft_breaks_make_no_delimiter)
{
	static const char text[] =
		"MIME-Version: 1.0\nContent-Type: multipart/mixed; "
		"boundary=bb\n\n--bb\n\n\xe4"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"a"
		"aaaaaaaaa--bb\n--bb--\n";
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_KEEP, MIME_CARRY_7BIT);
	struct mime_message *m = parsed(mime_slice_text(text)), *again;
	mime_slice bytes = written_with(m, &opts);
	char tree[TREE_TEXT_MAX];

	again = parsed(bytes);
	tree_text(tree, again);
	ck_assert_str_eq(tree, "multipart/mixed(text/plain)");
	ck_assert(mime_slice_is(
		mime_part_encoding(mime_part_child(mime_message_root(again))),
		B64));
	mime_message_free(again);
	written_free(bytes);
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, chooses_for_new_content, 0, COUNT(chosen));
	tcase_add_loop_test(cases, encodes_what_is_too_wide, 0, COUNT(kept));
	tcase_add_test(cases, soft_breaks_make_no_delimiter);
}

SUITE_MAIN("transfer", add_tests)
