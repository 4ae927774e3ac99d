/* Whatever is said comes back as it was said, and what is written has no
 * defect of the writer's making. */
#include "mime/build.h"
#include "mime/defect.h"
#include "support/random_text.h"
#include "support/written.h"

enum { ROUNDS = 90 };

static struct mime_converters *set;
static const char *const charsets[] = { NULL, "UTF-8", "gb18030" };

static void
setup(void)
{
	ck_assert_int_eq(mime_converters_new(&set), MIME_OK);
}

static void
teardown(void)
{
	mime_converters_free(set);
}

struct said {
	struct mime_strbuf text, html, subject, author, name;
	char bytes[3000];
	size_t n_bytes;
};

/* Lines with what transport is known to harm. */
static void
random_lines(struct mime_strbuf *out, uint32_t *seed)
{
	static const char *const odd[] = { "From here on", ".",	  "..",	 "",
					   "x ",	   "--x", "=20", "~",
					   ".\t" };

	for (unsigned n = test_random(seed) % 12; n > 0; n--) {
		unsigned kind = test_random(seed) % 4;

		if (kind == 0)
			mime_strbuf_add_text(out,
					     odd[test_random(seed) %
						 (sizeof odd / sizeof *odd)]);
		else if (kind == 1)
			for (unsigned k = test_random(seed) % 1200; k > 0; k--)
				mime_strbuf_add_char(out, 'y');
		else
			random_text(out, seed, 20, set, NULL);
		if (n > 1 || test_random(seed) % 4 != 0)
			mime_strbuf_add_text(
				out, test_random(seed) % 2 ? "\n" : "\r\n");
	}
}

/* Without tabs, which readers take for blanks, and without `never'. */
static void
random_line(struct mime_strbuf *out, uint32_t *seed, const char *never)
{
	size_t n = 0;

	mime_strbuf_add_char(out, 'a');
	random_text(out, seed, 30, set, NULL);
	mime_strbuf_add_char(out, 'z');
	for (size_t i = 0; i < out->len; i++) {
		char c = out->ptr[i];

		if (c != '\t' && strchr(never, c) == NULL)
			out->ptr[n++] = c;
	}
	out->len = n;
}

static void
say(struct said *s, uint32_t *seed)
{
	struct mime_strbuf *all[] = { &s->text, &s->html, &s->subject,
				      &s->author, &s->name };

	for (int i = 0; i < COUNT(all); i++)
		mime_strbuf_init(all[i], SIZE_MAX);
	random_lines(&s->text, seed);
	mime_strbuf_add_text(&s->html, "<p>");
	random_lines(&s->html, seed);
	random_line(&s->subject, seed, "");
	/* an address list that a user gives may hold encoded-words */
	random_line(&s->author, seed, "=");
	/* nor is a file name a path */
	random_line(&s->name, seed, "/\\");
	s->n_bytes = test_random(seed) % sizeof s->bytes;
	for (size_t i = 0; i < s->n_bytes; i++)
		s->bytes[i] = (char)test_random(seed);
}

static void
forget(struct said *s)
{
	mime_strbuf_free(&s->text);
	mime_strbuf_free(&s->html);
	mime_strbuf_free(&s->subject);
	mime_strbuf_free(&s->author);
	mime_strbuf_free(&s->name);
}

/* "name" <a@b.c> */
static void
add_author(struct mime_strbuf *out, const struct mime_strbuf *name)
{
	mime_strbuf_add_char(out, '"');
	for (size_t i = 0; i < name->len; i++) {
		if (name->ptr[i] == '"' || name->ptr[i] == '\\')
			mime_strbuf_add_char(out, '\\');
		mime_strbuf_add_char(out, name->ptr[i]);
	}
	mime_strbuf_add_text(out, "\" <a@b.c>");
}

static mime_slice
compose(const struct said *s, const char *charset, uint32_t *seed)
{
	struct mime_write_opts opts =
		WRITTEN_OPTS(MIME_EOL_CRLF, MIME_CARRY_7BIT);
	struct mime_file f = { .size = sizeof f,
			       .bytes = { s->bytes, s->n_bytes },
			       .name = mime_strbuf_slice(&s->name) };
	struct mime_outgoing o = { .size = sizeof o,
				   .text = mime_strbuf_slice(&s->text),
				   .html = mime_strbuf_slice(&s->html),
				   .charset = charset,
				   .inlines = &f,
				   .n_inlines = test_random(seed) % 2,
				   .attachments = &f,
				   .n_attachments = 1 };
	static const struct mime_date date = { 0, 0, true };
	static const uint8_t random[16] = { 1 };
	struct mime_strbuf author;
	struct mime_message *m;
	struct mime_part *root;
	mime_slice bytes;

	if (test_random(seed) % 2 != 0)
		o.encoding = MIME_ENCODING_QP;
	o.name_style = (enum mime_name_style)(test_random(seed) % 3);
	if (test_random(seed) % 2 != 0)
		opts.carry = MIME_CARRY_8BIT;
	ck_assert_int_eq(mime_outgoing_build(&m, &o, NULL), MIME_OK);
	root = mime_message_root(m);
	mime_strbuf_init(&author, SIZE_MAX);
	add_author(&author, &s->author);
	ck_assert_int_eq(
		mime_field_set(root, "From", mime_strbuf_slice(&author), NULL),
		MIME_OK);
	ck_assert_int_eq(mime_field_set(root, "Subject",
					mime_strbuf_slice(&s->subject), NULL),
			 MIME_OK);
	ck_assert_int_eq(mime_outgoing_finish(m, &date, random), MIME_OK);
	bytes = written_with(m, &opts);
	mime_strbuf_free(&author);
	mime_message_free(m);
	return bytes;
}

static void
same_text(struct mime_part *p, const struct mime_strbuf *said)
{
	struct mime_strbuf lf;
	struct mime_reader *r;
	mime_slice got;

	mime_strbuf_init(&lf, SIZE_MAX);
	for (size_t i = 0; i < said->len; i++)
		if (said->ptr[i] != '\r')
			mime_strbuf_add_char(&lf, said->ptr[i]);
	ck_assert_int_eq(mime_body_open(&r, p, MIME_BODY_UTF8), MIME_OK);
	got = written_reader(r);
	same_bytes(got, mime_strbuf_slice(&lf), "text");
	written_free(got);
	mime_strbuf_free(&lf);
}

static void
same_content(struct mime_message *m, const struct said *s)
{
	struct mime_mailbox author;
	struct mime_part *p, *html = mime_message_find(m, "1.2");
	struct mime_reader *r;
	mime_slice got;

	ck_assert_int_eq(
		mime_field_text(&got, mime_field_find(mime_message_root(m),
						      "Subject", NULL)),
		MIME_OK);
	same_bytes(got, mime_strbuf_slice(&s->subject), "subject");
	ck_assert(mime_message_author(&author, m));
	same_bytes(author.name, mime_strbuf_slice(&s->author), "author");
	ck_assert(mime_slice_is(author.address, "a@b.c"));
	if (mime_part_kind(html) == MIME_PART_MULTIPART)
		html = mime_part_child(html);
	same_text(mime_message_find(m, "1.1"), &s->text);
	same_text(html, &s->html);
	p = mime_message_find(m, "2");
	same_bytes(mime_part_filename(p), mime_strbuf_slice(&s->name), "name");
	ck_assert_int_eq(mime_body_open(&r, p, MIME_BODY_BYTES), MIME_OK);
	got = written_reader(r);
	same_bytes(got, mime_slice_of(s->bytes, s->n_bytes), "file");
	written_free(got);
}

/* What the caller said, or the style asked for; a name with specials cannot be
 * written without W02. */
static bool
is_forgiven(const char *code)
{
	static const char *const codes[] = { "A02", "E11", "K01", "K03", "P05",
					     "W02", "P06", "P09", "P10", "P11",
					     "S20", "W10", "W13" };

	for (int i = 0; i < COUNT(codes); i++)
		if (strcmp(codes[i], code) == 0)
			return true;
	return false;
}

static void
no_defect(struct mime_message *m, mime_slice bytes)
{
	struct mime_defect d;

	ck_assert_int_eq(mime_message_check(m), MIME_OK);
	for (size_t i = 0; mime_message_defect(&d, m, i); i++) {
		const char *code = mime_defect_name(d.kind)->code;

		ck_assert_msg(is_forgiven(code), "%s at %zu: %.*s", code,
			      d.offset, (int)d.length, bytes.ptr + d.offset);
	}
}

START_TEST(says_what_was_said)
{
	const char *charset = charsets[_i % COUNT(charsets)];
	uint32_t seed = 77u + (uint32_t)_i;
	struct mime_message *m;
	struct said s;
	mime_slice bytes;

	say(&s, &seed);
	bytes = compose(&s, charset, &seed);
	m = parsed(bytes);
	same_content(m, &s);
	no_defect(m, bytes);
	mime_message_free(m);
	written_free(bytes);
	forget(&s);
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_checked_fixture(cases, setup, teardown);
	tcase_add_loop_test(cases, says_what_was_said, 0, ROUNDS);
}

SUITE_MAIN("outgoing_random", add_tests)
