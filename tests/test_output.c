#include "base/slice.h"
#include "smtp/output.h"
#include "support/suite.h"

static char last_line[256];

static void
on_trace(void *ctx, enum mime_smtp_trace kind, mime_slice line)
{
	ck_assert_ptr_eq(ctx, last_line);
	ck_assert_int_eq(kind, MIME_TRACE_OUT);
	ck_assert_uint_lt(line.len, sizeof last_line);
	memcpy(last_line, line.ptr, line.len);
	last_line[line.len] = '\0';
}

static void
start(struct mime_output *o)
{
	struct mime_smtp_config cfg = { .trace = on_trace,
					.trace_ctx = last_line };

	ck_assert_int_eq(mime_output_init(o, &cfg), MIME_OK);
	ck_assert_ptr_null(mime_output_slice(o).ptr);
}

START_TEST(commands_end_in_crlf)
{
	struct mime_output o;

	start(&o);
	mime_output_command(&o, MIME_LITERAL("DATA"), MIME_ABSENT);
	ck_assert(mime_slice_equal(mime_output_slice(&o),
				   MIME_LITERAL("DATA\r\n")));
	ck_assert_str_eq(last_line, "DATA");
	mime_output_free(&o);
}
END_TEST

START_TEST(secrets_are_sent_and_not_told)
{
	struct mime_output o;

	start(&o);
	mime_output_command(&o, MIME_LITERAL("AUTH PLAIN "),
			    MIME_LITERAL("AHUAcA=="));
	ck_assert(mime_slice_equal(mime_output_slice(&o),
				   MIME_LITERAL("AUTH PLAIN AHUAcA==\r\n")));
	ck_assert_str_eq(last_line, "AUTH PLAIN <hidden 8 bytes>");
	/* an empty answer is one too */
	mime_output_clear(&o);
	mime_output_command(&o, MIME_LITERAL(""), MIME_LITERAL(""));
	ck_assert(
		mime_slice_equal(mime_output_slice(&o), MIME_LITERAL("\r\n")));
	ck_assert_str_eq(last_line, "<hidden 0 bytes>");
	mime_output_free(&o);
}
END_TEST

START_TEST(what_was_sent_is_erased)
{
	struct mime_output o;

	start(&o);
	mime_output_command(&o, MIME_LITERAL("secret"), MIME_ABSENT);
	mime_output_sent(&o, 3);
	ck_assert(mime_slice_equal(mime_output_slice(&o),
				   MIME_LITERAL("ret\r\n")));
	ck_assert_mem_eq(o.block, "\0\0\0ret", 6);
	mime_output_sent(&o, 1000);
	ck_assert_ptr_null(mime_output_slice(&o).ptr);
	ck_assert_mem_eq(o.block, "\0\0\0\0\0\0\0\0", 8);
	ck_assert_uint_eq(mime_output_space(&o), MIME_OUTPUT_ROOM);
	mime_output_free(&o);
}
END_TEST

START_TEST(room_is_bounded)
{
	struct mime_output o;
	char *p;

	start(&o);
	p = mime_output_reserve(&o, MIME_OUTPUT_ROOM);
	ck_assert_ptr_nonnull(p);
	memset(p, 'x', MIME_OUTPUT_ROOM);
	mime_output_added(&o, MIME_OUTPUT_ROOM);
	ck_assert_ptr_null(mime_output_reserve(&o, 1));
	/* what does not fit is not written over anything */
	mime_output_command(&o, MIME_LITERAL("DATA"), MIME_ABSENT);
	ck_assert_uint_eq(mime_output_slice(&o).len, MIME_OUTPUT_ROOM);
	mime_output_free(&o);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_test(cases, commands_end_in_crlf);
	tcase_add_test(cases, secrets_are_sent_and_not_told);
	tcase_add_test(cases, what_was_sent_is_erased);
	tcase_add_test(cases, room_is_bounded);
}

SUITE_MAIN("output", add_tests)
