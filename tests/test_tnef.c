#include "support/tnef_show.h"
#include "view/tnef.h"
#include <limits.h>

#define RTF                                                                    \
	"{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 "  \
	"SimSun;}}\\x0d\\x0a\\pard\\f0\\fs20 hello hello hello "               \
	"hello\\par\\x0d\\x0a}"
static const struct {
	const char *name;
	size_t most;
	const char *want;
} samples[] = {
	{ "old", 1,
	  "body.txt(text/plain)[数据\\x0d\\x0a]\n"
	  "数据.csv[1,2\\x0d\\x0a]\n"
	  "..\\销售报告.gif[GIF89a\\x01\\x00\\x01\\x00\\x00\\x00\\x00;]\n " },
	{ "chinese", 1,
	  "body.txt(text/plain)[销售报告\\x0d\\x0a]\n"
	  "body.rtf(application/rtf)[" RTF "]\n"
	  "body.html(text/html)[<meta charset=gb2312><p>\xca\xfd\xbe\xdd]\n"
	  "销售报告2026 (终).xlsx[PK\\x03\\x04 not a workbook]\n"
	  "a.gif(image/gif)[GIF89a\\x01\\x00\\x01\\x00\\x00\\x00\\x00;]\n " },
	{ "attached", 3,
	  "body.txt(text/plain)[see below\\x0d\\x0a]\n"
	  "a.txt(text/plain)[a\\x0a]\n"
	  "Re: 午饭.txt(text/plain)[午饭\\x0d\\x0a]\n"
	  "the innermost.txt(text/plain)[café\\x0d\\x0a]\n"
	  "deep.txt(text/plain)[deep\\x0a]\n"
	  "b.txt(text/plain)[b\\x0a]\n"
	  "z.txt(text/plain)[z\\x0a]\n " },
	{ "object", 1,
	  "chart.ole[\xd0\xcf\\x11\xe0\xa1\xb1\\x1a\xe1 cells]\n " },
};

START_TEST(samples_are_read)
{
	struct mime_strbuf b;
	const char *name = "";

	for (size_t i = 0; strcmp(name, samples[_i].name) != 0; i++) {
		name = tnef_sample(&b, i);
		ck_assert_ptr_nonnull(name);
		if (strcmp(name, samples[_i].name) == 0)
			tnef_check(mime_strbuf_slice(&b), samples[_i].most,
				   samples[_i].want, name);
		mime_strbuf_free(&b);
	}
}
END_TEST

/* Whatever is cut off, all before it is there as before, and the end is said:
 * but where a stream ends between two attributes. */
static void
cut_one(mime_slice whole, size_t n)
{
	struct mime_strbuf all, cut;
	struct reading reading;
	mime_slice rest = reading_begin(&reading, mime_slice_part(whole, 0, n));
	mime_slice at = whole;
	struct mime_tnef_attribute a;
	bool between = false;
	struct mime_tnef *t;
	size_t same = 0, lines = 0;

	mime_strbuf_init(&all, SIZE_MAX);
	mime_strbuf_init(&cut, SIZE_MAX);
	mime_tnef_begin(&at);
	do
		between |= whole.len - at.len == n;
	while (mime_tnef_attribute_next(&a, &at) > 0);
	mime_tnef_begin(&rest);
	mime_tnef_open_stream(&t, rest, &reading.context, MIME_ABSENT, 9);
	tnef_show(&cut, t);
	ck_assert_msg((mime_tnef_damage(t) == MIME_EMBEDDED_CUT) == !between,
		      "cut at %zu: %u", n, mime_tnef_damage(t));
	mime_tnef_free(t);
	mime_tnef_begin(&whole);
	mime_tnef_open_stream(&t, whole, &reading.context, MIME_ABSENT, 9);
	tnef_show(&all, t);
	mime_tnef_free(t);
	while (same < cut.len && cut.ptr[same] == all.ptr[same])
		same++;
	/* but one line, which may have another name and less content */
	for (size_t i = same; i < cut.len; i++)
		lines += cut.ptr[i] == '\n';
	ck_assert_msg(lines <= 1, "cut at %zu: %.*s", n, (int)cut.len, cut.ptr);
	mime_strbuf_free(&all);
	mime_strbuf_free(&cut);
	reading_end(&reading);
}

START_TEST(a_cut_loses_what_is_behind_it)
{
	struct mime_strbuf b;
	const char *name = tnef_sample(&b, (size_t)_i);

	ck_assert_ptr_nonnull(name);
	for (size_t n = 6; n < b.len; n++)
		cut_one(mime_strbuf_slice(&b), n);
	mime_strbuf_free(&b);
}
END_TEST

/* The stream of the last level holds a file. */
static void
make_deep(struct mime_strbuf *b, size_t levels)
{
	struct mime_strbuf inner;
	struct tnef_list l;

	tnef_head(b);
	tnef_attribute(b, TNEF_DATA, MIME_LITERAL("x"));
	for (; levels > 1; levels--) {
		inner = *b;
		tnef_list_begin(&l);
		tnef_string(&l, P_DISPLAY, "m");
		tnef_object(&l, TNEF_IID_MESSAGE, mime_strbuf_slice(&inner));
		mime_strbuf_init(b, SIZE_MAX);
		tnef_head(b);
		tnef_list_end(b, TNEF_ATTACHMENT, &l);
		mime_strbuf_free(&inner);
	}
}

START_TEST(depth_has_a_limit)
{
	struct mime_embedded file;
	struct reading reading;
	struct mime_strbuf b;
	struct mime_tnef *t;
	mime_slice rest;

	mime_strbuf_init(&b, SIZE_MAX);
	make_deep(&b, 9);
	tnef_check(mime_strbuf_slice(&b), 9, "[x]\n ", "at the limit");
	rest = mime_strbuf_slice(&b);
	reading_begin(&reading, rest);
	mime_tnef_begin(&rest);
	ck_assert_int_eq(mime_tnef_open_stream(&t, rest, &reading.context,
					       MIME_ABSENT, 8),
			 MIME_OK);
	ck_assert_int_eq(mime_tnef_next(&file, t), 1);
	ck_assert_int_eq(file.damage, MIME_EMBEDDED_DEEP);
	ck_assert(mime_slice_is(file.name, "m.tnef"));
	ck_assert(mime_tnef_begin(&file.data));
	ck_assert_int_eq(mime_tnef_next(&file, t), 0);
	mime_tnef_free(t);
	mime_strbuf_free(&b);
	reading_end(&reading);
}
END_TEST

/* Without a limit there are as many streams as the input has. */
START_TEST(depth_without_a_limit)
{
	struct mime_strbuf b;

	mime_strbuf_init(&b, SIZE_MAX);
	make_deep(&b, 1500);
	tnef_check(mime_strbuf_slice(&b), SIZE_MAX, "[x]\n ", "deep");
	mime_strbuf_free(&b);
}
END_TEST

/* A title that each of many texts is named after is cut once. */
START_TEST(a_long_title_is_cut)
{
	char title[3000];
	struct mime_strbuf b, inner;
	struct tnef_list l;
	struct mime_embedded file;
	struct reading reading;
	struct mime_tnef *t;
	mime_slice rest;

	memset(title, 'a', sizeof title - 1);
	title[sizeof title - 1] = '\0';
	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_init(&inner, SIZE_MAX);
	tnef_head(&inner);
	tnef_text(&inner, TNEF_BODY, "x");
	tnef_head(&b);
	tnef_list_begin(&l);
	tnef_string(&l, P_DISPLAY, title);
	tnef_object(&l, TNEF_IID_MESSAGE, mime_strbuf_slice(&inner));
	tnef_list_end(&b, TNEF_ATTACHMENT, &l);
	rest = reading_begin(&reading, mime_strbuf_slice(&b));
	mime_tnef_begin(&rest);
	ck_assert_int_eq(mime_tnef_open_stream(&t, rest, &reading.context,
					       MIME_ABSENT, 2),
			 MIME_OK);
	ck_assert_int_eq(mime_tnef_next(&file, t), 1);
	ck_assert_uint_eq(file.name.len, 404);
	mime_tnef_free(t);
	mime_strbuf_free(&b);
	mime_strbuf_free(&inner);
	reading_end(&reading);
}
END_TEST

/* Parts of a message: which are opened, and under which limits. */
static const struct {
	const char *why, *header;
	struct mime_parse_opts opts;
	const char *want; /* "-": not opened */
} parts[] = {
	{ "the type", "application/ms-tnef", { 0 }, "body.txt[\xe4\xb8\xad]" },
	{ "the other type",
	  "Application/vnd.MS-TNEF; name=a",
	  { 0 },
	  "body.txt[\xe4\xb8\xad]" },
	{ "the name",
	  "application/octet-stream; name=Winmail.DAT",
	  { 0 },
	  "body.txt[\xe4\xb8\xad]" },
	{ "another name", "application/octet-stream; name=a.dat", { 0 }, "-" },
	{ "another type", "application/pdf; name=winmail.dat", { 0 }, "-" },
	{ "a charset for all texts",
	  "application/ms-tnef",
	  { .charset = "iso-8859-5" },
	  "body.txt[\xd0\xb6\xd0\xb0]" },
	{ "a charset for what has none",
	  "application/ms-tnef",
	  { .fallback = "iso-8859-5" },
	  "body.txt[\xd0\xb6\xd0\xb0]" },
};

START_TEST(parts_are_opened)
{
	struct mime_parse_opts opts = parts[_i].opts;
	struct mime_strbuf b;
	struct mime_message *m;
	struct mime_embedded file;
	struct mime_tnef *t;

	opts.size = sizeof opts;
	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_add_text(&b, "Content-Transfer-Encoding: binary\n"
				 "Content-Type: ");
	mime_strbuf_add_text(&b, parts[_i].header);
	mime_strbuf_add_text(&b, "\n\n");
	tnef_head(&b);
	tnef_text(&b, TNEF_BODY, "\xd6\xd0");
	ck_assert_int_eq(mime_parse(&m, mime_strbuf_slice(&b), &opts, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_tnef_open(&t, mime_message_root(m)), MIME_OK);
	ck_assert_msg((t == NULL) == (parts[_i].want[0] == '-'), "%s",
		      parts[_i].why);
	if (t != NULL) {
		struct mime_strbuf out;

		ck_assert_int_eq(mime_tnef_next(&file, t), 1);
		mime_strbuf_init(&out, SIZE_MAX);
		mime_strbuf_add(&out, file.name);
		tnef_show_content(&out, &file);
		reading_same(&out, parts[_i].want, parts[_i].why);
		mime_strbuf_free(&out);
	}
	mime_tnef_free(t);
	mime_message_free(m);
	mime_strbuf_free(&b);
}
END_TEST

static const struct {
	const char *why;
	unsigned max_nested, flags;
	const char *first; /* file, and the damage of all */
	unsigned damage;
} limits[] = {
	{ "the default, 8", 0, 0, NULL, 0 },
	{ "none", UINT_MAX, 0, NULL, 0 },
	{ "enough", 2, 0, NULL, 0 },
	{ "too few", 1, 0, "m.tnef", MIME_EMBEDDED_DEEP },
	{ "no message inside", 0, MIME_PARSE_NO_DESCEND, "m.tnef",
	  MIME_EMBEDDED_DEEP },
};

START_TEST(the_message_sets_the_limit)
{
	struct mime_parse_opts opts = { .size = sizeof opts,
					.max_nested = limits[_i].max_nested,
					.flags = limits[_i].flags };
	struct mime_strbuf b, stream;
	struct mime_embedded file;
	struct mime_message *m;
	struct mime_tnef *t;

	mime_strbuf_init(&b, SIZE_MAX);
	mime_strbuf_init(&stream, SIZE_MAX);
	mime_strbuf_add_text(&b, "Content-Type: application/ms-tnef\n\n");
	make_deep(&stream, 3);
	mime_strbuf_add(&b, mime_strbuf_slice(&stream));
	ck_assert_int_eq(mime_parse(&m, mime_strbuf_slice(&b), &opts, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_tnef_open(&t, mime_message_root(m)), MIME_OK);
	ck_assert_int_eq(mime_tnef_next(&file, t), 1);
	if (limits[_i].first != NULL)
		ck_assert(mime_slice_is(file.name, limits[_i].first));
	else
		ck_assert_ptr_null(file.name.ptr);
	ck_assert_uint_eq(mime_tnef_damage(t), limits[_i].damage);
	mime_tnef_free(t);
	mime_message_free(m);
	mime_strbuf_free(&b);
	mime_strbuf_free(&stream);
}
END_TEST

START_TEST(what_is_no_part_is_refused)
{
	struct mime_message *m;
	struct mime_tnef *t;

	ck_assert_int_eq(mime_tnef_open(&t, NULL), MIME_EINVAL);
	ck_assert_ptr_null(t);
	ck_assert_int_eq(mime_parse(&m,
				    MIME_LITERAL("Content-Type: "
						 "multipart/mixed; boundary=b"
						 "\n\n--b\n\n--b--\n"),
				    NULL, NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_tnef_open(&t, mime_message_root(m)), MIME_OK);
	ck_assert_ptr_null(t);
	mime_message_free(m);
	mime_tnef_free(NULL);
}
END_TEST

/* Within the time of a test, which a step for each pair would not be. */
START_TEST(a_million_attributes)
{
	struct mime_strbuf b;
	struct mime_embedded file;
	struct reading reading;
	struct mime_tnef *t;
	mime_slice rest;
	size_t n = 0;

	mime_strbuf_init(&b, SIZE_MAX);
	tnef_head(&b);
	for (int i = 0; i < 1000000; i++)
		tnef_attribute(&b, i % 2 ? TNEF_DATA : TNEF_BODY,
			       MIME_LITERAL("a"));
	rest = reading_begin(&reading, mime_strbuf_slice(&b));
	mime_tnef_begin(&rest);
	ck_assert_int_eq(mime_tnef_open_stream(&t, rest, &reading.context,
					       MIME_ABSENT, 1),
			 MIME_OK);
	while (mime_tnef_next(&file, t) > 0)
		n++;
	ck_assert_uint_eq(n, 1000000);
	ck_assert_uint_eq(mime_tnef_damage(t), 0);
	mime_tnef_free(t);
	mime_strbuf_free(&b);
	reading_end(&reading);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, samples_are_read, 0, COUNT(samples));
	tcase_add_loop_test(cases, a_cut_loses_what_is_behind_it, 0, 5);
	tcase_add_test(cases, depth_has_a_limit);
	tcase_add_test(cases, depth_without_a_limit);
	tcase_add_test(cases, a_long_title_is_cut);
	tcase_add_loop_test(cases, parts_are_opened, 0, COUNT(parts));
	tcase_add_loop_test(cases, the_message_sets_the_limit, 0,
			    COUNT(limits));
	tcase_add_test(cases, what_is_no_part_is_refused);
	tcase_add_test(cases, a_million_attributes);
}

SUITE_MAIN("tnef", add_tests)
