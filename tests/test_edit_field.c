#include "support/written.h"

#define ZHANG "=?UTF-8?B?5byg5LiJ?="

/* Each with LF and with CRLF: what changes is the field, and nothing else. */
static const struct {
	const char *why, *before;
	char what; /* 's'et, 'a'dd, 'd'rop */
	const char *name, *text, *after;
} vec[] = {
	{ "replaced in its place", "A: 1\nSubject: x\nB: 2\n\nbody\n", 's',
	  "Subject", "y", "A: 1\nSubject: y\nB: 2\n\nbody\n" },
	{ "odd bytes around it stay",
	  "a : 1\n\t2\nSUBJECT:  x\n y\njunk\nB:2  \n\nbody \n--\n", 's',
	  "subject", "z",
	  "a : 1\n\t2\nsubject: z\njunk\nB:2  \n\nbody \n--\n" },
	{ "others of that name are dropped",
	  "Subject: 1\nA: 1\nsubject: 2\nSubject : 3\n\n", 's', "Subject", "x",
	  "Subject: x\nA: 1\n\n" },
	{ "added at the end if there was none", "A: 1\n\nbody", 's', "Subject",
	  "y", "A: 1\nSubject: y\n\nbody" },
	{ "addition keeps the present ones", "X: 1\nA: 1\n\n", 'a', "X", "2",
	  "X: 1\nA: 1\nX: 2\n\n" },
	{ "dropping takes all", "X: 1\nA: 1\nx: 2\n\nX: 3\n", 'd', "X", NULL,
	  "A: 1\n\nX: 3\n" },
	/* the header would end before it */
	{ "junk goes with the last field behind it",
	  "A: 1\njunk\nX: 1\n\nbody\n", 'd', "X", NULL, "A: 1\n\nbody\n" },
	{ "also at the start", "junk\nX: 1\n\nbody\n", 'd', "X", NULL,
	  "\nbody\n" },
	{ "but not an envelope line", "From a\nX: 1\n\nbody\n", 'd', "X", NULL,
	  "From a\n\nbody\n" },
	/* H12: it would continue A */
	{ "junk goes that would be read otherwise",
	  "A: a;\nX: 1\nb=c\nd\nB: 2\n\n", 'd', "X", NULL, "A: a;\nB: 2\n\n" },
	{ "junk stays where it is junk", "A: a;\nX: 1\nb\nB: 2\n\n", 'd', "X",
	  NULL, "A: a;\nb\nB: 2\n\n" },
	{ "dropping what is not there", "A: 1\n\n", 'd', "X", NULL,
	  "A: 1\n\n" },
	{ "an envelope line stays first", "From a@b Mon Jan  1\nA: 1\n\n", 's',
	  "A", "2", "From a@b Mon Jan  1\nA: 2\n\n" },
	{ "a byte-order mark stays before the first field",
	  "\xef\xbb\xbf"
	  "A: 1\nB: 2\n\n",
	  's', "A", "2",
	  "\xef\xbb\xbf"
	  "A: 2\nB: 2\n\n" },
	{ "a header without its blank line gets one", "A: 1\nno field here\n",
	  's', "A", "2", "A: 2\n\nno field here\n" },
	{ "no body, no blank line", "A: 1\nB: 2\n", 's', "A", "2",
	  "A: 2\nB: 2\n" },
	{ "a last line without its end", "A: 1\nB: 2", 's', "C", "3",
	  "A: 1\nB: 2\nC: 3\n" },
	{ "no header at all", "\nbody\n", 's', "A", "1", "A: 1\n\nbody\n" },
	{ "nothing at all", "", 's', "A", "1", "A: 1\n" },
	{ "an empty value", "A: 1\n\n", 's', "A", "", "A:\n\n" },
	{ "free text is encoded", "Subject: x\n\n", 's', "Subject",
	  "\xe5\xbc\xa0\xe4\xb8\x89", "Subject: " ZHANG "\n\n" },
	{ "an address list is parsed", "To: x@y\n\n", 's', "To",
	  "\xe5\xbc\xa0\xe4\xb8\x89 <z@b.example>, c@d.example",
	  "To: " ZHANG " <z@b.example>, c@d.example\n\n" },
	{ "a structured value is folded between its tokens", "\n", 's',
	  "References",
	  "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com>   "
	  "<bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.com>",
	  "References: <aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@example.com>\n"
	  " <bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb@example.com>\n\n" },
	{ "but not inside a quoted string", "\n", 's', "Received",
	  "from \"a  b \\\" c  d\"  by e",
	  "Received: from \"a  b \\\" c  d\" by e\n\n" },
	{ "a multipart keeps its boundary",
	  "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
	  "--b\n\nx\n--b--\n",
	  's', "Content-Type", "multipart/related; boundary=b; type=text/plain",
	  "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b; "
	  "type=text/plain\n\n--b\n\nx\n--b--\n" },
	{ "a field of MIME brings MIME-Version", "A: 1\n\nx\n", 's',
	  "Content-Type", "text/html",
	  "A: 1\nContent-Type: text/html\nMIME-Version: 1.0\n\nx\n" },
};

static int
apply(struct mime_part *p, int i, mime_error *err)
{
	mime_slice text = mime_slice_text(vec[i].text);

	if (vec[i].what == 's')
		return mime_field_set(p, vec[i].name, text, err);
	if (vec[i].what == 'a')
		return mime_field_add(p, vec[i].name, text, err);
	mime_field_drop(p, vec[i].name);
	return MIME_OK;
}

START_TEST(changes_that_field_alone)
{
	for (int crlf = 0; crlf < 2; crlf++) {
		mime_slice before = lines(vec[_i].before, crlf);
		mime_slice after = lines(vec[_i].after, crlf);
		struct mime_message *m = parsed(before);

		/* a message without a line end is not known to end in LF */
		if (crlf == 0 && strchr(vec[_i].before, '\n') == NULL) {
			written_free(after);
			after = lines(vec[_i].after, true);
		}
		ck_assert_int_eq(apply(mime_message_root(m), _i, NULL),
				 MIME_OK);
		check_written(m, after, vec[_i].why);
		mime_message_free(m);
		written_free(before);
		written_free(after);
	}
}
END_TEST

/* The caret of each: the byte of the text that err->offset names. */
static const struct {
	const char *why, *name, *text;
	size_t len;
	int code;
	size_t offset;
} wrong[] = {
#define TEXT(s) s, sizeof(s) - 1
	{ "CR", "Subject", TEXT("a\rb"), MIME_EINVAL, 1 },
	{ "LF begins a field", "Subject", TEXT("a\nBcc: x"), MIME_EINVAL, 1 },
	{ "NUL", "X-Y", TEXT("ab\0c"), MIME_EINVAL, 2 },
	{ "no UTF-8", "Subject", TEXT("ab\xff"), MIME_EINVAL, 2 },
	{ "a name with a blank", "Sub ject", TEXT("x"), MIME_EINVAL, 3 },
	{ "a name with a line end", "A\nB", TEXT("x"), MIME_EINVAL, 1 },
	{ "no message-id", "In-Reply-To", TEXT("junk"), MIME_EINVAL, 0 },
	{ "one with a blank", "References", TEXT("<a@b> <c d@e>"), MIME_EINVAL,
	  0 },
	{ "two where one may stand", "Message-ID", TEXT("<a@b> <c@d>"),
	  MIME_EINVAL, 0 },
	{ "no name", "", TEXT("x"), MIME_EINVAL, 0 },
	{ "a name that could be a delimiter", "--b", TEXT("x"), MIME_EINVAL,
	  0 },
	{ "an address that is none", "To", TEXT("a@b, c d"), MIME_EINVAL, 5 },
	{ "a date outside ASCII", "Date", TEXT("1 \xc3\xa4"), MIME_EINVAL, 2 },
	{ "no media type", "Content-Type", TEXT("text"), MIME_EINVAL, 0 },
	{ "a leaf cannot become a multipart", "Content-Type",
	  TEXT("Multipart/mixed; boundary=x"), MIME_EINVAL, 0 },
	{ "chosen when written", "Content-Transfer-Encoding", TEXT("8bit"),
	  MIME_EINVAL, 0 },
	{ "what the charset set cannot hold", "Subject", TEXT("ab\xe9\x95\x95"),
	  MIME_ECHARSET, 2 },
#undef TEXT
};

START_TEST(refuses_and_changes_nothing)
{
	mime_slice bytes = mime_slice_text("Subject: x\nTo: a@b\nDate: 1\n\ny");
	struct mime_message *m = parsed(bytes);
	struct mime_part *root = mime_message_root(m);
	mime_slice text = mime_slice_of(wrong[_i].text, wrong[_i].len);
	mime_error err;

	if (wrong[_i].code == MIME_ECHARSET)
		ck_assert_int_eq(mime_message_set_charset(m, "gb2312"),
				 MIME_OK);
	ck_assert_int_eq(mime_field_set(root, wrong[_i].name, text, &err),
			 wrong[_i].code);
	ck_assert_msg(err.code == wrong[_i].code &&
			      err.offset == wrong[_i].offset,
		      "%s: offset %zu, not %zu", wrong[_i].why, err.offset,
		      wrong[_i].offset);
	ck_assert_ptr_nonnull(err.what);
	ck_assert_int_eq(mime_field_add(root, wrong[_i].name, text, NULL),
			 wrong[_i].code);
	check_written(m, bytes, wrong[_i].why);
	mime_message_free(m);
}
END_TEST

START_TEST(a_multipart_keeps_kind_and_boundary)
{
	mime_slice bytes = mime_slice_text(
		"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nx\n--b--");
	struct mime_message *m = parsed(bytes);
	struct mime_part *root = mime_message_root(m), *made_here;
	static const char *const types[] = { "text/plain", "multipart/mixed",
					     "multipart/mixed; boundary=c" };

	for (int i = 0; i < COUNT(types); i++)
		ck_assert_int_eq(mime_field_set(root, "Content-Type",
						mime_slice_text(types[i]),
						NULL),
				 MIME_EINVAL);
	/* the writer gives a new one its boundary */
	ck_assert_int_eq(mime_part_new(&made_here, m, "multipart/mixed"),
			 MIME_OK);
	ck_assert_int_eq(mime_field_set(made_here, "Content-Type",
					mime_slice_text(types[2]), NULL),
			 MIME_EINVAL);
	ck_assert_int_eq(mime_field_set(made_here, "Content-Type",
					mime_slice_text("multipart/x"), NULL),
			 MIME_OK);
	check_written(m, bytes, "nothing changed");
	mime_message_free(m);
}
END_TEST

/* What is found afterwards is what was set. */
START_TEST(reads_back)
{
	struct mime_message *m =
		parsed(mime_slice_text("Subject: x\nTo: a@b\n\ny"));
	struct mime_part *root = mime_message_root(m);
	const struct mime_mailbox *list;
	struct mime_field *f;
	mime_slice text;
	size_t n;

	f = mime_field_find(root, "To", NULL);
	ck_assert_int_eq(mime_field_addresses(&list, &n, f), MIME_OK);
	ck_assert_int_eq(mime_field_set(root, "to",
					mime_slice_text("c@d.example, e@f"),
					NULL),
			 MIME_OK);
	f = mime_field_find(root, "To", NULL);
	ck_assert(mime_slice_equal(mime_field_name(f), MIME_LITERAL("to")));
	ck_assert_int_eq(mime_field_addresses(&list, &n, f), MIME_OK);
	ck_assert_uint_eq(n, 2);
	ck_assert(
		mime_slice_equal(list[0].address, MIME_LITERAL("c@d.example")));
	f = mime_field_find(root, "Subject", NULL);
	ck_assert_int_eq(mime_field_text(&text, f), MIME_OK);
	ck_assert(mime_slice_is(text, "x"));
	ck_assert_int_eq(mime_field_set(root, "Subject",
					mime_slice_text("gr\xc3\xbc\xc3\x9f"),
					NULL),
			 MIME_OK);
	f = mime_field_find(root, "Subject", NULL);
	ck_assert_int_eq(mime_field_text(&text, f), MIME_OK);
	ck_assert(mime_slice_equal(text, MIME_LITERAL("gr\xc3\xbc\xc3\x9f")));
	mime_field_drop(root, "Subject");
	ck_assert_ptr_null(mime_field_find(root, "Subject", NULL));
	mime_message_free(m);
}
END_TEST

/* The delimiter behind an empty part has no line break of its own, and needs
 * none. */
START_TEST(keeps_the_delimiter_behind_it)
{
	struct mime_message *m = parsed(
		mime_slice_text("Content-Type: multipart/x; boundary=b\n\n"
				"--b\nA: 1\n\n--b\nB: 1\n\n--b--\n"));

	ck_assert_int_eq(mime_field_set(mime_message_find(m, "1"), "A",
					MIME_LITERAL("2"), NULL),
			 MIME_OK);
	check_written(
		m,
		mime_slice_text("Content-Type: multipart/x; boundary=b\n\n"
				"--b\nA: 2\n\n--b\nB: 1\n\n--b--\n"),
		"the first of two");
	mime_message_free(m);
}
END_TEST

/* What was computed from the field before it changed is not kept. */
START_TEST(forgets_what_it_computed)
{
	struct mime_message *m = parsed(mime_slice_text(
		"Content-Type: text/plain; charset=a; name=b\n"
		"Content-Disposition: inline; filename=c\n\ny"));
	struct mime_part *root = mime_message_root(m);

	ck_assert(mime_slice_is(mime_part_param(root, "charset"), "a"));
	ck_assert(mime_slice_is(mime_part_filename(root), "c"));
	ck_assert(mime_slice_is(mime_part_disposition(root), "inline"));
	ck_assert_int_eq(mime_field_set(root, "Content-Type",
					mime_slice_text("x-a/B; charset=d"),
					NULL),
			 MIME_OK);
	ck_assert(
		mime_slice_equal(mime_part_type(root), MIME_LITERAL("x-a/b")));
	ck_assert(mime_slice_is(mime_part_param(root, "charset"), "d"));
	mime_field_drop(root, "Content-Disposition");
	ck_assert_ptr_null(mime_part_disposition(root).ptr);
	ck_assert_ptr_null(mime_part_filename(root).ptr);
	mime_field_drop(root, "Content-Type");
	ck_assert(mime_slice_is(mime_part_type(root), "text/plain"));
	mime_message_free(m);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, changes_that_field_alone, 0, COUNT(vec));
	tcase_add_loop_test(cases, refuses_and_changes_nothing, 0,
			    COUNT(wrong));
	tcase_add_test(cases, a_multipart_keeps_kind_and_boundary);
	tcase_add_test(cases, reads_back);
	tcase_add_test(cases, keeps_the_delimiter_behind_it);
	tcase_add_test(cases, forgets_what_it_computed);
}

SUITE_MAIN("edit_field", add_tests)
