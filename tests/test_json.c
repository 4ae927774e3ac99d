#include "../tools/json.h"
#include "../tools/json_error.h"
#include "../tools/json_header.h"
#include "support/tool.h"

#define S(literal)                                                             \
	{                                                                      \
		literal, sizeof(literal) - 1                                   \
	}

/* A sender's bytes as a string of JSON. */
static const struct {
	const char *why;
	mime_slice in;
	const char *text;
} strings[] = {
	{ "absent", { NULL, 0 }, "null" },
	{ "empty", S(""), "\"\"" },
	{ "quote and backslash", S("a\"b\\c/"), "\"a\\\"b\\\\c/\"" },
	{ "C0 and NUL", S("\0\x01\x1b\x1f\n\r\t\b\f"),
	  "\"\\u0000\\u0001\\u001B\\u001F\\n\\r\\t\\b\\f\"" },
	{ "DEL", S("\x7f"), "\"\\u007F\"" },
	{ "C1", S("\xc2\x80\xc2\x9b\xc2\x9f"), "\"\\u0080\\u009B\\u009F\"" },
	{ "behind C1", S("\xc2\xa0\xc3\x80\xc2\xbf"),
	  "\"\xc2\xa0\xc3\x80\xc2\xbf\"" },
	{ "C1 among others",
	  S("a\xc2\x9b"
	    "b\x7f"
	    "c\xe4\xb8\xad"),
	  "\"a\\u009Bb\\u007Fc\xe4\xb8\xad\"" },
	{ "four bytes", S("\xf0\x9f\x98\x80"), "\"\xf0\x9f\x98\x80\"" },
	{ "no UTF-8", S("\xff"), "\"\xef\xbf\xbd\"" },
	{ "a lone C2", S("\xc2"), "\"\xef\xbf\xbd\"" },
	{ "C2 before ASCII",
	  S("\xc2"
	    "a"),
	  "\"\xef\xbf\xbd"
	  "a\"" },
	{ "overlong", S("\xc0\x80"), "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "surrogate", S("\xed\xa0\x80"),
	  "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
	{ "above U+10FFFF", S("\xf4\x90\x80\x80"),
	  "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"" },
};

START_TEST(text)
{
	for (int compact = 0; compact < 2; compact++) {
		struct buffer b = { NULL, 0, 0 };
		json_t *value = json_of(strings[_i].in);

		json_add(&b, value, compact != 0);
		ck_assert_msg(strcmp(buffer_string(&b), strings[_i].text) == 0,
			      "%s: %s", strings[_i].why, buffer_string(&b));
		json_decref(value);
		buffer_free(&b);
	}
}
END_TEST

/* Any two bytes: what comes out is printable, and JSON. */
START_TEST(any_two_bytes)
{
	for (unsigned k = 0; k < 256; k++) {
		char in[] = { (char)_i, (char)k, 'x' };
		struct buffer b = { NULL, 0, 0 };
		json_t *value = json_of((mime_slice){ in, 3 }), *again;
		bool good = true;

		json_add(&b, value, true);
		for (size_t i = 0; i < b.len; i++) {
			uint8_t c = (uint8_t)b.ptr[i];

			good = good && c >= 0x20 && c != 0x7f &&
			       (c != 0xc2 || (uint8_t)b.ptr[i + 1] >= 0xa0);
		}
		again = json_loadb(b.ptr, b.len,
				   JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
		ck_assert_msg(good && again != NULL &&
				      json_equal(value, again) == 1,
			      "%02x %02x", (unsigned)_i, k);
		json_decref(again);
		json_decref(value);
		buffer_free(&b);
	}
}
END_TEST

static void
write_all(struct json *j)
{
	static const uint8_t digest[32] = { 0x01, 0xab };
	json_t *members = json_object();

	json_set(members, "m", json_integer(1));
	json_set(members, "n", json_of((mime_slice){ "\x7f", 1 }));
	json_begin(j, NULL, '{');
	json_begin(j, "empty", '[');
	json_end(j, ']');
	json_begin(j, "list", '[');
	json_number(j, NULL, 1);
	json_number(j, NULL, INT64_MAX);
	json_begin(j, NULL, '{');
	json_end(j, '}');
	json_end(j, ']');
	json_put_members(j, members);
	json_text(j, "text", (mime_slice){ "a\x1b", 2 });
	json_text(j, "none", (mime_slice){ NULL, 0 });
	json_begin_ascii(j, "ascii");
	json_add_ascii(j, "QUJD", 4);
	json_add_ascii(j, "", 0);
	json_add_ascii(j, "RA==", 4);
	json_end_ascii(j);
	json_hash(j, "hash", digest);
	json_end(j, '}');
	json_finish(j);
}

#define HASH                                                                   \
	"sha256:"                                                              \
	"01ab000000000000000000000000000000000000000000000000000000000000"

static const struct {
	enum json_form form;
	bool tty, several;
	const char *text;
} forms[] = {
	{ JSON_FORM_COMPACT, true, false, NULL },
	{ JSON_FORM_AUTO, false, false, NULL },
	{ JSON_FORM_AUTO, true, true, NULL },
	{ JSON_FORM_AUTO, true, false, "pretty" },
	{ JSON_FORM_PRETTY, false, true, "pretty" },
};

static const char compact[] =
	"{\"empty\":[],\"list\":[1,9223372036854775807,{}],\"m\":1,"
	"\"n\":\"\\u007F\",\"text\":\"a\\u001B\",\"none\":null,"
	"\"ascii\":\"QUJDRA==\",\"hash\":\"" HASH "\"}";
static const char pretty[] =
	"{\n  \"empty\": [],\n  \"list\": [\n    1,\n"
	"    9223372036854775807,\n    {}\n  ],\n  \"m\": 1,\n"
	"  \"n\": \"\\u007F\",\n  \"text\": \"a\\u001B\",\n"
	"  \"none\": null,\n  \"ascii\": \"QUJDRA==\",\n"
	"  \"hash\": \"" HASH "\"\n}";

/* Two records, one after the other. */
START_TEST(writes)
{
	const char *wanted = forms[_i].text != NULL ? pretty : compact;
	size_t n = strlen(wanted);

	for (int null = 0; null < 2; null++) {
		struct output o;
		struct dump d = { .out = &o,
				  .null = null != 0,
				  .several = forms[_i].several,
				  .term = { .tty = forms[_i].tty } };
		struct buffer got;
		struct json j;

		written_begin(&o);
		json_init(&j, &d, forms[_i].form);
		write_all(&j);
		write_all(&j);
		buffer_free(&d.line);
		written_end(&got, &o);
		ck_assert_uint_eq(got.len, 2 * n + 2);
		for (size_t at = 0; at < got.len; at += n + 1) {
			ck_assert(memcmp(got.ptr + at, wanted, n) == 0);
			ck_assert(got.ptr[at + n] == (null ? '\0' : '\n'));
		}
		buffer_free(&got);
	}
}
END_TEST

/* The output of n levels does not grow with n * n, and little is kept. */
START_TEST(deep_and_long)
{
	enum { DEPTH = 20000 };
	struct output o;
	struct dump d = { .out = &o };
	struct buffer got;
	struct json j;

	written_begin(&o);
	json_init(&j, &d, JSON_FORM_PRETTY);
	for (int i = 0; i < DEPTH; i++)
		json_begin(&j, NULL, '[');
	for (int i = 0; i < DEPTH; i++)
		json_end(&j, ']');
	json_begin_ascii(&j, NULL);
	for (int i = 0; i < DEPTH; i++) {
		json_add_ascii(&j, "0123456789", 10);
		ck_assert_uint_lt(d.line.len, 40000);
	}
	json_end_ascii(&j);
	json_finish(&j);
	buffer_free(&d.line);
	written_end(&got, &o);
	ck_assert_uint_gt(got.len, DEPTH * 2 + DEPTH * 10);
	ck_assert_uint_lt(got.len, DEPTH * (2 * 82) + DEPTH * 10 + 100);
	buffer_free(&got);
}
END_TEST

static const struct {
	const char *file, *text, *json;
} errors[] = {
	{ "a.eml", "is bad",
	  "{\"program\": \"p\", \"file\": \"a.eml\", \"kind\": \"error\", "
	  "\"message\": \"is bad\"}" },
	{ NULL, "",
	  "{\"program\": \"p\", \"file\": null, \"kind\": \"error\", "
	  "\"message\": \"\"}" },
	{ "\x1b\xff\n\"", "\xc2\x9b",
	  "{\"program\": \"p\", \"file\": \"\\u001B\xef\xbf\xbd\\n\\\"\", "
	  "\"kind\": \"error\", \"message\": \"\\u009B\"}" },
};

START_TEST(of_an_error)
{
	struct buffer b = { NULL, 0, 0 };

	json_error_add(&b, "p", errors[_i].file, "error", errors[_i].text);
	ck_assert_str_eq(buffer_string(&b), errors[_i].json);
	buffer_free(&b);
}
END_TEST

static const struct {
	struct mime_date date;
	const char *text;
} dates[] = {
	{ { 0, 0, true }, "\"1970-01-01T00:00:00Z\"" },
	{ { 0, 0, false }, "\"1970-01-01T00:00:00-00:00\"" },
	{ { 0, 480, true }, "\"1970-01-01T08:00:00+08:00\"" },
	{ { 0, -210, true }, "\"1969-12-31T20:30:00-03:30\"" },
	{ { 0, 1, true }, "\"1970-01-01T00:01:00+00:01\"" },
	{ { 0, -1, true }, "\"1969-12-31T23:59:00-00:01\"" },
};

START_TEST(of_a_date)
{
	struct output o;
	struct dump d = { .out = &o };
	struct buffer got;
	struct json j;

	written_begin(&o);
	json_init(&j, &d, JSON_FORM_COMPACT);
	json_date(&j, NULL, &dates[_i].date);
	json_finish(&j);
	buffer_free(&d.line);
	written_end(&got, &o);
	buffer_truncate(&got, got.len - 1);
	ck_assert_str_eq(buffer_string(&got), dates[_i].text);
	buffer_free(&got);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, text, 0, COUNT(strings));
	tcase_add_loop_test(cases, any_two_bytes, 0, 256);
	tcase_add_loop_test(cases, writes, 0, COUNT(forms));
	tcase_add_test(cases, deep_and_long);
	tcase_add_loop_test(cases, of_an_error, 0, COUNT(errors));
	tcase_add_loop_test(cases, of_a_date, 0, COUNT(dates));
}

SUITE_MAIN("json", add_tests)
