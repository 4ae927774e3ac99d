#include "mailbox/mbox_window.h"
#include "base/reader.h"
#include "base/slice.h"

/* BEFORE bytes, CR LF CR LF, say whether an empty line precedes, and that the
 * place is not the beginning of the file.  CHUNK is read at a time, however
 * much the reader lends, so that a reader of a mapped file is not copied. */
enum { BEFORE = 4, CHUNK = 64 << 10 };

void
mime_mbox_window_over(struct mime_mbox_window *w, mime_slice whole)
{
	*w = (struct mime_mbox_window){ .text = whole,
					.ended = true,
					.most = SIZE_MAX };
	mime_strbuf_init(&w->bytes, SIZE_MAX);
}

void
mime_mbox_window_stream(struct mime_mbox_window *w, struct mime_reader *reader,
			size_t most)
{
	*w = (struct mime_mbox_window){ .reader = reader, .most = most };
	mime_strbuf_init(&w->bytes, SIZE_MAX);
	w->text = mime_strbuf_slice(&w->bytes);
}

void
mime_mbox_window_close(struct mime_mbox_window *w)
{
	mime_reader_free(w->reader);
	mime_strbuf_free(&w->bytes);
}

size_t
mime_mbox_window_drop(struct mime_mbox_window *w, size_t i)
{
	size_t gone = i > BEFORE ? i - BEFORE : 0;

	/* Moving at most as much as was read since keeps this linear. */
	if (w->reader == NULL || gone == 0 || gone < w->bytes.len - gone)
		return i;
	memmove(w->bytes.ptr, w->bytes.ptr + gone, w->bytes.len - gone);
	w->bytes.len -= gone;
	w->text = mime_strbuf_slice(&w->bytes);
	w->base += gone;
	return i - gone;
}

/* Takes the next bytes from the reader. */
static int
take(struct mime_mbox_window *w)
{
	size_t n;
	int rc;

	if (w->piece.len == 0) {
		rc = mime_reader_next(&w->piece, w->reader);
		if (rc < 0) {
			w->error = *mime_reader_error(w->reader);
			return rc;
		}
		w->ended = rc == 0;
	}
	n = w->piece.len < CHUNK ? w->piece.len : CHUNK;
	mime_strbuf_add(&w->bytes, mime_slice_part(w->piece, 0, n));
	w->piece = mime_slice_part(w->piece, n, w->piece.len);
	w->text = mime_strbuf_slice(&w->bytes);
	if (w->bytes.error == MIME_OK)
		return MIME_OK;
	return mime_error_set(&w->error, w->bytes.error, 0, SIZE_MAX, NULL);
}

int
mime_mbox_window_fill(struct mime_mbox_window *w, size_t n)
{
	int rc = MIME_OK;

	while (w->text.len < n && !w->ended && rc == MIME_OK)
		rc = take(w);
	return rc;
}

int
mime_mbox_window_settle(struct mime_mbox_window *w, size_t i)
{
	int rc = MIME_OK;

	while (w->text.len < i + MIME_MBOX_AHEAD && !w->ended &&
	       rc == MIME_OK && !mime_mbox_begins_surely(w->text, i))
		rc = take(w);
	return rc;
}

int
mime_mbox_window_find(size_t *out, struct mime_mbox_window *w, size_t start,
		      size_t from)
{
	int rc = MIME_OK;

	for (;;) {
		size_t i = mime_mbox_find(w->text, from), sure = w->text.len;

		if (!w->ended) /* what more bytes could change */
			sure = sure > MIME_MBOX_AHEAD ? sure - MIME_MBOX_AHEAD
						      : 0;
		*out = i;
		if (i >= sure && mime_mbox_begins_surely(w->text, i))
			sure = i + 1;
		if (i < sure)
			from = i;
		else if (sure > from)
			from = sure;
		if (from > start && from - start > w->most)
			return mime_error_set(&w->error, MIME_ELIMIT, 0,
					      SIZE_MAX, NULL);
		if (i < sure || w->ended)
			return MIME_OK;
		rc = take(w);
		if (rc != MIME_OK)
			return rc;
	}
}
