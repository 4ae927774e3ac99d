#ifdef HAVE_CONFIG_H
#include "config.h"
#endif
#include "cli.h"
#include "gunzip.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
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
	return bytes.len > 18 && memcmp(bytes.ptr, "\x1f\x8b\x08", 3) == 0;
}

/* An unlinked file. */
static int
open_unlinked(void)
{
	const char *in = getenv("TMPDIR");
	char path[4096];
	int fd, n;

	if (in == NULL || in[0] == '\0')
		in = "/tmp";
	n = snprintf(path, sizeof path, "%s/mimedump-XXXXXX", in);
	if (n < 0 || (size_t)n >= sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkstemp(path);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static bool
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* Several files may follow one another in one (RFC 1952 2.2). */
static int
inflate_to(int fd, z_stream *z, mime_slice rest, const char *path, uint64_t max)
{
	char block[1 << 16];
	uint64_t total = 0;
	int rc = Z_OK;

	z->avail_out = sizeof block;
	/* with no room left there may be more to come, input or not */
	while (rest.len > 0 || z->avail_in > 0 ||
	       (rc == Z_OK && z->avail_out == 0)) {
		size_t most = rest.len < UINT_MAX ? rest.len : UINT_MAX, n;

		if (z->avail_in == 0) {
			z->next_in = (const Bytef *)rest.ptr;
			z->avail_in = (uInt)most;
			rest.ptr += most;
			rest.len -= most;
		}
		z->next_out = (Bytef *)block;
		z->avail_out = sizeof block;
		rc = inflate(z, Z_NO_FLUSH);
		n = sizeof block - z->avail_out;
		total += n;
		if (max != 0 && total > max) {
			cli_error(path,
				  "is larger than %llu bytes (--max-size)",
				  (unsigned long long)max);
			return CLI_DATA;
		}
		if (!write_all(fd, block, n)) {
			cli_error(path, "cannot be unpacked: %s",
				  strerror(errno));
			return CLI_IOERR;
		}
		if (rc == Z_STREAM_END && inflateReset(z) == Z_OK)
			rc = Z_STREAM_END;
		else if (rc != Z_OK)
			break;
	}
	if (rc == Z_MEM_ERROR)
		cli_no_memory();
	/* a torn file is shown as far as it goes */
	if (rc != Z_STREAM_END)
		cli_warn(path, "its compression is damaged or cut off");
	return CLI_OK;
}

int
gunzip(int *fd, mime_slice bytes, const char *path, uint64_t max)
{
	z_stream z;
	int rc;

	memset(&z, 0, sizeof z);
	*fd = open_unlinked();
	if (*fd < 0) {
		cli_error(path, "cannot be unpacked: %s", strerror(errno));
		return CLI_CANTCREAT;
	}
	if (inflateInit2(&z, 15 + 16) != Z_OK)
		cli_no_memory();
	rc = inflate_to(*fd, &z, bytes, path, max);
	inflateEnd(&z);
	if (rc == CLI_OK && lseek(*fd, 0, SEEK_SET) == 0)
		return CLI_OK;
	close(*fd);
	*fd = -1;
	return rc != CLI_OK ? rc : CLI_IOERR;
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

int
gunzip(int *fd, mime_slice bytes, const char *path, uint64_t max)
{
	(void)bytes;
	(void)max;
	*fd = -1;
	cli_error(path, "zlib is not built in");
	return CLI_UNAVAILABLE;
}
#endif
