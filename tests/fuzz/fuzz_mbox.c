/* Any bytes as an mbox.  The first four choose the form and the cuts.  Checked:
 * messages tile the file but for empty lines in front; ranges joined are the
 * whole; a stream in pieces gives what a slice does; a message that is quoted
 * as mboxrd is one message, and comes back. */
#include "support/mbox_text.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

static uint32_t
draw(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static bool
same(const struct mime_strbuf *a, const struct mime_strbuf *b)
{
	return a->error == MIME_OK && b->error == MIME_OK &&
	       mime_slice_equal(mime_strbuf_slice(a), mime_strbuf_slice(b));
}

static void
try_tiles(mime_slice text, const struct mime_mbox_opts *opts)
{
	struct mime_mbox_message m;
	struct mime_mbox *box;
	uint64_t end = 0;
	bool first = true;

	require(mime_mbox_open(&box, text, opts) == MIME_OK);
	while (mime_mbox_next(&m, box) > 0) {
		for (; first && end < m.offset; end++)
			require(text.ptr[end] == '\n' || text.ptr[end] == '\r');
		first = false;
		require(m.offset == end && m.end > m.offset);
		require(m.separator.ptr == NULL ||
			(m.separator.ptr >= text.ptr + m.offset &&
			 m.separator.ptr + m.separator.len <= m.stored.ptr));
		require(m.stored.ptr + m.stored.len <= text.ptr + m.end);
		require(text.ptr + m.end - m.stored.ptr -
				(ptrdiff_t)m.stored.len <=
			2);
		end = m.end;
	}
	for (; first && end < text.len; end++)
		require(text.ptr[end] == '\n' || text.ptr[end] == '\r');
	require(end == text.len);
	mime_mbox_close(box);
}

static void
try_ranges(mime_slice text, const struct mime_mbox_opts *opts,
	   const struct mime_strbuf *whole, uint32_t seed)
{
	size_t cuts[3];
	struct mime_strbuf got;

	cuts[0] = draw(&seed) % (text.len + 1);
	cuts[1] = cuts[0] + draw(&seed) % (text.len - cuts[0] + 1);
	cuts[2] = cuts[1] + draw(&seed) % (text.len - cuts[1] + 1);
	mime_strbuf_init(&got, SIZE_MAX);
	require(mbox_text_ranges(&got, text, opts->form, cuts, 3) == MIME_OK);
	require(same(&got, whole));
	mime_strbuf_free(&got);
}

/* Lends random pieces, each in a block of its own. */
struct cut {
	mime_slice rest;
	uint32_t seed;
	char *piece;
};

static int
cut_pull(mime_slice *out, void *ctx)
{
	struct cut *c = ctx;
	size_t n = 1 + draw(&c->seed) % 2000;

	if (c->seed % 3 == 0)
		n = n % 7 + 1;
	if (n > c->rest.len)
		n = c->rest.len;
	free(c->piece);
	c->piece = NULL;
	if (n == 0)
		return 0;
	c->piece = malloc(n);
	require(c->piece != NULL);
	memcpy(c->piece, c->rest.ptr, n);
	*out = mime_slice_of(c->piece, n);
	c->rest = mime_slice_part(c->rest, n, c->rest.len);
	return 1;
}

static void
cut_done(void *ctx)
{
	struct cut *c = ctx;

	free(c->piece);
}

static struct mime_reader *
cut_open(struct cut *c, mime_slice text, uint32_t seed)
{
	struct mime_reader *r;

	*c = (struct cut){ text, seed, NULL };
	require(mime_reader_new(&r, cut_pull, cut_done, c) == MIME_OK);
	return r;
}

static void
try_stream(mime_slice text, const struct mime_mbox_opts *opts,
	   const struct mime_strbuf *whole, uint32_t seed)
{
	struct mime_mbox *box;
	struct mime_strbuf got;
	struct cut c;

	mime_strbuf_init(&got, SIZE_MAX);
	require(mime_mbox_open_reader(&box, cut_open(&c, text, seed), opts) ==
		MIME_OK);
	require(mbox_text_add(&got, box) == 0);
	mime_mbox_close(box);
	require(same(&got, whole));
	mime_strbuf_free(&got);
}

static void
try_quote(mime_slice text, uint32_t seed)
{
	struct mime_reader *r;
	struct mime_mbox_message m;
	struct mime_mbox *box;
	struct mime_strbuf file;
	mime_slice run;
	struct cut c;
	char *plain = malloc(text.len + 2);
	size_t n;

	require(plain != NULL);
	mime_strbuf_init(&file, SIZE_MAX);
	require(mime_mbox_write_open(&r, cut_open(&c, text, seed),
				     mime_slice_part(text, 0, text.len % 40),
				     NULL) == MIME_OK);
	while (mime_reader_next(&run, r) > 0)
		mime_strbuf_add(&file, run);
	mime_reader_free(r);
	require(mime_mbox_open(&box, mime_strbuf_slice(&file), NULL) ==
		MIME_OK);
	require(mime_mbox_next(&m, box) == 1 && m.has_date);
	n = mime_mbox_unquote(NULL, m.stored, MIME_MBOX_RD);
	require(n >= text.len && n <= text.len + 1);
	mime_mbox_unquote(plain, m.stored, MIME_MBOX_RD);
	require(n == 0 || memcmp(plain, text.ptr, text.len) == 0);
	require(mime_mbox_next(&m, box) == 0);
	mime_mbox_close(box);
	mime_strbuf_free(&file);
	free(plain);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct mime_mbox_opts opts = { .size = sizeof opts };
	struct mime_strbuf whole;
	uint32_t seed;
	mime_slice text;
	char *exact;

	if (size < sizeof seed)
		return 0;
	memcpy(&seed, data, sizeof seed);
	opts.form = (enum mime_mbox_form)(seed % 5);
	if (seed == 0)
		seed = 1;
	size -= sizeof seed;
	exact = malloc(size + 1);
	require(exact != NULL);
	memcpy(exact, data + sizeof seed, size);
	text = mime_slice_of(exact, size);
	mime_strbuf_init(&whole, SIZE_MAX);
	require(mbox_text_slice(&whole, text, &opts) == 0);
	try_tiles(text, &opts);
	try_ranges(text, &opts, &whole, seed);
	try_stream(text, &opts, &whole, seed);
	try_quote(text, seed);
	mime_strbuf_free(&whole);
	free(exact);
	return 0;
}
