#include "support/suite.h"
#include "tree/classify.h"

static const struct {
	const char *name, *body, *token;
	enum mime_transfer transfer;
	bool extra;
} vec[] = {
	{ "plain", " base64", "base64", MIME_TRANSFER_BASE64, false },
	{ "case", "Quoted-Printable ", "Quoted-Printable", MIME_TRANSFER_QP,
	  false },
	{ "comments", "(a) base64 (b)", "base64", MIME_TRANSFER_BASE64, false },
	{ "fold", "\r\n 8bit", "8bit", MIME_TRANSFER_8BIT, false },
	{ "text behind a semicolon", "base64; x", "base64",
	  MIME_TRANSFER_BASE64, true },
	{ "list", "base64, 7bit", "base64, 7bit", MIME_TRANSFER_UNKNOWN, true },
	{ "two words", "base64 7bit", "base64 7bit", MIME_TRANSFER_UNKNOWN,
	  true },
	{ "near miss", "bas64", "bas64", MIME_TRANSFER_UNKNOWN, false },
	{ "uuencode", " X-UUEncode", "X-UUEncode", MIME_TRANSFER_UU, false },
	{ "uuencode, shorter", "x-uue", "x-uue", MIME_TRANSFER_UU, false },
	{ "uuencode, without x-", "uuencode", "uuencode", MIME_TRANSFER_UU,
	  false },
	{ "quoted", "\"base64\"", "\"base64\"", MIME_TRANSFER_UNKNOWN, false },
	{ "empty", "", "", MIME_TRANSFER_UNKNOWN, false },
	{ "binary", "binary", "binary", MIME_TRANSFER_BINARY, false },
};

START_TEST(reads_a_transfer_encoding)
{
	struct mime_arena arena;
	enum mime_transfer transfer;
	mime_slice token;
	bool extra;

	mime_arena_init(&arena);
	ck_assert_int_eq(mime_transfer_scan(&transfer, &token, &extra, &arena,
					    mime_slice_text(vec[_i].body)),
			 MIME_OK);
	ck_assert_msg(transfer == vec[_i].transfer, "%s", vec[_i].name);
	ck_assert_msg(extra == vec[_i].extra, "%s", vec[_i].name);
	ck_assert_msg(mime_slice_equal(token, mime_slice_text(vec[_i].token)),
		      "%s: %.*s", vec[_i].name, (int)token.len, token.ptr);
	mime_arena_free(&arena);
}
END_TEST

static const struct {
	const char *body, *type;
	enum mime_media_type number;
} types[] = {
	{ " text/plain", "text/plain", MIME_TYPE_TEXT_PLAIN },
	{ "TEXT/HTML; a=b", "TEXT/HTML", MIME_TYPE_TEXT_HTML },
	{ "image/x-new", "image/x-new", MIME_TYPE_OTHER },
	{ "text", NULL, MIME_TYPE_OTHER },
	{ "text/", NULL, MIME_TYPE_OTHER },
	{ "/plain", NULL, MIME_TYPE_OTHER },
	{ "text/plain,x", NULL, MIME_TYPE_OTHER },
	{ "", NULL, MIME_TYPE_OTHER },
};

START_TEST(reads_a_media_type)
{
	mime_slice type;

	ck_assert_int_eq(
		mime_media_type_scan(&type, mime_slice_text(types[_i].body)),
		types[_i].number);
	ck_assert(mime_slice_equal(type, mime_slice_text(types[_i].type)));
	ck_assert_int_eq(type.ptr == NULL, types[_i].type == NULL);
}
END_TEST

START_TEST(names_its_media_types)
{
	for (int i = MIME_TYPE_OTHER + 1; i < MIME_TYPES; i++) {
		mime_slice name = mime_media_type_name((enum mime_media_type)i);
		mime_slice type;

		ck_assert_int_eq(mime_media_type_scan(&type, name), i);
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, reads_a_transfer_encoding, 0, COUNT(vec));
	tcase_add_loop_test(cases, reads_a_media_type, 0, COUNT(types));
	tcase_add_test(cases, names_its_media_types);
}

SUITE_MAIN("classify", add_tests)
