#include "base/slice.h"
#include "support/defect_list.h"
#include "support/suite.h"
#include "text/word_bytes.h"

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *why;
	bool base64;
	const char *text, *bytes;
	size_t n;
	const char *defects;
} vectors[] = {
	{ "nothing", false, "", BYTES(""), "" },
	{ "Q", false, "a_b=20=c3=A9", BYTES("a b \xc3\xa9"), "" },
	{ "Q: a NUL", false, "=00", BYTES("\0"), "" },
	{ "Q: no digits", false, "=4", BYTES("=4"), "E07@13+4" },
	{ "Q: a question mark", false, "a?", BYTES("a?"), "E07@13+4" },
	{ "Q: a fold inside", false, "a\r\n b", BYTES("a b"), "W12@13+4" },
	{ "B", true, "YWJj", BYTES("abc"), "" },
	{ "B: empty", true, "", BYTES(""), "" },
	{ "B: a blank inside", true, "YW Jj", BYTES("abc"), "W12@13+4" },
	{ "B: no padding", true, "YQ", BYTES("a"), "E03@13+4" },
	{ "B: junk", true, "YW*Jj", BYTES("abc"), "E01@13+4" },
};

START_TEST(words_become_bytes)
{
	struct mime_word w = { .start = 3,
			       .end = 7,
			       .text = mime_slice_text(vectors[_i].text),
			       .base64 = vectors[_i].base64 };
	struct mime_text_context context = { .offset = 10 };
	struct mime_defects defects;
	struct mime_arena arena;
	struct mime_strbuf out;
	char list[64];

	mime_arena_init(&arena);
	mime_defects_init(&defects, &arena);
	context.defects = &defects;
	mime_strbuf_init(&out, SIZE_MAX);
	mime_strbuf_add_char(&out, '>');
	mime_word_bytes(&out, &w, &context);
	ck_assert_msg(out.len == vectors[_i].n + 1 &&
			      memcmp(out.ptr + 1, vectors[_i].bytes,
				     vectors[_i].n) == 0,
		      "%s: %.*s", vectors[_i].why, (int)out.len, out.ptr);
	ck_assert_str_eq(defect_list(list, sizeof list, &defects),
			 vectors[_i].defects);
	mime_strbuf_free(&out);
	mime_arena_free(&arena);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, words_become_bytes, 0, COUNT(vectors));
}

SUITE_MAIN("word_bytes", add_tests)
