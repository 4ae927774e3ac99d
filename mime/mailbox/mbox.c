#include "base/memory.h"
#include "base/options.h"
#include "base/slice.h"
#include "mailbox/mbox_length.h"
#include "mime/mailbox.h"

struct mime_mbox {
	struct mime_mbox_opts opts;
	mime_slice text;
	size_t next;   /* where the next message begins, or text.len */
	bool headless; /* it has no "From " line */
};

static bool
by_length(const struct mime_mbox *box)
{
	return box->opts.form == MIME_MBOX_CL ||
	       box->opts.form == MIME_MBOX_CL2;
}

/* The first message of the file. */
static void
begin(struct mime_mbox *box)
{
	size_t i = 0;

	if (mime_mbox_begins(box->text, 0))
		return;
	box->next = mime_mbox_find(box->text, 0);
	while (i < box->next &&
	       (box->text.ptr[i] == '\n' || box->text.ptr[i] == '\r'))
		i++;
	box->headless = i < box->next;
	if (box->headless)
		box->next = 0;
}

int
mime_mbox_open(struct mime_mbox **out, mime_slice whole,
	       const struct mime_mbox_opts *opts)
{
	struct mime_mbox_message skipped;
	struct mime_mbox *box;

	*out = NULL;
	box = mime_alloc_array(1, sizeof *box);
	if (box == NULL)
		return MIME_ENOMEM;
	if (mime_options_copy(&box->opts, sizeof box->opts, opts) != MIME_OK ||
	    (unsigned)box->opts.form > MIME_MBOX_RAW) {
		mime_free(box);
		return MIME_EINVAL;
	}
	box->text = whole;
	if (box->opts.end == 0 || box->opts.end > whole.len)
		box->opts.end = whole.len;
	if (box->opts.start > whole.len)
		box->opts.start = whole.len;
	if (box->opts.start == 0 || by_length(box))
		begin(box);
	else
		box->next = mime_mbox_find(whole, (size_t)box->opts.start);
	*out = box;
	while (box->next < box->opts.start && mime_mbox_next(&skipped, box) > 0)
		;
	return MIME_OK;
}

/* Without the empty line at the end, which is the separator's. */
static mime_slice
without_empty_line(mime_slice s)
{
	size_t n = s.len;

	if (n == 0 || s.ptr[n - 1] != '\n')
		return s;
	n--;
	if (n > 0 && s.ptr[n - 1] == '\r')
		n--;
	if (n == 0 || s.ptr[n - 1] == '\n')
		s.len = n;
	return s;
}

int
mime_mbox_next(struct mime_mbox_message *out, struct mime_mbox *box)
{
	size_t start = box->next, body, end, next;
	struct mime_mbox_line line;

	*out = (struct mime_mbox_message){ 0 };
	if (start >= box->text.len || start >= box->opts.end)
		return 0;
	body = start;
	if (!box->headless) {
		if (start == 0)
			start = mime_mbox_mark(box->text);
		out->separator = mime_mbox_line_at(box->text, start, &body);
		if (out->separator.len > 5) {
			mime_mbox_line_parse(&line, out->separator);
			out->sender = line.sender;
			out->date = line.date;
			out->has_date = line.has_date;
		}
	}
	if (by_length(box) && mime_mbox_length(&end, box->text, body) &&
	    mime_mbox_ends_at(&next, box->text, end)) {
		out->stored = mime_slice_part(box->text, body, end);
	} else {
		next = mime_mbox_find(box->text, body);
		out->stored = without_empty_line(
			mime_slice_part(box->text, body, next));
	}
	out->offset = box->next;
	out->end = next;
	box->next = next;
	box->headless = false;
	return 1;
}

void
mime_mbox_close(struct mime_mbox *box)
{
	mime_free(box);
}
