#include "support/reading.h"
#include "text/charset_alias.h"
#include "view/tnef_text.h"

static const struct {
	uint32_t number;
	const char *label; /* NULL: none */
} pages[] = {
	{ 0, NULL },	       { 436, NULL },	     { 437, "cp437" },
	{ 932, "cp932" },      { 936, "cp936" },     { 949, "cp949" },
	{ 950, "cp950" },      { 1200, "utf-16le" }, { 1252, "cp1252" },
	{ 20127, "us-ascii" }, { 20866, "koi8-r" },  { 28605, "iso-8859-15" },
	{ 54936, "gb18030" },  { 65001, "utf-8" },   { 65002, NULL },
	{ 65536 + 936, NULL }, { UINT32_MAX, NULL },
};

START_TEST(code_pages_have_labels)
{
	mime_slice label = mime_codepage_label(pages[_i].number);

	if (pages[_i].label == NULL)
		ck_assert_ptr_null(label.ptr);
	else
		ck_assert_msg(mime_slice_is(label, pages[_i].label), "%u",
			      (unsigned)pages[_i].number);
}
END_TEST

/* UTF-7 is known, and refused. */
START_TEST(the_table_of_labels_knows_all)
{
	unsigned n = 0;

	for (uint32_t number = 0; number < 0x10000; number++) {
		struct mime_charset_label known;
		mime_slice label = mime_codepage_label(number);

		if (label.ptr == NULL)
			continue;
		n++;
		mime_charset_look_up(&known, label);
		ck_assert_msg((known.entry != NULL) == (number != 65000), "%u",
			      (unsigned)number);
	}
	ck_assert_uint_gt(n, 60);
}
END_TEST

#define IN(s) MIME_LITERAL(s)
static const struct {
	const char *why, *label, *fallback;
	mime_slice in;
	const char *out;
} texts[] = {
	{ "a code page", "cp936", NULL, IN("\xca\xfd\xbe\xdd"), "数据" },
	{ "UTF-16", "utf-16le", NULL, IN("\x70\x65\x6e\x63"), "数据" },
	{ "a surrogate pair", "utf-16le", NULL, IN("\x3d\xd8\0\xde"), "😀" },
	{ "half a character", "utf-16le", NULL, IN("a\0\x70"),
	  "a\xef\xbf\xbd" },
	{ "Windows", "cp1252", NULL, IN("caf\xe9 \x80"), "café €" },
	{ "none, UTF-8", "", NULL, IN("\xe6\x95\xb0"), "数" },
	{ "none, looks Chinese", "", NULL, IN("\xca\xfd\xbe\xdd"), "数据" },
	{ "none, the message's", "", "cp932", IN("\x93\xfa"), "日" },
	{ "ASCII, with other bytes", "us-ascii", NULL, IN("caf\xe9."),
	  "café." },
	{ "refused", "utf-7", NULL, IN("a+AGE-\xe9."), "a+AGE-é." },
	{ "bad bytes", "utf-8", NULL, IN("a\xff"), "a\xef\xbf\xbd" },
	{ "nothing", "cp936", NULL, IN(""), "" },
};

START_TEST(texts_become_utf_8)
{
	struct mime_strbuf whole, pulled;
	struct mime_reader *r;
	struct reading reading;
	mime_slice run, in = reading_begin(&reading, texts[_i].in);
	mime_slice label = mime_slice_text(texts[_i].label);

	reading.context.fallback = mime_slice_text(texts[_i].fallback);
	mime_strbuf_init(&whole, SIZE_MAX);
	mime_strbuf_init(&pulled, SIZE_MAX);
	ck_assert_int_eq(
		mime_tnef_text_add(&whole, in, label, &reading.context),
		MIME_OK);
	reading_same(&whole, texts[_i].out, texts[_i].why);
	ck_assert_int_eq(mime_tnef_text_open(&r, in, label, &reading.context),
			 MIME_OK);
	while (mime_reader_next(&run, r) > 0)
		mime_strbuf_add(&pulled, run);
	mime_reader_free(r);
	reading_same(&pulled, texts[_i].out, texts[_i].why);
	mime_strbuf_free(&whole);
	mime_strbuf_free(&pulled);
	reading_end(&reading);
}
END_TEST

/* Longer than what is converted at a time; a character lies across. */
START_TEST(long_texts_are_read_in_pieces)
{
	struct mime_strbuf in, pulled;
	struct mime_reader *r;
	struct reading reading;
	mime_slice run;
	size_t runs = 0;

	mime_strbuf_init(&in, SIZE_MAX);
	mime_strbuf_init(&pulled, SIZE_MAX);
	mime_strbuf_add_char(&in, 'a');
	for (int i = 0; i < 50000; i++)
		mime_strbuf_add(&in, IN("\xca\xfd"));
	reading_begin(&reading, IN(""));
	ck_assert_int_eq(mime_tnef_text_open(&r, mime_strbuf_slice(&in),
					     IN("cp936"), &reading.context),
			 MIME_OK);
	for (; mime_reader_next(&run, r) > 0; runs++)
		mime_strbuf_add(&pulled, run);
	mime_reader_free(r);
	ck_assert_uint_eq(pulled.len, 1 + 3 * 50000);
	ck_assert_mem_eq(pulled.ptr + pulled.len - 3, "数", 3);
	ck_assert_uint_gt(runs, 4);
	mime_strbuf_free(&in);
	mime_strbuf_free(&pulled);
	reading_end(&reading);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, code_pages_have_labels, 0, COUNT(pages));
	tcase_add_test(cases, the_table_of_labels_knows_all);
	tcase_add_loop_test(cases, texts_become_utf_8, 0, COUNT(texts));
	tcase_add_test(cases, long_texts_are_read_in_pieces);
}

SUITE_MAIN("tnef_text", add_tests)
