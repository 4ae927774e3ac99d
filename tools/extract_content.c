#include "extract_content.h"
#include "cli.h"
#include "mime/codec.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void
extracted_init(struct extracted *e)
{
	*e = (struct extracted){ .octets = 0 };
	e->temporary.fd = -1;
	e->temporary.slot = TEMPORARY_MAX;
}

void
extracted_free(struct extracted *e)
{
	temporary_drop(&e->temporary);
	free(e->file);
	free(e->section);
	free(e->name);
	free(e->safe);
	free(e->rival);
	free(e->sender);
}

int
extracted_failed(const struct extracted *e, const char *what, int code)
{
	if (e->section[0] != '\0')
		cli_error(e->file, "part %s (%s): %s", e->section, e->safe,
			  what);
	else
		cli_error(e->file, "%s: %s", e->safe, what);
	return code;
}

static int
open_file(struct extracted *e, const struct extract_to *to)
{
	struct temporary *t = &e->temporary;
	int sys = EOPNOTSUPP;

	if (to->opts->dry)
		return CLI_OK;
	if (to->nameless)
		sys = temporary_open_nameless(t, to->dir, 0600);
	if (sys != 0)
		sys = temporary_open(t, to->dir, 0600);
	return sys == 0 ? CLI_OK
			: extracted_failed(e, strerror(sys),
					   cli_create_exit(sys));
}

/* Closing can tell that not all was written.  One that is nameless stays open,
 * and closing another descriptor of it tells as much. */
static int
close_file(struct temporary *t)
{
	int fd = t->fd;

	if (fd >= 0 && t->name[0] == '\0')
		fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
	else
		t->fd = -1;
	if (t->fd >= 0 && fd < 0)
		return errno;
	return fd < 0 || close(fd) == 0 ? 0 : errno;
}

/* Decodes the part into the file, if there is one.  Hashing takes longer than
 * all the rest: it is done where it is asked for. */
static int
decode(struct extracted *e, const struct extract_to *to, struct mime_reader *r)
{
	const struct extract_opts *opts = to->opts;
	bool hash = opts->dry || opts->digest || opts->names == EXTRACT_HASH;
	struct mime_sha256 sha;
	mime_slice run;
	int rc, sys = 0;

	mime_sha256_init(&sha);
	gather_begin(to->gather, e->temporary.fd);
	while ((rc = mime_reader_next(&run, r)) > 0) {
		if (hash)
			mime_sha256_add(&sha, run.ptr, run.len);
		e->octets += run.len;
		if (!opts->dry)
			sys = gather_add(to->gather, run.ptr, run.len);
		if (sys != 0)
			break;
	}
	if (rc == MIME_ENOMEM)
		cli_no_memory();
	if (rc < 0)
		return extracted_failed(e, mime_error_phrase(rc), CLI_IOERR);
	if (sys == 0)
		sys = gather_end(to->gather);
	if (sys != 0)
		return extracted_failed(e, strerror(sys), CLI_IOERR);
	mime_sha256_end(&sha, e->digest);
	e->hashed = hash;
	return CLI_OK;
}

static int
end(struct extracted *e, int rc)
{
	int sys = close_file(&e->temporary);

	if (rc == CLI_OK && sys != 0)
		rc = extracted_failed(e, strerror(sys), CLI_IOERR);
	return rc;
}

int
extracted_fill(struct extracted *e, const struct extract_to *to,
	       struct mime_reader *r)
{
	int rc = open_file(e, to);

	if (rc == CLI_OK)
		rc = end(e, decode(e, to, r));
	mime_reader_free(r);
	return rc;
}

int
extracted_copy(struct extracted *e, const struct extract_to *to,
	       mime_slice bytes)
{
	int rc = open_file(e, to), sys = 0;

	e->octets = bytes.len;
	if (rc != CLI_OK || to->opts->dry)
		return rc;
	sys = gather_write(e->temporary.fd, bytes.ptr, bytes.len);
	if (sys == EFAULT) /* of a mapped file there is less than there was */
		rc = extracted_failed(e, "the file became shorter", CLI_IOERR);
	else if (sys != 0)
		rc = extracted_failed(e, strerror(sys), CLI_IOERR);
	return end(e, rc);
}

/* Of so many bytes that are read from fd. */
static bool
hash_content(uint8_t digest[32], int fd, uint64_t octets)
{
	struct mime_sha256 sha;
	char block[16384];
	uint64_t at = 0;
	ssize_t n;

	mime_sha256_init(&sha);
	while ((n = pread(fd, block, sizeof block, (off_t)at)) > 0) {
		mime_sha256_add(&sha, block, (size_t)n);
		at += (size_t)n;
	}
	mime_sha256_end(&sha, digest);
	return n == 0 && at == octets;
}

bool
extracted_hash_file(uint8_t digest[32], int dir, const char *name,
		    uint64_t octets)
{
	int fd = openat(dir, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	bool is = fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		  (uint64_t)st.st_size == octets &&
		  hash_content(digest, fd, octets);

	if (fd >= 0)
		close(fd);
	return is;
}

const uint8_t *
extracted_digest(struct extracted *e)
{
	const struct temporary *t = &e->temporary;

	if (!e->hashed && t->fd >= 0)
		hash_content(e->digest, t->fd, e->octets);
	else if (!e->hashed)
		extracted_hash_file(e->digest, t->dir, t->name, e->octets);
	e->hashed = true;
	return e->digest;
}
