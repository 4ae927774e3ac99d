#include "../tools/term.h"
#include "support/suite.h"

static const struct {
	const char *why;
	mime_slice in;
	unsigned keep;
	const char *out, *ascii; /* ascii NULL: the same */
	unsigned found;
} vec[] = {
#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}
	{ "plain", S("a b~"), 0, "a b~", NULL, 0 },
	{ "Chinese", S("\xe4\xb8\xad\xe6\x96\x87"), 0,
	  "\xe4\xb8\xad\xe6\x96\x87", NULL, 0 },
	{ "four bytes", S("\xf0\x9f\x98\x80"), 0, "\xf0\x9f\x98\x80", NULL, 0 },
	{ "escape", S("\x1b[31m"), 0, "\xe2\x90\x9b[31m", "\\x1b[31m",
	  TERM_FOUND_CONTROL },
	{ "NUL and bell", S("a\0\a"), 0, "a\xe2\x90\x80\xe2\x90\x87",
	  "a\\x00\\x07", TERM_FOUND_CONTROL },
	{ "DEL", S("\x7f"), 0, "\xe2\x90\xa1", "\\x7f", TERM_FOUND_CONTROL },
	{ "carriage return", S("a\rb"), TERM_KEEP_TEXT,
	  "a\xe2\x90\x8d"
	  "b",
	  "a\\x0db", TERM_FOUND_CONTROL },
	{ "newline and tab in a line", S("\n\t"), 0, "\xe2\x90\x8a\xe2\x90\x89",
	  "\\x0a\\x09", TERM_FOUND_CONTROL },
	{ "tab kept", S("\n\t"), TERM_KEEP_TAB, "\xe2\x90\x8a\t", "\\x0a\t",
	  TERM_FOUND_CONTROL },
	{ "both kept", S("\n\t"), TERM_KEEP_TEXT, "\n\t", NULL, 0 },
	{ "C1: CSI",
	  S("\xc2\x9b"
	    "31m"),
	  0, "<U+009B>31m", "\\x9b31m", TERM_FOUND_CONTROL },
	{ "C1: the first and the last", S("\xc2\x80\xc2\x9f\xc2\xa0"), 0,
	  "<U+0080><U+009F>\xc2\xa0", "\\x80\\x9f\xc2\xa0",
	  TERM_FOUND_CONTROL },
	{ "C1 as a byte is invalid", S("\x9b"), 0, "\xef\xbf\xbd", NULL,
	  TERM_FOUND_INVALID },
	{ "override",
	  S("a\xe2\x80\xae"
	    "b"),
	  0, "a<U+202E>b", NULL, TERM_FOUND_BIDI },
	{ "embeddings", S("\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad"),
	  0, "<U+202A><U+202B><U+202C><U+202D>", NULL, TERM_FOUND_BIDI },
	{ "isolates", S("\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9"), 0,
	  "<U+2066><U+2067><U+2068><U+2069>", NULL, TERM_FOUND_BIDI },
	{ "marks", S("\xe2\x80\x8e\xe2\x80\x8f\xd8\x9c"), 0,
	  "<U+200E><U+200F><U+061C>", NULL, TERM_FOUND_BIDI },
	{ "line separator", S("\xe2\x80\xa8\xe2\x80\xa9"), TERM_KEEP_TEXT,
	  "<U+2028><U+2029>", NULL, TERM_FOUND_BIDI },
	{ "byte-order mark",
	  S("\xef\xbb\xbf"
	    "a"),
	  0, "<U+FEFF>a", NULL, TERM_FOUND_BIDI },
	{ "joiners pass", S("\xe2\x80\x8c\xe2\x80\x8d"), 0,
	  "\xe2\x80\x8c\xe2\x80\x8d", NULL, 0 },
	{ "replacement is told", S("\xef\xbf\xbd"), 0, "\xef\xbf\xbd", NULL,
	  TERM_FOUND_REPLACED },
	{ "Latin-1", S("M\xfcller"), 0, "M\xef\xbf\xbdller", NULL,
	  TERM_FOUND_INVALID },
	{ "cut off", S("a\xe4\xb8"), 0, "a\xef\xbf\xbd", NULL,
	  TERM_FOUND_INVALID },
	{ "cut off by ASCII",
	  S("\xe4\xb8"
	    "a"),
	  0,
	  "\xef\xbf\xbd"
	  "a",
	  NULL, TERM_FOUND_INVALID },
	{ "cut off by an escape", S("\xf0\x9f\x98\x1b"), 0,
	  "\xef\xbf\xbd\xe2\x90\x9b", "\xef\xbf\xbd\\x1b",
	  TERM_FOUND_INVALID | TERM_FOUND_CONTROL },
	{ "overlong slash", S("\xc0\xaf"), 0, "\xef\xbf\xbd\xef\xbf\xbd", NULL,
	  TERM_FOUND_INVALID },
	{ "overlong escape", S("\xe0\x80\x9b"), 0,
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", NULL, TERM_FOUND_INVALID },
	{ "surrogate", S("\xed\xa0\x80"), 0,
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", NULL, TERM_FOUND_INVALID },
	{ "past the end", S("\xf4\x90\x80\x80\xf5"), 0,
	  "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", NULL,
	  TERM_FOUND_INVALID },
#undef S
};

static void
clean(struct buffer *out, unsigned *found, int i, size_t cut, bool ascii)
{
	mime_slice in = vec[i].in;
	struct term_clean c;

	term_clean_init(&c, vec[i].keep, ascii);
	term_clean_add(&c, out, (mime_slice){ in.ptr, cut });
	term_clean_add(&c, out, (mime_slice){ in.ptr + cut, in.len - cut });
	term_clean_end(&c, out);
	*found = c.found;
}

START_TEST(cleans_at_every_split)
{
	for (size_t cut = 0; cut <= vec[_i].in.len; cut++) {
		for (int ascii = 0; ascii < 2; ascii++) {
			const char *want = ascii && vec[_i].ascii != NULL
						   ? vec[_i].ascii
						   : vec[_i].out;
			struct buffer out = { NULL, 0, 0 };
			unsigned found;

			clean(&out, &found, _i, cut, ascii != 0);
			ck_assert_msg(strcmp(buffer_string(&out), want) == 0,
				      "%s, cut at %zu: %s", vec[_i].why, cut,
				      buffer_string(&out));
			ck_assert_uint_eq(found, vec[_i].found);
			buffer_free(&out);
		}
	}
}
END_TEST

START_TEST(byte_by_byte)
{
	struct buffer out = { NULL, 0, 0 };
	struct term_clean c;

	term_clean_init(&c, vec[_i].keep, false);
	for (size_t i = 0; i < vec[_i].in.len; i++)
		term_clean_add(&c, &out, (mime_slice){ vec[_i].in.ptr + i, 1 });
	term_clean_end(&c, &out);
	ck_assert_str_eq(buffer_string(&out), vec[_i].out);
	buffer_free(&out);
}
END_TEST

/* Whatever the bytes, nothing comes out that moves a cursor. */
START_TEST(no_byte_escapes)
{
	for (unsigned a = 0; a < 256; a++) {
		for (unsigned b = 0; b < 256; b++) {
			char in[3] = { (char)a, (char)b, 'x' };
			struct buffer out = { NULL, 0, 0 };

			term_clean_line(&out, (mime_slice){ in, 3 }, false);
			for (size_t i = 0; i < out.len; i++) {
				uint8_t c = (uint8_t)out.ptr[i];

				ck_assert(c >= 0x20 && c != 0x7f);
				ck_assert(c != 0xc2 ||
					  (uint8_t)out.ptr[i + 1] >= 0xa0);
			}
			ck_assert_int_eq(out.ptr[out.len - 1], 'x');
			buffer_free(&out);
		}
	}
}
END_TEST

static const struct {
	const char *in;
	size_t columns;
	const char *out, *ascii;
} cuts[] = {
	{ "abcdef", 6, "abcdef", "abcdef" },
	{ "abcdef", 5, "abcd\xe2\x80\xa6", "ab..." },
	{ "abcdef", 1, "\xe2\x80\xa6", "." },
	{ "abcdef", 0, "", "" },
	{ "", 0, "", "" },
};

START_TEST(cut_to_columns)
{
	for (int ascii = 0; ascii < 2; ascii++) {
		struct buffer b = { NULL, 0, 0 };

		buffer_add_text(&b, "=");
		buffer_add_text(&b, cuts[_i].in);
		term_cut(&b, 1, cuts[_i].columns, ascii != 0);
		ck_assert_str_eq(buffer_string(&b) + 1,
				 ascii ? cuts[_i].ascii : cuts[_i].out);
		ck_assert_int_eq(buffer_string(&b)[0], '=');
		buffer_free(&b);
	}
}
END_TEST

START_TEST(cut_between_characters)
{
	struct buffer b = { NULL, 0, 0 };
	size_t width;

	buffer_add_text(&b, "\xe4\xb8\xad\xe6\x96\x87\xe4\xb8\xad");
	width = term_width(buffer_slice(&b));
	ck_assert(width == 6 || width == 3); /* without libunistring */
	term_cut(&b, 0, width - 1, false);
	ck_assert_uint_le(term_width(buffer_slice(&b)), width - 1);
	ck_assert_str_eq(buffer_string(&b),
			 width == 6 ? "\xe4\xb8\xad\xe6\x96\x87\xe2\x80\xa6"
				    : "\xe4\xb8\xad\xe2\x80\xa6");
	buffer_free(&b);
}
END_TEST

static void
set_environment(const char *no_color, const char *force, const char *type)
{
	unsetenv("NO_COLOR");
	unsetenv("CLICOLOR_FORCE");
	unsetenv("TERM");
	if (no_color != NULL)
		setenv("NO_COLOR", no_color, 1);
	if (force != NULL)
		setenv("CLICOLOR_FORCE", force, 1);
	if (type != NULL)
		setenv("TERM", type, 1);
}

START_TEST(colour_is_decided)
{
	FILE *file = tmpfile();
	struct term t;

	ck_assert_ptr_nonnull(file);
	set_environment(NULL, NULL, "xterm");
	term_init(&t, file, TERM_AUTO, false, 0);
	ck_assert(!t.colour && !t.tty && !t.lines && t.width == SIZE_MAX);
	term_init(&t, file, TERM_ALWAYS, false, 40);
	ck_assert(t.colour && t.width == 40);
	set_environment(NULL, "1", NULL);
	term_init(&t, file, TERM_AUTO, false, 0);
	ck_assert(t.colour);
	term_init(&t, file, TERM_NEVER, false, 0);
	ck_assert(!t.colour);
	set_environment("1", "1", NULL);
	term_init(&t, file, TERM_AUTO, false, 0);
	ck_assert(!t.colour);
	set_environment("", "1", NULL); /* an empty one is none */
	term_init(&t, file, TERM_AUTO, false, 0);
	ck_assert(t.colour);
	term_init(&t, file, TERM_ALWAYS, true, 0);
	ck_assert(t.colour && !t.lines);
	fclose(file);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, cleans_at_every_split, 0, COUNT(vec));
	tcase_add_loop_test(cases, byte_by_byte, 0, COUNT(vec));
	tcase_add_test(cases, no_byte_escapes);
	tcase_add_loop_test(cases, cut_to_columns, 0, COUNT(cuts));
	tcase_add_test(cases, cut_between_characters);
	tcase_add_test(cases, colour_is_decided);
}

SUITE_MAIN("term", add_tests)
