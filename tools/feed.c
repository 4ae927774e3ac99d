#include "feed.h"
#include "cli.h"
#include "gunzip.h"
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* HEAD bytes tell an mbox: a byte-order mark and "From ".  A writer that is a
 * bit slower than we are is no reason to tell anybody: so many milliseconds. */
enum { HEAD = 8, PATIENCE = 50 };

struct feed {
	int fd;
	char *path;
	bool waits; /* reading may have to wait */
	struct feed_watch *watch;
	int sys;
	struct mime_reader *inner; /* of block, or what is under gzip in it */
	char first[HEAD];
	mime_slice head; /* what was not given of them */
	mime_slice rest; /* lent by inner, behind the head */
	uint64_t total, max;
	bool above;
	size_t n;	     /* bytes in block that were not lent yet */
	char block[1 << 16]; /* of fd */
};

/* Nothing to read yet: what is finished need not wait as well. */
static void
wait_for_more(struct feed *f)
{
	struct pollfd p = { .fd = f->fd, .events = POLLIN };

	if (!f->waits || f->watch == NULL || poll(&p, 1, PATIENCE) != 0)
		return;
	atomic_store(&f->watch->waits, true);
	if (f->watch->call != NULL)
		f->watch->call(f->watch->ctx);
}

/* Reads some bytes behind those in the block.  1; 0 at the end; < 0. */
static int
fill(struct feed *f)
{
	ssize_t got;

	wait_for_more(f);
	do
		got = read(f->fd, f->block + f->n, sizeof f->block - f->n);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		f->sys = errno;
	if (f->watch != NULL)
		atomic_store(&f->watch->waits, false);
	if (got < 0)
		return MIME_EIO;
	f->n += (size_t)got;
	return got > 0;
}

static int
pull_block(mime_slice *out, void *ctx)
{
	struct feed *f = ctx;
	int rc = f->n > 0 ? 1 : fill(f);

	*out = (mime_slice){ f->block, f->n };
	f->n = 0;
	return rc;
}

/* As much of what is next as there may be; then, if there is more, the error. */
static int
within_limit(mime_slice *out, struct feed *f)
{
	uint64_t left = f->max - f->total;

	if (f->max == 0 || out->len <= left)
		return 1;
	f->above = left == 0;
	f->rest = (mime_slice){ out->ptr + left, out->len - (size_t)left };
	out->len = (size_t)left;
	return f->above ? MIME_ELIMIT : 1;
}

static int
pull(mime_slice *out, void *ctx)
{
	struct feed *f = ctx;
	int rc = 1;

	*out = f->head;
	f->head.len = 0;
	if (out->len == 0) {
		*out = f->rest;
		f->rest.len = 0;
	}
	if (out->len == 0)
		rc = mime_reader_next(out, f->inner);
	if (rc > 0)
		rc = within_limit(out, f);
	f->total += out->len;
	return rc;
}

bool
feed_is_above(const struct feed *f)
{
	return f->above;
}

static int
look(struct feed *f, bool unpack)
{
	int rc = 1;

	while (unpack && rc > 0 && f->n < GUNZIP_HEAD)
		rc = fill(f);
	if (rc >= 0 && unpack && gunzip_knows((mime_slice){ f->block, f->n }))
		f->inner = gunzip_open(f->inner, f->path);
	f->head.ptr = f->first;
	while (rc >= 0 && f->head.len < HEAD) {
		size_t n = HEAD - f->head.len;

		rc = mime_reader_next(&f->rest, f->inner);
		if (rc <= 0)
			break;
		n = n < f->rest.len ? n : f->rest.len;
		memcpy(f->first + f->head.len, f->rest.ptr, n);
		f->head.len += n;
		f->rest.ptr += n;
		f->rest.len -= n;
	}
	return rc < 0 ? rc : MIME_OK;
}

int
feed_open(struct feed **out, int fd, const char *path, uint64_t max,
	  bool unpack, struct feed_watch *watch)
{
	struct feed *f = cli_alloc(sizeof *f);
	struct stat st;

	f->fd = fd;
	f->path = cli_copy(path, strlen(path));
	f->max = max;
	f->watch = watch;
	f->waits = fstat(fd, &st) != 0 || !S_ISREG(st.st_mode);
	if (mime_reader_new(&f->inner, pull_block, NULL, f) != MIME_OK)
		cli_no_memory();
	*out = f;
	return look(f, unpack);
}

void
feed_close(struct feed *f)
{
	if (f == NULL)
		return;
	mime_reader_free(f->inner);
	if (f->fd != STDIN_FILENO)
		close(f->fd);
	free(f->path);
	free(f);
}

mime_slice
feed_head(const struct feed *f)
{
	return f->head;
}

struct mime_reader *
feed_reader(struct feed *f)
{
	struct mime_reader *r;

	if (mime_reader_new(&r, pull, NULL, f) != MIME_OK)
		cli_no_memory();
	return r;
}

int
feed_errno(const struct feed *f)
{
	return f->sys;
}
