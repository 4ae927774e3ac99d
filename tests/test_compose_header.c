#include "../tools/compose_header.h"
#include "../tools/idn.h"
#include "support/tool.h"

enum {
	F = COMPOSE_FROM,
	T = COMPOSE_TO,
	S = COMPOSE_SUBJECT,
	D = COMPOSE_DATE,
	I = COMPOSE_MESSAGE_ID,
	H = COMPOSE_ROLES /* -H */
};

/* Options in their order, and the values of the role of the first; NULL:
 * refused, with that exit code. */
static const struct {
	int role;
	const char *first, *second; /* of the same role, or NULL */
	const char *value;
	int code;
} options[] = {
	{ F, "a@b.c", NULL, "a@b.c", 0 },
	{ F, "a@b.c", "d@e.f", "d@e.f", 0 },
	{ T, "a@b.c", "d@e.f, g@h.i", "a@b.c, d@e.f, g@h.i", 0 },
	{ T, "\"Li, Lei\" <a@b.c>", NULL, "\"Li, Lei\" <a@b.c>", 0 },
	{ T, "undisclosed recipients:;", NULL, "undisclosed recipients:;", 0 },
	/* the comma is one of the name (BEHAVIOUR 2.7) */
	{ T, "Li, Lei <a@b.c>", NULL, "Li, Lei <a@b.c>", 0 },
	{ T, "Li, a@b.c", NULL, NULL, CLI_DATA },
	{ T, "", NULL, NULL, CLI_DATA },
	{ T, " , ", NULL, NULL, CLI_DATA },
	{ T, "a", NULL, NULL, CLI_DATA },
	{ T, "a@", NULL, NULL, CLI_DATA },
	{ T, "@b", NULL, NULL, CLI_DATA },
	{ T, "\xc3\xa4@b.c", NULL, NULL, CLI_DATA },
	{ T, "a@b.c\nBcc: x@y.z", NULL, NULL, CLI_DATA },
	{ T, "a@b.c\r", NULL, NULL, CLI_DATA },
	{ T, "a@b.c, d", NULL, NULL, CLI_DATA },
	{ S, "", NULL, "", 0 },
	{ S, "one", "two", "two", 0 },
	{ S, "\xe6\x8a\xa5", NULL, "\xe6\x8a\xa5", 0 },
	{ S, "a\nb", NULL, NULL, CLI_DATA },
	{ S, "a\x1b", NULL, NULL, CLI_DATA },
	{ S, "a\xc2\x85", NULL, NULL, CLI_DATA },
	{ D, "2026-11-18T09:30:11+08:00", NULL,
	  "Wed, 18 Nov 2026 09:30:11 +0800", 0 },
	{ D, "Wed, 18 Nov 2026 09:30:11 +0800", NULL,
	  "Wed, 18 Nov 2026 09:30:11 +0800", 0 },
	{ D, "yesterday", NULL, NULL, CLI_USAGE },
	{ D, "", NULL, NULL, CLI_USAGE },
	{ D, "2026-02-30", NULL, NULL, CLI_USAGE },
	{ I, "<a@b>", NULL, "<a@b>", 0 },
	{ I, "a@b", NULL, "<a@b>", 0 },
	{ I, "auto", NULL, "", 0 },
	{ I, "none", NULL, "", 0 },
	{ I, "", NULL, NULL, CLI_DATA },
	{ I, "<>", NULL, NULL, CLI_DATA },
	{ I, "<", NULL, NULL, CLI_DATA },
	{ I, "a", NULL, NULL, CLI_DATA },
	{ I, "a@b c@d", NULL, NULL, CLI_DATA },
	{ I, "<a@b> <c@d>", NULL, NULL, CLI_DATA },
	{ I, "<a@b", NULL, NULL, CLI_DATA },
	{ I, "a@b>", NULL, NULL, CLI_DATA },
	/* -H with a name that has an option goes its way */
	{ H, "Subject: x", NULL, "x", 0 },
	{ H, "SUBJECT :\t x", NULL, "x", 0 },
	{ H, "Subject:x", "subject: y", "y", 0 },
	{ H, "Subject: a\nb", NULL, NULL, CLI_DATA },
	{ H, "To: a", NULL, NULL, CLI_DATA },
	{ H, "no colon", NULL, NULL, CLI_USAGE },
	{ H, "", NULL, NULL, CLI_USAGE },
	{ H, ":", NULL, NULL, CLI_USAGE },
	{ H, ": x", NULL, NULL, CLI_USAGE },
	{ H, " X: x", NULL, NULL, CLI_USAGE },
	{ H, "X Y: x", NULL, NULL, CLI_USAGE },
	{ H, "X\n: x", NULL, NULL, CLI_USAGE },
	{ H, "\xc3\xa4: x", NULL, NULL, CLI_USAGE },
	{ H, "Content-Type: text/html", NULL, NULL, CLI_USAGE },
	{ H, "content-x: y", NULL, NULL, CLI_USAGE },
	{ H, "Mime-Version: 2.0", NULL, NULL, CLI_USAGE },
	{ H, "X: a\r\nBcc: b@c.d", NULL, NULL, CLI_DATA },
	{ H, "Sender: nobody", NULL, NULL, CLI_DATA },
	{ H, "Resent-To: a@b.c, d", NULL, NULL, CLI_DATA },
};

static int
give(struct compose_header *h, int role, const char *text)
{
	if (role == H)
		return compose_header_line(h, text);
	return compose_header_give(h, (enum compose_role)role, text);
}

START_TEST(gives)
{
	struct compose_header h = { .n = 0 };
	int role = options[_i].role == H ? S : options[_i].role, rc;
	struct said said;

	ck_assert(!compose_header_any(&h));
	said_begin(&said);
	rc = give(&h, options[_i].role, options[_i].first);
	if (rc == CLI_OK && options[_i].second != NULL)
		rc = give(&h, options[_i].role, options[_i].second);
	said_something(&said, options[_i].code != CLI_OK);
	ck_assert_msg(rc == options[_i].code, "%s: %d", options[_i].first, rc);
	if (rc == CLI_OK) {
		ck_assert_str_eq(buffer_string(&h.own[role].value),
				 options[_i].value);
		ck_assert(compose_header_any(&h));
	}
	compose_header_free(&h);
}
END_TEST

START_TEST(the_last_one_counts)
{
	static const char *const values[COMPOSE_ROLES] = {
		[COMPOSE_FROM] = "a@b.c",     [COMPOSE_TO] = "a@b.c",
		[COMPOSE_CC] = "a@b.c",	      [COMPOSE_REPLY_TO] = "a@b.c",
		[COMPOSE_SUBJECT] = "x",      [COMPOSE_DATE] = "2026-11-18",
		[COMPOSE_MESSAGE_ID] = "a@b", [COMPOSE_BCC] = "a@b.c",
	};
	static const char *const drops[COMPOSE_ROLES] = {
		[COMPOSE_FROM] = "From:",
		[COMPOSE_TO] = "To:",
		[COMPOSE_CC] = "Cc:",
		[COMPOSE_REPLY_TO] = "Reply-To:",
		[COMPOSE_SUBJECT] = "Subject:",
		[COMPOSE_DATE] = "Date:",
		[COMPOSE_MESSAGE_ID] = "Message-ID:",
		[COMPOSE_BCC] = "Bcc:",
	};
	struct compose_header h = { .n = 0 };

	ck_assert_int_eq(give(&h, H, drops[_i]), CLI_OK);
	ck_assert(h.own[_i].drop && !h.own[_i].given);
	ck_assert_int_eq(give(&h, _i, values[_i]), CLI_OK);
	ck_assert(h.own[_i].given && !h.own[_i].drop);
	ck_assert(h.own[_i].value.len > 0);
	ck_assert_int_eq(give(&h, H, drops[_i]), CLI_OK);
	ck_assert(h.own[_i].drop && !h.own[_i].given);
	ck_assert_uint_eq(h.own[_i].value.len, 0);
	compose_header_free(&h);
}
END_TEST

START_TEST(international_domain)
{
	struct compose_header h = { .n = 0 };
	struct said said;
	int rc;

	said_begin(&said);
	rc = compose_header_give(&h, COMPOSE_TO,
				 "a@b\xc3\xbc"
				 "cher.example, c@d.e");
	said_something(&said, !idn_built_in());
	ck_assert_int_eq(rc, idn_built_in() ? CLI_OK : CLI_DATA);
	if (idn_built_in())
		ck_assert_str_eq(buffer_string(&h.own[T].value),
				 "a@xn--bcher-kva.example, c@d.e");
	compose_header_free(&h);
}
END_TEST

/* -H lines on a header, and what becomes of it. */
static const struct {
	const char *message; /* NULL: a new one */
	const char *lines[4];
	const char *header;
} applied[] = {
	{ NULL, { "X: 1", "X: 2" }, "X: 1\nX: 2\n" },
	{ NULL, { "Sender: a@b.c", "Sender: d@e.f" }, "Sender: d@e.f\n" },
	{ NULL, { "Subject: s", "To: a@b.c" }, "To: a@b.c\nSubject: s\n" },
	{ "X: 0\nY: 0\n\n", { "X: 1" }, "X: 1\nY: 0\n" },
	{ "X: 0\nY: 0\n\n", { "x: 1", "X: 2" }, "x: 1\nY: 0\nX: 2\n" },
	{ "X: 0\nY: 0\n\n", { "X:" }, "Y: 0\n" },
	{ "X: 0\nX: 1\n\n", { "x:" }, "" },
	{ "Subject: a\nY: 0\n\n", { "Subject: b" }, "Subject: b\nY: 0\n" },
	{ "Subject: a\nY: 0\n\n", { "Subject:" }, "Y: 0\n" },
	{ "Subject: a\nY: 0\n\n",
	  { "Subject:", "Subject: b" },
	  "Subject: b\nY: 0\n" },
	{ "Subject: a\nY: 0\n\n", { "Subject: b", "Subject:" }, "Y: 0\n" },
	{ "Y: 0\n\n", { "Z:" }, "Y: 0\n" },
};

START_TEST(applies)
{
	struct compose_header h = { .n = 0 };
	struct buffer got = { NULL, 0, 0 };
	struct mime_field *f = NULL;
	struct mime_message *m;
	bool edit = applied[_i].message != NULL;
	const char *text = edit ? applied[_i].message : "";

	for (int i = 0; i < 4 && applied[_i].lines[i] != NULL; i++)
		ck_assert_int_eq(compose_header_line(&h, applied[_i].lines[i]),
				 CLI_OK);
	ck_assert_int_eq(
		mime_parse(&m, (mime_slice){ text, strlen(text) }, NULL, NULL),
		MIME_OK);
	ck_assert_int_eq(compose_header_apply(&h, m, edit, "utf-8"), CLI_OK);
	compose_header_drop(&h, m);
	while ((f = mime_field_find(mime_message_root(m), NULL, f)) != NULL) {
		mime_slice body;

		ck_assert_int_eq(mime_field_text(&body, f), MIME_OK);
		buffer_add_slice(&got, mime_field_name(f));
		buffer_add_text(&got, ": ");
		buffer_add_slice(&got, body);
		buffer_add_char(&got, '\n');
	}
	ck_assert_str_eq(buffer_string(&got), applied[_i].header);
	buffer_free(&got);
	mime_message_free(m);
	compose_header_free(&h);
}
END_TEST

START_TEST(id_options_replace_one_another)
{
	struct compose_header h = { .n = 0 };

	compose_header_give(&h, COMPOSE_MESSAGE_ID, "a@b");
	ck_assert(h.own[I].given && !h.own[I].drop && !h.fresh_id);
	compose_header_give(&h, COMPOSE_MESSAGE_ID, "none");
	ck_assert(!h.own[I].given && h.own[I].drop && !h.fresh_id);
	compose_header_give(&h, COMPOSE_MESSAGE_ID, "auto");
	ck_assert(!h.own[I].given && !h.own[I].drop && h.fresh_id);
	compose_header_give(&h, COMPOSE_MESSAGE_ID, "c@d");
	ck_assert(h.own[I].given && !h.own[I].drop && !h.fresh_id);
	ck_assert_str_eq(buffer_string(&h.own[I].value), "<c@d>");
	compose_header_line(&h, "Message-ID:");
	ck_assert(!h.own[I].given && h.own[I].drop);
	compose_header_free(&h);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, gives, 0, COUNT(options));
	tcase_add_loop_test(cases, the_last_one_counts, 0, COMPOSE_ROLES);
	tcase_add_test(cases, international_domain);
	tcase_add_loop_test(cases, applies, 0, COUNT(applied));
	tcase_add_test(cases, id_options_replace_one_another);
}

SUITE_MAIN("compose_header", add_tests)
