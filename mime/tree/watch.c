#include "tree/watch.h"
#include "base/slice.h"
#include "codec/scan.h"

void
mime_watch_init(struct mime_watch *w, const struct mime_boundaries *open,
		const char *token, struct mime_sha256 *digest)
{
	*w = (struct mime_watch){ .open = open,
				  .token = token,
				  .digest = digest };
	mime_strbuf_init(&w->line, SIZE_MAX);
}

void
mime_watch_free(struct mime_watch *w)
{
	mime_strbuf_free(&w->line);
}

void
mime_watch_begin(struct mime_watch *w)
{
	w->inside = w->beginning = w->delimiter = false;
	w->n_tail = 0;
	mime_strbuf_clear(&w->line);
}

/* Bytes at the start of a line that tell all: what has a boundary for its
 * beginning is too close to a delimiter, whatever follows (S08). */
static size_t
enough(const struct mime_watch *w)
{
	return 2 + w->open->lengths[w->open->n_lengths - 1].len;
}

static void
judge(struct mime_watch *w, mime_slice line)
{
	struct mime_delimiter d;

	if (!mime_slice_begins(line, MIME_LITERAL("--")))
		return;
	if (mime_boundaries_match(&d, w->open,
				  mime_slice_part(line, 2, line.len)) ||
	    d.near_miss)
		w->delimiter = true;
}

/* The first bytes of a line that came in several pieces. */
static void
continue_line(struct mime_watch *w, mime_slice in)
{
	size_t want = enough(w) - w->line.len;
	size_t n = in.len < want ? in.len : want;
	const char *lf = memchr(in.ptr, '\n', n);

	mime_strbuf_add(&w->line, mime_slice_of(in.ptr, n));
	if (lf == NULL && n < want)
		return;
	judge(w, mime_strbuf_slice(&w->line));
	w->beginning = false;
}

static void
begin_line(struct mime_watch *w, mime_slice rest)
{
	if (rest.len >= enough(w) || memchr(rest.ptr, '\n', rest.len) != NULL) {
		judge(w, rest);
		return;
	}
	mime_strbuf_clear(&w->line);
	mime_strbuf_add(&w->line, rest);
	w->beginning = true;
}

static void
look_for_delimiters(struct mime_watch *w, mime_slice in)
{
	size_t at;

	if (w->beginning)
		continue_line(w, in);
	if (!w->inside && in.ptr[0] == '-')
		begin_line(w, in);
	at = mime_scan_delimiter(in.ptr, in.len, 0);
	while (at < in.len && !w->delimiter) {
		begin_line(w, mime_slice_part(in, at + 1, in.len));
		at = mime_scan_delimiter(in.ptr, in.len, at + 1);
	}
	w->inside = in.ptr[in.len - 1] != '\n';
}

static bool
occurs(const struct mime_watch *w, const char *p, size_t n)
{
	return memmem(p, n, w->token, MIME_TOKEN_DIGITS) != NULL;
}

static void
look_for_token(struct mime_watch *w, mime_slice in)
{
	char joint[2 * sizeof w->tail];
	size_t room = sizeof w->tail;
	size_t n = in.len < room ? in.len : room;
	size_t len = w->n_tail + n, keep;

	memcpy(joint, w->tail, w->n_tail);
	memcpy(joint + w->n_tail, in.ptr, n);
	if (occurs(w, joint, len) || occurs(w, in.ptr, in.len))
		w->has_token = true;
	if (in.len >= room) {
		memcpy(w->tail, in.ptr + in.len - room, room);
		w->n_tail = room;
		return;
	}
	keep = len < room ? len : room;
	memcpy(w->tail, joint + len - keep, keep);
	w->n_tail = keep;
}

void
mime_watch_add(struct mime_watch *w, mime_slice in)
{
	if (in.len == 0)
		return;
	if (w->open->n > 0 && !w->delimiter)
		look_for_delimiters(w, in);
	if (w->token != NULL && !w->has_token)
		look_for_token(w, in);
	if (w->digest != NULL)
		mime_sha256_add(w->digest, in.ptr, in.len);
}

int
mime_watch_end(struct mime_watch *w)
{
	if (w->beginning)
		judge(w, mime_strbuf_slice(&w->line));
	w->beginning = false;
	return w->line.error;
}
