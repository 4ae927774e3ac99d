#include "base/memory.h"
#include "base/options.h"
#include "base/slice.h"
#include "mailbox/mbox_length.h"
#include "mailbox/mbox_window.h"
#include "mime/mailbox.h"

struct mime_mbox {
	struct mime_mbox_opts opts;
	struct mime_mbox_window window;
	size_t next;   /* where the next message begins in the window */
	bool headless; /* it has no "From " line */
	int failed;
};

static bool
by_length(const struct mime_mbox *box)
{
	return box->opts.form == MIME_MBOX_CL ||
	       box->opts.form == MIME_MBOX_CL2;
}

/* The first message of the file. */
static int
begin(struct mime_mbox *box)
{
	struct mime_mbox_window *w = &box->window;
	size_t i = 0;
	int rc = mime_mbox_window_settle(w, 0);

	if (rc != MIME_OK || mime_mbox_begins(w->text, 0))
		return rc;
	rc = mime_mbox_window_find(&box->next, w, 0, 0);
	while (rc == MIME_OK && i < box->next &&
	       (w->text.ptr[i] == '\n' || w->text.ptr[i] == '\r'))
		i++;
	box->headless = i < box->next;
	if (box->headless)
		box->next = 0;
	return rc;
}

/* Where to begin if messages can be told wherever one begins, and the bytes
 * before are not on the way: else the first message is that of the file. */
static int
seek(struct mime_mbox *box)
{
	const struct mime_mbox_window *w = &box->window;

	if (w->reader != NULL || by_length(box) || box->opts.start == 0)
		return begin(box);
	box->next = w->text.len;
	if (box->opts.start < w->text.len)
		box->next = mime_mbox_find(w->text, (size_t)box->opts.start);
	return MIME_OK;
}

static int
open_box(struct mime_mbox **out, mime_slice whole, struct mime_reader *reader,
	 const struct mime_mbox_opts *opts)
{
	struct mime_mbox *box = mime_alloc_array(1, sizeof *box);
	int rc = MIME_ENOMEM;

	*out = NULL;
	if (box == NULL) {
		mime_reader_free(reader);
		return rc;
	}
	rc = mime_options_copy(&box->opts, sizeof box->opts, opts);
	if ((unsigned)box->opts.form > MIME_MBOX_RAW)
		rc = MIME_EINVAL;
	if (box->opts.max_message == 0)
		box->opts.max_message = SIZE_MAX;
	if (box->opts.end == 0)
		box->opts.end = UINT64_MAX;
	if (reader == NULL)
		mime_mbox_window_over(&box->window, whole);
	else
		mime_mbox_window_stream(&box->window, reader,
					box->opts.max_message);
	if (rc == MIME_OK) {
		/* what a stream says at its first byte, next will tell */
		box->failed = seek(box);
		*out = box;
	} else {
		mime_mbox_close(box);
	}
	return rc;
}

int
mime_mbox_open(struct mime_mbox **out, mime_slice whole,
	       const struct mime_mbox_opts *opts)
{
	return open_box(out, whole, NULL, opts);
}

int
mime_mbox_open_reader(struct mime_mbox **out, struct mime_reader *reader,
		      const struct mime_mbox_opts *opts)
{
	return open_box(out, MIME_ABSENT, reader, opts);
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

/* Where the body ends that begins below the header at i, if its Content-Length
 * is true, and where the next message begins; else SIZE_MAX. */
static int
measured_end(size_t *end, size_t *next, struct mime_mbox *box, size_t i)
{
	struct mime_mbox_window *w = &box->window;
	size_t at = i > 0 ? i - 1 : 0, body, n;
	int rc = MIME_OK;

	*end = SIZE_MAX;
	if (!by_length(box))
		return MIME_OK;
	while (rc == MIME_OK && !w->ended &&
	       w->text.len - i <= MIME_MBOX_HEADER_MAX &&
	       !mime_mbox_header_ends(&at, w->text))
		rc = mime_mbox_window_fill(w, w->text.len + 1);
	if (rc != MIME_OK || !mime_mbox_length(&body, &n, w->text, i) ||
	    n > box->opts.max_message)
		return rc;
	rc = mime_mbox_window_fill(w, body + n + 2);
	if (rc != MIME_OK || n > w->text.len - body)
		return rc;
	mime_mbox_ends_at(next, w->text, body + n);
	rc = mime_mbox_window_settle(w, *next);
	if (rc == MIME_OK && mime_mbox_ends_at(next, w->text, body + n))
		*end = body + n;
	return rc;
}

/* Finds the end of the message that begins at box->next, and gives it. */
static int
give(struct mime_mbox_message *out, struct mime_mbox *box)
{
	struct mime_mbox_window *w = &box->window;
	size_t start, mark = 0, body, end, next;
	struct mime_mbox_line line = { 0 };
	int rc;

	start = box->next = mime_mbox_window_drop(w, box->next);
	if (w->base + start == 0)
		mark = mime_mbox_mark(w->text);
	body = start;
	if (!box->headless)
		mime_mbox_line_at(w->text, start + mark, &body);
	rc = measured_end(&end, &next, box, body);
	if (rc == MIME_OK && end == SIZE_MAX)
		rc = mime_mbox_window_find(&next, w, start, body);
	if (rc != MIME_OK)
		return rc;
	if (!box->headless)
		out->separator =
			mime_mbox_line_at(w->text, start + mark, &body);
	if (out->separator.len > 5)
		mime_mbox_line_parse(&line, out->separator);
	out->sender = line.sender;
	out->date = line.date;
	out->has_date = line.has_date;
	out->stored = end != SIZE_MAX ? mime_slice_part(w->text, body, end)
				      : without_empty_line(mime_slice_part(
						w->text, body, next));
	out->offset = w->base + start;
	out->end = w->base + next;
	box->next = next;
	box->headless = false;
	return 1;
}

int
mime_mbox_next(struct mime_mbox_message *out, struct mime_mbox *box)
{
	uint64_t at;
	int rc = box->failed;

	*out = (struct mime_mbox_message){ 0 };
	while (rc >= 0) {
		at = box->window.base + box->next;
		if (at >= box->opts.end ||
		    (box->window.ended && box->next >= box->window.text.len))
			return 0;
		rc = give(out, box);
		if (rc < 0)
			box->failed = rc;
		else if (at >= box->opts.start)
			return 1;
		*out = (struct mime_mbox_message){ 0 };
	}
	return rc;
}

const mime_error *
mime_mbox_error(const struct mime_mbox *box)
{
	return box->failed < 0 ? &box->window.error : NULL;
}

void
mime_mbox_close(struct mime_mbox *box)
{
	if (box == NULL)
		return;
	mime_mbox_window_close(&box->window);
	mime_free(box);
}
