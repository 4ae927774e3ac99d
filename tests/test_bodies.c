#include "base/slice.h"
#include "mime/view.h"
#include "support/suite.h"

/* A tree in short: M mixed, A alternative, R related, D digest, each with its
 * children in parentheses; leaves t text/plain, h text/html, i image/png, s
 * audio/mpeg, v video/mp4, c text/calendar, a application/pdf, m message/rfc822; then n a name, x
 * attachment.  The lists of each part are told in document order: T, H, X and
 * - for none. */
static const struct {
	const char *why, *tree, *lists;
} vec[] = {
	{ "text", "t", "TH" },
	{ "HTML", "h", "TH" },
	{ "an image alone", "i", "TH" },
	{ "a document alone", "a", "X" },
	{ "text as attachment", "tx", "X" },
	{ "text with a name, first", "tn", "TH" },
	{ "both forms", "A(th)", "T H" },
	{ "text only stands for both", "A(t)", "TH" },
	{ "HTML only stands for both", "A(h)", "TH" },
	{ "an invitation", "A(thc)", "T H X" },
	{ "text and an attachment", "M(ta)", "TH X" },
	{ "named text after the text", "M(ttn)", "TH X" },
	{ "unnamed text after the text", "M(tt)", "TH TH" },
	{ "named image is shown", "M(tin)", "TH TH" },
	{ "attached image is not", "M(tix)", "TH X" },
	{ "both forms and an attachment", "M(A(th)a)", "T H X" },
	{ "image of the HTML", "A(tR(hi))", "T H X" },
	{ "sound and film are media", "M(tsv)", "TH TH TH" },
	{ "an image as a third form", "A(thi)", "T H X" },
	{ "first image in related", "R(ih)", "TH X" },
	{ "related alone", "R(hi)", "TH X" },
	{ "related around", "R(A(th)i)", "T H X" },
	/* RFC 8621 4.1.4: text switches the HTML list off, in its branch */
	{ "mixed below an alternative", "A(M(ti)M(hi))", "T TX H HX" },
	{ "HTML below an alternative", "A(tM(hih))", "T H HX H" },
	{ "alternative below mixed below alternative", "A(tM(A(th)))",
	  "T T H" },
	{ "HTML only, where the text list is off", "A(tM(hA(h)))", "T H H" },
	{ "text only, where the HTML list is off", "A(M(tA(t))h)", "T T H" },
	{ "both forms, where the text list is off", "A(hM(hA(th)))",
	  "TH TH - TH" },
	{ "both forms, where the HTML list is off", "A(tM(tA(th)))",
	  "TH TH TH -" },
	{ "two alternatives", "M(A(th)A(h))", "T H TH" },
	{ "inner alternative with HTML only", "A(A(h))", "TH" },
	{ "nothing in an alternative", "M(A()t)", "TH" },
	/* Apple Mail: text, image, text */
	{ "text around an image", "M(tit)", "TH TH TH" },
	{ "Apple Mail with an alternative", "A(tM(hinh))", "T H HX H" },
	{ "a message inside is closed", "M(tm)", "TH X" },
	{ "digest", "D(mm)", "X X" },
	{ "empty multipart", "M()", "" },
	{ "after a deep branch", "M(M(M(A(th)))t)", "T H TH" },
};

/* The example of RFC 8621 4.1.4, its parts by their letters. */
static const char rfc8621[] =
	"From: a@example.org\r\n"
	"MIME-Version: 1.0\r\n"
	"Content-Type: multipart/mixed; boundary=1\r\n"
	"\r\n"
	"--1\r\n" /* A */
	"Content-Type: text/plain\r\n"
	"Content-Disposition: inline\r\n"
	"\r\n"
	"A\r\n"
	"--1\r\n"
	"Content-Type: multipart/mixed; boundary=2\r\n"
	"\r\n"
	"--2\r\n"
	"Content-Type: multipart/alternative; boundary=3\r\n"
	"\r\n"
	"--3\r\n"
	"Content-Type: multipart/mixed; boundary=4\r\n"
	"\r\n"
	"--4\r\n"
	"Content-Type: text/plain\r\n"
	"Content-Disposition: inline\r\n"
	"\r\n"
	"B\r\n"
	"--4\r\n"
	"Content-Type: image/jpeg\r\n"
	"Content-Disposition: inline\r\n"
	"\r\n"
	"C\r\n"
	"--4\r\n"
	"Content-Type: text/plain\r\n"
	"Content-Disposition: inline\r\n"
	"\r\n"
	"D\r\n"
	"--4--\r\n"
	"--3\r\n"
	"Content-Type: multipart/related; boundary=5\r\n"
	"\r\n"
	"--5\r\n"
	"Content-Type: text/html\r\n"
	"\r\n"
	"E\r\n"
	"--5\r\n"
	"Content-Type: image/jpeg\r\n"
	"\r\n"
	"F\r\n"
	"--5--\r\n"
	"--3--\r\n"
	"--2\r\n"
	"Content-Type: image/jpeg\r\n"
	"Content-Disposition: attachment\r\n"
	"\r\n"
	"G\r\n"
	"--2\r\n"
	"Content-Type: application/x-excel\r\n"
	"\r\n"
	"H\r\n"
	"--2\r\n"
	"Content-Type: message/rfc822\r\n"
	"\r\n"
	"Subject: J\r\n"
	"\r\n"
	"J\r\n"
	"--2--\r\n"
	"--1\r\n"
	"Content-Type: text/plain\r\n"
	"Content-Disposition: inline\r\n"
	"\r\n"
	"K\r\n"
	"--1--\r\n";

struct text {
	char out[8000];
	size_t len;
};

static void
add(struct text *t, const char *what)
{
	ck_assert_uint_lt(t->len + strlen(what), sizeof t->out);
	memcpy(t->out + t->len, what, strlen(what) + 1);
	t->len += strlen(what);
}

static const char *
multipart_type(char c)
{
	switch (c) {
	case 'A':
		return "alternative";
	case 'R':
		return "related";
	case 'D':
		return "digest";
	default:
		return "mixed";
	}
}

static const char *
leaf_type(char c)
{
	switch (c) {
	case 't':
		return "text/plain";
	case 'h':
		return "text/html";
	case 'i':
		return "image/png";
	case 's':
		return "audio/mpeg";
	case 'v':
		return "video/mp4";
	case 'c':
		return "text/calendar";
	case 'm':
		return "message/rfc822";
	default:
		return "application/pdf";
	}
}

/* Writes the tree as a message; an open multipart's boundary is its place in
 * the string that describes it, as a letter. */
static void
write_tree(struct text *t, const char *tree)
{
	char open[20], mark[4];
	size_t depth = 0;

	add(t, "From: a@example.org\nMIME-Version: 1.0\n");
	for (size_t i = 0; tree[i] != '\0'; i++) {
		char c = tree[i];

		if (c == '(' || c == 'n' || c == 'x')
			continue;
		if (c == ')') {
			add(t, "\n--");
			add(t, (mark[0] = open[--depth], mark[1] = 0, mark));
			add(t, "--\n");
			continue;
		}
		if (depth > 0) {
			add(t, "\n--");
			add(t, (mark[0] = open[depth - 1], mark[1] = 0, mark));
			add(t, "\n");
		}
		if (c >= 'A' && c <= 'Z') {
			open[depth++] = (char)('a' + i);
			add(t, "Content-Type: multipart/");
			add(t, multipart_type(c));
			add(t, "; boundary=");
			add(t, (mark[0] = open[depth - 1], mark[1] = 0, mark));
			add(t, "\n\n");
			continue;
		}
		add(t, "Content-Type: ");
		add(t, leaf_type(c));
		if (tree[i + 1] == 'n')
			add(t, "; name=a.b");
		if (tree[i + 1] == 'x')
			add(t, "\nContent-Disposition: attachment");
		add(t, c == 'm' ? "\n\nSubject: inside\n\nbody" : "\n\nbody");
	}
}

static void
lists_text(struct text *t, struct mime_part *root)
{
	struct mime_body_part part;
	struct mime_bodies *b;

	t->len = 0;
	t->out[0] = '\0';
	ck_assert_int_eq(mime_bodies_new(&b, root), MIME_OK);
	for (size_t i = 0; mime_bodies_get(&part, b, i); i++) {
		if (i > 0)
			add(t, " ");
		if ((part.lists & MIME_BODY_LIST_TEXT) != 0)
			add(t, "T");
		if ((part.lists & MIME_BODY_LIST_HTML) != 0)
			add(t, "H");
		if ((part.lists & MIME_BODY_LIST_ATTACHMENTS) != 0)
			add(t, "X");
		if (part.lists == 0)
			add(t, "-");
	}
	ck_assert(part.part == NULL && part.lists == 0);
	mime_bodies_free(b);
}

START_TEST(lists)
{
	struct mime_message *m;
	struct text t = { "", 0 };

	write_tree(&t, vec[_i].tree);
	ck_assert_int_eq(
		mime_parse(&m, mime_slice_of(t.out, t.len), NULL, NULL),
		MIME_OK);
	struct text got = { "", 0 };
	lists_text(&got, mime_message_root(m));
	ck_assert_msg(strcmp(got.out, vec[_i].lists) == 0,
		      "%s: %s, not %s; of\n%s", vec[_i].why, got.out,
		      vec[_i].lists, t.out);
	mime_message_free(m);
}
END_TEST

/* The letters of the parts of one list. */
static void
letters(char *out, const struct mime_bodies *b, unsigned list)
{
	struct mime_body_part part;
	struct mime_part *leaf;
	struct mime_reader *r;
	mime_slice content;

	for (size_t i = 0; mime_bodies_get(&part, b, i); i++) {
		if ((part.lists & list) == 0)
			continue;
		leaf = mime_part_child(part.part);
		ck_assert_int_eq(mime_body_open(&r,
						leaf != NULL ? leaf : part.part,
						MIME_BODY_BYTES),
				 MIME_OK);
		ck_assert_int_eq(mime_reader_next(&content, r), 1);
		*out++ = content.ptr[0];
		mime_reader_free(r);
	}
	*out = '\0';
}

START_TEST(example_of_rfc_8621)
{
	struct mime_message *m;
	struct mime_bodies *b;
	char got[20];

	ck_assert_int_eq(mime_parse(&m, mime_slice_text(rfc8621), NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_bodies_new(&b, mime_message_root(m)), MIME_OK);
	letters(got, b, MIME_BODY_LIST_TEXT);
	ck_assert_str_eq(got, "ABCDK");
	letters(got, b, MIME_BODY_LIST_HTML);
	ck_assert_str_eq(got, "AEK");
	letters(got, b, MIME_BODY_LIST_ATTACHMENTS);
	ck_assert_str_eq(got, "CFGHJ");
	mime_bodies_free(b);
	mime_message_free(m);
}
END_TEST

START_TEST(message_inside_has_lists_of_its_own)
{
	struct mime_message *m;
	struct mime_part *inside;
	struct text t = { "", 0 };

	add(&t, "Content-Type: message/rfc822\n\nContent-Type: text/html\n\n"
		"<p>");
	ck_assert_int_eq(
		mime_parse(&m, mime_slice_of(t.out, t.len), NULL, NULL),
		MIME_OK);
	inside = mime_part_child(mime_message_root(m));
	lists_text(&t, inside);
	ck_assert_str_eq(t.out, "TH");
	mime_message_free(m);
}
END_TEST

START_TEST(nothing_has_none)
{
	struct mime_bodies *b;

	ck_assert_int_eq(mime_bodies_new(&b, NULL), MIME_EINVAL);
	ck_assert_ptr_null(b);
	mime_bodies_free(b);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, lists, 0, COUNT(vec));
	tcase_add_test(cases, example_of_rfc_8621);
	tcase_add_test(cases, message_inside_has_lists_of_its_own);
	tcase_add_test(cases, nothing_has_none);
}

SUITE_MAIN("bodies", add_tests)
