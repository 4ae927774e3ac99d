/* Every allocation of making a message fails once: the call says so (or did
 * without it), and nothing leaks. */
#include "base/slice.h"
#include "mime/build.h"
#include "support/failalloc.h"
#include "support/suite.h"

static const struct mime_file shown = { .size = sizeof shown,
					.bytes = { "GIF89a", 6 },
					.name = { "\xe4\xb8\xad.gif", 7 },
					.type = "image/gif",
					.cid = "c" };
static const struct mime_file attached = { .size = sizeof attached,
					   .bytes = { "PK", 2 },
					   .name = { "a.zip", 5 },
					   .description = { "\xc3\xa4", 2 } };

static int
drain(struct mime_message *m)
{
	struct mime_write_opts opts = { .size = sizeof opts, .seed = 1 };
	struct mime_reader *r;
	mime_slice run;
	int rc = mime_write_open(&r, m, &opts);

	if (rc != MIME_OK)
		return rc;
	while ((rc = mime_reader_next(&run, r)) > 0)
		;
	mime_reader_free(r);
	return rc;
}

/* A message from its parts to its last byte, and its envelope. */
static int
make(const char *charset)
{
	struct mime_outgoing o = { .size = sizeof o,
				   .text = MIME_LITERAL("\xe4\xb8\xad\n"),
				   .html = MIME_LITERAL("<p>\xe4\xb8\xad"),
				   .charset = charset,
				   .inlines = &shown,
				   .n_inlines = 1,
				   .attachments = &attached,
				   .n_attachments = 1 };
	static const uint8_t random[16] = { 1 };
	struct mime_correspondents *c = NULL;
	struct mime_message *m;
	struct mime_outgoing_error err;
	int rc = mime_outgoing_build(&m, &o, &err);

	/* an assertion would allocate too */
	if (err.error.code != rc)
		rc = MIME_EINVAL;
	if (rc == MIME_OK)
		rc = mime_field_set(mime_message_root(m), "From",
				    MIME_LITERAL("\xe4\xb8\xad <a@b.c>"), NULL);
	if (rc == MIME_OK)
		rc = mime_field_set(mime_message_root(m), "To",
				    MIME_LITERAL("d@e.f, g@h.i, d@e.f"), NULL);
	if (rc == MIME_OK)
		rc = mime_outgoing_finish(m, NULL, random);
	if (rc == MIME_OK)
		rc = mime_correspondents_new(&c, m);
	if (rc == MIME_OK)
		rc = mime_outgoing_attach(m, &o, NULL);
	if (rc == MIME_OK)
		rc = drain(m);
	mime_correspondents_free(c);
	mime_message_free(m);
	return rc;
}

static const char *const charsets[] = { NULL, "gb18030" };

START_TEST(says_so)
{
	bool failed = true;

	for (size_t n = 1; failed; n++) {
		int rc;

		failalloc_begin(n);
		rc = make(charsets[_i]);
		failed = failalloc_end();
		ck_assert_msg(rc == MIME_OK || (failed && rc == MIME_ENOMEM),
			      "allocation %zu: %d", n, rc);
		ck_assert_msg(failalloc_live() == 0,
			      "allocation %zu: %zu blocks leak", n,
			      failalloc_live());
	}
}
END_TEST

static void
add_tests(TCase *cases)
{
	tcase_add_loop_test(cases, says_so, 0, COUNT(charsets));
}

SUITE_MAIN("failalloc_build", add_tests)
