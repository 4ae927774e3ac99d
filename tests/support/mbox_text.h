/* support/mbox_text.h - the messages of an mbox as one text, to compare. */
#ifndef MIME_TESTS_MBOX_TEXT_H
#define MIME_TESTS_MBOX_TEXT_H
#include "base/slice.h"
#include "base/strbuf.h"
#include "mime/mailbox.h"

/* Adds "OFFSET-END(SEPARATOR)<STORED>" of each; returns what mime_mbox_next
 * did at the end. */
static inline int
mbox_text_add(struct mime_strbuf *out, struct mime_mbox *box)
{
	struct mime_mbox_message m;
	int rc;

	while ((rc = mime_mbox_next(&m, box)) > 0) {
		mime_strbuf_add_decimal(out, m.offset);
		mime_strbuf_add_text(out, "-");
		mime_strbuf_add_decimal(out, m.end);
		mime_strbuf_add_text(out, "(");
		mime_strbuf_add(out, m.separator);
		mime_strbuf_add_text(out, ")<");
		mime_strbuf_add(out, m.stored);
		mime_strbuf_add_text(out, ">\n");
	}
	return rc;
}

static inline int
mbox_text_slice(struct mime_strbuf *out, mime_slice whole,
		const struct mime_mbox_opts *opts)
{
	struct mime_mbox *box;
	int rc = mime_mbox_open(&box, whole, opts);

	if (rc != MIME_OK)
		return rc;
	rc = mbox_text_add(out, box);
	mime_mbox_close(box);
	return rc;
}

/* The ranges that the cuts make, joined; cuts rise. */
static inline int
mbox_text_ranges(struct mime_strbuf *out, mime_slice whole,
		 enum mime_mbox_form form, const size_t *cuts, size_t n)
{
	struct mime_mbox_opts opts = { .size = sizeof opts, .form = form };
	int rc = MIME_OK;

	for (size_t i = 0; i <= n && rc == MIME_OK; i++) {
		opts.end = i < n ? cuts[i] : 0;
		if (i == n || opts.end > opts.start)
			rc = mbox_text_slice(out, whole, &opts);
		opts.start = i < n ? cuts[i] : 0;
	}
	return rc;
}
#endif
