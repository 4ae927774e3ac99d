#include "../tools/json_name.h"
#include "support/tool.h"

/* Fields of a part, and what is told of the place of its name; "" nothing. */
static const struct {
	const char *fields, *from;
} vec[] = {
	{ "", "" },
	{ "Content-Type: text/plain\n", "" },
	{ "Content-Type: text/plain; name=a\n", "Content-Type name" },
	{ "Content-Type: text/plain; NAME=a\n", "Content-Type name" },
	{ "Content-Disposition: attachment; filename=a\n",
	  "Content-Disposition filename" },
	{ "Content-Type: a/b; name=a\n"
	  "Content-Disposition: attachment; filename=b\n",
	  "Content-Disposition filename" },
	{ "Content-Type: a/b; name=a\nContent-Disposition: attachment\n",
	  "Content-Type name" },
	{ "Content-Disposition: x; filename=\"a b\"\n",
	  "Content-Disposition filename" },
	{ "Content-Disposition: x; filename*=utf-8''a\n",
	  "Content-Disposition filename* (RFC 2231)" },
	{ "Content-Disposition: x; filename*0=a; filename*1=b\n",
	  "Content-Disposition filename* (RFC 2231)" },
	{ "Content-Disposition: x; filename=a; filename*=utf-8''b\n",
	  "Content-Disposition filename* (RFC 2231)" },
	{ "Content-Disposition: x; filename =a\n",
	  "Content-Disposition filename" },
	{ "Content-Disposition: x;\n\tfilename\n =a\n",
	  "Content-Disposition filename" },
	{ "Content-Disposition: x; filename=\xff\n",
	  "Content-Disposition filename (raw 8-bit)" },
	{ "Content-Disposition: x; filename=\"a\xff\"\n",
	  "Content-Disposition filename (raw 8-bit)" },
	{ "Content-Disposition: x; filename==?utf-8?q?a?=\n",
	  "Content-Disposition filename (RFC 2047)" },
	{ "Content-Disposition: x; filename=\"=?utf-8?q?a?=\"\n",
	  "Content-Disposition filename (RFC 2047 in a quoted string)" },
	{ "Content-Disposition: x; filename=\"=?utf-8?q?a?= \xff\"\n",
	  "Content-Disposition filename (RFC 2047 in a quoted string)" },
	/* a name inside a quoted string is none */
	{ "Content-Disposition: x; y=\"; filename=a\"\n", "" },
	{ "Content-Disposition: x; y=\"\\\"; filename=a\"; z=1\n", "" },
	{ "Content-Disposition: x; y=\"\\\\\"; filename=a\n",
	  "Content-Disposition filename" },
	{ "Content-Disposition: x; y=\"a\\", "" },
	/* without a disposition in front of it */
	{ "Content-Disposition: filename=a\n", "Content-Disposition filename" },
	{ "Content-Disposition: x; filenames=a\n", "" },
	{ "Content-Disposition: x; file=a\n", "" },
	/* of two the first counts */
	{ "Content-Disposition: x; filename=a; filename=\"=?utf-8?q?b?=\"\n",
	  "Content-Disposition filename" },
	{ "Content-Disposition: x; filename=a\n"
	  "Content-Disposition: x; filename=\xff\n",
	  "Content-Disposition filename" },
};

START_TEST(tells_where)
{
	struct buffer text = { NULL, 0, 0 }, got;
	struct output o;
	struct dump d = { .out = &o };
	struct mail m;
	struct json j;
	char *from;

	buffer_add_text(&text, vec[_i].fields);
	buffer_add_text(&text, "\nbody\n");
	mail_open(&m, text.ptr, text.len);
	written_begin(&o);
	json_init(&j, &d, JSON_FORM_COMPACT);
	json_begin(&j, NULL, '{');
	json_name_source(&j, mime_message_root(m.in.message));
	json_end(&j, '}');
	json_finish(&j);
	buffer_free(&d.line);
	written_end(&got, &o);
	from = strstr(got.ptr, "\":\"");
	if (from != NULL)
		*strrchr(from, '"') = '\0';
	ck_assert_msg(strcmp(from != NULL ? from + 3 : "", vec[_i].from) == 0,
		      "%s: %s", vec[_i].fields, got.ptr);
	mail_close(&m);
	buffer_free(&text);
	buffer_free(&got);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, tells_where, 0, COUNT(vec));
}

SUITE_MAIN("json_name", add_tests)
