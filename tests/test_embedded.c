#include "mime/view.h"
#include "support/reading.h"

#define UU "begin 644 a b.c\n#0V%T\n`\nend\n"
static const struct {
	const char *why, *text, *files; /* "kind name[content]" */
} vectors[] = {
	{ "nothing", "", "" },
	{ "text", "begin again\nand end\n", "" },
	{ "uuencode", UU, "1a b.c[Cat]" },
	{ "with text around", "hello\n" UU "bye\n", "1a b.c[Cat]" },
	{ "two", UU "and\n" UU, "1a b.c[Cat]1a b.c[Cat]" },
	{ "without an end, text follows",
	  "begin 644 a\n#0V%T\nhello there\n" UU, "1a[Cat]1a b.c[Cat]" },
	{ "cut off", "begin 644 a\n#0V%T\n#0V", "1a[CatC`\\x00]" },
	{ "no data", "begin 644 a\nend\n", "" },
	{ "prose that looks like it", "begin 644 times\nand stop\n", "" },
	{ "yEnc",
	  "x\n=ybegin line=128 size=3 name=a b.c\n\x6d\x8b\x9e\n"
	  "=yend size=3\n" UU,
	  "2a b.c[Cat]1a b.c[Cat]" },
	{ "yEnc of several parts, with an escape",
	  "=ybegin part=1 line=128 size=4 name=a\n=ypart begin=1 end=4\n"
	  "\x6d=}\n\x8b\n=yend size=3\n",
	  "2a[C\\x13a]" },
	{ "yEnc without a name", "=ybegin line=128 size=3\n\x6d\n=yend\n", "" },
	{ "yEnc without an end", "=ybegin line=1 size=1 name=a\n\x6d",
	  "2a[C]" },
};

static void
add_content(struct mime_strbuf *out, const struct mime_embedded *file)
{
	struct mime_strbuf all;
	struct mime_reader *r;
	mime_slice run;

	mime_strbuf_init(&all, SIZE_MAX);
	ck_assert_int_eq(mime_embedded_open(&r, file), MIME_OK);
	while (mime_reader_next(&run, r) > 0)
		mime_strbuf_add(&all, run);
	mime_reader_free(r);
	reading_show(out, "", mime_strbuf_slice(&all));
	mime_strbuf_free(&all);
}

static void
check(mime_slice text, const char *want, const char *why)
{
	struct mime_embedded file;
	struct mime_strbuf out;

	mime_strbuf_init(&out, SIZE_MAX);
	while (mime_embedded_next(&file, &text)) {
		mime_strbuf_add_decimal(&out, (uint64_t)file.kind);
		mime_strbuf_add(&out, file.name);
		add_content(&out, &file);
	}
	ck_assert_ptr_null(file.data.ptr);
	reading_same(&out, want, why);
	mime_strbuf_free(&out);
}

START_TEST(files_are_taken_one_by_one)
{
	const char *text = vectors[_i].text;
	struct mime_strbuf crlf;

	check(mime_slice_text(text), vectors[_i].files, vectors[_i].why);
	mime_strbuf_init(&crlf, SIZE_MAX);
	for (; *text != '\0'; text++) {
		if (*text == '\n')
			mime_strbuf_add_char(&crlf, '\r');
		mime_strbuf_add_char(&crlf, *text);
	}
	check(mime_strbuf_slice(&crlf), vectors[_i].files, vectors[_i].why);
	mime_strbuf_free(&crlf);
}
END_TEST

/* Longer than a piece of input, and all of it in one line. */
START_TEST(long_data_is_read_in_pieces)
{
	static char text[10000];
	struct mime_embedded file;
	struct mime_reader *r;
	mime_slice run, rest = { text, sizeof text };
	size_t n = 0;
	static const char begin[] = "=ybegin line=9 size=9 name=a\n";

	memset(text, '*', sizeof text);
	memcpy(text, begin, sizeof begin - 1);
	ck_assert(mime_embedded_next(&file, &rest));
	ck_assert_int_eq(mime_embedded_open(&r, &file), MIME_OK);
	for (; mime_reader_next(&run, r) > 0; n += run.len)
		ck_assert_int_eq(run.ptr[0], 0);
	mime_reader_free(r);
	ck_assert_uint_eq(n, sizeof text - (sizeof begin - 1));
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, files_are_taken_one_by_one, 0,
			    COUNT(vectors));
	tcase_add_test(cases, long_data_is_read_in_pieces);
}

SUITE_MAIN("embedded", add_tests)
