#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "gunzip.h"
#include <stdlib.h>
#include <string.h>
#ifdef HAVE_ZLIB
#define ZLIB_CONST
#include <limits.h>
#include <zlib.h>

const char *
gunzip_library(void)
{
	return "zlib";
}

bool
gunzip_knows(mime_slice bytes)
{
	return bytes.len >= GUNZIP_HEAD &&
	       memcmp(bytes.ptr, "\x1f\x8b\x08", 3) == 0;
}

struct gunzip {
	struct mime_reader *packed;
	const char *path;
	mime_slice run; /* lent by packed, not given to z yet */
	bool drained;	/* packed has ended */
	bool padded;	/* a zero byte was met behind a file */
	int state;	/* what inflate said last */
	z_stream z;
	char block[1 << 16];
};

/* Lets z have something to read, if there is something. */
static int
refill(struct gunzip *g)
{
	size_t n;
	int rc;

	if (g->z.avail_in > 0 || g->drained)
		return MIME_OK;
	if (g->run.len == 0) {
		rc = mime_reader_next(&g->run, g->packed);
		g->drained = rc == 0;
		if (rc <= 0)
			return rc;
	}
	n = g->run.len < UINT_MAX ? g->run.len : UINT_MAX;
	g->z.next_in = (const Bytef *)g->run.ptr;
	g->z.avail_in = (uInt)n;
	g->run.ptr += n;
	g->run.len -= n;
	return MIME_OK;
}

/* Behind a file and its padding: whether it goes on so, with another file or
 * with the zero bytes that a tape block is filled with. */
static bool
goes_on(struct gunzip *g)
{
	while (g->z.avail_in > 0 && *g->z.next_in == 0) {
		g->padded = true;
		g->z.next_in++;
		g->z.avail_in--;
	}
	return !g->padded || g->z.avail_in == 0;
}

/* Several files may follow one another in one (RFC 1952 2.2). */
static int
pull(mime_slice *out, void *ctx)
{
	struct gunzip *g = ctx;
	size_t n;
	int rc;

	while (g->state == Z_OK || g->state == Z_STREAM_END) {
		rc = refill(g);
		if (rc < 0)
			return rc;
		if (g->state == Z_STREAM_END) {
			if (g->z.avail_in == 0)
				return 0;
			if (!goes_on(g))
				break;
			if (g->z.avail_in == 0)
				continue;
		}
		g->z.next_out = (Bytef *)g->block;
		g->z.avail_out = sizeof g->block;
		g->state = inflate(&g->z, Z_NO_FLUSH);
		if (g->state == Z_MEM_ERROR)
			cli_no_memory();
		if (g->state == Z_STREAM_END)
			inflateReset(&g->z);
		n = sizeof g->block - g->z.avail_out;
		*out = (mime_slice){ g->block, n };
		if (n > 0)
			return 1;
	}
	/* a torn file is shown as far as it goes */
	cli_warn(g->path, "its compression is damaged or cut off");
	return 0;
}

static void
done(void *ctx)
{
	struct gunzip *g = ctx;

	inflateEnd(&g->z);
	mime_reader_free(g->packed);
	free(g);
}

struct mime_reader *
gunzip_open(struct mime_reader *packed, const char *path)
{
	struct gunzip *g = cli_alloc(sizeof *g);
	struct mime_reader *r;

	g->packed = packed;
	g->path = path;
	g->state = Z_OK;
	if (inflateInit2(&g->z, 15 + 16) != Z_OK ||
	    mime_reader_new(&r, pull, done, g) != MIME_OK)
		cli_no_memory();
	return r;
}
#else
const char *
gunzip_library(void)
{
	return "not read (without zlib)";
}

bool
gunzip_knows(mime_slice bytes)
{
	(void)bytes;
	return false;
}

struct mime_reader *
gunzip_open(struct mime_reader *packed, const char *path)
{
	(void)path;
	return packed;
}
#endif
